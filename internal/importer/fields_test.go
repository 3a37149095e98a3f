package importer_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/importer"
)

// variantOf plans the import of one file.
func variantOf(t *testing.T, name, text string) (importer.Variant, importer.Plan) {
	t.Helper()
	p := planOf(t, folder(t, map[string]string{name: text}), importer.Options{}, empty)
	if len(p.Groups) != 1 {
		t.Fatalf("%d groups of one file; skipped:\n%s", len(p.Groups), reasons(p.Skipped))
	}
	return p.Groups[0].Variants[0], p
}

func TestTitlesFallBack(t *testing.T) { // FACTS 17, 18
	for text, want := range map[string]string{
		"---\ntitle: One\n---\n# Two\n":                        "One",
		"---\nTitle: \"  A <b> & `c` {{ d }} \"\n---\nx":       "A <b> & `c` {{ d }}",
		"---\ntitle: 2019\n---\nx":                             "2019",
		"---\nname: Named\n---\n# Two\n":                       "Named",
		"---\nНазвание: X\n---\n\n# Heading *two* #\n\nText\n": "Heading *two*",
		"Heading\n=======\n\nText\n":                           "Heading",
		"```\n# comment\n```\n":                                "Some file",
		"---\ntitle:\n---\nText":                               "Some file",
	} {
		v, _ := variantOf(t, "some-file.md", text)
		if v.Post.Title != want {
			t.Errorf("title of %q is %q, want %q", text, v.Post.Title, want)
		}
	}
}

func TestAHeadingThatBecameTheTitleLeavesTheText(t *testing.T) {
	v, _ := variantOf(t, "a.md", "\n# Title\n\nText\n\n# Second\n")
	if want := "Text\n\n# Second\n"; v.Post.Body != want || v.Line != 4 {
		t.Errorf("body %q on line %d, want %q on 4", v.Post.Body, v.Line, want)
	}
	if v, _ = variantOf(t, "a.md", "Before\n\n# Title\n"); !strings.Contains(v.Post.Body, "# Title") {
		t.Errorf("body %q lost a heading that did not stand at its top", v.Post.Body)
	}
}

func TestTagsInEveryShape(t *testing.T) { // FACTS 32
	for header, want := range map[string][]string{
		"tags: [a, b, \"\", A]":              {"a", "b"},
		"tags: security":                     {"security"},
		"tags: a b c":                        {"a", "b", "c"},
		"tags: machine learning, go":         {"machine learning", "go"},
		"tags:":                              nil,
		"taxonomies:\n  tags: [a]":           {"a"},
		"taxonimies:\n  tags: [a]":           {"a"},
		"tags: [a]\ncategories: [b]":         {"a", "b"},
		"tags: [a]\nkeywords: [b]":           {"a"},
		"keywords: [b]":                      {"b"},
		"tags: [2019, true]":                 {"2019", "true"},
		"TAGS:\n- Über uns\n- über-uns\n- x": {"Über uns", "x"},
	} {
		v, _ := variantOf(t, "a.md", "---\ntitle: T\n"+header+"\n---\nText")
		if !slices.Equal(v.Tags, want) {
			t.Errorf("tags of %q are %q, want %q", header, v.Tags, want)
		}
	}
}

func TestDraftsInEverySpelling(t *testing.T) { // FACTS 26
	for _, test := range []struct {
		name, header string
		want         content.Status
	}{
		{"a.md", "", content.Published},
		{"a.md", "draft: false", content.Published},
		{"a.md", "draft: true", content.Draft},
		{"a.md", "draft: 1", content.Draft},
		{"a.md", "draft: yes", content.Draft},
		{"a.md", "draft: 0", content.Published},
		{"a.md", "published: false", content.Draft},
		{"a.md", "published: 2020-01-01", content.Published},
		{"a.md", "status: Completed", content.Published},
		{"a.md", "status: Draft", content.Draft},
		{"drafts/a.md", "", content.Draft},
		{"_drafts/a.md", "", content.Draft},
		{"_TEMPLATE.md", "", content.Draft},
		{"a.md", "expiryDate: 2020-01-01", content.Archived},
		{"a.md", "expiryDate: 2099-01-01", content.Published},
		{"a.md", "date: 2099-01-01", content.Scheduled},
		{"a.md", "publishDate: 2099-01-01", content.Scheduled},
	} {
		if v, _ := variantOf(t, test.name, "---\ntitle: T\n"+test.header+"\n---\nText"); v.Post.Status != test.want {
			t.Errorf("%s with %q is %s, want %s", test.name, test.header, v.Post.Status, test.want)
		}
	}
}

