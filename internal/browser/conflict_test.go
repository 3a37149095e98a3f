//go:build browser

package browser

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// Two people write at one post. The second to save sees both texts and has
// three ways out; whichever they take, no word of either is lost (R6,
// translation 2.12).
func TestTwoPeopleWriteAtOnePost(t *testing.T) {
	const theirs, mine = "It comes early.\n\nAnd it goes.", "It comes.\n\nAnd it goes late."
	for _, way := range []struct {
		name   string
		button int // of the page, from 1
		want   string
		kept   []string // in the history
	}{
		{"merged", 1, "It comes early.\n\nAnd it goes late.", []string{theirs}},
		{"mine", 2, mine, []string{theirs}},
		{"theirs", 3, theirs, []string{mine}},
	} {
		t.Run(way.name, func(t *testing.T) {
			t.Parallel()
			s := newStudio(t)
			p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "tide", Title: "The tide", Body: "It comes.\n\nAnd it goes.", Status: content.Draft})[0]
			ana, rui := s.writer(t, "Ana"), s.writer(t, "Rui")
			ana.opens(s.editor("en-US", p.ID))
			rui.opens(s.editor("en-US", p.ID))
			ana.await("who else is there", `document.querySelector("[data-present]").innerText.includes("Rui")`)
			rui.do(focus(writing), control("a"), dictates(mine))
			ana.do(focus(writing), control("a"), dictates(theirs), control("s"))
			ana.saved(2)
			rui.await("the news that somebody saved", said+`.includes("saved this post meanwhile")`)

			rui.wantStatus(http.StatusConflict, control("s"))
			page := value[string](rui, `[...document.querySelectorAll("textarea[name=body]")].map((area) => area.value).join("\u0000")`)
			for _, body := range []string{theirs, mine} {
				if !strings.Contains(page, body) {
					t.Errorf("the page of the conflict lacks %q", body)
				}
			}
			if got := value[string](rui, `document.querySelector("main").innerText`); !strings.Contains(got, "Ana") {
				t.Errorf("it does not say who saved: %q", got)
			}
			rui.judge().wantAccessible(t, "the conflict")
			rui.reach(`.way:nth-child(` + number(way.button) + `) > button`)
			rui.do(types(kb.Enter))
			rui.edits()
			if got := value[string](rui, text); got != way.want {
				t.Errorf("the text is now %q, want %q", got, way.want)
			}
			if value[bool](rui, `document.querySelector("[data-shown]") || !document.querySelector("[data-kept]").hidden`) {
				t.Error("after the way out a draft is still offered")
			}
			var history []string
			now, err := s.db.Post(t.Context(), p.ID)
			if err != nil {
				t.Fatal(err)
			}
			for n := 1; n <= now.Revision; n++ {
				rev, err := s.db.Revision(t.Context(), p.ID, n)
				if err != nil {
					t.Fatal(err)
				}
				history = append(history, rev.Fields.Body)
			}
			for _, body := range append(way.kept, way.want) {
				if !strings.Contains(strings.Join(history, "\x00"), body) {
					t.Errorf("the history is %q, want %q in it", history, body)
				}
			}
			ana.quiet()
			rui.quiet()
		})
	}
}
