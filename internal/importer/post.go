package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/store"
)

// newPost returns the post that a file becomes, but for its place on the site.
func (r *run) newPost(v *Variant) content.Post {
	p := v.Post
	p.CreatedAt = r.now
	if p.UpdatedAt.IsZero() && v.Dated {
		p.UpdatedAt = *p.PublishedAt
	}
	if p.UpdatedAt.IsZero() || p.UpdatedAt.After(r.now) {
		p.UpdatedAt = r.now
	}
	if p.Status == content.Published || p.Status == content.Archived {
		p.FirstPublishedAt = p.PublishedAt
	}
	v.restore(&p)
	return p
}

// analyse works out, before the transaction, what is kept of new texts.
func (r *run) analyse(ctx context.Context, groups []*Group) error {
	var added []*Variant
	for _, g := range groups {
		for i := range g.Variants {
			if r.work[g.Variants[i].Path].act == create {
				added = append(added, &g.Variants[i])
			}
		}
	}
	return eachAtOnce(ctx, added, func(v *Variant) {
		w := r.work[v.Path]
		w.added = store.Analyse(r.newPost(v), w.text)
	})
}

// forgetTexts lets go of what was read of texts that are written.
func (r *run) forgetTexts(groups []*Group) {
	for _, g := range groups {
		for i := range g.Variants {
			w := r.work[g.Variants[i].Path]
			w.text, w.added = nil, store.NewPost{}
		}
	}
}

// addPosts makes posts of new files, whose groups and slugs are known, and
// gives them their tags and pictures.
func (r *run) addPosts(ctx context.Context, tx *store.Tx, added []*Variant) error {
	if len(added) == 0 {
		return nil
	}
	posts := make([]store.NewPost, len(added))
	for i, v := range added {
		posts[i] = r.work[v.Path].added
		if v.saved != nil {
			posts[i].ID = v.saved.id // by which readers of feeds know it
		}
	}
	if err := tx.AddPosts(ctx, posts); err != nil {
		return err
	}
	if err := r.knowTags(ctx, tx, added); err != nil {
		return err
	}
	tags := make([]store.PostTags, len(added))
	for i, v := range added {
		w := r.work[v.Path]
		w.post = posts[i].Post
		tags[i] = store.PostTags{Post: w.post.Summary(), Tags: r.tagIDs(v)}
	}
	if err := tx.AddPostTags(ctx, tags); err != nil {
		return err
	}
	files := make([]store.ImportFile, len(added))
	for i, v := range added {
		w := r.work[v.Path]
		if err := r.attachFiles(ctx, tx, v, w); err != nil {
			return fmt.Errorf("import %s: %w", v.Path, err)
		}
		files[i] = w.row(v, store.FilePost)
	}
	return tx.SaveImportFiles(ctx, files)
}

