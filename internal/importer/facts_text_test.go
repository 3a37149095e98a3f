package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestHostileTitlesAreKeptAsWritten(t *testing.T) { // FACTS 18
	for written, want := range map[string]string{
		"2019": "2019", "1.10": "1.10", "true": "true", `"<b>A</b> & {{ c }} ` + "`d`" + ` 🎉"`: "<b>A</b> & {{ c }} `d` 🎉", `'"quoted"'`: `"quoted"`,
	} {
		if v, _ := variantOf(t, "a.md", "---\ntitle: "+written+"\n---\nText"); v.Post.Title != want {
			t.Errorf("title %s became %q, want %q", written, v.Post.Title, want)
		}
	}
}

func TestADayOfPublicationToComeSchedules(t *testing.T) { // FACTS 19, 26
	v, _ := variantOf(t, "a.md", "---\ntitle: T\ndate: 2020-01-01\npublishDate: 2099-02-03\n---\nText")
	if day := v.Post.Date().Format("2006-01-02"); v.Post.Status != content.Scheduled || day != "2099-02-03" {
		t.Errorf("%s on %s, want scheduled for 2099-02-03", v.Post.Status, day)
	}
}

func TestDatesInFolders(t *testing.T) { // FACTS 19
	for name, want := range map[string]string{
		"blog/2021/02/03/a.md": "2021-02-03 a", "blog/2021/2/3/a/index.md": "2021-02-03 a", "2021-02-03/a.md": "2021-02-03 a",
		"blog/2021-02-03-a/index.md": "2021-02-03 a", "2021/13/40/a.md": "2026-11-20 a",
	} {
		v, _ := variantOf(t, name, "---\ntitle: T\n---\nText")
		if got := v.Post.Date().Format("2006-01-02") + " " + v.Post.Slug; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

func TestMarksOfADraftThatCannotBeReadAreDrafts(t *testing.T) { // FACTS 26
	for header, want := range map[string]content.Status{
		"draft: perhaps": content.Draft, "draft: \"true\"": content.Draft, "isDraft: on": content.Draft, "private: true": content.Draft,
		"published: no": content.Draft, "publish: false": content.Draft, "unpublished: 1": content.Draft, "build: {render: never}": content.Draft,
		"draft:": content.Published, "draft: off": content.Published, "private: false": content.Published, "status: publish": content.Published,
		"unpublishdate: 2020-01-01": content.Archived, "expiry_date: 2020-01-01T00:00:00+02:00": content.Archived, "expires: never": content.Published,
	} {
		v, p := variantOf(t, "a.md", "---\ntitle: T\n"+header+"\n---\nText")
		if v.Post.Status != want {
			t.Errorf("%q is %s, want %s", header, v.Post.Status, want)
		}
		if unclear := strings.HasSuffix(header, "perhaps") || strings.HasSuffix(header, "never"); unclear != (len(p.Warnings) > 0) {
			t.Errorf("%q warns\n%s", header, reasons(p.Warnings))
		}
	}
}

func TestEveryKeyOfAnOldAddressRedirects(t *testing.T) { // FACTS 25
	db := storetest.SQLite(t)
	imported(t, db, folder(t, map[string]string{
		"en/blog/a.md": "---\ntitle: A\nurl: old/url\nmood: x\n---\nText",
		"en/blog/b.md": "---\ntitle: B\npermalink: /old/permalink.html\n---\nText",
		"en/blog/c.md": "---\ntitle: C\npath: old/path\n---\nText",
		"en/blog/d.md": "---\ntitle: D\nredirect_from:\n- /old/from/\n- /older/from\n---\nText",
		"en/blog/e.md": "---\ntitle: E\nalias: near\npermalink: /:year/:title/\n---\nText",
		"en/blog/f.md": "---\ntitle: F\naliases: [https://other.test/f]\ncanonicalurl: https://other.test/f\n---\nText",
	}), importer.Options{Layout: importer.FolderLayout})
	redirects, err := db.Redirects(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range redirects {
		got[r.From] = strings.TrimPrefix(r.To, "/en/articles/")
	}
	want := map[string]string{
		"/en/old/url": "a", "/old/url": "a", "/old/permalink.html": "b", "/en/old/path": "c", "/old/path": "c", "/old/from": "d", "/older/from": "d",
		"/en/blog/near": "e", "/blog/near": "e",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("redirects\n%v\nwant\n%v", got, want)
	}
	for slug, extra := range map[string]string{"a": `{"mood":"x"}`, "d": "", "e": `{"permalink":"/:year/:title/"}`, "f": `{"aliases":["https://other.test/f"]}`} {
		if p := postAt(t, db, "en", content.Article, slug); p.Extra != extra {
			t.Errorf("%s keeps %s, want %s: what became a redirect is the site's", slug, p.Extra, extra)
		}
	}
	if p := postAt(t, db, "en", content.Article, "f"); p.CanonicalURL != "https://other.test/f" {
		t.Errorf("canonical %q", p.CanonicalURL)
	}
}

func TestNamesOfPeopleInEveryShape(t *testing.T) { // FACTS 32
	for header, want := range map[string]string{
		"author: Ana": "Ana", "author: [Ana, Bo]": "Ana, Bo", "authors:\n- name: Ana\n  url: x\n- Bo": "Ana, Bo",
		"contributors:\n- [Ana, x]\n- [Bo]": "Ana, Bo", "author:\nauthors: Bo": "Bo", "author: {name: Ana}": "Ana",
	} {
		if v, _ := variantOf(t, "a.md", "---\ntitle: T\n"+header+"\n---\nText"); v.Post.Author != want {
			t.Errorf("author of %q is %q, want %q", header, v.Post.Author, want)
		}
	}
}

func TestUnknownKeysKeepTheirOrderAndTypes(t *testing.T) { // FACTS 33
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		imported(t, db, folder(t, map[string]string{"a.md": `---
zeta: 1
title: T
cSpell:ignore: a b
"a/b": [1.10, "1.10", true, null, {x: y, a: 2}]
Weight2: 007
when: 2020-01-02
empty: {}
html: <b>&amp;</b>
---
Text`}), importer.Options{})
		p := postAt(t, db, "en-US", content.Article, "a")
		want := `{"zeta":1,"cSpell:ignore":"a b","a/b":[1.10,"1.10",true,null,{"x":"y","a":2}],"Weight2":"007","when":"2020-01-02","empty":{},` +
			`"html":"\u003cb\u003e\u0026amp;\u003c/b\u003e"}`
		if p.Extra != want {
			t.Errorf("extra %s\nwant  %s", p.Extra, want)
		}
	})
}

func TestTextsKeepTheirCharacters(t *testing.T) { // FACTS 29
	for written, want := range map[string]string{
		"a\r\nb\rc\n": "a\nb\nc\n",
		"no end":      "no end",
		"a\u00a0b می\u200cخواهم \u202bx\u202c": "a\u00a0b می\u200cخواهم \u202bx\u202c",
		"cafe\u0301 ガ":                          "cafe\u0301 ガ", // not in NFC: search folds, the text stays
		"a\x07b\x1bc\u0085d":                    "abcd",
		"---\n\nA rule begins this one.\n":      "---\n\nA rule begins this one.\n",
		"👩\u200d💻 " + strings.Repeat("é", 5000): "👩\u200d💻 " + strings.Repeat("é", 5000),
	} {
		v, p := variantOf(t, "a.md", "---\ntitle: T\n---\n"+written)
		if v.Post.Body != want {
			t.Errorf("text %.40q became %.40q, want %.40q", written, v.Post.Body, want)
		}
		if controls := strings.Contains(written, "\x07"); controls != (len(p.Warnings) > 0) {
			t.Errorf("text %.40q warns\n%s", written, reasons(p.Warnings))
		}
	}
}

func TestRawHTMLIsReportedOncePerKind(t *testing.T) { // FACTS 35
	body := "---\ntitle: T\n---\n<script>x()</script>\n\n<iframe src=\"https://x.test\"></iframe>\n\n<p onclick=\"x()\">Text</p>\n\n<script>y()</script>\n"
	r := imported(t, storetest.SQLite(t), folder(t, map[string]string{"a.md": body, "b.md": body + "B"}), importer.Options{})
	for _, kind := range []string{"<script>", "<iframe>", "onclick="} {
		if strings.Count(reasons(r.Warnings), "a.md: "+kind+" is left out of pages (in 2 files)") != 1 || strings.Count(reasons(r.Warnings), kind) != 1 {
			t.Errorf("warnings:\n%s\nwant %s once, with the number of files", reasons(r.Warnings), kind)
		}
	}
}

func TestPicturesWithoutAlternativeTextAreReportedOnce(t *testing.T) { // FACTS 37
	files := map[string]string{"blog/a/index.md": "# A\n\n![](x.png) ![](y.png)\n", "blog/a/x.png": png, "blog/a/y.png": png, "b.md": "# B\n\n![B](blog/a/x.png)\n"}
	r := imported(t, storetest.SQLite(t), folder(t, files), importer.Options{})
	if w := reasons(r.Warnings); strings.Count(w, "blog/a/index.md: a picture has no alternative text") != 1 || strings.Count(w, "alternative") != 1 {
		t.Errorf("warnings:\n%s", w)
	}
}

func TestLongLinesAndLargeTexts(t *testing.T) { // FACTS 38
	db := storetest.SQLite(t)
	line := strings.Repeat("word ", 98<<10/5)
	r := imported(t, db, folder(t, map[string]string{
		"line.md": "---\ntitle: Line\n---\n" + line, "long.md": "---\ntitle: Long\n---\n" + strings.Repeat("A line of a long text.\n\n", 186<<10/24),
		"changelog.md": "---\ntitle: Changelog\n---\n" + strings.Repeat("* one more\n", 851<<10/11), "small.md": "# Small\n\nText\n",
	}), importer.Options{})
	if r.Created != 3 || len(r.Skipped) != 1 || r.Skipped[0].File != "changelog.md" || !strings.Contains(r.Skipped[0].Reason, "851 kB") {
		t.Errorf("report %+v, want all but the changelog, which no page can show", r)
	}
	if p := postAt(t, db, "en-US", content.Article, "line"); p.Words != 98<<10/5 {
		t.Errorf("%d words", p.Words)
	}
}

func TestTranscriptsComeWithoutHeader(t *testing.T) { // FACTS 17, 39, 40
	db := storetest.SQLite(t)
	text := "**Ana Silva:** Hello. \\[04:13\\] And \\{05:00\\}, \\[unintelligible 00:31:02.11\\].\n\n**Break:** \\[05:10\\]\n\n**Bo:** $$x$$ and \\(y\\).\n"
	r := imported(t, db, folder(t, map[string]string{"podcast/show-413.md": text}), importer.Options{})
	p := postAt(t, db, "en-US", content.Article, "show-413")
	if p.Title != "Show 413" || p.Body != text || len(r.Skipped) > 0 {
		t.Errorf("title %q, body %q", p.Title, p.Body)
	}
}
