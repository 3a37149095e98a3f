package urls_test

import (
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/web/urls"
)

// words are the section words of the tests' site.
func words(l locale.Tag) map[site.Section]string {
	if l.Base() == "pt" {
		return map[site.Section]string{
			site.Articles: "artigos", site.Projects: "projetos", site.Tags: "etiquetas",
			site.Search: "busca", site.ContactForm: "contato", site.Archive: "arquivo",
		}
	}
	if l == "ja" {
		return map[site.Section]string{
			site.Articles: "記事", site.Projects: "作品", site.Tags: "タグ",
			site.Search: "検索", site.ContactForm: "連絡", site.Archive: "一覧",
		}
	}
	return map[site.Section]string{
		site.Articles: "articles", site.Projects: "projects", site.Tags: "tags",
		site.Search: "search", site.ContactForm: "contact", site.Archive: "archive",
	}
}

func builder(t testing.TB, tags ...locale.Tag) urls.Builder {
	t.Helper()
	var locales []site.Locale
	for i, tag := range tags {
		locales = append(locales, site.Locale{Tag: tag, Position: i, Enabled: true, Default: i == 0})
	}
	base, err := url.Parse("https://ex.test")
	if err != nil {
		t.Fatal(err)
	}
	return urls.New(site.New(1, locales, nil, nil, words), base)
}

func TestParseReadsWhatPathWrote(t *testing.T) {
	b := builder(t, "en-US", "pt-BR", "ja")
	for path, want := range map[string]urls.Address{
		"/pt-br/":                              {What: urls.Home, Locale: "pt-BR"},
		"/pt-br/artigos":                       {What: urls.List, Locale: "pt-BR", Section: site.Articles, Number: 1},
		"/pt-br/artigos/page/2":                {What: urls.List, Locale: "pt-BR", Section: site.Articles, Number: 2},
		"/pt-br/artigos/ola-mundo":             {What: urls.Work, Locale: "pt-BR", Kind: content.Article, Slug: "ola-mundo"},
		"/pt-br/projetos/x":                    {What: urls.Work, Locale: "pt-BR", Kind: content.Project, Slug: "x"},
		"/pt-br/sobre":                         {What: urls.Work, Locale: "pt-BR", Kind: content.Page, Slug: "sobre"},
		"/pt-br/etiquetas/go":                  {What: urls.Tag, Locale: "pt-BR", Slug: "go", Number: 1},
		"/pt-br/etiquetas/go/page/3":           {What: urls.Tag, Locale: "pt-BR", Slug: "go", Number: 3},
		"/pt-br/arquivo/2024":                  {What: urls.Year, Locale: "pt-BR", Year: 2024},
		"/pt-br/contato":                       {What: urls.ContactForm, Locale: "pt-BR"},
		"/pt-br/busca":                         {What: urls.Search, Locale: "pt-BR"},
		"/ja/%E6%A4%9C%E7%B4%A2":               {What: urls.Search, Locale: "ja"},
		"/pt-br/busca/opensearch.xml":          {What: urls.SearchDescription, Locale: "pt-BR"},
		"/pt-br/feed.xml":                      {What: urls.Feed, Locale: "pt-BR", Format: urls.Atom},
		"/pt-br/rss.xml":                       {What: urls.Feed, Locale: "pt-BR", Format: urls.RSS},
		"/pt-br/feed.json":                     {What: urls.Feed, Locale: "pt-BR", Format: urls.JSON},
		"/pt-br/etiquetas/go/feed.xml":         {What: urls.TagFeed, Locale: "pt-BR", Slug: "go"},
		"/ja/%E3%82%BF%E3%82%B0/go/feed.xml":   {What: urls.TagFeed, Locale: "ja", Slug: "go"},
		"/ja/%E8%A8%98%E4%BA%8B":               {What: urls.List, Locale: "ja", Section: site.Articles, Number: 1},
		"/en-us/articles/introdu%C3%A7%C3%A3o": {What: urls.Work, Locale: "en-US", Kind: content.Article, Slug: "introdução"},
	} {
		got := b.Parse(path)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Parse(%s) (-want +got):\n%s", path, diff)
		}
		if back := b.Path(got); back != path {
			t.Errorf("Path(Parse(%s)) = %s", path, back)
		}
	}
}

