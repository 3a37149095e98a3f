// Package pagecache keeps finished answers in memory, bounded by bytes, and purges them by surrogate key.
package pagecache

import (
	"container/list"
	"maps"
	"slices"
	"sync"
)

// A Generation is a moment in the life of a cache. What was read before a
// purge must not be kept after it.
type Generation uint64

// remembered is how many purges a cache can look back on. A page that took
// longer than that many to make is not kept.
const remembered = 4096

// A Cache maps addresses to answers of type V. It is safe for use by many
// goroutines.
type Cache[V any] struct {
	mu      sync.RWMutex
	entries map[string]*list.Element
	byKey   map[string]holders[V]
	recent  *list.List // of *entry[V], last stored first
	bytes   int
	limit   int

	generation Generation
	purges     map[string]Generation // when each key was last purged
	order      []string              // keys in the order of their purges
	everything Generation            // when all was last purged, or forgotten
}

// holders are the entries under a key. Most keys have one, which needs no map.
type holders[V any] struct {
	one  *entry[V]
	many map[*entry[V]]struct{}
}

func (h holders[V]) with(e *entry[V]) holders[V] {
	switch {
	case h.many != nil:
		h.many[e] = struct{}{}
	case h.one == nil || h.one == e:
		h.one = e
	default:
		h.many = map[*entry[V]]struct{}{h.one: {}, e: {}}
		h.one = nil
	}
	return h
}

// without returns the holders but for e; empty is true when there are none.
func (h holders[V]) without(e *entry[V]) (rest holders[V], empty bool) {
	if h.one == e {
		h.one = nil
	}
	delete(h.many, e)
	return h, h.one == nil && len(h.many) == 0
}

// all returns the holders, so that they may be removed meanwhile.
func (h holders[V]) all() []*entry[V] {
	if h.one != nil {
		return []*entry[V]{h.one}
	}
	return slices.Collect(maps.Keys(h.many))
}

type entry[V any] struct {
	address string
	value   V
	keys    []string
	bytes   int
	used    bool // since the clock hand last came by
}

// New returns a cache that holds at most limit bytes; zero or less keeps
// nothing.
func New[V any](limit int) *Cache[V] {
	return &Cache[V]{
		entries: map[string]*list.Element{}, byKey: map[string]holders[V]{},
		recent: list.New(), limit: limit, purges: map[string]Generation{},
	}
}

// Get returns the answer kept for an address.
func (c *Cache[V]) Get(address string) (value V, ok bool) {
	c.mu.RLock()
	element, ok := c.entries[address]
	if !ok {
		c.mu.RUnlock()
		return value, false
	}
	e := element.Value.(*entry[V])
	value = e.value
	marked := e.used
	c.mu.RUnlock()
	if !marked {
		c.mark(address)
	}
	return value, true
}

// mark notes that an entry was used, once between two rounds of eviction, so
// that a hit seldom takes the write lock.
func (c *Cache[V]) mark(address string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if element, ok := c.entries[address]; ok {
		element.Value.(*entry[V]).used = true
	}
}

// Now returns the generation to give to Put; ask before reading anything.
func (c *Cache[V]) Now() Generation {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.generation
}

// Put keeps an answer of so many bytes that was made of what keys name, read
// since the generation. It keeps nothing when one of the keys was purged
// meanwhile, or when the answer alone is over the limit.
func (c *Cache[V]) Put(address string, value V, keys []string, bytes int, since Generation) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if bytes > c.limit || c.everything > since {
		return false
	}
	for _, key := range keys {
		if c.purges[key] > since {
			return false
		}
	}
	if old, ok := c.entries[address]; ok {
		c.remove(old)
	}
	e := &entry[V]{address: address, value: value, keys: keys, bytes: bytes + overhead(address, keys)}
	for _, key := range keys {
		c.byKey[key] = c.byKey[key].with(e)
	}
	c.entries[address] = c.recent.PushFront(e)
	c.bytes += e.bytes
	for c.bytes > c.limit {
		c.evict()
	}
	return true
}

// overhead estimates what an entry costs beside its value, in bytes.
func overhead(address string, keys []string) int {
	n := 2000 + 2*len(address) // the answer, its header fields, the maps' and the list's parts
	for _, key := range keys {
		n += 90 + len(key)
	}
	return n
}

// evict drops the entry that was stored longest ago and not used since the
// last round (second chance).
func (c *Cache[V]) evict() {
	for {
		last := c.recent.Back()
		if last == nil {
			return
		}
		e := last.Value.(*entry[V])
		if !e.used {
			c.remove(last)
			return
		}
		e.used = false
		c.recent.MoveToFront(last)
	}
}

// Purge drops every answer that was made of one of the keys.
func (c *Cache[V]) Purge(keys ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	for _, key := range keys {
		if _, known := c.purges[key]; !known {
			c.order = append(c.order, key)
		}
		c.purges[key] = c.generation
		for _, e := range c.byKey[key].all() {
			c.remove(c.entries[e.address])
		}
	}
	for len(c.order) > remembered {
		oldest := c.order[0]
		c.order = c.order[1:]
		// Whoever began before this purge cannot be told about it any more.
		c.everything = max(c.everything, c.purges[oldest])
		delete(c.purges, oldest)
	}
}

// PurgeAll drops everything.
func (c *Cache[V]) PurgeAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.generation++
	c.everything = c.generation
	clear(c.entries)
	clear(c.byKey)
	clear(c.purges)
	c.order = nil
	c.recent.Init()
	c.bytes = 0
}

// Grow adds bytes to an entry's size, for a value that has grown since; it
// reports whether the entry is still there.
func (c *Cache[V]) Grow(address string, bytes int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	element, ok := c.entries[address]
	if !ok {
		return false
	}
	element.Value.(*entry[V]).bytes += bytes
	c.bytes += bytes
	for c.bytes > c.limit {
		c.evict()
	}
	return true
}

// A Size says how much a cache holds.
type Size struct{ Entries, Bytes, Limit int }

// Size returns how much the cache holds now.
func (c *Cache[V]) Size() Size {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return Size{Entries: len(c.entries), Bytes: c.bytes, Limit: c.limit}
}

// Addresses returns what is kept, in no order.
func (c *Cache[V]) Addresses() []string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	addresses := make([]string, 0, len(c.entries))
	for address := range c.entries {
		addresses = append(addresses, address)
	}
	return addresses
}

func (c *Cache[V]) remove(element *list.Element) {
	e := element.Value.(*entry[V])
	delete(c.entries, e.address)
	for _, key := range e.keys {
		rest, empty := c.byKey[key].without(e)
		if empty {
			delete(c.byKey, key)
		} else {
			c.byKey[key] = rest
		}
	}
	c.recent.Remove(element)
	c.bytes -= e.bytes
}
