package translation

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// A Keyed is a segment with what it is recognized by.
type Keyed struct {
	ID   SegmentID // 0: not known yet
	Kind Kind
	Text string // the edit form
	Hash string // of kind and text
	// Before and After are the hashes of its neighbours, "" at the ends of the
	// document: they tell equal segments apart.
	Before, After string
}

// Key returns what segments are recognized by. ids may be nil.
func Key(segments []Segment, ids []SegmentID) []Keyed {
	keyed := make([]Keyed, len(segments))
	for i, s := range segments {
		keyed[i] = Keyed{Kind: s.Kind, Text: s.Text, Hash: Hash(s.Kind, s.Text)}
		if ids != nil {
			keyed[i].ID = ids[i]
		}
		if i > 0 {
			keyed[i].Before, keyed[i-1].After = keyed[i-1].Hash, keyed[i].Hash
		}
	}
	return keyed
}

// Hash returns the identity of a text: 32 hexadecimal digits that stay while
// only blanks, line ends or the signs of emphasis change, and while the
// segment moves to a place of the same class.
func Hash(k Kind, text string) string {
	folded := N0(text)
	if k.Opaque() {
		folded = opaque(text)
	}
	sum := sha256.Sum256([]byte("v1\x00" + k.Class() + "\x00" + folded))
	return hex.EncodeToString(sum[:16])
}

func (k Keyed) folded() string {
	if k.Kind.Opaque() {
		return opaque(k.Text)
	}
	return N0(k.Text)
}

func (k Keyed) plain() string {
	if k.Kind.Opaque() {
		return opaque(k.Text)
	}
	return N1(k.Text)
}

// opaque returns a text that is no prose as it is compared: line ends apart,
// every character counts.
func opaque(text string) string {
	return strings.TrimSpace(norm.NFC.String(strings.ReplaceAll(text, "\r\n", "\n")))
}

// N0 returns the text that identity is about: Unicode composed, lines joined,
// blanks outside code as one, emphasis written with asterisks. Destinations of
// links, punctuation, case and quotation marks are kept.
func N0(text string) string {
	text = norm.NFC.String(strings.ReplaceAll(text, "\r\n", "\n"))
	for range rewrites {
		if !strings.ContainsAny(text, "\n\t_") && !strings.Contains(text, "  ") {
			break
		}
		next := strings.TrimSpace(rewritten(text))
		if next == text {
			break
		}
		text = next
	}
	return strings.TrimSpace(text)
}

// rewrites is how often N0 rewrites a text at most: each time, other signs may
// become marks of code or emphasis.
const rewrites = 8

// rewritten joins lines and blanks and turns the marks of emphasis.
func rewritten(text string) string {
	var b strings.Builder
	at := 0
	for _, p := range parts(text) {
		b.WriteString(joinBlanks(text[at:p.start]))
		b.WriteString(text[p.start:p.end])
		at = p.end
	}
	b.WriteString(joinBlanks(text[at:]))
	return asterisks(b.String())
}

// joinBlanks writes every run of blanks and line ends as one: as a hard break
// if it is one, as nothing between two East Asian characters that a line end
// parted, else as a space.
func joinBlanks(s string) string {
	var b strings.Builder
	for at := 0; at < len(s); {
		end := at
		for end < len(s) && (s[end] == ' ' || s[end] == '\t' || s[end] == '\n') {
			end++
		}
		if end == at {
			b.WriteByte(s[at])
			at++
			continue
		}
		switch run := s[at:end]; {
		case !strings.Contains(run, "\n"):
			b.WriteByte(' ')
		case strings.HasSuffix(s[:at], `\`) || strings.HasPrefix(run, "  "):
			if !strings.HasSuffix(s[:at], `\`) {
				b.WriteByte('\\')
			}
			b.WriteByte('\n')
		case wide(s[:at], s[end:]):
		default:
			b.WriteByte(' ')
		}
		at = end
	}
	return b.String()
}

// N1 returns what the meaning of a text hangs on, so that two texts of one N1
// differ in trifles: no destinations of links and images, no punctuation, no
// blanks, no case. Code is kept as it is, and so are signs ("C++", "5 < 6",
// "→"), and what parts the digits of a number ("1.5").
func N1(text string) string {
	text = N0(text)
	var b strings.Builder
	at := 0
	for _, p := range parts(text) {
		meaning(&b, text[at:p.start])
		if p.kind == codePart {
			b.WriteString(text[p.start:p.end])
		}
		at = p.end
	}
	meaning(&b, text[at:])
	return b.String()
}

// meaning writes the letters, digits and signs of s, without case.
func meaning(b *strings.Builder, s string) {
	s = lower(s)
	var before rune
	for i, r := range s {
		switch {
		case isWordRune(r), unicode.IsSymbol(r) && !unicode.Is(unicode.Sk, r) && r != '~' && r != '|':
			b.WriteRune(r)
		case unicode.IsPunct(r) && unicode.IsDigit(firstRune(s[i+len(string(r)):])) && (unicode.IsDigit(before) || r == '-'):
			b.WriteRune(r)
		}
		before = r
	}
}

// lower returns s without case.
func lower(s string) string { return cases.Fold().String(s) }

// isWordRune reports whether r is a letter, a mark on one, or a digit.
func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) }
