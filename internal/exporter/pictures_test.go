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

// illustrated adds an article whose references mean these pictures, by shade.
func illustrated(t *testing.T, h house, slug string, refs map[string]uint8) content.Post {
	t.Helper()
	posts := storetest.Work(t, h.db, content.Post{Locale: en, Slug: slug})
	storetest.Do(t, h.db, func(ctx context.Context, tx *store.Tx) error {
		media := map[string]content.MediaID{}
		for ref, shade := range refs {
			m, err := h.pictures.Add(ctx, tx, "dot.png", dot(shade), storetest.Now)
			if err != nil {
				return err
			}
			media[ref] = m.ID
		}
		return tx.SavePostMedia(ctx, posts[0].ID, media)
	})
	return posts[0]
}

func TestPicturesLieWhereTheirTextsSay(t *testing.T) {
	t.Parallel()
	h := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, h.db, en)
	illustrated(t, h, "one", map[string]uint8{"a.png": 1, "img/b.png": 2, "/pics/c.png": 3, "/shared.png": 1, "../up.png": 4, "img%2Fb.png": 2})
	illustrated(t, h, "two", map[string]uint8{"a.png": 5, "/pics/c.png": 3, "/shared.png": 2})
	dir, r := h.exports(t)
	files := tree(t, dir)
	var pictures, named []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		switch {
		case strings.HasPrefix(name, "media/"):
			named = append(named, name)
		case strings.HasSuffix(name, ".png"):
			pictures = append(pictures, name)
		}
	}
	want := []string{"en-us/articles/one/a.png", "en-us/articles/one/img/b.png", "en-us/articles/two/a.png", "static/pics/c.png"}
	if !slices.Equal(pictures, want) {
		t.Errorf("pictures are %q, want %q", pictures, want)
	}
	// The two meanings of /shared.png, of which one lies beside its text, and ../up.png.
	if len(named) != 2 || r.Pictures != 6 {
		t.Errorf("named by content are %q, %d pictures in all; want 2 and 6", named, r.Pictures)
	}
	if files["en-us/articles/one/a.png"] != string(dot(1)) {
		t.Error("the bytes of a picture differ")
	}
	moves(t, h)
}

func TestMovedReferencesMeanTheSamePictures(t *testing.T) {
	t.Parallel()
	h := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, h.db, en)
	p := illustrated(t, h, "one", map[string]uint8{"a.png": 1, "/c.png": 2, "../../etc/passwd": 3, "a b.png": 1})
	want, err := h.db.MediaOf(t.Context(), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	moved := moves(t, h)
	p, err = moved.db.PostBySlug(t.Context(), en, content.Article, "one")
	if err != nil {
		t.Fatal(err)
	}
	got, err := moved.db.MediaOf(t.Context(), p.ID)
	if err != nil || len(got) != len(want) {
		t.Fatalf("references %v (%v), want %v", got, err, want)
	}
	for ref, m := range want {
		if got[ref].Hash != m.Hash || got[ref].Name != m.Name {
			t.Errorf("%q is %+v, want %+v", ref, got[ref], m)
		}
	}
}

func TestALostPictureIsReportedAndStopsNothing(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, h.db, en)
	illustrated(t, h, "one", map[string]uint8{"a.png": 1, "/a.png": 1, "b.png": 2})
	var stored string
	for name, data := range tree(t, h.pictures.Root().Name()) {
		if data == string(dot(1)) {
			stored = name
		}
	}
	if err := h.pictures.Root().Remove(stored); err != nil {
		t.Fatal(err)
	}
	dir, r := h.exports(t)
	if len(r.Warnings) != 1 || r.Warnings[0].File != stored {
		t.Errorf("warnings %+v, want one of %s", r.Warnings, stored)
	}
	files := tree(t, dir)
	if files["en-us/articles/one/b.png"] == "" || files["en-us/articles/one/a.png"] != "" {
		t.Errorf("the export holds %v", slices.Sorted(maps.Keys(files)))
	}
	if back := newHouse(t, storetest.SQLite(t)).imports(t, dir, importer.Options{}); len(back.Skipped)+len(back.Warnings) > 0 || back.Created != 1 {
		t.Errorf("importing it: %+v", back)
	}
}

// A picture put beside an exported text is found like in any folder.
func TestAPictureAddedToAnExportIsFound(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, h.db, en)
	storetest.Work(t, h.db, content.Post{Locale: en, Slug: "one", Body: "![dot](new.png)"})
	dir, _ := h.exports(t)
	if err := os.WriteFile(filepath.Join(dir, "en-us", "articles", "new.png"), dot(9), 0o600); err != nil {
		t.Fatal(err)
	}
	fresh := newHouse(t, storetest.SQLite(t))
	fresh.imports(t, dir, importer.Options{})
	p, err := fresh.db.PostBySlug(t.Context(), en, content.Article, "one")
	if err != nil {
		t.Fatal(err)
	}
	if media, err := fresh.db.MediaOf(t.Context(), p.ID); err != nil || media["new.png"].Width != 1 {
		t.Errorf("references %v (%v), want new.png", media, err)
	}
}
