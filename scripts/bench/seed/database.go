package seed

import (
	"context"
	"fmt"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/migrations"
)

// batch is how many works one transaction adds.
const batch = 250

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
	s := New(posts)
	for more := true; more; {
		err := db.Tx(ctx, func(tx *store.Tx) error {
			for range batch {
				var w Work
				if w, more = s.Next(); !more {
					return nil
				}
				if err := add(ctx, tx, w, tags); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("seed: %w", err)
		}
	}
	return nil
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
		}, nil)
	})
	return tags, err
}

func add(ctx context.Context, tx *store.Tx, w Work, tags subjects) error {
	return addWork(ctx, tx, content.Article, w.Texts, func(p content.Post) error {
		ids := make([]content.TagID, len(w.Terms))
		for i, term := range w.Terms {
			ids[i] = tags[p.Locale][term]
		}
		return tx.SavePostTags(ctx, p.Summary(), ids)
	})
}

func addWork(ctx context.Context, tx *store.Tx, kind content.Kind, texts []Text, then func(content.Post) error) error {
	group, err := tx.AddGroup(ctx, content.Group{Kind: kind})
	if err != nil {
		return err
	}
	for _, t := range texts {
		p, err := tx.AddPost(ctx, t.Post(group.ID, kind))
		if err != nil {
			return err
		}
		if then == nil {
			continue
		}
		if err := then(p); err != nil {
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
