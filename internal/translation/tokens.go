package translation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	uax29 "github.com/clipperhouse/uax29/v2/words"
)

// Typed tokens stand in N2 for what is not translated.
const (
	codeToken     = "<code>"
	urlToken      = "<url>"
	imageToken    = "<img>"
	footnoteToken = "<fn>"
	htmlToken     = "<html>"
	numberToken   = "<num>"
)

// N2 returns what a translation memory compares: the words of a text (UAX
// #29) without case, and for code, addresses, images, footnotes, HTML and
// numbers what they are.
func N2(text string) []string {
	text = N0(text)
	var all []string
	cut(text, func(words string) {
		eachWord(words, func(word string) {
			if isNumber(word) {
				word = numberToken
			}
			all = append(all, word)
		}, nil)
	}, func(p part) {
		all = append(all, [...]string{codeToken, urlToken, imageToken, footnoteToken, htmlToken}[p.kind])
	})
	return all
}

// tokens returns what alignment compares: the words of a text without case,
// each part that is no prose as it is. A text without words is its signs.
func tokens(text string, whole bool) []string {
	var all, signs []string
	words := func(s string) {
		eachWord(s, func(w string) { all = append(all, w) }, func(sign string) { signs = append(signs, sign) })
	}
	if whole {
		words(text)
	} else {
		cut(text, words, func(p part) { all = append(all, text[p.start:p.end]) })
	}
	if len(all) == 0 {
		return signs
	}
	return all
}

// cut calls words with the prose of a text and other with the rest, in order.
func cut(text string, words func(string), other func(part)) {
	at := 0
	for _, p := range parts(text) {
		words(text[at:p.start])
		other(p)
		at = p.end
	}
	words(text[at:])
}

// eachWord calls word with the words of s without case, each ideograph on its
// own, and sign, if it is not nil, with what is neither word nor blank.
func eachWord(s string, word, sign func(string)) {
	for found := uax29.FromString(lower(s)); found.Next(); {
		token := found.Value()
		first := firstRune(token)
		switch {
		case strings.TrimSpace(token) == "":
		case !hasWordRune(token):
			if sign != nil {
				sign(token)
			}
		case !unspaced(first):
			word(token)
		default:
			for letters := graphemes.FromString(token); letters.Next(); {
				word(letters.Value())
			}
		}
	}
}

// Words returns how many words there are to translate in a text: those of UAX
// #29, each character of Chinese or Japanese as one (2.13). Code, addresses
// and HTML are none.
func Words(k Kind, text string) int {
	n := 0
	count := func(s string) { eachWord(s, func(string) { n++ }, nil) }
	if k.Opaque() {
		count(text)
	} else {
		cut(N0(text), count, func(part) {})
	}
	return n
}

// isNumber reports whether a word is of digits, and of what stands within a
// number.
func isNumber(word string) bool {
	for _, r := range word {
		if !unicode.IsNumber(r) && !unicode.IsPunct(r) {
			return false
		}
	}
	return unicode.IsNumber(firstRune(word))
}

func hasWordRune(s string) bool { return strings.ContainsFunc(s, isWordRune) }

// wide reports whether a line that ends in before and goes on in after is
// joined without a space.
func wide(before, after string) bool {
	return joinsLines(lastRune(before)) && joinsLines(firstRune(after))
}

func joinsLines(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) ||
		'\u3000' < r && r <= '\u303f' || '\uff00' <= r && r <= '\uff0f' || r == 'ー'
}

// unspaced reports whether r is of a script that writes words without spaces
// between them.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) || r == 'ー'
}

// firstRune and lastRune return a rune of s, 0 of nothing.
func firstRune(s string) rune {
	if s == "" {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	if s == "" {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
