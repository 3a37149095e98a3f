package importer_test

import (
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

// move renames files below dir; "" removes.
func move(t *testing.T, dir string, names map[string]string) {
	t.Helper()
	for from, to := range names {
		from = filepath.Join(dir, filepath.FromSlash(from))
		if to == "" {
			if err := os.Remove(from); err != nil {
				t.Fatal(err)
			}
			continue
		}
		to = filepath.Join(dir, filepath.FromSlash(to))
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(from, to); err != nil {
			t.Fatal(err)
		}
	}
}

// names returns the paths in the ledger.
func names(t *testing.T, db *store.DB) []string {
	t.Helper()
	files, err := db.ImportFiles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range files {
		paths = append(paths, f.Path)
	}
	slices.Sort(paths)
	return paths
}

func posts(t *testing.T, db *store.DB) int {
	t.Helper()
	n, err := db.CountPosts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// essays are texts long enough to be told apart.
func essays(paths ...string) map[string]string {
	files := map[string]string{}
	for i, p := range paths {
		word := strings.Repeat(string(rune('a'+i)), 5)
		files[p] = "---\ntitle: About " + word + "\ndate: 2024-01-0" + string(rune('1'+i)) + "\n---\n" + strings.Repeat("The "+word+" of "+p+" is long. ", 5) + "\n"
	}
	return files
}

func TestARenamedFileIsTheSamePost(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		dir := folder(t, essays("en-us/a.md", "en-us/other.md", "pt-br/a.md"))
		imported(t, db, dir, importer.Options{})
		before := postAt(t, db, "en-US", content.Article, "a")
		move(t, dir, map[string]string{"en-us/a.md": "en-us/b.md", "pt-br/a.md": "pt-br/b.md"})
		r := imported(t, db, dir, importer.Options{})
		if r.Created != 0 || r.Updated != 2 || r.Unchanged != 1 {
			t.Errorf("report %+v, want the two renamed posts updated", r)
		}
		if !strings.Contains(reasons(r.Warnings), "en-us/b.md: was en-us/a.md at the last import") {
			t.Errorf("warnings:\n%s", reasons(r.Warnings))
		}
		after := postAt(t, db, "en-US", content.Article, "b")
		if after.ID != before.ID || after.Body != before.Body || after.GroupID != postAt(t, db, "pt-BR", content.Article, "b").GroupID {
			t.Errorf("post %+v, was %+v", after, before)
		}
		past, err := db.PostsByPastSlug(t.Context(), content.Article, "a") // rule 25
		if err != nil || len(past) != 2 {
			t.Errorf("once at a: %+v (%v), want both texts", past, err)
		}
		if got := names(t, db); !slices.Equal(got, []string{"en-us/b.md", "en-us/other.md", "pt-br/b.md"}) {
			t.Errorf("the ledger knows %q", got)
		}
		again := imported(t, db, dir, importer.Options{})
		if again.Unchanged != 3 || len(again.Warnings) > 0 {
			t.Errorf("the next import: %+v, want nothing to do", again)
		}
	})
}

func TestNamesThatFilesPassOnAreFollowed(t *testing.T) {
	db := newSite(t)
	dir := folder(t, essays("a.md", "b.md", "c.md", "d.md"))
	imported(t, db, dir, importer.Options{})
	b, c := postAt(t, db, "en-US", content.Article, "b"), postAt(t, db, "en-US", content.Article, "c")
	move(t, dir, map[string]string{"c.md": "e.md"})
	move(t, dir, map[string]string{"b.md": "f.md"})
	r := imported(t, db, dir, importer.Options{})
	if r.Created != 0 || r.Updated != 2 || posts(t, db) != 4 {
		t.Errorf("report %+v, want two posts renamed", r)
	}
	if postAt(t, db, "en-US", content.Article, "f").ID != b.ID || postAt(t, db, "en-US", content.Article, "e").ID != c.ID {
		t.Error("the names went to other texts")
	}
}

func TestAFileThatIsRenamedAndEditedIsKnownByItsWork(t *testing.T) {
	db := newSite(t)
	files := essays("en-us/a.md", "en-us/b.md")
	files["en-us/a.md"] = "---\ntitle: Keyed\ntranslationKey: k\n---\nText.\n"
	dir := folder(t, files)
	imported(t, db, dir, importer.Options{})
	before := postAt(t, db, "en-US", content.Article, "a")
	move(t, dir, map[string]string{"en-us/a.md": ""})
	write(t, dir, map[string]string{"en-us/new.md": "---\ntitle: Keyed\ntranslationKey: k\n---\nAnother text.\n"})
	r := imported(t, db, dir, importer.Options{})
	if r.Created != 0 || r.Updated != 1 || postAt(t, db, "en-US", content.Article, "new").ID != before.ID {
		t.Errorf("report %+v, want the post renamed and edited", r)
	}
}

func TestATextEditedHereKeepsItsWordsWhenItsFileIsRenamed(t *testing.T) {
	db := newSite(t)
	dir := folder(t, essays("a.md", "b.md"))
	imported(t, db, dir, importer.Options{})
	p := postAt(t, db, "en-US", content.Article, "a")
	p.Body = "Mine"
	saved(t, db, p)
	move(t, dir, map[string]string{"a.md": "new.md"})
	imported(t, db, dir, importer.Options{})
	if p := postAt(t, db, "en-US", content.Article, "a"); p.Body != "Mine" || posts(t, db) != 2 {
		t.Errorf("the text is %q of %d posts, want the one written here", p.Body, posts(t, db))
	}
}

