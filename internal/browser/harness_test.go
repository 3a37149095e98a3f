//go:build browser

package browser

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// faulty is a page with a fault of each kind that the other tests look for.
const faulty = `<!doctype html><html><head><title>Faulty</title></head><body>
<main><h1>Faulty</h1><p style="color:#777;background:#888">pale</p><img src="/x.png"></main>
<script>throw new Error("thrown")</script></body></html>`

// The tests of the site say little if a fault would go unseen.
func TestFaultsAreSeen(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if r.URL.Path == "/strict" {
			w.Header().Set("Content-Security-Policy", "default-src 'none'")
		}
		w.Write([]byte(faulty))
	}))
	t.Cleanup(server.Close)

	t.Run("axe", func(t *testing.T) {
		b := newTab(t)
		b.open(server.URL)
		wantViolations(t, b.judge(), "html-has-lang", "image-alt", "color-contrast")
	})
	t.Run("axe without scripts", func(t *testing.T) {
		b := newTab(t, scripts(false))
		b.open(server.URL)
		wantViolations(t, b.judge(), "html-has-lang", "image-alt", "color-contrast")
		if got := b.complained(); len(got) > 0 {
			t.Errorf("a page without scripts complains %q, want its script not run", got)
		}
	})
	t.Run("exceptions", func(t *testing.T) {
		b := newTab(t)
		b.open(server.URL)
		wantComplaint(t, b.complained(), "thrown")
	})
	t.Run("refused by the policy", func(t *testing.T) {
		b := newTab(t)
		b.open(server.URL + "/strict")
		wantComplaint(t, b.complained(), "Content Security Policy")
	})
	t.Run("policy bypassed", func(t *testing.T) {
		b := newTab(t, withoutPolicy())
		b.open(server.URL + "/strict")
		for _, complaint := range b.complained() {
			if strings.Contains(complaint, "Content Security Policy") {
				t.Errorf("complains %q, want the policy not applied", complaint)
			}
		}
	})
}

func wantViolations(t *testing.T, v verdict, rules ...string) {
	t.Helper()
	var found []string
	for _, broken := range v.Violations {
		found = append(found, broken.ID)
	}
	for _, rule := range rules {
		if !strings.Contains(strings.Join(found, " "), rule) {
			t.Errorf("axe found %v, want %s among them", found, rule)
		}
	}
}

func wantComplaint(t *testing.T, complaints []string, text string) {
	t.Helper()
	if !strings.Contains(strings.Join(complaints, "\n"), text) {
		t.Errorf("the page complains %q, want something about %q", complaints, text)
	}
}
