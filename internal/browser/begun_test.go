//go:build browser

package browser

import (
	"testing"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// What was typed before there was a post is the post's once it is saved,
// whichever button saved it: the next new article begins empty. Another post
// that is saved meanwhile leaves it where it is.
func TestANewArticleBeginsWithoutTheOneBefore(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	other := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "sea", Title: "Sea", Status: content.Draft})[0]
	b := s.writer(t, "Ana", screen(1400, 900))
	const kept = `Object.keys(localStorage).some((key) => key.endsWith(":new:article:en-US"))`
	const offered = `!document.querySelector("[data-kept]").hidden`
	fresh := s.admin("en-US", "articles", "new") + "?locale=en-us"

	for _, button := range []string{"[data-save]", "[value=published]"} {
		b.opens(fresh)
		if value[bool](b, offered) {
			t.Errorf("before %s: the text of the article before is offered for the new one", button)
		}
		b.do(write(title, "The harbour"))
		b.await("the copy in the browser", kept)

		b.opens(s.editor("en-US", other.ID) + "?saved=en-us")
		if !value[bool](b, kept) {
			t.Errorf("before %s: another post was saved, and the text that has no post yet is gone", button)
		}

		b.opens(fresh)
		b.do(write(title, "The harbour"), click(button))
		b.await("the post", `/posts\/\d+$/.test(location.pathname)`)
		b.edits()
		if value[bool](b, kept) {
			t.Errorf("%s: the text is saved, and the browser holds it as one that is not", button)
		}
		if got := value[string](b, `location.search`); got != "" {
			t.Errorf("%s: the address says %q", button, got)
		}
	}
	b.quiet()
}
