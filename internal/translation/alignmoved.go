package translation

import (
	"cmp"
	"slices"
)

// moved links what stands in another place as it was. Of texts that are there
// more than once those with the same neighbours are paired first.
func (a *aligner) moved() {
	for _, key := range []func(Keyed) [3]string{
		func(k Keyed) [3]string { return [3]string{k.Hash, k.Before, k.After} },
		func(k Keyed) [3]string { return [3]string{k.Hash, k.Before, "before"} },
		func(k Keyed) [3]string { return [3]string{k.Hash, "after", k.After} },
		func(k Keyed) [3]string { return [3]string{k.Hash} },
	} {
		a.pair(key)
	}
}

// pair links what is free on both sides and has one key, in order.
func (a *aligner) pair(key func(Keyed) [3]string) {
	waiting := map[[3]string][]int{}
	for _, o := range a.old.free() {
		k := key(a.old.all[o])
		waiting[k] = append(waiting[k], o)
	}
	for _, n := range a.new.free() {
		k := key(a.new.all[n])
		if at := waiting[k]; len(at) > 0 {
			a.link(at[0], n, Moved, 1)
			waiting[k] = at[1:]
		}
	}
}

// elsewhere links what was changed and moved, the most alike first; and then
// what is the same text in a place of another class, such as a heading made a
// paragraph.
func (a *aligner) elsewhere() {
	old, now := a.old.free(), a.new.free()
	near := a.near(a.new, now)
	type pair struct {
		old, new int
		likeness float64
	}
	var pairs []pair
	for _, o := range old {
		for _, j := range near(a.wordsOf(a.old, o)) {
			if likeness := a.alike(o, now[j], alikeAnywhere); likeness > 0 {
				pairs = append(pairs, pair{o, now[j], likeness})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.likeness, x.likeness), distance(x.old, x.new)-distance(y.old, y.new), x.old-y.old, x.new-y.new)
	})
	for _, p := range pairs {
		if a.old.to[p.old] < 0 && a.new.to[p.new] < 0 {
			a.link(p.old, p.new, a.difference(p.old, p.new, MovedChanged), p.likeness)
		}
	}
	a.pair(func(k Keyed) [3]string {
		if k.Kind.Opaque() { // an address is no paragraph, whatever it says
			return [3]string{k.folded(), string(k.Kind)}
		}
		return [3]string{k.folded()}
	})
}

func distance(i, j int) int { return max(i-j, j-i) }

// swapped calls both of two neighbours moved that changed places: that one of
// them stayed is chance.
func (a *aligner) swapped() {
	at := func(s *side, i int) int { // its place in the body
		place, found := slices.BinarySearch(s.body, i)
		if !found {
			return -1
		}
		return place
	}
	for _, n := range a.new.body {
		if a.change[n] != Moved || a.new.to[n] < 0 {
			continue
		}
		i, j := at(a.old, a.new.to[n]), at(a.new, n)
		for _, step := range []int{-1, 1} {
			if i < 0 || j < 0 || i+step < 0 || i+step >= len(a.old.body) || j-step < 0 || j-step >= len(a.new.body) {
				continue
			}
			if o, m := a.old.body[i+step], a.new.body[j-step]; a.new.to[m] == o && a.change[m] == Same {
				a.change[m] = Moved
			}
		}
	}
}

// Bounds of a search for what is alike.
const (
	searchAll = 48  // so few are all tried
	nearest   = 8   // of more, those with the most words in common
	tooCommon = 100 // a word of so many segments finds none
	enough    = 0.2 // the share of the other words that is in common
)

// near returns a function that returns which of some segments of s, as indexes
// of pool, may be like given words, in order: all if they are few, else those
// that share the most words.
func (a *aligner) near(s *side, pool []int) func(*words) []int {
	every := make([]int, len(pool))
	for i := range pool {
		every[i] = i
	}
	if len(pool) <= searchAll {
		return func(*words) []int { return every }
	}
	postings := map[int32][]int{}
	plain := map[string][]int{}
	for i, at := range pool {
		w := a.wordsOf(s, at)
		if len(plain[w.plain]) < nearest {
			plain[w.plain] = append(plain[w.plain], i)
		}
		for k, id := range w.sorted {
			if (k == 0 || w.sorted[k-1] != id) && len(postings[id]) < tooCommon {
				postings[id] = append(postings[id], i)
			}
		}
	}
	shared := make([]int, len(pool))
	return func(w *words) []int {
		var found []int
		for k, id := range w.sorted {
			if k > 0 && w.sorted[k-1] == id || len(postings[id]) >= tooCommon {
				continue
			}
			for _, i := range postings[id] {
				if shared[i] == 0 {
					found = append(found, i)
				}
				shared[i]++
			}
		}
		share := func(i int) float64 {
			return float64(shared[i]) / float64(max(len(w.ids), len(a.wordsOf(s, pool[i]).ids)))
		}
		var best []int
		for _, i := range found {
			if share(i) >= enough {
				best = append(best, i)
			}
		}
		slices.SortFunc(best, func(i, j int) int { return cmp.Or(cmp.Compare(share(j), share(i)), i-j) })
		best = append(best[:min(len(best), nearest)], plain[w.plain]...)
		for _, i := range found {
			shared[i] = 0
		}
		slices.Sort(best)
		return slices.Compact(best)
	}
}
