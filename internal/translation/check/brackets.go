package check

import "strings"

// pairs are brackets that open and close; those of full width are the same.
var opening, closing = "([{（［｛「『【《〈", ")]}）］｝」』】》〉"

// brackets finds one without its other, where all of the source have theirs.
func brackets(r *reading) []Finding {
	if !prose(r.Kind) || !strings.ContainsAny(r.target.prose, opening+closing) || lonely(r.source.prose) >= 0 {
		return nil
	}
	at := lonely(r.target.prose)
	if at < 0 {
		return nil
	}
	c := []rune(r.target.prose[at:])[0]
	return []Finding{r.at("CheckBrackets", at, at+len(string(c)), "Text", string(c))}
}

// lonely returns where the first bracket without its other is, or -1. The one
// after the sign of a list, "a)", and that of a face, ":)", need none.
func lonely(text string) int {
	type open struct{ class, at int }
	var stack []open
	before := ' '
	for i, c := range text {
		if class := strings.IndexRune(opening, c); class >= 0 {
			stack = append(stack, open{bracketClass(c, opening), i})
		} else if strings.ContainsRune(closing, c) {
			class := bracketClass(c, closing)
			switch {
			case len(stack) > 0 && stack[len(stack)-1].class == class:
				stack = stack[:len(stack)-1]
			case len(stack) == 0 && class == 0 && (i <= 3 || strings.ContainsRune(":;-=", before)):
			default:
				return i
			}
		}
		before = c
	}
	if len(stack) > 0 {
		if at := stack[len(stack)-1].at; at == 0 || !strings.ContainsRune(":;-=", rune(text[at-1])) {
			return at
		}
	}
	return -1
}

// bracketClass returns which pair a bracket is of: half and full width are one.
func bracketClass(c rune, side string) int {
	i := 0
	for _, other := range side {
		if other == c {
			if i >= 3 && i < 6 {
				return i - 3
			}
			return i
		}
		i++
	}
	return -1
}
