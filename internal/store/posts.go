package store

import (
	"context"

	"verso/internal/content"
)

// What follows reads the same as its neighbours elsewhere, for several posts
// in one query: a feed shows twenty of them whole.

// Posts returns the posts with these identifiers, by identifier.
func (r reads) Posts(ctx context.Context, ids []content.PostID) (map[content.PostID]content.Post, error) {
	byID := map[content.PostID]content.Post{}
	if len(ids) == 0 {
		return byID, nil
	}
	noteEach(ctx, ids, postKey)
	query, args, err := r.in(`SELECT `+postColumns+` FROM posts WHERE id IN (?)`, ids)
	if err != nil {
		return nil, wrap(err, "posts")
	}
	var posts []content.Post
	err = r.q.SelectContext(ctx, &posts, query, args...)
	for _, p := range posts {
		byID[p.ID] = p
	}
	return byID, wrap(err, "posts")
}

// ImportFilesOf returns where posts were imported from; those that were not
// are not in the result.
func (r reads) ImportFilesOf(ctx context.Context, ids []content.PostID) (map[content.PostID]ImportFile, error) {
	byID := map[content.PostID]ImportFile{}
	if len(ids) == 0 {
		return byID, nil
	}
	noteEach(ctx, ids, postKey)
	query, args, err := r.in(`SELECT `+importColumns+` FROM import_files WHERE post_id IN (?) ORDER BY path DESC`, ids)
	if err != nil {
		return nil, wrap(err, "files of posts")
	}
	var files []ImportFile
	err = r.q.SelectContext(ctx, &files, query, args...)
	for _, f := range files {
		byID[*f.PostID] = f // the first path stays
	}
	return byID, wrap(err, "files of posts")
}

// MediaOfPosts returns what the references in the texts of posts stand for.
func (r reads) MediaOfPosts(ctx context.Context, ids []content.PostID) (map[content.PostID]map[string]content.Media, error) {
	byID := map[content.PostID]map[string]content.Media{}
	if len(ids) == 0 {
		return byID, nil
	}
	noteEach(ctx, ids, postKey)
	query, args, err := r.in(inPosts+` IN (?)`, ids)
	if err != nil {
		return nil, wrap(err, "media of posts")
	}
	var rows []mediaInPost
	err = r.q.SelectContext(ctx, &rows, query, args...)
	for _, row := range rows {
		if byID[row.PostID] == nil {
			byID[row.PostID] = map[string]content.Media{}
		}
		byID[row.PostID][row.Ref] = row.Media
	}
	return byID, wrap(err, "media of posts")
}

// TagsOfPosts returns the tags of posts, each post's in the author's order.
func (r reads) TagsOfPosts(ctx context.Context, ids []content.PostID) (map[content.PostID][]content.Tag, error) {
	byID := map[content.PostID][]content.Tag{}
	if len(ids) == 0 {
		return byID, nil
	}
	noteEach(ctx, ids, postKey)
	query, args, err := r.in(`
		SELECT `+tagColumns+`, post_tags.post_id FROM tags JOIN post_tags ON post_tags.tag_id = tags.id
		WHERE post_tags.post_id IN (?) ORDER BY post_tags.position`, ids)
	if err != nil {
		return nil, wrap(err, "tags of posts")
	}
	var rows []struct {
		content.Tag
		PostID content.PostID
	}
	err = r.q.SelectContext(ctx, &rows, query, args...)
	for _, row := range rows {
		NoteUse(ctx, tagKey(row.ID))
		byID[row.PostID] = append(byID[row.PostID], row.Tag)
	}
	return byID, wrap(err, "tags of posts")
}
