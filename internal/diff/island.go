package diff

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bridge is how many words that stayed make two changes around them two
// (translation 2.8).
const bridge = 2

// joinIslands drops the runs between two changes that hold fewer words than a
// bridge: nobody reads that two words were replaced and the "the" between them
// was kept. A paragraph's end is more than any word.
func joinIslands(a, b text, runs []run) []run {
	kept := runs[:0:0]
	for i, r := range runs {
		first := i == 0 && r.a == 0 && r.b == 0
		last := i == len(runs)-1 && r.a+r.n == len(a.ids) && r.b+r.n == len(b.ids)
		if first || last || a.holds(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// holds reports whether a run is long enough to keep two changes apart.
func (t text) holds(r run) bool {
	if strings.Contains(t.join(r.a, r.a+r.n), "\n\n") {
		return true
	}
	words := 0
	for i := r.a; i < r.a+r.n && words < bridge; i++ {
		if t.whole[i] {
			return true // code or a link that stayed is worth seeing
		}
		if first, _ := utf8.DecodeRuneInString(t.join(i, i+1)); unicode.IsLetter(first) || unicode.IsDigit(first) {
			words++
		}
	}
	return words >= bridge
}
