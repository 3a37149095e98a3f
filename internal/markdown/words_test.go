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