func TestDatesAndTheirFallbacks(t *testing.T) { // FACTS 19, 20
	for _, test := range []struct{ name, header, want, warning string }{
		{"a.md", "date: 2024-02-26", "2024-02-26", ""},
		{"2023-06-8-a.md", "", "2023-06-08", ""},
		{"2023-06-8-a.md", "date: 2024-02-26", "2024-02-26", ""},
		{"2023-06-8-a/index.md", "", "2023-06-08", ""},
		{"a.md", "", "2026-11-20", ""},
		{"2023-06-08-a.md", "date: 2017-17-10T19:30:00.617Z", "2023-06-08", "cannot be"},
		{"a.md", "date: soon", "2026-11-20", "not a date"},
	} {
		v, p := variantOf(t, test.name, "---\ntitle: T\n"+test.header+"\n---\nText")
		if got := v.Post.Date().Format(time.DateOnly); got != test.want {
			t.Errorf("%s with %q is of %s, want %s", test.name, test.header, got, test.want)
		}
		if !strings.Contains(reasons(p.Warnings), test.warning) || test.warning == "" && len(p.Warnings) > 0 {
			t.Errorf("%s with %q warns\n%s", test.name, test.header, reasons(p.Warnings))
		}
	}
}

func TestSlugs(t *testing.T) { // FACTS 21, 24
	for _, test := range []struct{ name, header, want string }{
		{"a/index.md", "", "a"},
		{"2023-06-8-Hello World.md", "", "hello-world"},
		{"a.md", "slug: Olá Mundo", "olá-mundo"},
		{"a.md", "slug: 42", "42"},
		{"a.md", "slug: /blog/x/", "x"},
		{"a.md", "slug: '???'", "a"},
		{"What's «new»?.md", "", "whats-new"},
		{"-\u00a0שלום.md", "", "שלום"},
		{"Polyglot-1.2.4.md", "", "polyglot-1-2-4"},
		{"!!!.md", "", "t"},
	} {
		if v, _ := variantOf(t, test.name, "---\ntitle: T\n"+test.header+"\n---\nText"); v.Post.Slug != test.want {
			t.Errorf("slug of %s with %q is %q, want %q", test.name, test.header, v.Post.Slug, test.want)
		}
	}
}

func TestKindsPeopleAndPlaces(t *testing.T) {
	for _, test := range []struct {
		name, header string
		want         content.Kind
	}{
		{"a.md", "", content.Article},
		{"pages/a.md", "", content.Page},
		{"projects/a/index.md", "", content.Project},
		{"pages/a.md", "kind: article", content.Article},
		{"a.md", "Kind: Project", content.Project},
		{"my-pages/a.md", "", content.Article},
	} {
		if v, _ := variantOf(t, test.name, "---\ntitle: T\n"+test.header+"\n---\nText"); v.Post.Kind != test.want {
			t.Errorf("%s with %q is a %s, want a %s", test.name, test.header, v.Post.Kind, test.want)
		}
	}
	v, _ := variantOf(t, "projects/a.md", `---
title: T
authors:
- name: Ana
  link: https://ana.test
- Bo
translator:
canonical_url: https://other.test/a
link: https://a.test
weight: 3
cSpell:ignore: word
---
Text`)
	p := v.Post
	if p.Author != "Ana, Bo" || p.Translator != "" || p.CanonicalURL != "https://other.test/a" || p.Link != "https://a.test" || v.Position != 3 {
		t.Errorf("post %+v at %d", p, v.Position)
	}
	if want := `{"authors":[{"name":"Ana","link":"https://ana.test"},"Bo"],"cSpell:ignore":"word"}`; p.Extra != want {
		t.Errorf("extra %s\nwant  %s", p.Extra, want)
	}
}

func TestOneSlugOfSeveralWorksIsToldApartInEveryLanguage(t *testing.T) { // FACTS 22
	files := map[string]string{}
	for _, year := range []string{"2017", "2018", "2019"} {
		for _, l := range []string{"de", "en"} {
			if l == "de" && year == "2017" {
				continue
			}
			files[l+"/"+year+"/"+year+"-03-01-cfp.md"] = "---\ntitle: CFP " + year + "\n---\n" + l + year
		}
	}
	p := planOf(t, folder(t, files), importer.Options{}, empty)
	var got []string
	for _, g := range p.Groups {
		for _, v := range g.Variants {
			got = append(got, v.Post.Locale.Path()+"/"+v.Post.Slug)
		}
	}
	want := []string{"en/cfp", "de/cfp-2018", "en/cfp-2018", "de/cfp-2019", "en/cfp-2019"}
	if !slices.Equal(got, want) {
		t.Errorf("slugs %q, want %q", got, want)
	}
}
