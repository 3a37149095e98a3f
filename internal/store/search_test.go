package store_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/search"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// slugsOf returns the slugs of the posts that a search finds, in order.
func slugsOf(t *testing.T, db *store.DB, l locale.Tag, typed string) []string {
	t.Helper()
	found, err := db.Search(t.Context(), search.Parse(typed).In(l), nil)
	if err != nil {
		t.Fatalf("search %q in %s: %v", typed, l, err)
	}
	posts, err := db.Posts(t.Context(), found.Posts)
	if err != nil {
		t.Fatal(err)
	}
	slugs := []string{}
	for _, id := range found.Posts {
		slugs = append(slugs, posts[id].Slug)
	}
	return slugs
}

func wantFound(t *testing.T, db *store.DB, l locale.Tag, typed string, want ...string) {
	t.Helper()
	if got := slugsOf(t, db, l, typed); !slices.Equal(got, want) && len(got)+len(want) > 0 {
		t.Errorf("search %q in %s: %v, want %v", typed, l, got, want)
	}
}

// Rule 61, by hand.
func TestSearchFindsWhatReadersMean(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt, "pt-PT", "ar", "ja", "de")
		for _, p := range []content.Post{
			{Locale: pt, Slug: "pt", Title: "Traduções", Body: "A *publicação* de livros: `código`, não."},
			{Locale: "pt-PT", Slug: "pt-pt", Title: "Traduções", Body: "A publicação"},
			{Locale: "ar", Slug: "ar", Title: "المكتبات القديمة", Body: "ترجمة الكتب في ٢٠٢٤"},
			{Locale: "ja", Slug: "ja", Title: "猫の飼い方", Body: "東京タワーのそばで、黒猫と暮らす。"},
			{Locale: "de", Slug: "de", Title: "Über Übersetzungen", Body: "Die Straßen der Stadt."},
			{Locale: en, Slug: "en", Title: "Node.js servers", Body: "It don’t matter. O’Reilly’s books", Excerpt: "A summary"},
		} {
			storetest.Work(t, db, p)
		}
		for _, test := range []struct {
			locale locale.Tag
			slug   string
			typed  []string
		}{
			{pt, "pt", []string{"traducao", "TRADUÇÃO", "traducoes", "tradu", "publicacao", "publicacao livro", `"publicação de livros"`, "a", "nao"}},
			{"pt-PT", "pt-pt", []string{"publicacao"}},
			{"ar", "ar", []string{"مكتبة", "المكتبة", "ترجمات", "2024", "مكت", "في"}},
			{"ja", "ja", []string{"猫", "黒猫", "東京", "タワー", "ﾀﾜｰ", "飼い方", "東京 猫", `"黒猫と暮らす"`}},
			{"de", "de", []string{"ubersetzung", "Uebersetzung", "strasse", "Straße stadt", "über", "die"}},
			{en, "en", []string{"server", "node.js", "node js", "dont", "oreilly", "summary", "matters"}},
		} {
			for _, typed := range test.typed {
				wantFound(t, db, test.locale, typed, test.slug)
			}
		}
		for typed, l := range map[string]locale.Tag{
			`"livros de publicação"`: pt, `"traduções a publicação"`: pt, "tradu ": pt, "tr": pt, "code": pt, "猫京": "ja", "apple": en,
		} {
			wantFound(t, db, l, typed)
		}
	})
}

func TestSearchPutsTitlesFirstThenTheNewest(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		for i, p := range []content.Post{
			{Slug: "old-title", Title: "Apples"},
			{Slug: "old-body", Body: "apples"},
			{Slug: "new-title", Title: "An apple"},
			{Slug: "new-body", Body: "apple"},
		} {
			at := storetest.Now.AddDate(-200+100*(i/2), 0, i)
			p.Locale, p.PublishedAt = en, &at
			storetest.Work(t, db, p)
		}
		wantFound(t, db, en, "apple", "new-title", "old-title", "new-body", "old-body")
	})
}

// A search finds the newest thousand and says that there are more.
func TestSearchIsBounded(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			for i := range store.SearchLimit + 2 {
				group, err := tx.AddGroup(ctx, content.Group{Kind: content.Page})
				if err != nil {
					return err
				}
				at := storetest.Now.Add(time.Duration(-i) * time.Second)
				title := "Pear"
				if i > store.SearchLimit-2 {
					title = "Apple"
				}
				_, err = tx.AddPost(ctx, content.Post{
					GroupID: group.ID, Kind: content.Page, Locale: en, Slug: fmt.Sprintf("p%d", i), Title: title, Body: "apple",
					Status: content.Published, PublishedAt: &at, CreatedAt: at, UpdatedAt: at,
				})
				if err != nil {
					return err
				}
			}
			return nil
		})
		found, err := db.Search(t.Context(), search.Parse("apple").In(en), nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Posts) != store.SearchLimit || !found.More {
			t.Fatalf("found %d posts, more: %v", len(found.Posts), found.More)
		}
		first, err := db.Post(t.Context(), found.Posts[0])
		if err != nil || first.Slug != "p999" {
			t.Errorf("the first is %s, %v; want the only title among the newest thousand, p999", first.Slug, err)
		}
	})
}

