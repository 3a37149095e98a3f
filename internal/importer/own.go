package importer

import (
	"context"
	"slices"
	"time"

	"verso/internal/content"
	"verso/internal/store"
)

// own finds, among the files of an export that the ledger does not know, those
// of texts that this site wrote itself, and returns the others. A text is the
// site's own when its number, its locale and the moment it was made are.
func (r *run) own(ctx context.Context, strangers []*Variant) ([]*Variant, error) {
	posts, err := r.exported(ctx, strangers)
	if err != nil || len(posts) == 0 {
		return strangers, err
	}
	return slices.DeleteFunc(strangers, func(v *Variant) bool {
		if v.saved == nil {
			return false
		}
		p, there := posts[v.saved.id]
		if !there || p.Locale != v.Post.Locale || !p.CreatedAt.Truncate(time.Microsecond).Equal(v.saved.created) {
			return false
		}
		delete(posts, p.ID) // a copy of the file is another text
		w := r.work[v.Path]
		w.prior = store.ImportFile{PostID: &p.ID, Revision: p.Revision}
		if w.newer = !v.Post.UpdatedAt.IsZero() && p.UpdatedAt.Truncate(time.Microsecond).After(v.Post.UpdatedAt); w.newer {
			r.warn(v, 0, `was changed in Verso since it was exported; what is there stays. Without its line "updated" the file takes its place`)
		}
		return true
	}), nil
}

// exported returns the posts whose numbers files name, but for those that the
// ledger knows by another file.
func (r *run) exported(ctx context.Context, files []*Variant) (map[content.PostID]content.Post, error) {
	known := map[content.PostID]bool{}
	for _, f := range r.ledger {
		if f.PostID != nil {
			known[*f.PostID] = true
		}
	}
	var ids []content.PostID
	for _, v := range files {
		if v.saved != nil && v.saved.id > 0 && !known[v.saved.id] && !r.empty {
			ids = append(ids, v.saved.id)
		}
	}
	posts := map[content.PostID]content.Post{}
	for some := range slices.Chunk(ids, batchPosts) {
		found, err := r.db.Posts(ctx, some)
		if err != nil {
			return nil, err
		}
		for id, p := range found {
			p.Body = "" // of many posts only what tells them apart
			posts[id] = p
		}
	}
	return posts, nil
}
