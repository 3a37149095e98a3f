package content

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"verso/internal/locale"
)

// maxSlug is the longest slug, in user-perceived characters (trust T6).
const maxSlug = 100

// ErrSlug is the reason ValidSlug gives.
var ErrSlug = errors.New("a slug has letters, digits and hyphens between them, 100 at most")

// ValidSlug reports whether s follows the slug grammar of trust T6: letters,
// marks, digits and hyphens, lower case, NFC, 1 to 100 graphemes, no hyphen at
// either end. Several hyphens may follow one another, as addresses of other
// generators have them; Slugify makes none such.
func ValidSlug(s string) error {
	if s == "" || !norm.NFC.IsNormalString(s) || uniseg.GraphemeClusterCount(s) > maxSlug {
		return ErrSlug
	}
	if s[0] == '-' || s[len(s)-1] == '-' {
		return ErrSlug
	}
	for _, r := range s {
		if !slugRune(r) || unicode.ToLower(r) != r {
			return ErrSlug
		}
	}
	return nil
}

// Slugify makes a slug of a title or file name: "Olá, mundo!" becomes
// "olá-mundo". The result is valid, or "" when nothing of s can stand in a
// slug.
func Slugify(s string) string { return slugify(s, strings.ToLower) }

// SlugifyIn is Slugify by the rules of a locale: Turkish and Azerbaijani have
// an i with a dot and one without, in both cases.
func SlugifyIn(s string, l locale.Tag) string {
	if base := l.Base(); base != "tr" && base != "az" {
		return Slugify(s)
	}
	return slugify(s, func(s string) string { return strings.ToLowerSpecial(unicode.TurkishCase, s) })
}

func slugify(s string, lower func(string) string) string {
	var b strings.Builder
	gap := false
	var last rune
	for _, r := range lower(plainForms(norm.NFC.String(strings.ToValidUTF8(s, "")))) {
		switch {
		case (r == '+' || r == '#') && (unicode.IsLetter(last) || last == '+'):
			// C, C++ and C# are three languages.
			b.WriteString(map[rune]string{'+': "-plus", '#': "-sharp"}[r])
			gap = true
		case r == '\u0307' && last == 'i':
			// What lower case leaves of İ where it is no letter.
			continue
		case slugRune(r) && r != '-':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’' || r == '\u200d' || r == '\u200c' || r == '\u00ad':
			// Part of the word: "don’t" is one.
		default:
			gap = true
		}
		last = r
	}
	slug := shorten(norm.NFC.String(b.String()))
	if ValidSlug(slug) != nil {
		return ""
	}
	return slug
}

// plainForms writes letters and digits that only look otherwise as what they
// are: "ﬁ", full-width "Ａ" (Unicode UAX #15, compatibility). Signs stay: "™"
// is no word.
func plainForms(s string) string {
	odd := func(r rune) bool { return r >= utf8.RuneSelf && slugRune(r) && !norm.NFKC.IsNormalString(string(r)) }
	if !strings.ContainsFunc(s, odd) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if odd(r) {
			b.WriteString(norm.NFKC.String(string(r)))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// FoldSlug returns the form of a slug that addresses are compared in: lower
// case, NFC (rules 19 and 30). It leaves the rest as it is.
func FoldSlug(s string) string { return norm.NFC.String(strings.ToLower(s)) }

func slugRune(r rune) bool {
	return r == '-' || unicode.Is(unicode.L, r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.N, r)
}

// shorten cuts s to the longest slug, at a hyphen where there is one late
// enough.
func shorten(s string) string {
	if uniseg.GraphemeClusterCount(s) <= maxSlug {
		return s
	}
	end, state := 0, -1
	rest := s
	for range maxSlug {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		end += len(cluster)
	}
	cut := s[:end]
	if at := strings.LastIndexByte(cut, '-'); at > len(cut)/2 {
		cut = cut[:at]
	}
	return strings.Trim(cut, "-")
}
