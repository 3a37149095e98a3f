package site

import (
	"strconv"

	"verso/internal/locale"
)

// A Publishing is what becomes of the paragraphs that nobody has translated
// when a translation is published (translation 2.1).
type Publishing string

// The policies.
const (
	Block    Publishing = "block"    // it is not published before everything is translated
	Omit     Publishing = "omit"     // they are left out
	Fallback Publishing = "fallback" // they stand in the language of the source, and say so
)

// Publishing returns the policy of a locale: Block unless the owner chose
// another.
func (s *Site) Publishing(l locale.Tag) Publishing {
	switch p := Publishing(s.own(PublishPolicy, l)); p {
	case Omit, Fallback:
		return p
	}
	return Block
}

// Reviews reports whether translations into a locale are to be approved by a
// second person.
func (s *Site) Reviews(l locale.Tag) bool { return s.own(Review, l) == on }

// ApprovesOwn reports whether a reviewer of a locale may approve what they
// translated themselves.
func (s *Site) ApprovesOwn(l locale.Tag) bool { return s.own(SelfApproval, l) == on }

// StaleAfter returns how many segments of a source have to change before
// readers of a translation are told, 0 for never (translation 2.20).
func (s *Site) StaleAfter() int {
	n, err := strconv.Atoi(s.own(StaleAfter, ""))
	if err != nil || n < 0 {
		return 1
	}
	return n
}

// on is the value of a switch that is on.
const on = "on"

// own returns a choice for a locale, else the one for all; that of the
// default locale does not stand in.
func (s *Site) own(name Setting, l locale.Tag) string {
	if value, chosen := s.settings[key{name, l}]; chosen {
		return value
	}
	return s.settings[key{name, ""}]
}

// ValidChoice reports whether value is one of those that a setting has; of one
// that is no choice, every value is.
func ValidChoice(name Setting, value string) bool {
	switch name {
	case MissingPolicy:
		return value == "" || value == "strict" || value == "original"
	case PublishPolicy:
		return value == "" || value == string(Block) || value == string(Omit) || value == string(Fallback)
	case Review, SelfApproval:
		return value == "" || value == on || value == "off"
	}
	return true
}
