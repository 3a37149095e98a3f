package markdown

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"
)

// kinds are the kinds of something met in a text, each once.
type kinds map[string]bool

// maxKinds is how many kinds of one thing are noted: nobody reads on.
const maxKinds = 50

func (k kinds) add(kind string) {
	if len(k) < maxKinds {
		k[kind] = true
	}
}

func (k kinds) sorted() []string { return slices.Sorted(maps.Keys(k)) }

// hidden are the elements whose text is not for reading.
var hidden = map[string]bool{"script": true, "style": true, "template": true, "noscript": true, "title": true, "textarea": true}

// hideScripts removes the text between the tags of hidden elements that stand
// within a line; those that fill a block go with their block.
func (p *page) hideScripts() {
	var tags []*ast.RawHTML
	_ = ast.Walk(p.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if tag, ok := n.(*ast.RawHTML); ok && entering && hidden[tagName(tag, p.source)] {
			tags = append(tags, tag)
		}
		return ast.WalkContinue, nil
	})
	for i := 0; i+1 < len(tags); i++ {
		start, end := tags[i], tags[i+1]
		if start.Parent() != end.Parent() || tagName(end, p.source) != tagName(start, p.source) || !isEndTag(end, p.source) || isEndTag(start, p.source) {
			continue
		}
		for n := start.NextSibling(); n != nil && n != ast.Node(end); n = start.NextSibling() {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	}
}

// tagName returns the element of a tag, "script" for <script> and </script>.
func tagName(n *ast.RawHTML, source []byte) string {
	tag := strings.TrimLeft(string(n.Segments.Value(source)), "</")
	end := strings.IndexFunc(tag, func(r rune) bool { return !isWord(r) })
	return strings.ToLower(tag[:max(end, 0)])
}

func isEndTag(n *ast.RawHTML, source []byte) bool {
	return bytes.HasPrefix(n.Segments.Value(source), []byte("</"))
}

// readRaw reads what the author wrote as HTML, and the addresses of links:
// it notes the ids, which are then taken, and what sanitising will drop.
func (p *page) readRaw() {
	_ = ast.Walk(p.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.RawHTML:
			p.readTags(n.Segments.Value(p.source))
		case *ast.HTMLBlock:
			p.readTags(blockHTML(n, p.source))
		case *ast.Link:
			p.readURL("href", n.Destination)
		case *ast.AutoLink:
			p.readURL("href", n.URL(p.source))
		case *ast.Image:
			p.readURL("src", n.Destination)
		}
		return ast.WalkContinue, nil
	})
}

func (p *page) readURL(attribute string, url []byte) {
	if len(url) > 0 && !urlForm.Match(url) {
		p.removed.add(attribute + "=")
	}
}

func (p *page) readTags(raw []byte) {
	z := html.NewTokenizer(bytes.NewReader(raw))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			p.readTag(z.Token())
		}
	}
}

func (p *page) readTag(tag html.Token) {
	if allowed[tag.Data] == nil {
		p.removed.add("<" + strings.ToValidUTF8(tag.Data, "") + ">")
		return
	}
	for _, a := range tag.Attr {
		if !permits(tag.Data, a.Key, a.Val) || a.Key == "id" && !validID(a.Val) {
			p.removed.add(strings.ToValidUTF8(a.Key, "") + "=")
		} else if a.Key == "id" {
			p.ids.take(a.Val)
		}
	}
}

// blockHTML returns the source of a block of HTML.
func blockHTML(n *ast.HTMLBlock, source []byte) []byte {
	raw := n.Lines().Value(source)
	if n.HasClosure() {
		raw = append(raw, n.ClosureLine.Value(source)...)
	}
	return raw
}

// rawHTML writes a tag that stands within a line when its element is allowed.
// The others go here, before the whole is sanitised: of "the <title> element"
// no more than the tag is lost.
func (w writer) rawHTML(b util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering && allowed[tagName(n.(*ast.RawHTML), source)] != nil {
		_, _ = b.Write(n.(*ast.RawHTML).Segments.Value(source))
	}
	return ast.WalkSkipChildren, nil
}

// htmlBlock writes a block of the author's HTML, sanitised by itself first:
// an element whose content is dropped must not reach beyond its block.
func (w writer) htmlBlock(b util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = b.Write(policy.SanitizeBytes(blockHTML(n.(*ast.HTMLBlock), source)))
	}
	return ast.WalkContinue, nil
}
