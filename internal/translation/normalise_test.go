package translation

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestN0KeepsWhatIdentityIsAbout(t *testing.T) {
	for in, want := range map[string]string{
		"  a  b\tc ":                "a b c",
		"a\n  b":                    "a b",
		"a\r\nb":                    "a b",
		"a  \nb":                    "a\\\nb",
		"a\\\n   b":                 "a\\\nb",
		"日本\n語":                     "日本語",
		"日本\nabc":                   "日本 abc",
		"`a  b`  c":                 "`a  b` c",
		"_a_ and __b__":             "*a* and **b**",
		"snake_case_name `_a_`":     "snake_case_name `_a_`",
		"_a [b](c_d_e) `_` f_":      "*a [b](c_d_e) `_` f*",
		"e\u0301":                   "é",
		"“quotes” 'stay', so!":      "“quotes” 'stay', so!",
		"[a](b \"t\")  ![c](d)":     "[a](b \"t\") ![c](d)",
		"a\u00a0b\u202f!":           "a\u00a0b\u202f!",
		"<a href=\"x  y\">z</a>  w": "<a href=\"x  y\">z</a> w",
	} {
		if got := N0(in); got != want {
			t.Errorf("N0(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestN1KeepsWhatTheMeaningHangsOn(t *testing.T) {
	same := [][2]string{
		{"Hello.", "hello !"},
		{"See [the page](/a \"x\").", "See [the page](/b)."},
		{"![A cat](a.png)", "![A cat](b.png)"},
		{"*so*", "so"},
		{"it's — “so”", "its - so"},
		{"Look at https://a.example/x now", "Look at https://b.example now"},
		{"Straße", "STRASSE"},
	}
	for _, c := range same {
		if N1(c[0]) != N1(c[1]) {
			t.Errorf("N1(%q) = %q and N1(%q) = %q, want them the same", c[0], N1(c[0]), c[1], N1(c[1]))
		}
	}
	other := [][2]string{
		{"You can.", "You cannot."},
		{"Use C", "Use C++"},
		{"if a < b", "if a > b"},
		{"5 €", "5 $"},
		{"1.5 l", "15 l"},
		{"at -5 degrees", "at 5 degrees"},
		{"Run `a b`", "Run `a-b`"},
		{"नमस्ते", "नमसत"},
		{"👍", "👎"},
	}
	for _, c := range other {
		if N1(c[0]) == N1(c[1]) {
			t.Errorf("N1 of %q and of %q are both %q, want them apart", c[0], c[1], N1(c[0]))
		}
	}
}

func TestN2NamesWhatIsNotTranslated(t *testing.T) {
	got := strings.Join(N2("The 5 *Cats* ate `rm -rf` and [My page](/x \"t\"), ![a dog](b.png)[^1] <b>猫が</b> https://a.example 1,000.5!"), " ")
	want := "the <num> cats ate <code> and my page <url> a dog <img> <fn> <html> 猫 が <html> <url> <num>"
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("N2 (-want +got):\n%s", d)
	}
}

func TestHashIsOfTheClassAndTheText(t *testing.T) {
	if Hash(Paragraph, "a _b_") != Hash(Item, " a  *b*") {
		t.Error("a paragraph made an item is another segment")
	}
	if Hash(Paragraph, "a") == Hash(Heading2, "a") || Hash(FieldTitle, "a") == Hash(FieldExcerpt, "a") {
		t.Error("a heading is the same as a paragraph, or one field as another")
	}
	if Hash(Code, "a  b") == Hash(Code, "a b") {
		t.Error("blanks in code do not count")
	}
	if len(Hash(Paragraph, "")) != 32 {
		t.Errorf("a hash has %d digits", len(Hash(Paragraph, "")))
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "Two words": 2, "猫が好き": 4, "`code` and [a link](/here/it/is)": 3, "don't": 1, "— !": 0, "日本 ok": 3,
	} {
		if got := Words(Paragraph, text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

func TestN0IsTheSameOfItself(t *testing.T) {
	bit := rapid.SampledFrom([]string{"a", "_", "*", " ", "\n", "\\", "`", "猫", "[", "](u)", "\t", "<b>", "é", "."})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(bit, 0, 30).Draw(t, "bits"), "")
		if once, twice := N0(text), N0(N0(text)); once != twice {
			t.Errorf("N0(%q) = %q, and of that %q", text, once, twice)
		}
	})
}
