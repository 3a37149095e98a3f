// Package translation takes a text apart into segments, keeps track of them through edits and puts their translations in their places.
package translation

import (
	"verso/internal/content"
	"verso/internal/markdown"
)

// A SegmentID names a segment of a source for as long as its post exists,
// through every edit of it; 0 is one that is not stored yet.
type SegmentID int64

// A Segment is one unit that a translator works on: the inline text of one
// block, the text of an image, or a field of the post.
type Segment struct {
	Kind Kind
	// Path is where it stands, by headings and siblings: "h2[3]/ul[1]/li[2]".
	// That of a field is its kind.
	Path string
	// Text is the edit form: Markdown on one line. A hard line break is a
	// backslash and a line feed; other line feeds stand only where raw HTML
	// reaches over them, and in code and HTML, which are as written.
	Text    string
	Note    string // what the author tells translators here (t:note), or ""
	Context string // tells two equal texts apart (t:context), or ""
	Skip    bool   // the author wants it left as it is (t:skip)
	// Start and End are the bytes of the Document's Source from the first of
	// the text to the last; between them may stand the prefixes of further
	// lines ("> "). Both are 0 for a field.
	Start, End int
}

// A Document is a Markdown text taken apart: its segments, and around them the
// skeleton, which is every other byte.
type Document struct {
	Source   string
	Segments []Segment // by first byte
	Warnings []Warning // for the author of the text
	Blocks   []Block   // the outermost blocks; together they are Source
	// References are what the links of the segments may refer to.
	References markdown.References

	places  []place // of the segments
	tree    *markdown.Tree
	newline string // how its lines end
}

// A Block is an outermost block of a Document with the blank lines after it;
// the first has those before it too.
type Block struct {
	Start, End  int    // bytes of Source
	First, Last int    // its segments are Segments[First:Last]
	Name        string // "h2", "p", "ul", "ol", "bq", "table", "dl", "code", "html", "hr", "fn", "ref", "directive", or "blank" of a text without blocks
}

// A Warning tells the author what in a text will not do what it seems to.
type Warning struct {
	ID   string // a message
	Line int    // from 1
}

// Fields returns the segments of a post beside its body: title, excerpt, slug
// and what search engines show, the empty ones too.
func Fields(f content.Fields) []Segment {
	var all []Segment
	for _, k := range FieldKinds() {
		all = append(all, Segment{Kind: k, Path: string(k), Text: *f.Text(k.Name())})
	}
	return all
}
