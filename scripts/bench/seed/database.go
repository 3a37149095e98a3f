package seed

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/migrations"
)

// batch is how many works one transaction adds.
const batch = 200

// Open opens the database at address and migrates it.
func Open(ctx context.Context, address string) (*store.DB, error) {
	db, err := store.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	if err := db.Migrate(ctx, migrations.FS); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// Fill writes a site of so many posts into an empty database, through the
// transactions of the program: counts, lists and the search index are those of
// any other site.
func Fill(ctx context.Context, db *store.DB, posts int) error {
	if err := db.Reindex(ctx); err != nil { // says that the empty index is of this version
		return err
	}
	tags, err := begin(ctx, db)
	if err != nil {
		return err
	}
	works, ctx := errgroup.WithContext(ctx)
	batches := make(chan written, 2)
	works.Go(func() error {
		defer close(batches)
		s := New(posts)
		for more := true; more; {
			var b written
			b, more = write(s, tags)
			select {
			case batches <- b:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	works.Go(func() error {
		for b := range batches {
			if err := db.Tx(ctx, func(tx *store.Tx) error { return b.add(ctx, tx) }); err != nil {
				return fmt.Errorf("seed: %w", err)
			}
		}
		return nil
	})
	return works.Wait()
}

// written are works that are ready to be added.
type written struct {
	groups []content.Group
	posts  []store.NewPost
	of     []int             // the group of each post
	tags   [][]content.TagID // of each post
}

// write takes the next works of a site and works out what searches will find
// of them, on every processor; more is false when they were the last.
func write(s *Site, tags subjects) (b written, more bool) {
	var texts []content.Post
	more = true
	for range batch {
		var w Work
		if w, more = s.Next(); !more {
			break
		}
		for _, t := range w.Texts {
			texts = append(texts, t.Post(0, content.Article))
			ids := make([]content.TagID, len(w.Terms))
			for i, term := range w.Terms {
				ids[i] = tags[t.Locale][term]
			}
			b.of, b.tags = append(b.of, len(b.groups)), append(b.tags, ids)
		}
		b.groups = append(b.groups, content.Group{Kind: content.Article})
	}
	b.posts = make([]store.NewPost, len(texts))
	var readers errgroup.Group
	readers.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range texts {
		readers.Go(func() error { b.posts[i] = store.Analyse(p, nil); return nil })
	}
	_ = readers.Wait() // none fails
	return b, more
}

// add adds the works in a transaction.
func (b written) add(ctx context.Context, tx *store.Tx) error {
	if err := tx.AddGroups(ctx, b.groups); err != nil {
		return err
	}
	for i := range b.posts {
		b.posts[i].GroupID = b.groups[b.of[i]].ID
	}
	if err := tx.AddPosts(ctx, b.posts); err != nil {
		return err
	}
	tagged := make([]store.PostTags, len(b.posts))
	for i, p := range b.posts {
		tagged[i] = store.PostTags{Post: p.Summary(), Tags: b.tags[i]}
	}
	return tx.AddPostTags(ctx, tagged)
}

// subjects are the tags of each term.
type subjects map[locale.Tag][]content.TagID

// tagSlug returns the address of a term's tag.
func tagSlug(l locale.Tag, term int) string { return fmt.Sprintf("%s-%d", l.Path(), term) }

// MostUsedTag returns the slug of the tag that most articles carry.
func MostUsedTag(l locale.Tag) string { return tagSlug(l, 0) }

// begin makes the locales, a page that stands in the navigation, and the tags.
func begin(ctx context.Context, db *store.DB) (subjects, error) {
	tags := subjects{}
	chance := New(0).writers
	err := db.Tx(ctx, func(tx *store.Tx) error {
		for i, l := range Locales() {
			if err := tx.SaveLocale(ctx, site.Locale{Tag: l, Position: i, Enabled: true, Default: i == 0}); err != nil {
				return err
			}
		}
		if err := tx.SaveSetting(ctx, site.Value{Key: site.Name, Value: "The measured site"}); err != nil {
			return err
		}
		for n := range terms {
			term := content.TermID(0)
			for _, l := range Locales() {
				t, err := tx.AddTag(ctx, content.Tag{TermID: term, Locale: l, Name: chance[l].rare(), Slug: tagSlug(l, n)})
				if err != nil {
					return err
				}
				term = t.TermID
				tags[l] = append(tags[l], t.ID)
			}
		}
		return addWork(ctx, tx, content.Page, []Text{
			{Locale: English, Slug: "about", Title: "About", Body: "A page.", PublishedAt: Began},
			{Locale: Portuguese, Slug: "sobre", Title: "Sobre", Body: "Uma página.", PublishedAt: Began},
		})
	})
	return tags, err
}

// addWork adds one work.
func addWork(ctx context.Context, tx *store.Tx, kind content.Kind, texts []Text) error {
	group, err := tx.AddGroup(ctx, content.Group{Kind: kind})
	if err != nil {
		return err
	}
	for _, t := range texts {
		if _, err := tx.AddPost(ctx, t.Post(group.ID, kind)); err != nil {
			return err
		}
	}
	return nil
}

// Post returns the text as a published post of a group.
func (t Text) Post(group content.GroupID, kind content.Kind) content.Post {
	at := t.PublishedAt.UTC()
	return content.Post{
		GroupID: group, Kind: kind, Locale: t.Locale, Slug: t.Slug, Title: t.Title, Excerpt: t.Excerpt, Body: t.Body,
		Status: content.Published, PublishedAt: &at, FirstPublishedAt: &at, CreatedAt: at, UpdatedAt: at.Add(time.Hour),
		Author: "Ana Souza", Words: t.Words,
	}
}
