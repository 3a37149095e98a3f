// Package seed invents a bilingual site of any size, the same one every time.
package seed

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A language is the stuff that sentences are made of.
type language struct {
	common   []string // the words of every sentence, most frequent first
	onsets   []string
	vowels   []string
	codas    []string
	endings  []string // what a stemmer takes off
	headings []string
}

var english = language{
	common: strings.Fields(`the of and to in a is that it for was on as with be by at from this have not are but
		which or you all one we can had there been if more when will out so what up said about into than them only`),
	onsets:   strings.Fields("b c d f g h l m n p r s t v w b c d l m p r s t br cl gr pl sh st th tr"),
	vowels:   strings.Fields("a a e e e i i o o u ea oo"),
	codas:    strings.Fields("- - - - - n r s t l m d ck"),
	endings:  strings.Fields("- - - - s ing ed er ly ness tion"),
	headings: strings.Fields("Beginning Materials Steps Doubts Results"),
}

var portuguese = language{
	common: strings.Fields(`de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das
		à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus quem nas`),
	onsets:   strings.Fields("b c d f g j l m n p r s t v br cr dr fl gr lh nh pr tr ch"),
	vowels:   strings.Fields("a a a e e i o o u ei á é ã"),
	codas:    strings.Fields("- - - - - - r s m n"),
	endings:  strings.Fields("a o os as ar ando ção ções mente dade"),
	headings: strings.Fields("Começo Materiais Passos Dúvidas Resultados"),
}

// vocabularySize is how many words a language has; an author uses fewer.
const vocabularySize = 30_000

// A vocabulary draws words as people use them: the second most frequent half
// as often as the first (Zipf).
type vocabulary struct {
	language
	words []string
}

func newVocabulary(l language, chance *rand.Rand) *vocabulary {
	v := &vocabulary{language: l, words: l.common}
	known := map[string]bool{}
	for len(v.words) < vocabularySize {
		if word := l.invent(chance); !known[word] {
			known[word] = true
			v.words = append(v.words, word)
		}
	}
	return v
}

// invent makes a word of one to three syllables and an ending.
func (l language) invent(chance *rand.Rand) string {
	var word strings.Builder
	part := func(of []string) {
		if s := of[chance.IntN(len(of))]; s != "-" {
			word.WriteString(s)
		}
	}
	for range 1 + chance.IntN(3) {
		part(l.onsets)
		part(l.vowels)
		part(l.codas)
	}
	part(l.endings)
	return word.String()
}

// A writer writes sentences in one language.
type writer struct {
	*vocabulary
	chance *rand.Rand
	zipf   *rand.Zipf
}

func newWriter(v *vocabulary, chance *rand.Rand) writer {
	return writer{v, chance, rand.NewZipf(chance, 1.07, 3, uint64(len(v.words)-1))}
}

func (w writer) word() string { return w.words[w.zipf.Uint64()] }

// rare returns a word that few sentences have: titles are made of them.
func (w writer) rare() string {
	return w.words[len(w.common)+w.chance.IntN(len(w.words)-len(w.common))]
}

// phrase returns n words, the first letter upper case.
func (w writer) phrase(n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = w.word()
	}
	return capital(strings.Join(words, " "))
}

// sentence returns up to n words, at least four, and how many they are.
func (w writer) sentence(n int) (string, int) {
	n = max(4, min(n, 6+w.chance.IntN(16)))
	return w.phrase(n) + ".", n
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
