package seo

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// Canonical returns the one true address of a page: its own (rule 37), unless
// the author declared one on another host (rule 72). elsewhere says so: then
// the page leaves hreflang and sitemap.
func Canonical(own, declared string) (canonical string, elsewhere bool) {
	there, err := url.Parse(declared)
	if err != nil || (there.Scheme != "https" && there.Scheme != "http") || there.Host == "" || there.User != nil {
		return own, false
	}
	here, err := url.Parse(own)
	if err == nil && strings.EqualFold(here.Host, there.Host) {
		return own, false
	}
	return there.String(), true
}

// descriptionLength is what a search result shows, in characters.
const descriptionLength = 160

// Description cuts plain text, at a word's end where there is one, to the
// length of a search result.
func Description(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= descriptionLength {
		return text
	}
	runes := []rune(text)
	head := string(runes[:descriptionLength-1])
	if i := strings.LastIndexByte(head, ' '); i > len(head)/2 && runes[descriptionLength-1] != ' ' {
		head = head[:i]
	}
	return strings.TrimRight(head, " ,;:.—–-") + "…"
}
