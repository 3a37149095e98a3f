package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"github.com/jmoiron/sqlx"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/search"
)

// A MediaSort is an order of files.
type MediaSort string

// The orders: the newest, the largest, or the first of the alphabet first.
const (
	MediaByDate  MediaSort = "added"
	MediaByName  MediaSort = "name"
	MediaByBytes MediaSort = "bytes"
)

// A MediaQuery says which files the library shows. What is left zero asks for
// nothing.
type MediaQuery struct {
	Text      string     // words of the name, or of what is said of it in any locale
	MissingIn locale.Tag // files of which nobody said in this locale what they show
	Unused    bool       // files that no text refers to
	Owner     content.UserID

	Sort    MediaSort // MediaByDate when empty
	Reverse bool
	Compare func(a, b string) int // of MediaByName: the order of the reader's language; by bytes when nil
	Limit   int
	Offset  int
}

// Library returns a part of the files that are kept, and how many there are.
func (r reads) Library(ctx context.Context, q MediaQuery) (entries []content.MediaEntry, total int, err error) {
	ids, err := r.mediaIDs(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	total = len(ids)
	ids = ids[min(q.Offset, total):min(q.Offset+q.Limit, total)]
	entries, err = r.mediaEntries(ctx, ids)
	return entries, total, err
}

// MediaEntry returns a file as the library lists it.
func (r reads) MediaEntry(ctx context.Context, id content.MediaID) (content.MediaEntry, error) {
	entries, err := r.mediaEntries(ctx, []content.MediaID{id})
	if err == nil && len(entries) == 0 {
		err = one(sql.ErrNoRows, "media %d", id)
	}
	if err != nil {
		return content.MediaEntry{}, err
	}
	return entries[0], nil
}

// mediaIDs returns the files that q asks for, in its order. Names and words
// are compared here: the databases do not agree on what is upper case.
func (r reads) mediaIDs(ctx context.Context, q MediaQuery) ([]content.MediaID, error) {
	c := &conditions{}
	c.add(true, `removed_at IS NULL`)
	c.add(q.Owner != 0, `user_id = ?`, q.Owner)
	c.add(q.Unused, `id NOT IN (SELECT media_id FROM post_media)`)
	c.add(q.MissingIn != "", `id NOT IN (SELECT media_id FROM media_texts WHERE locale = ? AND alt <> '')`, q.MissingIn)
	direction := " DESC"
	if q.Reverse {
		direction = ""
	}
	order := map[MediaSort]string{MediaByBytes: `bytes` + direction + `, id` + direction}[q.Sort]
	var rows []named
	text := `SELECT id, name FROM media WHERE ` + c.text() + ` ORDER BY ` + cmp.Or(order, `created_at`+direction+`, id`+direction)
	if err := r.q.SelectContext(ctx, &rows, sqlx.Rebind(sqlx.DOLLAR, text), c.args...); err != nil {
		return nil, wrap(err, "media")
	}
	if q.Sort == MediaByName {
		slices.SortStableFunc(rows, q.byName())
	}
	said := map[content.MediaID]string{}
	if q.Text != "" {
		var err error
		if said, err = r.mediaSaid(ctx); err != nil {
			return nil, err
		}
	}
	matches := search.Contains(q.Text)
	ids := make([]content.MediaID, 0, len(rows))
	for _, row := range rows {
		if matches(row.Name + " " + said[row.ID]) {
			ids = append(ids, row.ID)
		}
	}
	return ids, nil
}

// named is a file, as the library is searched and sorted.
type named struct {
	ID   content.MediaID
	Name string
}

func (q MediaQuery) byName() func(a, b named) int {
	compare := q.Compare
	if compare == nil {
		compare = cmp.Compare[string]
	}
	if q.Reverse {
		return func(a, b named) int { return compare(b.Name, a.Name) }
	}
	return func(a, b named) int { return compare(a.Name, b.Name) }
}

// mediaSaid returns what is said of files, all locales together.
func (r reads) mediaSaid(ctx context.Context) (map[content.MediaID]string, error) {
	var rows []struct {
		MediaID content.MediaID
		Alt     string
		Caption string
	}
	err := r.q.SelectContext(ctx, &rows, `SELECT media_id, alt, caption FROM media_texts ORDER BY media_id, locale`)
	said := map[content.MediaID]string{}
	for _, row := range rows {
		said[row.MediaID] += row.Alt + " " + row.Caption + " "
	}
	return said, wrap(err, "texts of media")
}

// mediaEntries returns files in the order of their identifiers given, in three
// queries however many there are.
func (r reads) mediaEntries(ctx context.Context, ids []content.MediaID) ([]content.MediaEntry, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	query, args, err := r.in(`
		SELECT `+mediaColumns+`, media.created_at, (SELECT COUNT(DISTINCT post_id) FROM post_media WHERE media_id = media.id) AS uses
		FROM media WHERE id IN (?) AND removed_at IS NULL`, ids)
	if err != nil {
		return nil, wrap(err, "media")
	}
	var entries []content.MediaEntry
	if err := r.q.SelectContext(ctx, &entries, query, args...); err != nil {
		return nil, wrap(err, "media")
	}
	slices.SortFunc(entries, func(a, b content.MediaEntry) int {
		return cmp.Compare(slices.Index(ids, a.ID), slices.Index(ids, b.ID))
	})
	described, err := r.described(ctx, ids)
	for i := range entries {
		entries[i].Described = described[entries[i].ID]
	}
	return entries, err
}

func (r reads) described(ctx context.Context, ids []content.MediaID) (map[content.MediaID][]locale.Tag, error) {
	query, args, err := r.in(`SELECT media_id, locale FROM media_texts WHERE alt <> '' AND media_id IN (?) ORDER BY locale`, ids)
	if err != nil {
		return nil, wrap(err, "texts of media")
	}
	var rows []struct {
		MediaID content.MediaID
		Locale  locale.Tag
	}
	err = r.q.SelectContext(ctx, &rows, query, args...)
	locales := map[content.MediaID][]locale.Tag{}
	for _, row := range rows {
		locales[row.MediaID] = append(locales[row.MediaID], row.Locale)
	}
	return locales, wrap(err, "texts of media")
}

// MediaTexts returns what is said of a file, by locale.
func (r reads) MediaTexts(ctx context.Context, id content.MediaID) (map[locale.Tag]content.MediaText, error) {
	var rows []content.MediaText
	err := r.q.SelectContext(ctx, &rows, `SELECT locale, alt, caption FROM media_texts WHERE media_id = $1`, id)
	texts := map[locale.Tag]content.MediaText{}
	for _, t := range rows {
		texts[t.Locale] = t
	}
	return texts, wrap(err, "texts of media %d", id)
}

// MediaAlts returns what files show in a locale, for those of which it is said.
func (r reads) MediaAlts(ctx context.Context, l locale.Tag, entries []content.MediaEntry) (map[content.MediaID]string, error) {
	alts := map[content.MediaID]string{}
	if len(entries) == 0 {
		return alts, nil
	}
	ids := make([]content.MediaID, len(entries))
	for i, e := range entries {
		ids[i] = e.ID
	}
	query, args, err := r.in(`SELECT media_id, alt FROM media_texts WHERE locale = ? AND media_id IN (?)`, l, ids)
	if err != nil {
		return nil, wrap(err, "texts of media")
	}
	var rows []struct {
		MediaID content.MediaID
		Alt     string
	}
	err = r.q.SelectContext(ctx, &rows, query, args...)
	for _, row := range rows {
		alts[row.MediaID] = row.Alt
	}
	return alts, wrap(err, "texts of media")
}

// MediaUses returns the posts that show a file now, whatever their status, by
// title and locale in no language's order. Those that only once did, before
// they were rewritten, are not among them.
func (r reads) MediaUses(ctx context.Context, id content.MediaID) ([]content.Summary, error) {
	var refs []struct {
		PostID content.PostID
		Ref    string
	}
	err := r.q.SelectContext(ctx, &refs, `SELECT post_id, ref FROM post_media WHERE media_id = $1`, id)
	if err != nil {
		return nil, wrap(err, "uses of media %d", id)
	}
	ids := make([]content.PostID, len(refs))
	for i, ref := range refs {
		ids[i] = ref.PostID
	}
	posts, err := r.Posts(ctx, slices.Compact(slices.Sorted(slices.Values(ids))))
	if err != nil {
		return nil, err
	}
	shown := map[content.PostID]content.Summary{}
	for _, ref := range refs {
		if p := posts[ref.PostID]; p.Shows(ref.Ref) {
			shown[p.ID] = p.Summary()
		}
	}
	var uses []content.Summary
	for _, p := range shown {
		uses = append(uses, p)
	}
	slices.SortFunc(uses, func(a, b content.Summary) int {
		return cmp.Or(cmp.Compare(a.Title, b.Title), cmp.Compare(a.Locale, b.Locale), cmp.Compare(a.ID, b.ID))
	})
	return uses, nil
}

// MediaDrafts returns how many drafts refer to a file by its hash: texts that
// somebody is writing and has not saved.
func (r reads) MediaDrafts(ctx context.Context, hash string) (int, error) {
	var n int
	err := r.q.GetContext(ctx, &n, `SELECT COUNT(*) FROM drafts WHERE replace(fields, $1, '') <> fields`, hash)
	return n, wrap(err, "drafts with media %s", hash)
}
