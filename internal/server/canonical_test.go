package server_test

import (
	"testing"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/webtest"
)

// Rule 72 is about other hosts: a text whose author wrote down an address of
// this very site stays in its sets (rules 38, 39 and 46).
func TestACanonicalOnThisHostLeavesNoSet(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt, fr)
		storetest.Work(t, db,
			content.Post{Locale: en, Slug: "own", CanonicalURL: "https://EX.test/blog/own.html"},
			content.Post{Locale: pt, Slug: "nosso", CanonicalURL: "http://ex.test"},
			content.Post{Locale: fr, Slug: "notre"})
		storetest.Work(t, db,
			content.Post{Locale: en, Slug: "guest", CanonicalURL: "https://ex.test.other.test/guest"},
			content.Post{Locale: pt, Slug: "visita", CanonicalURL: "https://other.test/?from=https://ex.test/"},
			content.Post{Locale: fr, Slug: "invite"})
		webtest.Run(t, serve(t, db), scripts+"canonical/*.txt")
	})
}
