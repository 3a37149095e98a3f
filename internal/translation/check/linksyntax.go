package check

import (
	"regexp"
	"strings"

	"verso/internal/markdown"
)

// The ways in which "](" goes wrong: something between the two, signs of full
// width, no end.
var (
	apart    = regexp.MustCompile(`\](?:[ \x{a0}\x{202f}]+|[.,:;])\(([^\s()]+)\)`)
	fullForm = regexp.MustCompile(`[\]］](?:（([^\s（）]+)[）)]|\(([^\s()（）]+)）)|］\(([^\s()]+)\)`)
	openEnd  = regexp.MustCompile(`\]\([^\s()]*`)
	literal  = regexp.MustCompile(`\[([^\[\]\x00]+)\](?:\[([^\[\]\x00]*)\])?`)
)

// linkSyntax finds links that are written almost rightly, which readers would
// see as brackets (case 78).
func linkSyntax(r *reading) []Finding {
	if !markup(r.Kind) || !strings.ContainsAny(r.Target, "]］") {
		return nil
	}
	var found []Finding
	text := r.target.brackets()
	for _, form := range []*regexp.Regexp{apart, fullForm} {
		for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
			to := group(text, at)
			if !r.leadsSomewhere(to) {
				continue
			}
			mended := r.Target[:at[0]] + "](" + to + ")" + r.Target[at[1]:]
			mended = asciiBracket(mended, at[0])
			found = append(found, r.at("CheckLinkSyntax", at[0], at[1], "Text", r.Target[at[0]:at[1]]).fixed(mended))
		}
	}
	if len(found) > 0 {
		return found
	}
	if at := openEnd.FindStringIndex(text); at != nil && !openEnd.MatchString(r.source.brackets()) {
		f := r.at("CheckLinkSyntax", at[0], at[1], "Text", r.Target[at[0]:at[1]])
		if at[1] > at[0]+len("](") {
			f = f.fixed(r.Target[:at[1]] + ")" + strings.TrimPrefix(r.Target[at[1]:], "("))
		}
		return []Finding{f}
	}
	return r.lostReferences()
}

// brackets returns the text without what holds brackets of its own; addresses
// stay, for the links here are none yet.
func (s side) brackets() string {
	return mask(s.text, only(s.pieces, markdown.PieceCode, markdown.PieceHTML, markdown.PieceLink,
		markdown.PieceImage, markdown.PieceFootnote, markdown.PieceTag, markdown.PieceTime))
}

// group returns what the one group of a match holds that took part.
func group(text string, at []int) string {
	for i := 2; i < len(at); i += 2 {
		if at[i] >= 0 {
			return text[at[i]:at[i+1]]
		}
	}
	return ""
}

// asciiBracket makes the bracket that opens the words of a link before end,
// where it has the full width, an ordinary one.
func asciiBracket(text string, end int) string {
	wide := strings.LastIndex(text[:end], "［")
	if wide < 0 || strings.LastIndexByte(text[:end], '[') > wide {
		return text
	}
	return text[:wide] + "[" + text[wide+len("［"):]
}

// leadsSomewhere reports whether what stands in parentheses is an address:
// one of the source, or one by its form.
func (r *reading) leadsSomewhere(to string) bool {
	for _, d := range r.source.destinations(false) {
		if d.text == to {
			return true
		}
	}
	return strings.ContainsAny(to, "/#") || schemeOf(to) != ""
}

// lostReferences finds "[words]" and "[words][label]" that lead nowhere, as
// many as links of that form have come away. Labels are not translated; where
// the source has the label as its words, the translation needs both.
func (r *reading) lostReferences() []Finding {
	var lost []markdown.Piece
	kept := map[string]int{}
	for _, p := range r.target.of(markdown.PieceLink) {
		kept[strings.ToLower(p.Label)]++
	}
	for _, p := range r.source.of(markdown.PieceLink) {
		label := strings.ToLower(p.Label)
		if label == "" {
			continue
		}
		if kept[label]--; kept[label] < 0 {
			lost = append(lost, p)
		}
	}
	var found []Finding
	for i, at := range literal.FindAllStringSubmatchIndex(r.target.prose, -1) {
		if i >= len(lost) {
			break
		}
		f := r.at("CheckLinkReference", at[0], at[1], "Text", r.Target[at[0]:at[1]])
		if len(lost) == 1 {
			words := r.Target[at[2]:at[3]]
			f = f.fixed(r.Target[:at[0]] + "[" + words + "][" + lost[0].Label + "]" + r.Target[at[1]:])
		}
		found = append(found, f)
	}
	return found
}
