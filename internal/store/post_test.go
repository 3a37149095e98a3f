package store_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

const (
	en locale.Tag = "en-US"
	pt locale.Tag = "pt-BR"
)

func TestPostKeepsEverythingItWasSavedWith(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt)
		at := time.Date(2024, 2, 29, 23, 30, 0, 123456000, time.FixedZone("", -3*3600))
		want := storetest.Work(t, db, content.Post{
			Locale: pt, Slug: "traduções", Title: "Traduções & “aspas”", Excerpt: "Um resumo", Body: "# Olá\n",
			PublishedAt: &at, UTCOffset: -180, Author: "Ana", Translator: "Rui", CanonicalURL: "https://other.test/x",
			Cover: "capa.png", CoverAlt: "Uma capa", Link: "https://x.test", Icon: "x.svg", Extra: `{"a":1}`, Words: 2,
		})[0]
		got, err := db.PostBySlug(t.Context(), pt, content.Article, "traduções")
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("post after the round trip (-want +got):\n%s", diff)
		}
		if day := got.Date().Day(); day != 29 {
			t.Errorf("the author wrote on day 29, readers see day %d", day)
		}
	})
}

func TestPostBySlugOfNobodyIsNotFound(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		_, err := db.PostBySlug(t.Context(), pt, content.Article, "nao-existe")
		if !errors.Is(err, errs.NotFound) {
			t.Errorf("PostBySlug of a missing slug: %v, want NotFound", err)
		}
	})
}

func TestSlugIsUniquePerLocaleAndKind(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt)
		storetest.Work(t, db, content.Post{Locale: en, Slug: "same"}, content.Post{Locale: pt, Slug: "same"}) // rule 29
		storetest.Work(t, db, content.Post{Locale: en, Slug: "same", Kind: content.Page})
		err := db.Tx(t.Context(), func(tx *store.Tx) error {
			group, err := tx.AddGroup(t.Context(), content.Group{Kind: content.Article})
			if err != nil {
				return err
			}
			_, err = tx.AddPost(t.Context(), content.Post{
				GroupID: group.ID, Kind: content.Article, Locale: en, Slug: "same", Status: content.Draft,
				CreatedAt: storetest.Now, UpdatedAt: storetest.Now,
			})
			return err
		})
		if !errors.Is(err, errs.Conflict) {
			t.Errorf("a second article at en-US/same: %v, want Conflict", err)
		}
	})
}

func TestRenamedPostRemembersItsOldSlugs(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, pt)
		p := storetest.Work(t, db, content.Post{Locale: pt, Slug: "oi"})[0]
		for _, slug := range []string{"ola", "ola-mundo"} {
			storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
				p.Slug = slug
				p, err = tx.SavePost(ctx, p)
				return err
			})
		}
		for _, old := range []string{"oi", "ola"} {
			posts, err := db.PostsByPastSlug(t.Context(), content.Article, old)
			if err != nil || len(posts) != 1 || posts[0].Slug != "ola-mundo" {
				t.Errorf("posts once at %s: %v, %v; want the one now at ola-mundo", old, posts, err)
			}
		}
		if p.Revision != 3 {
			t.Errorf("revision %d after two saves, want 3", p.Revision)
		}
		storetest.Work(t, db, content.Post{Locale: pt, Slug: "oi"}) // rule 26
		if posts, _ := db.PostsByPastSlug(t.Context(), content.Article, "oi"); len(posts) != 0 {
			t.Errorf("oi belongs to another post now, but history still says %v", posts)
		}
	})
}

