package exporter_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// What was written in Verso and exported is known again by the site it is of:
// nothing comes twice, and what was edited in the folder takes its place.
func TestAnExportIntoItsOwnSiteBringsOnlyWhatWasEdited(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		h := newHouse(t, db)
		contract(t, h.db)
		first, written := h.exports(t)
		if r := h.imports(t, first, importer.Options{}); r.Created != 0 || len(r.Skipped) > 0 {
			t.Fatalf("the import of its own export: %+v, want nothing new", r)
		}
		second, again := h.exports(t)
		sameTrees(t, first, second)
		if len(written.Posts) == 0 || again.Posts["en-us"] != written.Posts["en-us"] {
			t.Fatalf("the site has %v posts, want %v", again.Posts, written.Posts)
		}

		edit(t, filepath.Join(first, "pt-br/articles/ola-mundo.md"), "Mais um dia.\n")
		if r := h.imports(t, first, importer.Options{}); r.Created != 0 || r.Updated != 1 {
			t.Errorf("the import of an edited file: %+v, want one update", r)
		}
		p, err := h.db.PostBySlug(t.Context(), pt, content.Article, "ola-mundo")
		if err != nil || !strings.HasSuffix(p.Body, "Mais um dia.\n") {
			t.Errorf("the edited text is %q (%v)", p.Body, err)
		}
	})
}

// What is newer in Verso than in an export is not undone by it, and the report
// says so.
func TestAnOldExportUndoesNothingThatWasWrittenSince(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, h.db, en)
	p := storetest.Work(t, h.db, content.Post{Locale: en, Slug: "a", Body: "Old.\n"})[0]
	dir, _ := h.exports(t)
	storetest.Do(t, h.db, func(ctx context.Context, tx *store.Tx) error {
		p.Body, p.UpdatedAt = "New.\n", p.UpdatedAt.Add(time.Hour)
		_, err := tx.SavePost(ctx, p)
		return err
	})
	body := func() string {
		t.Helper()
		now, err := h.db.Post(t.Context(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		return now.Body
	}

	r := h.imports(t, dir, importer.Options{})
	if r.Created+r.Updated != 0 || body() != "New.\n" {
		t.Errorf("report %+v, the text is %q; want what was written since", r, body())
	}
	if !warns(r, "was changed in Verso since it was exported") {
		t.Errorf("the report does not say it: %+v", r.Warnings)
	}

	file := filepath.Join(dir, "en-us/articles/a.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	_, from, _ := strings.Cut(string(text), "updated: ")
	line, _, _ := strings.Cut(from, "\n")
	if err := os.WriteFile(file, []byte(strings.Replace(string(text), "updated: "+line+"\n", "", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := h.imports(t, dir, importer.Options{}); r.Updated != 1 || body() != "Old.\n" {
		t.Errorf("without its line the file did %+v, the text is %q; want the file's", r, body())
	}
}

// The same number in another site is another text.
func TestATextOfAnotherSiteIsNotTakenForAnOwnOne(t *testing.T) {
	old := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, old.db, en)
	theirs := storetest.Work(t, old.db, content.Post{Locale: en, Slug: "theirs", CreatedAt: storetest.Now.Add(-time.Hour)})[0]
	dir, _ := old.exports(t)
	used := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, used.db, en)
	mine := storetest.Work(t, used.db, content.Post{Locale: en, Slug: "mine", CreatedAt: storetest.Now.Add(-time.Minute)})[0]
	if mine.ID != theirs.ID {
		t.Fatal("the posts have two numbers: it proves nothing")
	}
	if r := used.imports(t, dir, importer.Options{}); r.Created != 1 || r.Updated != 0 {
		t.Errorf("report %+v, want a new post", r)
	}
	if p, err := used.db.Post(t.Context(), mine.ID); err != nil || p.Slug != "mine" {
		t.Errorf("post %d is now %q (%v)", mine.ID, p.Slug, err)
	}
}

func edit(t *testing.T, file, added string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, append(text, added...), 0o600); err != nil {
		t.Fatal(err)
	}
}

func warns(r importer.Report, text string) bool {
	for _, w := range r.Warnings {
		if strings.Contains(w.Reason, text) {
			return true
		}
	}
	return false
}
