package server_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/image/font/gofont/goregular"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/server"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/locales"
	"verso/templates"
)

const (
	en locale.Tag = "en-US"
	pt locale.Tag = "pt-BR"
	fr locale.Tag = "fr"
	ko locale.Tag = "ko"
)

func clock() time.Time { return storetest.Now }

// assets stand in for the built ones, so that routes are tested without npm.
func assets() fstest.MapFS {
	file := &fstest.MapFile{Data: []byte("/* built */")}
	return fstest.MapFS{
		"dist/manifest.json": {Data: []byte(`{"public.css":"public-1.css","public.js":"public-1.js","admin.css":"public-1.css","admin.js":"public-1.js","editor.js":"public-1.js",` +
			`"favicon.svg":"favicon-1.svg","apple-touch-icon.png":"apple-touch-icon-1.png"}`)},
		"dist/public-1.css": file, "dist/public-1.js": file, "dist/favicon-1.svg": file, "dist/apple-touch-icon-1.png": file,
		"img/favicon.ico": file,
		// A typeface of Latin, Greek and Cyrillic, for share cards.
		"dist/fonts/latin.woff": {Data: goregular.TTF},
	}
}

// serve returns the whole site over db at https://ex.test.
func serve(t testing.TB, db *store.DB) *server.Server {
	t.Helper()
	s, err := server.New(context.Background(), server.Config{
		DB:     db,
		Origin: "https://ex.test",
		Files:  server.Files{Templates: templates.FS, Static: assets(), Locales: locales.FS},
		Log:    slog.New(slog.DiscardHandler),
		Now:    clock,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// contract fills db with the works that the routing contract speaks of.
func contract(t testing.TB, db *store.DB) {
	t.Helper()
	storetest.Locales(t, db, en, pt)
	set(t, db, site.Name, "", "The Site")
	at := func(day int) *time.Time {
		d := time.Date(2024, 2, day, 12, 0, 0, 0, time.UTC)
		return &d
	}
	a := storetest.Work(t, db,
		content.Post{Locale: en, Slug: "hello-world", Title: "Hello, world", Excerpt: "A greeting.", PublishedAt: at(1), Author: "Ana", Words: 100,
			Body: "See [the other](/pt-br/artigos/third), [only](/pt-br/artigos/only-en), [nowhere](/en-us/articles/nowhere) and [out](https://other.test/)."},
		content.Post{Locale: pt, Slug: "oi-mundo", Title: "Olá, mundo", Excerpt: "Uma saudação.", PublishedAt: at(2), Author: "Ana", Translator: "Rui",
			Body: "Sobre **traduções** e a publicação de textos, onde 1 < 2 & 3."})
	storetest.Work(t, db, content.Post{Locale: en, Slug: "only-en", Title: "Only <in> English", PublishedAt: at(3)})
	storetest.Work(t, db,
		content.Post{Locale: en, Slug: "third", Title: "Third", PublishedAt: at(4)},
		content.Post{Locale: pt, Slug: "terceiro", Title: "SEGREDO", Status: content.Draft})
	gone := storetest.Work(t, db, content.Post{Locale: en, Slug: "gone", PublishedAt: at(5)})
	storetest.Work(t, db, // the old slug of A was taken by this one, and given back below
		content.Post{Locale: pt, Slug: "introdução", Title: "Introdução", PublishedAt: at(6)},
		content.Post{Locale: en, Slug: "introduction", Title: "Introduction", PublishedAt: at(6)})
	storetest.Work(t, db, content.Post{Locale: pt, Slug: "introduction", Title: "Outra introduction", PublishedAt: at(7)}) // rule 28
	storetest.Work(t, db,
		content.Post{Locale: en, Slug: "archived", Title: "Kept", PublishedAt: at(8)},
		content.Post{Locale: pt, Slug: "arquivado", Title: "Arquivado", PublishedAt: at(8), Status: content.Archived})
	storetest.Work(t, db, content.Post{Locale: en, Slug: "trashed", PublishedAt: at(9), Status: content.Trashed})
	storetest.Work(t, db, content.Post{Locale: en, Slug: "elsewhere", PublishedAt: at(10), CanonicalURL: "https://other.test/x"},
		content.Post{Locale: pt, Slug: "noutro-lugar", PublishedAt: at(10)})
	storetest.Work(t, db,
		content.Post{Locale: en, Slug: "about", Title: "About me", Kind: content.Page},
		content.Post{Locale: pt, Slug: "sobre", Title: "Sobre mim"})
	storetest.Work(t, db, content.Post{Locale: en, Slug: "artigos", Title: "A page called artigos", Kind: content.Page})
	storetest.Work(t, db,
		content.Post{Locale: en, Slug: "tool", Title: "The tool", Kind: content.Project, Link: "https://tool.test/"},
		content.Post{Locale: pt, Slug: "ferramenta", Title: "A ferramenta", Link: "https://tool.test/"})
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
		for _, slug := range []string{"ola", "ola-mundo"} {
			a[1].Slug = slug
			if a[1], err = tx.SavePost(ctx, a[1]); err != nil {
				return err
			}
		}
		return errors.Join(
			tx.RemovePost(ctx, gone[0].ID),
			tx.SaveRedirect(ctx, content.Redirect{From: "/blog/", Prefix: true, To: "/en-us/articles/:splat", Status: 301}),
			tx.SaveRedirect(ctx, content.Redirect{From: "/old-about", To: "/en-us/about", Status: 302}),
			tx.SaveRedirect(ctx, content.Redirect{From: "/cafe\u0301", To: "/en-us/about", Status: 301}),
			tx.SaveRedirect(ctx, content.Redirect{From: "/round", To: "https://ex.test/r%6Fund", Status: 301}),
		)
	})
	tag(t, db, a[0], "Go", "go")
	tag(t, db, a[1], "Linguagem Go", "linguagem-go")
}

// tag gives an article one tag; the first tag of a slug's term is shared by
// the article's other locales.
func tag(t testing.TB, db *store.DB, p content.Post, name, slug string) content.Tag {
	t.Helper()
	var added content.Tag
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
		term := content.TermID(0)
		variants, err := tx.Variants(ctx, p.GroupID)
		if err != nil {
			return err
		}
		for _, v := range variants {
			tags, err := tx.TagsOf(ctx, v.ID)
			if err != nil {
				return err
			}
			if len(tags) > 0 {
				term = tags[0].TermID
			}
		}
		if added, err = tx.AddTag(ctx, content.Tag{TermID: term, Locale: p.Locale, Slug: slug, Name: name}); err != nil {
			return err
		}
		return tx.SavePostTags(ctx, p.Summary(), []content.TagID{added.ID})
	})
	return added
}

func set(t testing.TB, db *store.DB, name site.Setting, l locale.Tag, value string) {
	t.Helper()
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveSetting(ctx, site.Value{Key: name, Locale: l, Value: value})
	})
}

// regions fills db with a site of two Portugueses, a language without a
// catalog, and one that is not served any more.
func regions(t testing.TB, db *store.DB) {
	t.Helper()
	storetest.Locales(t, db, en, pt, "pt-PT", ko, fr)
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		return errors.Join(
			tx.SaveLocale(ctx, site.Locale{Tag: fr, Position: 4}),
			tx.SaveWord(ctx, site.Word{Locale: pt, Section: site.Articles, Word: "textos"}),
		)
	})
	storetest.Work(t, db,
		content.Post{Locale: pt, Slug: "autocarro", Title: "Ônibus"}, content.Post{Locale: "pt-PT", Slug: "autocarro", Title: "Autocarro"},
		content.Post{Locale: ko, Slug: "버스", Title: "버스"}, content.Post{Locale: fr, Slug: "bus-fr", Title: "Bus"})
	storetest.Work(t, db, content.Post{Locale: fr, Slug: "seul", Title: "Seul"})
}
