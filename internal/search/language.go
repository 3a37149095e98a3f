package search

import (
	"strings"
	"unicode"

	"github.com/blevesearch/bleve/v2/analysis"
	"golang.org/x/text/unicode/norm"

	"verso/internal/locale"
)

// A language is how words of one language are compared. The zero value is for
// those without rules of their own: words as they are, without accents.
type language struct {
	apostrophes bool // "don't" is one word
	letters     unicode.SpecialCase
	stop        map[string]bool        // without accents
	stem        []analysis.TokenFilter // in this order; they keep no state
}

// lower returns a word in lower case, in one spelling (NFKC), without signs.
func (lang *language) lower(word string) string {
	if ascii(word) && lang.letters == nil {
		word = strings.ToLower(word)
	} else {
		word = norm.NFKC.String(strings.ToLowerSpecial(lang.letters, norm.NFKC.String(word)))
	}
	if lang.apostrophes {
		word = withoutPossessive(word)
	}
	return strings.Map(func(r rune) rune {
		if class := classOf(r); class == other || class == hidden {
			return -1
		}
		return r
	}, word)
}

func withoutPossessive(word string) string {
	if i := strings.LastIndexAny(word, "'’"); i >= 0 && strings.TrimLeft(word[i:], "'’") == "s" {
		return word[:i]
	}
	return word
}

// term returns the stem of a word in lower case, without accents: stem first,
// since the rules of a language know its accents.
func (lang *language) term(plain string) string {
	if len(lang.stem) == 0 {
		return fold(plain)
	}
	token := &analysis.Token{Term: []byte(plain)}
	stream := analysis.TokenStream{token}
	for _, f := range lang.stem {
		stream = f.Filter(stream)
	}
	if len(token.Term) == 0 {
		return fold(plain)
	}
	return fold(string(token.Term))
}

// languageOf returns the rules for l.
func languageOf(l locale.Tag) *language {
	if build, ok := languages[l.Base()]; ok {
		return build()
	}
	return &language{}
}
