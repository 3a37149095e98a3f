package exporter_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func texts(files map[string]string) []string {
	names := slices.Sorted(maps.Keys(files))
	return slices.DeleteFunc(names, func(name string) bool { return !strings.HasSuffix(name, ".md") })
}

// Links mean a text by the path its file had: no other text may take that.
func TestAPathThatAnotherTextCameFromIsLeftToIt(t *testing.T) {
	t.Parallel()
	h := newHouse(t, storetest.SQLite(t))
	h.imports(t, folderWith(t, map[string]string{
		"en-us/articles/hello.md": "---\ntitle: Hello\ndate: 2024-01-01\n---\nText.\n",
		"pt-br/articles/hello.md": "---\ntitle: Olá\ndate: 2024-01-01\n---\nTexto.\n",
	}), importer.Options{})
	p, err := h.db.PostBySlug(t.Context(), en, content.Article, "hello")
	if err != nil {
		t.Fatal(err)
	}
	storetest.Do(t, h.db, func(ctx context.Context, tx *store.Tx) error {
		p.Slug = "renamed"
		_, err := tx.SavePost(ctx, p)
		return err
	})
	storetest.Work(t, h.db, content.Post{Locale: en, Slug: "hello"})

	dir, _ := h.exports(t)
	want := []string{"en-us/articles/hello+.md", "en-us/articles/renamed.md", "pt-br/articles/hello.md"}
	if got := texts(tree(t, dir)); !slices.Equal(got, want) {
		t.Errorf("texts are %q, want %q", got, want)
	}
	moves(t, h)
}

func TestNoFileNameIsLongerThanFileSystemsTake(t *testing.T) {
	t.Parallel()
	h := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, h.db, "ja")
	for _, end := range []string{"一", "二"} {
		storetest.Work(t, h.db, content.Post{Locale: "ja", Slug: strings.Repeat("語", 99) + end})
	}
	dir, _ := h.exports(t)
	names := texts(tree(t, dir))
	if len(names) != 2 {
		t.Errorf("%d texts, want 2", len(names))
	}
	for _, name := range names {
		if n := len(filepath.Base(name)); n > 200 {
			t.Errorf("%s has %d bytes", name, n)
		}
	}
	moves(t, h)
}

func TestWorksWithOneKeyStayApart(t *testing.T) {
	t.Parallel()
	h := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, h.db, en, pt)
	for _, slug := range []string{"a", "b"} {
		posts := storetest.Work(t, h.db, content.Post{Locale: en, Slug: slug}, content.Post{Locale: pt, Slug: slug})
		storetest.Do(t, h.db, func(ctx context.Context, tx *store.Tx) error {
			group, err := tx.Group(ctx, posts[0].GroupID)
			if err != nil {
				return err
			}
			group.Key = "same"
			return tx.SaveGroup(ctx, group)
		})
	}
	moved := moves(t, h).db
	for _, slug := range []string{"a", "b"} {
		p, err := moved.PostBySlug(t.Context(), en, content.Article, slug)
		if err != nil {
			t.Fatal(err)
		}
		variants, err := moved.Variants(t.Context(), p.GroupID)
		if err != nil || len(variants) != 2 || variants[0].Slug != slug || variants[1].Slug != slug {
			t.Errorf("the work %s is %v (%v)", slug, variants, err)
		}
	}
}

func TestATranslationAddedToAnExportJoinsItsWork(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	contract(t, h.db)
	dir, _ := h.exports(t)
	added := "---\ntitle: Troisième\ntranslationKey: en-us/articles/third\n---\nUn texte.\n"
	if err := os.WriteFile(filepath.Join(dir, "fr", "articles-troisieme.md"), []byte(added), 0o600); err != nil {
		t.Fatal(err)
	}
	fresh := newHouse(t, storetest.SQLite(t))
	if r := fresh.imports(t, dir, importer.Options{}); len(r.Skipped) > 0 {
		t.Fatalf("skipped %+v", r.Skipped)
	}
	third, err := fresh.db.PostBySlug(t.Context(), en, content.Article, "third")
	if err != nil {
		t.Fatal(err)
	}
	variants, err := fresh.db.Variants(t.Context(), third.GroupID)
	if err != nil || len(variants) != 3 {
		t.Fatalf("the work is %v (%v), want three variants", variants, err)
	}
	french := variants[slices.IndexFunc(variants, func(v content.Summary) bool { return v.Locale == fr })]
	if french.Title != "Troisième" || french.Status != content.Published || !french.PublishedAt.Equal(storetest.Now) {
		t.Errorf("the added text is %+v", french)
	}
}
