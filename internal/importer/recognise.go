package importer

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/store"
)

// recognise finds out which of the folders that were imported before this one
// is, by what is in it: folders are moved and copied, so where it lies on the
// disk says nothing. A folder that is none of them is a new one.
func (r *run) recognise(ctx context.Context) error {
	r.place = place{}
	if r.place.folder = r.unusedFolder(); len(r.ledger) == 0 {
		return nil
	}
	for _, p := range r.candidates() {
		l := r.likeness(p)
		ok, err := r.enough(ctx, l)
		if err != nil {
			return err
		}
		if ok {
			r.place = p
			return nil
		}
	}
	return nil
}

// variants returns every file of the plan.
func (p *Plan) variants() []*Variant {
	var all []*Variant
	for i := range p.Groups {
		for j := range p.Groups[i].Variants {
			all = append(all, &p.Groups[i].Variants[j])
		}
	}
	return all
}

// unusedFolder returns the first number that no folder of the ledger has.
func (r *run) unusedFolder() int {
	used := map[int]bool{}
	for name, f := range r.ledger {
		if folder, _ := cutFolder(name); isFile(f) || f.State == fileRedirects {
			used[folder] = true
		}
	}
	for _, v := range r.plan.variants() { // what the site began with has no number
		_, taken := r.ledger[v.ledgerPath()]
		used[0] = used[0] || taken
	}
	for n := 0; ; n++ {
		if !used[n] {
			return n
		}
	}
}

// candidates returns the places where the folder may lie, that of most
// unchanged files first.
func (r *run) candidates() []place {
	votes := map[place]int{}
	for name, f := range r.ledger {
		if folder, _ := cutFolder(name); isFile(f) {
			votes[place{folder: folder}] += 0
		}
	}
	for _, v := range r.plan.variants() {
		for _, name := range r.byHash[r.work[v.Path].hash] {
			if p, ok := placeOf(name, v.ledgerPath()); ok {
				votes[p]++
			}
		}
	}
	return slices.SortedFunc(maps.Keys(votes), func(a, b place) int {
		return cmp.Or(
			cmp.Compare(votes[b], votes[a]), cmp.Compare(len(a.below)+len(a.above), len(b.below)+len(b.above)),
			cmp.Compare(a.folder, b.folder), strings.Compare(a.below+a.above, b.below+b.above))
	})
}

// A likeness is how much what is imported now is like what the ledger knows
// at a place.
type likeness struct {
	files, rows int // there are
	known       int // files whose name is in the ledger
	same        int // of them, with the same bytes
	moved       int // files that are in the ledger under another name
	changed     []pair
}

// A pair is a file with the row of the ledger that has its name, when its
// bytes differ.
type pair struct {
	*Variant
	row store.ImportFile
}

func (r *run) likeness(p place) likeness {
	var l likeness
	for name, f := range r.ledger {
		if isFile(f) && p.holds(name) {
			l.rows++
		}
	}
	for _, v := range r.plan.variants() {
		l.files++
		hash := r.work[v.Path].hash
		row, ok := r.rowAt(p, v.ledgerPath())
		switch {
		case ok && row.Hash == hash:
			l.known, l.same = l.known+1, l.same+1
		case ok:
			l.known++
			l.changed = append(l.changed, pair{v, row})
		case slices.ContainsFunc(r.byHash[hash], p.holds):
			l.moved++
		}
	}
	return l
}

// rowAt returns what the ledger knows of a file, when the folder lies at p.
func (r *run) rowAt(p place, file string) (store.ImportFile, bool) {
	if name, ok := p.former(file); ok {
		if row, there := r.ledger[name]; there && isFile(row) {
			return row, true
		}
	}
	row, ok := r.ledger[p.name(file)]
	return row, ok && isFile(row)
}

// enough reports whether the folder is the known one: at least half of the
// files whose names are known, and a quarter of all, hold what they held.
// Texts that were edited since count when they are still alike. Where no file
// is at its old place, a quarter of the larger folder must have moved: a small
// one with a copy of a text is not a large one that lost all the others.
func (r *run) enough(ctx context.Context, l likeness) (bool, error) {
	ok := func() bool {
		alike, all := l.same+l.moved, min(l.files, l.rows)
		if l.same == 0 {
			all = max(l.files, l.rows)
		}
		return alike > 0 && 2*alike >= l.known+l.moved && 4*alike >= all
	}
	for part := range slices.Chunk(l.changed, 200) {
		if ok() {
			return true, nil
		}
		var ids []content.PostID
		for _, c := range part {
			if c.row.PostID != nil {
				ids = append(ids, *c.row.PostID)
			}
		}
		posts, err := r.db.Posts(ctx, ids)
		if err != nil {
			return false, err
		}
		for _, c := range part {
			if c.row.PostID != nil && c.row.Locale == c.Post.Locale && alike(c.Variant, posts[*c.row.PostID]) {
				l.same++
			}
		}
	}
	return ok(), nil
}

// alike reports whether a file is likely an edited form of the text of a post:
// one title and date, or half of their words.
func alike(v *Variant, p content.Post) bool {
	if v.Dated && v.Post.Title == p.Title && p.PublishedAt != nil && v.Post.PublishedAt.Equal(*p.PublishedAt) {
		return true
	}
	a, b := wordsIn(v.Post.Title+" "+v.Post.Body), wordsIn(p.Title+" "+p.Body)
	common := 0
	for word := range a {
		if b[word] {
			common++
		}
	}
	return 2*common >= len(a)+len(b)-common
}

func wordsIn(text string) map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		words[word] = true
	}
	return words
}

// knownLocales returns the locales of files that lie inside a folder that was
// imported whole: nothing in "hello.md" tells that it is "pt-br/hello.md".
func (r *run) knownLocales() map[string]locale.Tag {
	if r.place.below == "" || r.export != nil {
		return nil
	}
	known := map[string]locale.Tag{}
	for _, v := range r.plan.variants() {
		if row, ok := r.rowAt(r.place, v.ledgerPath()); ok {
			known[v.Path] = row.Locale
		}
	}
	return known
}
