package store_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// The list of a tag follows every save, though it reads a place that was
// written down before (row 10).
func TestATagListsWhatIsPublishedNewestFirst(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		day := func(n int) *time.Time {
			at := time.Date(1899, time.December, 31, 23, 59, 58, 0, time.UTC).AddDate(50*n, 0, 0)
			return &at
		}
		var tag content.Tag
		posts := map[string]content.Post{}
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
			if tag, err = tx.AddTag(ctx, content.Tag{Locale: en, Slug: "wood", Name: "Wood"}); err != nil {
				return err
			}
			for i, slug := range []string{"first", "second", "third"} {
				g, err := tx.AddGroup(ctx, content.Group{Kind: content.Article})
				if err != nil {
					return err
				}
				p, err := tx.AddPost(ctx, content.Post{
					GroupID: g.ID, Kind: content.Article, Locale: en, Slug: slug, Title: slug,
					Status: content.Published, PublishedAt: day(i), CreatedAt: *day(i), UpdatedAt: *day(i),
				})
				if err != nil {
					return err
				}
				if err := tx.SavePostTags(ctx, p.Summary(), []content.TagID{tag.ID}); err != nil {
					return err
				}
				posts[slug] = p
			}
			return nil
		})
		lists := func(limit, offset int, want ...string) {
			t.Helper()
			found, err := db.Tagged(t.Context(), tag.ID, limit, offset)
			if err != nil {
				t.Fatal(err)
			}
			var slugs []string
			for _, p := range found {
				slugs = append(slugs, p.Slug)
			}
			if !slices.Equal(slugs, want) {
				t.Errorf("%d from %d on: %q, want %q", limit, offset, slugs, want)
			}
		}
		save := func(slug string, change func(*content.Post)) {
			t.Helper()
			storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
				p := posts[slug]
				change(&p)
				posts[slug], err = tx.SavePost(ctx, p)
				return err
			})
		}
		lists(10, 0, "third", "second", "first")
		lists(1, 1, "second")
		save("third", func(p *content.Post) { p.Status = content.Draft })
		lists(10, 0, "second", "first")
		save("first", func(p *content.Post) { p.PublishedAt = day(5) })
		lists(10, 0, "first", "second")
		save("third", func(p *content.Post) { p.Status = content.Published })
		lists(10, 0, "first", "third", "second")
		save("second", func(p *content.Post) { p.Kind = content.Page })
		lists(10, 0, "first", "third")
	})
}
