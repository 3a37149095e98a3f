package importer

import (
	"path"
	"regexp"
	"strings"
)

// highlightOpen is a tag that begins a block of code, alone on its line:
// Liquid's {% highlight ruby %} and Hugo's {{< highlight go "opts" >}}.
var (
	highlightOpen  = regexp.MustCompile(`^([ \t]*)(?:\{%-?\s*highlight\s+([\w+#.-]+)[^%\n]*%\}|\{\{[<%]\s*highlight\s+"?([\w+#.-]+)"?[^\n]*?[>%]\}\})[ \t]*(?:\{%-?\s*raw\s*-?%\}[ \t]*)?\n?$`)
	highlightClose = regexp.MustCompile(`^[ \t]*(?:\{%-?\s*endraw\s*-?%\}[ \t]*)?(?:\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]\s*/\s*highlight\s*[>%]\}\})[ \t]*\n?$`)
	rawLine        = regexp.MustCompile(`^\s*\{%-?\s*(?:end)?raw\s*-?%\}\s*$`)
	rawMark        = regexp.MustCompile(`\{%-?\s*(?:end)?raw\s*-?%\}`)
)

// highlighted makes fences of the tags around highlighted code, and returns
// the body with the code blanked out.
func (c *cleaner) highlighted() string {
	if !strings.Contains(c.body, "highlight") {
		return c.body
	}
	masked := []byte(c.body)
	var s codeScanner
	for at := 0; at < len(c.body); {
		end := lineEnd(c.body, at)
		open := highlightOpen.FindStringSubmatch(c.body[at:end])
		if s.next(c.body[at:end]) || open == nil {
			at = end
			continue
		}
		first, last, next := end, -1, end
		for ; next < len(c.body) && last < 0; next = lineEnd(c.body, next) {
			if highlightClose.MatchString(c.body[next:lineEnd(c.body, next)]) {
				last = next
			}
		}
		if last < 0 {
			break // nor does a later one end
		}
		fence := longerFence(c.body[first:last])
		c.edits = append(c.edits, edit{at, end, open[1] + fence + open[2] + open[3] + "\n"})
		c.dropRaw(first, last)
		c.edits = append(c.edits, edit{last, next, open[1] + fence + c.body[len(strings.TrimRight(c.body[:next], "\n")):next]})
		blank(masked[at:next])
		at = next
	}
	return string(masked)
}

// dropRaw leaves out the marks that protected code from Liquid.
func (c *cleaner) dropRaw(start, end int) {
	for at := start; at < end; at = lineEnd(c.body, at) {
		line := c.body[at:lineEnd(c.body, at)]
		for _, m := range rawMark.FindAllStringIndex(line, -1) {
			text := ""
			if rawLine.MatchString(line) {
				text = leftOut
			}
			c.edits = append(c.edits, edit{at + m[0], at + m[1], text})
		}
	}
}

// longerFence returns a fence that nothing in code closes.
func longerFence(code string) string {
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	return fence
}

var (
	rawBlock      = regexp.MustCompile(`(?s)(\{%-?\s*raw\s*-?%\})(.*?)(\{%-?\s*endraw\s*-?%\})`)
	liquidComment = regexp.MustCompile(`(?s)\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}|\{%-?\s*#[^%]*%\}`)
	hugoComment   = regexp.MustCompile(`(?s)\{\{[<%]?-?\s*/\*.*?\*/\s*-?[>%]?\}\}`)
)

// liquid leaves out comments and the marks around raw text; that text is left
// alone.
func (c *cleaner) liquid() {
	for _, m := range rawBlock.FindAllSubmatchIndex(c.mask, -1) {
		c.drop(m[2], m[3], "{% raw %} and {% endraw %} were left out; what they protected is text")
		c.drop(m[6], m[7], "")
		blank(c.mask[m[4]:m[5]])
	}
	for _, comments := range []*regexp.Regexp{liquidComment, hugoComment} {
		for _, m := range comments.FindAllIndex(c.mask, -1) {
			c.drop(m[0], m[1], "a comment of another generator was left out")
		}
	}
}

var (
	figureTag = regexp.MustCompile(`\{\{[<%]\s*figure\s+((?:[^>%"]|"(?:[^"\\]|\\.)*"|%[^}]|>[^}])*?)/?\s*[>%]\}\}`)
	parameter = regexp.MustCompile("([\\w-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`|([^\\s\"]+))")
)

