package message

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"verso/internal/locale"
	"verso/locales"
)

// tableCLDR is the version of the CLDR that the table of formats is made of.
const tableCLDR = "48"

// An intlQuestion is what testdata/intl.mjs reads.
type intlQuestion struct {
	Locales  []locale.Tag `json:"locales"`
	Seconds  []int64      `json:"seconds"` // of Unix time
	Numbers  []string     `json:"numbers"` // integers
	Counts   []int        `json:"counts"`
	Decimals []string     `json:"decimals"`
	Lists    [][]string   `json:"lists"`
	Names    []string     `json:"names"` // language tags
	Words    []string     `json:"words"`
}

// An intlAnswer is what it writes.
type intlAnswer struct {
	CLDR    string
	Locales map[locale.Tag]intlLocale
}

type intlLocale struct {
	Dates             map[string][]string
	Numbers           []string
	Counts, Decimals  []string
	Categories, Lists []string
	Names             []string
	Sorted            []string
}

// TestAgreesWithIntl compares every format with the Intl object of Node, for
// every locale of the table (rule 59).
func TestAgreesWithIntl(t *testing.T) {
	q := question()
	a := askIntl(t, q)
	catalog, err := Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	sameData := strings.HasPrefix(a.CLDR, tableCLDR+".")
	if !sameData {
		t.Logf("this Node has the data of CLDR %s, not %s: dates and numbers are not compared", a.CLDR, tableCLDR)
	}
	for _, l := range q.Locales {
		t.Run(string(l), func(t *testing.T) {
			got, want := localizerFor(t, catalog, l), a.Locales[l]
			if sameData {
				compareDates(t, got, q.Seconds, want.Dates)
				compareNumbers(t, got, q.Numbers, want.Numbers)
			}
			comparePlurals(t, l, q, want)
			compareLists(t, got, q.Lists, want.Lists)
			compareNames(t, l, q.Names, want.Names)
			if l != "fr-CA" { // x/text does not read accents from the end, as Quebec does
				sorted := slices.Clone(q.Words)
				got.Sort(sorted)
				compare(t, "Sort", strings.Join(sorted, " "), strings.Join(want.Sorted, " "))
			}
		})
	}
}

// localizerFor returns a localizer that speaks l itself.
func localizerFor(t *testing.T, c *Catalog, l locale.Tag) *Localizer {
	t.Helper()
	z := c.For(l)
	if z.Foreign() {
		t.Fatalf("no catalog speaks %s", l)
	}
	if _, ok := formatOf(l); !ok {
		t.Fatalf("formatOf(%s) found nothing", l)
	}
	return z
}

func question() intlQuestion {
	q := intlQuestion{
		Locales: []locale.Tag{
			"en-US", "pt-BR", "ar", "ja", "de", "es", "fr", "he", "en", "pt", "pt-PT",
			"en-001", "en-CA", "es-419", "es-MX", "fr-CA", "de-AT", "de-CH", "ar-EG", "ar-SA",
		},
		Numbers: []string{
			"0", "7", "-7", "42", "999", "1000", "-1234", "9999", "10000", "123456", "1000000",
			"-1234567", "9223372036854775807", "-9223372036854775808",
		},
		Decimals: []string{"0.0", "0.1", "0.5", "1.0", "1.5", "2.0", "2.5", "10.0", "100.1"},
		Lists: [][]string{
			{}, {"Go"}, {"HTML", "CSS"}, {"HTML", "CSS", "Go"}, {"a", "b", "c", "d", "e"},
			{"padres", "hijos"}, {"Ana", "Inés"}, {"agua", "hielo"}, {"uno", "dos", "iglesia"},
			{"שלום", "עולם"}, {"שלום", "Go"}, {"אחת", "שתיים", "HTML"}, {"日本", "東京"},
		},
		Names: []string{"en", "pt", "ar", "ja", "de", "es", "fr", "he", "ko", "zh", "it", "ru"},
		Words: []string{
			"zebra", "Äpfel", "apfel", "Apfel", "ångström", "cote", "côte", "coté", "côté", "éclair",
			"Eclair", "ñu", "nube", "oso", "über", "uber", "Straße", "Strasse", "ação", "acao", "avó", "avô",
			"かな", "カナ", "さくら", "はな", "ばな", "東京", "京都", "日本", "あい", "アイ", "عربي", "أحمد", "باب", "تاج",
			"שלום", "אבא", "3", "12", "résumé", "resume", "co-op", "coop", "naïve", "naive",
			"“quoted”", "«guillemets»", "(brackets)", "_under", "Привет", "ёж", "ελληνικά", "한국어",
		},
	}
	day := time.Date(1999, time.January, 1, 0, 5, 0, 0, time.UTC)
	for i := range 60 {
		q.Seconds = append(q.Seconds, day.Unix())
		day = day.AddDate(0, 7, i%11).Add(73 * time.Minute)
	}
	for n := 0; n <= 1_000_000; n += 1 + n/150 {
		q.Counts = append(q.Counts, n)
	}
	q.Counts = append(q.Counts, 100, 101, 102, 103, 111, 1000, 1003, 999_999, 1_000_000, 2_000_000, 1_000_001)
	return q
}

