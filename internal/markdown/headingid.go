package markdown

import "github.com/yuin/goldmark/ast"

// aliasID is the attribute of a heading that holds another id, which leads to
// it too.
const aliasID = "data-alias"

// inherit takes the ids that headings have from another text, where those are
// free. It returns them by heading, "" for none.
func (p *page) inherit(all []*ast.Heading) []string {
	ids := make([]string, len(all))
	for i, id := range p.inherited[:min(len(p.inherited), len(all))] {
		if validID(id) && p.ids[id] == 0 {
			ids[i] = p.ids.take(id)
		}
	}
	return ids
}

// keepID leaves of h's attributes a valid, free id that its author gave.
func (p *page) keepID(h *ast.Heading) {
	id := attribute(h, "id")
	h.RemoveAttributes()
	if validID(id) && p.ids[id] == 0 {
		h.SetAttributeString("id", []byte(p.ids.take(id)))
	}
}

// nameHeading settles the id of a heading and returns it. One that inherits
// its id is found by its own as well.
func (p *page) nameHeading(h *ast.Heading, inherited, text string) string {
	id := attribute(h, "id")
	if id == "" && (inherited == "" || headingID(text) != inherited) {
		id = p.ids.take(headingID(text))
	}
	if inherited != "" {
		if id != "" {
			h.SetAttributeString(aliasID, []byte(id))
		}
		id = inherited
	}
	h.SetAttributeString("id", []byte(id))
	return id
}

// headingIDs returns the ids of all headings.
func (p *page) headingIDs() []string {
	all := headingsOf(p.doc)
	ids := make([]string, len(all))
	for i, h := range all {
		ids[i] = attribute(h, "id")
	}
	return ids
}

// Headings returns where the headings of a text are: of each the byte at which
// its words begin, -1 of an empty one. They are in the order of the tree, in
// which footnotes come last. A text that cannot be rendered has none.
func Headings(src string) []int {
	text, err := readRawText(src)
	if err != nil {
		return nil
	}
	doc, err := body.parse(text.clean)
	if err != nil {
		return nil
	}
	all := headingsOf(doc)
	places := make([]int, len(all))
	for i, h := range all {
		places[i] = -1
		if h.Lines().Len() > 0 {
			places[i] = text.at(h.Lines().At(0).Start)
		}
	}
	return places
}
