package web

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"verso/internal/pagecache"
	"verso/internal/store"
	"verso/internal/web/middleware"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// hotHits is how often a page is asked for before it is worth a brotli body.
const hotHits = 64

// hotQueue is how many pages may wait for theirs.
const hotQueue = 64

// A Page is a finished page in the cache.
type Page struct {
	answer *view.Answer
	made   time.Time
	hits   atomic.Int64
}

// A Front stands before the router and answers what it has finished before
// (architecture, decision 9). It keeps only pages that are the same for every
// reader, under their path, and under the text beside it that a page says it
// shows: one with another query, or one that depends on a cookie, on a header
// or on the moment, never enters. So nobody can make it keep a page twice.
type Front struct {
	next  http.Handler
	cache *pagecache.Cache[*Page]
	hosts middleware.Hosts
	away  func() bool // the database does not answer
	now   func() time.Time
	hot   chan string
	hits  func() // counts a hit
}

// FrontConfig is what a Front is made of.
type FrontConfig struct {
	Cache    *pagecache.Cache[*Page]
	Origin   string
	Loopback bool
	Away     func() bool
	Now      func() time.Time
	Hit      func() // may be nil
}

// NewFront returns a front before next.
func NewFront(next http.Handler, cfg FrontConfig) *Front {
	hit := cfg.Hit
	if hit == nil {
		hit = func() {}
	}
	return &Front{
		next: next, cache: cfg.Cache, hosts: middleware.HostsOf(cfg.Origin, cfg.Loopback),
		away: cfg.Away, now: cfg.Now, hot: make(chan string, hotQueue), hits: hit,
	}
}

// ServeHTTP answers from the cache, or lets the router answer and keeps what
// it can.
func (f *Front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	query, plain := plainRead(r)
	if !plain || !f.hosts.Has(r.Host) {
		f.next.ServeHTTP(w, r)
		return
	}
	address := r.URL.Path
	if query != "" {
		address += "?" + query
	}
	if page, ok := f.cache.Get(address); ok {
		f.serve(w, r, address, page)
		return
	}
	if r.Method == http.MethodHead {
		f.next.ServeHTTP(w, r)
		return
	}
	since := f.cache.Now()
	ctx, uses := store.WithUses(r.Context())
	ctx, sent := view.WithCopy(ctx)
	f.next.ServeHTTP(w, r.WithContext(ctx))
	if sent.Answer != nil && sent.Answer.Query() == query && sent.Answer.Cacheable(w.Header()) {
		f.keep(address, sent.Answer, w.Header(), uses, since)
	}
}

// serve sends a kept page. While the database is away the reader is told how
// old it is (trust R2).
func (f *Front) serve(w http.ResponseWriter, r *http.Request, address string, page *Page) {
	f.hits()
	if hits := page.hits.Add(1); hits == 2 || hits%hotHits == 0 {
		select {
		case f.hot <- address:
		default: // the queue is full: after as many hits again
		}
	}
	if f.away() {
		h := w.Header()
		h.Set("Age", strconv.Itoa(int(f.now().Sub(page.made)/time.Second)))
		h.Set("Warning", `110 - "Response is Stale"`)
	}
	page.answer.Serve(w, r)
}

// keep puts a page into the cache unless something it read has changed since.
// An answer that read nothing depends on something else, such as the day.
func (f *Front) keep(address string, answer *view.Answer, header http.Header, uses *store.Uses, since pagecache.Generation) {
	used := uses.Keys()
	if len(used) == 0 {
		return
	}
	page := &Page{answer: answer.Keep(header, problem.RequestIDHeader, "Date"), made: f.now()}
	keys := make([]string, len(used))
	for i, key := range used {
		keys[i] = string(key)
	}
	f.cache.Put(address, page, keys, page.answer.Bytes(), since)
}

// Run makes pages that are asked for again smaller until ctx ends.
func (f *Front) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case address := <-f.hot:
			if page, ok := f.cache.Get(address); ok {
				f.cache.Grow(address, page.improve())
			}
		}
	}
}

// improve makes a page that was asked for again smaller, and one that stays
// hot smaller still; it returns the bytes that this takes.
func (p *Page) improve() int {
	grown := p.answer.Pack()
	if p.hits.Load() >= hotHits {
		grown += p.answer.Squeeze()
	}
	return grown
}

// Purge drops what a change made old.
func (f *Front) Purge(c store.Change) {
	keys := make([]string, len(c.Keys))
	for i, key := range c.Keys {
		if key == store.AllKeys {
			f.cache.PurgeAll()
			return
		}
		keys[i] = string(key)
	}
	f.cache.Purge(keys...)
}

// plainRead reports whether a request can be answered from the cache: GET or
// HEAD of a path, with no query but the marks of a campaign, which no page
// reads (rule 43), and the language of a text to read beside the page's own,
// which it returns.
func plainRead(r *http.Request) (query string, ok bool) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || r.URL.RawPath != "" {
		return "", false
	}
	if r.URL.RawQuery == "" {
		return "", !r.URL.ForceQuery
	}
	for part := range strings.SplitSeq(r.URL.RawQuery, "&") {
		switch name, _, _ := strings.Cut(part, "="); {
		case strings.HasPrefix(name, "utm_") || name == "ref" || name == "fbclid" || name == "gclid":
		case name == urls.Beside && query == "":
			query = part
		default:
			return "", false
		}
	}
	return query, true
}
