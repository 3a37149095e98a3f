package markdown

import (
	"container/list"
	"sync"
)

// A cache keeps values up to a number of bytes; the one longest unused goes
// first. It is safe for concurrent use.
type cache[V any] struct {
	limit int // bytes

	mu     sync.Mutex
	bytes  int
	recent *list.List // of entry[V], the last used in front
	byKey  map[string]*list.Element
}

type entry[V any] struct {
	key   string
	value V
	bytes int
}

// entryBytes is what an entry costs beside its value and key.
const entryBytes = 256

func newCache[V any](limit int) *cache[V] {
	return &cache[V]{limit: limit, recent: list.New(), byKey: map[string]*list.Element{}}
}

func (c *cache[V]) get(key string) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.byKey[key]
	if !ok {
		var none V
		return none, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(entry[V]).value, true
}

// size returns the bytes that are kept.
func (c *cache[V]) size() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bytes
}

// put keeps value, which holds the given number of bytes, unless it alone is
// more than the cache may hold.
func (c *cache[V]) put(key string, value V, bytes int) {
	bytes += len(key) + entryBytes
	if bytes > c.limit {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byKey[key]; ok {
		c.remove(e)
	}
	c.byKey[key] = c.recent.PushFront(entry[V]{key, value, bytes})
	c.bytes += bytes
	for c.bytes > c.limit {
		c.remove(c.recent.Back())
	}
}

func (c *cache[V]) remove(e *list.Element) {
	old := c.recent.Remove(e).(entry[V])
	delete(c.byKey, old.key)
	c.bytes -= old.bytes
}
