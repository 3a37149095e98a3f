package search_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"verso/internal/search"
)

func TestDocumentIsRenderedForBothDatabases(t *testing.T) {
	d := search.NewDocument("en-US", "Red apples", "", "The apples")
	title, excerpt, body := d.FTS5()
	if title != "en-us_red en-us_appl" || excerpt != "" || body != "en-us_the en-us_appl" {
		t.Errorf("FTS5: %q, %q, %q", title, excerpt, body)
	}
	title, all := d.TSVector()
	if want := `'en-us_appl':2 'en-us_red':1`; title != want {
		t.Errorf("title %s, want %s", title, want)
	}
	if want := `'en-us_appl':2,204 'en-us_red':1 'en-us_the':203`; all != want {
		t.Errorf("all %s, want %s: 100 positions between fields", all, want)
	}
}

// PostgreSQL keeps 256 positions of a lexeme, and none beyond 16,383; both
// databases are given no more than that, so that phrases match alike.
func TestDocumentKeepsTheLimitsOfATSVector(t *testing.T) {
	numbers := regexp.MustCompile(`\d+(?:,\d+)*`)
	for name, body := range map[string]string{
		"one word":        strings.Repeat("echo ", 40_000),
		"many words":      manyWords(40_000, 8),
		"many long words": manyWords(40_000, 60),
		"unspaced":        strings.Repeat("東京", 40_000),
	} {
		d := search.NewDocument("ar", strings.Repeat("ت ", 150), strings.Repeat("ب ", 1000), body)
		_, all := d.TSVector()
		if len(all) > 1<<20 {
			t.Errorf("%s: the vector has %d bytes", name, len(all))
		}
		_, _, kept := d.FTS5()
		inFTS, inVector := 0, 0
		for term := range strings.FieldsSeq(kept) {
			if term != "_" {
				inFTS++
			}
		}
		for _, lexeme := range strings.Fields(all) {
			_, list, _ := strings.Cut(lexeme, "':")
			at := strings.Split(numbers.FindString(list), ",")
			if len(at) > 256 {
				t.Errorf("%s: %.20s has %d positions", name, lexeme, len(at))
			}
			if last, _ := strconv.Atoi(at[len(at)-1]); last > 16_383 {
				t.Errorf("%s: %.20s is at %d", name, lexeme, last)
			}
			if !strings.HasPrefix(lexeme, "'ar_ت") && !strings.HasPrefix(lexeme, "'ar_ب") {
				inVector += len(at)
			}
		}
		if inFTS != inVector || inFTS == 0 {
			t.Errorf("%s: SQLite is given %d words, PostgreSQL %d", name, inFTS, inVector)
		}
	}
}

// manyWords returns n different words of some letters each.
func manyWords(n, letters int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("ض", letters-6))
		for digit := i; digit > 0; digit /= 10 {
			b.WriteString(string([]rune("دذرزسشصطظع")[digit%10]))
		}
		b.WriteByte(' ')
	}
	return b.String()
}
