package publishing

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"verso/internal/content"
	"verso/internal/diff"
	"verso/internal/errs"
	"verso/internal/store"
)

// Stale is the refusal to save over what somebody else has saved meanwhile
// (trust R6). It is a Conflict. What the person wrote is kept as a draft; the
// ways out are to save Mine, Current's fields or what Merged returns, each
// with the revision of Current.
type Stale struct {
	Current      content.Post
	Theirs       content.Fields // of Current
	Mine         content.Fields
	Base         content.Fields // of the revision that the person began from; empty when that is not known
	BaseRevision int
}

// Error says which revisions are apart.
func (e *Stale) Error() string {
	return fmt.Sprintf("post %d is at revision %d, not %d", e.Current.ID, e.Current.Revision, e.BaseRevision)
}

// Unwrap makes it a Conflict.
func (e *Stale) Unwrap() error { return errs.Conflict }

// merged are the fields that are merged word by word; of the others one is
// taken whole.
var merged = []string{"title", "excerpt", "body", "seo_title", "seo_description", "cover_alt"}

// Merged puts both changes together. clashes names the fields in which both
// changed the same: a text has both, of the rest Mine stands.
func (e *Stale) Merged() (f content.Fields, clashes []string) {
	f = e.Mine
	mine, theirs := e.Mine.Differs(e.Base), e.Theirs.Differs(e.Base)
	for _, name := range theirs {
		switch {
		case !slices.Contains(mine, name):
			take(&f, e.Theirs, name)
		case slices.Contains(merged, name):
			text, n := diff.Text(diff.Merge(*e.Base.Text(name), *e.Mine.Text(name), *e.Theirs.Text(name)))
			*f.Text(name) = text
			if n > 0 {
				clashes = append(clashes, name)
			}
		case name == "tags":
			f.Tags = mergeTags(e.Base.Tags, e.Mine.Tags, e.Theirs.Tags)
		case slices.Contains(e.Mine.Differs(e.Theirs), name):
			clashes = append(clashes, name)
		}
	}
	return f, clashes
}

// take copies the field of a name.
func take(f *content.Fields, from content.Fields, name string) {
	switch name {
	case "tags":
		f.Tags = from.Tags
	case "author_id":
		f.AuthorID = from.AuthorID
	case "date":
		f.PublishedAt, f.UTCOffset = from.PublishedAt, from.UTCOffset
	default:
		*f.Text(name) = *from.Text(name)
	}
}

// mergeTags returns mine without what they removed, and with what they added.
func mergeTags(base, mine, theirs []string) []string {
	var out []string
	for _, name := range mine {
		if slices.Contains(theirs, name) || !slices.Contains(base, name) {
			out = append(out, name)
		}
	}
	for _, name := range theirs {
		if !slices.Contains(base, name) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// fieldsAt returns what the author had written at a revision; nothing, where
// the post has no such revision.
func (sub subject) fieldsAt(ctx context.Context, tx *store.Tx, revision int) (content.Fields, error) {
	rev, err := tx.Revision(ctx, sub.post.ID, revision)
	if errors.Is(err, errs.NotFound) {
		return content.Fields{}, nil
	}
	return whole(rev, sub.fields()), err
}

// whole returns the fields of a revision; those that it does not know are as
// they are now.
func whole(rev content.Revision, now content.Fields) content.Fields {
	if rev.Whole {
		return rev.Fields.Trimmed()
	}
	now.Title, now.Slug, now.Excerpt = rev.Fields.Title, rev.Fields.Slug, rev.Fields.Excerpt
	now.Body, now.Author = rev.Fields.Body, rev.Fields.Author
	return now.Trimmed()
}
