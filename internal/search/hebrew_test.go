package search_test

import (
	"strings"
	"testing"

	"verso/internal/search"
)

// Rule 61: what Hebrew writes before a word without a space hides it from
// nobody.
func TestAWordOfHebrewIsFoundBehindWhatIsWrittenBeforeIt(t *testing.T) {
	for _, test := range []struct{ typed, text, want string }{
		{"אתר ", "באתר, והאתר של אתרים", "[באתר], [והאתר] של אתרים"},
		{"אתר", "לאתרים מאתר", "[לאתרים] [מאתר]"}, // not yet typed to its end
		{"האתר ", "אתר באתר האתר", "[אתר] [באתר] [האתר]"},
		{"שלום ", "לום בשלום", "לום [בשלום]"}, // what only looks like such a letter is none
		{`"אתר"`, "באתר אתר", "באתר [אתר]"},   // to the letter
		{"של אתר ", "של מישהו באתר", "של מישהו [באתר]"},
	} {
		if got := marked(search.Parse(test.typed).In("he").Mark(test.text)); got != test.want {
			t.Errorf("%s in %q: %q, want %q", test.typed, test.text, got, test.want)
		}
	}
}

// A query of many words stays one that databases answer at once.
func TestAQueryOfHebrewIsNotTooLong(t *testing.T) {
	long := search.Parse(strings.Repeat("האתרים ", 50)).In("he")
	if n := strings.Count(long.FTS5(), `"he_`); n == 0 || n > 500 {
		t.Errorf("the query asks for %d words, want 500 at most", n)
	}
}
