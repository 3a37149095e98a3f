package search_test

import (
	"regexp"
	"strings"
	"testing"

	"verso/internal/locale"
	"verso/internal/search"
)

func TestQueryIsRenderedForBothDatabases(t *testing.T) {
	for _, test := range []struct {
		typed       string
		locale      locale.Tag
		fts, vector string
	}{
		{"traduções ", "pt-BR", `("pt-br_traduca")`, `('pt-br_traduca')`},
		{"tradu", "pt-BR", `("pt-br_tradu" OR "pt-br_tradu" *)`, `('pt-br_tradu' | 'pt-br_tradu':*)`},
		{"go", "en-US", `("en-us_go")`, `('en-us_go')`},
		{"red apples ", "en-US", `("en-us_red") AND ("en-us_appl")`, `('en-us_red') & ('en-us_appl')`},
		{`"red apples"`, "en-US", `("en-us_red en-us_appl")`, `('en-us_red' <-> 'en-us_appl')`},
		{`“red apples” x`, "en-US", `("en-us_red en-us_appl") AND ("en-us_x")`, `('en-us_red' <-> 'en-us_appl') & ('en-us_x')`},
		{"node.js ", "en-US", `("en-us_node en-us_js")`, `('en-us_node' <-> 'en-us_js')`},
		{"東京", "ja", `("ja_東京")`, `('ja_東京')`},
		{"東京都", "ja", `("ja_東京 ja_京都")`, `('ja_東京' <-> 'ja_京都')`},
		{"猫", "ja", `("ja_猫" *)`, `('ja_猫':*)`},
		{`צה"ל `, "yi", `("yi_צהל")`, `('yi_צהל')`},
	} {
		got := search.Parse(test.typed).In(test.locale)
		if got.FTS5() != test.fts || got.TSQuery() != test.vector {
			t.Errorf("%q: %s and %s, want %s and %s", test.typed, got.FTS5(), got.TSQuery(), test.fts, test.vector)
		}
	}
}

func TestWordsThatSayLittleCountWhereNothingElseIsSaid(t *testing.T) {
	for typed, want := range map[string]string{
		"the of ":         `("en-us_the") AND ("en-us_of")`,
		"the cat ":        `("en-us_cat")`,
		`"the cat"`:       `("en-us_the en-us_cat")`,
		`"the" cat `:      `("en-us_the") AND ("en-us_cat")`,
		"cat of ":         `("en-us_cat")`,
		"to be or not to": `("en-us_to") AND ("en-us_be") AND ("en-us_or") AND ("en-us_not") AND ("en-us_to")`,
	} {
		if got := search.Parse(typed).In("en-US").FTS5(); got != want {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
}

func TestSignsAloneFindNothing(t *testing.T) {
	for _, typed := range []string{"", " ", `"`, `""`, `"" ""`, "*", "NEAR", "^", "-", "…", "\x00", "\xff", "\u200f"} {
		if got := search.Parse(typed).In("en-US"); !got.Empty() && typed != "NEAR" {
			t.Errorf("%q asks for %s", typed, got.FTS5())
		}
	}
}

func TestWhatIsTypedIsReadToALimit(t *testing.T) {
	long := search.Parse(strings.Repeat("a", 10_000))
	if n := len(long.String()); n != search.MaxTyped {
		t.Errorf("%d letters were read, want %d", n, search.MaxTyped)
	}
	many := search.Parse(strings.Repeat("é ", 10_000)).In("en-US").TSQuery()
	if n := strings.Count(many, "&"); n > 12 {
		t.Errorf("the query has %d parts", n)
	}
}

// grammar are the queries that the databases are given, whatever was typed:
// signs of theirs stand where package search put them, and nowhere else
// (trust T26).
var (
	ftsGrammar    = regexp.MustCompile(`^(title : \()?` + group(`"[^"*():^]+"( \*)?`, ` OR `, ` AND `) + `\)?$`)
	vectorGrammar = regexp.MustCompile(`^` + group(`'[^'\\:*!&|()]+'( <-> '[^'\\:*!&|()]+')*(:\*)?`, ` \| `, ` & `) + `$`)
)

func group(way, or, and string) string {
	clause := `\(` + way + `(` + or + way + `)*\)`
	return clause + `(` + and + clause + `)*`
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{`a "b c" d*`, `NEAR(`, `slug:[`, `"`, `'';`, `צה"ל`, `猫 "が`, `ﷺ ㈱`, `a\'b`, `l’été`, "\u200c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, l := range []locale.Tag{"en-US", "pt-BR", "ar", "ja", "he", "de"} {
			terms := search.Parse(typed).In(l)
			if terms.Empty() {
				continue
			}
			for _, query := range []string{terms.FTS5(), terms.FTS5Title()} {
				if !ftsGrammar.MatchString(query) {
					t.Errorf("%q in %s becomes %s", typed, l, query)
				}
			}
			if query := terms.TSQuery(); !vectorGrammar.MatchString(query) {
				t.Errorf("%q in %s becomes %s", typed, l, query)
			}
		}
	})
}

func BenchmarkParseLong(b *testing.B) { // trust T28
	typed := strings.Repeat("a", 10_000)
	for b.Loop() {
		search.Parse(typed).In("en-US").FTS5()
	}
}
