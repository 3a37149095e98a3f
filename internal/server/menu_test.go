package server_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/webtest"
)

// lead makes a menu of a page in both languages, a section with a name of its
// own in one, a page in one language, and addresses here, nowhere and
// elsewhere.
func lead(t *testing.T, db *store.DB) {
	t.Helper()
	group := func(slug string) content.GroupID {
		posts, err := db.PostsBySlug(t.Context(), content.Page, slug)
		if err != nil || len(posts) != 1 {
			t.Fatalf("pages at %s: %v, %v; want one", slug, posts, err)
		}
		return posts[0].GroupID
	}
	label := func(l locale.Tag, text string) map[locale.Tag]string { return map[locale.Tag]string{l: text} }
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveMenu(ctx, []site.MenuItem{
			{ID: 1, Kind: site.ToWork, Group: group("about"), Labels: label(en, "Who I am")},
			{ID: 2, Kind: site.ToSection, Section: site.Tags, Labels: label(pt, "Assuntos")},
			{ID: 3, Kind: site.ToWork, Group: group("artigos")},
			{ID: 4, Kind: site.ToAddress, Address: "/en-us/articles/hello-world", Labels: label(en, "Start here")},
			{ID: 5, Kind: site.ToAddress, Address: "/en-us/articles/nowhere", Labels: label(en, "Nowhere")},
			{ID: 6, Kind: site.ToAddress, Address: "https://other.test/", Labels: label(en, "Elsewhere")},
			{ID: 7, Kind: site.ToAddress, Address: "/en-us/tags/go", Labels: label(en, "Go")},
		})
	})
}

func TestTheMenuIsTheOwners(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		lead(t, db)
		webtest.Run(t, serve(t, db), scripts+"menu/*.txt")
	})
}

// Rules 32 and 33: what happens to a missing variant is chosen per locale.
func TestAMissingVariantIsTreatedAsItsLocaleSays(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			return tx.SaveLocale(ctx, site.Locale{Tag: fr, Position: 2, Enabled: true})
		})
		lead(t, db)
		set(t, db, site.MissingPolicy, pt, "original")
		webtest.Run(t, serve(t, db), scripts+"menu-original/*.txt")
	})
}

// A page that was kept has the new menu at the next request, and its link to
// a text goes when the text does.
func TestTheMenuOfAKeptPageIsNeverOld(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		visited := cached(t, db)
		home := func() string { return get(visited, "/pt-br/contato").Body.String() }
		if !strings.Contains(home(), `href="/pt-br/artigos"`) {
			t.Fatal("without a menu the page does not lead to the articles")
		}
		lead(t, db)
		if body := home(); strings.Contains(body, `href="/pt-br/artigos"`) || !strings.Contains(body, "Assuntos") {
			t.Error("the page does not have the menu that was made")
		}
		if !strings.Contains(home(), `href="/pt-br/artigos/ola-mundo"`) {
			t.Fatal("the menu does not lead to the article")
		}
		change(t, db, bySlug(t, db, "ola-mundo"), func(p *content.Post) { p.Slug = "ola" })
		if !strings.Contains(home(), `href="/pt-br/artigos/ola"`) {
			t.Error("the menu leads to the old address of an article")
		}
		writing := publishing.New(db, clock, modelWords, slog.New(slog.DiscardHandler))
		if _, err := writing.ClearMenu(t.Context(), account.Operator()); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(home(), `href="/pt-br/artigos"`) {
			t.Error("the page still has the menu that was given up")
		}
	})
}

// An item of the menu goes with the work that it leads to, on every page that
// is kept.
func TestAMenuLosesWhatIsRemovedForGood(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		p := storetest.Work(t, db, content.Post{Kind: content.Page, Locale: en, Slug: "only"})[0]
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			return tx.SaveMenu(ctx, []site.MenuItem{{ID: 1, Kind: site.ToWork, Group: p.GroupID}})
		})
		s := cached(t, db)
		if page := get(s, "/en-us/").Body.String(); !strings.Contains(page, `href="/en-us/only"`) || strings.Contains(page, `href="/en-us/articles"`) {
			t.Fatalf("the menu is not the owner's:\n%s", page)
		}
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.RemovePost(ctx, p.ID) })
		if page := get(s, "/en-us/").Body.String(); strings.Contains(page, `href="/en-us/only"`) || !strings.Contains(page, `href="/en-us/articles"`) {
			t.Errorf("without its work the menu is not the site's own again:\n%s", page)
		}
	})
}
