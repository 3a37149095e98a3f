package frontmatter_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"verso/internal/frontmatter"
)

func TestParseReadsEveryNotation(t *testing.T) { // FACTS 27, 28, 29
	for name, src := range map[string]string{
		"yaml":             "---\ntitle: Olá\ntags: [a, b]\ndraft: true\nn: 2019\nnested:\n  x: y\n---\nBody\n",
		"yaml, CRLF":       "---\r\ntitle: Olá\r\ntags: [a, b]\r\ndraft: true\r\nn: 2019\r\nnested:\r\n  x: y\r\n---\r\nBody\n",
		"yaml, lone CR":    "---\rtitle: Olá\rtags: [a, b]\rdraft: true\rn: 2019\rnested:\r  x: y\r---\rBody\n",
		"yaml, BOM":        "\ufeff---\ntitle: Olá\ntags: [a, b]\ndraft: true\nn: 2019\nnested:\n  x: y\n---\nBody\n",
		"yaml, blank head": "\n \n---\ntitle: Olá\ntags:\n- a\n- b\ndraft: true\nn: 2019\nnested: {x: y}\n---\nBody\n",
		"yaml, indented":   "---\n title: Olá\n tags: [a, b]\n draft: true\n n: 2019\n nested:\n   x: y\n---\nBody\n",
		"yaml, dots":       "---\ntitle: Olá\ntags: [a, b]\ndraft: true\nn: 2019\nnested:\n  x: y\n...\nBody\n",
		"toml":             "+++\ntitle = \"Olá\"\ntags = ['a', \"b\"]\ndraft = true\nn = 2019\n[nested]\nx = \"y\"\n+++\nBody\n",
		"toml, dotted":     "+++\ntitle = \"Olá\"\ntags = ['a', \"b\"]\ndraft = true\nn = 2019\nnested.x = \"y\"\n+++\nBody\n",
		"json":             `{"title": "Olá", "tags": ["a", "b"], "draft": true, "n": 2019, "nested": {"x": "y"}}` + "\nBody\n",
		"elixir":           "%{\n  title: \"Olá\",\n  tags: ~w[a b],\n  draft: true,\n  :n => 2019,\n  \"nested\" => %{x: \"y\"}\n}\n---\nBody\n",
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := frontmatter.Parse([]byte(src))
			if err != nil {
				t.Fatalf("Parse: %v", err)
			}
			got, err := json.Marshal(doc.Header)
			if err != nil {
				t.Fatal(err)
			}
			const want = `{"title":"Olá","tags":["a","b"],"draft":true,"n":2019,"nested":{"x":"y"}}`
			if string(got) != want {
				t.Errorf("header %s\nwant %s", got, want)
			}
			if string(doc.Body) != "Body\n" {
				t.Errorf("body %q, want %q", doc.Body, "Body\n")
			}
			if len(doc.Warnings) > 0 {
				t.Errorf("warnings: %v", doc.Warnings)
			}
		})
	}
}

func TestParseCountsLinesOfTheFile(t *testing.T) {
	for src, want := range map[string]int{
		"---\ntitle: a\n---\nBody":           4,
		"\n\n---\r\ntitle: a\r\n---\r\nBody": 6,
		"+++\ntitle='a'\n+++\nBody":          4,
		"{\"title\":\n\"a\"}\nBody":          3,
		"%{\ntitle: \"a\"\n}\n---\nBody":     5,
		"Body":                               1,
	} {
		doc, err := frontmatter.Parse([]byte(src))
		if err != nil || doc.BodyLine != want || string(doc.Body) != "Body" {
			t.Errorf("Parse(%q) has body %q on line %d (%v), want line %d", src, doc.Body, doc.BodyLine, err, want)
		}
	}
}

func TestATextThatBeginsLikeAHeaderIsAllBody(t *testing.T) { // FACTS 27
	for _, src := range []string{
		"---\n\nA rule above, a text below.\n",
		"---\n\nA rule.\n\n---\n\nAnother.\n",
		"{{< callout >}}\nx\n{{< /callout >}}\n",
		"{% include x %}",
		"{: .class}\ntext",
		"--- not a fence\ntitle: x\n---\n",
		"",
		"# Only a heading",
	} {
		doc, err := frontmatter.Parse([]byte(src))
		if err != nil || doc.Kind != frontmatter.None || string(doc.Body) != src {
			t.Errorf("Parse(%q) = kind %q, body %q, %v; want it all as body", src, doc.Kind, doc.Body, err)
		}
	}
}

func TestParseKeepsValuesAsWritten(t *testing.T) { // FACTS 9, 18, 33
	doc, err := frontmatter.Parse([]byte(`---
title: 1.10
slug: 007
lang: no
date: 2024-02-26 10:00:00 +0300
quoted: "2019"
empty:
cSpell:ignore: word
"a/b": yes
text: !!str 12
folded: >
  one
  two
---
`))
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]any{
		"TITLE": frontmatter.Number("1.10"), "slug": frontmatter.Number("007"), "lang": "no",
		"date": "2024-02-26 10:00:00 +0300", "quoted": "2019", "empty": nil,
		"cspell:ignore": "word", "a/b": "yes", "text": "12", "folded": "one two\n",
	} {
		f, ok := doc.Header.Lookup(key)
		if !ok || f.Value != want {
			t.Errorf("%s = %#v (found %t), want %#v", key, f.Value, ok, want)
		}
	}
	if f, _ := doc.Header.Lookup("title"); f.Line != 2 {
		t.Errorf("title is on line %d, want 2", f.Line)
	}
}

