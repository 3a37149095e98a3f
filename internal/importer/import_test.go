package importer_test

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// folder writes files below a new folder and returns it.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, files)
	return dir
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// english is the words for sections that the tests' sites use.
func english(locale.Tag) map[site.Section]string {
	words := map[site.Section]string{}
	for _, s := range site.Sections() {
		words[s] = string(s)
	}
	return words
}

// address is where the tests' sites show a post.
func address(s *site.Site, p content.Summary) string {
	path := "/" + p.Locale.Path() + "/"
	if section, ok := site.SectionOf(p.Kind); ok {
		path += s.Word(p.Locale, section) + "/"
	}
	return path + url.PathEscape(p.Slug)
}

func newImporter(t *testing.T, db *store.DB) *importer.Importer {
	t.Helper()
	pictures, err := media.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pictures.Close() })
	return importer.New(importer.Config{
		DB:       db,
		Media:    pictures,
		Now:      func() time.Time { return storetest.Now },
		Sections: english,
		Address:  address,
	})
}

func imported(t *testing.T, db *store.DB, dir string, o importer.Options) importer.Report {
	t.Helper()
	r, err := newImporter(t, db).Import(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func postAt(t *testing.T, db *store.DB, l locale.Tag, kind content.Kind, slug string) content.Post {
	t.Helper()
	p, err := db.PostBySlug(t.Context(), l, kind, slug)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// reasons returns the problems as "file:line: reason" lines.
func reasons(problems []importer.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.File + ": " + p.Reason + "\n")
	}
	return b.String()
}

var pair = map[string]string{
	"en-us/hello.md": "---\ntitle: Hello\ndate: 2024-02-26T01:00:00+09:00\ntags: [Go, News]\nexcerpt: A greeting\nmood: sunny\n---\nHello, world.\n",
	"pt-br/hello.md": "---\ntitle: Olá\ndate: 2024-02-27\nslug: ola\ntags: [Go]\n---\nOlá, mundo.\n",
}

func TestAnImportMakesGroupsPostsAndTags(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		r := imported(t, db, folder(t, pair), importer.Options{})
		if r.Created != 2 || r.Groups != 1 || r.Linked != 1 || r.Files != 2 || len(r.Skipped) > 0 {
			t.Fatalf("report %+v, want 2 posts of 1 linked group", r)
		}
		en, pt := postAt(t, db, "en-US", content.Article, "hello"), postAt(t, db, "pt-BR", content.Article, "ola")
		if en.GroupID != pt.GroupID {
			t.Errorf("groups %d and %d, want one", en.GroupID, pt.GroupID)
		}
		if en.Title != "Hello" || en.Excerpt != "A greeting" || en.Body != "Hello, world.\n" || en.Words != 2 {
			t.Errorf("post %+v", en)
		}
		if en.Extra != `{"mood":"sunny"}` {
			t.Errorf("extra keys %s, want mood", en.Extra)
		}
		if day := en.Date().Format(time.DateOnly); day != "2024-02-26" {
			t.Errorf("shown on %s, want the day its author wrote", day)
		}
		if en.Status != content.Published || en.FirstPublishedAt == nil {
			t.Errorf("status %s, first published %v", en.Status, en.FirstPublishedAt)
		}
		tags, err := db.TagsBySlug(t.Context(), "go")
		if err != nil || len(tags) != 2 || tags[0].TermID != tags[1].TermID || tags[0].Posts != 1 {
			t.Errorf("tags %+v (%v), want one term in two locales with a post each (rule 44)", tags, err)
		}
	})
}

