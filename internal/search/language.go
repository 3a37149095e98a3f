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
	apostrophes bool     // "don't" is one word
	before      []string // what is written before words without a space, as "the" is in Hebrew
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

// word returns what a word as written becomes; nothing when it is all signs.
// Texts repeat their words: it is worked out once for each.
func (lang *language) word(written string) made {
	if known, ok := lang.known.get(written); ok {
		return known
	}
	var m made
	if plain := lang.lower(written); plain != "" {
		m.term, m.stop = lang.term(plain)
	}
	if len(written) <= maxRemembered {
		lang.known.put(written, m)
	}
	return m
}

// term returns the stem of a word in lower case, without accents, and whether
// the word says little by itself.
func (lang *language) term(plain string) (string, bool) {
	plain = cut(plain)
	return cut(fold(lang.stemOf(plain))), lang.stop[fold(plain)]
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

// What is remembered of a language: twice as many words at most, some 4 MB,
// and none of those that are longer than what people write.
const (
	maxKnown      = 20_000
	maxRemembered = 2 * maxTerm // bytes
)

// A memory keeps what was made of words: those that came last, and the
// generation before them, of which those are kept that come again. It is safe
// for use by many goroutines.
type memory struct {
	mu           sync.RWMutex
	words, older map[string]made
}

func (m *memory) get(word string) (made, bool) {
	m.mu.RLock()
	known, ok := m.words[word]
	if ok || len(m.older) == 0 {
		m.mu.RUnlock()
		return known, ok
	}
	known, ok = m.older[word]
	m.mu.RUnlock()
	if ok {
		m.put(word, known)
	}
	return known, ok
}

func (m *memory) put(word string, known made) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.words == nil || len(m.words) >= maxKnown {
		m.words, m.older = make(map[string]made, len(m.words)), m.words
	}
	m.words[strings.Clone(word)] = known // not with the text it is a part of
}

// languageOf returns the rules for l.
func languageOf(l locale.Tag) *language {
	if build, ok := languages[l.Base()]; ok {
		return build()
	}
	return unruled()
}