func TestDeletedPostIsRemembered(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		public := storetest.Work(t, db, content.Post{Locale: en, Slug: "gone"})[0]
		draft := storetest.Work(t, db, content.Post{Locale: en, Slug: "secret", Status: content.Draft})[0]
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			return errors.Join(tx.RemovePost(ctx, public.ID), tx.RemovePost(ctx, draft.ID))
		})
		past, err := db.PastSlugs(t.Context(), string(content.Article), "gone")
		if err != nil || len(past) != 1 || past[0].Owner.Valid {
			t.Errorf("past of gone: %v, %v; want one deleted owner", past, err)
		}
		if past, _ := db.PastSlugs(t.Context(), string(content.Article), "secret"); len(past) != 0 {
			t.Errorf("a draft nobody saw left a trace: %v", past)
		}
		if _, err := db.Group(t.Context(), public.GroupID); !errors.Is(err, errs.NotFound) {
			t.Errorf("group of the last deleted post: %v, want NotFound", err)
		}
	})
}

func TestCountsFollowEverySave(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		p := storetest.Work(t, db, content.Post{Locale: en, Slug: "a"})[0]
		storetest.Work(t, db, content.Post{Locale: en, Slug: "b", Status: content.Draft})
		var tag content.Tag
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
			if tag, err = tx.AddTag(ctx, content.Tag{Locale: en, Slug: "go", Name: "Go"}); err != nil {
				return err
			}
			return tx.SavePostTags(ctx, p.Summary(), []content.TagID{tag.ID})
		})
		counts := func() (years, tagged int) {
			t.Helper()
			list, err := db.Years(t.Context(), en, content.Article)
			if err != nil {
				t.Fatal(err)
			}
			for _, y := range list {
				years += y.Posts
			}
			got, err := db.TagBySlug(t.Context(), en, "go")
			if err != nil {
				t.Fatal(err)
			}
			return years, got.Posts
		}
		if years, tagged := counts(); years != 1 || tagged != 1 {
			t.Errorf("one published, tagged article: counted %d by year, %d by tag", years, tagged)
		}
		for _, step := range []struct {
			status content.Status
			want   int
		}{{content.Archived, 0}, {content.Published, 1}, {content.Trashed, 0}} {
			storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
				p.Status = step.status
				p, err = tx.SavePost(ctx, p)
				return err
			})
			if years, tagged := counts(); years != step.want || tagged != step.want {
				t.Errorf("%s: counted %d by year, %d by tag, want %d", step.status, years, tagged, step.want)
			}
		}
	})
}

func TestPublishedListsNewestFirstAndNeighboursAgree(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		var posts []content.Post
		for i, slug := range []string{"one", "two", "three"} {
			at := storetest.Now.AddDate(0, 0, i-5)
			posts = append(posts, storetest.Work(t, db, content.Post{Locale: en, Slug: slug, PublishedAt: &at})[0])
		}
		list, err := db.Published(t.Context(), en, content.Article, 2, 1)
		if err != nil || len(list) != 2 || list[0].Slug != "two" || list[1].Slug != "one" {
			t.Errorf("second page of the list: %v, %v; want two, one", list, err)
		}
		before, after, err := db.Neighbours(t.Context(), posts[1])
		if err != nil || before.Slug != "one" || after.Slug != "three" {
			t.Errorf("neighbours of two: %q, %q, %v; want one, three", before.Slug, after.Slug, err)
		}
	})
}

func TestFailedActLeavesNothing(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		before, err := db.SiteVersion(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		boom := errors.New("boom")
		err = db.Tx(t.Context(), func(tx *store.Tx) error {
			if _, err := tx.AddGroup(t.Context(), content.Group{Kind: content.Article, Key: "half"}); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatalf("Tx: %v, want the act's own error", err)
		}
		if _, err := db.GroupByKey(t.Context(), content.Article, "half"); !errors.Is(err, errs.NotFound) {
			t.Errorf("group of a failed act: %v, want NotFound", err)
		}
		if after, _ := db.SiteVersion(t.Context()); after != before {
			t.Errorf("version moved from %d to %d though nothing changed", before, after)
		}
	})
}

