package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
)

// A Tree is the structure of a text: what its blocks are and where they stand
// in the bytes as they were written, whatever their line ends.
type Tree struct {
	Shape  []Form // every block in reading order; footnotes where they are written
	Leaves []Leaf // the blocks that hold something to read, by first byte
	Tops   []Top  // the outermost blocks
	// References are what [label]: address defines, for Pieces.
	References References
}

// A Form is what one block is. Two texts of one structure have equal forms in
// the same order.
type Form struct {
	Depth int    // 0: an outermost block
	Name  string // "p", "h2", "ul", "ul tight", "table lr", …
}

// A Top is an outermost block.
type Top struct {
	Start int // of its first line, in bytes
	Form  int // its index in Shape
}

// Structure takes a text apart with the grammar that renders it. Footnotes
// that nothing refers to are not shown, so they are no part of it. It returns
// a *LimitError or an *EncodingError.
func Structure(src string) (*Tree, error) {
	text, err := readRawText(src)
	if err != nil {
		return nil, err
	}
	pc := parser.NewContext()
	doc, err := placed.parseWith(text.clean, pc)
	if err != nil {
		return nil, err
	}
	b := treeBuilder{text: text, tree: &Tree{}}
	b.extents, _ = pc.Get(extentKey).(extents)
	b.tree.References = References{defined: pc.References()}
	for _, n := range b.tops(doc) {
		b.top(n)
		if note, ok := n.Node.(*extast.Footnote); ok {
			b.tree.References.footnotes = append(b.tree.References.footnotes, string(note.Ref))
		}
	}
	slices.SortStableFunc(b.tree.Leaves, func(a, b Leaf) int { return a.start() - b.start() })
	return b.tree, nil
}

// A treeBuilder makes a Tree of goldmark's.
type treeBuilder struct {
	text    rawText
	extents extents
	tree    *Tree
	path    path
}

// A placedNode is a block with the byte of the clean text where it begins.
type placedNode struct {
	ast.Node
	start int
}

// tops returns the outermost blocks by first byte, footnotes among them.
func (b *treeBuilder) tops(doc ast.Node) []placedNode {
	var all []placedNode
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != extast.KindFootnoteList {
			all = append(all, placedNode{n, firstByte(n)})
			continue
		}
		for f := n.FirstChild(); f != nil; f = f.NextSibling() {
			all = append(all, placedNode{f, firstByte(f)})
		}
	}
	slices.SortStableFunc(all, func(a, b placedNode) int { return a.start - b.start })
	return all
}

// firstByte returns where a block begins, container marks included.
func firstByte(n ast.Node) int {
	first := n.Pos()
	if own := n.Lines(); own != nil && own.Len() > 0 && (first < 0 || own.At(0).Start < first) {
		first = own.At(0).Start
	}
	if c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock {
		if at := firstByte(c); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	return first
}

func (b *treeBuilder) top(n placedNode) {
	b.tree.Tops = append(b.tree.Tops, Top{
		Start: b.text.at(b.text.lineStart(max(n.start, 0))), Form: len(b.tree.Shape),
	})
	h, ok := n.Node.(*ast.Heading)
	if !ok {
		b.block(n.Node, 0, b.path.next(nodeName(n.Node)))
		return
	}
	b.block(n.Node, 0, b.path.heading(h.Level))
}

// block adds the form of n, its leaf if it is one, and what it contains.
func (b *treeBuilder) block(n ast.Node, depth int, path string) {
	name := nodeName(n)
	if name == "" {
		return // the way back from a footnote, which is written nowhere
	}
	b.tree.Shape = append(b.tree.Shape, Form{depth, name + formOf(n)})
	if isLeaf(n) {
		b.leaf(n, name, path)
		return
	}
	var counts counts
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		b.block(c, depth+1, path+"/"+counts.next(nodeName(c)))
	}
}

// isLeaf reports whether a block contains no other blocks.
func isLeaf(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindList, ast.KindListItem, ast.KindBlockquote,
		extast.KindTable, extast.KindTableHeader, extast.KindTableRow,
		extast.KindDefinitionList, extast.KindDefinitionDescription, extast.KindFootnote:
		return false
	}
	return true
}
