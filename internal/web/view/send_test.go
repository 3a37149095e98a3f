package view_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"verso/internal/locale"
	"verso/internal/web/view"
)

var long = []byte(strings.Repeat("<p>Uma frase longa o bastante.</p>", 100))

// ask serves a to a request with these fields ("Name", value, …).
func ask(a *view.Answer, method string, fields ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "/pt-br/", nil)
	for i := 0; i < len(fields); i += 2 {
		r.Header.Add(fields[i], fields[i+1])
	}
	w := httptest.NewRecorder()
	a.Serve(w, r)
	return w
}

func page(l locale.Tag, body []byte) *view.Answer {
	return view.NewAnswer(http.StatusOK, view.Meta{Language: l}, body)
}

func TestPageSaysWhatItIs(t *testing.T) { // rules 15 and 16
	w := ask(page("pt-BR", long), http.MethodGet)
	for name, want := range map[string]string{
		"Cache-Control":    "public, no-cache",
		"Content-Encoding": "",
		"Content-Language": "pt-BR",
		"Content-Length":   strconv.Itoa(len(long)),
		"Content-Type":     "text/html; charset=utf-8",
		"Vary":             "Accept-Encoding",
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if tag := w.Header().Get("ETag"); !strings.HasPrefix(tag, `"`) || len(tag) != 18 {
		t.Errorf("ETag = %s, want a strong one of 64 bits", tag)
	}
	if !bytes.Equal(w.Body.Bytes(), long) {
		t.Error("the body is not the page")
	}
}

func TestTagDiffersByLocaleBytesAndEncoding(t *testing.T) { // rule 16, T27
	tags := map[string]string{}
	for name, w := range map[string]*httptest.ResponseRecorder{
		"page":         ask(page("pt-BR", long), http.MethodGet),
		"other locale": ask(page("pt-PT", long), http.MethodGet),
		"other bytes":  ask(page("pt-BR", append([]byte("x"), long...)), http.MethodGet),
		"gzip":         ask(page("pt-BR", long), http.MethodGet, "Accept-Encoding", "gzip"),
	} {
		tag := w.Header().Get("ETag")
		if other, taken := tags[tag]; taken {
			t.Errorf("%s and %s have the same ETag %s", name, other, tag)
		}
		tags[tag] = name
	}
	again := ask(page("pt-BR", bytes.Clone(long)), http.MethodGet).Header().Get("ETag")
	if tags[again] != "page" {
		t.Errorf("the same page again has another ETag %s", again)
	}
}

func TestGzipIsSentToWhoAsksForIt(t *testing.T) { // RFC 9110 12.5.3
	for _, test := range []struct {
		accept string
		want   string
	}{
		{"gzip, deflate, br, zstd", "gzip"},
		{"GZIP", "gzip"},
		{"x-gzip", "gzip"},
		{"*", "gzip"},
		{"br;q=1.0, gzip;q=0.001", "gzip"},
		{"identity;q=0.5, gzip ; Q=0.8", "gzip"},
		{"gzip;level=9", "gzip"},
		{"", ""},
		{"br", ""},
		{"gzip;q=0", ""},
		{"gzip;q=0.000, *", ""},
		{"*;q=0", ""},
		{"identity, gzip;q=0.5", ""},
		{"gzip;q=abc", ""},
		{"gzip;q=7", ""},
		{"gzip;q=NaN", ""},
		{"gzipped", ""},
	} {
		w := ask(page("pt-BR", long), http.MethodGet, "Accept-Encoding", test.accept)
		if got := w.Header().Get("Content-Encoding"); got != test.want {
			t.Errorf("Accept-Encoding %q: Content-Encoding = %q, want %q", test.accept, got, test.want)
		}
		if got := w.Header().Get("Vary"); got != "Accept-Encoding" {
			t.Errorf("Accept-Encoding %q: Vary = %q", test.accept, got)
		}
		if got := w.Header().Get("Content-Length"); got != strconv.Itoa(w.Body.Len()) {
			t.Errorf("Accept-Encoding %q: Content-Length = %s, body has %d", test.accept, got, w.Body.Len())
		}
	}
}

func TestGzipHoldsThePage(t *testing.T) {
	w := ask(page("pt-BR", long), http.MethodGet, "Accept-Encoding", "gzip")
	r, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, long) {
		t.Errorf("unpacked %d bytes, %v, want the page's %d", len(got), err, len(long))
	}
}

func TestWhatDoesNotShrinkIsSentAsItIs(t *testing.T) {
	for name, a := range map[string]*view.Answer{
		"short":   page("pt-BR", long[:1023]),
		"picture": view.NewAnswer(http.StatusOK, view.Meta{Type: "image/png"}, long),
	} {
		w := ask(a, http.MethodGet, "Accept-Encoding", "gzip")
		if encoding, vary := w.Header().Get("Content-Encoding"), w.Header().Get("Vary"); encoding != "" || vary != "" {
			t.Errorf("%s: Content-Encoding %q, Vary %q, want neither", name, encoding, vary)
		}
	}
}

