package urls

import (
	"slices"
	"strings"

	"verso/internal/content"
)

// cardsWord begins the addresses of share cards.
const cardsWord = "cards"

// CardRoute is the pattern of all cards' addresses.
const CardRoute = "/" + cardsWord + "/*path"

// Card returns the address of a post's share card. hash names the words on it:
// other words have another address.
func (b Builder) Card(p content.Summary, hash string) string {
	return join(cardsWord, p.Locale.Path(), string(p.Kind), p.Slug+"-"+hash+".png")
}

// ParseCard reads the address of a share card: which work it is of, and the
// hash. Cards are asked for by programs, in one spelling.
func (b Builder) ParseCard(escaped string) (a Address, hash string, ok bool) {
	segments, ok := split(escaped)
	if !ok || len(segments) != 4 || segments[0] != cardsWord {
		return Address{}, "", false
	}
	l, exact, _, ok := b.site.Set.ByPath(segments[1])
	kind := content.Kind(segments[2])
	name, png := strings.CutSuffix(segments[3], ".png")
	at := strings.LastIndexByte(name, '-')
	if !ok || !exact || !slices.Contains(content.Kinds(), kind) || !png || at < 1 {
		return Address{}, "", false
	}
	return Address{What: Work, Locale: l, Kind: kind, Slug: name[:at]}, name[at+1:], true
}
