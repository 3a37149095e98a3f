package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"verso/internal/content"
)

// A Behind says how far what readers see of a translation is behind its
// source; the zero value is in step.
type Behind struct {
	SourceID content.PostID
	Segments int        // of the source that have changed since, trivial changes apart
	At       *time.Time // when the version of the source was made that the translation is of; nil: not known
}

// Behind returns how far a translation is behind its source. Of a post that is
// nobody's translation, or that the workbench has not met yet, it says in step.
func (r reads) Behind(ctx context.Context, target content.PostID) (Behind, error) {
	var b Behind
	NoteUse(ctx, translationKey(target))
	err := r.q.GetContext(ctx, &b, `
		SELECT t.source_id, t.read_stale AS segments, r.created_at AS at
		FROM translations AS t LEFT JOIN revisions AS r ON r.post_id = t.source_id AND r.revision = t.read_base
		WHERE t.target_id = $1`, target)
	if errors.Is(err, sql.ErrNoRows) {
		return Behind{}, nil
	}
	return b, wrap(err, "how far translation %d is behind", target)
}
