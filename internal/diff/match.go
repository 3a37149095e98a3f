package diff

import "slices"

// A run is n tokens that are the same in two texts, from a and b on.
type run struct{ a, b, n int }

// match returns what two texts have in common, in order. It is a longest
// common subsequence but for texts that have little in common, of which it
// finds less: its time is bounded.
func match(a, b []int32) []run {
	m := matcher{a: a, b: b}
	m.between(0, len(a), 0, len(b))
	return m.runs
}

type matcher struct {
	a, b []int32
	runs []run
}

// add notes n matches, together with those just before them.
func (m *matcher) add(a, b, n int) {
	if n == 0 {
		return
	}
	if last := len(m.runs) - 1; last >= 0 && m.runs[last].a+m.runs[last].n == a && m.runs[last].b+m.runs[last].n == b {
		m.runs[last].n += n
		return
	}
	m.runs = append(m.runs, run{a, b, n})
}

// between matches a[a0:a1] with b[b0:b1]: their common beginning and end, then
// what stands once in each of them, then the rest by Myers.
func (m *matcher) between(a0, a1, b0, b1 int) {
	n := 0
	for a0+n < a1 && b0+n < b1 && m.a[a0+n] == m.b[b0+n] {
		n++
	}
	m.add(a0, b0, n)
	a0, b0 = a0+n, b0+n
	end := 0
	for a0 < a1-end && b0 < b1-end && m.a[a1-end-1] == m.b[b1-end-1] {
		end++
	}
	a1, b1 = a1-end, b1-end
	if a0 < a1 && b0 < b1 {
		if anchors := m.anchors(a0, a1, b0, b1); len(anchors) > 0 {
			for _, at := range anchors {
				m.between(a0, at.a, b0, at.b)
				m.add(at.a, at.b, 1)
				a0, b0 = at.a+1, at.b+1
			}
			m.between(a0, a1, b0, b1)
		} else {
			m.shortest(a0, a1, b0, b1)
		}
	}
	m.add(a1, b1, end)
}

// anchors returns the tokens that stand once on each side, as many as follow
// one another in the same order on both (Bram Cohen's patience diff).
func (m *matcher) anchors(a0, a1, b0, b1 int) []run {
	type seen struct{ inA, inB, a, b int }
	counts := map[int32]*seen{}
	for i := a0; i < a1; i++ {
		if counts[m.a[i]] == nil {
			counts[m.a[i]] = &seen{}
		}
		counts[m.a[i]].inA++
		counts[m.a[i]].a = i
	}
	for i := b0; i < b1; i++ {
		if s := counts[m.b[i]]; s != nil {
			s.inB++
			s.b = i
		}
	}
	var once []run
	for i := a0; i < a1; i++ {
		if s := counts[m.a[i]]; s.inA == 1 && s.inB == 1 {
			once = append(once, run{i, s.b, 1})
		}
	}
	return rising(once)
}

// rising returns the longest part of runs, which are in the order of a, that
// is in the order of b too.
func rising(runs []run) []run {
	var tails []int // of the best chain of each length, its last run
	before := make([]int, len(runs))
	for i, r := range runs {
		at, _ := slices.BinarySearchFunc(tails, r.b, func(tail, b int) int { return runs[tail].b - b })
		before[i] = -1
		if at > 0 {
			before[i] = tails[at-1]
		}
		if at == len(tails) {
			tails = append(tails, i)
		} else {
			tails[at] = i
		}
	}
	chain := make([]run, len(tails))
	if len(tails) == 0 {
		return chain
	}
	for i, at := tails[len(tails)-1], len(tails)-1; at >= 0; i, at = before[i], at-1 {
		chain[at] = runs[i]
	}
	return chain
}

// maxEffort bounds the steps of shortest; where it takes more, nothing matches.
const maxEffort = 1 << 20

// shortest finds the shortest edit from one side to the other (Eugene Myers,
// "An O(ND) Difference Algorithm and Its Variations", 1986).
func (m *matcher) shortest(a0, a1, b0, b1 int) {
	n, k := a1-a0, b1-b0
	middle := n + k + 1
	furthest := make([]int, 2*middle+1) // on each diagonal, x - y
	var trace [][]int                   // furthest from -d to d, after d edits
	for d, effort := 0, 0; effort < maxEffort; d++ {
		for q := -d; q <= d; q += 2 {
			x := furthest[middle+q+1] // down: a token of b
			if !down(furthest[middle-d:middle+d+1], q, d) {
				x = furthest[middle+q-1] + 1
			}
			for x < n && x-q < k && m.a[a0+x] == m.b[b0+x-q] {
				x++
				effort++
			}
			furthest[middle+q] = x
			if x >= n && x-q >= k {
				m.retrace(trace, a0, b0, n, k)
				return
			}
		}
		effort += 2*d + 1
		trace = append(trace, slices.Clone(furthest[middle-d:middle+d+1]))
	}
}

// down reports whether the furthest path to diagonal q with d edits ends with
// a token of b; the other way is one of a. around holds the diagonals from -d
// to d.
func down(around []int, q, d int) bool {
	return q == -d || q != d && around[d+q-1] < around[d+q+1]
}

// retrace walks the found path back and notes its matches.
func (m *matcher) retrace(trace [][]int, a0, b0, n, k int) {
	var found []run
	x, y := n, k
	for d := len(trace); d > 0; d-- {
		before := append([]int{0}, append(trace[d-1], 0)...) // from -d to d
		q := x - y
		from, begins := q-1, 1
		if down(before, q, d) {
			from, begins = q+1, 0
		}
		px := before[d+from]
		start := px + begins
		found = append(found, run{a0 + start, b0 + start - q, x - start})
		x, y = px, px-from
	}
	found = append(found, run{a0, b0, x})
	for _, r := range slices.Backward(found) {
		m.add(r.a, r.b, r.n)
	}
}
