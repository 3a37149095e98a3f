package message

import (
	"html/template"
	"math"
	"testing"
	"time"

	"verso/internal/locale"
)

func TestPluralFollowsTheGrammarOfTheLocale(t *testing.T) { // rule 59
	c := shipped(t)
	for _, test := range []struct {
		locale locale.Tag
		n      int
		want   string
	}{
		{"en-US", 0, "0 articles"},
		{"en-US", 1, "1 article"},
		{"en-US", 1234, "1,234 articles"},
		{"pt-BR", 0, "0 artigo"},
		{"pt-BR", 1, "1 artigo"},
		{"pt-BR", 2, "2 artigos"},
		{"pt-BR", 1_000_000, "1.000.000 de artigos"},
		{"pt-PT", 0, "0 artigos"},
		{"ar", 0, "لا مقالات"},
		{"ar", 1, "مقال واحد"},
		{"ar", 2, "مقالان"},
		{"ar", 3, "3 مقالات"},
		{"ar", 11, "11 مقالًا"},
		{"ar", 100, "100 مقال"},
		{"ar-EG", 1203, "١٬٢٠٣ مقالات"},
		{"ja", 1, "1件の記事"},
		{"de", 12_345, "12.345 Artikel"},
		{"es", 1, "1 artículo"},
		{"es", 1234, "1234 artículos"},
		{"es", 1_000_000, "1.000.000 de artículos"},
		{"es-MX", 1234, "1,234 artículos"},
		{"fr", 0, "0 article"},
		{"fr", 2, "2 articles"},
		{"fr", 1_000_000, "1\u202f000\u202f000 d’articles"},
		{"he", 0, "0 מאמרים"},
		{"he", 1, "מאמר אחד"},
		{"he", 2, "שני מאמרים"},
		{"he", 20, "20 מאמרים"},
		{"ko", 1, "1 article"},
		{"en-US", -1, "-1 article"},
	} {
		if got := c.For(test.locale).Plural("ArticleCount", test.n); got != test.want {
			t.Errorf("%s: Plural(ArticleCount, %d) = %q, want %q", test.locale, test.n, got, test.want)
		}
	}
}

func TestPluralCountIsNotOverridden(t *testing.T) {
	compareText(t, shipped(t).For("en-US").Plural("ArticleCount", 2, "Count", "many"), "2 articles")
}

func TestTextFillsPlaceholders(t *testing.T) {
	z := load(t, map[string]string{"en-US.toml": "[A]\nother=\"<{{.X}}|{{ .Y }}|{{.X}}>\"\n"}).For("en-US")
	compareText(t, z.Text("A", "X", "x", "Y", "y"), "<x|y|x>")
	compareText(t, z.Text("A", "X", "x"), "<x||x>")
	compareText(t, z.Text("A", "X", "x", "Y"), "<x||x>")
	compareText(t, z.Text("A", "X", 2026, "Y", int64(-7)), "<2026|-7|2026>")
	compareText(t, z.Text("A", "X", template.HTML("<b>"), "Y", time.Minute), "<<b>|1m0s|<b>>")
	compareText(t, z.Text("A", "X", []string{"s"}, "Y", nil), "<[s]||[s]>")
}

func TestIntegersAreInTheDigitsOfTheLocaleUngrouped(t *testing.T) {
	compareText(t, shipped(t).For("ar-EG").Text("ArchiveYear", "Year", 2026), "مقالات عام ٢٠٢٦")
}

// TestNothingInATextIsExecuted holds both catalogs and arguments to being
// text (trust T5).
func TestNothingInATextIsExecuted(t *testing.T) {
	z := load(t, map[string]string{
		"en-US.toml": "[A]\nother='{{printf \"%d\" 1}}{{define \"x\"}}{{.X}}{{template \"x\"}}'\n",
	}).For("en-US")
	compareText(t, z.Text("A", "X", "{{.Y}}", "Y", "no"), `{{printf "%d" 1}}{{define "x"}}{{.Y}}{{template "x"}}`)
}

