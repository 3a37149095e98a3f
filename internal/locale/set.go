package locale

import (
	"strings"

	"golang.org/x/text/language"
)

// maxAcceptLanguage is the longest Accept-Language header that is read, in
// bytes; a longer one counts as absent (rule 5, trust T28).
const maxAcceptLanguage = 1024

// A Set is the locales a site serves, in the site's order, with the default.
// It does not change once made; the zero value serves nothing.
type Set struct {
	tags    []Tag
	def     Tag
	matcher language.Matcher
}

// NewSet returns the set of tags in the given order. def must be one of them;
// otherwise the first tag is the default.
func NewSet(def Tag, tags ...Tag) Set {
	s := Set{tags: tags, def: def}
	if !s.Has(def) && len(tags) > 0 {
		s.def = tags[0]
	}
	known := make([]language.Tag, len(tags))
	for i, t := range tags {
		known[i] = t.x()
	}
	s.matcher = language.NewMatcher(known)
	return s
}

// Tags returns the locales in the site's order.
func (s Set) Tags() []Tag { return s.tags }

// Default returns the locale of readers whose language is not served.
func (s Set) Default() Tag { return s.def }

// Has reports whether t is served.
func (s Set) Has(t Tag) bool {
	for _, have := range s.tags {
		if have == t {
			return true
		}
	}
	return false
}

// Match returns the locale for a reader whose browser sends this
// Accept-Language header (RFC 9110 12.5.4), by CLDR distance (rules 1 to 7).
// A missing, malformed or overlong header means the default locale.
func (s Set) Match(header string) Tag {
	if header == "" || len(header) > maxAcceptLanguage || len(s.tags) == 0 {
		return s.def
	}
	want, weights, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return s.def
	}
	for i, t := range want {
		if weights[i] <= 0 || t == language.Und {
			continue
		}
		if exact := Tag(t.String()); s.Has(exact) {
			return exact // before a region of it that comes first
		}
		// One wish at a time: given several, the matcher may prefer a distant
		// relative of the first to an exact hit on the second.
		_, index, confidence := s.matcher.Match(t)
		if confidence >= language.High {
			return s.tags[index] // the index: the matched tag may carry a "-u-rg-" extension
		}
	}
	return s.def
}

// ByPath finds the locale that the first segment of a path names. exact is
// false when the segment is another spelling of the locale ("PT_br", rule 18).
// bare is true when the segment is a bare language and t the first locale of
// that language (rule 20).
func (s Set) ByPath(segment string) (t Tag, exact, bare, ok bool) {
	for _, t := range s.tags {
		if t.Path() == segment {
			return t, true, false, true
		}
	}
	if len(segment) > 35 { // RFC 5646 4.4.1
		return "", false, false, false
	}
	folded := strings.ReplaceAll(strings.ToLower(segment), "_", "-")
	for _, t := range s.tags {
		if t.Path() == folded {
			return t, false, false, true
		}
	}
	for _, t := range s.tags {
		if t.Base().Path() == folded {
			return t, false, true, true
		}
	}
	return "", false, false, false
}

// FirstOf returns the first locale of the site's order that speaks the bare
// language of t (rule 68).
func (s Set) FirstOf(base Tag) (Tag, bool) {
	for _, t := range s.tags {
		if t.Base() == base {
			return t, true
		}
	}
	return "", false
}
