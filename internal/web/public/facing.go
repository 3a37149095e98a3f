package public

import (
	"context"
	"html/template"
	"slices"
	"strings"

	"verso/internal/content"
	"verso/internal/markdown"
	"verso/internal/translation"
)

// A facingRow is what stands side by side: the same passage in two languages.
// One of them may be empty.
type facingRow struct{ Own, Other template.HTML }

// A leaf is one of two texts that are read together, in its sections.
type leaf struct {
	reading
	text     translation.Text
	sections []markdown.Section
	holds    [][]int // of each block of the text, the sections that begin in it
	loose    []int   // sections that begin in none: notes
}

// besidePrefix begins the ids of the text beside the page's own. No id of a
// text begins with it.
const besidePrefix = "~"

// face puts the sections of two texts of a work beside each other.
func (s *Site) face(ctx context.Context, own, other reading) ([]facingRow, error) {
	first, second := leaf{reading: own}, leaf{reading: other}
	err := s.pair(ctx, &first, &second)
	if err == nil {
		err = first.cut(s.Markdown, "")
	}
	if err == nil {
		err = second.cut(s.Markdown, besidePrefix)
	}
	if err != nil { // what cannot be taken apart stands there as a whole
		return []facingRow{{own.document.HTML(own.fill), other.document.HTML(other.fill)}}, unless(err)
	}
	return rows(first, second), nil
}

// pair says which blocks of two texts are the same passage.
func (s *Site) pair(ctx context.Context, left, right *leaf) (err error) {
	f := family{left.variants, left.source}
	above, ok := f.parent(left.post.ID)
	beside, also := f.parent(right.post.ID)
	switch {
	case ok && above.ID == right.post.ID:
		right.text, left.text, err = s.linked(ctx, right.post, left.post)
	case !ok || !also || above.ID != beside.ID:
		left.text, right.text, err = s.linked(ctx, left.post, right.post)
	default:
		err = s.pairBy(ctx, above.ID, left, right)
	}
	return err
}

// pairBy pairs two translations of the same text by that.
func (s *Site) pairBy(ctx context.Context, source content.PostID, left, right *leaf) error {
	p, err := s.DB.Post(ctx, source)
	if err != nil {
		return err
	}
	one, text, err := s.linked(ctx, p, left.post)
	if err != nil {
		return err
	}
	left.text = text
	other, text, err := s.linked(ctx, p, right.post)
	if err != nil {
		return err
	}
	same := map[translation.SegmentID]translation.SegmentID{} // their names for the same segments
	for i, slot := range other.Slots {
		same[slot.ID] = one.Slots[i].ID
	}
	right.text = text.Renumber(same)
	return nil
}

// cut renders the leaf in sections, whose ids begin with prefix.
func (l *leaf) cut(r *markdown.Renderer, prefix string) (err error) {
	body := markdown.TrimTitle(l.post.Body, l.post.Title)
	if l.sections, err = r.Sections(body, l.post.Locale, l.document.Headings, l.kin.other, prefix); err != nil {
		return err
	}
	blocks := l.text.Doc.Blocks
	l.holds = make([][]int, len(blocks))
	for i, section := range l.sections {
		at := section.Start + len(l.post.Body) - len(body)
		b := slices.IndexFunc(blocks, func(b translation.Block) bool { return b.Start <= at && at < b.End })
		if b < 0 {
			l.loose = append(l.loose, i)
		} else {
			l.holds[b] = append(l.holds[b], i)
		}
	}
	return nil
}

// html returns the sections of blocks.
func (l *leaf) html(blocks []int) template.HTML {
	var sections []int
	for _, b := range blocks {
		sections = append(sections, l.holds[b]...)
	}
	return l.filled(sections)
}

func (l *leaf) filled(sections []int) template.HTML {
	var b strings.Builder
	for _, i := range sections {
		b.WriteString(string(l.sections[i].HTML(l.fill)))
	}
	return template.HTML(b.String()) //nolint:gosec // joined of what is safe
}

// rows returns the two leaves row by row. A block that is shown with the one
// before it, as the parts of one element are, makes no row of its own; nor
// does what only the other text has, which goes on from its last passage.
func rows(own, other leaf) []facingRow {
	var all []facingRow
	for _, f := range translation.Face(own.text, other.text) {
		row := facingRow{own.html(f.Left), other.html(f.Right)}
		last := len(all) - 1
		switch {
		case row == facingRow{}:
		case last >= 0 && (row.Own == "" && (len(f.Left) > 0 || all[last].Other != "") || row.Other == "" && len(f.Right) > 0):
			all[last].Own += row.Own
			all[last].Other += row.Other
		default:
			all = append(all, row)
		}
	}
	if notes := (facingRow{own.filled(own.loose), other.filled(other.loose)}); notes != (facingRow{}) {
		all = append(all, notes)
	}
	return all
}
