package importer_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/links"
	"verso/internal/web/urls"
)

func TestFourLayoutsCoverRealFolders(t *testing.T) { // FACTS 1
	for name, files := range map[string][]string{
		"a folder":   {"content/en/news/a.md", "content/fr/news/a.md"},
		"a suffix":   {"content/news/a.md", "content/news/a.fr.md"},
		"a bundle":   {"content/news/a/index.md", "content/news/a/index.fr.md"},
		"docusaurus": {"blog/a.md", "i18n/fr/docusaurus-plugin-content-blog/a.md"},
	} {
		p := planOf(t, folder(t, named(files...)), importer.Options{Default: "en"}, empty)
		if len(p.Groups) != 1 || len(p.Groups[0].Variants) != 2 || p.Groups[0].Variants[1].Post.Locale != "fr" {
			t.Errorf("%s: %+v, want one group in en and fr", name, p.Groups)
		}
	}
}

func TestTheSourceLocaleIsNotAlwaysEnglish(t *testing.T) { // FACTS 2
	p := planOf(t, folder(t, map[string]string{"a.md": "한국어로 쓴 글입니다.", "a.en.md": englishText, "b.md": "또 하나의 글입니다."}),
		importer.Options{Default: "ko"}, empty)
	if p.Default != "ko" || p.Posts()["ko"] != 2 || p.Groups[0].Variants[p.Groups[0].Source].Post.Locale != "ko" {
		t.Errorf("default %s, posts %v, groups %+v; want Korean as the source", p.Default, p.Posts(), p.Groups)
	}
}

func TestKeysAreReadWithoutRegardToCase(t *testing.T) { // FACTS 5
	v, _ := variantOf(t, "a.md", "---\nTITLE: One\nSlug: two\nDATE: 2020-01-02\nTags: [a]\nAUTHOR: Ana\nDescription: D\nDraft: true\nCanonicalURL: https://x.test/\n---\nText")
	p := v.Post
	if p.Title != "One" || p.Slug != "two" || !v.Dated || len(v.Tags) != 1 || p.Author != "Ana" || p.Excerpt != "D" || p.Status != content.Draft ||
		p.CanonicalURL != "https://x.test/" || p.Extra != "" {
		t.Errorf("post %+v with tags %q", p, v.Tags)
	}
	got, _ := groupsOf(t, importer.Options{}, map[string]string{
		"en/a.md": "---\nTitle: A\nTranslationKey: k\n---\nText", "fr/b.md": "---\ntitle: B\ntranslationkey: k\n---\nTexte", "en/c.md": "C", "fr/c.md": "C",
	})
	if !slices.Contains(got, "translationKey:k: en fr") {
		t.Errorf("groups %q, want a and b linked", got)
	}
}

func TestTheFolderWinsOverLang(t *testing.T) { // FACTS 6
	got, p := groupsOf(t, importer.Options{}, with(named("en/a.md", "he/b.md", "en/b.md"), "he/a.md", "---\nlang: en\ntitle: T\n---\nText"))
	if !slices.Equal(got, []string{"a: en he", "b: en he"}) || len(p.Warnings) == 0 || p.Warnings[0].Line != 2 {
		t.Errorf("groups %q, warnings %+v; want the folder followed and line 2 named", got, p.Warnings)
	}
}

func TestFilesOfOneFolderAreLinkedByTheKeysJekyllSitesUse(t *testing.T) { // FACTS 6
	file := func(lang, key string) string {
		return "---\ntitle: T\nlang: " + lang + "\n" + key + "\n---\nText " + lang
	}
	got, _ := groupsOf(t, importer.Options{}, map[string]string{
		"a.md": file("en", "ref: one"), "b.md": file("fa", "ref: one"),
		"c.md": file("en", "lang-ref: two"), "d.md": file("fa", "lang-ref: two"),
		"e.md": file("en", "ref: cited"), "f.md": file("en", "ref: cited"), // means something else here
		"g.md": file("en", "page_id: 7"),
	})
	want := []string{"e: en", "f: en", "g: en", "translationKey:one: en fa", "translationKey:two: en fa"}
	if !slices.Equal(got, want) {
		t.Errorf("groups %q, want %q", got, want)
	}
}

