package server_test

import (
	"net/http"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Trust 0.7: a text that came to be stored though it is over a limit of
// rendering is shown as it was written, never as an error.
func TestATextOverTheLimitsIsShownAsItWasWritten(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en)
		storetest.Work(t, db, content.Post{Locale: en, Slug: "deep", Body: "The beginning & <b>more</b>\n\n" + strings.Repeat("> ", 100) + "the end"})
		storetest.Work(t, db, content.Post{Locale: en, Slug: "long", Body: strings.Repeat("A line.\n", 50_000) + "the end"})
		site := serve(t, db)
		for path, want := range map[string]string{
			"/en-us/articles/deep": "\nThe beginning &amp; &lt;b&gt;more&lt;/b&gt;\n\n&gt; &gt; ",
			"/en-us/articles/long": "\nA line.\nA line.\n",
		} {
			answer := get(site, path)
			body := answer.Body.String()
			if answer.Code != http.StatusOK || !strings.Contains(body, want) || !strings.Contains(body, "the end</pre>") {
				t.Errorf("%s: %d, want the whole text as it was written; it is\n%.3000s", path, answer.Code, body)
			}
		}
	})
}
