package exporter_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/exporter"
	"verso/internal/importer"
	"verso/internal/store/storetest"
)

// folderWith writes files below a new folder and returns it.
func folderWith(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func oneText(t *testing.T) house {
	t.Helper()
	h := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, h.db, en)
	storetest.Work(t, h.db, content.Post{Locale: en, Slug: "new", Body: "A text."})
	return h
}

func TestAFolderInUseIsNotTouched(t *testing.T) {
	h := oneText(t)
	for name, o := range map[string]exporter.Options{"without force": {}, "with force": {Force: true}} {
		dir := folderWith(t, map[string]string{"notes.md": "mine", "site.toml": "title = 'another generator'"})
		before := tree(t, dir)
		_, err := h.exporter.Export(t.Context(), dir, o)
		if !errors.Is(err, exporter.ErrNotEmpty) && !errors.Is(err, exporter.ErrNotExport) {
			t.Errorf("%s: %v, want a refusal", name, err)
		}
		if after := tree(t, dir); len(after) != len(before) || after["notes.md"] != "mine" {
			t.Errorf("%s: the folder now holds %v", name, after)
		}
	}
}

func TestForceRenewsAnEarlierExportAndLeavesTheRest(t *testing.T) {
	h := oneText(t)
	old := "---\ntitle: Old\nverso:\n  kind: article\n---\nOld text.\n"
	dir := folderWith(t, map[string]string{
		".git/config":             "kept",
		"site.toml":               "verso = 1\n",
		"gone.txt":                "/en-us/articles/x\n",
		"README.md":               "kept",
		"en-us/articles/old.md":   old,
		"en-us/articles/new.md":   old,
		"en-us/articles/added.md": "---\ntitle: Added\n---\nkept",
		"media/notes.txt":         "kept",
		"media/" + strings.Repeat("0", 64) + ".png": "old",
	})
	if _, err := h.exporter.Export(t.Context(), dir, exporter.Options{}); !errors.Is(err, exporter.ErrNotEmpty) {
		t.Fatalf("without force: %v, want a refusal", err)
	}
	if _, err := h.exporter.Export(t.Context(), dir, exporter.Options{Force: true}); err != nil {
		t.Fatal(err)
	}
	after := tree(t, dir)
	for _, name := range []string{".git/config", "README.md", "media/notes.txt", "en-us/articles/added.md"} {
		if !strings.HasSuffix(after[name], "kept") {
			t.Errorf("%s was touched: %q", name, after[name])
		}
	}
	for _, name := range []string{"gone.txt", "en-us/articles/old.md", "media/" + strings.Repeat("0", 64) + ".png"} {
		if _, there := after[name]; there {
			t.Errorf("%s of the earlier export is still there", name)
		}
	}
	if !strings.Contains(after["en-us/articles/new.md"], "A text.") {
		t.Errorf("the text is %q", after["en-us/articles/new.md"])
	}
	if len(after) != 6 {
		t.Errorf("the folder holds %d files, want 6", len(after))
	}
}

func TestAnExportIsForItsOwnerAlone(t *testing.T) {
	dir, _ := oneText(t).exports(t)
	for name, want := range map[string]os.FileMode{".": 0o700, "en-us": 0o700, "site.toml": 0o600, "en-us/articles/new.md": 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has mode %#o, want %#o", name, got, want)
		}
	}
}

func TestALinkOutOfTheFolderIsNotFollowed(t *testing.T) {
	h := oneText(t)
	outside := t.TempDir()
	dir := folderWith(t, map[string]string{"site.toml": "verso = 1\n"})
	if err := os.Symlink(outside, filepath.Join(dir, "en-us")); err != nil {
		t.Fatal(err)
	}
	if _, err := h.exporter.Export(t.Context(), dir, exporter.Options{Force: true}); err == nil {
		t.Error("the export followed a link out of its folder")
	}
	if files := tree(t, outside); len(files) > 0 {
		t.Errorf("outside the folder are %v", files)
	}
}

// What people add to an export is read as in any folder, beside texts that
// are read to the letter.
func TestAnExportCanBeAddedTo(t *testing.T) {
	h := oneText(t)
	dir, _ := h.exports(t)
	add := map[string]string{
		"en-us/articles/second.md": "---\ntitle: Second\ndate: 2024-01-01\ntags: a b\n---\n\nWords.\n",
		"fr/articles/second.md":    "---\ntitle: Deuxième\n---\n\nDes mots.\n",
	}
	for name, text := range add {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "en-us/articles/new.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(text), "slug: new\n", "slug: new\ndraft: true\ntags: [C++, News]\naliases: [/old/new]\n", 1)
	if err := os.WriteFile(file, []byte(edited), 0o600); err != nil {
		t.Fatal(err)
	}

	fresh := newHouse(t, storetest.SQLite(t))
	r := fresh.imports(t, dir, importer.Options{})
	if r.Created != 3 || r.Groups != 2 || len(r.Skipped) > 0 {
		t.Fatalf("report %+v, want three posts of two works", r)
	}
	p, err := fresh.db.PostBySlug(t.Context(), en, content.Article, "new")
	if err != nil || p.Status != content.Draft {
		t.Errorf("the edited text is %s (%v), want the draft it was made", p.Status, err)
	}
	tags, err := fresh.db.TagsOf(t.Context(), p.ID)
	if err != nil || len(tags) != 2 || tags[0].Name != "C++" || tags[0].Slug != content.Slugify("C++") {
		t.Errorf("its tags are %+v (%v)", tags, err)
	}
	if _, err := fresh.db.Redirect(t.Context(), "/old/new"); err != nil {
		t.Errorf("its alias: %v", err)
	}
	if p, err := fresh.db.PostBySlug(t.Context(), en, content.Article, "second"); err != nil || p.Body != "Words.\n" {
		t.Errorf("the added text is %q (%v)", p.Body, err)
	}
	locales, err := fresh.db.Locales(t.Context())
	if err != nil || len(locales) != 2 || locales[1].Tag != "fr" || !locales[0].Default {
		t.Errorf("locales %+v (%v), want French added", locales, err)
	}
}

// An exported text is edited like any other file; its history stays.
func TestAnEditedExportBringsOnlyWhatChanged(t *testing.T) {
	old := newHouse(t, storetest.SQLite(t))
	contract(t, old.db)
	dir, _ := old.exports(t)
	fresh := newHouse(t, storetest.SQLite(t))
	first := fresh.imports(t, dir, importer.Options{})

	file := filepath.Join(dir, "pt-br/articles/ola-mundo.md")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(text), "slug: ola-mundo\n", "slug: bom-dia\n", 1) + "Mais um dia.\r\n"
	if err := os.WriteFile(file, []byte(edited), 0o600); err != nil {
		t.Fatal(err)
	}
	r := fresh.imports(t, dir, importer.Options{})
	if r.Created != 0 || r.Updated != 1 || r.Unchanged != first.Created-1 {
		t.Errorf("report %+v, want one update", r)
	}
	p, err := fresh.db.PostBySlug(t.Context(), pt, content.Article, "bom-dia")
	if err != nil || p.Body != "Mais um dia.\r\n" || p.Revision != 2 {
		t.Errorf("the text is %q, revision %d (%v)", p.Body, p.Revision, err)
	}
	for _, slug := range []string{"ola-mundo", "ola", "oi-mundo"} { // rule 25
		past, err := fresh.db.PostsByPastSlug(t.Context(), content.Article, slug)
		if err != nil || len(past) != 1 || past[0].ID != p.ID {
			t.Errorf("once at %s: %v (%v), want the same text", slug, past, err)
		}
	}
}
