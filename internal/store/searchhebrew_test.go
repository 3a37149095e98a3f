package store_test

import (
	"testing"

	"verso/internal/content"
	"verso/internal/search"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Rule 61: both databases find a word of Hebrew behind what is written before
// it.
func TestAWordOfHebrewIsFoundInBothDatabases(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "he")
		p := storetest.Work(t, db, content.Post{Locale: "he", Slug: "a", Title: "מדריך", Body: "הכול כבר נמצא באתר החדש."})[0]
		storetest.Work(t, db, content.Post{Locale: "he", Slug: "b", Title: "אחר", Body: "כאן אין דבר."})
		for _, typed := range []string{"אתר ", "אתר", "האתר ", "חדש ", "האתר החדש"} {
			found, err := db.Search(t.Context(), search.Parse(typed).In("he"), nil)
			if err != nil || len(found.Posts) != 1 || found.Posts[0] != p.ID {
				t.Errorf("%q finds %v (%v), want post %d", typed, found.Posts, err, p.ID)
			}
		}
	})
}
