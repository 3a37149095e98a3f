package middleware

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func TestCookiesOfTheAdminStayWithTheHost(t *testing.T) { // T20, T21
	for _, test := range []struct {
		https bool
		want  string
	}{
		{true, "__Host-session=abc; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax"},
		{false, "session=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"},
	} {
		w := httptest.NewRecorder()
		CookieOf("session", test.https).Keep(w, "abc", time.Minute)
		if got := w.Header().Get("Set-Cookie"); got != test.want {
			t.Errorf("https %t: %q, want %q", test.https, got, test.want)
		}
	}
}

func TestCookieIsForgottenAsItWasKept(t *testing.T) {
	w := httptest.NewRecorder()
	CookieOf("session", true).Forget(w)
	want := "__Host-session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax"
	if got := w.Header().Get("Set-Cookie"); got != want {
		t.Errorf("Forget sets %q, want %q", got, want)
	}
}

func TestCookieOfSeveralIsNone(t *testing.T) { // T21: one planted beside the true one
	cookie := CookieOf("session", true)
	for field, want := range map[string]string{
		"":                                       "",
		"__Host-session=a":                       "a",
		"session=a":                              "",
		"__Host-session=a; __Host-session=b":     "",
		"other=x; __Host-session=a; session=abc": "a",
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Header.Set("Cookie", field)
		if got := cookie.Value(r); got != want {
			t.Errorf("Value of %q = %q, want %q", field, got, want)
		}
	}
}