// savePost brings the post of a file that changed up to date. What was
// changed here since the last import is replaced, stays in the history, and
// is reported; an address chosen here stays.
func (r *run) savePost(ctx context.Context, tx *store.Tx, g *Group, v *Variant, w *work, group content.GroupID) error {
	before, err := tx.Post(ctx, *w.prior.PostID)
	if err != nil {
		return err
	}
	p := v.Post
	p.ID, p.GroupID, p.CreatedAt = before.ID, group, before.CreatedAt
	p.FirstPublishedAt, p.SourceID, p.AuthorID = before.FirstPublishedAt, before.SourceID, before.AuthorID
	if v.saved == nil {
		p.SEOTitle, p.SEODescription = cmp.Or(p.SEOTitle, before.SEOTitle), cmp.Or(p.SEODescription, before.SEODescription)
	}
	if p.UpdatedAt.IsZero() || p.UpdatedAt.After(r.now) || p.UpdatedAt.Equal(before.UpdatedAt) {
		p.UpdatedAt = r.now
	}
	if !v.Dated && before.PublishedAt != nil {
		p.PublishedAt, p.UTCOffset = before.PublishedAt, before.UTCOffset
	}
	if p.Status == content.Published && p.FirstPublishedAt == nil {
		p.FirstPublishedAt = p.PublishedAt
	}
	v.restore(&p)
	edited := before.Revision != w.prior.Revision
	if edited && before.Status == content.Trashed {
		p.Status, p.TrashedAt = content.Trashed, before.TrashedAt
	}
	if edited && w.renamed && w.prior.Hash == w.hash {
		w.post = before // its file brings nothing new
		row := w.prior
		row.Path, row.Address = w.name, v.Address
		return tx.SaveImportFile(ctx, row)
	}
	if edited || before.Locale == p.Locale && before.Kind == p.Kind && g.sameSlug(before.Slug, v) {
		p.Slug = before.Slug
	}
	if p.Slug, err = r.freeSlug(ctx, tx, p); err != nil {
		return err
	}
	if edited {
		r.warn(v, 0, "was changed in Verso since the last import; the file's text took its place, the other one is in the history")
	}
	w.post = before
	if !equal(before, p) {
		if w.post, err = tx.SavePost(ctx, p); err != nil {
			return err
		}
	}
	return r.attach(ctx, tx, v, w)
}

// endingShape is what a slug carries behind the one it wanted, when others
// wanted it too.
var endingShape = regexp.MustCompile(`^(-[0-9]+)*$`)

// sameSlug reports whether a post's slug is still the one its file asks for,
// with the ending it was given.
func (g *Group) sameSlug(slug string, v *Variant) bool {
	ending, ok := strings.CutPrefix(slug, v.wanted)
	if !ok {
		return slug == v.Post.Slug
	}
	return endingShape.MatchString(ending) || v.wanted+ending == v.Post.Slug
}

// freeSlug returns the post's slug, with a number behind it when the site
// already uses it for something else.
func (r *run) freeSlug(ctx context.Context, tx *store.Tx, p content.Post) (string, error) {
	slug := p.Slug
	for n := 2; ; n++ {
		taken, err := r.taken(ctx, tx, p, slug)
		if err != nil || !taken {
			r.fresh.slugs[slugKey{p.Locale, p.Kind, slug}] = true
			return slug, err
		}
		slug = content.Slugify(fmt.Sprintf("%s-%d", cutTo(p.Slug, 80), n))
	}
}

func (r *run) taken(ctx context.Context, tx *store.Tx, p content.Post, slug string) (bool, error) {
	if p.Kind == content.Page && r.words.ReservedIn(p.Locale, slug) {
		return true, nil
	}
	key := slugKey{p.Locale, p.Kind, slug}
	if r.empty || r.fresh.slugs[key] { // on an empty site, whatever is there this import wrote
		return r.memo.slugs[key] || r.fresh.slugs[key], nil
	}
	owner, err := tx.PostBySlug(ctx, p.Locale, p.Kind, slug)
	if errors.Is(err, errs.NotFound) {
		return false, nil
	}
	return owner.ID != p.ID, err
}

// equal reports whether saving b over a would change nothing a reader or an
// author could see.
func equal(a, b content.Post) bool {
	sameTime := func(a, b *time.Time) bool {
		return a == nil && b == nil || a != nil && b != nil && a.Equal(b.Truncate(time.Microsecond))
	}
	if !sameTime(a.PublishedAt, b.PublishedAt) || !sameTime(a.FirstPublishedAt, b.FirstPublishedAt) || !sameTime(a.TrashedAt, b.TrashedAt) {
		return false
	}
	b.PublishedAt, b.FirstPublishedAt, b.TrashedAt, b.SourceID = a.PublishedAt, a.FirstPublishedAt, a.TrashedAt, a.SourceID
	b.EditorID = a.EditorID // whoever it was
	b.CreatedAt, b.UpdatedAt, b.Revision, b.BodyHash, b.Lead = a.CreatedAt, a.UpdatedAt, a.Revision, a.BodyHash, a.Lead
	return a == b
}
