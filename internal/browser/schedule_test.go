//go:build browser

package browser

import (
	"net/http"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// fill puts a value into a field that has a picker of its own, such as a date.
func fill(selector, value string) setting {
	return chromedp.Evaluate[chromedp.Void](`void (() => {
		const field = document.querySelector(` + quote(selector) + `);
		field.value = ` + quote(value) + `;
		field.dispatchEvent(new Event("input", { bubbles: true }));
	})()`)
}

// answers is an expression: what this page answers now is of some status.
func answers(status int) string {
	return `fetch(location.href, { cache: "no-store" }).then((answer) => answer.status === ` + number(status) + `)`
}

// tomorrow is a day after the later of the site's clock and the browser's.
func (s studio) tomorrow() time.Time {
	now := s.clock.now()
	if today := time.Now(); today.After(now) {
		now = today
	}
	return now.Add(24 * time.Hour).UTC().Truncate(time.Minute)
}

// A date to come schedules a post, and says so; at that time it is there for
// readers without anybody doing something.
func TestAScheduledPostAppearsAtItsTime(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "tide", Title: "The tide", Body: "It comes.", Status: content.Draft})[0]
	b, reader := s.writer(t, "Ana"), newTab(t)
	at := s.tomorrow()
	b.opens(s.editor("en-US", p.ID))
	b.do(click(".particulars summary"), fill("[name=date]", at.Format(content.WallForm)))
	b.await("the clock that counts", `document.querySelector("#field-en-us-date-help").innerText.includes("UTC")`)
	b.await("the name of the step", `document.querySelector("[value=published]").textContent === "Schedule"`)
	b.do(click("[value=published]"))
	b.told("Scheduled for")
	b.await("the new standing", `document.querySelector(".standing .state").innerText === "scheduled"`)
	b.quiet()

	reader.wantStatus(http.StatusNotFound, navigate(s.public("en-US", "tide")))
	s.clock.forward(at.Sub(s.clock.now()))
	reader.await("the post", answers(http.StatusOK))
	reader.wantStatus(http.StatusOK, navigate(s.public("en-US", "tide")))
	reader.says("It comes.")
}
