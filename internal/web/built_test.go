package web_test

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/web"
	"verso/internal/web/view"
)

// A kept answer goes past net/http, a page as well as the 304 that stands for
// it; what arrives is the same as without that, however it was asked for.
func TestABuiltAnswerArrivesAsAnyOther(t *testing.T) { // rule 16, RFC 9110 15.4.5
	ctx, sent := view.WithCopy(t.Context())
	first := httptest.NewRecorder()
	first.Header().Set("X-Beside", "it")
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip")
	page(first, r)
	kept := sent.Answer.Keep(first.Header(), "Date")
	address := serveOn(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/kept" {
			w.Header()["X-Late"] = r.Header["X-Late"] // as of an answer that is shown while the database is away
			kept.Serve(w, r)
			return
		}
		w.Header()["X-Late"] = r.Header["X-Late"]
		w.Header().Set("X-Beside", "it")
		page(w, r)
	})
	tag := "If-None-Match: " + first.Header().Get("Etag") + "\r\n"
	for name, ask := range map[string]string{
		"a page":                    "GET PATH HTTP/1.1\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\n\r\n",
		"its 304":                   "GET PATH HTTP/1.1\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\n" + tag + "\r\n",
		"only its fields":           "HEAD PATH HTTP/1.1\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\n\r\n",
		"uncompressed":              "GET PATH HTTP/1.1\r\nHost: ex.test\r\n\r\n",
		"with a field for once":     "GET PATH HTTP/1.1\r\nHost: ex.test\r\nX-Late: it\r\nAccept-Encoding: gzip\r\n\r\n",
		"by a body":                 "GET PATH HTTP/1.1\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\nContent-Length: 2\r\n\r\nab",
		"by a body in pieces":       "GET PATH HTTP/1.1\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
		"on a last connection":      "GET PATH HTTP/1.1\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n",
		"its 304, on a last one":    "GET PATH HTTP/1.1\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\nConnection: close\r\n" + tag + "\r\n",
		"in HTTP/1.0":               "GET PATH HTTP/1.0\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\n\r\n",
		"in HTTP/1.0, staying":      "GET PATH HTTP/1.0\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\nConnection: keep-alive\r\n\r\n",
		"its 304 in HTTP/1.0":       "GET PATH HTTP/1.0\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\n" + tag + "\r\n",
		"by a body that never came": "GET PATH HTTP/1.1\r\nHost: ex.test\r\nAccept-Encoding: gzip\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			want := exchange(t, address, strings.Replace(ask, "PATH", "/", 1))
			got := exchange(t, address, strings.Replace(ask, "PATH", "/kept", 1))
			if want.Body == "" && !strings.HasPrefix(ask, "HEAD") && want.Code != http.StatusNotModified {
				t.Fatalf("an answer that is not kept: %d without a body", want.Code)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("a kept answer (-any other +kept):\n%s", diff)
			}
		})
	}
}

// An answered is what a client makes of an answer.
type answered struct {
	Proto  string
	Code   int
	Length int64
	Fields http.Header
	Body   string
	Closed bool // the server closed the connection then
}

// exchange sends the bytes of a request twice, one after the other, as far as
// the connection stays open, and returns the last answer.
func exchange(t *testing.T, address, request string) (last answered) {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	method, _, _ := strings.Cut(request, " ")
	reader := bufio.NewReader(conn)
	if _, err := io.WriteString(conn, request+request); err != nil {
		t.Fatal(err)
	}
	for turn := range 2 {
		answer, err := http.ReadResponse(reader, &http.Request{Method: method})
		if err != nil && turn > 0 {
			last.Closed = true
			return last
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		_ = answer.Body.Close()
		answer.Header.Del("Date")
		last = answered{answer.Proto, answer.StatusCode, answer.ContentLength, answer.Header, string(body), false}
	}
	return last
}

// serveOn serves h, until the test ends, and returns the address.
func serveOn(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewUnstartedServer(nil)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- web.Serve(ctx, s.Listener, h, slog.New(slog.DiscardHandler)) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return s.Listener.Addr().String()
}
