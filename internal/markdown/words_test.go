package markdown

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The short way to count words finds as many as the rules of Unicode.
func TestWordsBetweenSpacesAreCountedByTheRulesOfUnicode(t *testing.T) {
	parts := []string{
		"word", "língua", "2024", "3.5", "a1", "_x_", "well-known", "don't", "node.js", "été", "e\u0301te\u0301", "\u0301", "\u200d",
		"×", "ª", "日本語", "タワー", "ไทย", "שָׁלוֹם", "👩‍💻", "ß", "ĳ", "ŉ", "ǅ",
		" ", " ", " ", "\n", "  ", "\t", "\u00a0", ".", ",", ":", "'", "\"", "(", ")", "’", "—", "_",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(parts)).Draw(t, "parts"), "")
		var n units
		n.add(text)
		if got := countWords(text); got != n.total() {
			t.Errorf("%q has %d words, want %d", text, got, n.total())
		}
	})
}

// What is counted, searched and shown in lists comes of one reading.
func TestReadingTheWordsIsReadingThemOneByOne(t *testing.T) {
	for _, src := range []string{
		"", "# Title\n\nSome *words* of it,\nand [more](/there).\n\n- a list\n\n```\ncode\n```\n",
		"日本語の文章です。English too.\n\n> quoted\n", "# Only a heading\n", strings.Repeat("> ", 400) + "too deep\n\nwords",
	} {
		read := ReadWords(src)
		if read.Plain != Plain(src) || read.Words != CountWords(src, "en") {
			t.Errorf("%.40q: %d words of %q, want %d of %q", src, read.Words, read.Plain, CountWords(src, "en"), Plain(src))
		}
		if lead, ok := read.Lead(20); ok && lead != Excerpt(src, 20) {
			t.Errorf("%.40q begins with %q, want %q", src, lead, Excerpt(src, 20))
		}
	}
}
