package search_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"verso/internal/locale"
	"verso/internal/search"
)

// terms returns the terms of text as one line.
func terms(text string, l locale.Tag) string {
	var all []string
	for _, w := range search.Words(text, l) {
		all = append(all, w.Term)
	}
	return strings.Join(all, " ")
}

// Rule 61: what readers write differently is one word.
func TestFormsOfAWordAreOneTerm(t *testing.T) {
	for _, test := range []struct {
		locale locale.Tag
		words  string
	}{
		{"pt-BR", "tradução traducao Traduções traducoes TRADUÇÕES"},
		{"pt-BR", "publicação publicacao publicações publicacoes"},
		{"pt-BR", "línguas lingua linguas Língua"},
		{"en-US", "translation translations translated translate Translating"},
		{"en-US", "cat cats cat’s cat's"},
		{"en-US", "café cafe cafés"},
		{"en-US", "don't don’t dont"},
		{"de", "Übersetzung Übersetzungen uebersetzung ubersetzung"},
		{"de", "Straße Strasse strasse"},
		{"de", "Häuser Haus"},
		{"es", "canción canciones cancion"},
		{"es", "año años ano anos"},
		{"fr", "élève élèves eleve eleves"},
		{"fr", "cœur coeur"},
		{"ar", "مكتبة المكتبة المكتبات مَكْتَبَة"},
		{"ar", "إسلام اسلام الإسلام"},
		{"ar", "٢٠٢٤ 2024"},
		{"fa", "کتاب كتاب"},
		{"he", "שלום שָׁלוֹם"},
		{"he", `צה"ל צה״ל צהל`},
		{"ru", "перевод перевода переводы"},
		{"tr", "ISPARTA ısparta Isparta"},
		{"ja", "ｻｰﾊﾞｰ サーバー"},
		{"zh", "Ｇｏ go GO"},
		{"vi", "tiếng tieng"},
		{"el", "λόγος λογοσ ΛΟΓΟΣ"},
	} {
		words := strings.Fields(test.words)
		want := terms(words[0], test.locale)
		for _, word := range words[1:] {
			if got := terms(word, test.locale); got != want {
				t.Errorf("%s: %s is %q, but %s is %q", test.locale, word, got, words[0], want)
			}
		}
	}
}

func TestMarksThatAreVowelsStay(t *testing.T) {
	for _, pair := range []string{"कि की", "கி கு", "ที ที่"} {
		one, other, _ := strings.Cut(pair, " ")
		if terms(one, "mr") == terms(other, "mr") {
			t.Errorf("%s and %s are both %q", one, other, terms(one, "mr"))
		}
	}
}

func TestScriptsWithoutSpacesAreCutIntoPairs(t *testing.T) {
	for text, want := range map[string]string{
		"東京タワー":        "東京 京タ タワ ワー ー",
		"猫":            "猫",
		"サーバー2024年":    "サー ーバ バー ー 2024 年",
		"고양이 책":        "고양 양이 이 책",
		"Go言語":         "go 言語 語",
		"葛\U000e0100城": "葛城 城",
	} {
		if got := terms(text, "ja"); got != want {
			t.Errorf("terms of %q: %q, want %q", text, got, want)
		}
	}
}

func TestSignsPartWords(t *testing.T) {
	for text, want := range map[string]string{
		"node.js, snake_case; a/b":      "node js snak case a b",
		"l’homme":                       "l home",
		"soft\u00adhyphen \u200emarked": "softhyphen marked",
		"می\u200cخواهم":                 "مي خواهم",
	} {
		if got := terms(text, "fr"); got != want {
			t.Errorf("terms of %q: %q, want %q", text, got, want)
		}
	}
}

// The databases are given terms without quoting more than quotation marks, and
// change none of them (trust T26).
func TestTermsHoldLettersAndDigitsAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		l := rapid.SampledFrom([]locale.Tag{"en-US", "pt-BR", "ar", "ja", "de", "he", "tr", "fr", "hi", "pl"}).Draw(t, "locale")
		end := 0
		for _, w := range search.Words(text, l) {
			if w.Start > w.End || w.End > len(text) || w.End < end || !utf8.RuneStart(text[w.Start]) {
				t.Fatalf("%q stands at %d to %d of %q, after %d", w.Term, w.Start, w.End, text, end)
			}
			end = w.End
			if w.Term == "" || utf8.RuneCountInString(w.Term) > 64 {
				t.Fatalf("%q is empty or too long", w.Term)
			}
			for _, r := range w.Term {
				if r < utf8.RuneSelf && !('a' <= r && r <= 'z' || '0' <= r && r <= '9') || !unicode.In(r, unicode.L, unicode.M, unicode.N) {
					t.Fatalf("the term %q of %q holds %q", w.Term, text, r)
				}
			}
		}
	})
}

func BenchmarkWords(b *testing.B) {
	text := strings.Repeat("The quick translations of the publications were running over lazy universities. ", 40)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		search.Words(text, "en-US")
	}
}