func TestFilesThatVanishedAreReportedAndPrunedWhenAsked(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		files := essays("a.md", "b.md", "c.md")
		dir := folder(t, files)
		imported(t, db, dir, importer.Options{})
		move(t, dir, map[string]string{"b.md": ""})
		for range 2 { // until something is done about it
			r := imported(t, db, dir, importer.Options{})
			if !strings.Contains(reasons(r.Warnings), "b.md: is gone from the folder; its text is still published; archive it or run with --prune") {
				t.Fatalf("warnings:\n%s", reasons(r.Warnings))
			}
		}
		r := imported(t, db, dir, importer.Options{Prune: true})
		if !strings.Contains(reasons(r.Warnings), "b.md: is gone from the folder; its text was archived") {
			t.Errorf("warnings:\n%s", reasons(r.Warnings))
		}
		if p := postAt(t, db, "en-US", content.Article, "b"); p.Status != content.Archived {
			t.Errorf("its text is %s, want archived (rule 36)", p.Status)
		}
		if r := imported(t, db, dir, importer.Options{Prune: true}); len(r.Warnings) > 0 {
			t.Errorf("then it is reported again:\n%s", reasons(r.Warnings))
		}
		write(t, dir, map[string]string{"b.md": files["b.md"]})
		if r := imported(t, db, dir, importer.Options{}); r.Updated != 1 || r.Created != 0 {
			t.Errorf("the file came back: %+v", r)
		}
		if p := postAt(t, db, "en-US", content.Article, "b"); p.Status != content.Published {
			t.Errorf("its text is %s, want published again", p.Status)
		}
	})
}

func TestAnotherFolderWithTheSameNamesIsAnotherFolder(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		first := folder(t, map[string]string{
			"en-us/hello.md": "---\ntitle: Hello\n---\nThe first greeting, of a person who keeps bees.\n",
			"en-us/about.md": "---\ntitle: About\n---\nI keep bees in a garden by the sea.\n",
		})
		second := folder(t, map[string]string{
			"en-us/hello.md": "---\ntitle: Hello\n---\nNotes on compilers start here. [More](about.md)\n",
			"en-us/about.md": "---\ntitle: About\n---\nCompilers and linkers, explained weekly.\n",
		})
		imported(t, db, first, importer.Options{})
		r := imported(t, db, second, importer.Options{})
		if r.Created != 2 || r.Updated != 0 {
			t.Errorf("report %+v, want two more posts", r)
		}
		if p := postAt(t, db, "en-US", content.Article, "hello"); !strings.Contains(p.Body, "bees") {
			t.Errorf("the first folder's text is now %q", p.Body)
		}
		postAt(t, db, "en-US", content.Article, "hello-2")
		moved := filepath.Join(t.TempDir(), "moved")
		if err := os.Rename(second, moved); err != nil {
			t.Fatal(err)
		}
		write(t, moved, map[string]string{"en-us/about.md": "---\ntitle: About\n---\nCompilers and linkers, explained daily.\n"})
		for dir, updated := range map[string]int{first: 0, moved: 1} {
			if r := imported(t, db, dir, importer.Options{}); r.Created != 0 || r.Updated != updated || r.Unchanged != 2-updated {
				t.Errorf("again: %+v, want %d updated and nothing new", r, updated)
			}
		}
	})
}

func TestAFolderInsideOrAroundAnImportedOneBringsNoDuplicates(t *testing.T) {
	for _, first := range []string{"", "site", "site/en-us"} {
		for _, second := range []string{"", "site", "site/en-us"} {
			storetest.Run(t, func(t *testing.T, db *store.DB) {
				storetest.Locales(t, db, "de")
				files := essays("site/en-us/a.md", "site/en-us/b.md", "site/pt-br/a.md", "site/pt-br/b.md")
				files["readers/en-us/x.md"] = "---\ntitle: X\n---\nOf another part.\n"
				files["readers/pt-br/x.md"] = "---\ntitle: X\n---\nDe outra parte.\n"
				dir := folder(t, files)
				o := importer.Options{Default: "en-US"}
				was := imported(t, db, filepath.Join(dir, first), o)
				r := imported(t, db, filepath.Join(dir, second), o)
				want := max(was.Created, r.Unchanged+r.Created)
				if posts(t, db) != want || r.Updated > 0 {
					t.Errorf("%q after %q: %d posts, report %+v; want %d", second, first, posts(t, db), r, want)
				}
				if strings.Contains(reasons(r.Warnings), "is gone") {
					t.Errorf("%q after %q: warnings:\n%s", second, first, reasons(r.Warnings))
				}
				again := imported(t, db, filepath.Join(dir, first), o)
				if again.Created+again.Updated > 0 || again.Unchanged != was.Created {
					t.Errorf("%q after %q, and %q again: %+v, want nothing to do", second, first, first, again)
				}
			})
		}
	}
}

// A folder inside of one locale says nothing about its language.
func TestAFolderInsideALocaleKeepsTheLocale(t *testing.T) {
	db := newSite(t)
	dir := folder(t, essays("en-us/a.md", "en-us/b.md", "pt-br/a.md", "pt-br/b.md"))
	imported(t, db, dir, importer.Options{})
	if r := imported(t, db, filepath.Join(dir, "pt-br"), importer.Options{}); r.Unchanged != 2 || r.Created+r.Updated > 0 || len(r.Warnings) > 0 {
		t.Errorf("report %+v, want two unchanged", r)
	}
}
