package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/scripts/bench/seed"
)

// emptySite makes a site of some languages without a post.
func emptySite(ctx context.Context, address string, tags ...string) (*store.DB, error) {
	db, err := seed.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	err = db.Tx(ctx, func(tx *store.Tx) error {
		for i, tag := range tags {
			l := site.Locale{Tag: locale.Tag(tag), Position: i, Enabled: true, Default: i == 0}
			if err := tx.SaveLocale(ctx, l); err != nil {
				return err
			}
		}
		return tx.SaveSetting(ctx, site.Value{Key: site.Name, Value: "The measured site"})
	})
	if err = errors.Join(err, db.Reindex(ctx)); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// matrixViews is how often each part of the matrix is asked for.
const matrixViews = 60

// languages are forty that a site may speak.
var languages = strings.Fields(`en-US pt-BR ar bg bn ca cs da de el es et fa fi fr he hi hr hu id
	it ja ko lt lv ms nb nl pl pt-PT ro ru sk sl sv th tr uk vi zh-CN`)

// measureMatrix measures the works by languages, at 5,000 works of which each
// is in all of forty languages.
func measureMatrix(ctx context.Context, b *bench) ([]row, error) {
	address := "sqlite:" + filepath.Join(b.dir, "matrix.db")
	if err := fillMatrix(ctx, address, 5000); err != nil {
		return nil, err
	}
	secrets, err := addWriters(ctx, address, 1)
	if err != nil {
		return nil, err
	}
	verso, err := b.serve(ctx, address)
	if err != nil {
		return nil, err
	}
	defer verso.Stop() //nolint:errcheck // it only served
	w := newWriter(verso.URL, secrets[0])
	var rows []row
	for _, part := range []struct{ what, path string }{
		{"works by languages at 5,000 × 40", ""},
		{"the same, a page in the middle, by readers who wait", "?sort=-readers&page=90"},
		{"the same, what has changed since", "?show=changed"},
		{"the same, by words of a title", "?q=work+4321"},
	} {
		bounds := atMost(500, 300, " ms")
		if strings.Contains(part.path, "q=") {
			bounds = bound{} // every title is read: nothing is asked of it
		}
		var took []time.Duration
		for range matrixViews {
			one, err := w.visit(ctx, "/translations"+part.path)
			if err != nil {
				return rows, err
			}
			took = append(took, one)
		}
		rows = append(rows, waited("19", part.what+", SQLite", bounds, took))
	}
	return rows, nil
}

// fillMatrix makes a site of works in forty languages.
func fillMatrix(ctx context.Context, address string, works int) error {
	db, err := emptySite(ctx, address, languages...)
	if err != nil {
		return err
	}
	now := time.Now()
	for first := 0; first < works && err == nil; first += 100 {
		err = db.Tx(ctx, func(tx *store.Tx) error { return addWorks(ctx, tx, first, 100, now) })
	}
	return errors.Join(err, db.Close())
}

func addWorks(ctx context.Context, tx *store.Tx, first, n int, now time.Time) error {
	groups := make([]content.Group, n)
	for i := range groups {
		groups[i].Kind = content.Article
	}
	if err := tx.AddGroups(ctx, groups); err != nil {
		return err
	}
	var posts []store.NewPost
	for i, g := range groups {
		for _, tag := range languages {
			posts = append(posts, store.Analyse(content.Post{
				GroupID: g.ID, Kind: content.Article, Locale: locale.Tag(tag), Slug: fmt.Sprintf("work-%d", first+i), Title: fmt.Sprintf("Work %d in %s", first+i, tag),
				Body: "Some words of it.\n", Status: content.Published, PublishedAt: &now, FirstPublishedAt: &now, CreatedAt: now, UpdatedAt: now,
			}, nil))
		}
	}
	if err := tx.AddPosts(ctx, posts); err != nil {
		return err
	}
	for i, p := range posts {
		if i%len(languages) == 0 {
			continue
		}
		t := store.Translation{TargetID: p.ID, SourceID: posts[i-i%len(languages)].ID, TargetRevision: 1, BaseRevision: 1, Slots: "[]", Version: 1, ChangedAt: now}
		if err := tx.SaveTranslation(ctx, t); err != nil {
			return err
		}
	}
	return nil
}