func TestAnEmptySiteSpeaksExactlyTheLocalesFound(t *testing.T) {
	type setting struct {
		files map[string]string
		o     importer.Options
		want  []locale.Tag // the default first
	}
	body := func(paths ...string) map[string]string {
		files := map[string]string{}
		for _, p := range paths {
			files[p] = "---\ntitle: T\ndate: 2024-01-01\n---\nText of " + p
		}
		return files
	}
	for name, test := range map[string]setting{
		"the site's default": {body("en-us/a.md", "pt-br/a.md", "pt-br/b.md"), importer.Options{}, []locale.Tag{"en-US", "pt-BR"}},
		"most posts":         {body("de/a.md", "fr/a.md", "fr/b.md"), importer.Options{}, []locale.Tag{"fr", "de"}},
		"tie: path order":    {body("fr/a.md", "de/a.md"), importer.Options{}, []locale.Tag{"de", "fr"}},
		"said":               {body("fr/a.md", "de/a.md"), importer.Options{Default: "fr"}, []locale.Tag{"fr", "de"}},
		"en is not en-US":    {body("en/a.md", "pt_BR/a.md"), importer.Options{}, []locale.Tag{"en", "pt-BR"}},
		"mapped": {body("en/a.md", "pt_BR/a.md"), importer.Options{Map: map[string]locale.Tag{"en": "en-US"}},
			[]locale.Tag{"en-US", "pt-BR"}},
		"zh_cn": {body("zh_cn/a.md", "ja/a.md", "ja/b.md"), importer.Options{}, []locale.Tag{"ja", "zh-CN"}},
	} {
		t.Run(name, func(t *testing.T) {
			db := storetest.SQLite(t)
			storetest.Locales(t, db, "en-US", "pt-BR")
			imported(t, db, folder(t, test.files), test.o)
			locales, err := db.Locales(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var got []locale.Tag
			for i, l := range locales {
				got = append(got, l.Tag)
				if !l.Enabled || l.Default != (i == 0) || l.Position != i {
					t.Errorf("locale %+v at %d: want enabled, the first one the default", l, i)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("locales %v, want %v", got, test.want)
			}
		})
	}
}

func TestASiteWithContentGainsTheLocalesItLacks(t *testing.T) {
	db := storetest.SQLite(t)
	storetest.Locales(t, db, "en-US")
	storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "own"})
	imported(t, db, folder(t, map[string]string{"de/a.md": "# A\nText", "fr/a.md": "# A\nTexte"}), importer.Options{Default: "fr"})
	locales, err := db.Locales(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(locales) != 3 || locales[0].Tag != "en-US" || !locales[0].Default || locales[1].Tag != "de" || locales[2].Tag != "fr" {
		t.Errorf("locales %+v, want en-US still the default, then de and fr", locales)
	}
	postAt(t, db, "en-US", content.Article, "own")
}

func TestASecondImportChangesNothing(t *testing.T) { // R17
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		files := maps.Clone(pair)
		files["en-us/copy.md"] = "---\ntitle: C\n---\nThis is the text of the post and it is in English, as you can see.\n"
		files["pt-br/copy.md"] = files["en-us/copy.md"]
		files["_redirects"] = "/old /en-us/articles/hello\n"
		dir := folder(t, files)
		first := imported(t, db, dir, importer.Options{})
		if first.Created != 3 || first.Untranslated != 1 {
			t.Fatalf("first import %+v, want 3 posts and 1 held back", first)
		}
		version, err := db.SiteVersion(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		second := imported(t, db, dir, importer.Options{})
		if second.Created != 0 || second.Updated != 0 || second.Unchanged != 3 || second.Untranslated != 1 {
			t.Errorf("second import %+v, want 3 unchanged and 1 held back", second)
		}
		if again, _ := db.SiteVersion(t.Context()); again != version {
			t.Errorf("the site's version went from %d to %d", version, again)
		}
	})
}

func TestOfAChangedFolderOnlyWhatChanged(t *testing.T) {
	db := storetest.SQLite(t)
	dir := folder(t, pair)
	imported(t, db, dir, importer.Options{})
	before := postAt(t, db, "pt-BR", content.Article, "ola")
	write(t, dir, map[string]string{
		"en-us/hello.md": strings.Replace(pair["en-us/hello.md"], "Hello, world", "Hello again", 1),
		"de/hello.md":    "---\ntitle: Hallo\n---\nHallo, Welt.\n",
	})
	r := imported(t, db, dir, importer.Options{})
	if r.Created != 1 || r.Updated != 1 || r.Unchanged != 1 {
		t.Errorf("report %+v, want 1 created, 1 updated, 1 unchanged", r)
	}
	en := postAt(t, db, "en-US", content.Article, "hello")
	if en.Body != "Hello again.\n" || en.Revision != 2 {
		t.Errorf("body %q in revision %d, want the new one in 2", en.Body, en.Revision)
	}
	if pt := postAt(t, db, "pt-BR", content.Article, "ola"); pt.Revision != before.Revision {
		t.Errorf("the unchanged post is at revision %d, was at %d", pt.Revision, before.Revision)
	}
	if de := postAt(t, db, "de", content.Article, "hello"); de.GroupID != en.GroupID || !de.PublishedAt.Equal(*en.PublishedAt) {
		t.Errorf("the new translation is in group %d, dated %v; want %d, dated as its source %v", de.GroupID, de.PublishedAt, en.GroupID, en.PublishedAt)
	}
}

