package server_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"verso/internal/content"
	"verso/internal/server"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/webtest"
)

// Translation, part 13.
func TestAWorkIsReadInTwoLanguagesSideBySide(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		translated(t, db)
		webtest.Run(t, serve(t, db), scripts+"beside/*.txt")
	})
}

// What cannot be shown beside a text is a parameter like any other: the page
// is the one without it, byte for byte, and tells nothing of drafts (rules 34
// and 43).
func TestAnythingElseBesideATextIsTheText(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		posts := translated(t, db)
		edit(t, db, posts[2].ID, func(p *content.Post) { p.Status = content.Draft })
		h := cached(t, db)
		const article = "/pt-br/artigos/ferramenta"
		want := served(get(h, article))
		for _, query := range []string{
			"with=fr", "with=xx", "with=", "with", "with=pt-br", "with=de-de", "with=../en-us", "with=" + strings.Repeat("a", 4000),
			"with=xx&with=en-us", "With=en-us", "with=%3Cscript%3E", "x=en-us",
		} {
			if got := served(get(h, article+"?"+query)); got != want {
				t.Errorf("?%.40s is another answer:\n%s", query, difference(got, want))
			}
		}
		if w := get(h, "/fr/articles/outil?with=pt-br"); w.Code != http.StatusNotFound {
			t.Errorf("a draft beside a text answers %d, want 404", w.Code)
		}
		set(t, db, site.MissingPolicy, "", "original")
		h = cached(t, db)
		if got, want := served(get(h, "/fr/articles/tool?with=pt-br")), served(get(h, "/fr/articles/tool")); got != want {
			t.Errorf("beside an original in another language's page is another answer:\n%s", difference(got, want))
		}
	})
}

// Rule 73: a kept page is made again when one of its two texts changes.
func TestAKeptPageOfTwoTextsFollowsBoth(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		posts := translated(t, db)
		h := cached(t, db)
		const page = "/pt-br/artigos/ferramenta?with=fr"
		has := func(want, not string) {
			t.Helper()
			for range 2 { // made, then kept
				if body := get(h, page).Body.String(); !strings.Contains(body, want) || strings.Contains(body, not) {
					t.Fatalf("want %q and not %q in:\n%s", want, not, body)
				}
			}
		}
		has("Prenez-le.", "Achetez-le.")
		edit(t, db, posts[2].ID, func(p *content.Post) { p.Body = strings.Replace(p.Body, "Prenez-le.", "Achetez-le.", 1) })
		has("Achetez-le.", "Prenez-le.")
		edit(t, db, posts[1].ID, func(p *content.Post) { p.Body = strings.Replace(p.Body, "Baixe.", "Compre.", 1) })
		has("Compre.", "Baixe.")
		edit(t, db, posts[2].ID, func(p *content.Post) { p.Status = content.Archived })
		has(`<div class="prose">`, "Achetez-le.")
		edit(t, db, posts[2].ID, func(p *content.Post) { p.Status = content.Published })
		has("Achetez-le.", "Prenez-le.")
	})
}

// Two texts with the same ids, notes and headings stand on one page, and each
// link stays in its text.
func TestNoIDStandsTwiceWhereTwoTextsDo(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		posts := translated(t, db)
		const body = "A[^1] [to](#spot).\n\n## One {#spot}\n\n## One\n\n## One\n\n## ~x {#fn:1}\n\n<p id=\"own\">kept</p>\n\n[^1]: Note.\n"
		for _, p := range posts[:2] {
			edit(t, db, p.ID, func(p *content.Post) { p.Body = body })
		}
		doc, err := goquery.NewDocumentFromReader(get(serve(t, db), "/en-us/articles/tool?with=pt-br").Body)
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]*goquery.Selection{}
		doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			id := s.AttrOr("id", "")
			if ids[id] != nil {
				t.Errorf("the id %q stands twice", id)
			}
			ids[id] = s
		})
		links := 0
		doc.Find(".pair a[href^='#']").Each(func(_ int, a *goquery.Selection) {
			links++
			to := ids[strings.TrimPrefix(a.AttrOr("href", ""), "#")]
			if to == nil || to.Closest(".facing").Length() != a.Closest(".facing").Length() {
				t.Errorf("%s leads out of its text", a.AttrOr("href", ""))
			}
		})
		if links < 14 {
			t.Errorf("%d links within the texts, want all of both", links)
		}
	})
}

// Case 66: what nobody has translated says its language beside its original
// too.
func TestAnUntranslatedBlockSaysItsLanguageBesideItsOriginal(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		posts := translated(t, db)
		source, target := posts[0], posts[1]
		edit(t, db, target.ID, func(p *content.Post) { p.Body = strings.Replace(p.Body, "Baixe.", "Get it.", 1) })
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			if err := note(ctx, tx, source.ID, target.ID, 0, 1, 2, 3, 4); err != nil {
				return err
			}
			return tx.SaveForeignParts(ctx, target.ID, fmt.Sprintf("%d-%d", strings.Index(manual[pt], "Baixe."), strings.Index(manual[pt], "Baixe.")+len("Get it.")))
		})
		for page, want := range map[string]string{
			"/en-us/articles/tool?with=pt-br":          `<details lang="pt-BR" dir="ltr">`,
			"/pt-br/artigos/ferramenta?with=en-us":     `<h1 id="title">A ferramenta</h1>`,
			"/pt-br/artigos/ferramenta?utm_source=all": `<h1 id="title">A ferramenta</h1>`,
		} {
			body := get(serve(t, db), page).Body.String()
			for _, want := range []string{want, `<p lang="en-US" dir="ltr">Get it.</p>`} {
				if !strings.Contains(body, want) {
					t.Errorf("%s: no %s in:\n%s", page, want, body)
				}
			}
		}
	})
}

// A text that cannot be taken apart stands beside the other as a whole.
func TestATextOverTheLimitsStandsBesideTheOther(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		posts := translated(t, db)
		edit(t, db, posts[1].ID, func(p *content.Post) { p.Body = strings.Repeat(">", 100) + " fundo" })
		for _, page := range []string{"/en-us/articles/tool?with=pt-br", "/pt-br/artigos/ferramenta?with=en-us"} {
			body := get(serve(t, db), page).Body.String()
			for _, want := range []string{`<pre class="written"`, "Get it again."} {
				if !strings.Contains(body, want) {
					t.Errorf("%s: no %s in:\n%s", page, want, body)
				}
			}
		}
	})
}

// However long the texts are, the page of both costs the same.
func TestTwoTextsCostAConstantNumberOfQueries(t *testing.T) {
	const limit = 46 // French is read by Portuguese, and that by English
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		posts := translated(t, db)
		lengthen := func(times int) {
			for _, p := range posts {
				edit(t, db, p.ID, func(p *content.Post) {
					p.Body += strings.Repeat("\n## Mais\n\n[a](/en-us/articles/tool) b\n", times)
				})
			}
		}
		lengthen(1)
		pages := []string{"/en-us/articles/tool?with=pt-br", "/fr/articles/outil?with=pt-br", "/pt-br/artigos/ferramenta?with=ko"}
		before := map[string]int{}
		for _, page := range pages {
			before[page] = queries(t, at(t, db, 0, server.DefaultMemory, clock), page)
		}
		lengthen(40)
		for _, page := range pages {
			after := queries(t, at(t, db, 0, server.DefaultMemory, clock), page)
			t.Logf("%s: %d queries", page, after)
			if after != before[page] || after > limit {
				t.Errorf("%s costs %d queries, and %d when the texts are long; want the same and at most %d", page, before[page], after, limit)
			}
		}
	})
}
