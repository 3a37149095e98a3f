package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHeadingIDsKeepTheLettersOfEveryScript(t *testing.T) { // trust 0.9
	for text, want := range map[string]string{
		"Introdução":                 "introdução",
		"Introduc\u0327a\u0303o":     "introdução", // NFD in, NFC out
		"Überblick: Größe & Maß":     "überblick-größe-maß",
		"Введение в Go":              "введение-в-go",
		"はじめに 2":                     "はじめに-2",
		"مقدمة عن Go":                "مقدمة-عن-go",
		"हिन्दी":                     "हिन्दी",
		"Don't panic":                "dont-panic",
		"  --a__b--  ":               "a__b",
		"C++ / C#":                   "c-c",
		"🎉":                          "section",
		"History":                    "history-1", // one of the DOM's own names
		"Location":                   "location-1",
		strings.Repeat("long ", 100): strings.TrimSuffix(strings.Repeat("long-", 20), "-"),
	} {
		if got := (ids{}).take(headingID(text)); got != want {
			t.Errorf("id of %q: %q, want %q", text, got, want)
		}
	}
}

func TestIDsAreUniqueOnAPage(t *testing.T) { // trust 0.9
	src := "# A\n\n# A\n\n# A-1\n\n# B {#a}\n\n# C {#c}\n\n# D {#c}\n\n<p id=\"e\">x</p>\n\n# E\n\n[00:01] [00:01]\n\n# t1"
	seen := map[string]bool{}
	for _, n := range elements(t, bare(t, src)) {
		if id, ok := value(n, "id"); ok {
			if seen[id] {
				t.Errorf("id %q twice", id)
			}
			seen[id] = true
		}
	}
	for _, id := range []string{"a", "a-1", "a-1-1", "c", "d", "e", "e-1", "t1", "t1-1", "t1-2"} {
		if !seen[id] {
			t.Errorf("no id %q in %v", id, seen)
		}
	}
}

func TestHeadingsBeginBelowTheTitleAndNeverSkipALevel(t *testing.T) {
	for src, want := range map[string]string{
		"# a\n## b\n### c\n# d":                       "h2 h3 h4 h2",
		"## a\n### b\n## c":                           "h2 h3 h2",
		"### a\n##### b\n## c":                        "h2 h3 h2",
		"## a\n# b\n## c":                             "h2 h2 h3",
		"# a\n#### b\n### c":                          "h2 h3 h3",
		"a\n=\nb\n-":                                  "h2 h3",
		"# a\n## b\n### c\n#### d\n##### e\n###### f": "h2 h3 h4 h5 h6 h6",
		"<h1>a</h1>":                                  "h2",
	} {
		var got []string
		for _, n := range elements(t, bare(t, src)) {
			if n.Data[0] == 'h' {
				got = append(got, n.Data)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q gives %v, want %s", src, got, want)
		}
	}
}

func TestTheOutlineNestsHeadingsDownToH4(t *testing.T) {
	d, err := newTestRenderer().Render("## One *a*\n### Two `b`\n#### Three\n##### Four\n## \"Five\"\n> ## In a quotation\n\n## ![x](y)", "en-US")
	if err != nil {
		t.Fatal(err)
	}
	want := []Heading{
		{Level: 2, ID: "one-a", Text: "One a", Children: []Heading{
			{Level: 3, ID: "two-b", Text: "Two b", Children: []Heading{{Level: 4, ID: "three", Text: "Three"}}},
		}},
		{Level: 2, ID: "five", Text: "“Five”"},
	}
	if diff := cmp.Diff(want, d.Outline); diff != "" {
		t.Errorf("outline (-want +got):\n%s", diff)
	}
}

func TestAnIDIsReadOnEitherSideOfTheClosingMarks(t *testing.T) {
	for _, src := range []string{"## Title {#mine .c}", "## Title ## {#mine .c}", "## Title {#mine .c} ##"} {
		if got, want := bare(t, src), `<h2 id="mine">Title</h2>`; got != want {
			t.Errorf("%s gives %s, want %s", src, got, want)
		}
	}
	for _, src := range []string{"## Set {1, 2} ##", "## {#x}y ##", "## a\\{#b}"} {
		if got := bare(t, src); strings.Contains(got, `id="mine"`) || !strings.Contains(got, "{") {
			t.Errorf("%s lost its braces: %s", src, got)
		}
	}
}
