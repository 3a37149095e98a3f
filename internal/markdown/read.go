package markdown

import (
	"errors"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"verso/internal/locale"
)

// A Reading is what a text holds, found in one reading of it and without
// making HTML: what an import asks of thousands of texts.
type Reading struct {
	Plain      string   // the words, as Plain returns them
	Words      int      // reading units, see CountWords
	Links      []string // these four as a Document has them
	Images     []string
	Removed    []string
	Shortcodes []string
	BareImages bool   // an image has no alternative text
	begin      string // the first paragraphs, or ""
}

// Read reads src, Markdown in locale l. Its only error is a *LimitError, where
// Render has one.
func Read(src string, l locale.Tag) (*Reading, error) {
	source := clean(src)
	doc, err := body.parse(source)
	if err != nil {
		return nil, err
	}
	words := readPlain(doc, source)
	r := &Reading{Plain: words.text, Words: countWords(words.text), begin: words.begin}
	p := page{source: source, doc: doc, locale: l, ids: ids{}, removed: kinds{}, shortcodes: kinds{}}
	p.readRaw()
	p.transcript()
	s := slots{page: &p}
	if err := ast.Walk(doc, s.visit); err == nil {
		r.Links, r.Images, r.BareImages = s.links.list, s.images.list, s.bare
		r.Removed, r.Shortcodes = p.removed.sorted(), p.shortcodes.sorted()
		return r, nil
	}
	d, err := unlabelled.render(src, l)
	if err != nil {
		return nil, err
	}
	r.Links, r.Images, r.Removed, r.Shortcodes = d.Links, d.Images, d.Removed, d.Shortcodes
	r.BareImages = slices.ContainsFunc(d.Parts, func(part Part) bool {
		image, ok := part.(Image)
		return ok && image.Alt == ""
	})
	return r, nil
}

// unlabelled renders without interface words, highlighting or memory.
var unlabelled = &Renderer{labels: func(locale.Tag) Labels { return Labels{} }}

// Lead returns what Excerpt does, of at most n letters and 500; ok is false
// when the text has no paragraph of its own to begin with.
func (r *Reading) Lead(n int) (lead string, ok bool) {
	return shorten(r.begin, min(n, maxExcerpt)), r.begin != ""
}

// maxSimpleDepth is how deep a tree is at most whose HTML loses no element
// for being nested too deep: a node becomes three elements or fewer.
const maxSimpleDepth = maxDepth / 3

// slots gathers the links and images of a tree from which the page has
// exactly those: it has no HTML of the author's, whose tags may end anywhere,
// and no quotation whose first line goes.
type slots struct {
	page          *page
	links, images listed
	bare          bool // an image without alternative text
	depth, image  int  // nodes that are open, and images among them
}

// errNotSimple ends a walk through any other tree: its HTML has to be made.
var errNotSimple = errors.New("the links are known from the HTML alone")

func (s *slots) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	by := 1
	if !entering {
		by = -1
	}
	s.depth += by
	if n.Kind() == ast.KindImage {
		s.image += by
	}
	if !entering {
		return ast.WalkContinue, nil
	}
	if s.depth > maxSimpleDepth || n.Kind() == ast.KindRawHTML || n.Kind() == ast.KindHTMLBlock || s.page.isAlert(n) {
		return ast.WalkStop, errNotSimple
	}
	switch n := n.(type) {
	case *shortcode:
		s.page.shortcodes.add(n.name)
	case *ast.Link:
		s.link(string(util.URLEscape(n.Destination, true)))
	case *ast.AutoLink:
		href := string(util.URLEscape(n.URL(s.page.source), false))
		if n.AutoLinkType != ast.AutoLinkEmail { // those lead to mail addresses
			s.link(href)
		}
	case *ast.Image:
		src := string(util.URLEscape(n.Destination, true))
		if s.image == 1 && urlForm.MatchString(src) {
			s.images.add(src)
			s.bare = s.bare || !hasText(n)
		}
	}
	return ast.WalkContinue, nil
}

// link notes a link that the page asks for its target. Images show no links.
func (s *slots) link(href string) {
	switch {
	case s.image > 0 || !urlForm.MatchString(href) || href[0] == '#':
	case len(href) > 7 && strings.EqualFold(href[:7], "mailto:"):
	default:
		s.links.add(href)
	}
}

// isAlert reports whether n is a quotation that may be shown as an alert.
func (p *page) isAlert(n ast.Node) bool {
	if n.Kind() != ast.KindBlockquote {
		return false
	}
	first, ok := n.FirstChild().(*ast.Paragraph)
	return ok && alertName(first, p.source) != ""
}

// hasText reports whether an image has alternative text.
func hasText(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.Segment.Len() > 0 || c.SoftLineBreak() || c.HardLineBreak() {
				return true
			}
		case *ast.String:
			if len(c.Value) > 0 {
				return true
			}
		default:
			if hasText(c) {
				return true
			}
		}
	}
	return false
}

// listed keeps texts, each once, in the order in which they came.
type listed struct {
	list []string
	has  map[string]bool
}

func (l *listed) add(s string) {
	if l.has[s] {
		return
	}
	if l.has == nil {
		l.has = map[string]bool{}
	}
	l.has[s] = true
	l.list = append(l.list, s)
}