// Every write of a post keeps the index, in its own transaction.
func TestIndexFollowsEveryWrite(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt)
		p := storetest.Work(t, db, content.Post{Locale: en, Slug: "a", Title: "Apple"}, content.Post{Locale: pt, Slug: "b", Title: "Maçã"})[0]
		save := func(change func(*content.Post)) {
			t.Helper()
			storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
				change(&p)
				p, err = tx.SavePost(ctx, p)
				return err
			})
		}
		wantFound(t, db, en, "apple", "a")
		save(func(p *content.Post) { p.Title = "Pear" })
		wantFound(t, db, en, "apple")
		wantFound(t, db, en, "pear", "a")
		save(func(p *content.Post) { p.Body = "A plum." })
		wantFound(t, db, en, "plum", "a")
		moved := storetest.Now.AddDate(-3, 0, 0)
		save(func(p *content.Post) { p.PublishedAt = &moved })
		wantFound(t, db, en, "plum", "a")
		for _, status := range []content.Status{content.Archived, content.Draft, content.Trashed, content.Scheduled} {
			save(func(p *content.Post) { p.Status = status })
			wantFound(t, db, en, "plum")
		}
		save(func(p *content.Post) { p.Status = content.Published })
		wantFound(t, db, en, "plum", "a")

		boom := errors.New("boom")
		err := db.Tx(t.Context(), func(tx *store.Tx) error {
			if err := tx.RemovePost(t.Context(), p.ID); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatal(err)
		}
		wantFound(t, db, en, "plum", "a")
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.RemovePost(ctx, p.ID) })
		wantFound(t, db, en, "plum")
		wantFound(t, db, pt, "maca", "b")
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.Clear(ctx) })
		wantFound(t, db, pt, "maca")
	})
}

// A database that is older than the index gets one, in several small acts.
func TestReindexFindsWhatWasThereBefore(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		for i := range 250 {
			storetest.Work(t, db, content.Post{Locale: en, Slug: fmt.Sprintf("p%d", i), Title: fmt.Sprintf("Apple %d", i)})
		}
		storetest.Work(t, db, content.Post{Locale: en, Slug: "draft", Title: "Apple", Status: content.Draft})
		for range 2 { // the second time there is nothing to do
			if err := db.Reindex(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n := len(slugsOf(t, db, en, "apple")); n != 250 {
				t.Errorf("%d posts are found, want 250", n)
			}
		}
		if err := db.ForgetIndex(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantFound(t, db, en, "apple 7 ")
		if err := db.Reindex(t.Context()); err != nil {
			t.Fatal(err)
		}
		wantFound(t, db, en, "apple 7 ", "p7")
		if n := len(slugsOf(t, db, en, "apple")); n != 250 {
			t.Errorf("%d posts are found after the index was built anew, want 250", n)
		}
	})
}

// What a tsvector cannot hold is in neither database.
func TestTextsBeyondTheLimitsOfATSVectorAreSavedAndFoundAlike(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		storetest.Work(t, db, content.Post{Locale: en, Slug: "echo", Title: "Echoes", Body: strings.Repeat("echo ", 400) + "canyon wall"})
		storetest.Work(t, db, content.Post{Locale: en, Slug: "long", Title: "Long", Body: strings.Repeat("x ", 100) + strings.Repeat("ab cd ef gh ", 4000) + "beyond"})
		storetest.Work(t, db, content.Post{Locale: en, Slug: "word", Title: "Word", Body: strings.Repeat("a", 10_000)})
		wantFound(t, db, en, `"canyon wall"`, "echo")
		wantFound(t, db, en, `"echo canyon"`)
		wantFound(t, db, en, "beyond")
		wantFound(t, db, en, "gh ", "long")
		wantFound(t, db, en, strings.Repeat("a", 10_000), "word")
	})
}

// However many languages are asked, it is one query (performance, section 7).
func TestSearchIsOneQuery(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt, "de", "ja")
		storetest.Work(t, db, content.Post{Locale: en, Slug: "a", Title: "Atlas"}, content.Post{Locale: pt, Slug: "b", Title: "Atlas"})
		only := storetest.Work(t, db, content.Post{Locale: "de", Slug: "c", Title: "Atlas der Karten"})[0]
		storetest.Work(t, db, content.Post{Locale: "de", Slug: "d", Body: "Atlas"})
		q := search.Parse("atlas")
		ctx, stats := store.WithStats(t.Context())
		found, err := db.Search(ctx, q.In(en), []search.Terms{q.In(pt), q.In("de"), q.In("ja")})
		if err != nil {
			t.Fatal(err)
		}
		if stats.Queries != 1 {
			t.Errorf("the search took %d queries, want 1", stats.Queries)
		}
		if found.Counts[pt] != 1 || found.Counts["de"] != 2 || found.Counts["ja"] != 0 {
			t.Errorf("other languages have %v, want 1 in Portuguese and 2 in German", found.Counts)
		}
		missing, err := db.WithoutVariant(t.Context(), found.Titles, en)
		if err != nil || len(missing) != 1 || missing[0].ID != only.ID {
			t.Errorf("titles without an English variant: %v, %v; want %d alone", missing, err, only.ID)
		}
	})
}

// What a reader typed may hold no word of some language.
func TestALanguageThatSeesNothingToSearchForIsLeftOut(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt, "de")
		posts := storetest.Work(t, db,
			content.Post{Locale: en, Slug: "hello", Title: "Lisboa"},
			content.Post{Locale: pt, Slug: "ola", Title: "Lisboa"},
			content.Post{Locale: "de", Slug: "hallo", Title: "Lisboa"})
		query, nothing := search.Parse("lisboa"), search.Parse("")
		found, err := db.Search(t.Context(), query.In(en), []search.Terms{nothing.In("ja"), query.In(pt), nothing.In("ar"), query.In("de")})
		if err != nil {
			t.Fatal(err)
		}
		if want := map[locale.Tag]int{pt: 1, "de": 1}; !maps.Equal(found.Counts, want) {
			t.Errorf("counts %v, want %v", found.Counts, want)
		}
		slices.Sort(found.Titles)
		if want := []content.PostID{posts[1].ID, posts[2].ID}; !slices.Equal(found.Titles, want) {
			t.Errorf("titles %v, want %v", found.Titles, want)
		}
	})
}
