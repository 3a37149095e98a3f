package public

import (
	"context"

	"verso/internal/pagecache"
	"verso/internal/store"
)

// A Memory keeps parts of pages that many requests need, under the keys of
// what they read, so that a page that has to be made again asks the database
// little. It is purged with the pages, and before them: a page must never be
// made of an older part.
type Memory struct {
	parts *pagecache.Cache[part]
}

type part struct {
	value any
	keys  []store.Key
}

// NewMemory returns a memory of at most so many bytes.
func NewMemory(bytes int) *Memory {
	return &Memory{parts: pagecache.New[part](bytes)}
}

// Bytes returns the memory that the parts take.
func (m *Memory) Bytes() int { return m.parts.Size().Bytes }

// Purge drops what a change made old.
func (m *Memory) Purge(c store.Change) {
	keys := make([]string, len(c.Keys))
	for i, key := range c.Keys {
		if key == store.AllKeys {
			m.parts.PurgeAll()
			return
		}
		keys[i] = string(key)
	}
	m.parts.Purge(keys...)
}

// remember returns the part called name, from memory or by reading it. size
// estimates what it takes, in bytes; 0 is not worth keeping. A part may not depend on anything but
// its name, the database and the site's settings.
func remember[T any](ctx context.Context, m *Memory, name string, size func(T) int, read func(context.Context) (T, error)) (T, error) {
	if kept, ok := m.parts.Get(name); ok {
		store.NoteUse(ctx, kept.keys...)
		return kept.value.(T), nil
	}
	since := m.parts.Now()
	inner, uses := store.WithUses(ctx)
	value, err := read(inner)
	keys := uses.Keys()
	store.NoteUse(ctx, keys...)
	if err != nil {
		return value, err
	}
	bytes := size(value)
	if bytes == 0 {
		return value, nil
	}
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = string(key)
	}
	m.parts.Put(name, part{value, keys}, names, bytes, since)
	return value, nil
}
