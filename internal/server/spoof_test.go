package server_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// spoofs are header fields by which nobody may change what another is sent.
var spoofs = map[string]string{
	"X-Forwarded-Prefix": "/evil", "X-Forwarded-Proto": "gopher", "X-Forwarded-Host": "evil.test", "X-Forwarded-Port": "666", "X-Forwarded-For": "6.6.6.6",
	"X-Real-IP": "6.6.6.6", "X-Original-URL": "/evil", "X-Rewrite-URL": "/evil", "Forwarded": "for=6.6.6.6;host=evil.test;proto=gopher",
	"X-HTTP-Method-Override": "DELETE", "Accept-Language": "pt-BR", "Cookie": "lang=pt-br; __Host-session=evil", "Referer": "https://evil.test/",
	"Origin": "https://evil.test", "Range": "bytes=0-1", "If-Range": `"evil"`, "Content-Type": "evil/evil", "Accept": "text/evil",
}

// served is everything about an answer but what is new each time.
func served(w *httptest.ResponseRecorder) string {
	var text strings.Builder
	header := w.Header().Clone()
	header.Del("X-Request-Id")
	_ = header.Write(&text) // to memory
	return http.StatusText(w.Code) + "\n" + text.String() + "\n" + w.Body.String()
}

// Trust T24 and T27: a request with invented fields changes no byte of its own
// answer that a cache may keep, nor of the next one's.
func TestInventedFieldsChangeNoAnswer(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		paths := []string{
			"/en-us", "/en-us/", "/en-us/articles/hello-world", "/en-us/articles/hello-world/", "/EN-us/articles", "/articles/hello-world", "/pt-br/artigos/oi-mundo",
			"/en-us/articles/gone", "/en-us/nothing", "/en-us/feed.xml", "/sitemap.xml", "/sitemaps/en-us.xml", "/robots.txt", "/blog/x", "/en-us/articles?page=2",
		}
		clean, poisoned := cached(t, db), cached(t, db)
		want := map[string]string{}
		for _, path := range paths {
			want[path] = served(get(clean, path))
			if strings.Contains(want[path], "evil") || strings.Contains(want[path], "Set-Cookie") {
				t.Fatalf("%s says what nobody asked for:\n%s", path, want[path])
			}
		}
		for name, value := range spoofs {
			for _, path := range paths {
				r := httptest.NewRequest(http.MethodGet, "https://ex.test"+path, nil)
				r.Header.Set(name, value)
				w := httptest.NewRecorder()
				poisoned.ServeHTTP(w, r)
				if got := served(w); got != want[path] {
					t.Errorf("%s with %s: %s is another answer:\n%s", path, name, value, difference(got, want[path]))
				}
				if got := served(get(poisoned, path)); got != want[path] {
					t.Errorf("%s after %s: %s is another answer:\n%s", path, name, value, difference(got, want[path]))
				}
			}
		}
	})
}

// Trust T27: what is private cannot be had under a name that a cache keeps,
// and the tag of a page in one language is none of another's.
func TestNoCacheKeepsWhatIsPrivate(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		site := cached(t, db)
		for _, path := range []string{
			"/en-us/admin", "/en-us/admin/x.css", "/en-us/admin/people;x=.js", "/en-us/admin/profile/avatar.png", "/en-us/articles/..%2fadmin", "/en-us/articles/hello-world;x=.js",
			"/en-us/admin/sign-in", "/en-us/admin/setup?token=x", "/en-us/preview/1", "/",
		} {
			w := get(site, path)
			want := map[int]string{http.StatusFound: "private, no-cache", http.StatusNotFound: "no-cache", http.StatusSeeOther: "no-store", http.StatusUnprocessableEntity: "no-store"}[w.Code]
			if control := w.Header().Get("Cache-Control"); want == "" || control != want {
				t.Errorf("%s: %d, Cache-Control %q, want an answer that nobody keeps", path, w.Code, control)
			}
		}
		english := get(site, "/en-us/articles/hello-world").Header().Get("ETag")
		for path, want := range map[string]int{"/en-us/articles/hello-world": http.StatusNotModified, "/pt-br/artigos/ola-mundo": http.StatusOK} {
			for range 2 { // made, then kept
				r := httptest.NewRequest(http.MethodGet, "https://ex.test"+path, nil)
				r.Header.Set("If-None-Match", english)
				w := httptest.NewRecorder()
				site.ServeHTTP(w, r)
				if w.Code != want || !strings.Contains(w.Header().Get("Vary"), "Accept-Encoding") {
					t.Errorf("%s with the tag of the English page: %d, Vary %q, want %d that varies", path, w.Code, w.Header().Get("Vary"), want)
				}
			}
		}
		for language, want := range map[string]string{"pt": "/pt-br/", "en": "/en-us/", "xx": "/en-us/", "pt;q=0.1, en": "/en-us/"} {
			w := httptest.NewRecorder()
			r := httptest.NewRequest(http.MethodGet, "https://ex.test/", nil)
			r.Header.Set("Accept-Language", language)
			site.ServeHTTP(w, r)
			if got := w.Header().Get("Location"); got != want || w.Header().Get("Vary") != "Accept-Language, Cookie" {
				t.Errorf("/ in %q leads to %q, Vary %q, want %q", language, got, w.Header().Get("Vary"), want)
			}
		}
	})
}

