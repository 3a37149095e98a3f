package store

import (
	"context"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/translation"
)

// A Tally is how far the translations into a locale are, of what they are
// translated from.
type Tally struct {
	Locale       locale.Tag
	Translations int
	Counts
	Suggestions int
	Comments    int
	Unreleased  int // translations that have more than readers see
}

// Tallies returns how far translations are, by locale: those that somebody has
// opened.
func (r reads) Tallies(ctx context.Context, locales []locale.Tag, owner content.UserID) ([]Tally, error) {
	c := tallied(locales, owner)
	var rows []Tally
	err := r.all(ctx, &rows, "how far the translations are", `
		SELECT p.locale, COUNT(*) AS translations, SUM(t.segments) AS segments, SUM(t.words) AS words,
			SUM(t.untranslated) AS untranslated, SUM(t.untranslated_words) AS untranslated_words,
			SUM(t.needs_edit) AS needs_edit, SUM(t.needs_edit_words) AS needs_edit_words,
			SUM(t.translated) AS translated, SUM(t.translated_words) AS translated_words,
			SUM(t.approved) AS approved, SUM(t.approved_words) AS approved_words, SUM(t.stale) AS stale,
			SUM(t.suggestions) AS suggestions, SUM(t.comments) AS comments,
			SUM(CASE WHEN t.body IS NOT NULL OR t.fields IS NOT NULL THEN 1 ELSE 0 END) AS unreleased
		FROM translations AS t JOIN posts AS p ON p.id = t.target_id WHERE `+c.text()+` GROUP BY p.locale ORDER BY p.locale`, c.args...)
	return rows, err
}

func tallied(locales []locale.Tag, owner content.UserID) *conditions {
	c := &conditions{}
	c.add(true, `p.status <> 'trashed'`)
	c.add(true, `p.locale IN `+marks(len(locales)), arguments(locales)...)
	c.add(owner != 0, `p.group_id IN (SELECT group_id FROM posts WHERE author_id = ?)`, owner)
	return c
}

// A ReasonTally is how many segments of a locale need an edit for a reason.
type ReasonTally struct {
	Locale   locale.Tag
	Reason   translation.Reason
	Segments int
	Words    int
}

// ReasonTallies returns why segments need an edit, by locale.
func (r reads) ReasonTallies(ctx context.Context, locales []locale.Tag, owner content.UserID) ([]ReasonTally, error) {
	c := tallied(locales, owner)
	c.add(true, `t.needs_edit > 0 AND x.state = 'needs-edit' AND NOT x.omitted AND `+counted)
	var rows []ReasonTally
	err := r.all(ctx, &rows, "why translations need an edit", `
		SELECT p.locale, x.reason, COUNT(*) AS segments, SUM(s.words) AS words
		FROM translations AS t JOIN posts AS p ON p.id = t.target_id JOIN seg_target AS x ON x.target_id = t.target_id
			JOIN seg_source AS s ON s.uid = x.uid AND s.post_id = t.source_id
		WHERE `+c.text()+` GROUP BY p.locale, x.reason ORDER BY p.locale, COUNT(*) DESC, x.reason`, c.args...)
	return rows, err
}

// A PersonTally is what somebody has done in a locale since a time.
type PersonTally struct {
	Locale   locale.Tag
	UserID   content.UserID
	Segments int // that they translated, each once
	Words    int // of their sources
	Approved int // segments that they approved
}

// PersonTallies returns who has translated and approved how much since a time,
// those first who did most.
func (r reads) PersonTallies(ctx context.Context, locales []locale.Tag, owner content.UserID, since time.Time) ([]PersonTally, error) {
	c := tallied(locales, owner)
	c.add(true, `e.user_id <> 0 AND e.at >= ? AND e.what IN ('saved', 'accepted', 'confirmed', 'approved')`, since)
	var rows []PersonTally
	err := r.all(ctx, &rows, "who has translated", `
		SELECT locale, user_id, SUM(wrote) AS segments, SUM(wrote * words) AS words, SUM(approved) AS approved FROM (
			SELECT p.locale, e.user_id, e.target_id, e.uid, MAX(s.words) AS words,
				MAX(CASE WHEN e.what = 'approved' THEN 0 ELSE 1 END) AS wrote, MAX(CASE WHEN e.what = 'approved' THEN 1 ELSE 0 END) AS approved
			FROM seg_events AS e JOIN posts AS p ON p.id = e.target_id JOIN seg_source AS s ON s.uid = e.uid
			WHERE `+c.text()+` GROUP BY p.locale, e.user_id, e.target_id, e.uid) AS each_segment
		GROUP BY locale, user_id ORDER BY locale, SUM(wrote * words) DESC, user_id`, c.args...)
	return rows, err
}
