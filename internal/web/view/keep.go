package view

import (
	"net/http"
	"slices"
	"strings"
)

// Keep returns the answer as a cache holds it: with the fields that were
// beside it in header, compressed now, and without the plain body where the
// compressed one can stand for it. Fields of a single request stay out.
func (a *Answer) Keep(header http.Header, single ...string) *Answer {
	kept := &Answer{status: a.status, plain: a.plain, zipped: a.zipped}
	fields := make([]field, 0, len(a.fields)+len(header))
	fields = append(fields, a.kept...)
	for name, values := range header {
		if has(a.fields, name) || has(a.plain.fields, name) || name == "Content-Encoding" || slices.Contains(single, name) {
			continue
		}
		fields = append(fields, field{name, values[:len(values):len(values)]})
	}
	kept.kept = fields[:len(fields):len(fields)]
	kept.fields = append(fields, a.fields[len(a.kept):]...) // which begin with a.kept
	if a.zipped != nil {
		zipped := *a.zipped()
		kept.build(&zipped)
		kept.packed.Store(&zipped)
		kept.zipped = kept.packed.Load
		kept.plain.body = nil
	}
	return kept
}

// build writes the fields of a variant as they are sent. Those that a 304
// repeats come first.
func (a *Answer) build(v *variant) {
	tag := 0
	if v.tag != "" {
		tag = 1 // the first field
	}
	v.write(a.kept)
	v.write(v.fields[:tag])
	v.unchanged = len(v.built)
	v.write(a.fields[len(a.kept):])
	v.write(v.fields[tag:])
	v.built = slices.Clip(v.built)
}

// write adds fields to those that are built.
func (v *variant) write(fields []field) {
	for _, f := range fields {
		for _, value := range f.values {
			v.built = append(v.built, "\r\n"+f.name+": "+oneLine.Replace(value)...)
		}
	}
}

// oneLine keeps a value from ending its field (trust T22).
var oneLine = strings.NewReplacer("\r", " ", "\n", " ")

// serveBuilt sends an answer as it was built, where it was and the connection
// can; else it does nothing and returns false. The header map of net/http, which
// would be copied, sorted and thrown away, is left alone.
func serveBuilt(w http.ResponseWriter, r *http.Request, status int, fields, body []byte) bool {
	if len(fields) == 0 {
		return false
	}
	c, ok := r.Context().Value(connKey{}).(Conn)
	if !ok || !c.Add(fields, body) {
		return false
	}
	w.WriteHeader(status)
	return true
}

// Cacheable reports whether the answer, sent with these fields, is the same
// for every reader: it is whole and public, sets no cookie, and depends on
// nothing that a request says but its address (trust T27, T37).
func (a *Answer) Cacheable(sent http.Header) bool {
	if a.status != http.StatusOK || len(sent["Set-Cookie"]) > 0 {
		return false
	}
	if control := sent["Cache-Control"]; len(control) != 1 || control[0] != publicCache {
		return false
	}
	for _, vary := range sent["Vary"] {
		if vary != "Accept-Encoding" {
			return false
		}
	}
	return true
}

// Query returns what of the request's query the answer depends on, "" for
// nothing.
func (a *Answer) Query() string { return a.query }

// Bytes returns what the answer's bodies take in memory.
func (a *Answer) Bytes() int {
	n := len(a.plain.body)
	if a.zipped != nil {
		n += len(a.zipped().body)
	}
	if v := a.brotli.Load(); v != nil {
		n += len(v.body)
	}
	return n
}

// Pack compresses a kept answer harder, for readers to come, and returns how
// many bytes it has grown by. It costs a millisecond.
func (a *Answer) Pack() int {
	before := a.packed.Load()
	if before == nil || a.best {
		return 0
	}
	a.best = true
	v := newVariant(compressBest(expand(before.body)), a.base()+"-9", "gzip")
	if len(v.body) >= len(before.body) {
		return 0
	}
	a.build(&v)
	a.packed.Store(&v)
	return len(v.body) - len(before.body)
}

// Squeeze adds the body in brotli to a kept answer and returns the bytes that
// it takes. It costs tens of milliseconds.
func (a *Answer) Squeeze() int {
	if a.zipped == nil || a.brotli.Load() != nil {
		return 0
	}
	zipped := a.zipped()
	v := newVariant(squeeze(expand(zipped.body)), a.base(), "br")
	if len(v.body) >= len(zipped.body) {
		return 0
	}
	a.build(&v)
	a.brotli.Store(&v)
	return len(v.body)
}

// base returns the entity tag of the plain body, without its quotes.
func (a *Answer) base() string { return strings.Trim(a.plain.tag, `"`) }

func has(fields []field, name string) bool {
	return slices.ContainsFunc(fields, func(f field) bool { return f.name == name })
}
