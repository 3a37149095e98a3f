package media

import (
	"context"
	"errors"
	"time"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/store"
)

// lookEvery is how often pictures are looked for that another process, such as
// an import, has brought in.
const lookEvery = 30 * time.Second

// someMedia is how many files are read from the database at a time.
const someMedia = 100

// Run makes the smaller copies of what is added, and forgets what was removed,
// until ctx ends.
func (l *Library) Run(ctx context.Context) {
	if l.files == nil {
		return
	}
	l.report(ctx, l.recall(ctx))
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		l.report(ctx, l.Copy(ctx, rest))
		l.report(ctx, l.Forget(ctx))
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-l.added:
		}
	}
}

func (l *Library) report(ctx context.Context, err error) {
	if err != nil && ctx.Err() == nil {
		l.log.WarnContext(ctx, "pictures", "error", err)
	}
}

// rest waits as long as a picture took, so that pictures take half a processor
// at most.
func rest(ctx context.Context, took time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(took):
	}
}

// Copy makes the smaller copies that are missing. pause is called after each
// picture with the time that it took; it may be nil.
func (l *Library) Copy(ctx context.Context, pause func(ctx context.Context, took time.Duration)) error {
	for after := content.MediaID(0); ; {
		files, err := l.db.MediaAfter(ctx, after, true, someMedia)
		if err != nil || len(files) == 0 {
			return err
		}
		for _, m := range files {
			after = m.ID
			began := time.Now()
			if err := l.copyOne(ctx, m); err != nil {
				return err
			}
			if pause != nil {
				pause(ctx, time.Since(began))
			}
		}
	}
}

func (l *Library) copyOne(ctx context.Context, m content.Media) error {
	done, err := l.files.one(ctx)
	if err != nil {
		return err
	}
	sizes, err := l.files.makeCopies(m)
	done()
	if errors.Is(err, ErrFull) {
		return err // once there is room again
	}
	if err != nil { // the file is not there, most likely
		l.log.WarnContext(ctx, "a picture has no smaller copies", "media", m.ID, "error", err)
	}
	return l.db.Tx(ctx, func(tx *store.Tx) error { return tx.SaveMediaSizes(ctx, m.ID, sizes) })
}

// recall finds the pictures whose copies are not in the folder, as after a
// backup without them was put back, and has them made.
func (l *Library) recall(ctx context.Context) error {
	for after := content.MediaID(0); ; {
		files, err := l.db.MediaAfter(ctx, after, false, someMedia)
		if err != nil || len(files) == 0 {
			return err
		}
		for _, m := range files {
			after = m.ID
			if l.files.hasCopies(m) {
				continue
			}
			err := l.db.Tx(ctx, func(tx *store.Tx) error { return tx.SaveMediaSizes(ctx, m.ID, content.SizesUnknown) })
			if err != nil {
				return err
			}
		}
	}
}

// hasCopies reports whether the copies that a picture should have are there.
func (s *Store) hasCopies(m content.Media) bool {
	for _, width := range m.Sizes.Widths() {
		if _, err := s.root.Stat(CopyName(m, width)); err != nil {
			return false
		}
	}
	return true
}

// Forget deletes what was removed more than a day ago.
func (l *Library) Forget(ctx context.Context) error {
	files, err := l.db.RemovedMedia(ctx, l.now().Add(-keptRemoved))
	if err != nil {
		return err
	}
	for _, m := range files {
		err := l.db.Tx(ctx, func(tx *store.Tx) error { return tx.ForgetMedia(ctx, m.ID) })
		if errors.Is(err, errs.NotFound) {
			continue
		}
		if err == nil {
			err = l.files.forget(m)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
