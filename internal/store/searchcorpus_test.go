package store_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store/storetest"
)

// A tongue is what texts of one language are made of: invented words, in its
// own letters and with its own endings, and a few of its commonest words.
type tongue struct {
	locale    locale.Tag
	syllables string
	endings   string // of one stem; "-" is none
	common    string
	between   string // stands between words
}

var tongues = []tongue{
	{"en-US", "ba ton cra mi lo ve str sha pe ing", "- s ed ing ation ’s", "the of and to in", " "},
	{"pt-BR", "ção ba le tri vo ção que nha mo ré", "- s ção ções mente ado", "de a o que não", " "},
	{"ar", "كت ب سل م درس عل حر طا نو قم", "- ات ة ون ها ي", "في من على و إلى", " "},
	{"ja", "猫 東 京 飼 い 方 サー バー の が 好 き 本", "- を は です", "の に は", ""},
	{"de", "stra ß ü ber haus mö grö le ken tag", "- en ung ungen er es", "der die und nicht ist", " "},
	{"es", "can ción ñu per lá gua bre so ti ja", "- es s mente ado ción", "de la que el en", " "},
	{"fr", "é lè vre ça œu pro na cha gno ri", "- s es ment aux eau", "de la le et l’", " "},
	{"he", "של מד רך ספ כת חת לי נוּ פא גד", "- ים ות ה תי", "של את על הוא", " "},
	{"zh", "我 们 语 言 翻 译 博 客 文 章 中 国", "- 的 了", "的 是 在", ""},
	{"ko", "고 양 이 책 읽 기 번 역 언 어 서 버", "- 가 를 은 에서", "그리고 이 그", " "},
}

// A generator makes texts and queries of one language, always the same ones.
type generator struct {
	tongue
	random *rand.Rand
	zipf   *rand.Zipf
	words  []string
}

// vocabulary is how many words a generator knows.
const vocabulary = 300

func newGenerator(t tongue) *generator {
	random := rand.New(rand.NewPCG(7, uint64(len(t.syllables))<<8+uint64(t.locale[0])))
	g := &generator{tongue: t, random: random, zipf: rand.NewZipf(random, 1.2, 2, vocabulary-1)}
	g.words = strings.Fields(t.common)
	for len(g.words) < vocabulary {
		word := ""
		for range 1 + random.IntN(3) {
			word += pick(g, t.syllables)
		}
		g.words = append(g.words, word+strings.TrimPrefix(pick(g, t.endings), "-"))
	}
	return g
}

// pick returns one of the words of list.
func pick(g *generator, list string) string {
	words := strings.Fields(list)
	return words[g.random.IntN(len(words))]
}

// word returns a word, the commonest most often.
func (g *generator) word() string { return g.words[g.zipf.Uint64()] }

// text returns n words with signs among them.
func (g *generator) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(g.between)
		}
		b.WriteString(g.word())
		if g.random.IntN(9) == 0 {
			b.WriteString(pick(g, ", . ; — 。 、 ? ( ) / * “ ” 2024 "))
		}
	}
	return b.String()
}

// post returns a post; many posts share a moment.
func (g *generator) post(i int) content.Post {
	at := storetest.Now.Add(-time.Duration(g.random.IntN(60)) * 24 * time.Hour)
	p := content.Post{
		Locale: g.locale, Slug: fmt.Sprintf("p-%d", i), Title: g.text(2 + g.random.IntN(5)), Body: g.text(20 + g.random.IntN(80)),
		PublishedAt: &at,
	}
	if g.random.IntN(3) == 0 {
		p.Excerpt = g.text(8)
	}
	if g.random.IntN(15) == 0 {
		p.Status = content.Draft
	}
	return p
}

// kinds is how many kinds of query a generator makes.
const kinds = 7

// query returns the parts of a query of one of the kinds. A part that ends
// with a space is finished.
func (g *generator) query(kind int, posts []content.Post) []string {
	rare := func() string { return g.words[g.random.IntN(len(g.words))] + " " }
	switch kind {
	case 0:
		return []string{g.word() + " "}
	case 1:
		return []string{rare()}
	case 2:
		return []string{g.word() + " ", rare()}
	case 3:
		return []string{g.word() + " ", g.word() + " ", g.word() + " "}
	case 4: // the beginning of a word
		word := []rune(g.word() + g.word())
		return []string{g.word() + " ", string(word[:min(len(word), 2+g.random.IntN(4))])}
	case 5: // a phrase, out of a text or over the bounds of its fields
		p := posts[g.random.IntN(len(posts))]
		runes := []rune(p.Title + g.between + p.Body)
		from := g.random.IntN(len(runes) - 12)
		return []string{`"` + strings.NewReplacer(`“`, "", `”`, "").Replace(string(runes[from:from+4+g.random.IntN(8)])) + `"`}
	}
	return []string{pick(g, g.common) + " ", pick(g, `* NEAR( slug:[ ^ -a OR title: ' \ :* & !`) + " "}
}
