package store_test

import (
	"context"
	"math"
	"testing"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// R9: a post that moves keeps its identifier, and no post that is there loses
// its own to it.
func TestAPostKeepsTheIdentifierItComesWithWhereItIsFree(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		there := storetest.Work(t, db, content.Post{Locale: en, Slug: "there"})[0]
		var came []content.Post
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			var posts []store.NewPost
			for slug, id := range map[string]content.PostID{
				"free": 40, "taken": there.ID, "none": 0, "negative": -7, "too-large": math.MaxInt64,
			} {
				p := there
				p.ID, p.Kind, p.Slug = id, content.Page, slug
				group, err := tx.AddGroup(ctx, content.Group{Kind: p.Kind})
				if err != nil {
					return err
				}
				p.GroupID = group.ID
				posts = append(posts, store.Analyse(p, nil))
			}
			if err := tx.AddPosts(ctx, posts); err != nil {
				return err
			}
			for _, p := range posts {
				came = append(came, p.Post)
			}
			return nil
		})
		seen := map[content.PostID]string{there.ID: there.Slug}
		for _, p := range came {
			if p.Slug == "free" && p.ID != 40 {
				t.Errorf("a free identifier was not kept: %d, want 40", p.ID)
			}
			if p.Slug != "free" && (p.ID <= 40 || p.ID > 50) {
				t.Errorf("%s has identifier %d, want one after those that are there", p.Slug, p.ID)
			}
			if other, twice := seen[p.ID]; twice {
				t.Errorf("%s and %s both have identifier %d", p.Slug, other, p.ID)
			}
			seen[p.ID] = p.Slug
			if got, err := db.Post(t.Context(), p.ID); err != nil || got.Slug != p.Slug {
				t.Errorf("post %d is %q (%v), want %q", p.ID, got.Slug, err, p.Slug)
			}
		}
	})
}

// Two posts of one identifier, as where a file was copied: the first has it.
func TestOfTwoPostsWithOneIdentifierTheFirstHasIt(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt)
		posts := storetest.Work(t, db, content.Post{ID: 12, Locale: en, Slug: "a"}, content.Post{ID: 12, Locale: pt, Slug: "b"})
		if posts[0].ID != 12 || posts[1].ID == 12 {
			t.Errorf("the posts are %d and %d, want 12 for the first alone", posts[0].ID, posts[1].ID)
		}
	})
}
