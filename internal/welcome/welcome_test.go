package welcome_test

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/publishing"
	"verso/internal/server"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/welcome"
	"verso/locales"
)

func clock() time.Time { return storetest.Now }

// start fills db as the first start of the program does.
func start(t *testing.T, db *store.DB) *importer.Importer {
	t.Helper()
	pictures, err := media.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pictures.Close() })
	files, err := server.NewImporter(db, pictures, locales.FS, clock)
	if err != nil {
		t.Fatal(err)
	}
	service := publishing.New(db, clock, nothing, slog.New(slog.DiscardHandler))
	for range 2 { // starting twice is starting once
		if err := welcome.Locales(t.Context(), db, service); err != nil {
			t.Fatal(err)
		}
		if err := welcome.Texts(t.Context(), db, files); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func nothing(locale.Tag) map[site.Section]string { return nil }

func count(t *testing.T, db *store.DB, l locale.Tag, kind content.Kind) int {
	t.Helper()
	posts, err := db.Published(t.Context(), l, kind, 100, 0)
	if err != nil {
		t.Fatal(err)
	}
	return len(posts)
}

func TestNewSiteStartsWithTextsInTwoLanguages(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		start(t, db)
		for l, want := range map[locale.Tag][3]int{"en-US": {3, 1, 2}, "pt-BR": {2, 1, 2}} { // one is not translated
			got := [3]int{count(t, db, l, content.Article), count(t, db, l, content.Page), count(t, db, l, content.Project)}
			if got != want {
				t.Errorf("%s has %v articles, pages, projects; want %v", l, got, want)
			}
		}
		if untouched, err := db.Untouched(t.Context()); err != nil || !untouched {
			t.Errorf("a new site is untouched: %v, %v", untouched, err)
		}
	})
}

func TestFirstImportTakesThePlaceOfTheWelcomeTexts(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		files := start(t, db)
		if _, err := files.Import(t.Context(), folder(t), importer.Options{}); err != nil {
			t.Fatal(err)
		}
		if s, err := db.Site(t.Context(), nothing); err != nil {
			t.Fatal(err)
		} else if hero, _ := s.Setting(site.Hero, "en-US"); hero != "" {
			t.Errorf("the welcome sentence stayed: %q", hero)
		}
		if got := count(t, db, "en-US", content.Article); got != 0 {
			t.Errorf("%d English texts are left, want none", got)
		}
		set, err := db.Locales(t.Context())
		if err != nil || len(set) != 2 || set[0].Tag != "de" && set[1].Tag != "de" {
			t.Errorf("locales after the import: %v, %v; want those of the folder", set, err)
		}
	})
}

func TestEditedWelcomeTextStaysWhenTheOthersGo(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		files := start(t, db)
		p, err := db.PostBySlug(t.Context(), "en-US", content.Article, "the-facing-page")
		if err != nil {
			t.Fatal(err)
		}
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			p.Title = "Mine now"
			_, err := tx.SavePost(ctx, p)
			return err
		})
		if _, err := files.Import(t.Context(), folder(t), importer.Options{}); err != nil {
			t.Fatal(err)
		}
		posts, err := db.Published(t.Context(), "en-US", content.Article, 10, 0)
		if err != nil || len(posts) != 1 || posts[0].Title != "Mine now" {
			t.Errorf("English articles after the import: %v, %v; want the edited one alone", posts, err)
		}
		if got := count(t, db, "de", content.Article); got != 1 {
			t.Errorf("%d German articles, want the imported one", got)
		}
	})
}

// folder returns a folder with one text in two languages.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for path, text := range map[string]string{
		"de/hallo.md": "---\ntitle: Hallo\ndate: 2024-01-02\n---\n\nGuten Tag, das ist ein Text.\n",
		"fr/hallo.md": "---\ntitle: Bonjour\ndate: 2024-01-02\n---\n\nBonjour, ceci est un texte.\n",
	} {
		file := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
