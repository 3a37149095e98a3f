package search

import "strings"

// Fold returns s as people compare it who type in a hurry: lower case, without
// the marks that keyboards make hard.
func Fold(s string) string { return fold(strings.ToLower(s)) }

// Contains returns a test of whether a text has every word of what was typed,
// as a part of a word or whole, in any order.
func Contains(typed string) func(text string) bool {
	words := strings.Fields(Fold(typed))
	return func(text string) bool {
		if len(words) == 0 {
			return true
		}
		folded := Fold(text)
		for _, word := range words {
			if !strings.Contains(folded, word) {
				return false
			}
		}
		return true
	}
}
