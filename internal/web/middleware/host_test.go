package middleware_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"verso/internal/web/middleware"
)

func TestOnlyTheSitesOwnHostIsAnswered(t *testing.T) { // T12
	for _, test := range []struct {
		origin   string
		loopback bool
		host     string
		want     int
	}{
		{"https://ex.test", false, "ex.test", 200},
		{"https://ex.test", false, "EX.test:443", 200},
		{"https://ex.test", false, "ex.test:80", 421},
		{"https://ex.test", false, "ex.test:8443", 421},
		{"https://ex.test", false, "evil.test", 421},
		{"https://ex.test", false, "www.ex.test", 421},
		{"https://ex.test", false, "ex.test.evil.test", 421},
		{"https://ex.test", false, "ex.test@evil.test", 421},
		{"https://ex.test", false, "localhost", 421},
		{"https://ex.test", false, "", 421},
		{"http://ex.test", false, "ex.test:80", 200},
		{"http://ex.test:8080", false, "ex.test:8080", 200},
		{"http://ex.test:8080", false, "ex.test", 421},
		{"http://[2001:db8::1]", false, "[2001:db8::1]", 200},
		{"http://localhost:8080", true, "localhost:8080", 200},
		{"http://localhost:8080", true, "localhost:41234", 200},
		{"http://localhost:8080", true, "127.0.0.1:8080", 200},
		{"http://localhost:8080", true, "127.8.8.8", 200},
		{"http://localhost:8080", true, "[::1]:8080", 200},
		{"http://localhost:8080", true, "[::1]", 200},
		{"http://localhost:8080", true, "blog.LOCALHOST:8080", 200},
		{"http://localhost:8080", true, "localhost.evil.test", 421},
		{"http://localhost:8080", true, "127.0.0.1.evil.test", 421},
		{"http://localhost:8080", true, "192.0.2.1:8080", 421},
		{"http://localhost:8080", true, "", 421},
	} {
		var j journal
		r := httptest.NewRequest(http.MethodGet, "/en-us/", nil)
		r.Host = test.host
		w := serve(r, ok, middleware.Host(middleware.HostsOf(test.origin, test.loopback), pages(&j)))
		if w.Code != test.want {
			t.Errorf("%s (loopback %t) asked as %q: %d, want %d", test.origin, test.loopback, test.host, w.Code, test.want)
		}
	}
}

func TestHealthIsAnsweredByAnyName(t *testing.T) { // T12
	var j journal
	r := httptest.NewRequest(http.MethodGet, middleware.HealthPath, nil)
	r.Host = "10.0.0.7:8080"
	if w := serve(r, ok, middleware.Host(middleware.HostsOf("https://ex.test", false), pages(&j))); w.Code != http.StatusOK {
		t.Errorf("%s asked by address: %d, want 200", middleware.HealthPath, w.Code)
	}
}
