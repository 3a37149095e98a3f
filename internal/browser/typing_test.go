//go:build browser

package browser

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"verso/internal/content"
	"verso/internal/store/storetest"
)

// waits notes, in window.waits, how many milliseconds pass from a key until
// what it wrote is drawn in the preview.
const waits = `void ((pane) => {
	window.waits = [];
	document.addEventListener("keydown", () => { window.pressed = performance.now(); }, true);
	const drawn = () => pane.contentWindow.requestAnimationFrame(() => window.waits.push(performance.now() - window.pressed));
	new pane.contentWindow.MutationObserver(drawn).observe(pane.contentDocument.querySelector("main"), { childList: true });
})(document.querySelector("[data-pane] iframe"))`

// While a text of 5,000 words is written the preview follows every pause of
// the typist (issue part 5). VERSO_PREVIEWS says how many; "make bench" asks
// for enough to tell how long they take.
func TestThePreviewFollowsWhoWritesALongText(t *testing.T) {
	s := newStudio(t)
	code := strings.Repeat("```go\nfunc main() { fmt.Println(\"words\") }\n```\n\n", 5)
	long := strings.Repeat(strings.Repeat("Some **words** of a text that goes on ", 12)+"\n\n", 5000/(8*12))
	p := storetest.Work(t, s.db, content.Post{Locale: "en-US", Slug: "long", Title: "Long", Body: code + long, Status: content.Draft})[0]
	b := s.writer(t, "Ana", screen(1600, 900))
	b.opens(s.editor("en-US", p.ID))
	b.await("the page beside the text", shows+`.includes("goes on")`)
	b.do(focus(writing), chromedp.Evaluate[chromedp.Void](waits))
	rounds := 5
	if n, err := strconv.Atoi(os.Getenv("VERSO_PREVIEWS")); err == nil {
		rounds = n
	}
	for i := range rounds {
		b.do(types("x"))
		b.await("the page after a key", `window.waits.length > `+number(i))
	}
	if got := value[string](b, shows); !strings.Contains(got, strings.Repeat("x", rounds)) {
		t.Error("the page beside the text has not what was typed")
	}
	b.quiet()
	took := value[[]float64](b, `window.waits`)
	slices.Sort(took)
	t.Logf("%.0f p50-ms %.0f p95-ms from a key to the preview, %d keys", took[len(took)/2], took[len(took)*95/100], rounds)
}
