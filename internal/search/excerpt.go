package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxScanned is how much of a text is looked at for an excerpt, in bytes.
const maxScanned = 64 << 10

// A Piece is a part of a text that is shown with a result.
type Piece struct {
	Text  string
	Match bool // the reader asked for it
}

// Mark returns the whole of text, with what the reader asked for marked.
func (t Terms) Mark(text string) []Piece {
	text = clean(text)
	return pieces(text, 0, len(text), t.spans(Words(text, t.locale)))
}

// Excerpt returns at most n letters of text, on one line, from around the
// place where most of what the reader asked for stands together. It returns
// nil where nothing of it does.
func (t Terms) Excerpt(text string, n int) []Piece {
	text = clean(text)
	if end := maxScanned; len(text) > end {
		for !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	text = onOneLine(text)
	words := Words(text, t.locale)
	spans := t.spans(words)
	if len(spans) == 0 {
		return nil
	}
	best := t.densest(text, spans, n)
	start, end := around(text, words, best, n)
	shown := pieces(text, start, end, spans)
	if start > 0 {
		shown = append([]Piece{{Text: "…"}}, shown...)
	}
	if end < len(text) {
		shown = append(shown, Piece{Text: "…"})
	}
	return shown
}

// onOneLine joins lines; a dot parts those that end without a sign.
func onOneLine(text string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if b.Len() > 0 {
			last, _ := utf8.DecodeLastRuneInString(b.String())
			if class := classOf(last); class == spaced || class == unspaced || class == mark {
				b.WriteString(" ·")
			}
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

// densest returns the first span that begins a passage of n letters which
// meets the most clauses.
func (t Terms) densest(text string, spans []span, n int) span {
	best, most := spans[0], 0
	for i, s := range spans {
		met := map[int]bool{}
		for _, other := range spans[i:] {
			if other.end-s.start > utf8.UTFMax*n || letters(text[s.start:other.end]) > n {
				break
			}
			met[other.clause] = true
		}
		if len(met) > most {
			best, most = s, len(met)
		}
		if most == len(t.clauses) {
			break
		}
	}
	return best
}

// around returns the bounds, in bytes, of at most n letters of text that hold
// s: a few words before it, the most of them after, no word broken.
func around(text string, words []Word, s span, n int) (start, end int) {
	start = s.start
	for i := s.first - 1; i >= 0 && letters(text[words[i].Start:s.start]) <= n/4; i-- {
		if !withinKorean(text, words[i].Start) {
			start = words[i].Start
		}
	}
	if letters(text[:start]) <= 2 {
		start = 0 // nothing but an opening sign
	}
	end = s.end
	for i := s.first; i < len(words); i++ {
		if words[i].End > end && letters(text[start:words[i].End]) > n {
			return start, end
		}
		if !withinKorean(text, words[i].End) {
			end = max(end, words[i].End)
		}
	}
	return start, len(text)
}

// withinKorean reports whether a byte of text is within a word of Korean: they
// are cut into pairs of letters, but stand apart.
func withinKorean(text string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return unicode.Is(unicode.Hangul, before) && unicode.Is(unicode.Hangul, after)
}

// pieces cuts text from start to end at the bounds of spans. Spans that touch
// or overlap are one.
func pieces(text string, start, end int, spans []span) []Piece {
	var shown []Piece
	add := func(from, to int, match bool) {
		if from >= to {
			return
		}
		if last := len(shown) - 1; last >= 0 && shown[last].Match == match {
			shown[last].Text += text[from:to]
			return
		}
		shown = append(shown, Piece{Text: text[from:to], Match: match})
	}
	at := start
	for _, s := range spans {
		from, to := max(s.start, at), min(s.end, end)
		if from >= to {
			continue
		}
		add(at, from, false)
		add(from, to, true)
		at = to
	}
	add(at, end, false)
	return shown
}