func TestDatesFollowTheCLDR(t *testing.T) { // rule 59
	c := shipped(t)
	at := time.Date(2026, time.February, 5, 15, 4, 0, 0, time.UTC)
	for l, want := range map[locale.Tag][]string{
		"en-US": {"February 5, 2026", "Feb 5, 2026", "2/5/26", "February 2026", "February 5"},
		"en-GB": {"5 February 2026", "5 Feb 2026", "05/02/2026", "February 2026", "5 February"},
		"pt-BR": {"5 de fevereiro de 2026", "5 de fev. de 2026", "05/02/2026", "fevereiro de 2026", "5 de fevereiro"},
		"ar":    {"5 فبراير 2026", "05\u200f/02\u200f/2026", "5\u200f/2\u200f/2026", "فبراير 2026", "5 فبراير"},
		"ja":    {"2026年2月5日", "2026/02/05", "2026/02/05", "2026年2月", "2月5日"},
		"de":    {"5. Februar 2026", "05.02.2026", "05.02.26", "Februar 2026", "5. Februar"},
		"es":    {"5 de febrero de 2026", "5 feb 2026", "5/2/26", "febrero de 2026", "5 de febrero"},
		"fr":    {"5 février 2026", "5 févr. 2026", "05/02/2026", "février 2026", "5 février"},
		"he":    {"5 בפברואר 2026", "5 בפבר׳ 2026", "5.2.2026", "פברואר 2026", "5 בפברואר"},
		"ko":    {"February 5, 2026", "Feb 5, 2026", "2/5/26", "February 2026", "February 5"},
	} {
		for i, style := range []Style{Long, Medium, Short, MonthYear, DayMonth} {
			if got := c.For(l).Date(at, style); got != want[i] {
				t.Errorf("%s: Date of style %d = %q, want %q", l, style, got, want[i])
			}
		}
	}
	compareText(t, c.For("en-US").Time(at), "3:04\u202fPM")
	compareText(t, c.For("pt-BR").DateTime(at, Long), "5 de fevereiro de 2026 às 15:04")
	compareText(t, c.For("ja").DateTime(at, Short), "2026/02/05 15:04")
}

func TestDateIsThatOfItsOwnLocation(t *testing.T) {
	author := time.FixedZone("", -3*60*60)
	at := time.Date(2026, time.January, 1, 1, 0, 0, 0, time.UTC).In(author)
	compareText(t, shipped(t).For("pt-BR").Date(at, Long), "31 de dezembro de 2025")
}

func TestNumberHoldsTheWholeRange(t *testing.T) {
	c := shipped(t)
	compareText(t, c.For("de").Number(math.MinInt64), "-9.223.372.036.854.775.808")
	compareText(t, c.For("de-AT").Number(1000), "1\u00a0000")
	compareText(t, c.For("pt-PT").Number(1000), "1000")
}

func TestListOfAnyLength(t *testing.T) {
	c := shipped(t)
	compareText(t, c.For("en-US").List(nil), "")
	compareText(t, c.For("en-US").List([]string{"a", "b", "c"}), "a, b, and c")
	compareText(t, c.For("pt-BR").List([]string{"a", "b", "c"}), "a, b e c")
	compareText(t, c.For("ja").List([]string{"a", "b"}), "a、b")
	compareText(t, c.For("es").List([]string{"agua", "hielo", "iglesia"}), "agua, hielo e iglesia")
	compareText(t, c.For("he").List([]string{"שלום", "Go"}), "שלום ו-Go")
}

func TestReadingTimeIsAtLeastAMinute(t *testing.T) {
	c := shipped(t)
	compareText(t, c.For("en-US").ReadingTime(0), "1 min read")
	compareText(t, c.For("en-US").ReadingTime(1000), "4 min read")
	compareText(t, c.For("pt-BR").ReadingTime(1000), "6 min de leitura")
	compareText(t, c.For("ar").ReadingTime(280), "دقيقتان للقراءة")
	compareText(t, c.For("fr").ReadingTime(1000), "5\u00a0min de lecture")
	compareText(t, c.For("he").ReadingTime(374), "שתי דקות קריאה")
}

func TestLanguageNameLeavesOutTheUsualRegion(t *testing.T) {
	c := shipped(t)
	compareText(t, c.For("en-US").LanguageName("pt-BR"), "Portuguese")
	compareText(t, c.For("en-US").LanguageName("pt-PT"), "European Portuguese")
	compareText(t, c.For("pt-BR").LanguageName("en-US"), "inglês")
	compareText(t, c.For("de").LanguageName("ja"), "Japanisch")
	compareText(t, c.For("ja").LanguageName("zh-Hant"), "繁体中国語")
	compareText(t, c.For("es").LanguageName("en-US"), "inglés")
	compareText(t, c.For("fr").LanguageName("he"), "hébreu")
	compareText(t, c.For("he").LanguageName("he"), "עברית")
}

func TestSortIsThatOfADictionary(t *testing.T) {
	names := []string{"Zebra", "árvore", "Água", "banana", "agua", "2 irmãos"}
	shipped(t).For("pt-BR").Sort(names)
	compareText(t, shipped(t).For("pt-BR").List(names), "2 irmãos, agua, Água, árvore, banana e Zebra")
}
