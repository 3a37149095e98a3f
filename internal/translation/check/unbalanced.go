package check

import (
	"regexp"
	"strings"

	"verso/internal/markdown"
)

// unbalanced finds signs of Markdown that readers would see as they are, where
// in the source they are markup: "**" without its end, or beside a letter or
// mark that takes its meaning away, as happens in languages without spaces.
func unbalanced(r *reading) []Finding {
	if !markup(r.Kind) {
		return nil
	}
	var found []Finding
	for _, kind := range []markdown.PieceKind{markdown.PieceStrong, markdown.PieceStrike, markdown.PieceCode} {
		sign := map[markdown.PieceKind]string{markdown.PieceStrong: "**", markdown.PieceStrike: "~~", markdown.PieceCode: "`"}[kind]
		at := strings.Index(r.target.prose, sign)
		if at < 0 || strings.Contains(r.source.prose, sign) || len(r.source.of(kind)) == 0 {
			continue
		}
		f := r.at("CheckUnbalanced", at, at+len(sign), "Text", sign)
		found = append(found, f.fixed(r.balanced(sign, kind)))
	}
	return found
}

var (
	blankAfterOpening  = regexp.MustCompile(`(^|[\s\p{P}])\*\*[ \x{a0}]+`)
	blankBeforeClosing = regexp.MustCompile(`[ \x{a0}]+\*\*([\s\p{P}]|$)`)
	closingBeside      = regexp.MustCompile(`(\p{P})\*\*([\p{L}\p{N}])`)
	openingBeside      = regexp.MustCompile(`([\p{L}\p{N}])\*\*(\p{P})`)
)

// balanced returns the target with as little changed as makes every sign
// markup and as many pieces as the source has, "" when nothing tried does.
func (r *reading) balanced(sign string, kind markdown.PieceKind) string {
	tries := []string{r.Target + sign}
	if sign == "**" {
		tries = []string{
			blankBeforeClosing.ReplaceAllString(r.Target, "**$1"),
			blankAfterOpening.ReplaceAllString(r.Target, "$1**"),
			blankBeforeClosing.ReplaceAllString(blankAfterOpening.ReplaceAllString(r.Target, "$1**"), "**$1"),
			closingBeside.ReplaceAllString(r.Target, "$1** $2"),
			openingBeside.ReplaceAllString(r.Target, "$1 **$2"),
			openingBeside.ReplaceAllString(closingBeside.ReplaceAllString(r.Target, "$1** $2"), "$1 **$2"),
			r.Target + sign,
		}
	}
	for _, try := range tries {
		s := readSide(r.Kind, r.To, try, r.TargetText.References)
		if !strings.Contains(s.prose, sign) && len(s.of(kind)) == len(r.source.of(kind)) {
			return try
		}
	}
	return ""
}
