package view

import (
	"net/http"
	"slices"
)

// Keep returns the answer as a cache holds it: with the fields that were
// beside it in header, compressed now, and without the plain body where the
// compressed one can stand for it. Fields of a single request stay out.
func (a *Answer) Keep(header http.Header, single ...string) *Answer {
	kept := &Answer{status: a.status, plain: a.plain, zipped: a.zipped}
	kept.kept = a.kept[:len(a.kept):len(a.kept)]
	kept.fields = a.fields[:len(a.fields):len(a.fields)]
	for name, values := range header {
		if has(a.fields, name) || has(a.plain.fields, name) || name == "Content-Encoding" || slices.Contains(single, name) {
			continue
		}
		f := field{name, values[:len(values):len(values)]}
		kept.kept = append(kept.kept, f)
		kept.fields = append(kept.fields, f)
	}
	if a.zipped != nil {
		zipped := a.zipped()
		kept.zipped = func() *variant { return zipped }
		kept.plain.body = nil
	}
	return kept
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

// Squeeze adds the body in brotli and returns the bytes that it takes; it
// costs milliseconds.
func (a *Answer) Squeeze() int {
	if a.zipped == nil || a.brotli.Load() != nil {
		return 0
	}
	zipped := a.zipped()
	tag := ""
	if a.plain.tag != "" {
		tag = a.plain.tag[1 : len(a.plain.tag)-1]
	}
	v := newVariant(squeeze(expand(zipped.body)), tag, "br")
	if len(v.body) >= len(zipped.body) {
		return 0
	}
	a.brotli.Store(&v)
	return len(v.body)
}

func has(fields []field, name string) bool {
	return slices.ContainsFunc(fields, func(f field) bool { return f.name == name })
}