// Trust T13: a locale is one of the site's or none; it is never a path.
func TestALocaleIsOneOfTheSites(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		site := cached(t, db)
		own := map[string]bool{"en-US": true, "pt-BR": true}
		for path, want := range map[string]int{
			"/..%2f": 404, "/..%2f..%2fetc%2fpasswd": 404, "/xx-evil/": 404, "/en-us..%2f/": 404, "/en-us%00/": 400, "/%2e%2e/": 404, "/en-x-evil/": 404,
			"/fr/": 404, "/zz/articles/hello-world": 404, "/i-klingon/": 404, "/en-us-u-ca-evil/": 404, "/" + strings.Repeat("a", 3000) + "/": 404,
			"/en-us/?lang=../../etc": 200, "/en-us/articles/hello-world?locale=fr&lang=xx": 200, "/pt-br/?hl=en": 200, "/sitemaps/..%2f.xml": 404, "/sitemaps/fr.xml": 404,
		} {
			w := get(site, path)
			if w.Code != want || !own[w.Header().Get("Content-Language")] && w.Code != http.StatusBadRequest {
				t.Errorf("%.60s: %d in %q, want %d in a language of the site", path, w.Code, w.Header().Get("Content-Language"), want)
			}
		}
		for _, chosen := range []string{"..", "../../etc", "fr", "xx", "EN-US", "en-us/../fr", "", "en-us\x00"} {
			w := ask(site, "/locale", nil, url.Values{"locale": {chosen}, "next": {"/en-us/"}})
			if w.Code != http.StatusBadRequest || w.Header().Get("Set-Cookie") != "" {
				t.Errorf("choosing %q: %d, and the cookie %q, want 400 and none", chosen, w.Code, w.Header().Get("Set-Cookie"))
			}
		}
	})
}

// Trust T11: the switcher leads to a page of this site, whatever it is asked.
func TestTheSwitcherLeadsNowhereElse(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		site := cached(t, db)
		for next, want := range map[string]string{"/en-us/articles/hello-world": "/pt-br/artigos/ola-mundo", "/en-us/projects/tool": "/pt-br/projetos/ferramenta"} {
			if got := ask(site, "/locale", nil, url.Values{"locale": {pt.Path()}, "next": {next}}).Header().Get("Location"); got != want {
				t.Errorf("from %s the switcher leads to %q, want %q", next, got, want)
			}
		}
		for _, l := range []locale.Tag{en, pt} {
			for _, next := range []string{
				"//e", `/\e`, `\/e`, "/%5Ce", "/%09/e", "https:e", "http:///e", "https://e/en-us/", "/..//e", "\t//e", "/\t/e", "javascript:1", "@e", "//e/en-us/", "///e",
				"/" + strings.Repeat("a", 8192), "/en-us/\x00", "/en-us/\r\nX-Evil: 1", "/en-us/..//e", "/en-us/%2e%2e//e", "/en-us/articles/../../..//e", "", "?//e", "#//e",
				"/en-us/admin/../..//e", "/en-us/%0d%0aX-Evil:1", "data:text/html,x", "/.e.test", ".e.test",
			} {
				w := ask(site, "/locale", nil, url.Values{"locale": {l.Path()}, "next": {next}})
				if got := w.Header().Get("Location"); w.Code != http.StatusSeeOther || got != "/"+l.Path()+"/" {
					t.Errorf("next=%.40q leads to %q, %d, want the home", next, got, w.Code)
				}
			}
		}
	})
}
