package store_test

import (
	"cmp"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/search"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Of each language, this many texts are searched this many times.
const (
	generatedPosts   = 120
	generatedQueries = 700
	oracleEvery      = 25 // queries are also answered without a database
)

// Both databases find the same posts in the same order, and the right ones.
func TestGeneratedQueriesFindTheSameOnBothDatabases(t *testing.T) {
	databases := map[string]*store.DB{"sqlite": storetest.SQLite(t)}
	if os.Getenv("VERSO_TEST_POSTGRES") != "" {
		databases["postgres"] = storetest.Postgres(t)
	}
	corpus := map[*generator][]content.Post{}
	for _, spoken := range tongues {
		g := newGenerator(spoken)
		var posts []content.Post
		for i := range generatedPosts {
			posts = append(posts, g.post(i))
		}
		corpus[g] = posts
	}
	for _, db := range databases {
		fill(t, db, corpus)
	}
	for g, posts := range corpus {
		t.Run(string(g.locale), func(t *testing.T) {
			t.Parallel()
			answered := 0
			for i := range generatedQueries {
				parts := g.query(i%kinds, posts)
				terms := search.Parse(strings.Join(parts, "")).In(g.locale)
				found := map[string][]content.PostID{}
				for name, db := range databases {
					f, err := db.Search(t.Context(), terms, nil)
					if err != nil {
						t.Fatalf("%q on %s: %v", parts, name, err)
					}
					found[name] = f.Posts
				}
				if len(found["sqlite"]) > 0 {
					answered++
				}
				if other, ok := found["postgres"]; ok && !slices.Equal(found["sqlite"], other) {
					t.Errorf("%q: SQLite found %v, PostgreSQL %v", parts, found["sqlite"], other)
				}
				if i%oracleEvery == 0 {
					if want := g.answer(parts, posts); !slices.Equal(found["sqlite"], want) {
						t.Errorf("%q: found %v, want %v", parts, found["sqlite"], want)
					}
				}
			}
			if answered < generatedQueries/2 {
				t.Errorf("only %d of %d queries found anything", answered, generatedQueries)
			}
		})
	}
}

// fill puts the posts into db in the same order for every db, so that they
// have the same identifiers, which it notes.
func fill(t *testing.T, db *store.DB, corpus map[*generator][]content.Post) {
	t.Helper()
	for _, spoken := range tongues {
		storetest.Locales(t, db, spoken.locale)
	}
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		for _, spoken := range tongues {
			for g, posts := range corpus {
				if g.locale != spoken.locale {
					continue
				}
				for i, p := range posts {
					group, err := tx.AddGroup(ctx, content.Group{Kind: content.Article})
					if err != nil {
						return err
					}
					p.GroupID, p.Kind = group.ID, content.Article
					if p.Status == "" {
						p.Status = content.Published
					}
					p.CreatedAt, p.UpdatedAt = storetest.Now, storetest.Now
					if posts[i], err = tx.AddPost(ctx, p); err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}

// answer works a query out by reading every post, in the order that Search
// promises.
func (g *generator) answer(parts []string, posts []content.Post) []content.PostID {
	asked := g.telling(parts)
	var found []content.Post
	title := map[content.PostID]bool{}
	for _, p := range posts {
		if len(asked) == 0 || p.Status != content.Published || !g.meets(asked, p.Title, p.Excerpt, p.Body) {
			continue
		}
		found = append(found, p)
		title[p.ID] = g.meets(asked, p.Title)
	}
	slices.SortFunc(found, func(a, b content.Post) int {
		if title[a.ID] != title[b.ID] {
			if title[a.ID] {
				return -1
			}
			return 1
		}
		return cmp.Or(b.PublishedAt.Compare(*a.PublishedAt), cmp.Compare(b.ID, a.ID))
	})
	var ids []content.PostID
	for _, p := range found {
		ids = append(ids, p.ID)
	}
	return ids
}

// telling returns the parts that say something: those with a word, and no
// common words where there are others.
func (g *generator) telling(parts []string) []search.Terms {
	var all, telling []search.Terms
	for _, part := range parts {
		terms := search.Parse(part).In(g.locale)
		if terms.Empty() {
			continue
		}
		all = append(all, terms)
		stop := !strings.HasPrefix(part, `"`)
		for _, w := range search.Words(part, g.locale) {
			stop = stop && w.Stop
		}
		if !stop {
			telling = append(telling, terms)
		}
	}
	if len(telling) > 0 {
		return telling
	}
	return all
}

// meets reports whether each of the terms stands in one of the fields.
func (g *generator) meets(asked []search.Terms, fields ...string) bool {
	for _, terms := range asked {
		if !slices.ContainsFunc(fields, func(field string) bool {
			return slices.ContainsFunc(terms.Mark(field), func(p search.Piece) bool { return p.Match })
		}) {
			return false
		}
	}
	return true
}
