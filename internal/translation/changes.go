package translation

import (
	"strings"

	"verso/internal/diff"
	"verso/internal/markdown"
)

// Changes returns how the text of a segment became another, word by word
// (translation 2.8). Code, addresses and tags change as a whole.
func Changes(then, now string) []diff.Piece { return diff.Whole(then, now, wholes) }

// wholes returns the parts of a text that change as a whole.
func wholes(text string) []diff.Range {
	var all []diff.Range
	for _, p := range parts(text) {
		all = append(all, diff.Range{Start: p.start, End: p.end})
	}
	return all
}

// A Mark is a part of a translation that is in its source as it is: code, an
// address, a number. It is where the translator finds the place of a change.
type Mark struct {
	diff.Range
	Kept bool // the source has it still
}

// Marks returns the parts of a translation that its source had when it was
// translated, by first byte, with whether the source has them now.
func Marks(then, now, target string) []Mark {
	was, is := fixtures(then), fixtures(now)
	had, has := map[string]bool{}, map[string]bool{}
	for _, a := range was {
		had[a.key] = true
	}
	for _, a := range is {
		has[a.key] = true
	}
	var all []Mark
	for _, a := range fixtures(target) {
		if had[a.key] || has[a.key] {
			all = append(all, Mark{a.Range, has[a.key]})
		}
	}
	return all
}

// A fixture is a part of a text that is the same in every language.
type fixture struct {
	diff.Range
	key string
}

// fixtures returns the fixtures of a text; none overlaps another.
func fixtures(text string) []fixture {
	var all []fixture
	end := 0
	for _, p := range markdown.Pieces(text, markdown.References{}) {
		a := fixture{diff.Range{Start: p.Start, End: p.End}, string(p.Kind) + " " + p.Text}
		switch p.Kind {
		case markdown.PieceLink:
			a.Start, a.key = p.Start+len("[")+len(p.Text), "to "+p.Dest
		case markdown.PieceImage, markdown.PieceURL, markdown.PieceEmail:
			a.key = "to " + p.Dest
		case markdown.PieceFootnote:
			a.key = "note " + p.Label
		case markdown.PieceEm, markdown.PieceStrong, markdown.PieceStrike:
			continue
		}
		if a.Start >= end && a.Start < a.End {
			all, end = append(all, a), a.End
		}
	}
	return all
}

// A BlockChange is an outermost block of a text before and after, side by
// side.
type BlockChange struct {
	diff.Row
	Name string // as Block has it, of what it is now, or was
}

// Skeleton reports whether a block holds nothing to translate: what changed in
// code or in a rule is to be seen, and not to be translated.
func (c BlockChange) Skeleton() bool {
	switch c.Name {
	case "code", "hr", "ref", "directive":
		return true
	}
	return false
}

// DocumentChanges compares two states of a whole text, skeleton included.
func DocumentChanges(then, now *Document) []BlockChange {
	code := map[string]bool{}
	before, after := then.blockTexts(code), now.blockTexts(code)
	rows := diff.Blocks(before, after, func(text string) []diff.Range {
		if code[text] {
			return nil
		}
		return wholes(text)
	})
	all := make([]BlockChange, len(rows))
	for i, row := range rows {
		all[i].Row = row
		if row.After >= 0 {
			all[i].Name = now.Blocks[row.After].Name
		} else {
			all[i].Name = then.Blocks[row.Before].Name
		}
	}
	return all
}

// blockTexts returns the blocks without the empty lines around them, and notes
// those of code.
func (d *Document) blockTexts(code map[string]bool) []string {
	texts := make([]string, len(d.Blocks))
	for i, b := range d.Blocks {
		texts[i] = strings.Trim(strings.ReplaceAll(d.Source[b.Start:b.End], "\r\n", "\n"), "\n")
		if b.Name == "code" {
			code[texts[i]] = true
		}
	}
	return texts
}
