package web_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"verso/internal/web"
)

func plainHTTP(cfg *web.Config) { cfg.Origin, cfg.Loopback = "http://localhost:8080", true }

func behindProxy(cfg *web.Config) { cfg.Proxies = proxies("10.0.0.0/8") }

// ask sends a request with these fields ("Name", value, …); "remote" is the
// peer's address.
func ask(h http.Handler, method, target string, fields ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(fields); i += 2 {
		switch fields[i] {
		case "Host":
			r.Host = fields[i+1]
		case "remote":
			r.RemoteAddr = fields[i+1]
		default:
			r.Header.Add(fields[i], fields[i+1])
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestStoredFileIsInert(t *testing.T) { // T9
	h := handler(t, func(cfg *web.Config) { stored(t, cfg, "c0ffee.png", "<script>alert(1)</script>") })
	for _, method := range []string{http.MethodGet, http.MethodHead} {
		w := ask(h, method, "/media/c0ffee.png", "Host", "ex.test")
		for name, want := range map[string]string{
			"Cache-Control":                "public, max-age=31536000, immutable",
			"Content-Disposition":          "inline",
			"Content-Length":               "25",
			"Content-Security-Policy":      "sandbox; default-src 'none'",
			"Content-Type":                 "image/png",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Etag":                         `"c0ffee"`,
			"X-Content-Type-Options":       "nosniff",
		} {
			if got := w.Header().Get(name); w.Code != http.StatusOK || got != want {
				t.Errorf("%s: %d, %s = %q, want %q", method, w.Code, name, got, want)
			}
		}
		if method == http.MethodHead && w.Body.Len() > 0 {
			t.Error("HEAD has a body")
		}
	}
	if w := ask(h, http.MethodGet, "/media/c0ffee.png", "Host", "ex.test", "If-None-Match", `"c0ffee"`); w.Code != http.StatusNotModified {
		t.Errorf("asked with its tag: %d, want 304", w.Code)
	}
	w := ask(h, http.MethodGet, "/media/c0ffee.png", "Host", "ex.test", "Range", "bytes=0-7")
	if w.Code != http.StatusPartialContent || w.Body.String() != "<script>" {
		t.Errorf("asked for 8 bytes: %d %q, want 206", w.Code, w.Body)
	}
}

func TestOnlyStoredPicturesAreServed(t *testing.T) { // T9, T13, T14, T36
	outside := filepath.Join(t.TempDir(), "secret.png")
	if err := os.WriteFile(outside, []byte("secret"), 0o600); err != nil {
		t.Fatal(err)
	}
	h := handler(t, func(cfg *web.Config) {
		stored(t, cfg, "page.html", "secret")
		stored(t, cfg, "mark.svg", "secret")
		stored(t, cfg, "twice.jpg.html", "secret")
		stored(t, cfg, "plain", "secret")
		folder := cfg.Media.Name()
		if err := os.Mkdir(filepath.Join(folder, "folder.png"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(outside, filepath.Join(folder, "link.png")); err != nil {
			t.Fatal(err)
		}
	})
	for _, target := range []string{
		"/media/", "/media", "/media/none.png", "/media/folder.png", "/media/folder.png/", "/media/link.png",
		"/media/page.html", "/media/mark.svg", "/media/twice.jpg.html", "/media/plain",
		"/media/../secret.png", "/media/..%2f..%2fsecret.png", "/media//etc/x.png", "/media/%2e%2e/secret.png",
		"/media/" + strings.Repeat("x", 400) + ".png",
	} {
		w := ask(h, http.MethodGet, target, "Host", "ex.test")
		if w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "secret") {
			t.Errorf("%.60s: %d %q, want 404", target, w.Code, w.Body)
		}
	}
}

func TestSiteWithoutMediaFolderHasNoFiles(t *testing.T) {
	h := handler(t, func(cfg *web.Config) { cfg.Media = nil })
	if w := ask(h, http.MethodGet, "/media/x.png", "Host", "ex.test"); w.Code != http.StatusNotFound {
		t.Errorf("a file without a folder: %d, want 404", w.Code)
	}
}
