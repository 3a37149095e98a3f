package middleware_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"verso/internal/web/middleware"
	"verso/internal/web/problem"
)

// ticking returns a clock that goes on by a second each time it is read.
func ticking() func() time.Time {
	now := time.Date(2026, 2, 5, 12, 0, 0, 0, time.UTC)
	return func() time.Time {
		now = now.Add(time.Second)
		return now
	}
}

func TestEveryRequestIsOneLine(t *testing.T) {
	var j journal
	r := httptest.NewRequest(http.MethodGet, "/pt-br/busca?q=segredo&page=2", nil)
	w := serve(r, ok, middleware.Log(j.logger(), ticking()))
	lines := j.lines(t)
	if len(lines) != 1 {
		t.Fatalf("%d lines, want one: %s", len(lines), j.String())
	}
	for name, want := range map[string]any{
		"level": "INFO", "msg": "request", "method": "GET", "path": "/pt-br/busca", "query": "page q",
		"status": 200.0, "bytes": 4.0, "took": 1e9, "id": w.Header().Get(problem.RequestIDHeader),
	} {
		if got := lines[0][name]; got != want {
			t.Errorf("%s = %v, want %v", name, got, want)
		}
	}
	if lines[0]["id"] == "" {
		t.Error("the request has no id")
	}
}

func TestLogHoldsNoSecretsAndNoControls(t *testing.T) { // T23
	var j journal
	r := httptest.NewRequest(http.MethodGet,
		"/a%0Alevel=ERROR%1B[31m%E2%80%AE?token=segredo&%0Ax%E2%80%AE=segredo", nil)
	r.Header.Set("Cookie", "lang=segredo")
	r.Header.Set("Authorization", "Bearer segredo")
	r.Header.Set("User-Agent", "segredo")
	serve(r, ok, middleware.Log(j.logger(), ticking()))
	line := j.lines(t)[0]
	if strings.Contains(j.String(), "segredo") {
		t.Errorf("the log holds a value that the reader sent: %s", j.String())
	}
	if got, want := line["path"], "/a%0Alevel=ERROR%1B[31m%E2%80%AE"; got != want {
		t.Errorf("path = %q, want %q", got, want)
	}
	if got, want := line["query"], "%0Ax%E2%80%AE token"; got != want {
		t.Errorf("query = %q, want %q", got, want)
	}
}

func TestProbesAreNotNews(t *testing.T) {
	var j journal
	r := httptest.NewRequest(http.MethodGet, middleware.HealthPath, nil)
	serve(r, ok, middleware.Log(j.logger(), ticking()))
	if got := j.lines(t)[0]["level"]; got != "DEBUG" {
		t.Errorf("level of a probe = %v, want DEBUG", got)
	}
}
