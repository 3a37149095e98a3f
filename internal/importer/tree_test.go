package importer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verso/internal/importer"
	"verso/internal/store/storetest"
)

// Bad input: a clear report, nothing lost, nothing outside the folder read
// (trust T14, T34).
func TestAFileThatCannotBeReadIsReportedAndStopsNothing(t *testing.T) { // FACTS 28, 31
	outside := folder(t, map[string]string{"secret.md": "# Secret\nmarker-outside", "more/deep.md": "# Deep\nmarker-outside"})
	dir := folder(t, map[string]string{
		"en-us/good.md":        "---\ntitle: Good\n---\nA text.\n",
		"pt-br/good.md":        "---\ntitle: Bom\n---\nUm texto.\n",
		"en-us/header.md":      "---\ntitle: a\nexcerpt: one: two\n---\nText.\n",
		"en-us/open.md":        "---\ntitle: never closed\n",
		"en-us/latin1.md":      "---\ntitle: caf\xe9\n---\nText.\n",
		"en-us/nul.md":         "---\ntitle: a\n---\nTe\x00xt.\n",
		"en-us/utf16.md":       "\xff\xfeh\x00i\x00",
		"en-us/huge.md":        strings.Repeat("0123456789abcdef", 20<<20/16),
		"en-us/deep.md":        "---\ntitle: Deep\n---\n" + strings.Repeat("> ", 5000) + "x\n",
		"en-us/\x1b[31mred.md": "# Red\nText",
		".git/en-us/good.md":   "# No\n",
		"node_modules/a/x.md":  "# No\n",
		"pt-br/header.md":      "---\ntitle: b\n---\nTexto.\n",
	})
	for name, target := range map[string]string{
		"en-us/link.md":   filepath.Join(outside, "secret.md"),
		"en-us/up.md":     "../../../../../../../../etc/hostname",
		"en-us/inside.md": "good.md",
		"en-us/folder":    filepath.Join(outside, "more"),
		"en-us/gone.md":   "nothing-here.md",
	} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "en-us", "name-\xff.md"), []byte("# A\nText"), 0o600); err != nil {
		t.Fatal(err)
	}

	db := storetest.SQLite(t)
	r := imported(t, db, dir, importer.Options{})
	want := map[string]struct {
		line   int
		reason string
	}{
		"en-us/header.md":      {3, "colon"},
		"en-us/open.md":        {1, "not closed"},
		"en-us/latin1.md":      {2, "UTF-8"},
		"en-us/nul.md":         {4, "NUL"},
		"en-us/utf16.md":       {1, "UTF-16"},
		"en-us/huge.md":        {0, "20 MB"},
		"en-us/deep.md":        {0, "32 quotes"},
		"en-us/\x1b[31mred.md": {0, "rename"},
		"en-us/link.md":        {0, "leads out"},
		"en-us/up.md":          {0, "leads out"},
		"en-us/inside.md":      {0, "not followed"},
		"en-us/folder":         {0, "leads out"},
		"en-us/gone.md":        {0, "nowhere"},
		"en-us/name-\ufffd.md": {0, "rename"},
	}
	got := map[string]importer.Problem{}
	for _, p := range r.Skipped {
		got[p.File] = p
	}
	for file, w := range want {
		p, ok := got[file]
		if !ok || p.Line != w.line || !strings.Contains(p.Reason, w.reason) {
			t.Errorf("%q: %+v, want line %d and %q", file, p, w.line, w.reason)
		}
		delete(got, file)
	}
	for _, p := range got {
		t.Errorf("unexpected: %+v", p)
	}
	if r.Created != 3 || r.Groups != 2 || r.Posts["pt-br"] != 2 {
		t.Errorf("report %+v, want the three good files", r)
	}
	files, err := db.ImportFiles(t.Context())
	if err != nil || len(files) != 3 {
		t.Errorf("the ledger holds %+v (%v), want three files", files, err)
	}
}

func TestAFolderThatIsNotThereIsAnError(t *testing.T) {
	_, err := newImporter(t, storetest.SQLite(t)).Import(t.Context(), filepath.Join(t.TempDir(), "nowhere"), importer.Options{})
	if err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("error %v, want one that names the folder", err)
	}
}

func TestPicturesOutsideTheFolderAreNotRead(t *testing.T) { // T14
	outside := folder(t, map[string]string{"secret.png": png})
	dir := folder(t, map[string]string{
		"en-us/a.md": "# A\n\n![up](../../" + filepath.Base(outside) + "/secret.png)\n![root](/etc/passwd.png)\n![linked](link.png)\n",
	})
	if err := os.Symlink(filepath.Join(outside, "secret.png"), filepath.Join(dir, "en-us", "link.png")); err != nil {
		t.Fatal(err)
	}
	db := storetest.SQLite(t)
	r := imported(t, db, dir, importer.Options{Layout: importer.FolderLayout})
	p := postAt(t, db, "en-US", "article", "a")
	pictures, err := db.MediaOf(t.Context(), p.ID)
	if err != nil || len(pictures) > 0 {
		t.Errorf("pictures %+v (%v), want none", pictures, err)
	}
	if w := reasons(r.Warnings); !strings.Contains(w, "leads out of the folder") {
		t.Errorf("warnings:\n%s", w)
	}
}
