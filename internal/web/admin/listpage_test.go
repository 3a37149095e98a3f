package admin_test

import (
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Whatever number an address has for a page, there is an answer; a page after
// the last leads to the list and does not say that nothing was ever written.
func TestAPageAfterTheLastLeadsToTheList(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		storetest.Work(t, db, content.Post{Locale: en, Slug: "sea", Title: "Sea", Status: content.Draft})
		const path = "/en-us/admin/articles"
		for _, page := range []string{"2", "999999", "9223372036854775807", "99999999999999999999"} {
			doc := w.reads(account.Admin, path+"?page="+page)
			if got := doc.Find(`.empty a[href="` + path + `"]`).Length(); got != 1 {
				t.Errorf("page %s: %d links to the list, want 1", page, got)
			}
		}
		for _, page := range []string{"", "0", "-1", "-9223372036854775808", "one"} {
			if got := w.reads(account.Admin, path+"?page="+page).Find("tbody").Text(); !strings.Contains(got, "Sea") {
				t.Errorf("page %q shows %q, want the first page", page, got)
			}
		}
		for _, list := range []string{"pages", "projects", "media", "tags", "messages", "people", "translations", "review"} {
			w.reads(account.Admin, "/en-us/admin/"+list+"?page=9223372036854775807") // answers 200
		}
	})
}
