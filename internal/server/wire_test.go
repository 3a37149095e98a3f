package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/store/storetest"
	"verso/internal/web"
)

// What a kept page sends over a real connection is what the page sent when it
// was made: field for field and byte for byte, in every encoding, on one
// connection after another and on the same one again.
func TestKeptPageIsTheSameOnTheWire(t *testing.T) {
	db := storetest.SQLite(t)
	contract(t, db)
	site := cached(t, db)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- web.Serve(ctx, listener, site, slog.New(slog.DiscardHandler)) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	client := &http.Transport{DisableCompression: true}
	ask := func(method, path, encoding, tag string) (int, http.Header, []byte) {
		t.Helper()
		r, err := http.NewRequestWithContext(ctx, method, "http://"+listener.Addr().String()+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Host = "ex.test"
		r.Header.Set("Accept-Encoding", encoding)
		if tag != "" {
			r.Header.Set("If-None-Match", tag)
		}
		res, err := client.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		res.Header.Del("X-Request-Id")
		res.Header.Del("Date")
		return res.StatusCode, res.Header, body
	}
	const path = "/pt-br/artigos/ola-mundo"
	_, made, first := ask(http.MethodGet, path, "gzip", "")
	text := unzip(t, first)
	for i := range 150 { // it is packed harder meanwhile, and squeezed
		code, header, body := ask(http.MethodGet, path, "gzip", "")
		if code != http.StatusOK || !bytes.Equal(unzip(t, body), text) {
			t.Fatalf("answer %d: %d, another text", i, code)
		}
		for _, name := range []string{"Etag", "Content-Length"} { // of this encoding
			header.Set(name, made.Get(name))
		}
		if diff := cmp.Diff(made, header); diff != "" {
			t.Fatalf("answer %d (-made +kept):\n%s", i, diff)
		}
		if i == 3 {
			time.Sleep(50 * time.Millisecond) // for the goroutine that packs
		}
	}
	code, header, body := ask(http.MethodGet, path, "identity", "")
	if code != http.StatusOK || !bytes.Equal(body, text) || header.Get("Content-Encoding") != "" {
		t.Errorf("without compression: %d, %d bytes, encoding %q", code, len(body), header.Get("Content-Encoding"))
	}
	if code, head, body := ask(http.MethodHead, path, "identity", ""); code != http.StatusOK || len(body) > 0 || !cmp.Equal(head, header) {
		t.Errorf("HEAD: %d, %d bytes:\n%s", code, len(body), cmp.Diff(header, head))
	}
	if code, _, body := ask(http.MethodGet, path, "identity", header.Get("ETag")); code != http.StatusNotModified || len(body) > 0 {
		t.Errorf("If-None-Match: %d, %d bytes, want 304", code, len(body))
	}
	if code, _, body := ask(http.MethodGet, path, "br", ""); code != http.StatusOK || len(body) == 0 {
		t.Errorf("brotli: %d, %d bytes", code, len(body))
	}
}

func unzip(t *testing.T, body []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return text
}
