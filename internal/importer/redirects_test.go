package importer_test

import (
	"slices"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
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
		{From: "/en-us/blog/renamed", To: "/en-us/articles/a", Status: 301},
		{From: "/feed", To: "https://feeds.test/x", Status: 302},
		{From: "/old/a", To: "/en-us/articles/a", Status: 301},
		{From: "/velho", To: "/pt-br/articles/a", Status: 301},
	}
	if !slices.Equal(redirects, want) {
		t.Errorf("redirects\n%+v\nwant\n%+v", redirects, want)
	}
	for _, problem := range []string{
		content.ErrRedirectTo.Error(), "/loop: " + content.ErrRedirectLoop.Error(), "/chain: " + content.ErrRedirectChain.Error(),
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
