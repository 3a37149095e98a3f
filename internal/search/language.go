package search

import (
	"strings"
	"sync"
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
	known       memory
}

// lower returns a word in lower case, in one spelling (NFKC), without signs.
func (lang *language) lower(word string) string {
	if ascii(word) && lang.letters == nil {
		word = strings.ToLower(word)
	} else {
		word = norm.NFKC.String(strings.ToLowerSpecial(lang.letters, norm.NFKC.String(word)))
		word = strings.ReplaceAll(word, "œ", "oe") // the rules of French know no ligature
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

// term returns the stem of a word in lower case, without accents, and whether
// the word says little by itself. Texts repeat their words: it is worked out
// once for each.
func (lang *language) term(plain string) (string, bool) {
	plain = cut(plain)
	if known, ok := lang.known.get(plain); ok {
		return known.term, known.stop
	}
	made := made{term: cut(fold(lang.stemOf(plain))), stop: lang.stop[fold(plain)]}
	lang.known.put(plain, made)
	return made.term, made.stop
}

// stemOf applies the rules of the language: before the accents go, since the
// rules know them.
func (lang *language) stemOf(plain string) string {
	token := &analysis.Token{Term: []byte(plain)}
	stream := analysis.TokenStream{token}
	for _, f := range lang.stem {
		stream = f.Filter(stream)
	}
	if len(token.Term) == 0 {
		return plain
	}
	return string(token.Term)
}

// A made is what was worked out of a word.
type made struct {
	term string
	stop bool
}

// maxKnown is how many words of a language are remembered at once: some 2 MB.
const maxKnown = 20_000

// A memory keeps what was made of words. It is safe for use by many
// goroutines.
type memory struct {
	mu    sync.RWMutex
	words map[string]made
}

func (m *memory) get(plain string) (made, bool) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	known, ok := m.words[plain]
	return known, ok
}

func (m *memory) put(plain string, known made) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.words == nil || len(m.words) >= maxKnown {
		m.words = map[string]made{}
	}
	m.words[strings.Clone(plain)] = known // not with the text it is a part of
}

// languageOf returns the rules for l.
func languageOf(l locale.Tag) *language {
	if build, ok := languages[l.Base()]; ok {
		return build()
	}
	return unruled()
}
