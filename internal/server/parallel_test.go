package server_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store/storetest"
)

// Rule 66: requests in eight languages at the same time, each answered in its
// own. Run with the race detector by make test.
func TestParallelRequestsAreEachAnsweredInTheirOwnLanguage(t *testing.T) {
	db := storetest.SQLite(t)
	tags := []locale.Tag{"en-US", "pt-BR", "ar", "ja", "de", "es", "fr", "he"}
	storetest.Locales(t, db, tags...)
	var posts []content.Post
	for _, l := range tags {
		posts = append(posts, content.Post{Locale: l, Slug: "same", Title: "Title in " + string(l), Body: "Body in " + string(l)})
	}
	posts = storetest.Work(t, db, posts...)
	for keeps, n := range map[bool]int{true: 1000, false: 200} {
		site := serve(t, db)
		if keeps {
			site = cached(t, db)
		}
		want := map[locale.Tag][]string{}
		for i, l := range tags {
			home := "/" + l.Path() + "/"
			link := ""
			doc, err := goquery.NewDocumentFromReader(get(site, home).Body)
			if err != nil {
				t.Fatal(err)
			}
			doc.Find("main a").Each(func(_ int, a *goquery.Selection) {
				if a.Text() == posts[i].Title {
					link = a.AttrOr("href", "")
				}
			})
			want[l] = []string{home, link, "/" + l.Path() + "/no-such-page"}
		}
		var wait sync.WaitGroup
		for i := range n {
			l := tags[i%len(tags)]
			path := want[l][i/len(tags)%len(want[l])]
			wait.Go(func() {
				r := httptest.NewRequest(http.MethodGet, "https://ex.test"+path, nil)
				r.Header.Set("Accept-Language", string(tags[(i+1)%len(tags)]))
				w := httptest.NewRecorder()
				site.ServeHTTP(w, r)
				body := w.Body.String()
				if !strings.Contains(body, fmt.Sprintf(`<html lang="%s" dir="%s"`, l, l.Dir())) {
					t.Errorf("%s is not in %s: %.200s", path, l, body)
				}
				for _, other := range tags {
					if other != l && strings.Contains(body, "Body in "+string(other)+"<") {
						t.Errorf("%s holds the body of %s", path, other)
					}
				}
				if got := w.Header().Get("Content-Language"); got != string(l) {
					t.Errorf("%s says Content-Language %q", path, got)
				}
			})
		}
		wait.Wait()
	}
}
