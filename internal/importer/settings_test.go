package importer_test

import (
	"slices"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/store/storetest"
)

func TestTheSettingsOfTheOldSiteSayWhereItsLanguagesAre(t *testing.T) {
	both := func(files map[string]string, settings ...string) map[string]string {
		for i := 0; i < len(settings); i += 2 {
			files[settings[i]] = settings[i+1]
		}
		return files
	}
	for name, test := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"hugo, a folder per language": {
			both(named("content/english/blog/a.md", "content/french/blog/a.md", "content/french/blog/b.md"),
				"hugo.toml", "defaultContentLanguage = 'en'\n[languages.en]\ncontentDir = 'content/english'\n[languages.fr]\ncontentDir = 'content/french'\n"),
			[]string{"blog/a: en fr", "blog/b: fr"},
		},
		"hugo, folders beside content": {
			both(named("site/content/a.md", "site/content.pt/a.md"),
				"site/config.yaml", "defaultContentLanguage: en\nlanguages:\n  en:\n    weight: 1\n  pt:\n    contentDir: content.pt\n    languageCode: pt-BR\n"),
			[]string{"a: en pt"},
		},
		"hugo, a split configuration": {
			both(named("content/en/a.md", "content/jp/a.md"),
				"config/_default/hugo.toml", "defaultContentLanguage = 'en'\n",
				"config/_default/languages.toml", "[en]\ncontentDir = 'content/en'\n[jp]\nlanguageCode = 'ja-JP'\ncontentDir = 'content/jp'\n"),
			[]string{"a: en ja-jp"},
		},
		"hugo, json": {
			both(named("texts/one/a.md", "texts/two/a.md"),
				"hugo.json", `{"languages": {"de": {"contentDir": "texts/one"}, "fr": {"contentDir": "texts/two"}}}`),
			[]string{"a: de fr"},
		},
		"hugo, a language with one text of its own": {
			both(named("content/is/only.md", "content/en/a.md"), "hugo.toml", "[languages.en]\n[languages.is]\n"),
			[]string{"a: en", "only: is"},
		},
		"hugo, a suffix that only the settings explain": {
			both(named("content/a.md", "content/a.jp.md", "content/b.jp.md"),
				"config.toml", "defaultContentLanguage = 'en'\n[languages.en]\n[languages.jp]\nlanguageCode = 'ja'\n"),
			[]string{"a: en ja", "b: ja"},
		},
		"zola": {
			both(named("content/blog/a.md", "content/blog/b.fr.md"), "config.toml", "default_language = 'de'\n[languages.fr]\n"),
			[]string{"blog/a: de", "blog/b: fr"},
		},
		"jekyll polyglot": {
			both(named("_posts/2020-01-01-a.md", "_posts/sv/2020-01-02-b.md"), "_config.yml", "languages: [en, sv]\ndefault_lang: en\n"),
			[]string{"2020-01-01-a: en", "2020-01-02-b: sv"},
		},
		"docusaurus": {
			both(named("blog/2021-02-03-a.md", "blog/2021-02-04-b/index.mdx", "docs/c.md", "versioned_docs/version-1/c.md", "src/pages/d.md",
				"i18n/fr/docusaurus-plugin-content-blog/2021-02-03-a.md", "i18n/fr/docusaurus-plugin-content-blog/2021-02-04-b/index.md",
				"i18n/fr/docusaurus-plugin-content-docs/current/c.md", "i18n/fr/docusaurus-plugin-content-docs/version-1/c.md",
				"i18n/fr/docusaurus-plugin-content-pages/d.md", "i18n/zh-Hans/docusaurus-plugin-content-blog-news/e.md", "news/e.md"),
				"docusaurus.config.js", "module.exports = { i18n: { defaultLocale: 'en', locales: ['en', 'fr', 'zh-Hans'] } }\n"),
			[]string{
				"blog/2021-02-03-a: en fr", "blog/2021-02-04-b: en fr", "docs/c: en fr", "news/e: en zh-hans", "src/pages/d: en fr",
				"versioned_docs/version-1/c: en fr",
			},
		},
		"settings of a theme are not the site's": {
			both(named("content/a.md", "content/b.md"), "themes/x/exampleSite/hugo.toml", "defaultContentLanguage = 'ja'\n"),
			[]string{"a: en-us", "b: en-us"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, p := groupsOf(t, importer.Options{}, test.files)
			if !slices.Equal(got, test.want) {
				t.Errorf("groups\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			if len(p.Warnings)+len(p.Skipped) > 0 {
				t.Errorf("reported:\n%s", reasons(append(p.Warnings, p.Skipped...)))
			}
		})
	}
}

func TestSettingsThatCannotBeReadAreReported(t *testing.T) {
	files := named("content/en/a.md", "content/fr/a.md")
	files["hugo.toml"] = "title = \n"
	got, p := groupsOf(t, importer.Options{}, files)
	if !slices.Equal(got, []string{"a: en fr"}) || !strings.Contains(reasons(p.Warnings), "hugo.toml: the languages it names were not used: line 1") {
		t.Errorf("groups %q; reported:\n%s", got, reasons(p.Warnings))
	}
}

