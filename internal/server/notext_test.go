package server_test

import (
	"testing"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/webtest"
)

// A small project may have nothing but what lists say of it: its page is not
// empty, and shows no markup that is none of its own.
func TestAWorkWithoutATextShowsItsExcerpt(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		storetest.Work(t, db, content.Post{
			Kind: content.Project, Locale: en, Slug: "cards", Excerpt: "Makes <b>cards</b> & *boxes*.", Link: "https://cards.test/", Body: " \n",
		})
		webtest.Run(t, serve(t, db), scripts+"notext/*.txt")
	})
}
