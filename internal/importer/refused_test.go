package importer_test

import (
	"strings"
	"testing"

	"verso/internal/importer"
	"verso/internal/store/storetest"
)

// Whoever reads why a text was refused knows what to do about it.
func TestARefusalSaysWhatIsTooMuch(t *testing.T) {
	dir := folder(t, map[string]string{
		"en-us/a.md":     "---\ntitle: A\n---\nText.\n",
		"pt-br/a.md":     "---\ntitle: A\n---\nTexto.\n",
		"en-us/deep.md":  strings.Repeat("> ", 100) + "x\n",
		"en-us/stars.md": "a**b" + strings.Repeat("c* ", 80_000),
		"en-us/links.md": strings.Repeat("[a](", 60_000),
		"en-us/notes.md": strings.Repeat("[^1] ", 5000),
		"en-us/bidi.md":  "---\ntitle: \"abc\u202efdp.exe\"\n---\nText.\n",
	})
	got := map[string]string{}
	for _, p := range imported(t, storetest.SQLite(t), dir, importer.Options{}).Skipped {
		got[p.File] = p.Reason
	}
	for file, want := range map[string]string{
		"en-us/deep.md":  "cannot be shown: a line of its text opens more than 32 quotes and lists",
		"en-us/stars.md": "cannot be shown: too many of its *, _ and ~ stand alone",
		"en-us/links.md": "cannot be shown: too many of its links are not closed",
		"en-us/notes.md": "cannot be shown: its text has more than 4000 footnotes and definitions of links",
		"en-us/bidi.md":  "cannot be kept: its title holds characters that cannot be kept",
	} {
		if got[file] != want {
			t.Errorf("%s: %q, want %q", file, got[file], want)
		}
		delete(got, file)
	}
	if len(got) > 0 {
		t.Errorf("also refused: %v", got)
	}
}

// What is no address is not lost, and its author is told (FACTS 33, rule 72).
func TestAnAddressThatIsNoneIsReportedAndKept(t *testing.T) {
	for _, canonical := range []string{"/a/path", "javascript:alert(1)", "http://[::1"} {
		v, p := variantOf(t, "a.md", "---\ntitle: T\ndate: 2024-01-01\ncanonical_url: '"+canonical+"'\n---\nText")
		if v.Post.CanonicalURL != "" || !strings.Contains(v.Post.Extra, canonical) {
			t.Errorf("%s: canonical is %q, the author's keys are %s; want it among those", canonical, v.Post.CanonicalURL, v.Post.Extra)
		}
		if got := reasons(p.Warnings); !strings.Contains(got, "no web address") || p.Warnings[0].Line != 4 {
			t.Errorf("%s: the report says %+v, want line 4", canonical, p.Warnings)
		}
	}
}