func TestSpellingsOfALocaleAreOneLocaleAndOldAddressesKeepThem(t *testing.T) { // FACTS 9
	db := storetest.SQLite(t)
	files := named("content/en/a.md", "content/zh_cn/a.md", "content/pt-BR/a.md", "content/no/a.md", "content/zh-hant/a.md", "content/cn/b.md", "content/en/b.md")
	imported(t, db, folder(t, files), importer.Options{Map: map[string]locale.Tag{"cn": "zh-CN"}})
	s, err := db.Site(t.Context(), english)
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Set.Tags(); !slices.Equal(got, []locale.Tag{"en", "no", "pt-BR", "zh-CN", "zh-Hant"}) {
		t.Errorf("locales %v", got)
	}
	resolver := links.New(db, urls.New(s, &url.URL{Scheme: "http", Host: "localhost"}))
	for old, want := range map[string]string{"/zh_cn/a": "/zh-cn/articles/a", "/pt-BR/a/": "/pt-br/articles/a", "/no/a.html": "/no/articles/a"} {
		l := locale.Tag(strings.Split(want, "/")[1])
		if tag, err := locale.Parse(string(l)); err == nil {
			l = tag
		}
		if to, ok, err := resolver.Old(t.Context(), l, old); to != want || !ok || err != nil {
			t.Errorf("%s leads to %q (%t, %v), want %q", old, to, ok, err, want)
		}
	}
	redirects, err := db.Redirects(t.Context())
	if err != nil || len(redirects) != 1 || redirects[0].From != "/cn/b" || redirects[0].To != "/zh-cn/articles/b" {
		t.Errorf("redirects %+v (%v), want one for the name that no tag tells", redirects, err)
	}
}

func TestOfTwoFilesForOneLocaleTheReportSaysWhichWasKept(t *testing.T) { // FACTS 11
	_, p := groupsOf(t, importer.Options{}, named("blog/a.md", "blog/a.markdown", "blog/a.fr.md"))
	if w := reasons(p.Skipped); w != "blog/a.md: is a second en-US text of one work; blog/a.markdown was kept\n" {
		t.Errorf("skipped:\n%s", w)
	}
}

func TestWorksWithoutASourceAreWhole(t *testing.T) { // FACTS 12
	db := storetest.SQLite(t)
	r := imported(t, db, folder(t, named("en/a.md", "fr/a.md", "fr/b.md", "fr/c.md", "de/c.md")), importer.Options{Default: "en"})
	if r.Created != 5 || r.Groups != 3 || r.Missing["en"] != 2 || r.Missing["de"] != 2 || r.Missing["fr"] != 0 {
		t.Errorf("report %+v", r)
	}
	if p := postAt(t, db, "fr", content.Article, "b"); p.Status != content.Published {
		t.Errorf("a post without a source is %s", p.Status)
	}
}

func TestStubsAreNoTranslations(t *testing.T) { // FACTS 13
	db := storetest.SQLite(t)
	r := imported(t, db, folder(t, map[string]string{
		"en/faq.md": "---\ntitle: FAQ\nslug: faq\n---\n" + englishText, "fa/faq.md": "---\nslug: faq\nuntranslated: 1\n---\n",
	}), importer.Options{Layout: importer.FolderLayout})
	if r.Created != 1 || r.Untranslated != 1 || r.Posts["fa"] != 1 {
		t.Errorf("report %+v, want the stub held back", r)
	}
	if n, err := db.Variants(t.Context(), postAt(t, db, "en", content.Article, "faq").GroupID); err != nil || len(n) != 1 {
		t.Errorf("%d variants (%v), want the one that has a text", len(n), err)
	}
}