func TestReadersWhoWantATranslationAreCounted(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt)
		p := storetest.Work(t, db, content.Post{Locale: en, Slug: "only-en"})[0]
		for _, n := range []int64{2, 3} {
			storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
				return tx.AddMissingRead(ctx, store.MissingRead{GroupID: p.GroupID, Locale: pt, Readers: n})
			})
		}
		got, err := db.MissingReads(t.Context(), 10)
		if want := []store.MissingRead{{GroupID: p.GroupID, Locale: pt, Readers: 5}}; err != nil || !cmp.Equal(got, want) {
			t.Errorf("missing reads: %v, %v; want %v", got, err, want)
		}
	})
}

func TestRedirectPrefersTheExactAddressThenTheLongestPrefix(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			return errors.Join(
				tx.SaveRedirect(ctx, content.Redirect{From: "/blog/", Prefix: true, To: "/en-us/articles/:splat", Status: 301}),
				tx.SaveRedirect(ctx, content.Redirect{From: "/blog/old/", Prefix: true, To: "/en-us/archive", Status: 302}),
				tx.SaveRedirect(ctx, content.Redirect{From: "/blog/x", To: "/en-us/about", Status: 301}),
				tx.SaveRedirect(ctx, content.Redirect{From: "/cafe\u0301", To: "/en-us/coffee", Status: 301}),
			)
		})
		for path, want := range map[string]string{
			"/caf\u00e9": "/en-us/coffee", "/cafe\u0301/": "/en-us/coffee",
			"/blog/x": "/en-us/about", "/blog/x/": "/en-us/about", "/blog/y": "/en-us/articles/y", "/blog/old/z": "/en-us/archive",
		} {
			r, err := db.Redirect(t.Context(), path)
			if err != nil || r.Target(path) != want {
				t.Errorf("redirect of %s: %q, %v; want %q", path, r.Target(path), err, want)
			}
		}
		if _, err := db.Redirect(t.Context(), "/blogger"); !errors.Is(err, errs.NotFound) {
			t.Errorf("redirect of /blogger: %v, want NotFound", err)
		}
	})
}

// The words of a text, what it begins with and what searches find it by come
// of one reading, whoever saves it.
func TestAnotherTextHasItsWordsCounted(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		p := storetest.Work(t, db, content.Post{Locale: en, Slug: "counted", Body: "One two.\n", Words: 900})[0]
		for _, c := range []struct {
			body, lead string
			words      int
		}{{"One two.\n", "One two.", 900}, {"One two *three*.\n", "One two three.", 3}} {
			p.Body = c.body
			err := db.Tx(t.Context(), func(tx *store.Tx) (err error) {
				p, err = tx.SavePost(t.Context(), p)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			kept, err := db.Post(t.Context(), p.ID)
			if err != nil || kept.Words != c.words || p.Words != c.words || kept.Lead != c.lead {
				t.Errorf("%q has %d words and begins with %q, %v; want %d and %q", c.body, kept.Words, kept.Lead, err, c.words, c.lead)
			}
		}
	})
}

// A published article that is edited stays where it is in the lists; one that
// gets another year moves.
func TestAnEditOfAPublishedArticleLeavesTheCountsAsTheyAre(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		at := time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)
		p := storetest.Work(t, db, content.Post{Locale: en, Slug: "edited", Body: "One.\n", PublishedAt: &at})[0]
		save := func(want store.YearCount) {
			t.Helper()
			err := db.Tx(t.Context(), func(tx *store.Tx) (err error) {
				p, err = tx.SavePost(t.Context(), p)
				return err
			})
			years, readErr := db.Years(t.Context(), en, content.Article)
			if err := errors.Join(err, readErr); err != nil || len(years) != 1 || years[0] != want {
				t.Errorf("years %v, %v; want %v", years, err, want)
			}
		}
		p.Body = "Two.\n"
		save(store.YearCount{Year: 2024, Posts: 1})
		later := at.AddDate(1, 0, 0)
		p.PublishedAt = &later
		save(store.YearCount{Year: 2025, Posts: 1})
	})
}