func TestKnownPageIsNotSentAgain(t *testing.T) { // rule 16
	a := page("pt-BR", long)
	plain := ask(a, http.MethodGet).Header().Get("ETag")
	zipped := ask(a, http.MethodGet, "Accept-Encoding", "gzip").Header().Get("ETag")
	for _, test := range []struct {
		fields []string
		want   int
	}{
		{[]string{"If-None-Match", plain}, 304},
		{[]string{"If-None-Match", "W/" + plain}, 304},
		{[]string{"If-None-Match", `"a,b" , W/"c",` + plain}, 304},
		{[]string{"If-None-Match", `"a"`, "If-None-Match", plain}, 304},
		{[]string{"If-None-Match", "*"}, 304},
		{[]string{"If-None-Match", zipped, "Accept-Encoding", "gzip"}, 304},
		{[]string{"If-None-Match", plain, "Accept-Encoding", "gzip"}, 200},
		{[]string{"If-None-Match", zipped}, 200},
		{[]string{"If-None-Match", `""`}, 200},
		{[]string{"If-None-Match", strings.Trim(plain, `"`)}, 200},
		{[]string{"If-None-Match", `"unended, ` + plain[1:len(plain)-1]}, 200},
		{[]string{"If-Modified-Since", "Thu, 05 Feb 2099 00:00:00 GMT"}, 200},
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			w := ask(a, method, test.fields...)
			if w.Code != test.want {
				t.Errorf("%s with %v: %d, want %d", method, test.fields, w.Code, test.want)
			}
			if w.Code == 304 && w.Body.Len() > 0 {
				t.Errorf("%s with %v: 304 with a body", method, test.fields)
			}
		}
	}
	if w := ask(a, http.MethodPost, "If-None-Match", "*"); w.Code != http.StatusOK {
		t.Errorf("POST with If-None-Match: %d, want 200: it is no precondition of ours", w.Code)
	}
}

func TestNotModifiedRepeatsWhatCachesNeed(t *testing.T) { // T27, RFC 9110 15.4.5
	a := view.NewAnswer(http.StatusOK, view.Meta{Language: "pt-BR", Header: http.Header{"Vary": {"Cookie"}}}, long)
	full := ask(a, http.MethodGet, "Accept-Encoding", "gzip").Header()
	w := ask(a, http.MethodGet, "Accept-Encoding", "gzip", "If-None-Match", full.Get("ETag"))
	for _, name := range []string{"Cache-Control", "ETag", "Vary"} {
		if got := w.Header().Get(name); got == "" || got != full.Get(name) {
			t.Errorf("304 has %s = %q, the page %q", name, got, full.Get(name))
		}
	}
	if vary := full.Get("Vary"); vary != "Cookie, Accept-Encoding" {
		t.Errorf("Vary = %q, want what the page asked for and Accept-Encoding", vary)
	}
	for _, name := range []string{"Content-Length", "Content-Encoding", "Content-Type"} {
		if got := w.Header().Get(name); got != "" {
			t.Errorf("304 has %s = %q", name, got)
		}
	}
}

func TestHeadHasTheHeaderAlone(t *testing.T) { // rule 11
	for _, status := range []int{http.StatusOK, http.StatusNotFound} {
		a := view.NewAnswer(status, view.Meta{Language: "pt-BR"}, long)
		get := ask(a, http.MethodGet, "Accept-Encoding", "gzip")
		head := ask(a, http.MethodHead, "Accept-Encoding", "gzip")
		if head.Code != status || head.Body.Len() > 0 {
			t.Errorf("HEAD: %d with %d bytes, want %d with none", head.Code, head.Body.Len(), status)
		}
		for name := range get.Header() {
			if head.Header().Get(name) != get.Header().Get(name) {
				t.Errorf("HEAD has %s = %q, GET %q", name, head.Header().Get(name), get.Header().Get(name))
			}
		}
	}
}

func TestErrorHasNoTag(t *testing.T) {
	a := view.NewAnswer(http.StatusNotFound, view.Meta{CacheControl: "no-cache"}, long)
	w := ask(a, http.MethodGet, "If-None-Match", "*")
	if w.Code != http.StatusNotFound || w.Header().Get("ETag") != "" {
		t.Errorf("404 asked with If-None-Match: %d, ETag %q, want 404 without one", w.Code, w.Header().Get("ETag"))
	}
}

func TestAnswerGoesOutInOneWrite(t *testing.T) {
	w := &counter{header: http.Header{}}
	page("pt-BR", long).Serve(w, httptest.NewRequest(http.MethodGet, "/", nil))
	if w.writes != 1 {
		t.Errorf("%d writes, want 1", w.writes)
	}
}

// A counter counts writes and drops what is written.
type counter struct {
	header http.Header
	writes int
}

func (c *counter) Header() http.Header { return c.header }

func (c *counter) WriteHeader(int) {}

func (c *counter) Write(b []byte) (int, error) {
	c.writes++
	return len(b), nil
}

func TestKeptAnswerIsServedWithoutAllocation(t *testing.T) { // performance target 5
	a := page("pt-BR", long)
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br")
	w := &counter{header: http.Header{}}
	if n := testing.AllocsPerRun(100, func() { a.Serve(w, r) }); n > 0 {
		t.Errorf("%v allocations for an answer that is ready, want none", n)
	}
}

func BenchmarkServeKept(b *testing.B) {
	a := page("pt-BR", long)
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br")
	w := &counter{header: http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		a.Serve(w, r)
	}
}

func BenchmarkSend(b *testing.B) {
	for name, encoding := range map[string]string{"plain": "", "gzip": "gzip"} {
		b.Run(name, func(b *testing.B) {
			r := httptest.NewRequest(http.MethodGet, "/", nil)
			r.Header.Set("Accept-Encoding", encoding)
			w := &counter{header: http.Header{}}
			b.ReportAllocs()
			for b.Loop() {
				view.Send(w, r, http.StatusOK, view.Meta{Language: "pt-BR"}, long)
			}
		})
	}
}