func TestParseKeepsTOMLDatesAndArraysOfTables(t *testing.T) {
	doc, err := frontmatter.Parse([]byte("+++\ndate = 2024-11-08\nat = 1979-05-27T07:32:00-08:00\n[[a.b]]\nx = 1_000\n[[a.b]]\nx = 2\n[a.c]\n+++\n"))
	if err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(doc.Header)
	const want = `{"date":"2024-11-08","at":"1979-05-27T07:32:00-08:00","a":{"b":[{"x":"1_000"},{"x":2}],"c":{}}}`
	if string(got) != want {
		t.Errorf("header %s\nwant %s", got, want)
	}
}

func TestDuplicateKeysTakeTheLastWithAWarning(t *testing.T) { // FACTS 30
	for _, src := range []string{
		"---\ntitle: a\nx: 1\ntitle: b\n---\n",
		"+++\ntitle = 'a'\nx = 1\ntitle = 'b'\n+++\n",
		"{\"title\": \"a\",\n\"x\": 1,\n\n\"title\": \"b\"}",
		"%{title: \"a\",\nx: 1,\n\ntitle: \"b\"}\n---\n",
	} {
		doc, err := frontmatter.Parse([]byte(src))
		if err != nil {
			t.Errorf("Parse(%q): %v", src, err)
			continue
		}
		if got := doc.Header.Text("title"); got != "b" || len(doc.Header) != 2 {
			t.Errorf("Parse(%q): title %q of %d keys, want b of 2", src, got, len(doc.Header))
		}
		if len(doc.Warnings) != 1 || doc.Warnings[0].Line != 4 {
			t.Errorf("Parse(%q) warns %v, want one warning on line 4", src, doc.Warnings)
		}
	}
}

func TestABrokenHeaderIsReportedWithItsLine(t *testing.T) { // FACTS 31
	for src, want := range map[string]int{
		"---\ntitle: a\n":                                1, // not closed
		"---\ntitle: a\nexcerpt: b: c\n---\n":            3,
		"---\ntitle: \"a \"b\"\n---\n":                   2,
		"---\ntitle: a\nx:\n\t- b\n---\n":                4,
		"---\ntitle: @a\n---\n":                          2,
		"---\ntitle: *a\n---\n":                          2,
		"---\ntitle: a\ntags: [a, b\n---\n":              3,
		"---\ntitle: a\nexcerpt\n---\n":                  3,
		"+++\ntitle = 'a'\nx = \n+++\n":                  3,
		"+++\ntitle = 'a'\n":                             1,
		"{\"title\": \"a\",\n\"x\": }":                   2,
		"%{\ntitle: a}\n---\n":                           2,
		"%{title: \"a\"}\n":                              1,
		"---\na: &a [x]\n" + bomb() + "---\n":            0,
		"---\na: " + strings.Repeat("[", 5000) + "\n---": 0,
	} {
		_, err := frontmatter.Parse([]byte(src))
		problem, ok := errors.AsType[frontmatter.Problem](err)
		if !ok || problem.Reason == "" {
			t.Errorf("Parse(%.60q) = %v, want a Problem", src, err)
			continue
		}
		if want > 0 && problem.Line != want {
			t.Errorf("Parse(%.60q): %v, want line %d", src, err, want)
		}
	}
}

// bomb is nine levels of aliases, each ten times the one before (trust T16).
func bomb() string {
	var b strings.Builder
	for level := range 9 {
		this, before := string(rune('b'+level)), string(rune('a'+level))
		b.WriteString(this + ": &" + this + " [" + strings.Repeat("*"+before+",", 10) + "]\n")
	}
	return b.String()
}

func TestHostileHeadersAreAnswered(t *testing.T) {
	for name, fill := range map[string]string{
		"brackets": "[", "dashes": "- ", "braces": "{a: ", "questions": "? ", "quotes": "\"", "anchors": "&a ", "tags": "!!a ",
		"colons": "a: ", "indents": "a:\n ",
	} {
		src := "---\na: b\n" + strings.Repeat(fill, 60_000/len(fill)) + "\n---\n"
		if d, err := frontmatter.Parse([]byte(src)); err == nil && len(d.Header) == 0 {
			t.Errorf("%s: neither a header nor an error", name)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: a\n---\nb", "+++\na = 1\n[b]\nc = [1, {d = 2}]\n+++\n", "{\"a\": [1, null]}\nb",
		"%{a: \"b\", c: [~D[2020-01-01]]}\n---\n", "---\na: &x {b: c}\nd: *x\n<<: *x\n---\n", "\ufeff \r\n---\r\na: |\n  b\n---",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		doc, err := frontmatter.Parse(src)
		if err != nil {
			if _, ok := errors.AsType[frontmatter.Problem](err); !ok {
				t.Errorf("Parse(%q): %v is no Problem", src, err)
			}
			return
		}
		if !strings.HasSuffix(string(src), string(doc.Body)) {
			t.Errorf("Parse(%q): body %q is not the end of the file", src, doc.Body)
		}
		if doc.BodyLine < 1 {
			t.Errorf("Parse(%q): body on line %d", src, doc.BodyLine)
		}
		if _, err := json.Marshal(doc.Header); err != nil {
			t.Errorf("Parse(%q): header does not marshal: %v", src, err)
		}
	})
}