func TestATextChangedHereIsReportedWhenAFileReplacesIt(t *testing.T) {
	db := storetest.SQLite(t)
	dir := folder(t, pair)
	imported(t, db, dir, importer.Options{})
	p := postAt(t, db, "en-US", content.Article, "hello")
	p.Body, p.Slug = "Mine", "greetings"
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { _, err := tx.SavePost(ctx, p); return err })

	if r := imported(t, db, dir, importer.Options{}); r.Unchanged != 2 {
		t.Errorf("report %+v: an unchanged file must not touch what was changed here", r)
	}
	write(t, dir, map[string]string{"en-us/hello.md": pair["en-us/hello.md"] + "More.\n"})
	r := imported(t, db, dir, importer.Options{})
	if r.Updated != 1 || !strings.Contains(reasons(r.Warnings), "en-us/hello.md: was changed in Verso") {
		t.Errorf("updated %d, warnings:\n%s", r.Updated, reasons(r.Warnings))
	}
	if p := postAt(t, db, "en-US", content.Article, "greetings"); !strings.Contains(p.Body, "More.") {
		t.Errorf("body %q at the address chosen here, want the file's text", p.Body)
	}
}

func TestAnImportReplacesUntouchedWelcomeContent(t *testing.T) {
	for _, touched := range []bool{false, true} {
		db := storetest.SQLite(t)
		storetest.Locales(t, db, "en-US", "pt-BR")
		welcome := storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "welcome"})[0]
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			if err := tx.SaveImportFile(ctx, store.ImportFile{
				Path: "welcome.md", State: store.FileWelcome, Locale: "en-US", PostID: &welcome.ID, Revision: 1,
			}); err != nil || !touched {
				return err
			}
			_, err := tx.SavePost(ctx, welcome)
			return err
		})
		imported(t, db, folder(t, map[string]string{"de/a.md": "# A\nText", "fr/a.md": "# A\nTexte"}), importer.Options{})
		_, err := db.PostBySlug(t.Context(), "en-US", content.Article, "welcome")
		if kept := err == nil; kept != touched {
			t.Errorf("welcome content touched: %t; kept: %t", touched, kept)
		}
	}
}

// newSite returns a site that speaks en-US and holds nothing.
func newSite(t *testing.T) *store.DB {
	t.Helper()
	db := storetest.SQLite(t)
	storetest.Locales(t, db, "en-US")
	return db
}

func TestAnImportThatWasStoppedIsCompletedByTheNext(t *testing.T) { // R17
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		const works = 80 // more than one transaction takes
		var names []string
		for n := range works {
			names = append(names, fmt.Sprintf("en/%02d.md", n), fmt.Sprintf("fr/%02d.md", n))
		}
		dir := folder(t, named(names...))
		ctx, stop := context.WithCancel(t.Context())
		_, err := newImporter(t, db).Import(ctx, dir, importer.Options{Progress: func(done, total int) {
			if done < total {
				stop()
			}
		}})
		if err == nil {
			t.Fatal("the import was not stopped")
		}
		half, err := db.ImportFiles(t.Context())
		if err != nil || len(half) == 0 || len(half) == 2*works || len(half)%2 != 0 {
			t.Fatalf("%d files in the ledger (%v), want some whole groups, not all", len(half), err)
		}
		r := imported(t, db, dir, importer.Options{})
		if r.Created != 2*works-len(half) || r.Unchanged != len(half) {
			t.Errorf("report %+v after %d files, want the others", r, len(half))
		}
	})
}

func TestAWorkThatBecomesAPageDoesSoInEveryLocale(t *testing.T) {
	db := newSite(t)
	dir := folder(t, pair)
	imported(t, db, dir, importer.Options{})
	write(t, dir, map[string]string{"en-us/hello.md": strings.Replace(pair["en-us/hello.md"], "title", "kind: page\ntitle", 1)})
	r := imported(t, db, dir, importer.Options{})
	if r.Updated != 2 {
		t.Errorf("report %+v, want both posts updated", r)
	}
	en, pt := postAt(t, db, "en-US", content.Page, "hello"), postAt(t, db, "pt-BR", content.Page, "ola")
	if en.GroupID != pt.GroupID || pt.Words == 0 {
		t.Errorf("pages %+v and %+v", en, pt)
	}
}

func TestAPageDoesNotTakeAnAddressOfTheSite(t *testing.T) {
	db := newSite(t)
	imported(t, db, folder(t, map[string]string{"pages/tags.md": "# Tags\n\nText\n", "pages/admin.md": "# Admin\n\nText\n"}), importer.Options{})
	postAt(t, db, "en-US", content.Page, "tags-2")
	postAt(t, db, "en-US", content.Page, "admin-2")
}

func TestASlugThatTheSiteUsesIsLeftToIt(t *testing.T) {
	db := newSite(t)
	storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "hello"})
	imported(t, db, folder(t, pair), importer.Options{})
	postAt(t, db, "en-US", content.Article, "hello-2")
}

func saved(t *testing.T, db *store.DB, p content.Post) {
	t.Helper()
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { _, err := tx.SavePost(ctx, p); return err })
}
