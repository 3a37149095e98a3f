package store

import (
	"context"

	"verso/internal/content"
	"verso/internal/translation"
)

// counted are the segments of a source, called s, in which there is something
// to translate. The slug is made of the title, an image may stay as it is.
const counted = `s.removed_at IS NULL AND NOT s.skip AND s.words > 0 AND s.kind NOT IN ('slug', 'img-src')`

// Recount counts how far the translations of a source are: one of them, or
// with 0 all. Nothing else writes counts, so that they cannot drift.
func (tx *Tx) Recount(ctx context.Context, source, target content.PostID) error {
	type tally struct {
		TargetID               content.PostID
		State                  translation.State
		Segments, Words, Stale int
	}
	var rows []tally
	err := tx.q.SelectContext(ctx, &rows, `
		SELECT target_id, state, COUNT(*) AS segments, SUM(words) AS words, SUM(stale) AS stale FROM (
			SELECT t.target_id, s.words, CASE WHEN x.omitted THEN 'translated' ELSE COALESCE(x.state, 'untranslated') END AS state,
				CASE WHEN x.omitted THEN 0
					WHEN COALESCE(x.state, 'untranslated') = 'untranslated' THEN CASE WHEN s.first_revision > t.base_revision THEN 1 ELSE 0 END
					WHEN x.src_hash <> '' AND x.src_hash <> s.hash THEN 1 ELSE 0 END AS stale
			FROM translations AS t JOIN seg_source AS s ON s.post_id = t.source_id AND `+counted+`
				LEFT JOIN seg_target AS x ON x.target_id = t.target_id AND x.uid = s.uid
			WHERE t.source_id = $1 AND (t.target_id = $2 OR $2 = 0)) AS each_segment
		GROUP BY target_id, state`, source, target)
	if err != nil {
		return wrap(err, "count segments of post %d", source)
	}
	counts := map[content.PostID]Counts{}
	if target != 0 {
		counts[target] = Counts{} // of a source with nothing to translate
	}
	for _, row := range rows {
		c := counts[row.TargetID]
		c.Segments += row.Segments
		c.Words += row.Words
		c.Stale += row.Stale
		switch row.State {
		case translation.NeedsEdit:
			c.NeedsEdit, c.NeedsEditWords = row.Segments, row.Words
		case translation.Translated:
			c.Translated, c.TranslatedWords = row.Segments, row.Words
		case translation.Approved:
			c.Approved, c.ApprovedWords = row.Segments, row.Words
		default:
			c.Untranslated, c.UntranslatedWords = row.Segments, row.Words
		}
		counts[row.TargetID] = c
	}
	for id, c := range counts {
		if err := tx.saveCounts(ctx, id, c); err != nil {
			return err
		}
	}
	return nil
}

// A Place is where a segment stands.
type Place struct {
	UID translation.SegmentID
	Ord int
}

// Unfinished returns the segments of a translation in which there is something
// to do, in the order of the source.
func (r reads) Unfinished(ctx context.Context, source, target content.PostID) ([]Place, error) {
	var open []Place
	err := r.q.SelectContext(ctx, &open, `
		SELECT s.uid, s.ord FROM seg_source AS s LEFT JOIN seg_target AS x ON x.target_id = $2 AND x.uid = s.uid
		WHERE s.post_id = $1 AND `+counted+` AND COALESCE(x.state, 'untranslated') IN ('untranslated', 'needs-edit')
			AND NOT COALESCE(x.omitted, FALSE)
		ORDER BY s.ord`, source, target)
	return open, wrap(err, "unfinished segments of %d", target)
}

// saveCounts keeps the counts of one translation. What is finished is in step
// with its source. Readers are told when it becomes stale or is no more.
func (tx *Tx) saveCounts(ctx context.Context, target content.PostID, c Counts) error {
	var before struct {
		BaseRevision, Revision int
		ReadStale, ReadBase    int
		Apart                  bool
	}
	err := tx.q.GetContext(ctx, &before, `
		SELECT t.base_revision, COALESCE(g.revision, 0) AS revision, t.read_stale, t.read_base,
			t.body IS NOT NULL OR t.fields IS NOT NULL AS apart
		FROM translations AS t LEFT JOIN segmentations AS g ON g.post_id = t.source_id WHERE t.target_id = $1`, target)
	if err != nil {
		return one(err, "translation %d", target)
	}
	base := before.BaseRevision
	if c.Untranslated == 0 && c.NeedsEdit == 0 && c.Stale == 0 {
		base = before.Revision
	}
	tx.touch(deskTranslation(target), deskTranslations)
	readStale, readBase := c.Stale, base
	if before.Apart && before.ReadStale > 0 {
		readStale, readBase = max(before.ReadStale, c.Stale), before.ReadBase // what was mended is not published yet
	}
	if readStale != before.ReadStale || readStale > 0 && readBase != before.ReadBase {
		tx.touch(translationKey(target))
	}
	_, err = tx.exec(ctx, `
		UPDATE translations SET segments = $2, words = $3, untranslated = $4, untranslated_words = $5, needs_edit = $6,
			needs_edit_words = $7, translated = $8, translated_words = $9, approved = $10, approved_words = $11, stale = $12,
			base_revision = $13, read_stale = $14, read_base = $15
		WHERE target_id = $1`,
		target, c.Segments, c.Words, c.Untranslated, c.UntranslatedWords, c.NeedsEdit, c.NeedsEditWords,
		c.Translated, c.TranslatedWords, c.Approved, c.ApprovedWords, c.Stale, base, readStale, readBase)
	return wrap(err, "counts of translation %d", target)
}

// RemoveNotes forgets what is known of the translations of a source beside the
// texts themselves: it can be made again of them. The history stays, and so
// does what people have not saved.
func (tx *Tx) RemoveNotes(ctx context.Context, source content.PostID) error {
	var targets []content.PostID
	if err := tx.q.SelectContext(ctx, &targets, `SELECT target_id FROM translations WHERE source_id = $1`, source); err != nil {
		return wrap(err, "translations of post %d", source)
	}
	for _, id := range targets {
		tx.touch(translationKey(id), deskTranslation(id))
	}
	tx.touch(segmentationKey(source), deskTranslations)
	for _, table := range []string{"translations WHERE source_id", "seg_source WHERE post_id", "segmented WHERE post_id", "segmentations WHERE post_id"} {
		if _, err := tx.exec(ctx, `DELETE FROM `+table+` = $1`, source); err != nil {
			return wrap(err, "notes on post %d", source)
		}
	}
	return nil
}
