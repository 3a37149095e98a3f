package admin

import (
	"strings"
	"unicode/utf8"

	"verso/internal/diff"
	"verso/internal/markdown"
)

// A Run is a stretch of a segment as the workbench shows it: the Markdown as
// it is written, with what changed, what is code or an address, and what one
// would not see (translation 2.14).
type Run struct {
	Change   diff.Kind // Same, Added or Removed
	Text     string
	LTR      bool   // code or an address, which is left-to-right in every language
	UnseenID string // message: the name of a character that nobody sees
	Sign     string // what is shown in its place; "" for its own width
}

// plainRuns returns the runs of a text that is compared with nothing.
func plainRuns(text string) []Run {
	return changeRuns([]diff.Piece{{Kind: diff.Same, Text: text}})
}

// changeRuns returns the runs of a text that came out of another.
func changeRuns(pieces []diff.Piece) []Run {
	var then, now strings.Builder
	for _, p := range pieces {
		if p.Kind != diff.Added {
			then.WriteString(p.Text)
		}
		if p.Kind != diff.Removed {
			now.WriteString(p.Text)
		}
	}
	isolatedThen, isolatedNow := isolates(then.String()), isolates(now.String())
	var runs []Run
	var atThen, atNow int
	for _, p := range pieces {
		if p.Kind == diff.Removed {
			runs = appendRuns(runs, p, isolatedThen, atThen)
		} else {
			runs = appendRuns(runs, p, isolatedNow, atNow)
		}
		if p.Kind != diff.Added {
			atThen += len(p.Text)
		}
		if p.Kind != diff.Removed {
			atNow += len(p.Text)
		}
	}
	return runs
}

// appendRuns cuts a piece, which begins at a byte of its side, where an
// isolate begins or ends.
func appendRuns(runs []Run, p diff.Piece, isolated []markdown.Piece, at int) []Run {
	text, end := p.Text, at+len(p.Text)
	for _, i := range isolated {
		if i.End <= at || i.Start >= end {
			continue
		}
		if before := max(i.Start-at, 0); before > 0 {
			runs = appendSeen(runs, Run{Change: p.Kind, Text: text[:before]})
			text, at = text[before:], at+before
		}
		within := min(i.End-at, len(text))
		runs = appendSeen(runs, Run{Change: p.Kind, Text: text[:within], LTR: true})
		text, at = text[within:], at+within
	}
	return appendSeen(runs, Run{Change: p.Kind, Text: text})
}

// appendSeen cuts a run at the characters that nobody sees.
func appendSeen(runs []Run, r Run) []Run {
	from := 0
	for i, c := range r.Text {
		u, ok := unseen[c]
		if !ok {
			continue
		}
		if i > from {
			runs = append(runs, Run{Change: r.Change, Text: r.Text[from:i], LTR: r.LTR})
		}
		from = i + utf8.RuneLen(c)
		runs = append(runs, Run{Change: r.Change, Text: r.Text[i:from], LTR: r.LTR, UnseenID: u.id, Sign: u.sign})
	}
	if from < len(r.Text) {
		r.Text = r.Text[from:]
		runs = append(runs, r)
	}
	return runs
}

// isolates returns where a text has code and addresses, in order and none
// within another.
func isolates(text string) []markdown.Piece {
	var found []markdown.Piece
	end := 0
	for _, p := range markdown.Pieces(text, markdown.References{}) {
		switch p.Kind {
		case markdown.PieceLink, markdown.PieceImage:
			p.Start = destination(text, p)
			if p.Start < p.End && text[p.End-1] == ')' {
				p.End--
			}
		case markdown.PieceCode, markdown.PieceURL, markdown.PieceEmail, markdown.PieceHTML:
		default:
			continue
		}
		if p.Start >= end && p.End > p.Start {
			found, end = append(found, p), p.End
		}
	}
	return found
}

// destination returns where the address of a link begins; its words are in
// the direction of their language.
func destination(text string, p markdown.Piece) int {
	if at := strings.LastIndex(text[p.Start:p.End], "]("); at >= 0 {
		return p.Start + at + len("](")
	}
	return p.End
}

// A hidden is a character that nobody sees.
type hidden struct {
	id   string // message: its name
	sign string // "" when it has a width of its own, which is tinted
}

// unseen holds the characters that look like nothing, or like a plain space.
var unseen = map[rune]hidden{
	'\u00a0': {"AdminUnseenNoBreak", ""},
	'\u202f': {"AdminUnseenNarrowNoBreak", ""},
	'\u2009': {"AdminUnseenThin", ""},
	'\u3000': {"AdminUnseenIdeographic", ""},
	'\t':     {"AdminUnseenTab", ""},
	'\n':     {"AdminUnseenBreak", "↵"},
	'\u00ad': {"AdminUnseenHyphen", "SHY"},
	'\u200b': {"AdminUnseenZeroWidth", "ZWSP"},
	'\u200c': {"AdminUnseenNonJoiner", "ZWNJ"},
	'\u200d': {"AdminUnseenJoiner", "ZWJ"},
	'\u2060': {"AdminUnseenWordJoiner", "WJ"},
	'\ufeff': {"AdminUnseenZeroWidth", "BOM"},
	'\u200e': {"AdminUnseenLRM", "LRM"},
	'\u200f': {"AdminUnseenRLM", "RLM"},
	'\u061c': {"AdminUnseenRLM", "ALM"},
	'\u202a': {"AdminUnseenBidi", "LRE"},
	'\u202b': {"AdminUnseenBidi", "RLE"},
	'\u202c': {"AdminUnseenBidi", "PDF"},
	'\u202d': {"AdminUnseenBidi", "LRO"},
	'\u202e': {"AdminUnseenBidi", "RLO"},
	'\u2066': {"AdminUnseenBidi", "LRI"},
	'\u2067': {"AdminUnseenBidi", "RLI"},
	'\u2068': {"AdminUnseenBidi", "FSI"},
	'\u2069': {"AdminUnseenBidi", "PDI"},
}
