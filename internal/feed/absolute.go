package feed

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Absolute returns well-formed, safe HTML as it can be read away from its
// page: every address is absolute, resolved against page, and what serves the
// page alone is gone: marks beside headings, stops of the tab key. page that
// is no URL leaves the text as it is.
func Absolute(fragment, page string) string {
	base, err := url.Parse(page)
	if err != nil {
		return fragment
	}
	var b strings.Builder
	b.Grow(len(fragment) + len(fragment)/8)
	z := html.NewTokenizer(strings.NewReader(fragment))
	hidden, bare := false, false // within a mark; within a heading that is a link to itself
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		raw := string(z.Raw()) // Token may rewrite it
		token := z.Token()
		switch {
		case hidden:
			hidden = kind != html.EndTagToken || token.Data != "a"
		case bare && kind == html.EndTagToken && token.Data == "a":
			bare = false
		case kind == html.StartTagToken && isMark(token):
			hidden = labelled(token)
			bare = !hidden
		case kind == html.StartTagToken && resolve(&token, base):
			b.WriteString(token.String())
		default:
			b.WriteString(raw)
		}
	}
}

// labelled reports whether a tag is named by another element: its own text is
// but a sign.
func labelled(tag html.Token) bool {
	return slices.ContainsFunc(tag.Attr, func(a html.Attribute) bool { return a.Key == "aria-labelledby" })
}

// isMark reports whether a tag begins the link of a heading to itself.
func isMark(tag html.Token) bool {
	return tag.Data == "a" && slices.Contains(tag.Attr, html.Attribute{Key: "class", Val: "anchor"})
}

// resolve makes the addresses of a tag absolute and takes out tabindex; it
// reports whether anything changed.
func resolve(tag *html.Token, base *url.URL) bool {
	kept := slices.DeleteFunc(tag.Attr, func(a html.Attribute) bool { return a.Key == "tabindex" })
	changed := len(kept) != len(tag.Attr)
	tag.Attr = kept
	for i, a := range tag.Attr {
		switch a.Key {
		case "href", "src", "cite", "poster":
			tag.Attr[i].Val = against(base, a.Val)
		case "srcset":
			tag.Attr[i].Val = eachCandidate(a.Val, base)
		}
		changed = changed || tag.Attr[i].Val != a.Val
	}
	return changed
}

// against resolves an address; one that cannot be read stays as it is.
func against(base *url.URL, address string) string {
	u, err := base.Parse(address)
	if err != nil {
		return address
	}
	return u.String()
}

// eachCandidate resolves the addresses of a srcset: "a.png 1x, b.png 2x".
func eachCandidate(set string, base *url.URL) string {
	candidates := strings.Split(set, ", ")
	for i, candidate := range candidates {
		address, descriptor, _ := strings.Cut(strings.TrimSpace(candidate), " ")
		candidates[i] = strings.TrimSpace(against(base, address) + " " + descriptor)
	}
	return strings.Join(candidates, ", ")
}