func TestTheDefaultOfTheOldSiteIsTheDefaultOfAnEmptyOne(t *testing.T) {
	files := named("content/a.md", "content/a.de.md", "content/b.de.md")
	files["hugo.toml"] = "defaultContentLanguage = 'fr'\n"
	db := storetest.SQLite(t)
	imported(t, db, folder(t, files), importer.Options{})
	locales, err := db.Locales(t.Context())
	if err != nil || len(locales) != 2 || locales[0].Tag != "fr" || !locales[0].Default {
		t.Errorf("locales %+v (%v), want fr first", locales, err)
	}
}

func TestNamesThatEndInALocale(t *testing.T) { // FACTS 7
	german := "Dies ist ein Text, der nicht auf Englisch ist, sondern auf Deutsch, wie man an den Wörtern sieht.\n"
	for name, test := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"in the folder of the locale": {
			named("_posts/en/2021-04-28-newsletter.md", "_posts/ja/2021-04-28-newsletter-ja.md", "_posts/en/x.md", "_posts/ja/x.md"),
			[]string{"2021-04-28-newsletter: en ja", "x: en ja"},
		},
		"with lang": {
			map[string]string{"a.md": "---\nlang: en\n---\nText", "a_pt-br.md": "---\nlang: pt-BR\n---\nTexto", "b-de.md": "---\nlang: en\n---\nText"},
			[]string{"a: en pt-br", "b-de: en"},
		},
		"by the language of the text": {
			map[string]string{"a.md": "---\ntitle: A\n---\nText", "a-de.md": "---\ntitle: A\n---\n" + german, "go.md": "Text", "go-to.md": "Text", "make.md": "Text", "make-it.md": "# Make it\n" + german},
			[]string{"a: de en-us", "go: en-us", "go-to: en-us", "make: en-us", "make-it: en-us"},
		},
		"alone": {
			map[string]string{"a-de.md": "---\ntitle: A\n---\n" + german},
			[]string{"a-de: en-us"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, _ := groupsOf(t, importer.Options{}, test.files)
			if !slices.Equal(got, test.want) {
				t.Errorf("groups\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
	db := storetest.SQLite(t)
	imported(t, db, folder(t, named("_posts/en/2021-04-28-newsletter.md", "_posts/ja/2021-04-28-newsletter-ja.md")),
		importer.Options{Layout: importer.FolderLayout, Map: map[string]locale.Tag{}})
	postAt(t, db, "ja", content.Article, "newsletter") // the slug loses the ending too
}

func TestNearMissesAreOfferedAndNotLinked(t *testing.T) { // FACTS 8
	for name, test := range map[string]struct {
		files  []string
		groups int
		want   string
	}{
		"a date without zeros": {
			[]string{"2023-06-8-x-1.6.md", "zh/2023-06-08-x-1.6.md", "fr/2023-06-08-x-1.6.md"}, 2,
			`2023-06-8-x-1.6.md: may be the same work as fr/2023-06-08-x-1.6.md, zh/2023-06-08-x-1.6.md: only the way the name is written differs. ` +
				`They were not linked; to link them, name the files alike, or write "translationKey: x-1-6" in each`,
		},
		"capitals and signs":              {[]string{"en/Hello_World.md", "fr/hello-world.md"}, 2, "en/Hello_World.md: may be the same work as fr/hello-world.md"},
		"some days later":                 {[]string{"en/2020-03-01-x.md", "fr/2020-03-05-x.md"}, 2, "may be the same work"},
		"another year":                    {[]string{"en/2020-03-01-x.md", "fr/2021-03-01-x.md"}, 2, ""},
		"a locale that has both":          {[]string{"en/2020-03-01-x.md", "en/2020-03-02-x.md", "fr/2020-03-02-x.md"}, 2, ""},
		"one has no date":                 {[]string{"en/x.md", "fr/2020-03-02-x.md"}, 2, ""},
		"another folder is another place": {[]string{"en/a/x_y.md", "fr/b/x-y.md"}, 2, ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := planOf(t, folder(t, named(append(test.files, "same.md", "en/same.md", "fr/same.md", "zh/same.md")...)), importer.Options{Default: "de"}, empty)
			offered := reasons(slices.DeleteFunc(p.Warnings, func(p importer.Problem) bool { return !strings.Contains(p.Reason, "may be the same") }))
			if !strings.Contains(offered, test.want) || test.want == "" && offered != "" {
				t.Errorf("offered:\n%s\nwant %q", offered, test.want)
			}
			if len(p.Groups) != test.groups+1 {
				t.Errorf("%d groups, want %d: near misses are not linked", len(p.Groups), test.groups+1)
			}
		})
	}
}
