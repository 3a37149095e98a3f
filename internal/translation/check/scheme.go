package check

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"verso/internal/markdown"
)

// schemes are those that a text may lead to; the page drops every other.
var schemes = []string{"http", "https", "mailto"}

var (
	schemeForm = regexp.MustCompile(`^([a-z][a-z0-9+.-]*):`)
	addresses  = regexp.MustCompile(`(?i)\b(?:href|src|cite|action|formaction|poster|background|xlink:href)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)`)
)

// scheme finds destinations that run something instead of leading somewhere
// (trust T7).
func scheme(r *reading) []Finding {
	var known []string
	for _, d := range r.source.destinations(r.Kind.Opaque()) {
		known = append(known, schemeOf(d.text))
	}
	var found []Finding
	for _, d := range r.target.destinations(r.Kind.Opaque()) {
		s := schemeOf(d.text)
		if s != "" && !slices.Contains(schemes, s) && !slices.Contains(known, s) {
			found = append(found, r.at("CheckScheme", d.start, d.end, "Text", s+":"))
		}
	}
	return found
}

// destinations returns every address of the text, in links, pictures and raw
// HTML, each with the place of what has it.
func (s side) destinations(raw bool) []token {
	var all []token
	tags := s.of(markdown.PieceHTML)
	if raw {
		tags = []markdown.Piece{{Start: 0, End: len(s.text)}}
	}
	for _, p := range s.of(markdown.PieceLink, markdown.PieceImage, markdown.PieceURL) {
		all = append(all, token{html.UnescapeString(p.Dest), p.Start, p.End})
	}
	for _, p := range tags {
		for _, at := range addresses.FindAllStringSubmatchIndex(s.text[p.Start:p.End], -1) {
			value := strings.Trim(s.text[p.Start+at[2]:p.Start+at[3]], `"'`)
			all = append(all, token{html.UnescapeString(value), p.Start + at[0], p.Start + at[1]})
		}
	}
	return all
}

// schemeOf returns the scheme of an address as a browser reads it: without the
// blanks and controls that it ignores; "" when it has none.
func schemeOf(address string) string {
	seen := strings.Map(func(c rune) rune {
		if c <= ' ' || c == 0x7f {
			return -1
		}
		return c
	}, strings.ToLower(address))
	if m := schemeForm.FindStringSubmatch(seen); m != nil {
		return m[1]
	}
	return ""
}
