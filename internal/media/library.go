package media

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/store"
)

// MaxBytes is the largest file that is taken.
const MaxBytes = 20 << 20

// ErrBytes is the refusal of a larger one.
var ErrBytes = fmt.Errorf("has more than %d megabytes", MaxBytes>>20)

// keptRemoved is how long a removed picture can be put back.
const keptRemoved = 24 * time.Hour

// A Library is the pictures of a site, with what is said of each.
type Library struct {
	db    *store.DB
	files *Store
	now   func() time.Time
	log   *slog.Logger
	added chan struct{} // something waits for smaller copies
}

// NewLibrary returns the library of a site. Without files, which may be nil,
// it can be read but takes nothing.
func NewLibrary(db *store.DB, files *Store, now func() time.Time, log *slog.Logger) *Library {
	return &Library{db: db, files: files, now: now, log: log, added: make(chan struct{}, 1)}
}

// InUse is the refusal to remove a picture that texts show. It is a Conflict.
type InUse struct {
	Posts  []content.Summary // that show it, whatever their status
	Drafts int               // texts that nobody has saved yet
}

// Error counts the places.
func (e *InUse) Error() string {
	return fmt.Sprintf("the picture is in %d posts and %d drafts", len(e.Posts), e.Drafts)
}

// Unwrap makes it a Conflict.
func (e *InUse) Unwrap() error { return errs.Conflict }

// Upload keeps a picture that somebody brings in. name is what the file was
// called. The content says what it is (trust T9); the error is one of this
// package's when the picture is refused.
func (l *Library) Upload(ctx context.Context, by account.User, name string, data []byte) (content.Media, error) {
	if err := policy.Check(by, policy.AddMedia, policy.Object{}); err != nil {
		return content.Media{}, err
	}
	if l.files == nil {
		return content.Media{}, fmt.Errorf("there is no folder for pictures: %w", errs.Unavailable)
	}
	p, err := l.look(ctx, name, data)
	if err != nil {
		return content.Media{}, err
	}
	var m content.Media
	err = l.db.Tx(ctx, func(tx *store.Tx) (err error) {
		m, err = l.files.add(ctx, tx, p, content.Media{Name: cleanName(name), UserID: by.ID}, l.now())
		return err
	})
	if err == nil {
		l.wake()
	}
	return m, err
}

// look reads what a file is, to the last pixel.
func (l *Library) look(ctx context.Context, name string, data []byte) (picture, error) {
	if len(data) > MaxBytes {
		return picture{}, ErrBytes
	}
	if !pictureName(name) {
		return picture{}, ErrName
	}
	p, err := inspect(data)
	if err != nil {
		return p, err
	}
	done, err := l.files.one(ctx)
	if err != nil {
		return p, err
	}
	defer done()
	return p, p.check()
}

// pictureName reports whether a file is called like a picture of any kind, or
// like nothing at all: "x.jpg.html" is not.
func pictureName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case "", ".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp":
		return true
	}
	return false
}

// maxName is the longest name that is kept, in characters.
const maxName = 200

// cleanName returns the last part of a path, as a page can show it.
func cleanName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, "\ufffd"), `\`, "/"))
	name = strings.TrimSpace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || content.TurnsText(r) {
			return -1
		}
		return r
	}, name))
	if name == "." || name == "/" || !content.CleanLine(name) {
		return ""
	}
	if n := utf8.RuneCountInString(name); n > maxName {
		name = string([]rune(name)[n-maxName:])
	}
	return name
}

// Describe says what a picture shows, in one or more locales. Each locale that
// changes is asked for: translators say it in theirs.
func (l *Library) Describe(ctx context.Context, by account.User, id content.MediaID, texts ...content.MediaText) error {
	return l.db.Tx(ctx, func(tx *store.Tx) error {
		m, removed, err := tx.LockMedia(ctx, id)
		if err != nil {
			return err
		}
		if removed {
			return fmt.Errorf("media %d was removed: %w", id, errs.NotFound)
		}
		before, err := tx.MediaTexts(ctx, id)
		if err != nil {
			return err
		}
		bad := errs.Invalid{}
		for _, t := range texts {
			t = t.Trimmed()
			if was := before[t.Locale]; was.Alt == t.Alt && was.Caption == t.Caption {
				continue
			}
			if err := policy.Check(by, policy.DescribeMedia, policy.Object{Owner: m.UserID, Locale: t.Locale}); err != nil {
				return err
			}
			if invalid, ok := errors.AsType[errs.Invalid](t.Validate()); ok {
				for field, message := range invalid {
					bad[field] = message
				}
				continue
			}
			if err := tx.SaveMediaText(ctx, id, t); err != nil {
				return err
			}
		}
		if len(bad) > 0 {
			return bad
		}
		return nil
	})
}

// Remove takes a picture out of the library: readers do not get it any more.
// For a day it can be put back. It returns *InUse while texts show it.
func (l *Library) Remove(ctx context.Context, by account.User, id content.MediaID) error {
	return l.move(ctx, by, id, false, func(tx *store.Tx, m content.Media) error {
		posts, err := tx.MediaUses(ctx, id)
		if err != nil {
			return err
		}
		drafts, err := tx.MediaDrafts(ctx, m.Hash)
		if err != nil {
			return err
		}
		if len(posts)+drafts > 0 {
			return &InUse{posts, drafts}
		}
		if err := tx.RemoveMedia(ctx, id, l.now()); err != nil {
			return err
		}
		return l.files.hide(m)
	})
}

// Restore puts a removed picture back.
func (l *Library) Restore(ctx context.Context, by account.User, id content.MediaID) error {
	err := l.move(ctx, by, id, true, func(tx *store.Tx, m content.Media) error {
		if err := tx.RestoreMedia(ctx, id); err != nil {
			return err
		}
		return l.files.show(m)
	})
	l.wake()
	return err
}

// move takes a picture out of the library or puts it back. The file is moved
// within the transaction, while nobody else can touch the row, and back when
// the transaction fails.
func (l *Library) move(ctx context.Context, by account.User, id content.MediaID, back bool, act func(*store.Tx, content.Media) error) error {
	if l.files == nil {
		return fmt.Errorf("there is no folder for pictures: %w", errs.Unavailable)
	}
	var m content.Media
	moved := false
	err := l.db.Tx(ctx, func(tx *store.Tx) error {
		var removed bool
		var err error
		if m, removed, err = tx.LockMedia(ctx, id); err != nil {
			return err
		}
		if err := policy.Check(by, policy.RemoveMedia, policy.Object{Owner: m.UserID}); err != nil {
			return err
		}
		if removed != back {
			return fmt.Errorf("media %d: %w", id, errs.NotFound)
		}
		err = act(tx, m)
		moved = err == nil
		return err
	})
	if err == nil || !moved {
		return err
	}
	undo := l.files.show
	if back {
		undo = l.files.hide
	}
	return errors.Join(err, undo(m))
}

// wake has the copies made that are missing.
func (l *Library) wake() {
	select {
	case l.added <- struct{}{}:
	default:
	}
}
