package check

import (
	"regexp"
	"strings"
)

// The no-break spaces of French: a narrow one before ; ! ? and within
// guillemets, a full one before the colon (Imprimerie nationale, "Lexique des
// règles typographiques").
const (
	narrowNoBreak = "\u202f"
	noBreak       = "\u00a0"
)

var (
	frenchMark  = regexp.MustCompile(`[^\s\x00;:!?.…«(\[{/\x{202f}\x{a0}] ?[;!?:]+(?:[\s\x00»)”"]|$)`)
	frenchQuote = regexp.MustCompile(`«[ ]?[^\s\x{202f}\x{a0}»]|[^\s\x{202f}\x{a0}«][ ]?»`)
)

// frenchSpacing finds the marks of French without their space, or with one at
// which a line may end. Canada writes most of them without (case 76).
func frenchSpacing(r *reading) []Finding {
	if !prose(r.Kind) || r.To.Base() != "fr" || r.To == "fr-CA" {
		return nil
	}
	first := frenchMark.FindStringIndex(r.target.prose)
	if q := frenchQuote.FindStringIndex(r.target.prose); q != nil && (first == nil || q[0] < first[0]) {
		first = q
	}
	if first == nil {
		return nil
	}
	mended := replaceIn(r.target, frenchMark, spaceMark)
	again := readSide(r.Kind, r.To, mended, r.TargetText.References)
	mended = replaceIn(again, frenchQuote, spaceQuote)
	return []Finding{r.at("CheckFrenchSpacing", first[0], first[1], "Signs", "; : ! ?", "Quotes", "« »").fixed(mended)}
}

// spaceMark gives a mark the space before it.
func spaceMark(match string) string {
	at := strings.IndexAny(match, ";!?:")
	space := narrowNoBreak
	if match[at] == ':' {
		space = noBreak
	}
	return strings.TrimSuffix(match[:at], " ") + space + match[at:]
}

// spaceQuote gives a guillemet the space within.
func spaceQuote(match string) string {
	if rest, ok := strings.CutPrefix(match, "«"); ok {
		return "«" + narrowNoBreak + strings.TrimPrefix(rest, " ")
	}
	return strings.TrimSuffix(strings.TrimSuffix(match, "»"), " ") + narrowNoBreak + "»"
}