func TestMarksOfMachinesAndTranslatorsAreKept(t *testing.T) { // FACTS 15
	v, _ := variantOf(t, "a.md", `---
title: T
translated: true
API_Translate: {engine: x, at: 2020-01-01}
default_lang_commit: 0f926051661d
drifted_from_default: file not found
translators:
- [Rui, "https://rui.test"]
- ["Lin"]
---
Text`)
	if v.Post.Translator != "Rui, Lin" {
		t.Errorf("translator %q", v.Post.Translator)
	}
	want := `{"translated":true,"API_Translate":{"engine":"x","at":"2020-01-01"},"default_lang_commit":"0f926051661d",` +
		`"drifted_from_default":"file not found","translators":[["Rui","https://rui.test"],["Lin"]]}`
	if v.Post.Extra != want {
		t.Errorf("extra %s\nwant  %s", v.Post.Extra, want)
	}
	if v, _ = variantOf(t, "a.md", "---\ntitle: T\ntranslator: null\n---\nText"); v.Post.Translator != "" || v.Post.Extra != "" {
		t.Errorf("translator %q, extra %s; null names nobody", v.Post.Translator, v.Post.Extra)
	}
}

func TestEachVariantHasItsOwnDateAndTags(t *testing.T) { // FACTS 16
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		imported(t, db, folder(t, map[string]string{
			"en/a.md": "---\ntitle: A\ndate: 2020-01-02\ntags: [Security]\n---\nText",
			"fr/a.md": "---\ntitle: A\ndate: 2021-03-04\ntags: [Sécurité, Web]\n---\nTexte",
		}), importer.Options{})
		for l, want := range map[locale.Tag]string{"en": "2020-01-02 Security", "fr": "2021-03-04 Sécurité Web"} {
			p := postAt(t, db, l, content.Article, "a")
			tags, err := db.TagsOf(t.Context(), p.ID)
			got := p.Date().Format("2006-01-02")
			for _, tag := range tags {
				got += " " + tag.Name
			}
			if got != want || err != nil {
				t.Errorf("%s is %q (%v), want %q", l, got, err, want)
			}
		}
	})
}

func TestLocalisedSlugsStayLinked(t *testing.T) { // FACTS 23
	db := storetest.SQLite(t)
	imported(t, db, folder(t, map[string]string{
		"en/a.md": "---\ntitle: A\nslug: privacy\n---\nText", "fr/a.md": "---\ntitle: A\nslug: confidentialité\n---\nTexte",
		"en/hello.md": "---\ntitle: B\ntranslationKey: k\n---\nText", "fr/bonjour.md": "---\ntitle: B\ntranslationKey: k\n---\nTexte",
	}), importer.Options{})
	for en, fr := range map[string]string{"privacy": "confidentialité", "hello": "bonjour"} {
		if a, b := postAt(t, db, "en", content.Article, en), postAt(t, db, "fr", content.Article, fr); a.GroupID != b.GroupID {
			t.Errorf("%s and %s are in groups %d and %d", en, fr, a.GroupID, b.GroupID)
		}
	}
}

func TestALargeFolderIsReadInOneGo(t *testing.T) { // FACTS, scale
	files := map[string]string{}
	for n := range 1500 {
		files[fmt.Sprintf("en/p%d.md", n)] = fmt.Sprintf("---\ntitle: P\n---\nText %d", n)
		if n%3 == 0 {
			files[fmt.Sprintf("fr/p%d.md", n)] = fmt.Sprintf("---\ntitle: P\n---\nTexte %d", n)
		}
	}
	p := planOf(t, folder(t, files), importer.Options{}, empty)
	if len(p.Groups) != 1500 || p.Posts()["fr"] != 500 {
		t.Errorf("%d groups, posts %v", len(p.Groups), p.Posts())
	}
}
