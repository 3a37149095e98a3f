package store

import (
	"context"
	"fmt"

	"verso/internal/content"
	"verso/internal/locale"
)

// A YearCount says how many published posts a year has.
type YearCount struct {
	Year  int
	Posts int
}

// Years returns how many posts of a kind a locale published in each year,
// newest first; their sum is the length of the list.
func (r reads) Years(ctx context.Context, l locale.Tag, kind content.Kind) ([]YearCount, error) {
	var years []YearCount
	NoteUse(ctx, listKey(l, kind))
	err := r.q.SelectContext(ctx, &years, `
		SELECT year, posts FROM post_counts WHERE locale = $1 AND kind = $2 AND posts > 0 ORDER BY year DESC`, l, kind)
	return years, wrap(err, "years of %s", l)
}

// CountByLocale returns how many posts of a kind each locale has published.
func (r reads) CountByLocale(ctx context.Context, kind content.Kind) (map[locale.Tag]int, error) {
	var rows []struct {
		Locale locale.Tag
		Posts  int
	}
	NoteUse(ctx, countKey(kind))
	err := r.q.SelectContext(ctx, &rows, `
		SELECT locale, SUM(posts) AS posts FROM post_counts WHERE kind = $1 GROUP BY locale`, kind)
	counts := map[locale.Tag]int{}
	for _, row := range rows {
		counts[row.Locale] = row.Posts
	}
	return counts, wrap(err, "posts by locale")
}

// countPost adds by (1 or -1) to every count that p is part of.
func (tx *Tx) countPost(ctx context.Context, p content.Summary, by int) error {
	if p.Status != content.Published {
		return nil
	}
	if p.PublishedAt == nil {
		return fmt.Errorf("published post %d has no date", p.ID)
	}
	tx.touch(countKey(p.Kind))
	_, err := tx.exec(ctx, `
		INSERT INTO post_counts (locale, kind, year, posts) VALUES ($1, $2, $3, $4)
		ON CONFLICT (locale, kind, year) DO UPDATE SET posts = post_counts.posts + excluded.posts`,
		p.Locale, p.Kind, p.Date().Year(), by)
	if err != nil {
		return wrap(err, "count post %d", p.ID)
	}
	if p.Kind != content.Article {
		return nil // tags count articles alone
	}
	tags, err := tx.TagsOf(ctx, p.ID)
	if err != nil || len(tags) == 0 {
		return err
	}
	for _, t := range tags {
		tx.touchTag(t)
	}
	_, err = tx.exec(ctx, `
		UPDATE tags SET posts = posts + $2 WHERE id IN (SELECT tag_id FROM post_tags WHERE post_id = $1)`, p.ID, by)
	if err != nil {
		return wrap(err, "count tags of post %d", p.ID)
	}
	place := int64(0)
	if by > 0 {
		place = placeAt(p.ID, *p.PublishedAt)
	}
	_, err = tx.exec(ctx, `UPDATE post_tags SET place = $2 WHERE post_id = $1`, p.ID, place)
	return wrap(err, "place of post %d", p.ID)
}

// countAgain moves a post from the counts that it was part of to those that it
// is part of now. Most saves of a published post change neither.
func (tx *Tx) countAgain(ctx context.Context, before, after content.Summary) error {
	if countedAlike(before, after) {
		return tx.touchTagsOf(ctx, after.ID) // whose lists show it
	}
	if err := tx.countPost(ctx, before, -1); err != nil {
		return err
	}
	return tx.countPost(ctx, after, 1)
}

// countedAlike reports whether a post, published before and after, stays where
// it is in every list.
func countedAlike(before, after content.Summary) bool {
	return before.Status == content.Published && after.Status == content.Published &&
		before.Locale == after.Locale && before.Kind == after.Kind &&
		before.PublishedAt != nil && after.PublishedAt != nil && before.PublishedAt.Equal(*after.PublishedAt) &&
		before.Date().Year() == after.Date().Year()
}

// YearsEverywhere returns Years for every locale.
func (r reads) YearsEverywhere(ctx context.Context, kind content.Kind) (map[locale.Tag][]YearCount, error) {
	var rows []struct {
		Locale locale.Tag
		YearCount
	}
	NoteUse(ctx, countKey(kind))
	err := r.q.SelectContext(ctx, &rows, `
		SELECT locale, year, posts FROM post_counts WHERE kind = $1 AND posts > 0 ORDER BY locale, year DESC`, kind)
	years := map[locale.Tag][]YearCount{}
	for _, row := range rows {
		years[row.Locale] = append(years[row.Locale], row.YearCount)
	}
	return years, wrap(err, "years")
}
