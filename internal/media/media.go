// Package media keeps pictures in the data folder, named by their content.
package media

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"verso/internal/content"
	"verso/internal/store"
)

// A Store is a folder of pictures. A file there is named by the SHA-256 of its
// bytes and its type, so it never changes and is there once.
type Store struct {
	root     *os.Root
	decoding chan struct{} // held while a picture is decoded: one at a time (trust T15)
}

// Open opens the folder dir, making it when it is not there.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("media folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("media folder: %w", err)
	}
	return In(root), nil
}

// In returns the store of a folder that is open already; nil for none.
func In(root *os.Root) *Store {
	if root == nil {
		return nil
	}
	return &Store{root, make(chan struct{}, 1)}
}

// Root returns the folder, for the server that shows its files.
func (s *Store) Root() *os.Root { return s.root }

// Close lets go of the folder.
func (s *Store) Close() error { return s.root.Close() }

// FileName returns the name of a picture in the folder: its hash with the
// extension of its type.
func FileName(m content.Media) string { return m.Hash + extensions[m.Type] }

// Add keeps a picture and records it in the transaction. name is what its
// author called it. Metadata that tells of people and places is left out
// (trust T10). The error is one of this package's when the picture is refused.
func (s *Store) Add(ctx context.Context, tx *store.Tx, name string, data []byte, now time.Time) (content.Media, error) {
	p, err := inspect(data)
	if err != nil {
		return content.Media{}, err
	}
	return s.add(ctx, tx, p, content.Media{Name: name}, now)
}

// add keeps what was inspected; m has its name and owner.
func (s *Store) add(ctx context.Context, tx *store.Tx, p picture, m content.Media, now time.Time) (content.Media, error) {
	sum := sha256.Sum256(p.data)
	m.Hash, m.Type = hex.EncodeToString(sum[:]), p.mediaType
	m.Width, m.Height, m.Bytes = p.width, p.height, int64(len(p.data))
	// The file comes first: a row without its file would be a broken picture,
	// a file without a row is only a little space.
	if err := s.write(FileName(m), p.data); err != nil {
		return content.Media{}, err
	}
	m, err := tx.AddMedia(ctx, m, now)
	if err != nil {
		return m, err
	}
	// And once more: while the row was written nobody could remove it, but
	// somebody may have before.
	return m, s.write(FileName(m), p.data)
}

// write puts data at name at once or not at all, whoever else writes it at the
// same time.
func (s *Store) write(name string, data []byte) error {
	if info, err := s.root.Stat(name); err == nil && info.Size() == int64(len(data)) {
		return nil
	}
	partial := name + "." + rand.Text() + ".part"
	err := s.writeNew(partial, data)
	if err == nil {
		err = s.root.Rename(partial, name)
	}
	if err != nil {
		_ = s.root.Remove(partial) // it may not be there
		return fmt.Errorf("keep a picture: %w", full(err))
	}
	return nil
}

// writeNew writes a file that is not there yet, down to the disk: one that is
// named must be whole even after the power failed.
func (s *Store) writeNew(name string, data []byte) error {
	f, err := s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// removed ends the name of a file that was taken out of the library and may
// be put back. No file of such a name is served.
const removed = ".removed"

// hide takes a file out of sight; its copies go.
func (s *Store) hide(m content.Media) error {
	for _, width := range m.Sizes.Widths() {
		if err := s.root.Remove(CopyName(m, width)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return s.rename(FileName(m), FileName(m)+removed)
}

// show puts a hidden file back.
func (s *Store) show(m content.Media) error { return s.rename(FileName(m)+removed, FileName(m)) }

// rename moves a file that may not be there.
func (s *Store) rename(from, to string) error {
	if err := s.root.Rename(from, to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// forget deletes a hidden file for good.
func (s *Store) forget(m content.Media) error {
	if err := s.root.Remove(FileName(m) + removed); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// one waits until nobody else decodes a picture. done must be called after.
func (s *Store) one(ctx context.Context) (done func(), err error) {
	select {
	case s.decoding <- struct{}{}:
		return func() { <-s.decoding }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
