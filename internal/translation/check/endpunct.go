package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"verso/internal/locale"
)

// noFinalMarks are the languages whose sentences need no mark at their end, or
// one of their own that this check does not know.
var noFinalMarks = []locale.Tag{"ja", "zh", "ko", "yue", "th", "my", "km", "lo", "bo", "dz", "jbo", "hy", "am", "ti"}

// finalMarks are the classes of marks that end a text.
var finalMarks = []string{".。．｡।۔", ":：", "?？؟", "!！", ";；؛", "…"}

// endPunct finds a text that ends in another kind of mark than the source.
func endPunct(r *reading) []Finding {
	if !prose(r.Kind) || nothing(r.Target) || slices.Contains(noFinalMarks, r.To.Base()) || slices.Contains(noFinalMarks, r.From.Base()) {
		return nil
	}
	have, at := finalMark(r.target, r.To)
	want, _ := finalMark(r.source, r.From)
	if have == want {
		return nil
	}
	return []Finding{r.at("CheckEndPunct", at, len(strings.TrimRight(r.Target, " \n")))}
}

// finalMark returns the class of the mark that ends a text, -1 for none, and
// where it is. Quotation marks, brackets and emphasis after it are passed over.
func finalMark(s side, l locale.Tag) (class, at int) {
	text := strings.TrimRight(s.prose, " \n\x00*_~\"'”’»“‘)）］]」』›>\u00a0\u202f\u200f\u200e")
	last, size := utf8.DecodeLastRuneInString(text)
	if size == 0 {
		return -1, len(s.text)
	}
	if strings.HasSuffix(text, "...") {
		return 5, len(text) - 3
	}
	if l.Base() == "el" && (last == ';' || last == '\u037e') {
		last = '?'
	}
	class = slices.IndexFunc(finalMarks, func(marks string) bool { return strings.ContainsRune(marks, last) })
	if class < 0 {
		return class, len(text)
	}
	return class, len(text) - size
}
