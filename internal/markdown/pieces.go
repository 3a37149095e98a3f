package markdown

import (
	"cmp"
	"regexp"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A PieceKind is what a Piece is.
type PieceKind string

// The kinds of pieces.
const (
	PieceCode     PieceKind = "code"
	PieceLink     PieceKind = "link"
	PieceImage    PieceKind = "image"
	PieceFootnote PieceKind = "footnote" // a mark, [^1], whether or not a note is defined
	PieceHTML     PieceKind = "html"     // one tag or comment
	PieceURL      PieceKind = "url"      // <https://…> or bare
	PieceEmail    PieceKind = "email"
	PieceTag      PieceKind = "tag"  // of another generator, {{< figure >}}
	PieceTime     PieceKind = "time" // of a recording
	PieceEm       PieceKind = "em"
	PieceStrong   PieceKind = "strong"
	PieceStrike   PieceKind = "strike"
	PieceNumber   PieceKind = "number" // in the words, not in other pieces
)

// A Piece is a part of a text that is more than words.
type Piece struct {
	Kind       PieceKind
	Start, End int    // bytes
	Text       string // what it shows, as written: the code, the words of a link, the number
	Dest       string // where a link, an image or an address leads, as written or as its reference says
	Title      string
	Label      string // of a footnote or a reference
}

// References are what a text defines for its links to refer to, and its
// footnotes; the zero value has none.
type References struct {
	defined   []parser.Reference
	footnotes []string
}

// Footnotes returns the labels of the footnotes that are defined and mentioned.
func (r References) Footnotes() []string { return r.footnotes }

// Pieces returns the pieces of the text of one block, by first byte; one that
// holds others comes before them.
func Pieces(src string, refs References) []Piece {
	t, err := readRawText(src)
	if err != nil {
		return nil
	}
	pc := parser.NewContext()
	for _, r := range refs.defined {
		pc.AddReference(r)
	}
	effortOf(pc).mail = true
	doc := inlineGrammar.Parse(text.NewReader(t.clean), parser.WithContext(pc))
	f := pieceFinder{text: t, source: string(t.clean)}
	if f.extents, _ = pc.Get(extentKey).(extents); f.extents == nil {
		f.extents = extents{}
	}
	_ = ast.Walk(doc, f.visit)
	f.numbers()
	slices.SortStableFunc(f.found, func(a, b Piece) int {
		return cmp.Or(a.Start-b.Start, b.End-a.End)
	})
	return f.found
}

// inlineGrammar reads every text as words, whatever block it would begin, and
// every footnote mark as one.
var inlineGrammar = parser.NewParser(
	parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
	parser.WithInlineParsers(measured(append(inlineParsers(), util.Prioritized(markParser{}, 101)))...),
)

// A pieceFinder gathers the pieces of one text.
type pieceFinder struct {
	text    rawText
	source  string // of text, clean
	extents extents
	found   []Piece
	opaque  []Span // of the clean text: no words
}

func (f *pieceFinder) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		f.leave(n)
		return ast.WalkContinue, nil
	}
	source, e := f.source, f.extents[n]
	switch n := n.(type) {
	case *ast.CodeSpan:
		f.add(PieceCode, Span{e.at, e.end}, Piece{Text: string(oneLine(n.Text(f.text.clean)))}) //nolint:staticcheck // of a code span it is the code
		f.hide(e.at, e.end)
		return ast.WalkSkipChildren, nil
	case *ast.Link:
		p := Piece{Text: source[n.Pos()+1 : e.at], Dest: string(n.Destination), Title: string(n.Title)}
		if n.Reference != nil {
			p.Label = string(n.Reference.Value)
		}
		f.add(PieceLink, Span{n.Pos(), e.end}, p)
		f.hide(e.at, e.end)
	case *ast.Image:
		p := Piece{Text: source[n.Pos()+2 : e.at], Dest: string(n.Destination), Title: string(n.Title)}
		if n.Reference != nil {
			p.Label = string(n.Reference.Value)
		}
		f.add(PieceImage, Span{n.Pos(), e.end}, p)
		f.hide(e.at, e.end)
	case *ast.AutoLink:
		f.address(n, e)
	case *ast.RawHTML:
		f.atom(PieceHTML, e, Piece{Text: source[e.at:e.end]})
	case *shortcode:
		f.atom(PieceTag, e, Piece{Text: n.text})
	case *timeMark:
		f.atom(PieceTime, e, Piece{Text: n.clock})
	case *mark:
		f.atom(PieceFootnote, e, Piece{Text: source[e.at:e.end], Label: n.label})
	}
	return ast.WalkContinue, nil
}

// add notes a piece at a place of the clean text.
func (f *pieceFinder) add(kind PieceKind, at Span, p Piece) {
	p.Kind, p.Start, p.End = kind, f.text.at(at.Start), f.text.at(at.End)
	f.found = append(f.found, p)
}

// atom notes a piece that holds no words.
func (f *pieceFinder) atom(kind PieceKind, e extent, p Piece) {
	f.add(kind, Span{e.at, e.end}, p)
	f.hide(e.at, e.end)
}

func (f *pieceFinder) hide(start, end int) { f.opaque = append(f.opaque, Span{start, end}) }

// address notes an address.
func (f *pieceFinder) address(n *ast.AutoLink, e extent) {
	kind := PieceURL
	if n.AutoLinkType == ast.AutoLinkEmail {
		kind = PieceEmail
	}
	e.at = f.addressStart(n)
	f.atom(kind, e, Piece{Text: string(n.Label(f.text.clean)), Dest: string(n.URL(f.text.clean))})
}

// numberForm is digits of any script with what groups or divides them.
var numberForm = regexp.MustCompile(`\p{Nd}+(?:[.,'’٫٬\x{a0}\x{202f}]\p{Nd}+)*`)

// numbers notes the numbers among the words.
func (f *pieceFinder) numbers() {
	words := slices.Clone(f.text.clean)
	for _, s := range f.opaque {
		for i := s.Start; i < s.End; i++ {
			words[i] = ' '
		}
	}
	for _, m := range numberForm.FindAllIndex(words, -1) {
		f.add(PieceNumber, Span{m[0], m[1]}, Piece{Text: string(words[m[0]:m[1]])})
	}
}
