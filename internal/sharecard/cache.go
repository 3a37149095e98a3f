package sharecard

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"sync"

	"golang.org/x/sync/singleflight"

	"verso/internal/pagecache"
)

const (
	// drawings is how many cards are drawn at a time: it takes tens of
	// milliseconds of a processor, and readers of pages come first.
	drawings = 2

	keptBytes = 8 << 20   // of pictures in memory
	diskBytes = 256 << 20 // of pictures in files
)

// A Cache makes each picture once: it keeps some in memory and, where it has a
// folder, most in files. It is safe for use by many goroutines.
type Cache struct {
	painter *Painter
	folder  *os.Root // nil: memory alone
	log     *slog.Logger
	kept    *pagecache.Cache[[]byte]
	flight  singleflight.Group
	slots   chan struct{}

	mu   sync.Mutex
	used int64 // bytes in files; below 0 before they were counted
}

// NewCache returns a cache of what painter draws. folder is its alone, and may
// be nil.
func NewCache(painter *Painter, folder *os.Root, log *slog.Logger) *Cache {
	return &Cache{
		painter: painter, folder: folder, log: log, used: -1,
		kept: pagecache.New[[]byte](keptBytes), slots: make(chan struct{}, drawings),
	}
}

// Can reports whether a card can be drawn.
func (c *Cache) Can(card Card) bool { return c.painter.Can(card) }

// Picture returns the card as PNG. Its bytes must not be changed.
func (c *Cache) Picture(ctx context.Context, card Card) ([]byte, error) {
	hash := card.Hash()
	if picture, ok := c.kept.Get(hash); ok {
		return picture, nil
	}
	made := c.flight.DoChan(hash, func() (any, error) {
		picture, err := c.fetch(hash, card)
		if err == nil {
			c.kept.Put(hash, picture, nil, len(picture), c.kept.Now())
		}
		return picture, err
	})
	select {
	case <-ctx.Done():
		return nil, ctx.Err() // who waits longer finds it made
	case result := <-made:
		if result.Err != nil {
			return nil, result.Err
		}
		picture, _ := result.Val.([]byte)
		return picture, nil
	}
}

// fetch reads the picture from its file, or draws it and writes the file.
func (c *Cache) fetch(hash string, card Card) ([]byte, error) {
	name := hash + ".png"
	if c.folder != nil {
		if picture, err := c.folder.ReadFile(name); err == nil && whole(picture) {
			return picture, nil
		}
	}
	c.slots <- struct{}{}
	defer func() { <-c.slots }()
	picture, err := c.painter.Draw(card)
	if err != nil {
		return nil, err
	}
	if c.folder != nil {
		if err := c.store(name, picture); err != nil {
			c.log.Warn("a share card could not be kept", "error", err)
		}
	}
	return picture, nil
}

// end is how every PNG ends; a file without it was not written whole.
const end = "IEND\xaeB`\x82"

func whole(picture []byte) bool {
	return len(picture) > len(end) && string(picture[len(picture)-len(end):]) == end
}

// store writes a picture for its owner only (trust T36) and makes room when
// there are too many.
func (c *Cache) store(name string, picture []byte) error {
	if err := c.folder.WriteFile(name, picture, 0o600); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.used >= 0 {
		c.used += int64(len(picture))
	}
	if c.used >= 0 && c.used <= diskBytes {
		return nil
	}
	used, err := trim(c.folder, diskBytes)
	c.used = used
	return err
}

// trim removes the oldest files until those that stay take three quarters of
// limit, if they take more than limit; it returns what they take.
func trim(folder *os.Root, limit int64) (used int64, err error) {
	entries, err := fs.ReadDir(folder.FS(), ".")
	if err != nil {
		return -1, err
	}
	var files []fs.FileInfo
	for _, entry := range entries {
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		files = append(files, info)
		used += info.Size()
	}
	if used <= limit {
		return used, nil
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	for _, file := range files {
		if used <= limit/4*3 {
			break
		}
		if e := folder.Remove(file.Name()); e != nil {
			err = errors.Join(err, e)
			continue
		}
		used -= file.Size()
	}
	return used, err
}
