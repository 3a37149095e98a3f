package importer

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
)

// A Variant is one file that is, or will be, a post.
type Variant struct {
	Path    string
	Line    int    // where the text begins, for reports
	Address string // of the old site, without locale (rule 70)
	Raw     []byte
	Post    content.Post // complete but for its identifiers and what the database knows
	Tags    []string
	Aliases []Alias
	Images  map[string]string // reference as spelled, to a file of the tree

	Dated    bool     // the date is its own, not a stand-in
	Position int      // among pages and projects; 0 when it says nothing
	Held     bool     // not yet translated: it becomes no post
	Syntax   []string // what of other generators its text lost, a sentence for each kind

	standIn  bool      // the date is the day of the import
	named    []tagName // its tags as written
	wants    []wantedTag
	work     string // what links its translations: its path without locale
	wanted   string // the slug before others were looked at
	said     string // the slug that the header asks for
	spelling string // the locale as the path spells it, or ""
	key      string // its translationKey, or ""
	begins   int    // the line of the file on which the text began before it was cleaned
	cut      int    // lines that were cut from its beginning since
	lost     []int  // numbers of the lines, from 0, that cleaning took out
	saved    *saved // what else the file of an export tells; nil for other files
}

// leadingBlank is the blank lines between a header and its text.
var leadingBlank = regexp.MustCompile(`^([ \t]*\n)+`)

// newVariant reads a document as a post in locale l. m is what its path says.
func newVariant(d *document, m mark, l locale.Tag, root string, now time.Time) Variant {
	f := &fields{doc: d, h: d.Header, used: append([]string{"lang", "locale", "kind", "slug"}, keysOfWork...)}
	v := Variant{
		Path:     d.Path,
		Syntax:   d.Syntax,
		Address:  address(root, m.Rest),
		Raw:      d.Raw,
		spelling: m.Spelling,
		key:      d.TranslationKey,
		begins:   d.BodyLine,
		lost:     d.lost,
	}
	v.work = v.Address
	date, name := nameAndDate(v.work)
	p := &v.Post
	p.Locale = l
	p.Kind = kindOf(d, m.Rest)
	p.Title, p.Body = f.title(name)
	p.Body = p.Body[len(leadingBlank.FindString(p.Body)):]
	v.cut = strings.Count(d.Body[:len(d.Body)-len(p.Body)], "\n")
	v.Line = v.fileLine(0)
	p.Excerpt = cutTo(f.text("excerpt", "description", "summary"), content.MaxExcerpt)
	p.SEOTitle = cutTo(f.text("seo_title", "seoTitle", "meta_title", "metaTitle"), content.MaxSEOTitle)
	p.SEODescription = cutTo(f.text("seo_description", "seoDescription", "meta_description", "metaDescription"), content.MaxSEODescription)
	p.Author = strings.Join(f.names("author", "authors", "contributors"), ", ")
	p.Translator = strings.Join(f.names("translator", "translators"), ", ")
	p.CanonicalURL = f.link("canonical_url", "canonicalURL", "canonical", "canonicalLink", "canonical_link")
	p.Cover, p.CoverAlt = f.cover()
	if p.Kind == content.Project {
		p.Link = f.link("link", "external_link", "project_url", "website")
		p.Icon = f.text("icon")
	}
	v.Tags, v.named = f.tags()
	v.Aliases = append(f.addresses(), v.formerLocale()...)
	v.Position = f.position()
	v.said, v.wanted = f.slug(name)
	f.dates(&v, date, now)
	f.status(&v, now)
	p.Extra = f.extra()
	return v
}

// fileLine returns the line of the file that line n of the text, from 0,
// stands on.
func (v *Variant) fileLine(n int) int {
	n += v.cut
	for _, lost := range v.lost {
		if lost <= n {
			n++
		}
	}
	return v.begins + n
}

// kindOf returns what the header says a file is, else what its folders say.
func kindOf(d *document, rest string) content.Kind {
	if field, ok := d.Header.First("kind"); ok {
		kind := content.Kind(strings.ToLower(d.Header.Text("kind")))
		if slices.Contains(content.Kinds(), kind) {
			return kind
		}
		d.warn(field.Line, "kind is article, page or project; it was read as an article")
		return content.Article
	}
	for folder := range strings.SplitSeq(strings.ToLower(path.Dir(rest)), "/") {
		switch strings.TrimPrefix(folder, "_") {
		case "pages":
			return content.Page
		case "projects":
			return content.Project
		}
	}
	return content.Article
}

// slug returns what the header asks for, and the slug that the post wants.
func (f *fields) slug(name string) (said, wanted string) {
	if field, ok := f.h.First("slug"); ok {
		written := strings.Trim(f.h.Text("slug"), "/ ")
		if said = content.Slugify(path.Base("/" + written)); said != "" {
			return said, said
		}
		f.doc.warn(field.Line, fmt.Sprintf("nothing of the slug %q can stand in an address; the file name was taken", written))
	}
	if wanted = content.Slugify(name); wanted == "" {
		wanted = content.Slugify(f.h.Text("title"))
	}
	if wanted == "" {
		wanted = "post"
	}
	return "", wanted
}

func (f *fields) position() int {
	for _, key := range []string{"position", "weight", "order", "nav_order"} {
		var n int
		if s := f.h.Text(key); s != "" {
			if _, err := fmt.Sscanf(s, "%d", &n); err == nil && n > 0 && n < 1_000_000 {
				f.used = append(f.used, key)
				return n
			}
		}
	}
	return 0
}

// text is what readers would find to read, and what is compared between
// variants: no comments. A project's description counts as its text.
func (v *Variant) text() string {
	text := v.Post.Body
	if strings.Contains(text, "<!--") {
		text = comment.ReplaceAllString(text, "")
	}
	text = strings.TrimSpace(text)
	if text == "" && v.Post.Kind == content.Project {
		return v.Post.Excerpt
	}
	return text
}
