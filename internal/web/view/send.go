package view

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"verso/internal/locale"
)

// publicCache lets every cache keep a page and ask before it shows it (rule 16).
const publicCache = "public, no-cache"

// Meta is what an answer says about its body.
type Meta struct {
	Type         string      // Content-Type; HTML in UTF-8 when empty
	Language     locale.Tag  // Content-Language (rule 15); none when empty
	CacheControl string      // "public, no-cache" when empty (rule 16)
	Query        string      // the query without which the page would be another: "with=pt-br"; it heeds no other
	Header       http.Header // further fields, canonical names: X-Robots-Tag, Vary, Link
}

// An Answer is a finished response in every encoding it is sent in, its header
// fields built once. It never changes and may be served from many goroutines
// at the same time, so a cache can keep it.
type Answer struct {
	status int
	query  string  // that it depends on
	fields []field // sent with every encoding
	kept   []field // the part of fields that a 304 repeats (RFC 9110 15.4.5)
	plain  variant
	zipped func() *variant         // compressed on first use; nil when not worth it
	brotli atomic.Pointer[variant] // compressed when somebody found it worth it

	// Of a kept answer: the compressed body, which Pack replaces once.
	packed atomic.Pointer[variant]
	best   bool // used by the goroutine of Pack alone
}

// A field is one header field, ready to be put into a header map.
type field struct {
	name   string
	values []string // never appended to in place: cap equals len
}

// A variant is the body in one encoding. Each encoding has a strong entity
// tag of its own, as RFC 9110 8.8.3.3 asks.
type variant struct {
	body   []byte // nil when it was dropped; see Keep
	size   int    // of body, in bytes
	tag    string
	fields []field
	built  []byte // of a kept answer: its fields as they are sent

	unchanged int // how many bytes of built a 304 repeats
}

// NewAnswer returns the answer with this status and body. The body must not be
// changed afterwards.
func NewAnswer(status int, m Meta, body []byte) *Answer {
	a := &Answer{status: status, query: m.Query}
	if m.Type == "" {
		m.Type = "text/html; charset=utf-8"
	}
	if m.CacheControl == "" {
		m.CacheControl = publicCache
	}
	zip := len(body) >= gzipFloor && compressible(m.Type)
	vary := m.Header.Values("Vary")
	if zip {
		vary = append(vary[:len(vary):len(vary)], "Accept-Encoding")
	}

	a.kept = add(a.kept, "Cache-Control", m.CacheControl)
	a.kept = add(a.kept, "Vary", strings.Join(vary, ", "))
	a.fields = add(a.kept[:len(a.kept):len(a.kept)], "Content-Type", m.Type)
	a.fields = add(a.fields, "Content-Language", string(m.Language))
	for name, values := range m.Header {
		if name != "Vary" {
			a.fields = append(a.fields, field{name, values[:len(values):len(values)]})
		}
	}

	tag := ""
	if status == http.StatusOK {
		tag = entityTag(m, body)
	}
	a.plain = newVariant(body, tag, "")
	if zip {
		a.zipped = sync.OnceValue(func() *variant {
			v := newVariant(compress(body), tag, "gzip")
			return &v
		})
	}
	return a
}

// Send answers r once with body; see Answer.Serve. Where the request's context
// has a Copy, it gets the answer too.
func Send(w http.ResponseWriter, r *http.Request, status int, m Meta, body []byte) {
	a := NewAnswer(status, m, body)
	if c, ok := r.Context().Value(copyKey{}).(*Copy); ok {
		c.Answer = a
	}
	a.Serve(w, r)
}

// A Conn is what a connection can do for the answers that go over it.
type Conn struct {
	// Expect says that an answer with a body of n bytes follows.
	Expect func(n int)
	// Add gives the fields, each a line end, a name and a value, and the body
	// that were built before for the answer that follows, nil when that has
	// none; net/http need write no more than its status. It returns false when
	// it cannot take them.
	Add func(fields, body []byte) bool
}

type connKey struct{}

// WithConn returns the context of the requests of a connection.
func WithConn(ctx context.Context, c Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// A Copy receives the answer that was sent, for a cache to keep.
type Copy struct{ Answer *Answer }

type copyKey struct{}

// WithCopy returns a context under which Send leaves what it sends in the
// result.
func WithCopy(ctx context.Context) (context.Context, *Copy) {
	c := &Copy{}
	return context.WithValue(ctx, copyKey{}, c), c
}

// Serve sends the encoding that r accepts, or 304 when r already holds it. The
// body goes out in one write; HEAD gets the same header without it.
func (a *Answer) Serve(w http.ResponseWriter, r *http.Request) {
	v := a.choose(r)
	if v.tag != "" && safe(r.Method) && matchesTag(r.Header["If-None-Match"], v.tag) {
		if serveBuilt(w, r, http.StatusNotModified, v.built[:v.unchanged:v.unchanged], nil) {
			return
		}
		h := w.Header()
		put(h, a.kept)
		h["Etag"] = v.fields[0].values
		w.WriteHeader(http.StatusNotModified)
		return
	}
	if r.Method == http.MethodGet && serveBuilt(w, r, a.status, v.built, v.body) {
		return
	}
	h := w.Header() // not before: net/http copies it from then on
	put(h, a.fields)
	put(h, v.fields)
	if r.Method == http.MethodHead {
		w.WriteHeader(a.status)
		_, _ = w.Write(nil) // or Gin would answer in our place
		return
	}
	if c, ok := r.Context().Value(connKey{}).(Conn); ok {
		c.Expect(v.size)
	}
	w.WriteHeader(a.status)
	body := v.body
	if body == nil && v.size > 0 {
		body = expand(a.zipped().body)
	}
	_, _ = w.Write(body) // a failure means the reader has left
}

// choose returns the variant in the smallest encoding that r accepts.
func (a *Answer) choose(r *http.Request) *variant {
	if a.zipped == nil {
		return &a.plain
	}
	gzip, brotli := accepted(r.Header["Accept-Encoding"])
	if v := a.brotli.Load(); v != nil && brotli {
		return v
	}
	if gzip {
		return a.zipped()
	}
	return &a.plain
}

// newVariant builds the fields of one encoding; "" is the body as it is. The
// entity tag, where there is one, is the first field.
func newVariant(body []byte, tag, encoding string) variant {
	v := variant{body: body, size: len(body)}
	if tag != "" {
		v.tag = `"` + tag + `"`
		if encoding != "" {
			v.tag = `"` + tag + "-" + encoding + `"`
		}
	}
	v.fields = add(v.fields, "Etag", v.tag)
	v.fields = add(v.fields, "Content-Encoding", encoding)
	v.fields = add(v.fields, "Content-Length", strconv.Itoa(len(body)))
	return v
}

// entityTag returns 64 bits that differ when the bytes, the type or the
// locale do: the tag of one locale's page never validates another's (T27).
func entityTag(m Meta, body []byte) string {
	sum := sha256.New()
	sum.Write([]byte(m.Type + "\x00" + string(m.Language) + "\x00"))
	sum.Write(body)
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

func add(fields []field, name, value string) []field {
	if value == "" {
		return fields
	}
	return append(fields, field{name, []string{value}})
}

func put(h http.Header, fields []field) {
	for _, f := range fields {
		h[f.name] = f.values
	}
}

func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead
}
