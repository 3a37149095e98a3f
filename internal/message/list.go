package message

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// List joins items as the locale does: "HTML, CSS e Go".
func (z *Localizer) List(items []string) string {
	if len(items) == 0 {
		return ""
	}
	f := &z.format
	last := len(items) - 1
	var b strings.Builder
	b.WriteString(items[0])
	for i, item := range items[1:] {
		b.WriteString(euphonic(f.separator(i+1, last), item))
		b.WriteString(item)
	}
	return b.String()
}

// separator returns what stands before item i of a list whose last index is
// given (UTS #35 part 2, list patterns).
func (f *format) separator(i, last int) string {
	switch {
	case last == 1:
		return f.pair
	case i == last:
		return f.end
	case i == 1:
		return f.start
	}
	return f.middle
}

// euphonic changes the word "and" where the sound or script of what follows
// asks for it, as ICU does: Spanish "y" before the sound of i, Hebrew vav
// before a word in another script.
func euphonic(separator, next string) string {
	switch {
	case separator == " y " && soundsLikeI(next):
		return " e "
	case separator == " ו" && !startsHebrew(next):
		return " ו-"
	}
	return separator
}

// soundsLikeI holds for "iglesia" and "hijos", not for "hielo" or "yeso".
func soundsLikeI(word string) bool {
	w := strings.ToLower(word)
	if strings.HasPrefix(w, "i") {
		return true
	}
	rest, ok := strings.CutPrefix(w, "hi")
	return ok && !strings.HasPrefix(rest, "a") && !strings.HasPrefix(rest, "e")
}

func startsHebrew(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.Is(unicode.Hebrew, first)
}
