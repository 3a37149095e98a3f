package diff_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/diff"
)

// Translation 2.8: islands shorter than two words are no islands.
func TestOneWordThatStayedIsPartOfTheChange(t *testing.T) {
	for name, c := range map[string]struct {
		before, after string
		want          []diff.Piece
	}{
		"one word": {"It runs on Linux and starts.", "It works on macOS and starts.", []diff.Piece{
			{diff.Same, "It "}, {diff.Removed, "runs on Linux"}, {diff.Added, "works on macOS"}, {diff.Same, " and starts."},
		}},
		"two words": {"It runs only on Linux today.", "It works only on macOS today.", []diff.Piece{
			{diff.Same, "It "}, {diff.Removed, "runs"}, {diff.Added, "works"}, {diff.Same, " only on "},
			{diff.Removed, "Linux"}, {diff.Added, "macOS"}, {diff.Same, " today."},
		}},
		"the first word": {"Run it now", "Run her later", []diff.Piece{
			{diff.Same, "Run "}, {diff.Removed, "it now"}, {diff.Added, "her later"},
		}},
		"the last word": {"Run it now", "Stop it now", []diff.Piece{
			{diff.Removed, "Run"}, {diff.Added, "Stop"}, {diff.Same, " it now"},
		}},
		"a sign": {"one, two.", "three, four.", []diff.Piece{
			{diff.Removed, "one, two"}, {diff.Added, "three, four"}, {diff.Same, "."},
		}},
		"the end of a paragraph": {"one\n\ntwo", "three\n\nfour", []diff.Piece{
			{diff.Removed, "one"}, {diff.Added, "three"}, {diff.Same, "\n\n"}, {diff.Removed, "two"}, {diff.Added, "four"},
		}},
		"what is added at the end": {"a b", "c b d", []diff.Piece{
			{diff.Removed, "a b"}, {diff.Added, "c b d"},
		}},
	} {
		if d := cmp.Diff(c.want, diff.Words(c.before, c.after)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// Translation 2.8: pieces are atomic.
func TestAPartChangesAsAWhole(t *testing.T) {
	code := func(text string) []diff.Range {
		var found []diff.Range
		for _, at := range regexp.MustCompile("`[^`]*`").FindAllStringIndex(text, -1) {
			found = append(found, diff.Range{Start: at[0], End: at[1]})
		}
		return found
	}
	got := diff.Whole("Run `go test ./...` twice.", "Run `go vet ./...` twice.", code)
	want := []diff.Piece{
		{diff.Same, "Run "}, {diff.Removed, "`go test ./...`"}, {diff.Added, "`go vet ./...`"}, {diff.Same, " twice."},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("code that changed (-want +got):\n%s", d)
	}
	got = diff.Whole("Say `x` loud.", "Cry `x` low.", code)
	want = []diff.Piece{
		{diff.Removed, "Say"}, {diff.Added, "Cry"}, {diff.Same, " `x` "}, {diff.Removed, "loud"}, {diff.Added, "low"}, {diff.Same, "."},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("code that stayed is an island (-want +got):\n%s", d)
	}
}

func TestRowsNameTheirParagraphs(t *testing.T) {
	rows := diff.Blocks([]string{"a b c", "gone for good", "the end"}, []string{"a b d", "the end", "new words here"}, nil)
	var got [][2]int
	for _, r := range rows {
		got = append(got, [2]int{r.Before, r.After})
	}
	if d := cmp.Diff([][2]int{{0, 0}, {1, -1}, {2, 1}, {-1, 2}}, got); d != "" {
		t.Errorf("rows (-want +got):\n%s", d)
	}
}
