package search_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"verso/internal/locale"
	"verso/internal/search"
)

// marked returns pieces as text with [ ] around what matches.
func marked(pieces []search.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.Match {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestMarkShowsWhatTheReaderAskedFor(t *testing.T) {
	for _, test := range []struct {
		locale            locale.Tag
		typed, text, want string
	}{
		{"pt-BR", "traducao", "Das traduções, e <b>", "Das [traduções], e <b>"},
		{"pt-BR", "tradu", "Traduções", "[Traduções]"},
		{"en-US", `"red apples"`, "A red, red apple", "A red, [red apple]"},
		{"en-US", "the cat", "The cat on the mat", "The [cat] on the mat"},
		{"ja", "東京", "大東京タワーと東京", "大[東京]タワーと[東京]"},
		{"ja", "猫", "黒猫が猫", "黒[猫]が[猫]"},
		{"ja", "ｻｰﾊﾞｰ", "サーバーです", "[サーバー]です"},
		{"ja", "サーバー", "ｻｰﾊﾞｰです", "[ｻｰﾊﾞｰ]です"},
		{"ar", "مكتبة", "في المكتبات القديمة", "في [المكتبات] القديمة"},
		{"de", "strasse", "Die Straße", "Die [Straße]"},
		{"en-US", "nothing", "at all", "at all"},
	} {
		if got := marked(search.Parse(test.typed).In(test.locale).Mark(test.text)); got != test.want {
			t.Errorf("%s in %q: %q, want %q", test.typed, test.text, got, test.want)
		}
	}
}

func TestExcerptIsWhereTheWordsStandTogether(t *testing.T) {
	filler := strings.Repeat("lorem ipsum dolor sit amet ", 20)
	text := "An apple stands here. " + filler + "Here the red apples are.\nAnd\non " + filler
	got := marked(search.Parse("red apple ").In("en-US").Excerpt(text, 60))
	if want := "…amet Here the [red] [apples] are. And · on lorem ipsum dolor sit…"; got != want {
		t.Errorf("excerpt %q, want %q", got, want)
	}
	if got := search.Parse("pear").In("en-US").Excerpt(text, 60); got != nil {
		t.Errorf("excerpt without a match: %q", marked(got))
	}
	if got := marked(search.Parse("apple").In("en-US").Excerpt("“Apple”, she said.", 60)); got != "“[Apple]”, she said." {
		t.Errorf("excerpt of a short text: %q", got)
	}
}

// Korean is found by pairs of letters, but its words stand apart.
func TestExcerptBreaksNoWordOfKorean(t *testing.T) {
	text := strings.Repeat("컨테이너는 운영체제가 관리하는 프로세스이며 이미지로 배포된다 ", 8)
	words := strings.Fields(text)
	for _, typed := range []string{"관리", "이미지로", "프로세스"} {
		for n := 13; n < 60; n++ {
			got := marked(search.Parse(typed).In("ko").Excerpt(text, n))
			for word := range strings.FieldsSeq(strings.NewReplacer("[", "", "]", "", "…", "").Replace(got)) {
				if !slices.Contains(words, word) {
					t.Fatalf("%d letters around %s: %q breaks a word", n, typed, got)
				}
			}
		}
	}
}

func TestMarkChangesNoText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, typed := rapid.String().Draw(t, "text"), rapid.String().Draw(t, "typed")
		terms := search.Parse(typed).In("ja")
		whole := ""
		for _, p := range terms.Mark(text) {
			if p.Text == "" {
				t.Fatal("an empty piece")
			}
			whole += p.Text
		}
		if whole != text {
			t.Fatalf("%q became %q", text, whole)
		}
		n := rapid.IntRange(5, 100).Draw(t, "n")
		excerpt := strings.Trim(marked(terms.Excerpt(text, n)), "…[]")
		if strings.Contains(excerpt, "\n") {
			t.Fatalf("the excerpt %q has lines", excerpt)
		}
	})
}

func TestExcerptIsShort(t *testing.T) {
	text := strings.Repeat("a long text about apples and pears; ", 10_000)
	for _, n := range []int{40, 80, 220} {
		var letters int
		for _, p := range search.Parse("apples").In("en-US").Excerpt(text, n) {
			letters += utf8.RuneCountInString(p.Text)
		}
		if letters > n+2 || letters < n/2 {
			t.Errorf("an excerpt of %d letters has %d", n, letters)
		}
	}
}

func BenchmarkExcerpt(b *testing.B) {
	text := strings.Repeat("A long text about apples and pears, and of other things. ", 150)
	terms := search.Parse("pears apples ").In("en-US")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		terms.Excerpt(text, 220)
	}
}
