package store

import (
	"context"
	"maps"
	"slices"

	"verso/internal/content"
)

// SaveUploads says which stored files a post refers to by their own address,
// "/media/HASH.png": address to hash. References of other forms, which an
// import made, stay: an older revision may need them. Addresses of no file are
// left out.
func (tx *Tx) SaveUploads(ctx context.Context, id content.PostID, refs map[string]string) error {
	var before []struct{ Ref, Hash string }
	err := tx.q.SelectContext(ctx, &before, `
		SELECT post_media.ref, media.hash FROM post_media JOIN media ON media.id = post_media.media_id
		WHERE post_media.post_id = $1 AND substr(post_media.ref, 1, 7) = '/media/'`, id)
	if err != nil {
		return wrap(err, "files of post %d", id)
	}
	known := map[string]bool{}
	for _, row := range before {
		if refs[row.Ref] == row.Hash {
			known[row.Ref] = true
			continue
		}
		if _, err := tx.exec(ctx, `DELETE FROM post_media WHERE post_id = $1 AND ref = $2`, id, row.Ref); err != nil {
			return wrap(err, "file %s of post %d", row.Ref, id)
		}
		tx.touch(postKey(id))
	}
	for _, ref := range slices.Sorted(maps.Keys(refs)) {
		if known[ref] {
			continue
		}
		tx.touch(postKey(id))
		if _, err := tx.exec(ctx, `
			INSERT INTO post_media (post_id, ref, media_id) SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), id FROM media WHERE hash = $3 AND removed_at IS NULL
			ON CONFLICT (post_id, ref) DO NOTHING`, id, ref, refs[ref]); err != nil {
			return wrap(err, "file %s of post %d", ref, id)
		}
	}
	return nil
}

// CopyPostMedia lets the text of a post refer to files as another's does.
func (tx *Tx) CopyPostMedia(ctx context.Context, from, to content.PostID) error {
	tx.touch(postKey(to))
	_, err := tx.exec(ctx, `
		INSERT INTO post_media (post_id, ref, media_id)
		SELECT CAST($2 AS BIGINT), ref, media_id FROM post_media WHERE post_id = $1
		ON CONFLICT (post_id, ref) DO NOTHING`, from, to)
	return wrap(err, "files of post %d for %d", from, to)
}

// MediaByHashes returns the stored files with these hashes, by hash.
func (r reads) MediaByHashes(ctx context.Context, hashes []string) (map[string]content.Media, error) {
	byHash := map[string]content.Media{}
	if len(hashes) == 0 {
		return byHash, nil
	}
	query, args, err := r.in(`SELECT `+mediaColumns+` FROM media WHERE hash IN (?) AND removed_at IS NULL`, hashes)
	if err != nil {
		return nil, wrap(err, "files by hash")
	}
	var files []content.Media
	err = r.q.SelectContext(ctx, &files, query, args...)
	for _, m := range files {
		byHash[m.Hash] = m
	}
	return byHash, wrap(err, "files by hash")
}
