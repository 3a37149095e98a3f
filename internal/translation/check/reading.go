package check

import (
	"regexp"
	"strings"
	"unicode"

	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/translation"
)

// A reading is a pair read once for all checks.
type reading struct {
	Pair
	Facts
	source, target side
}

// A side is one text of a pair.
type side struct {
	text   string
	locale locale.Tag
	pieces []markdown.Piece
	// prose is text with a NUL for every byte of what is not to be read aloud:
	// code, addresses, tags, signs of Markdown. Its bytes are where they are in text.
	prose   string
	numbers []number
}

func read(p Pair, f Facts) *reading {
	return &reading{
		Pair: p, Facts: f,
		source: readSide(p.Kind, p.From, p.Source, f.SourceText.References),
		target: readSide(p.Kind, p.To, p.Target, f.TargetText.References),
	}
}

func readSide(k translation.Kind, l locale.Tag, text string, refs markdown.References) side {
	s := side{text: text, locale: l}
	if k.Opaque() {
		return s
	}
	if !plainText(text) {
		s.pieces = markdown.Pieces(text, refs)
	}
	if !markup(k) {
		s.pieces = only(s.pieces, markdown.PieceURL, markdown.PieceEmail, markdown.PieceNumber)
	}
	s.prose = mask(text, s.pieces)
	if strings.Contains(text, "{") || strings.Contains(text, "://") {
		s.prose = foreign.ReplaceAllStringFunc(s.prose, func(match string) string { return strings.Repeat("\x00", len(match)) })
	}
	s.numbers = numbersIn(s.prose)
	return s
}

// plainText reports whether there is surely no markup in text.
func plainText(text string) bool {
	return !strings.ContainsAny(text, "*_`[<~@{\\") && !strings.Contains(text, "://") && !strings.Contains(text, "www.")
}

// markup reports whether the text of k is Markdown.
func markup(k translation.Kind) bool {
	switch k {
	case translation.ImageAlt, translation.ImageTitle, translation.RefTitle:
		return false
	}
	return !k.Field() && !k.Opaque()
}

// prose reports whether the text of k is words.
func prose(k translation.Kind) bool { return !k.Opaque() }

// of returns the pieces of some kinds.
func (s side) of(kinds ...markdown.PieceKind) []markdown.Piece { return only(s.pieces, kinds...) }

func only(pieces []markdown.Piece, kinds ...markdown.PieceKind) []markdown.Piece {
	var some []markdown.Piece
	for _, p := range pieces {
		for _, k := range kinds {
			if p.Kind == k {
				some = append(some, p)
			}
		}
	}
	return some
}

// escapes are signs that a backslash makes text.
var escapes = regexp.MustCompile("\\\\[*_~`\\[\\](){}<>#|\\\\]")

// coded is code between two tags of another generator.
var coded = regexp.MustCompile(`(?s)\{%-?\s*(?:highlight|code|raw)\b[^%]*%\}.*?\{%-?\s*end\w+\s*-?%\}`)

// foreign are the tags of other generators, whole or cut by the end of a
// line, and addresses that Markdown does not see beside letters of full width.
var foreign = regexp.MustCompile(`\{\{[^}]*(?:\}\}|$)|\{%[^%]*%\}|https?://[^\s\x00<>（）「」，。、]+`)

// mask returns text with NULs for what is no prose.
func mask(text string, pieces []markdown.Piece) string {
	masked := []byte(text)
	hide := func(start, end int) {
		for i := max(start, 0); i < min(end, len(masked)); i++ {
			masked[i] = 0
		}
	}
	if strings.Contains(text, `\`) {
		for _, at := range escapes.FindAllStringIndex(text, -1) {
			hide(at[0], at[1])
		}
	}
	if strings.Contains(text, "{%") {
		for _, at := range coded.FindAllStringIndex(text, -1) {
			hide(at[0], at[1])
		}
	}
	for _, p := range pieces {
		switch p.Kind {
		case markdown.PieceNumber:
		case markdown.PieceLink, markdown.PieceImage, markdown.PieceEm, markdown.PieceStrong, markdown.PieceStrike:
			start, end := inside(text, p)
			hide(p.Start, start)
			hide(end, p.End)
		default:
			hide(p.Start, p.End)
		}
	}
	return string(masked)
}

// inside returns where the words of a piece that has some begin and end.
func inside(text string, p markdown.Piece) (start, end int) {
	at := strings.Index(text[p.Start:p.End], p.Text)
	if at < 0 {
		return p.Start, p.End
	}
	return p.Start + at, p.Start + at + len(p.Text)
}

// A token is a part of a text.
type token struct {
	text       string
	start, end int
}

// words returns the words of the prose: letters with their marks, and the
// apostrophes within.
func (s side) words() []token {
	var all []token
	start := -1
	add := func(end int) {
		if start >= 0 {
			all = append(all, token{strings.TrimRight(s.prose[start:end], "'’"), start, end})
			start = -1
		}
	}
	for i, r := range s.prose {
		switch letter := unicode.IsLetter(r) || unicode.IsMark(r); {
		case letter && start < 0:
			start = i
		case !letter && (start < 0 || r != '\'' && r != '’'):
			add(i)
		}
	}
	add(len(s.prose))
	return all
}

// at is a finding about a part of the target.
func (r *reading) at(id string, start, end int, args ...any) Finding {
	return Finding{MessageID: id, Args: args, Start: start, End: end}
}

// lacking is a finding about a part of the source that the target lacks.
func (r *reading) lacking(id string, start, end int, args ...any) Finding {
	return Finding{
		MessageID: id, Args: args, Start: len(r.Target), End: len(r.Target),
		SourceStart: start, SourceEnd: end,
	}
}

// whole is a finding about all of the target.
func (r *reading) whole(id string) Finding { return r.at(id, 0, len(r.Target)) }

// fixed returns f with the target mended.
func (f Finding) fixed(target string) Finding {
	f.Fix = target
	return f
}
