package store

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"verso/internal/content"
)

// A Translation is what is kept of a post as the translation of another,
// beside its text: with what it was last compared, and how far it is
// (translation 2.1). All of it can be made again of the two posts.
type Translation struct {
	TargetID       content.PostID
	SourceID       content.PostID
	TargetRevision int   // of the target, when its blocks were last linked
	BaseRevision   int   // of the source, when the translation was last in step with it
	MergedVersion  int64 // of the Segmentation whose new and removed segments came into the blocks last
	Segmenter      int
	Body           *string         // what translators have made of a text that readers see; nil: nothing else
	Fields         *content.Fields // and of its fields, without the body
	Slots          string          // how blocks and segments belong together, as JSON of the workbench
	ForeignParts   string          // the bytes of what readers see that is still in the source's language: "0-120 400-431"
	Conflicts      string          // code and the like that differs on both sides, as JSON of the workbench; "" for none
	Version        int64           // counts the acts on it
	Counts
	Suggestions int // open ones
	Comments    int // open ones
	ChangedAt   time.Time
}

// Counts say how far a translation is, in segments and in words of the source.
type Counts struct {
	Segments, Words                 int
	Untranslated, UntranslatedWords int
	NeedsEdit, NeedsEditWords       int
	Translated, TranslatedWords     int
	Approved, ApprovedWords         int
	Stale                           int // segments whose source has changed since
}

// Percent returns how many of a hundred words are translated and up to date,
// rounded down: what is not finished is never 100 (translation 2.13).
func (c Counts) Percent() int {
	done := c.Translated + c.Approved
	switch {
	case done == c.Segments:
		return 100
	case c.Words == 0:
		return done * 100 / c.Segments
	}
	return min(99, (c.TranslatedWords+c.ApprovedWords)*100/c.Words)
}

const translationColumns = `target_id, source_id, target_revision, base_revision,
	merged_version, segmenter, body, fields, slots, foreign_parts, conflicts, version, segments, words, untranslated, untranslated_words,
	needs_edit, needs_edit_words, translated, translated_words, approved, approved_words, stale, suggestions, comments, changed_at`

// translationRow is a row of translations: the fields are JSON.
type translationRow struct {
	Translation
	Fields *string
}

func (row translationRow) translation() (Translation, error) {
	t := row.Translation
	if row.Fields == nil {
		return t, nil
	}
	t.Fields = &content.Fields{}
	return t, wrap(json.Unmarshal([]byte(*row.Fields), t.Fields), "fields of translation %d", t.TargetID)
}

// translationKey is of what readers see of a translation beside its text: that
// it is stale, and which sections of its source its own are.
func translationKey(id content.PostID) Key {
	return Key("translation:" + strconv.FormatInt(int64(id), 10))
}

// deskTranslation is of what the workbench shows of one translation, and
// deskTranslations of the lists of all.
func deskTranslation(id content.PostID) Key {
	return Key("admin:translation:" + strconv.FormatInt(int64(id), 10))
}

const deskTranslations Key = "admin:translations"

// Translation returns what is kept of a target.
func (r reads) Translation(ctx context.Context, target content.PostID) (Translation, error) {
	var row translationRow
	NoteUse(ctx, translationKey(target))
	err := r.q.GetContext(ctx, &row, `SELECT `+translationColumns+` FROM translations WHERE target_id = $1`, target)
	if err != nil {
		return Translation{}, one(err, "translation %d", target)
	}
	return row.translation()
}

// LockTranslation is Translation, and keeps others from acting on it until the
// transaction ends. It counts an act.
func (tx *Tx) LockTranslation(ctx context.Context, target content.PostID) (Translation, error) {
	var row translationRow
	tx.touch(deskTranslation(target), deskTranslations)
	tx.changed = true
	err := tx.q.GetContext(ctx, &row, `
		UPDATE translations SET version = version + 1 WHERE target_id = $1 RETURNING `+translationColumns, target)
	if err != nil {
		return Translation{}, one(err, "translation %d", target)
	}
	return row.translation()
}

