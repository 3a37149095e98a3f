package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// titles returns the first title of each work.
func titles(page store.WorkPage) []string {
	var all []string
	for _, w := range page.Works {
		all = append(all, w.Variants[0].Title)
	}
	return all
}

func TestListsOfTheAdminFindWorksByWhatTheirVariantsAre(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR", "ja")
		en, pt := locale.Tag("en-US"), locale.Tag("pt-BR")
		storetest.Work(t, db, content.Post{Locale: en, Slug: "a", Title: "Água and Fire", AuthorID: 7}, content.Post{Locale: pt, Slug: "a", Title: "Água e fogo", Status: content.Draft, AuthorID: 9})
		storetest.Work(t, db, content.Post{Locale: en, Slug: "b", Title: "Bread", Status: content.Draft, AuthorID: 9})
		storetest.Work(t, db, content.Post{Locale: pt, Slug: "c", Title: "Ação", Status: content.InReview})
		storetest.Work(t, db, content.Post{Locale: en, Slug: "d", Title: "Dust", Status: content.Trashed})
		storetest.Work(t, db, content.Post{Locale: en, Slug: "p", Title: "Page", Kind: content.Page})
		for name, c := range map[string]struct {
			query store.WorkQuery
			want  []string
		}{
			"all but the trash":          {store.WorkQuery{}, []string{"Ação", "Bread", "Água and Fire"}},
			"the other way round":        {store.WorkQuery{Reverse: true}, []string{"Água and Fire", "Bread", "Ação"}},
			"a locale":                   {store.WorkQuery{Locale: pt}, []string{"Ação", "Água and Fire"}},
			"a status":                   {store.WorkQuery{Status: content.Draft}, []string{"Bread", "Água and Fire"}},
			"a status in a locale":       {store.WorkQuery{Status: content.Draft, Locale: en}, []string{"Bread"}},
			"the trash":                  {store.WorkQuery{Status: content.Trashed}, []string{"Dust"}},
			"missing in a locale":        {store.WorkQuery{MissingIn: pt}, []string{"Bread"}},
			"words without accents":      {store.WorkQuery{Text: "fogo AGUA"}, []string{"Água and Fire"}},
			"words of no work":           {store.WorkQuery{Text: "water"}, nil},
			"somebody's":                 {store.WorkQuery{Owner: 9}, []string{"Bread", "Água and Fire"}},
			"what a translator may see":  {store.WorkQuery{Locales: []locale.Tag{"ja"}}, []string{"Água and Fire"}},
			"and in their own language":  {store.WorkQuery{Locales: []locale.Tag{pt}}, []string{"Ação", "Água and Fire"}},
			"by title, case and accents": {store.WorkQuery{Sort: store.ByTitle}, []string{"Ação", "Bread", "Água and Fire"}},
			"without a date first":       {store.WorkQuery{Sort: store.ByPublished, Locale: en}, []string{"Bread", "Água and Fire"}},
			"a part":                     {store.WorkQuery{Limit: 1, Offset: 1}, []string{"Bread"}},
			"beyond the end":             {store.WorkQuery{Offset: 9}, nil},
		} {
			c.query.Kind = content.Article
			if c.query.Limit == 0 {
				c.query.Limit = 10
			}
			page, err := db.Works(t.Context(), c.query)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if d := cmp.Diff(c.want, titles(page)); d != "" {
				t.Errorf("%s (-want +got):\n%s", name, d)
			}
			if name == "a part" && page.Total != 3 {
				t.Errorf("a part of %d works, want 3", page.Total)
			}
		}
		page, err := db.Works(t.Context(), store.WorkQuery{Kind: content.Article, Status: content.Draft, Limit: 10})
		want := map[content.Status]int{content.Published: 1, content.Draft: 2, content.InReview: 1, content.Trashed: 1}
		if d := cmp.Diff(want, page.Counts); d != "" || err != nil {
			t.Errorf("works by status (-want +got), %v:\n%s", err, d)
		}
		page, err = db.Works(t.Context(), store.WorkQuery{Kind: content.Article, Sort: store.ByTitle, Limit: 10, Compare: func(a, b string) int {
			return slices.Compare([]rune(b), []rune(a))
		}})
		if d := cmp.Diff([]string{"Água and Fire", "Bread", "Ação"}, titles(page)); d != "" || err != nil {
			t.Errorf("by title in an order of the caller's (-want +got), %v:\n%s", err, d)
		}
	})
}

func TestListsOfTheAdminFindWorksByTheirTagInAnyLanguage(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR")
		p := storetest.Work(t, db, content.Post{Locale: "pt-BR", Slug: "a"})[0]
		storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "b"})
		var term content.TermID
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			en, err := tx.AddTag(ctx, content.Tag{Locale: "en-US", Slug: "sea", Name: "Sea"})
			if err != nil {
				return err
			}
			pt, err := tx.AddTag(ctx, content.Tag{Locale: "pt-BR", Slug: "mar", Name: "Mar", TermID: en.TermID})
			term = en.TermID
			if err != nil {
				return err
			}
			return tx.SavePostTags(ctx, p.Summary(), []content.TagID{pt.ID})
		})
		page, err := db.Works(t.Context(), store.WorkQuery{Kind: content.Article, Term: term, Limit: 10})
		if err != nil || page.Total != 1 || page.Works[0].Variants[0].ID != p.ID {
			t.Errorf("works about the sea: %v, %v; want post %d", titles(page), err, p.ID)
		}
	})
}

