package frontmatter_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"verso/internal/frontmatter"
)

func TestAppendYAMLWritesOneFormOfEachValue(t *testing.T) {
	h := frontmatter.Header{
		{Key: "title", Value: "Olá: mundo"},
		{Key: "date", Value: "2024-02-26T01:00:00+09:00"},
		{Key: "weight", Value: frontmatter.Number("3")},
		{Key: "draft", Value: true},
		{Key: "answer", Value: "no"},
		{Key: "year", Value: "2019"},
		{Key: "nothing", Value: nil},
		{Key: "empty", Value: ""},
		{Key: "tags", Value: []any{"Go", "C#", "12:30"}},
		{Key: "none", Value: []any{}},
		{Key: "cSpell:ignore", Value: "a\tb\n\"c\" \\"},
		{Key: "link", Value: "https://ex.test/a?b=c"},
		{Key: "site", Value: "https://ex.test/"},
		{Key: "verso", Value: frontmatter.Header{
			{Key: "kind", Value: "article"},
			{Key: "media", Value: []any{
				frontmatter.Header{{Key: "ref", Value: "a b.png"}, {Key: "file", Value: "media/x.png"}},
				frontmatter.Header{},
				[]any{"x", []any{}},
			}},
		}},
	}
	want := `---
title: "Olá: mundo"
date: 2024-02-26T01:00:00+09:00
weight: 3
draft: true
answer: "no"
year: "2019"
nothing: null
empty: ""
tags:
  - Go
  - "C#"
  - "12:30"
none: []
cSpell:ignore: "a\tb\n\"c\" \\"
link: "https://ex.test/a?b=c"
site: https://ex.test/
verso:
  kind: article
  media:
    - ref: a b.png
      file: media/x.png
    - {}
    -
      - x
      - []
---
`
	got := string(frontmatter.AppendYAML(nil, h))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("written (-want +got):\n%s", diff)
	}
	sameHeader(t, h, got)
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := append(frontmatter.Header{{Key: "title", Value: text().Draw(t, "title")}}, headers(3).Draw(t, "header")...)
		body := text().Draw(t, "body")
		sameHeader(t, h, string(frontmatter.AppendYAML(nil, h))+body)
	})
}

func TestSignsThatLookLikeNestingAreReadBack(t *testing.T) {
	for _, sign := range []string{"[", "{", "- ", "x- ", "? ", "]", "}", "[{"} {
		var tags []any
		for range 70 {
			tags = append(tags, sign+"x")
		}
		h := frontmatter.Header{
			{Key: "title", Value: strings.Repeat(sign, 200)},
			{Key: "tags", Value: tags},
		}
		sameHeader(t, h, string(frontmatter.AppendYAML(nil, h)))
	}
}

type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// sameHeader checks that file is read as h with the text that follows.
func sameHeader(t failer, h frontmatter.Header, file string) {
	t.Helper()
	doc, err := frontmatter.Parse([]byte(file))
	if err != nil {
		t.Fatalf("reading back: %v\n%s", err, file)
	}
	if diff := cmp.Diff(h, doc.Header, cmpopts.IgnoreFields(frontmatter.Field{}, "Line")); diff != "" {
		t.Fatalf("read back (-written +read):\n%s\n%s", diff, file)
	}
	if want := file[len(frontmatter.AppendYAML(nil, h)):]; string(doc.Body) != want {
		t.Fatalf("body %q, want %q", doc.Body, want)
	}
}

// headers draws headers that a file can hold, tables at most depth deep.
func headers(depth int) *rapid.Generator[frontmatter.Header] {
	return rapid.Custom(func(t *rapid.T) frontmatter.Header {
		h := frontmatter.Header{}
		for range rapid.IntRange(0, 4).Draw(t, "keys") {
			key := strings.TrimSpace(text().Draw(t, "key"))
			if _, taken := h.Lookup(key); taken || key == "" || key == "<<" {
				continue
			}
			h = append(h, frontmatter.Field{Key: key, Value: values(depth).Draw(t, "value")})
		}
		return h
	})
}

func values(depth int) *rapid.Generator[any] {
	scalars := []*rapid.Generator[any]{
		rapid.Just[any](nil),
		rapid.Bool().AsAny(),
		text().AsAny(),
		rapid.Custom(func(t *rapid.T) any {
			return frontmatter.Number(rapid.StringMatching(`-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,6})?`).Draw(t, "number"))
		}),
	}
	if depth > 0 {
		scalars = append(scalars,
			rapid.Custom(func(t *rapid.T) any { return headers(depth-1).Draw(t, "table") }),
			rapid.Custom(func(t *rapid.T) any {
				list := []any{}
				for range rapid.IntRange(0, 3).Draw(t, "items") {
					list = append(list, values(depth-1).Draw(t, "item"))
				}
				return list
			}))
	}
	return rapid.OneOf(scalars...)
}

// text draws strings that YAML could misread.
func text() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.String(),
		rapid.StringOf(rapid.SampledFrom([]rune("ab1 -:#'\"\\[]{}&*!|>%@`,?~.=/\t\n\ré日\u00a0\u2028\ufeff\u0085—"))),
		rapid.SampledFrom([]string{
			"", " ", "~", "null", "True", "no", "on", "1", "1.10", "0x1F", "1e5", "1_000", "12:30", ".inf", "-.NaN", "---", "...",
			"- a", "? a", "a: b", "a #b", "# a", "!!str x", "&a b", "*a", "<<", "2024-02-30", "2024-02-26", "2024-02-26T01:00:00+09:00",
			"2024-02-26 01:00", "a:", ":a", "a:b", "https://ex.test/", "%TAG", "@x", "`x`", "key: |", "'", "\"", "\\", "=", "0", "-0", "+1", "0o7", "1,000",
		}))
}