// LockTranslationsOf keeps others from acting on the translations of a source
// until the transaction ends. On SQLite nobody else writes meanwhile.
func (tx *Tx) LockTranslationsOf(ctx context.Context, source content.PostID) error {
	if tx.dialect != postgresDialect {
		return nil
	}
	var targets []content.PostID
	err := tx.q.SelectContext(ctx, &targets, `SELECT target_id FROM translations WHERE source_id = $1`, source)
	if err != nil {
		return wrap(err, "translations of post %d", source)
	}
	if err := tx.LockPosts(ctx, targets...); err != nil { // first, as who works on one of them does
		return err
	}
	err = tx.q.SelectContext(ctx, &targets, `SELECT target_id FROM translations WHERE source_id = $1 ORDER BY target_id FOR UPDATE`, source)
	return wrap(err, "lock the translations of post %d", source)
}

// TranslationsOf returns what is kept of the translations of a source, by
// target.
func (r reads) TranslationsOf(ctx context.Context, source content.PostID) ([]Translation, error) {
	var rows []translationRow
	err := r.q.SelectContext(ctx, &rows, `
		SELECT `+translationColumns+` FROM translations WHERE source_id = $1 ORDER BY target_id`, source)
	if err != nil {
		return nil, wrap(err, "translations of post %d", source)
	}
	all := make([]Translation, len(rows))
	for i, row := range rows {
		if all[i], err = row.translation(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Kept returns the targets of translations that something is kept of, by
// number, from the first beyond after.
func (r reads) Kept(ctx context.Context, after content.PostID, limit int) ([]content.PostID, error) {
	var ids []content.PostID
	err := r.q.SelectContext(ctx, &ids, `
		SELECT target_id FROM translations WHERE target_id > $1 ORDER BY target_id LIMIT $2`, after, limit)
	return ids, wrap(err, "translations beyond post %d", after)
}

// Neglected returns translations that are behind one of their texts, by target
// after one: a part of them.
func (r reads) Neglected(ctx context.Context, after content.PostID, limit int) ([]content.PostID, error) {
	var targets []content.PostID
	err := r.q.SelectContext(ctx, &targets, `
		SELECT t.target_id FROM translations AS t JOIN posts AS p ON p.id = t.target_id JOIN posts AS s ON s.id = t.source_id
			LEFT JOIN segmentations AS g ON g.post_id = t.source_id
		WHERE t.target_id > $1 AND p.status <> 'trashed'
			AND (t.target_revision <> p.revision OR g.revision IS NULL OR g.revision <> s.revision)
		ORDER BY t.target_id LIMIT $2`, after, limit)
	return targets, wrap(err, "neglected translations")
}

// SaveTranslation keeps what is known of a translation, in place of what was.
// Its counts are kept by Recount, its foreign parts by SaveForeignParts,
// suggestions and comments by themselves.
// What readers see of it is made again, since its blocks may be linked with
// other segments.
func (tx *Tx) SaveTranslation(ctx context.Context, t Translation) error {
	var fields *string
	if t.Fields != nil {
		f := *t.Fields
		f.Body = ""
		data, err := json.Marshal(f)
		if err != nil {
			return wrap(err, "translation %d", t.TargetID)
		}
		text := string(data)
		fields = &text
	}
	tx.touch(translationKey(t.TargetID), deskTranslation(t.TargetID), deskTranslations)
	_, err := tx.exec(ctx, `
		INSERT INTO translations (target_id, source_id, target_revision, base_revision, merged_version, segmenter,
			body, fields, slots, conflicts, version, changed_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
		ON CONFLICT (target_id) DO UPDATE SET source_id = excluded.source_id, target_revision = excluded.target_revision,
			base_revision = excluded.base_revision, merged_version = excluded.merged_version, segmenter = excluded.segmenter,
			body = excluded.body, fields = excluded.fields, slots = excluded.slots, conflicts = excluded.conflicts,
			version = excluded.version, changed_at = excluded.changed_at`,
		t.TargetID, t.SourceID, t.TargetRevision, t.BaseRevision, t.MergedVersion, t.Segmenter,
		t.Body, fields, t.Slots, t.Conflicts, t.Version, t.ChangedAt)
	return wrap(err, "save translation %d", t.TargetID)
}

// SaveForeignParts keeps which parts of what readers see are in the language
// of the source: see Translation.
func (tx *Tx) SaveForeignParts(ctx context.Context, target content.PostID, parts string) error {
	tx.touch(translationKey(target))
	_, err := tx.exec(ctx, `UPDATE translations SET foreign_parts = $2 WHERE target_id = $1`, target, parts)
	return wrap(err, "foreign parts of post %d", target)
}
