package sharecard

import (
	"slices"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"verso/internal/locale"
)

// A typesetter makes lines of a text, for one card: its parts keep state and
// are not shared between goroutines.
type typesetter struct {
	faces  *faces
	locale locale.Tag
	shaper shaping.HarfbuzzShaper
	parts  shaping.Segmenter
	wrap   shaping.LineWrapper
	open   map[typeface]*font.Face
}

func newTypesetter(f *faces, l locale.Tag) *typesetter {
	return &typesetter{faces: f, locale: l, open: map[typeface]*font.Face{}}
}

// ResolveFace returns the face for a letter, as shaping.Fontmap asks.
func (t *typesetter) ResolveFace(r rune) *font.Face {
	name, ok := t.faces.find(r, t.locale)
	if !ok {
		name = latin // a sign that is not drawn, such as a joiner
	}
	face := t.open[name]
	if face == nil {
		f, err := t.faces.load(name)
		if err != nil {
			f = t.faces.latin
		}
		face = font.NewFace(f)
		t.open[name] = face
	}
	return face
}

// A line is text of one line, its runs from left to right.
type line struct {
	runs  []shaping.Output
	width fixed.Int26_6
}

// direction is which way the paragraph runs.
func (t *typesetter) direction() di.Direction {
	if t.locale.Dir() == "rtl" {
		return di.DirectionRTL
	}
	return di.DirectionLTR
}

// shape turns a text into glyphs of a size in pixels.
func (t *typesetter) shape(text []rune, size int) []shaping.Output {
	parts := t.parts.Split(t.input(text, size), t)
	shaped := make([]shaping.Output, 0, len(parts))
	for _, part := range parts {
		shaped = append(shaped, t.shaper.Shape(part))
	}
	return shaped
}

func (t *typesetter) input(text []rune, size int) shaping.Input {
	return shaping.Input{
		Text: text, RunEnd: len(text), Direction: t.direction(), Size: fixed.I(size),
		Language: language.NewLanguage(string(t.locale)),
	}
}

// lines breaks shaped text into lines of a width in pixels, as the text's
// language breaks them (UAX 14). Within a word it breaks only where policy
// allows. More lines than most are cut, with an ellipsis; no most is 0.
func (t *typesetter) lines(text []rune, shaped []shaping.Output, width, most int, policy shaping.LineBreakPolicy) []line {
	config := shaping.WrapConfig{Direction: t.direction(), BreakPolicy: policy}
	if most > 0 {
		size := shaped[0].Size.Round()
		config.TruncateAfterLines = most
		config.Truncator = t.shape([]rune("…"), size)[0]
	}
	runs := make([]shaping.Output, len(shaped))
	for i, run := range shaped {
		run.Glyphs = slices.Clone(run.Glyphs) // the wrapper takes their width from spaces at the end of lines
		runs[i] = run
	}
	wrapped, _ := t.wrap.WrapParagraph(config, width, text, shaping.NewSliceIterator(runs))
	lines := make([]line, 0, len(wrapped))
	for _, runs := range wrapped {
		l := line{runs: slices.Clone(runs)}
		slices.SortStableFunc(l.runs, func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
		for _, run := range l.runs {
			l.width += run.Advance
		}
		lines = append(lines, l)
	}
	return lines
}

// widest returns the width of the longest line, in pixels.
func widest(lines []line) int {
	longest := fixed.Int26_6(0)
	for _, l := range lines {
		longest = max(longest, l.width)
	}
	return longest.Ceil()
}
