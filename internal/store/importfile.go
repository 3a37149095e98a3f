package store

import (
	"context"
	"database/sql"
	"errors"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
)

// The states of an imported file.
const (
	FilePost         = "post"         // became a post
	FileUntranslated = "untranslated" // held back: no text of its own yet
	FileGone         = "gone"         // vanished from its folder, and its post was archived for that
	FileWelcome      = "welcome"      // of the content a new site starts with
)

// An ImportFile is what the ledger remembers of a file that was imported.
type ImportFile struct {
	Path     string // under the import's folder, slashes; "2:/" and so on before it, for every folder but the first
	Hash     string // SHA-256 of its bytes, hex
	State    string
	Locale   locale.Tag
	Address  string // the old site's path, without locale, extension, "index" and end slash (rule 70)
	PostID   *content.PostID
	Revision int // of the post, as the import left it; a later one was edited here
}

const importColumns = `path, hash, state, locale, address, post_id, revision`

// ImportFiles returns the whole ledger, by path.
func (r reads) ImportFiles(ctx context.Context) ([]ImportFile, error) {
	var files []ImportFile
	err := r.q.SelectContext(ctx, &files, `SELECT `+importColumns+` FROM import_files ORDER BY path`)
	return files, wrap(err, "import ledger")
}

// ImportFileOf returns where a post was imported from.
func (r reads) ImportFileOf(ctx context.Context, id content.PostID) (ImportFile, error) {
	var f ImportFile
	NoteUse(ctx, postKey(id))
	err := r.q.GetContext(ctx, &f, `SELECT `+importColumns+` FROM import_files WHERE post_id = $1 ORDER BY path LIMIT 1`, id)
	return f, one(err, "file of post %d", id)
}

// ImportFilesAt returns the files whose path or old address is among those
// given: what links in a text may mean.
func (r reads) ImportFilesAt(ctx context.Context, addresses []string) ([]ImportFile, error) {
	if len(addresses) == 0 {
		return nil, nil
	}
	noteEach(ctx, addresses, fileKey)
	query, args, err := r.in(`
		SELECT `+importColumns+` FROM import_files
		WHERE address IN (?) OR path IN (?) ORDER BY path`, addresses, addresses)
	if err != nil {
		return nil, wrap(err, "imported files")
	}
	var files []ImportFile
	err = r.q.SelectContext(ctx, &files, query, args...)
	return files, wrap(err, "imported files")
}

// Untouched reports whether the site holds nothing but the content it started
// with, as it was: then a first import takes its place.
func (r reads) Untouched(ctx context.Context) (bool, error) {
	var own int
	err := r.q.GetContext(ctx, &own, `
		SELECT COUNT(*) FROM (
			SELECT 1 FROM posts WHERE NOT EXISTS (
				SELECT 1 FROM import_files
				WHERE import_files.post_id = posts.id AND import_files.state = 'welcome'
					AND import_files.revision = posts.revision)
			LIMIT 1) AS own`)
	return own == 0, wrap(err, "is the site untouched")
}

// Fresh reports whether nothing was ever written or imported here.
func (r reads) Fresh(ctx context.Context) (bool, error) {
	var traces int
	err := r.q.GetContext(ctx, &traces, `
		SELECT COUNT(*) FROM (
			SELECT 1 FROM posts UNION ALL SELECT 1 FROM import_files UNION ALL SELECT 1 FROM slug_history LIMIT 1) AS traces`)
	return traces == 0, wrap(err, "is the site fresh")
}

// UntouchedWelcome returns the posts of the content the site started with
// that are as they were.
func (r reads) UntouchedWelcome(ctx context.Context) ([]content.PostID, error) {
	var ids []content.PostID
	err := r.q.SelectContext(ctx, &ids, `
		SELECT posts.id FROM posts JOIN import_files ON import_files.post_id = posts.id
		WHERE import_files.state = 'welcome' AND import_files.revision = posts.revision ORDER BY posts.id`)
	return ids, wrap(err, "untouched welcome content")
}

// MarkWelcome says of every file imported so far that it is content the site
// started with.
func (tx *Tx) MarkWelcome(ctx context.Context) error {
	_, err := tx.exec(ctx, `UPDATE import_files SET state = $1 WHERE post_id IS NOT NULL`, FileWelcome)
	return wrap(err, "mark welcome content")
}

// SaveImportFile remembers a file.
func (tx *Tx) SaveImportFile(ctx context.Context, f ImportFile) error {
	return tx.SaveImportFiles(ctx, []ImportFile{f})
}

// SaveImportFiles remembers files, each of another path.
func (tx *Tx) SaveImportFiles(ctx context.Context, files []ImportFile) error {
	rows := make([][]any, len(files))
	for i, f := range files {
		tx.touch(fileKey(f.Path), fileKey(f.Address))
		if f.PostID != nil {
			tx.touch(postKey(*f.PostID))
		}
		rows[i] = []any{f.Path, f.Hash, f.State, f.Locale, f.Address, f.PostID, f.Revision}
	}
	err := tx.execRows(ctx, rowsStatement{
		`INSERT INTO import_files (path, hash, state, locale, address, post_id, revision) VALUES`, `(?, ?, ?, ?, ?, ?, ?)`, `
		ON CONFLICT (path) DO UPDATE SET hash = excluded.hash, state = excluded.state, locale = excluded.locale,
			address = excluded.address, post_id = excluded.post_id, revision = excluded.revision`,
	}, rows)
	return wrap(err, "remember %d files", len(files))
}

// RemoveImportFile forgets a file.
func (tx *Tx) RemoveImportFile(ctx context.Context, path string) error {
	var address string
	err := tx.q.GetContext(ctx, &address, `DELETE FROM import_files WHERE path = $1 RETURNING address`, path)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	tx.changed = true
	tx.touch(fileKey(path), fileKey(address))
	return wrap(err, "forget file %s", path)
}

// SaveWelcomeSetting sets a setting of the content a site starts with; it goes
// with that content, unless it was changed.
func (tx *Tx) SaveWelcomeSetting(ctx context.Context, v site.Value) error {
	if err := tx.SaveSetting(ctx, v); err != nil {
		return err
	}
	return tx.SaveImportFile(ctx, ImportFile{
		Path: settingPath + string(v.Key) + "/" + string(v.Locale), Hash: v.Value, State: FileWelcome, Locale: v.Locale,
	})
}

// settingPath begins the entries of the ledger that are settings: no file's
// path begins with a slash.
const settingPath = "/settings/"

// Clear empties the site of the content it started with: posts, tags,
// addresses, the ledger and the settings that came with them. Locales and
// other settings stay.
func (tx *Tx) Clear(ctx context.Context) error {
	tx.touch(AllKeys)
	tx.index = indexing{}
	if _, err := tx.exec(ctx, `
		DELETE FROM settings WHERE EXISTS (
			SELECT 1 FROM import_files
			WHERE state = 'welcome' AND path = $1 || settings.name || '/' || settings.locale AND hash = settings.value)`,
		settingPath); err != nil {
		return wrap(err, "clear settings")
	}
	for _, table := range []string{
		"missing_reads", "post_media", "post_tags", "revisions", "import_files", "posts", "post_groups",
		"tags", "terms", "post_counts", "slug_history", "post_words",
	} {
		if _, err := tx.exec(ctx, `DELETE FROM `+table); err != nil {
			return wrap(err, "clear %s", table)
		}
	}
	return nil
}