func TestTheNumberOfQueriesOfAListIsConstant(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR")
		count := func() int {
			ctx, stats := store.WithStats(t.Context())
			if _, err := db.Works(ctx, store.WorkQuery{Kind: content.Article, MissingIn: "ja", Text: "of", Limit: 50}); err != nil {
				t.Fatal(err)
			}
			return stats.Queries
		}
		storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "one"})
		few := count()
		for i := range 30 {
			slug := fmt.Sprintf("more-%d", i)
			storetest.Work(t, db, content.Post{Locale: "en-US", Slug: slug}, content.Post{Locale: "pt-BR", Slug: slug})
		}
		if many := count(); many != few {
			t.Errorf("%d queries for 31 works, %d for one", many, few)
		}
	})
}

func TestPostsToLinkToAreFoundInAnyLanguage(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR")
		both := storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "night", Title: "Night café"}, content.Post{Locale: "pt-BR", Slug: "noite", Title: "Café da noite"})
		alone := storetest.Work(t, db, content.Post{Locale: "pt-BR", Slug: "cafe-manha", Title: "Manhã", Status: content.Draft})[0]
		own := storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "mine"})[0]
		storetest.Work(t, db, content.Post{Locale: "pt-BR", Slug: "cafe-gone", Title: "Café", Status: content.Trashed})
		for name, c := range map[string]struct {
			query store.PickQuery
			want  []content.PostID
		}{
			"titles and slugs":           {store.PickQuery{Text: "cafe", Limit: 9}, []content.PostID{alone.ID, both[1].ID, both[0].ID}},
			"one's own language first":   {store.PickQuery{Text: "cafe", Locale: "en-US", Limit: 9}, []content.PostID{both[0].ID, alone.ID, both[1].ID}},
			"what can be linked to mine": {store.PickQuery{Text: "cafe", Beside: own.GroupID, Limit: 9}, []content.PostID{alone.ID}},
			"no more than asked for":     {store.PickQuery{Text: "cafe", Limit: 1}, []content.PostID{alone.ID}},
			"another kind":               {store.PickQuery{Kind: content.Page, Limit: 9}, nil},
			"what somebody owns":         {store.PickQuery{Text: "cafe", Owner: 7, Limit: 9}, nil},
			"and what is published":      {store.PickQuery{Text: "cafe", Owner: 7, Public: true, Limit: 9}, []content.PostID{both[1].ID, both[0].ID}},
			"works of a language":        {store.PickQuery{Text: "cafe", Locales: []locale.Tag{"en-US"}, Limit: 9}, []content.PostID{both[1].ID, both[0].ID}},
		} {
			posts, err := db.PickPosts(t.Context(), c.query)
			var got []content.PostID
			for _, p := range posts {
				got = append(got, p.ID)
			}
			if d := cmp.Diff(c.want, got); d != "" || err != nil {
				t.Errorf("%s (-want +got), %v:\n%s", name, err, d)
			}
		}
	})
}

// A list of ten thousand works must not be felt.
func BenchmarkListOfTheAdmin(b *testing.B) {
	db := storetest.SQLite(b)
	storetest.Locales(b, db, "en-US", "pt-BR")
	body := make([]byte, 8000)
	for i := range body {
		body[i] = "word "[i%5]
	}
	storetest.Do(b, db, func(ctx context.Context, tx *store.Tx) error {
		for i := range 5000 {
			g, err := tx.AddGroup(ctx, content.Group{Kind: content.Article})
			if err != nil {
				return err
			}
			for _, l := range []locale.Tag{"en-US", "pt-BR"} {
				at := storetest.Now.Add(time.Duration(i) * time.Minute)
				_, err := tx.AddPost(ctx, content.Post{
					GroupID: g.ID, Kind: content.Article, Locale: l, Slug: fmt.Sprint("slug-", i), Title: fmt.Sprint("A title with words ", i),
					Body: string(body), Status: content.Draft, CreatedAt: at, UpdatedAt: at,
				})
				if err != nil {
					return err
				}
			}
		}
		return nil
	})
	for name, q := range map[string]store.WorkQuery{
		"newest": {}, "search": {Text: "words 4999"}, "missing": {MissingIn: "pt-BR"}, "title": {Sort: store.ByTitle}, "published": {Sort: store.ByPublished},
	} {
		q.Kind, q.Limit = content.Article, 50
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := db.Works(b.Context(), q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("pick", func(b *testing.B) {
		for b.Loop() {
			if _, err := db.PickPosts(b.Context(), store.PickQuery{Text: "4999", Limit: 10}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
