package diff

import "strings"

// A Source says who changed a part of a merged text.
type Source string

// The sources of a Chunk.
const (
	Nobody Source = "nobody" // it is as it was
	Mine   Source = "mine"
	Theirs Source = "theirs"
	Both   Source = "both" // the same change
	Clash  Source = "clash"
)

// A Chunk is a part of two changes of one text. Base, Mine and Theirs are what
// it was and what each made of it.
type Chunk struct {
	From               Source
	Base, Mine, Theirs string
}

// Merge puts two changes of base together, word by word (diff3). Where both
// changed the same words in different ways the chunk is a Clash.
func Merge(base, mine, theirs string) []Chunk {
	t := table{}
	b, m, o := t.tokens(base), t.tokens(mine), t.tokens(theirs)
	toMine, toTheirs := places(b, m), places(b, o)
	var chunks []Chunk
	add := func(b0, b1, m0, m1, o0, o1 int) {
		if b0 == b1 && m0 == m1 && o0 == o1 {
			return
		}
		chunks = append(chunks, chunk(b.join(b0, b1), m.join(m0, m1), o.join(o0, o1)))
	}
	var atB, atM, atO int
	for atB < len(b.ids) {
		n := 0
		for atB+n < len(b.ids) && toMine[atB+n] == atM+n && toTheirs[atB+n] == atO+n {
			n++
		}
		add(atB, atB+n, atM, atM+n, atO, atO+n)
		atB, atM, atO = atB+n, atM+n, atO+n
		// The next word that both kept.
		next := atB
		for next < len(b.ids) && (toMine[next] < atM || toTheirs[next] < atO) {
			next++
		}
		if next == len(b.ids) {
			break
		}
		add(atB, next, atM, toMine[next], atO, toTheirs[next])
		atB, atM, atO = next, toMine[next], toTheirs[next]
	}
	add(atB, len(b.ids), atM, len(m.ids), atO, len(o.ids))
	return chunks
}

// places returns where each token of a text is in another, -1 for nowhere.
func places(base, other text) []int {
	at := make([]int, len(base.ids))
	for i := range at {
		at[i] = -1
	}
	for _, r := range match(base.ids, other.ids) {
		for i := range r.n {
			at[r.a+i] = r.b + i
		}
	}
	return at
}

func chunk(base, mine, theirs string) Chunk {
	c := Chunk{Base: base, Mine: mine, Theirs: theirs}
	switch {
	case mine == theirs && mine == base:
		c.From = Nobody
	case mine == theirs:
		c.From = Both
	case theirs == base:
		c.From = Mine
	case mine == base:
		c.From = Theirs
	default:
		c.From = Clash
	}
	return c
}

// Text returns the merged text and how many clashes are in it. A clash has
// what both wrote, mine first, so that nothing is lost.
func Text(chunks []Chunk) (merged string, clashes int) {
	var b strings.Builder
	for _, c := range chunks {
		switch c.From {
		case Theirs:
			b.WriteString(c.Theirs)
		case Clash:
			clashes++
			b.WriteString(c.Mine)
			if c.Mine != "" && c.Theirs != "" && !blankBetween(c.Mine, c.Theirs) {
				b.WriteByte(' ')
			}
			b.WriteString(c.Theirs)
		default:
			b.WriteString(c.Mine)
		}
	}
	return b.String(), clashes
}

// blankBetween reports whether two texts are apart where they meet.
func blankBetween(a, b string) bool {
	return strings.TrimRight(a, " \n\t") != a || strings.TrimLeft(b, " \n\t") != b
}
