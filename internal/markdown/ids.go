package markdown

import (
	_ "embed"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// domNames are the properties of a browser's window, document and elements,
// but for those in upper case, which an id cannot hide: an element whose id
// is one of them may take its place in a script (DOM clobbering, ASVS 3.2.3).
//
//go:embed domnames.txt
var domNames string

var isDOMName = func() map[string]bool {
	names := map[string]bool{}
	for name := range strings.FieldsSeq(domNames) {
		names[name] = true
	}
	return names
}()

// pageIDs are the ids of the page around a text, which no part of the text may
// take: its links and labels would lead to the wrong place.
var pageIDs = map[string]bool{
	"main": true, "contents": true, "title": true, "remember": true, "latest": true, "newest": true, "projects": true, "untranslated": true,
}

// isTaken reports whether an id belongs to the browser or to the page.
func isTaken(id string) bool {
	return isDOMName[id] || pageIDs[id] || strings.HasPrefix(id, "contact-")
}

// idForm is what an id may be, in NFC. The end that stands alone keeps regexp
// from its one-pass form, which would hold these letters 128 times over: three
// megabytes, and a tenth of the time the program takes to start.
var idForm = regexp.MustCompile(`^[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_.:-]{0,127}$|$)`)

// maxID is the longest id made from a heading, in letters.
const maxID = 80

// validID reports whether an author's id may stand on a page.
func validID(id string) bool {
	return idForm.MatchString(id) && norm.NFC.IsNormalString(id) && !isTaken(id)
}

// ids are the ids taken on one page, each with the number to try next.
type ids map[string]int

// take returns base, or base with the first number that makes it free:
// "intro", "intro-1", "intro-2".
func (t ids) take(base string) string {
	id, n := base, t[base]
	for t[id] > 0 || isTaken(id) {
		n = max(n, 1)
		id = base + "-" + strconv.Itoa(n)
		n++
	}
	t[base] = max(n, 1)
	t[id] = max(t[id], 1)
	return id
}

// headingID makes an id of a heading's text: lower case, letters of every
// script kept in NFC, everything else one hyphen, apostrophes nothing.
// "Introdução" becomes "introdução", "日本語 2" becomes "日本語-2".
func headingID(text string) string {
	var b strings.Builder
	letters, gap := 0, false
	for _, r := range strings.ToLower(norm.NFC.String(text)) {
		switch {
		case unicode.In(r, unicode.L, unicode.M, unicode.N) || r == '_':
			if gap && letters > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
			letters++
		case r == '\'' || r == '’' || r == '\u200c' || r == '\u200d':
		default:
			gap = true
		}
		if letters >= maxID && !unicode.Is(unicode.M, r) {
			break
		}
	}
	if id := norm.NFC.String(b.String()); validID(id) || isTaken(id) {
		return id
	}
	return "section"
}