// askIntl runs the script. Node is a prerequisite of the tests, so its
// absence fails them.
func askIntl(t *testing.T, q intlQuestion) intlAnswer {
	t.Helper()
	in, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	// Read here, so that the test cache notices when the script changes.
	script, err := os.ReadFile("testdata/intl.mjs")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "node", "--input-type=module", "--eval", string(script))
	cmd.Stdin = bytes.NewReader(in)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("node testdata/intl.mjs (the tests need Node 20 or later): %v\n%s", err, stderr.String())
	}
	var a intlAnswer
	if err := json.Unmarshal(out, &a); err != nil {
		t.Fatal(err)
	}
	return a
}

func compareDates(t *testing.T, z *Localizer, seconds []int64, want map[string][]string) {
	t.Helper()
	style := func(s Style) func(time.Time) string {
		return func(at time.Time) string { return z.Date(at, s) }
	}
	both := func(s Style) func(time.Time) string {
		return func(at time.Time) string { return z.DateTime(at, s) }
	}
	for name, format := range map[string]func(time.Time) string{
		"long": style(Long), "medium": style(Medium), "short": style(Short),
		"monthYear": style(MonthYear), "dayMonth": style(DayMonth), "time": z.Time,
		"longTime": both(Long), "mediumTime": both(Medium), "shortTime": both(Short),
	} {
		for i, s := range seconds {
			if t.Failed() {
				return // one difference shows the kind
			}
			compare(t, name, format(time.Unix(s, 0).UTC()), want[name][i])
		}
	}
}

func compareNumbers(t *testing.T, z *Localizer, numbers, want []string) {
	t.Helper()
	for i, text := range numbers {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, "Number of "+text, z.Number(n), want[i])
	}
}

func comparePlurals(t *testing.T, l locale.Tag, q intlQuestion, want intlLocale) {
	t.Helper()
	rule, ok := ruleOf(l)
	if !ok {
		t.Fatalf("ruleOf(%s) found nothing", l)
	}
	for i, n := range q.Counts {
		compare(t, "plural form of "+strconv.Itoa(n), rule.form(n).String(), want.Counts[i])
	}
	for i, text := range q.Decimals {
		compare(t, "plural form of "+text, rule.probe(text).String(), want.Decimals[i])
	}
	var used []string
	for _, f := range rule.forms() {
		used = append(used, f.String())
	}
	slices.Sort(used)
	slices.Sort(want.Categories)
	compare(t, "forms", strings.Join(used, " "), strings.Join(want.Categories, " "))
}

func compareLists(t *testing.T, z *Localizer, lists [][]string, want []string) {
	t.Helper()
	for i, items := range lists {
		compare(t, "List of "+strings.Join(items, "|"), z.List(items), want[i])
	}
}

func compareNames(t *testing.T, l locale.Tag, names, want []string) {
	t.Helper()
	namer := languageNames(l)
	for i, name := range names {
		compare(t, "name of "+name, namer.Name(language.Make(name)), want[i])
	}
}

// compare looks past the kind of a space: V8 writes U+0020 where the CLDR has
// U+202F before AM and PM.
func compare(t *testing.T, what, got, want string) {
	t.Helper()
	if plainSpaces(got) != plainSpaces(want) {
		t.Errorf("%s = %q, Intl says %q", what, got, want)
	}
}

func plainSpaces(s string) string {
	return strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(s)
}
