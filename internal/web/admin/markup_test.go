package admin_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// checkPage reports what in a page is not the site's own, and returns how
// often hostile words stand in it as text.
func (w *world) checkPage(path string, header http.Header, page string) (shown int) {
	w.t.Helper()
	policy := header.Get("Content-Security-Policy")
	framed := strings.Contains(path, "/preview/") // by the editor, from the same origin
	if strings.Contains(policy, "frame-ancestors 'none'") == framed || strings.Contains(policy, "unsafe") || !strings.Contains(policy, "script-src 'self'") {
		w.t.Errorf("%s: the policy is %q", path, policy)
	}
	if got := header.Get("Cross-Origin-Opener-Policy"); got != "same-origin" {
		w.t.Errorf("%s: Cross-Origin-Opener-Policy is %q", path, got)
	}
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		w.t.Fatal(err)
	}
	for n := range doc.Descendants() {
		switch n.Type {
		case html.TextNode:
			if strings.Contains(n.Data, "ZgotmplZ") {
				w.t.Errorf("%s: a value was refused by the template", path)
			}
			if n.Parent.Data != "script" {
				shown += strings.Count(n.Data, "<x-pwned")
				checkIsolated(w.t, path, n)
			}
		case html.ElementNode:
			checkElement(w.t, path, n)
			for _, a := range n.Attr {
				shown += strings.Count(a.Val, "<x-pwned")
			}
		}
	}
	return shown
}

// inline are the elements within a line.
var inline = []string{"a", "b", "cite", "code", "del", "em", "i", "ins", "mark", "small", "span", "strong", "time", "u"}

// checkIsolated reports hostile words that stand in a line with others and
// could turn them into another direction (T32).
func checkIsolated(t *testing.T, path string, n *html.Node) {
	t.Helper()
	if !strings.Contains(n.Data, "<x-pwned") {
		return
	}
	whole := strings.TrimSpace(n.Data) // of the words, and of the link that they are in
	for at := n.Parent; at != nil; at = at.Parent {
		isolated := at.Data == "bdi" || attr(at, "dir") != "" || strings.Contains(attr(at, "class"), "prose")
		alone := !slices.Contains(inline, at.Data) && strings.TrimSpace(textOf(at)) == whole
		if isolated || alone {
			return
		}
		if at.Data == "a" {
			whole = strings.TrimSpace(textOf(at))
		}
		if !slices.Contains(inline, at.Data) {
			t.Errorf("%s: <%s class=%q> holds words that may turn the others around: %.80q", path, at.Data, attr(at, "class"), textOf(at))
			return
		}
	}
}

func textOf(n *html.Node) string {
	var text strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			text.WriteString(d.Data)
		}
	}
	return text.String()
}

// addresses are the attributes that a browser follows.
var addresses = []string{"href", "src", "action", "formaction", "cite", "data", "poster", "ping"}

// checkElement reports an element that acts by itself or leads to a script.
func checkElement(t *testing.T, path string, n *html.Node) {
	t.Helper()
	if n.Data == "x-pwned" || n.Data == "style" || n.Data == "base" || n.Data == "iframe" && attr(n, "srcdoc") != "" {
		t.Errorf("%s: an element %s", path, n.Data)
	}
	if n.Data == "script" && attr(n, "src") == "" {
		switch kind := attr(n, "type"); {
		case kind != "application/ld+json" && kind != "application/json":
			t.Errorf("%s: a script of type %q in the page", path, kind)
		case n.FirstChild == nil || !json.Valid([]byte(n.FirstChild.Data)):
			t.Errorf("%s: data that is no JSON", path)
		}
	}
	for _, a := range n.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
			t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
		}
		if !slices.Contains(addresses, a.Key) {
			continue
		}
		if to, err := url.Parse(a.Val); err != nil || !slices.Contains([]string{"", "http", "https", "mailto"}, to.Scheme) {
			t.Errorf("%s: <%s %s=%q>", path, n.Data, a.Key, a.Val)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// checkXML reports what in a feed or a sitemap is not its own. Text that is
// itself markup, as feeds carry it, is looked at too.
func checkXML(t *testing.T, path, text string) (shown int) {
	t.Helper()
	tokens := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := tokens.Token()
		if errors.Is(err, io.EOF) {
			return shown
		}
		if err != nil {
			t.Errorf("%s is no XML: %v", path, err)
			return shown
		}
		switch token := token.(type) {
		case xml.StartElement:
			if strings.Contains(token.Name.Local, "pwned") {
				t.Errorf("%s: an element %s", path, token.Name.Local)
			}
		case xml.CharData:
			shown += strings.Count(string(token), "x-pwned")
			doc, err := html.Parse(strings.NewReader(string(token)))
			if err != nil || !strings.HasPrefix(strings.TrimSpace(string(token)), "<") {
				continue // plain text
			}
			for n := range doc.Descendants() {
				if n.Type == html.ElementNode {
					checkElement(t, path, n)
				}
			}
		}
	}
}
