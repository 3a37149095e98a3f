package middleware_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"

	"verso/internal/web/middleware"
)

func TestPanicBecomesAPageAndItsStackALogLine(t *testing.T) { // R14, T36
	var j journal
	panics := func(*gin.Context) { panic("secret at /srv/secret.db") }
	w := serve(httptest.NewRequest(http.MethodGet, "/en-us/", nil), panics,
		middleware.Log(j.logger(), ticking()), middleware.Recover(j.logger(), pages(&j)))
	if w.Code != http.StatusInternalServerError || w.Body.String() != "failure" {
		t.Errorf("got %d %q, want the 500 page", w.Code, w.Body)
	}
	line := j.lines(t)[0]
	if stack, _ := line["stack"].(string); !strings.Contains(stack, "recover_test.go") {
		t.Errorf("stack = %q, want the line that panicked", stack)
	}
	if line["value"] != "secret at /srv/secret.db" || line["id"] != w.Header().Get("X-Request-Id") {
		t.Errorf("log = %v, want the value and the id of the answer", line)
	}
}

func TestPanicAfterHalfAnAnswerBreaksTheConnection(t *testing.T) { // R14
	var j journal
	defer func() {
		if got := recover(); got != http.ErrAbortHandler { //nolint:errorlint // the value itself
			t.Errorf("panic went on as %v, want http.ErrAbortHandler", got)
		}
		if !strings.Contains(j.String(), "late") {
			t.Errorf("log = %s, want the first panic", j.String())
		}
	}()
	serve(httptest.NewRequest(http.MethodGet, "/", nil), func(c *gin.Context) {
		c.String(http.StatusOK, "half")
		panic("late")
	}, middleware.Recover(j.logger(), pages(&j)))
}

func TestPanicInTheErrorPageStillAnswers(t *testing.T) { // R14
	var j journal
	w := serve(httptest.NewRequest(http.MethodGet, "/", nil), func(*gin.Context) { panic("first") },
		middleware.Recover(j.logger(), nil))
	if w.Code != http.StatusInternalServerError || w.Body.String() != "Internal Server Error\n" {
		t.Errorf("got %d %q, want 500 in words", w.Code, w.Body)
	}
}
