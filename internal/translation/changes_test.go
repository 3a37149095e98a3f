package translation

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/diff"
)

// Translation 2.8: pieces are atomic.
func TestChangesKeepPiecesWhole(t *testing.T) {
	for name, c := range map[string]struct {
		then, now string
		want      []diff.Piece
	}{
		"code": {"Run `go test ./a` now.", "Run `go test ./b` now.", []diff.Piece{
			{Kind: diff.Same, Text: "Run "}, {Kind: diff.Removed, Text: "`go test ./a`"}, {Kind: diff.Added, Text: "`go test ./b`"}, {Kind: diff.Same, Text: " now."},
		}},
		"where a link leads": {"See [the list](/a/b).", "See [the list](/a/c).", []diff.Piece{
			{Kind: diff.Same, Text: "See [the list"}, {Kind: diff.Removed, Text: "](/a/b)"}, {Kind: diff.Added, Text: "](/a/c)"}, {Kind: diff.Same, Text: "."},
		}},
		"the words of a link": {"See [the old list](/a).", "See [the new list](/a).", []diff.Piece{
			{Kind: diff.Same, Text: "See [the "}, {Kind: diff.Removed, Text: "old"}, {Kind: diff.Added, Text: "new"}, {Kind: diff.Same, Text: " list](/a)."},
		}},
	} {
		if d := cmp.Diff(c.want, Changes(c.then, c.now)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// Case 44: the difference is from what was translated to what is there now.
func TestChangesAreBetweenTheEnds(t *testing.T) {
	a, b, c := "One cat sleeps.", "One dog sleeps.", "One dog eats."
	var removed, added []string
	for _, p := range Changes(a, c) {
		switch p.Kind {
		case diff.Removed:
			removed = append(removed, p.Text)
		case diff.Added:
			added = append(added, p.Text)
		}
	}
	if got := strings.Join(removed, " ") + " → " + strings.Join(added, " "); got != "cat sleeps → dog eats" {
		t.Errorf("from %q over %q to %q: %s", a, b, c, got)
	}
}

func TestMarksShowWhereAChangeIsInTheTranslation(t *testing.T) {
	target := "Rode `a` na porta 80 e veja [isto](/x)[^1], e `z`."
	got := []string{}
	for _, m := range Marks("Run `a` on port 80 and see [this](/x)[^1].", "Run `a` on port 90 and see [this](/y)[^1].", target) {
		mark := "gone "
		if m.Kept {
			mark = "kept "
		}
		got = append(got, mark+target[m.Start:m.End])
	}
	want := []string{"kept `a`", "gone 80", "gone ](/x)", "kept [^1]"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("marks (-want +got):\n%s", d)
	}
}

// Translation 2.8: the difference of the whole text has the changes of code.
func TestDocumentChangesHaveCode(t *testing.T) {
	then, err := Parse("# Title\n\nA paragraph.\n\n```sh\nrun one\n\nrun two\n```\n\n---\n\nThe end.\n")
	if err != nil {
		t.Fatal(err)
	}
	now, err := Parse("# Title\r\n\r\nA long paragraph.\r\n\r\n```sh\r\nrun one\r\n\r\nrun three\r\n```\r\n\r\nThe end.\r\n")
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		Name     string
		Kind     diff.Kind
		Skeleton bool
	}
	var got []line
	for _, c := range DocumentChanges(then, now) {
		got = append(got, line{c.Name, c.Kind, c.Skeleton()})
		if c.Name == "code" {
			if d := cmp.Diff([]diff.Piece{{Kind: diff.Same, Text: "```sh\nrun one\n\nrun "}, {Kind: diff.Added, Text: "three"}, {Kind: diff.Same, Text: "\n```"}}, c.Right); d != "" {
				t.Errorf("the code (-want +got):\n%s", d)
			}
		}
	}
	want := []line{
		{"h1", diff.Same, false}, {"p", diff.Changed, false}, {"code", diff.Changed, true}, {"hr", diff.Removed, true}, {"p", diff.Same, false},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("blocks (-want +got):\n%s", d)
	}
}
