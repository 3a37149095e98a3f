package check

import (
	"strings"

	"verso/internal/translation"
)

// cell finds what would end a cell of a table: a bar without a backslash
// before it, in code too (GFM 4.10), and the end of a line.
func cell(r *reading) []Finding {
	if r.Kind != translation.Cell && r.Kind != translation.HeaderCell {
		return nil
	}
	var mended strings.Builder
	first, backslashes := -1, 0
	for i, c := range []byte(r.Target) {
		switch {
		case c == '|' && backslashes%2 == 0:
			mended.WriteString(`\|`)
		case c == '\n':
			mended.WriteByte(' ')
		default:
			mended.WriteByte(c)
			if c == '\\' {
				backslashes++
			} else {
				backslashes = 0
			}
			continue
		}
		backslashes = 0
		if first < 0 {
			first = i
		}
	}
	if first < 0 {
		return nil
	}
	return []Finding{r.at("CheckCell", first, first+1).fixed(mended.String())}
}