// figures makes pictures of Hugo's figures. One without a source stays.
func (c *cleaner) figures() {
	for _, m := range figureTag.FindAllSubmatchIndex(c.mask, -1) {
		p := parameters(c.body[m[2]:m[3]])
		if p["src"] == "" {
			continue
		}
		picture := "![" + bracketed.Replace(p["alt"]) + "](" + destination(p["src"])
		if caption := either(p["caption"], p["title"]); caption != "" {
			picture += ` "` + strings.ReplaceAll(caption, `"`, `\"`) + `"`
		}
		picture += ")"
		if p["link"] != "" {
			picture = "[" + picture + "](" + destination(p["link"]) + ")"
		}
		c.replace(m[0], m[1], picture)
	}
}

// bracketed escapes what would end the words of a link.
var bracketed = strings.NewReplacer("[", `\[`, "]", `\]`, "\n", " ")

// parameters reads name="value" pairs.
func parameters(s string) map[string]string {
	found := map[string]string{}
	for _, m := range parameter.FindAllStringSubmatch(s, -1) {
		found[m[1]] = strings.ReplaceAll(m[2], `\"`, `"`) + m[3] + m[4]
	}
	return found
}

// destination writes an address so that Markdown reads it whole.
func destination(to string) string {
	if strings.ContainsAny(to, " ()") {
		return "<" + to + ">"
	}
	return to
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

var (
	// Where an address stands: behind "](" or "]: ", in href and src. Its
	// tags may hold blanks and quotes.
	addressPlace = regexp.MustCompile(`(?:\]\(\s*<?|\]:[ \t]+<?|\b(?:href|src)\s*=\s*["'])((?:[^\s()<>"'{}]*(?:\{\{.*?\}\}|\{%.*?%\}))+[^\s()<>"'{}]*)`)
	placeTag     = regexp.MustCompile(`\{\{[<%]\s*(?i:(?:rel)?ref)\s+(.*?)\s*/?[>%]\}\}|\{%-?\s*(?:link|post_url)\s+(.*?)\s*-?%\}`)
	rootTag      = regexp.MustCompile(`\{\{-?\s*(?:site\.(?:base_?url|url|BaseURL)|\.Site\.BaseURL|base_?url|config\.base_url)\s*-?\}\}`)
	pathFilter   = regexp.MustCompile(`\{\{-?\s*(?:site\.(?:baseurl|url)\s*\|\s*append:\s*)?["']([^"'{}]*)["']\s*\|\s*(?:relative_url|absolute_url|relURL|absURL|url|prepend:\s*site\.(?:baseurl|url))\s*(?:\|[^{}]*)?\}\}`)
	refPath      = regexp.MustCompile(`^(?:path\s*=\s*)?["'` + "`" + `]?([^"'` + "`" + `\s]+)`)
)

// destinations reads the tags that stand for a place inside an address.
func (c *cleaner) destinations() {
	for _, m := range addressPlace.FindAllSubmatchIndex(c.mask, -1) {
		written := c.body[m[2]:m[3]]
		to := pathFilter.ReplaceAllString(written, "$1")
		if at := placeTag.FindStringIndex(to); at != nil { // what stands before it names the site
			to = c.place(to[at[0]:at[1]]) + to[at[1]:]
		} else if rooted := rootTag.ReplaceAllString(to, ""); rooted != to {
			to = "/" + strings.TrimPrefix(rooted, "/")
		}
		if to != written {
			c.replace(m[2], m[3], to)
		}
	}
}

// place returns the address that a tag names: the way from this file to the
// one it means, else what the tag says.
func (c *cleaner) place(tag string) string {
	m := placeTag.FindStringSubmatch(tag)
	ref := refPath.FindStringSubmatch(m[1] + m[2])
	if ref == nil {
		return tag
	}
	name, fragment, _ := strings.Cut(ref[1], "#")
	if fragment != "" {
		fragment = "#" + fragment
	}
	if name == "" {
		return fragment
	}
	if found := c.files.find(name, c.from); found != "" {
		return relative(path.Dir(c.from), found) + fragment
	}
	return name + fragment
}
