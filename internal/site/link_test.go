package site

import (
	"slices"
	"strings"
	"testing"
)

func TestLinksAreReadALineEach(t *testing.T) {
	got, ok := ParseLinks("Mastodon  https://example.social/@ana\r\n\n  https://code.test/ana/ \nmailto:ana@ex.test\nWrite to me\tmailto:ana@ex.test\nAbout me /en-us/about\n")
	want := []Link{
		{"Mastodon", "https://example.social/@ana"}, {"code.test/ana", "https://code.test/ana/"}, {"ana@ex.test", "mailto:ana@ex.test"},
		{"Write to me", "mailto:ana@ex.test"}, {"About me", "/en-us/about"},
	}
	if !ok || !slices.Equal(got, want) {
		t.Errorf("got %q, %v; want %q", got, ok, want)
	}
}

func TestALineWithoutAnAddressIsNoLink(t *testing.T) { // trust T7
	for _, text := range []string{
		"Mastodon", "x javascript:alert(1)", "x data:text/html,x", "x //evil.test", "x mailto:", "x mailto:a@b?bcc=c", "https://a.test x",
		"x https://", "x vbscript:x", strings.Repeat("a https://a.test\n", MaxLinks+1),
	} {
		if links, ok := ParseLinks(text); ok {
			t.Errorf("%.40q is read as %q", text, links)
		}
	}
	if links, ok := ParseLinks(" \n"); !ok || len(links) != 0 {
		t.Errorf("nothing is read as %q, %v", links, ok)
	}
}