// Rules 18 to 23 and 30: another spelling has one true path.
func TestEverySpellingHasOneTruePath(t *testing.T) {
	b := builder(t, "en-US", "pt-BR")
	for sent, want := range map[string]string{
		"/pt-br":                                "/pt-br/",
		"/PT-BR/artigos":                        "/pt-br/artigos",
		"/pt_br/Artigos/":                       "/pt-br/artigos",
		"/PT-BR/artigos/Ola-Mundo/":             "/pt-br/artigos/ola-mundo",
		"/pt/artigos/ola":                       "/pt-br/artigos/ola",
		"/en-us/artigos/hello":                  "/en-us/articles/hello",
		"/busca":                                "/pt-br/busca",
		"/PT-BR/Busca/OpenSearch.xml":           "/pt-br/busca/opensearch.xml",
		"/artigos":                              "/pt-br/artigos",
		"/articles/x":                           "/en-us/articles/x",
		"/pt-br/artigos/page/1":                 "/pt-br/artigos",
		"/pt-br//artigos":                       "/pt-br/artigos",
		"/PT-BR/Feed.xml":                       "/pt-br/feed.xml",
		"/pt/rss.xml/":                          "/pt-br/rss.xml",
		"/en-us/etiquetas/Go/FEED.xml":          "/en-us/tags/go/feed.xml",
		"/etiquetas/go/feed.xml":                "/pt-br/etiquetas/go/feed.xml",
		"/pt-br/artigos/introduc%CC%A7a%CC%83o": "/pt-br/artigos/introdu%C3%A7%C3%A3o",
	} {
		got := b.Parse(sent)
		if path := b.Path(got); path != want {
			t.Errorf("the true path of %s is %s, want %s (%+v)", sent, path, want, got)
		}
		if urls.Same(sent, want) {
			t.Errorf("%s passes for %s", sent, want)
		}
	}
	if !urls.Same("/pt-br/artigos/introdu%c3%a7%c3%a3o", "/pt-br/artigos/introdu%C3%A7%C3%A3o") {
		t.Error("lower-case percent-encoding is taken for another address")
	}
}

func TestPathsThatMeanNothing(t *testing.T) {
	b := builder(t, "en-US", "pt-BR")
	for _, path := range []string{
		"/xx/articles/a", "/en-us/pt-br/artigos", "/en-us/articles/a%2Fb", "/en-us/articles/a/b/c", "/en-us/articles/page/0",
		"/en-us/archive/0", "/en-us/archive/x", "/en-us/a%00b", "/..%2f", "/en-us/a%5Cb", "/en-us/%ff", "no-slash", "/en-us/search/x", "/en-us/search/page/2", "/feed.xml",
		"/en-us/feed.xml/2", "/en-us/tags/go/rss.xml", "/en-us/articles/feed.xml/x",
	} {
		if got := b.Parse(path); got.What != urls.Unknown && got.What != urls.Work || got.What == urls.Work && got.Kind != content.Page {
			t.Errorf("Parse(%s) = %+v, want no address", path, got)
		}
	}
}

// Rule 22a: a page of this locale wins over another locale's section word.
func TestForeignSectionWordMayBeAPage(t *testing.T) {
	b := builder(t, "en-US", "pt-BR")
	got := b.Parse("/pt-br/articles")
	if got.What != urls.Work || got.Kind != content.Page || got.Foreign == nil {
		t.Fatalf("Parse(/pt-br/articles) = %+v, want a page, or else the foreign section", got)
	}
	if path := b.Path(*got.Foreign); path != "/pt-br/artigos" {
		t.Errorf("the foreign section leads to %s, want /pt-br/artigos", path)
	}
}

