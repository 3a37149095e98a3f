package translation

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"verso/internal/markdown"
)

// A place is where a segment stands, for Splice.
type place struct {
	lines  []markdown.Line
	prefix string // begins a further line
	form   int    // the block it is in, an index of the document's shape
	fixed  bool   // it has one line
	attrs  bool   // a heading with {#id}
	whole  bool   // code or HTML: lines are as written
}

// Parse takes a Markdown body apart. It returns a *markdown.LimitError, or a
// *markdown.EncodingError that says where the body is no text.
func Parse(body string) (*Document, error) {
	tree, err := markdown.Structure(body)
	if err != nil {
		return nil, err
	}
	d := &Document{Source: body, References: tree.References, tree: tree, newline: "\n"}
	if i := strings.IndexByte(body, '\n'); i > 0 && body[i-1] == '\r' {
		d.newline = "\r\n"
	}
	said := readDirectives(body, tree)
	for i, leaf := range tree.Leaves {
		if said.is(leaf) {
			said.reach(i)
			continue
		}
		before := len(d.Segments)
		d.addLeaf(leaf)
		said.mark(d.Segments[before:], leaf)
	}
	d.Warnings = said.warnings(body)
	d.blocks(said)
	return d, nil
}

// addLeaf adds the segments of one block.
func (d *Document) addLeaf(leaf markdown.Leaf) {
	p := place{lines: leaf.Lines, prefix: leaf.Prefix, form: leaf.Form, fixed: leaf.Fixed, attrs: leaf.Attrs}
	switch leaf.Name {
	case "p":
		if leaf.Pictures != nil {
			d.addPictures(leaf)
			return
		}
		d.add(kindIn(leaf.In), leaf.Path, p)
	case "html":
		if p.whole = true; leaf.Letters {
			d.add(HTML, leaf.Path, p)
		}
	case "code":
		if p.whole = true; slices.Contains(strings.Fields(leaf.Info), "t") {
			d.add(Code, leaf.Path, p)
		}
	case "ref":
		d.add(RefTitle, leaf.Path, p)
	default:
		d.add(Kind(leaf.Name), leaf.Path, p) // h1 to h6, th, td, dt
	}
}

// kindIn returns the kind of a paragraph by what it stands in.
func kindIn(holder string) Kind {
	if holder == "" {
		return Paragraph
	}
	return Kind(holder) // li, bq, fn, dd
}

// addPictures adds what there is to say of the images of a paragraph.
func (d *Document) addPictures(leaf markdown.Leaf) {
	for i, picture := range leaf.Pictures {
		path := leaf.Path + "/img[" + strconv.Itoa(i+1) + "]"
		for _, part := range []struct {
			kind Kind
			span markdown.Span
		}{{ImageAlt, picture.Alt}, {ImageSrc, picture.Src}, {ImageTitle, picture.Title}} {
			if part.span.Len() > 0 {
				d.add(part.kind, path, place{lines: []markdown.Line{{Span: part.span}}, form: leaf.Form, fixed: true})
			}
		}
	}
}

// add adds one segment, if there is anything to see in it. Segments never
// overlap, whatever a text is.
func (d *Document) add(kind Kind, path string, p place) {
	s := Segment{Kind: kind, Path: path, Text: d.editForm(p), Start: p.lines[0].Start, End: p.lines[len(p.lines)-1].End}
	if last := len(d.Segments) - 1; !visible(s.Text) || last >= 0 && d.Segments[last].End > s.Start {
		return
	}
	d.Segments = append(d.Segments, s)
	d.places = append(d.places, p)
}

// editForm returns the text at p as translators see it.
func (d *Document) editForm(p place) string {
	if len(p.lines) == 1 {
		return d.Source[p.lines[0].Start:p.lines[0].End]
	}
	var b strings.Builder
	for i, line := range p.lines {
		text := d.Source[line.Start:line.End]
		b.WriteString(text)
		if i == len(p.lines)-1 {
			break
		}
		switch {
		case p.whole || line.Break == markdown.Kept:
			b.WriteByte('\n')
		case line.Break == markdown.Hard:
			b.WriteString(hardBreak(text))
		case line.Break == markdown.Space:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// hardBreak returns what breaks the line after a text. After a backslash
// another one would be read with the first.
func hardBreak(text string) string {
	if strings.HasSuffix(text, `\`) {
		return "  \n"
	}
	return "\\\n"
}

// visible reports whether s shows anything: it is more than blanks, joiners
// and spaces of no width.
func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && !unicode.IsControl(r)
	})
}

// blocks fills in the outermost blocks.
func (d *Document) blocks(said *directives) {
	tops := d.tree.Tops
	if len(tops) == 0 && d.Source != "" {
		d.Blocks = []Block{{End: len(d.Source), Name: "blank"}}
	}
	next := 0
	for i, top := range tops {
		b := Block{Start: top.Start, End: len(d.Source), First: next}
		if i == 0 {
			b.Start = 0
		}
		if i+1 < len(tops) {
			b.End = max(b.Start, tops[i+1].Start)
		}
		for next < len(d.Segments) && d.Segments[next].Start < b.End {
			next++
		}
		b.Last = next
		b.Name, _, _ = strings.Cut(d.tree.Shape[top.Form].Name, " ")
		if said.forms[top.Form] {
			b.Name = "directive"
		}
		d.Blocks = append(d.Blocks, b)
	}
}
