package seed

import (
	"math/rand/v2"
	"strings"

	"verso/internal/locale"
)

// A Class is a way of searching.
type Class string

// The classes of queries.
const (
	CommonWord Class = "a common word"
	Word       Class = "a word"
	TwoWords   Class = "two words"
	ThreeWords Class = "three words"
	Phrase     Class = "a phrase"
	Beginning  Class = "the beginning of a word"
	Accentless Class = "a word without its accents"
)

// Classes lists every class.
func Classes() []Class {
	return []Class{CommonWord, Word, TwoWords, ThreeWords, Phrase, Beginning, Accentless}
}

// Queries returns n queries of a class, in the words of a locale's texts.
func Queries(c Class, l locale.Tag, n int) []string {
	w := New(0).writers[l]
	w.chance = rand.New(rand.NewPCG(3, uint64(len(c))))
	w.zipf = rand.NewZipf(w.chance, 1.07, 3, uint64(len(w.words)-1))
	queries := make([]string, n)
	for i := range queries {
		queries[i] = w.query(c)
	}
	return queries
}

func (w writer) query(c Class) string {
	switch c {
	case CommonWord:
		return w.words[len(w.common)+w.chance.IntN(50)]
	case TwoWords:
		return w.telling() + " " + w.telling()
	case ThreeWords:
		return w.telling() + " " + w.telling() + " " + w.telling()
	case Phrase:
		return `"` + w.telling() + " " + w.word() + `"`
	case Beginning:
		letters := []rune(w.telling())
		return string(letters[:min(3, len(letters))]) + "*"
	case Accentless:
		return strings.NewReplacer("á", "a", "é", "e", "ã", "a", "í", "i", "ó", "o", "ç", "c", "õ", "o").Replace(w.telling())
	}
	return w.telling()
}

// telling returns a word that is not one of every sentence, the frequent ones
// more often.
func (w writer) telling() string {
	for {
		if n := int(w.zipf.Uint64()); n >= len(w.common) {
			return w.words[n]
		}
	}
}
