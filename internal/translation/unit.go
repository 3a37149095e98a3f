package translation

import (
	"regexp"
	"sort"
	"strings"
)

// A unit is the lines of one block, or of one row of a table, and the blank
// lines before it: the smallest part of a document that can be moved, put in
// or taken out. The units of a document and its tail are all its bytes.
type unit struct {
	lead        string // blank lines
	text        string // its lines, with their ends
	start       int    // of text, in bytes of Source
	first, last int    // its segments are Segments[first:last]; none of code, rules and comments
}

var (
	blankLine  = regexp.MustCompile(`^[>\s]*$`)
	fenceLine  = regexp.MustCompile("^[>\\s]*(?:(?:[-+*]|\\d+[.)]|:)\\s+)*(?:```|~~~)")
	setextLine = regexp.MustCompile(`^[>\s]*(?:=+|-+)\s*$`)
	atxHeading = regexp.MustCompile(`^[>\s]*(?:(?:[-+*]|\d+[.)]|:)\s+)*#`)
)

// A line is one line of a document with its end.
type line struct {
	start, end int
	unit       int // from 1; 0: of none
}

// units takes the document apart. tail is the blank lines at its end.
func (d *Document) units() (all []unit, tail string) {
	lines := d.lines()
	d.markBlocks(lines)
	d.markAround(lines)
	lead, next := 0, 0
	for i := 0; i < len(lines); {
		if lines[i].unit == 0 {
			i++
			continue
		}
		end := i + 1
		for end < len(lines) && lines[end].unit == lines[i].unit {
			end++
		}
		u := unit{lead: d.Source[lead:lines[i].start], text: d.Source[lines[i].start:lines[end-1].end], start: lines[i].start, first: next}
		lead = lines[end-1].end
		for next < len(d.Segments) && d.Segments[next].Start < lead {
			next++
		}
		u.last = next
		all = append(all, u)
		i = end
	}
	return all, d.Source[lead:]
}

func (d *Document) lines() []line {
	var lines []line
	for at := 0; at < len(d.Source); {
		end := len(d.Source)
		if i := strings.IndexByte(d.Source[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		lines = append(lines, line{start: at, end: end})
		at = end
	}
	return lines
}

// markBlocks gives the lines of what is read their units: blocks that share a
// line share a unit.
func (d *Document) markBlocks(lines []line) {
	n := 0
	for _, leaf := range d.tree.Leaves {
		from, to := leaf.Lines[0].Start, leaf.Lines[len(leaf.Lines)-1].End
		i := sort.Search(len(lines), func(i int) bool { return lines[i].end > from })
		if i == len(lines) {
			continue
		}
		if lines[i].unit == 0 {
			n++
			lines[i].unit = n
		}
		for j := i + 1; j < len(lines) && lines[j].start < to; j++ {
			lines[j].unit = lines[i].unit
		}
		if leaf.Name == "code" {
			d.markFences(lines, i, to)
		}
	}
}

// markFences gives the fences around code its unit.
func (d *Document) markFences(lines []line, i, to int) {
	text := func(l line) string { return d.Source[l.start:l.end] }
	if i > 0 && lines[i-1].unit == 0 && fenceLine.MatchString(text(lines[i-1])) {
		lines[i-1].unit = lines[i].unit
		for j := i; j < len(lines) && (lines[j].start < to || lines[j-1].start < to); j++ {
			if lines[j].unit == 0 && fenceLine.MatchString(text(lines[j])) {
				lines[j].unit = lines[i].unit
			}
		}
	}
}

// markAround gives lines that are not read a unit: what stands under a heading
// or the head of a table belongs to it, what stands together is one, and blank
// lines are of none.
func (d *Document) markAround(lines []line) {
	heads := map[int]Kind{} // by unit
	marked := map[int]bool{}
	at := 0
	most := 0
	for i := range lines {
		most = max(most, lines[i].unit)
		for at < len(d.Segments) && d.Segments[at].Start < lines[i].end {
			heads[lines[i].unit] = d.Segments[at].Kind
			marked[lines[i].unit] = atxHeading.MatchString(d.Source[lines[i].start:lines[i].end])
			at++
		}
	}
	own := most
	for i := range lines {
		text := d.Source[lines[i].start:lines[i].end]
		if lines[i].unit != 0 || blankLine.MatchString(text) {
			continue
		}
		before := 0
		if i > 0 {
			before = lines[i-1].unit
		}
		switch kind := heads[before]; {
		case kind == HeaderCell, kind.Heading() > 0 && kind.Heading() < 3 && !marked[before] && setextLine.MatchString(text):
			lines[i].unit = before
		case before > most:
			lines[i].unit = before
		default:
			own++
			lines[i].unit = own
		}
	}
}
