package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// namesOf returns what posts are called, in order.
func namesOf(posts []content.Summary) []string {
	var names []string
	for _, p := range posts {
		names = append(names, p.Title)
	}
	return names
}

func TestOverviewShowsWhatWaitsAndWhatIsMissing(t *testing.T) { // issue part 4
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR", "fr")
		const ana content.UserID = 7
		at := func(hours int) *time.Time { d := storetest.Now.Add(time.Duration(hours) * time.Hour); return &d }
		whole := storetest.Work(t, db,
			content.Post{Locale: "en-US", Slug: "whole", Title: "Whole", PublishedAt: at(-9), AuthorID: ana},
			content.Post{Locale: "pt-BR", Slug: "inteiro", Title: "Inteiro", PublishedAt: at(-1), AuthorID: ana},
			content.Post{Locale: "fr", Slug: "entier", Title: "Entier", Status: content.Draft, AuthorID: ana})
		half := storetest.Work(t, db,
			content.Post{Locale: "en-US", Slug: "half", Title: "Half", PublishedAt: at(-2)},
			content.Post{Locale: "fr", Slug: "corbeille", Title: "Binned", Status: content.Trashed})
		storetest.Work(t, db, content.Post{Locale: "pt-BR", Slug: "later", Title: "Later", Status: content.Scheduled, PublishedAt: at(48)})
		storetest.Work(t, db, content.Post{Locale: "pt-BR", Slug: "soon", Title: "Soon", Status: content.Scheduled, PublishedAt: at(2)})
		storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "about", Title: "About", Kind: content.Page, PublishedAt: at(-5)})
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			for _, m := range []store.MissingRead{
				{GroupID: half[0].GroupID, Locale: "pt-BR", Readers: 40}, {GroupID: whole[0].GroupID, Locale: "fr", Readers: 60},
				{GroupID: whole[0].GroupID, Locale: "pt-BR", Readers: 90},
			} {
				if err := tx.AddMissingRead(ctx, m); err != nil {
					return err
				}
			}
			return nil
		})
		site := []locale.Tag{"en-US", "pt-BR", "fr"}
		check := func(q store.OverviewQuery, published, waiting []string, missing []content.GroupID, wanted []store.MissingRead, works int, progress []store.Progress) {
			t.Helper()
			ctx, stats := store.WithStats(t.Context())
			o, err := db.Overview(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			if stats.Queries > 6 {
				t.Errorf("%d queries, want six at most", stats.Queries)
			}
			var waits []string
			for _, w := range o.Waiting {
				waits = append(waits, string(w.Status)+" "+w.Title)
			}
			for name, diff := range map[string]string{
				"published": cmp.Diff(published, namesOf(o.Published)), "waiting": cmp.Diff(waiting, waits),
				"missing": cmp.Diff(missing, o.Missing), "wanted": cmp.Diff(wanted, o.Wanted),
				"works": cmp.Diff(works, o.Works), "progress": cmp.Diff(progress, o.Progress),
			} {
				if diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			for _, id := range o.Missing {
				if len(o.Variants[id]) == 0 {
					t.Errorf("work %d has no variants to show", id)
				}
			}
		}
		check(store.OverviewQuery{Site: site, Limit: 3},
			[]string{"Inteiro", "Half", "About"},
			[]string{"draft Entier", "scheduled Soon", "scheduled Later"},
			[]content.GroupID{half[0].GroupID},
			[]store.MissingRead{{GroupID: whole[0].GroupID, Locale: "fr", Readers: 60}, {GroupID: half[0].GroupID, Locale: "pt-BR", Readers: 40}},
			2, []store.Progress{{Locale: "en-US", Published: 2}, {Locale: "pt-BR", Published: 1}, {Locale: "fr"}})
		check(store.OverviewQuery{Site: site, Owner: ana, Limit: 3},
			[]string{"Inteiro", "Whole"}, []string{"draft Entier"}, nil,
			[]store.MissingRead{{GroupID: whole[0].GroupID, Locale: "fr", Readers: 60}},
			1, []store.Progress{{Locale: "en-US", Published: 1}, {Locale: "pt-BR", Published: 1}, {Locale: "fr"}})
		check(store.OverviewQuery{Site: site, Locales: []locale.Tag{"fr"}, Limit: 3},
			nil, []string{"draft Entier"}, []content.GroupID{half[0].GroupID},
			[]store.MissingRead{{GroupID: whole[0].GroupID, Locale: "fr", Readers: 60}},
			2, []store.Progress{{Locale: "en-US", Published: 2}, {Locale: "pt-BR", Published: 1}, {Locale: "fr"}})
		check(store.OverviewQuery{Site: site, Locales: []locale.Tag{}, Limit: 3}, nil, nil, nil, nil,
			2, []store.Progress{{Locale: "en-US", Published: 2}, {Locale: "pt-BR", Published: 1}, {Locale: "fr"}})
	})
}
