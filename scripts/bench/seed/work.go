package seed

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
)

// The locales of the site, the first by default.
const (
	English    locale.Tag = "en-US"
	Portuguese locale.Tag = "pt-BR"
)

// Locales are the site's locales in order.
func Locales() []locale.Tag { return []locale.Tag{English, Portuguese} }

// How long texts are: the logarithm of their words is normally distributed.
const (
	medianWords = 350
	spreadWords = 0.6
	maxWords    = 4000
)

// terms is how many subjects there are; a work has one to four.
const terms = 200

// Began and Ended are the dates of the oldest and the newest work.
var (
	Began = time.Date(2012, time.January, 1, 8, 0, 0, 0, time.UTC)
	Ended = time.Date(2026, time.January, 1, 8, 0, 0, 0, time.UTC)
)

// A Work is one article in the locales that it was written in.
type Work struct {
	Number int
	Texts  []Text
	Terms  []int // its subjects, each once
}

// A Text is a work in one locale.
type Text struct {
	Locale                     locale.Tag
	Slug, Title, Excerpt, Body string
	PublishedAt                time.Time
	Words                      int
}

// Path returns the address of a locale's list of articles.
func Path(l locale.Tag) string {
	return map[locale.Tag]string{English: "/en-us/articles", Portuguese: "/pt-br/artigos"}[l]
}

// Address returns where the text is read, percent-encoded as browsers send it.
func (t Text) Address() string {
	return (&url.URL{Path: Path(t.Locale) + "/" + t.Slug}).EscapedPath()
}

// A Site is an endless list of works, of which the first are taken.
type Site struct {
	chance  *rand.Rand
	writers map[locale.Tag]writer
	posts   int // how many are wanted
	made    int // posts so far
	works   int
	code    bool
	last    map[locale.Tag]string // the address of the newest work
}

// New returns a site of so many posts; the same number gives the same site.
func New(posts int) *Site {
	chance := rand.New(rand.NewPCG(7, 11))
	return &Site{
		chance: chance,
		writers: map[locale.Tag]writer{
			English:    newWriter(newVocabulary(english, chance), chance),
			Portuguese: newWriter(newVocabulary(portuguese, chance), chance),
		},
		posts: posts,
		last:  map[locale.Tag]string{},
	}
}

// WithCode makes every text show a program or two.
func (s *Site) WithCode() *Site { s.code = true; return s }

// Next returns the next work; ok is false when there are enough. Seven of ten
// are in both locales.
func (s *Site) Next() (w Work, ok bool) {
	if s.made >= s.posts {
		return w, false
	}
	s.works++
	w.Number = s.works
	age := Ended.Sub(Began) / time.Duration(s.posts)
	at := Began.Add(time.Duration(s.made) * age).Truncate(time.Second)
	speak := Locales()
	if chance := s.chance.IntN(10); chance >= 7 || s.posts-s.made == 1 {
		speak = speak[chance%2:][:1]
	}
	length := s.length()
	for _, l := range speak {
		w.Texts = append(w.Texts, s.text(l, w.Number, length, at))
		s.made++
	}
	for _, t := range w.Texts {
		s.last[t.Locale] = t.Address()
	}
	for range 1 + s.chance.IntN(4) {
		term := int(math.Pow(s.chance.Float64(), 2) * terms) // some are much more used
		if !slices.Contains(w.Terms, term) {
			w.Terms = append(w.Terms, term)
		}
	}
	return w, true
}

func (s *Site) length() int {
	n := int(medianWords * math.Exp(spreadWords*s.chance.NormFloat64()))
	return min(max(n, 40), maxWords)
}

func (s *Site) text(l locale.Tag, number, words int, at time.Time) Text {
	w := s.writers[l]
	title := capital(w.rare() + " " + w.word() + " " + w.rare() + " " + w.word() + " " + w.rare())
	excerpt, _ := w.sentence(20)
	return Text{
		Locale: l, Title: title, Excerpt: excerpt, PublishedAt: at, Words: words,
		Slug: content.Slugify(fmt.Sprintf("%s-%d", title, number)),
		Body: w.body(words, s.last[l], s.code),
	}
}

// body writes Markdown of about n words: paragraphs, headings, a list, and in
// half of the texts a link to an earlier one.
func (w writer) body(n int, earlier string, code bool) string {
	var b strings.Builder
	if earlier != "" && w.chance.IntN(2) == 0 {
		fmt.Fprintf(&b, "%s [%s](%s).\n\n", w.phrase(3), w.word(), earlier)
	}
	for part := 0; n > 0; part++ {
		if part > 0 && part%3 == 0 {
			fmt.Fprintf(&b, "## %s %s\n\n", w.headings[part/3%len(w.headings)], w.word())
		}
		if part == 4 {
			for range 3 {
				item, words := w.sentence(n)
				fmt.Fprintf(&b, "- %s\n", item)
				n -= words
			}
			b.WriteString("\n")
		}
		if code && part%3 == 1 {
			w.program(&b)
		}
		for range 2 + w.chance.IntN(4) {
			if n <= 0 {
				break
			}
			sentence, words := w.sentence(n)
			n -= words
			if w.chance.IntN(8) == 0 {
				sentence = "**" + w.word() + "** " + sentence
			}
			b.WriteString(sentence + " ")
		}
		b.WriteString("\n\n")
	}
	return b.String()
}

// program writes a block of code for the highlighter.
func (w writer) program(b *strings.Builder) {
	b.WriteString("```go\n")
	for range 2 {
		name := w.rare()
		fmt.Fprintf(b, "// %s returns what %s %s.\nfunc %s(n int, text string) (map[string]int, error) {\n", name, w.word(), w.word(), name)
		fmt.Fprintf(b, "\tif n < %d || text == \"%s\" {\n\t\treturn nil, errors.New(\"%s\")\n\t}\n", w.chance.IntN(99), w.word(), w.word())
		fmt.Fprintf(b, "\treturn map[string]int{text: n * %d}, nil\n}\n\n", w.chance.IntN(999))
	}
	b.WriteString("```\n\n")
}
