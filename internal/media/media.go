// Package media keeps pictures in the data folder, named by their content.
package media

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"time"

	"verso/internal/content"
	"verso/internal/store"
)

// A Store is a folder of pictures. A file there is named by the SHA-256 of its
// bytes and its type, so it never changes and is there once.
type Store struct {
	root *os.Root
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
	return &Store{root}, nil
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
	sum := sha256.Sum256(p.data)
	m := content.Media{
		Hash:   hex.EncodeToString(sum[:]),
		Name:   name,
		Type:   p.mediaType,
		Width:  p.width,
		Height: p.height,
		Bytes:  int64(len(p.data)),
	}
	// The file comes first: a row without its file would be a broken picture,
	// a file without a row is only a little space.
	if err := s.write(FileName(m), p.data); err != nil {
		return content.Media{}, err
	}
	return tx.AddMedia(ctx, m, now)
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
		return fmt.Errorf("keep a picture: %w", err)
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
