package markdown

import (
	"strconv"
	"strings"

	"verso/internal/locale"
)

// A Section is one outermost block of a text, rendered, or several that are
// one element. Notes stand at the end.
type Section struct {
	Start int // the byte of the text where its first line begins; its length for footnotes
	*Document
}

// A cut stands between two sections while the HTML is read.
type cut struct{ line int }

func (cut) bytes() int { return 0 }

// cut begins another section where no element is open.
func (s *slotter) cut(line string) {
	number, err := strconv.Atoi(line)
	if err == nil && len(s.open) == 0 {
		s.add(cut{number})
	}
}

// Sections renders a text block by block, as RenderPartly does the whole. prefix
// begins every id, so that the sections of two texts may stand on one page.
// They are not remembered. Beside RenderPartly's it returns an *EncodingError.
func (r *Renderer) Sections(src string, l locale.Tag, ids []string, other Foreign, prefix string) ([]Section, error) {
	text, err := readRawText(src)
	if err != nil {
		return nil, err
	}
	d, err := r.compose(src, l, manner{ids: ids, other: other, prefix: prefix, lines: lines{secret: newSecret(), cuts: true}})
	if err != nil {
		return nil, err
	}
	starts := text.lineStarts()
	all := []Section{{Document: &Document{}}}
	for _, part := range d.Parts {
		last := all[len(all)-1]
		c, ok := part.(cut)
		switch {
		case !ok:
			last.Parts = append(last.Parts, part)
		case blank(last.Parts):
			last.Parts, all[len(all)-1].Start = nil, starts(c.line)
		default:
			all = append(all, Section{Start: starts(c.line), Document: &Document{}})
		}
	}
	if blank(all[len(all)-1].Parts) {
		all = all[:len(all)-1]
	}
	return all, nil
}

// blank reports whether parts show nothing.
func blank(parts []Part) bool {
	for _, part := range parts {
		if text, ok := part.(Text); !ok || strings.TrimSpace(string(text)) != "" {
			return false
		}
	}
	return true
}

// lineStarts returns where the lines begin in the raw text, counted from 0.
func (t rawText) lineStarts() func(line int) int {
	starts := []int{t.mark}
	for i, c := range t.clean {
		if c == '\n' {
			starts = append(starts, t.at(i+1))
		}
	}
	return func(line int) int {
		if line < len(starts) {
			return starts[line]
		}
		return len(t.raw)
	}
}
