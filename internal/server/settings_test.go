package server_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/publishing"
	"verso/internal/server"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/locales"
	"verso/migrations"
)

// An instance is one of several programs that serve one database.
type instance struct {
	*server.Server
	db *store.DB
}

// instances runs two programs over one database of each kind.
func instances(t *testing.T, test func(t *testing.T, here, there instance)) {
	t.Helper()
	addresses := map[string]func() string{
		"sqlite": func() string { return "sqlite:" + filepath.Join(t.TempDir(), "verso.db") },
	}
	if os.Getenv("VERSO_TEST_POSTGRES") != "" {
		addresses["postgres"] = func() string { return storetest.PostgresURL(t) }
	}
	for name, address := range addresses {
		t.Run(name, func(t *testing.T) {
			address := address()
			here := open(t, address)
			contract(t, here)
			test(t, run(t, here), run(t, open(t, address)))
		})
	}
}

func open(t *testing.T, address string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(t.Context(), migrations.FS); err != nil {
		t.Fatal(err)
	}
	return db
}

func run(t *testing.T, db *store.DB) instance {
	t.Helper()
	s := cached(t, db)
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); s.Run(ctx) }()
	t.Cleanup(func() { stop(); <-done })
	return instance{s, db}
}

// says reports whether a page has every word, and none of those after "no ".
func (i instance) says(path string, words []string) (missing string) {
	w := get(i, path)
	text := w.Body.String() + w.Header().Get("Location")
	for _, word := range words {
		word, absent := strings.CutPrefix(word, "no ")
		if strings.Contains(text, word) == absent {
			return word
		}
	}
	return ""
}

// desk is what the admin of an instance saves with.
func (i instance) desk(t *testing.T) *publishing.Service {
	t.Helper()
	catalog, err := message.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	return publishing.New(i.db, clock, catalog.Sections, slog.New(slog.DiscardHandler))
}

// A saying is something the owner says of the site, and the page that shows
// it.
type saying struct {
	what string
	save func(s *publishing.Service) error
	path string
	says []string
}

func sayings(ctx context.Context) []saying {
	by := account.Operator()
	set := func(name site.Setting, l locale.Tag, value string) func(*publishing.Service) error {
		return func(s *publishing.Service) error { return s.SetSetting(ctx, by, name, l, value) }
	}
	return []saying{
		{"a name", set(site.Name, pt, "Caderno & Cia"), "/pt-br/", []string{"Caderno &amp; Cia", "no The Site"}},
		{"a name for one language alone", set(site.Name, pt, "Caderno"), "/en-us/", []string{"The Site", "no Caderno"}},
		{"a tagline", set(site.Tagline, pt, "Textos curtos"), "/pt-br/artigos", []string{"Textos curtos"}},
		{"first words", set(site.Hero, pt, "Ana escreve aqui."), "/pt-br/", []string{"Ana escreve aqui."}},
		{"links", set(site.Links, "", "Mastodon https://example.social/@ana\nUm texto /en-us/articles/hello-world"), "/pt-br/",
			[]string{`href="https://example.social/@ana" rel="me">Mastodon<`, `href="/pt-br/artigos/ola-mundo" rel="me">Um texto<`}},
		{"links of a language", set(site.Links, en, "Write mailto:ana@ex.test"), "/en-us/", []string{`href="mailto:ana@ex.test"`, "no Mastodon"}},
		{"an author", set(site.Author, pt, "Ana Souza"), "/pt-br/artigos/introduction", []string{"Ana Souza"}},
		{"how many articles a page has", set(site.PerPage, "", "2"), "/en-us/articles", []string{"/en-us/articles/page/2"}},
		{"an accent", set(site.Accent, "", "#804000"), "/pt-br/", []string{`href="/custom/`}},
		{"originals for one language", set(site.MissingPolicy, pt, "original"), "/pt-br/artigos/only-en", []string{`<div class="prose" lang="en-US"`}},
		{"a page that says so for it again", set(site.MissingPolicy, pt, ""), "/pt-br/artigos/only-en", []string{`no <div class="prose"`}},
		{"the word of a section", set("word.articles", pt, "textos"), "/pt-br/textos/ola-mundo", []string{"Olá, mundo"}},
		{"its old word", set("word.tags", pt, "assuntos"), "/pt-br/artigos/ola-mundo", []string{"/pt-br/textos/ola-mundo"}},
		{"a language", func(s *publishing.Service) error { return s.AddLocale(ctx, by, "zh-Hant-HK") }, "/en-us/",
			[]string{`href="/zh-hant-hk/" hreflang="zh-Hant-HK" lang="zh-Hant-HK"`}},
		{"its home", set(site.Name, "zh-Hant-HK", "筆記"), "/zh-hant-hk/", []string{`<html lang="zh-Hant-HK" dir="ltr">`, "筆記"}},
		{"its sections", set("word.articles", "zh-Hant-HK", "文章"), "/zh-hant-hk/%E6%96%87%E7%AB%A0", []string{"<html"}},
		{"a language without territory", func(s *publishing.Service) error { return s.AddLocale(ctx, by, "ckb") }, "/ckb/",
			[]string{`<html lang="ckb" dir="rtl">`}},
		{"the order", func(s *publishing.Service) error { return s.OrderLocales(ctx, by, []locale.Tag{pt, en}) }, "/sitemap.xml", []string{"pt-br.xml"}},
		{"the default", func(s *publishing.Service) error { return s.DefaultLocale(ctx, by, pt) }, "/robots.txt", []string{"Sitemap:"}},
		{"where a reader of no language goes", set(site.Tagline, en, "Short texts"), "/", []string{"/pt-br/"}},
		{"no language any more", func(s *publishing.Service) error { return s.DisableLocale(ctx, by, "zh-Hant-HK") }, "/en-us/", []string{"no zh-hant-hk"}},
	}
}

