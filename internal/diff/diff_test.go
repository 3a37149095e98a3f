package diff_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"verso/internal/diff"
)

// sides returns the texts that pieces were made of.
func sides(pieces []diff.Piece) (before, after string) {
	for _, p := range pieces {
		if p.Kind != diff.Added {
			before += p.Text
		}
		if p.Kind != diff.Removed {
			after += p.Text
		}
	}
	return before, after
}

func TestWordsSaysWhatWasReplaced(t *testing.T) {
	for name, c := range map[string]struct {
		before, after string
		want          []diff.Piece
	}{
		"nothing": {"", "", nil},
		"a word": {"the cat sat", "the dog sat", []diff.Piece{
			{diff.Same, "the "}, {diff.Removed, "cat"}, {diff.Added, "dog"}, {diff.Same, " sat"},
		}},
		"words beside each other are one change": {"a red cat sat", "a blue dog sat", []diff.Piece{
			{diff.Same, "a "}, {diff.Removed, "red cat"}, {diff.Added, "blue dog"}, {diff.Same, " sat"},
		}},
		"Japanese by character": {"猫が好き", "犬が好き", []diff.Piece{
			{diff.Removed, "猫"}, {diff.Added, "犬"}, {diff.Same, "が好き"},
		}},
		"Katakana by character": {"データベース", "データベスト", []diff.Piece{
			{diff.Same, "データベ"}, {diff.Removed, "ース"}, {diff.Added, "スト"},
		}},
		"a text that came": {"", "all of it", []diff.Piece{{diff.Added, "all of it"}}},
	} {
		if d := cmp.Diff(c.want, diff.Words(c.before, c.after)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

func TestRowsStandBesideEachOther(t *testing.T) {
	before := "# Title\n\nFirst paragraph that stays.\n\nThe second one has a mistake in it.\n\nA third that goes away.\n\nThe end."
	after := "# Title\n\nFirst paragraph that stays.\n\nThe second one has no mistake in it.\n\nThe end.\n\nAnd a postscript."
	var kinds []diff.Kind
	for _, row := range diff.Rows(before, after) {
		kinds = append(kinds, row.Kind)
	}
	want := []diff.Kind{diff.Same, diff.Same, diff.Changed, diff.Removed, diff.Same, diff.Added}
	if d := cmp.Diff(want, kinds); d != "" {
		t.Errorf("rows (-want +got):\n%s", d)
	}
}

// texts draws texts of few words, so that they have much in common.
func texts() *rapid.Generator[string] {
	word := rapid.SampledFrom([]string{"a", "b", "c", "dé", " ", " ", "\n", "\n\n", "猫", "。", ".", "ー"})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 0, 60).Draw(t, "words"), "")
	})
}

func TestNoDifferenceLosesAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before, after := texts().Draw(t, "before"), texts().Draw(t, "after")
		if b, a := sides(diff.Words(before, after)); b != before || a != after {
			t.Errorf("the words give back %q and %q", b, a)
		}
		var left, right strings.Builder
		for _, row := range diff.Rows(before, after) {
			for _, p := range row.Left {
				left.WriteString(p.Text)
			}
			for _, p := range row.Right {
				right.WriteString(p.Text)
			}
			if row.Kind == diff.Same && cmp.Diff(row.Left, row.Right) != "" {
				t.Errorf("a row that is the same has two texts: %v", row)
			}
		}
		plain := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if plain(left.String()) != plain(before) || plain(right.String()) != plain(after) {
			t.Errorf("the rows give back %q and %q", left.String(), right.String())
		}
	})
}

// Translation 2.12: mine, theirs or merged.
func TestMergeTakesBothChanges(t *testing.T) {
	for name, c := range map[string]struct {
		base, mine, theirs, want string
		clashes                  int
	}{
		"apart":             {"one two three four", "ONE two three four", "one two three FOUR", "ONE two three FOUR", 0},
		"the same":          {"one two", "one TWO", "one TWO", "one TWO", 0},
		"only mine":         {"one two", "one 2", "one two", "one 2", 0},
		"a clash":           {"one two three", "one deux three", "one zwei three", "one deux zwei three", 1},
		"taken and changed": {"one two three", "one three", "one TWO three", "one TWO three", 1},
		"both add":          {"one", "one two", "one three", "one two three", 1},
		"paragraphs":        {"a\n\nb\n\nc", "a1\n\nb\n\nc", "a\n\nb\n\nc\n\nd", "a1\n\nb\n\nc\n\nd", 0},
		"Japanese":          {"猫が好き。", "犬が好き。", "猫が好き！", "犬が好き！", 0},
		"from nothing":      {"", "mine", "theirs", "mine theirs", 1},
	} {
		got, clashes := diff.Text(diff.Merge(c.base, c.mine, c.theirs))
		if got != c.want || clashes != c.clashes {
			t.Errorf("%s: %q with %d clashes, want %q with %d", name, got, clashes, c.want, c.clashes)
		}
	}
}

func TestMergeLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, mine, theirs := texts().Draw(t, "base"), texts().Draw(t, "mine"), texts().Draw(t, "theirs")
		chunks := diff.Merge(base, mine, theirs)
		var b, m, o strings.Builder
		for _, c := range chunks {
			b.WriteString(c.Base)
			m.WriteString(c.Mine)
			o.WriteString(c.Theirs)
		}
		if b.String() != base || m.String() != mine || o.String() != theirs {
			t.Errorf("the chunks give back %q, %q and %q", b.String(), m.String(), o.String())
		}
		if got, clashes := diff.Text(diff.Merge(base, mine, base)); got != mine || clashes != 0 {
			t.Errorf("merged with no other change: %q, want mine", got)
		}
		if got, clashes := diff.Text(diff.Merge(base, base, theirs)); got != theirs || clashes != 0 {
			t.Errorf("merged with no change of mine: %q, want theirs", got)
		}
	})
}

func FuzzWords(f *testing.F) {
	f.Add("the cat", "the dog")
	f.Add("\xff\xfe", "a\x00b")
	f.Add("猫\r\n\r\nー", "👩‍👩‍👧")
	f.Fuzz(func(t *testing.T, before, after string) {
		if b, a := sides(diff.Words(before, after)); b != before || a != after {
			t.Errorf("the words give back %q and %q", b, a)
		}
	})
}

// A text of the longest kind with nothing in common must not hold a server.
func BenchmarkWordsOfStrangers(b *testing.B) {
	before, after := strings.Repeat("a b a c ", 30_000), strings.Repeat("c a b b ", 30_000)
	for b.Loop() {
		diff.Words(before, after)
	}
}