// Rules 38 to 41 and 68.
func TestAlternatesHoldEveryVariantAndBareLanguage(t *testing.T) {
	b := builder(t, "en-US", "pt-BR", "pt-PT", "ja")
	variants := []urls.Variant{{"en-US", "/en-us/articles/a"}, {"pt-BR", "/pt-br/artigos/a"}, {"pt-PT", "/pt-pt/artigos/a"}, {"ja", "/ja/x"}}
	got := map[string]string{}
	for _, a := range b.Alternates(variants, "pt-BR") {
		got[a.Hreflang] = a.Href
	}
	want := map[string]string{
		"en-US": "https://ex.test/en-us/articles/a", "en": "https://ex.test/en-us/articles/a",
		"pt-BR": "https://ex.test/pt-br/artigos/a", "pt": "https://ex.test/pt-br/artigos/a",
		"pt-PT": "https://ex.test/pt-pt/artigos/a", "ja": "https://ex.test/ja/x",
		"x-default": "https://ex.test/en-us/articles/a",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("alternates (-want +got):\n%s", diff)
	}
	if set := b.Alternates(variants[:1], "en-US"); set != nil {
		t.Errorf("a single variant has alternates: %v", set)
	}
	for _, a := range b.Alternates(variants[1:], "pt-PT") {
		if a.Hreflang == "x-default" && a.Href != "https://ex.test/pt-pt/artigos/a" {
			t.Errorf("without the default locale x-default is %s, want the source's", a.Href)
		}
	}
}

// Rule 39: whichever member asks, the set is the same.
func TestAlternatesDoNotDependOnWhoAsks(t *testing.T) {
	all := []locale.Tag{"en-US", "en", "pt-BR", "pt-PT", "ja", "ar", "de"}
	rapid.Check(t, func(t *rapid.T) {
		enabled := rapid.Permutation(all).Draw(t, "locales")
		enabled = enabled[:rapid.IntRange(2, len(all)).Draw(t, "n")]
		var locales []site.Locale
		for i, tag := range enabled {
			locales = append(locales, site.Locale{Tag: tag, Position: i, Enabled: true, Default: i == 0})
		}
		b := urls.New(site.New(1, locales, nil, nil, words), &url.URL{Scheme: "https", Host: "ex.test"})
		var posts []content.Summary
		for _, tag := range rapid.Permutation(enabled).Draw(t, "posts") {
			posts = append(posts, content.Summary{Kind: content.Article, Locale: tag, Slug: "a", Status: content.Published})
		}
		variants := b.PostVariants(posts)
		set := b.Alternates(variants, variants[0].Locale)
		seen := map[string]bool{}
		for _, a := range set {
			if seen[a.Hreflang] {
				t.Fatalf("%s stands twice in %v", a.Hreflang, set)
			}
			seen[a.Hreflang] = true
		}
		for _, v := range variants {
			if !seen[string(v.Locale)] {
				t.Fatalf("%s is missing from %v", v.Locale, set)
			}
		}
		if !seen["x-default"] {
			t.Fatalf("x-default is missing from %v", set)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"/pt-br/artigos/x", "/PT_br//Artigos/%C3%A7/", "/pt", "//evil", "/en-us/%2e%2e/x", "/en-us/articles/page/99999999999",
		"/en-us/Feed.xml", "/pt/etiquetas/Go/FEED.XML/"} {
		f.Add(seed)
	}
	b := builder(f, "en-US", "pt-BR", "ja")
	f.Fuzz(func(t *testing.T, path string) {
		a := b.Parse(path)
		if a.What == urls.Unknown {
			return
		}
		once := b.Path(a)
		again := b.Parse(once)
		if twice := b.Path(again); twice != once {
			t.Errorf("%q leads to %s, and that to %s", path, once, twice)
		}
		if len(once) > 1 && once[1] == '/' {
			t.Errorf("%q leads to another host: %s", path, once)
		}
	})
}