// Issue C, 12: what the owner says of the site is seen at once, and on every
// instance.
func TestWhatTheOwnerSaysOfTheSiteIsSeenOnEveryInstance(t *testing.T) {
	instances(t, func(t *testing.T, here, there instance) {
		desk := here.desk(t)
		for _, said := range sayings(t.Context()) {
			for _, i := range []instance{here, there} { // so that there is a page to get old
				get(i, said.path)
			}
			if err := said.save(desk); err != nil {
				t.Fatalf("%s: %v", said.what, err)
			}
			if missing := here.says(said.path, said.says); missing != "" {
				t.Errorf("%s: %s here: %q is not as said", said.what, said.path, missing)
				continue
			}
			for until := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
				missing := there.says(said.path, said.says)
				if missing == "" {
					break
				}
				if time.Now().After(until) {
					t.Fatalf("%s: %s on the other instance: %q is not as said", said.what, said.path, missing)
				}
			}
		}
	})
}

// Rule 40: works are led to in the default language, whichever it is now.
func TestTheDefaultLanguageIsTheFallback(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		here := instance{cached(t, db), db}
		const head = `hreflang="x-default" href="https://ex.test`
		if missing := here.says("/en-us/articles/hello-world", []string{head + "/en-us/articles/hello-world"}); missing != "" {
			t.Fatalf("no %s", missing)
		}
		if err := here.desk(t).DefaultLocale(t.Context(), account.Operator(), pt); err != nil {
			t.Fatal(err)
		}
		if missing := here.says("/en-us/articles/hello-world", []string{head + "/pt-br/artigos/ola-mundo"}); missing != "" {
			t.Errorf("no %s", missing)
		}
	})
}

// A person who chose no time zone lives by the site's; one who did, by theirs.
func TestTheSitesTimeZoneIsForPeopleWithoutOne(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		site := instance{cached(t, db), db}
		if err := site.desk(t).SetSetting(t.Context(), account.Operator(), "time-zone", "", "Asia/Tokyo"); err != nil {
			t.Fatal(err)
		}
		p := storetest.Work(t, db, content.Post{Locale: en, Slug: "later", Status: content.Draft})[0]
		for _, c := range []struct{ own, zone, want string }{
			{"", "Asia/Tokyo", "2027-03-01T08:00:00+09:00"}, {"America/Sao_Paulo", "America/Sao_Paulo", "2027-03-01T08:00:00-03:00"},
		} {
			_, cookie := signedIn(t, db, account.User{Name: strings.ReplaceAll(c.zone, "/", "."), Role: account.Admin, TimeZone: c.own})
			editor := ask(site, fmt.Sprintf("/en-us/admin/posts/%d", p.ID), cookie, nil)
			if !strings.Contains(editor.Body.String(), c.zone) {
				t.Errorf("of %q the editor does not say that times are in %s (%d)", c.own, c.zone, editor.Code)
			}
			shown := ask(site, fmt.Sprintf("/en-us/preview/%d", p.ID), cookie, map[string][]string{
				"title": {"Later"}, "body": {"x"}, "published_at": {"2027-03-01T08:00"},
			})
			at, err := time.Parse(time.RFC3339, c.want)
			if err != nil {
				t.Fatal(err)
			}
			if want := at.UTC().Format(time.RFC3339); !strings.Contains(shown.Body.String(), want) {
				t.Errorf("of %q the preview is not dated %s (%d)", c.own, want, shown.Code)
			}
		}
		for _, bad := range []string{"Local", "Mars/Olympus", "../etc"} {
			if err := site.desk(t).SetSetting(t.Context(), account.Operator(), "time-zone", "", bad); err == nil {
				t.Errorf("%q is taken as a time zone", bad)
			}
		}
	})
}
