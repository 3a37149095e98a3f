package importer_test

import (
	"slices"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestAliasesAndRulesBecomeRedirects(t *testing.T) { // rule 22b, FACTS 25
	db := storetest.SQLite(t)
	dir := folder(t, map[string]string{
		"content/en-us/blog/a.md": "---\ntitle: A\naliases: [/old/a, renamed, /caf%C3%A9]\nurl: /en-us/articles/a\n---\nText",
		"content/pt-br/blog/a.md": "---\ntitle: Á\naliases: [/velho, /old/a]\n---\nTexto",
		"content/en-us/_index.md": "---\ntitle: Home\naliases: [/nothing]\n---\n",
		"static/_redirects": `# moved
/blog/*  /en-us/articles/:splat  302
/feed    https://feeds.test/x    307!
/host    //evil.test
/loop    /loop
/rewrite /x 200
/lang    /x 302 Language=pt
/p/:year /x
/one
/chain   /feed
`,
	})
	r := imported(t, db, dir, importer.Options{})
	redirects, err := db.Redirects(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []content.Redirect{
		{From: "/blog/", To: "/en-us/articles/:splat", Status: 302, Prefix: true},
		{From: "/blog/renamed", To: "/en-us/articles/a", Status: 301},
		{From: "/café", To: "/en-us/articles/a", Status: 301},
		{From: "/chain", To: "https://feeds.test/x", Status: 302},
		{From: "/en-us/blog/renamed", To: "/en-us/articles/a", Status: 301},
		{From: "/feed", To: "https://feeds.test/x", Status: 302},
		{From: "/old/a", To: "/en-us/articles/a", Status: 301},
		{From: "/velho", To: "/pt-br/articles/a", Status: 301},
	}
	if !slices.Equal(redirects, want) {
		t.Errorf("redirects\n%+v\nwant\n%+v", redirects, want)
	}
	for _, problem := range []string{
		content.ErrRedirectTo.Error(), "/loop: " + content.ErrRedirectLoop.Error(), "/chain: leads to another redirect, /feed",
		`"200" is not supported`, `"Language=pt" is not supported`, "placeholders", "two addresses",
	} {
		if !strings.Contains(reasons(r.Warnings), problem) {
			t.Errorf("warnings:\n%s\nwant %q", reasons(r.Warnings), problem)
		}
	}
	for _, p := range r.Warnings {
		if strings.HasSuffix(p.File, "_redirects") && p.Line == 0 {
			t.Errorf("%+v does not say the line", p)
		}
	}
	version, _ := db.SiteVersion(t.Context())
	imported(t, db, dir, importer.Options{})
	if again, _ := db.SiteVersion(t.Context()); again != version {
		t.Errorf("a second import moved the site from version %d to %d", version, again)
	}
}

func TestChainsOfRulesLeadToTheirLastTarget(t *testing.T) { // rule 22b
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		files := map[string]string{
			"a.md": "# A\n\nText\n",
			"_redirects": `/old2 /old3
/old3 /en-us/
/one /two
/two /one
/into /one
/was/* /is/:splat
/is/*  /en-us/articles/:splat 302
`,
		}
		dir := folder(t, files)
		r := imported(t, db, dir, importer.Options{})
		want := []content.Redirect{
			{From: "/is/", To: "/en-us/articles/:splat", Status: 302, Prefix: true},
			{From: "/old2", To: "/en-us/", Status: 301},
			{From: "/old3", To: "/en-us/", Status: 301},
			{From: "/was/", To: "/en-us/articles/:splat", Status: 302, Prefix: true},
		}
		if got, err := db.Redirects(t.Context()); err != nil || !slices.Equal(got, want) {
			t.Errorf("redirects %+v (%v), want %+v", got, err, want)
		}
		var lines []int
		for _, p := range r.Warnings {
			if p.File == "_redirects" {
				lines = append(lines, p.Line)
			}
		}
		if !slices.Equal(lines, []int{1, 3, 4, 5, 6}) {
			t.Errorf("reported are the lines %v:\n%s", lines, reasons(r.Warnings))
		}
		files["_redirects"] = "/old3 /en-us/\n/en-us /pt-br\n"
		write(t, dir, files)
		imported(t, db, dir, importer.Options{})
		got, err := db.Redirects(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, redirect := range got {
			if redirect.To == "/en-us/" {
				t.Errorf("%+v leads to what is redirected now", redirect)
			}
		}
	})
}
