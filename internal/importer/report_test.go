package importer_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestTextsWithoutDateAreListedInTheOrderOfTheirPaths(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		files := map[string]string{}
		for _, name := range []string{"b", "a", "c", "d"} {
			files[name+".md"] = "# " + name + "\n\nText of " + name + ".\n"
		}
		files["e.md"] = "---\ntitle: e\ndate: 2020-01-01\n---\nText.\n"
		dir := folder(t, files)
		r := imported(t, db, dir, importer.Options{})
		listed, err := db.Published(t.Context(), "en-US", content.Article, 10, 0)
		if err != nil {
			t.Fatal(err)
		}
		var slugs []string
		for _, p := range listed {
			slugs = append(slugs, p.Slug)
			if p.Slug != "e" && p.PublishedAt.Format(time.DateOnly) != storetest.Now.Format(time.DateOnly) {
				t.Errorf("%s is of %s, want the day of the import", p.Slug, p.PublishedAt)
			}
		}
		if !slices.Equal(slugs, []string{"a", "b", "c", "d", "e"}) {
			t.Errorf("listed are %q", slugs)
		}
		if !strings.Contains(reasons(r.Warnings), "a.md: has no date; it is shown on the day of its first import, in the order of the paths (in 4 files)") {
			t.Errorf("warnings:\n%s", reasons(r.Warnings))
		}
	})
}

func TestLocalesThatAFirstImportRemovesAreNamed(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "ja", "fr")
		dir := folder(t, map[string]string{"a.md": "# A\n\nText.\n"})
		if r := imported(t, db, dir, importer.Options{}); !strings.Contains(reasons(r.Warnings), "no file is in ja, fr, which the empty site spoke") {
			t.Errorf("warnings:\n%s", reasons(r.Warnings))
		}
		storetest.Locales(t, db, "en-US", "ja")
		if r := imported(t, db, dir, importer.Options{}); strings.Contains(reasons(r.Warnings), "which the empty site spoke") {
			t.Errorf("nothing is removed later, but:\n%s", reasons(r.Warnings))
		}
	})
}

func TestTagsThatAreLostOrOneAreReported(t *testing.T) {
	db := newSite(t)
	tagged := func(tags string) string { return "---\ntitle: T\ndate: 2024-01-01\ntags: [" + tags + "]\n---\nText.\n" }
	r := imported(t, db, folder(t, map[string]string{
		"a.md": tagged(`"🎉", C, C++, "C#"`),
		"b.md": tagged(`c, "c++"`),
	}), importer.Options{})
	var told []string
	for _, p := range r.Warnings {
		if strings.Contains(p.Reason, "tag") {
			told = append(told, reasons([]importer.Problem{p}))
		}
		if p.Line != 4 {
			t.Errorf("%+v, want line 4", p)
		}
	}
	want := []string{"a.md: the tag \"🎉\" was left out: nothing of it can stand in an address\n"}
	if !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	// Signs that no address keeps:
	r = imported(t, newSite(t), folder(t, map[string]string{"a.md": tagged(`"Ask me!"`), "b.md": tagged(`"ask: me"`), "c.md": tagged(`"ask: me"`)}), importer.Options{})
	if len(r.Warnings) != 1 || !strings.HasPrefix(r.Warnings[0].Reason, "the tags \"Ask me!\" and \"ask: me\" are one tag") || r.Warnings[0].File != "b.md" {
		t.Errorf("warnings:\n%s", reasons(r.Warnings))
	}
}

func TestAFolderWithoutTextsSaysSo(t *testing.T) {
	for want, files := range map[string]map[string]string{
		"the folder is empty":           {".hidden": "x"},
		"the folder holds no Markdown":  {"a.html": "x", "b/c.txt": "x"},
		"(2 files, none of which ends ": {"a.html": "x", "b/c.txt": "x"},
	} {
		db := newSite(t)
		r := imported(t, db, folder(t, files), importer.Options{})
		if !strings.Contains(reasons(r.Warnings), want) {
			t.Errorf("warnings:\n%s\nwant %q", reasons(r.Warnings), want)
		}
	}
}

func TestMistakesInTOMLAreToldInWordsToActOn(t *testing.T) {
	for line, want := range map[string]string{
		"title = nope":     "text stands between quotes",
		"title = Hello":    "text stands between quotes",
		"title = \"Hello":  "the closing \" of a text is missing",
		"title: Hello":     "an = is expected",
		"tags = [\"a\"":    "] of a list is missing",
		"title = 'it's'":   "is a quotation mark missing",
		"weight = 08":      "a number cannot begin with 0",
		"title = “Hello”":  "text stands between quotes",
		"tags = [go, web]": "text stands between quotes",
	} {
		r := imported(t, newSite(t), folder(t, map[string]string{"a.md": "+++\nslug = \"a\"\n" + line + "\n+++\nText.\n"}), importer.Options{})
		if len(r.Skipped) != 1 || !strings.Contains(r.Skipped[0].Reason, want) || r.Skipped[0].Line < 3 {
			t.Errorf("%s: %+v, want line 3 and %q", line, r.Skipped, want)
		}
	}
}
