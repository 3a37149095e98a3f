package markdown

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/microcosm-cc/bluemonday"
)

// urlForm is what an address in a text may be (trust T7): http or https with
// a host, mailto, or relative. Not "//host", which is another site in
// disguise; no backslash, which browsers read as a slash; no colon before the
// first slash, which is how a scheme begins, "java%0Ascript:" included; no
// control characters, which browsers drop.
var urlForm = regexp.MustCompile(`(?i)^(?:` +
	`https?://[^\x00-\x20\x7f/\\?#][^\x00-\x1f\x7f\\]*` +
	`|mailto:[^\x00-\x20\x7f\\]+` +
	`|/(?:[^\x00-\x20\x7f/\\][^\x00-\x1f\x7f\\]*)?` +
	`|[?#][^\x00-\x1f\x7f\\]*` +
	`|[^\x00-\x20\x7f/\\?#:][^\x00-\x1f\x7f/\\?#:]*(?:[/?#][^\x00-\x1f\x7f\\]*)?` +
	`)$`)

// srcsetForm is a list of such addresses, http or relative, with widths or
// densities (HTML 4.8.4.2.1).
var srcsetForm = regexp.MustCompile(`^\s*` + candidate + `(?:\s*,\s*` + candidate + `)*\s*$`)

const candidate = `(?:https?://[^\x00-\x20\x7f/\\?#,][^\x00-\x20\x7f\\,]*|/?[^\x00-\x20\x7f/\\?#:,][^\x00-\x20\x7f\\:,]*)` +
	`(?: +[0-9]{1,5}(?:\.[0-9]{1,3})?[wx])?`

// Values of attributes.
var (
	anyText   = regexp.MustCompile(`^[^\x00]*$`)
	number    = regexp.MustCompile(`^[0-9]{1,5}$`)
	signed    = regexp.MustCompile(`^-?[0-9]{1,9}$`)
	langForm  = regexp.MustCompile(`^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$`)
	duration  = regexp.MustCompile(`^[0-9A-Z:.+ -]{1,40}$`)
	onOff     = regexp.MustCompile(`^(?:|open|reversed)$`)
	codeClass = regexp.MustCompile(`^language-[a-z0-9+-]{1,32}$`)
)

// oneOf matches a list of one or more of the words.
func oneOf(words ...string) *regexp.Regexp {
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	word := `(?:` + strings.Join(words, "|") + `)`
	return regexp.MustCompile(`^` + word + `(?: ` + word + `)*$`)
}

// An attributes table says which attributes an element may have, and which
// values they.
type attributes map[string]*regexp.Regexp

// everywhere are the attributes of every element.
var everywhere = attributes{
	"dir":       oneOf("ltr", "rtl", "auto"),
	"id":        idForm,
	"lang":      langForm,
	"title":     anyText,
	"translate": oneOf("yes", "no"),
}

// allowed is the allowlist of sanitising: the elements a text may have, each
// with its own attributes beside those that stand everywhere. No style, no
// handler, no data-…, no form, nothing that loads but images.
var allowed = allowlist(map[string]attributes{
	"a": {
		"href": urlForm, "hreflang": langForm, "aria-label": anyText, "aria-labelledby": anyText,
		"class": oneOf("anchor", "footnote-ref", "footnote-back"),
		"role":  oneOf("doc-noteref", "doc-backlink"),
	},
	"aside":      {"class": oneOf("alert", "alert-note", "alert-tip", "alert-important", "alert-warning", "alert-caution"), "role": oneOf("note")},
	"blockquote": {"cite": urlForm},
	"code":       {"class": codeClass},
	"del":        {"cite": urlForm},
	"details":    {"open": onOff},
	"div":        {"class": oneOf("code", "turn", "pause")},
	"img": {
		"src": urlForm, "srcset": srcsetForm, "alt": anyText, "width": number, "height": number,
		"loading": oneOf("lazy", "eager"),
	},
	"ins":     {"cite": urlForm},
	"li":      {"value": signed, "class": oneOf("task-item")},
	"ol":      {"start": signed, "reversed": onOff, "type": oneOf("1", "a", "A", "i", "I")},
	"p":       {"class": oneOf("alert-title")},
	"pre":     {"class": oneOf("chroma")},
	"q":       {"cite": urlForm},
	"section": {"class": oneOf("footnotes"), "role": oneOf("doc-endnotes"), "aria-label": anyText},
	"span": {
		"class": oneOf(append([]string{"task", "task-done", "code-lang"}, highlightClasses()...)...),
		"role":  oneOf("img"), "aria-label": anyText,
	},
	"strong": {"class": oneOf("speaker")},
	"td":     {"colspan": number, "rowspan": number, "class": oneOf("align-start", "align-center", "align-end")},
	"th":     {"colspan": number, "rowspan": number, "class": oneOf("align-start", "align-center", "align-end"), "scope": oneOf("col", "row", "colgroup", "rowgroup")},
	"time":   {"datetime": duration},
}, `abbr b bdi br caption cite dd dfn dl dt em figcaption figure
	h1 h2 h3 h4 h5 h6 hr i kbd mark rb rp rt ruby s samp small sub summary sup
	table tbody tfoot thead tr u ul var wbr`)

// allowlist adds to special the plain elements, and to each element the
// attributes that stand everywhere.
func allowlist(special map[string]attributes, plain string) map[string]attributes {
	for name := range strings.FieldsSeq(plain) {
		special[name] = attributes{}
	}
	for _, own := range special {
		maps.Copy(own, everywhere)
	}
	return special
}

// highlightClasses are the classes of highlighted code.
func highlightClasses() []string {
	classes := map[string]bool{}
	for _, class := range chroma.StandardTypes {
		if class != "" {
			classes[class] = true
		}
	}
	return slices.Sorted(maps.Keys(classes))
}

// policy sanitises by the allowlist. It does not change once made.
var policy = newPolicy()

func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.SkipElementsContent("script", "style", "template", "noscript", "textarea", "title", "select", "svg", "math", "iframe", "object")
	for name, own := range allowed {
		p.AllowNoAttrs().OnElements(name)
		for attribute, form := range own {
			p.AllowAttrs(attribute).Matching(form).OnElements(name)
		}
	}
	return p
}

// permits reports whether an element may have an attribute with this value.
func permits(element, attribute, value string) bool {
	form := allowed[element][attribute]
	return form != nil && form.MatchString(value)
}
