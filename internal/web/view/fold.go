package view

import (
	"html/template"
	"text/template/parse"
)

// fold replaces the calls in a template that give the same text every time by
// that text: {{t "NavArticles"}} need not be looked up, called by reflection
// and escaped for each page. Words are escaped once here; they stand in text,
// in quoted attributes and in <title>, where the same escaping is right.
func (v *Views) fold(t *template.Template, s speaker) {
	for _, part := range t.Templates() {
		if part.Tree != nil && part.Tree.Root != nil {
			v.foldList(part.Tree.Root, s)
		}
	}
}

func (v *Views) foldList(list *parse.ListNode, s speaker) {
	if list == nil {
		return
	}
	for i, node := range list.Nodes {
		switch node := node.(type) {
		case *parse.ActionNode:
			if text, ok := v.constant(node.Pipe, s); ok {
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: node.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			v.foldList(node.List, s)
			v.foldList(node.ElseList, s)
		case *parse.RangeNode:
			v.foldList(node.List, s)
			v.foldList(node.ElseList, s)
		case *parse.WithNode:
			v.foldList(node.List, s)
			v.foldList(node.ElseList, s)
		}
	}
}

// constant returns what a call prints, when that does not depend on the page.
// A foreign message is marked where it stands in text and not in an attribute,
// which only html/template can tell.
func (v *Views) constant(pipe *parse.PipeNode, s speaker) (string, bool) {
	if len(pipe.Decl) > 0 || len(pipe.Cmds) != 1 {
		return "", false
	}
	args := pipe.Cmds[0].Args
	name, ok := args[0].(*parse.IdentifierNode)
	if !ok {
		return "", false
	}
	if len(args) == 1 {
		switch name.Ident {
		case "root":
			return string(s.root()), true
		case "words":
			return string(s.attributes()), true
		}
	}
	if len(args) != 2 {
		return "", false
	}
	id, ok := args[1].(*parse.StringNode)
	if !ok {
		return "", false
	}
	switch name.Ident {
	case "asset":
		href, err := v.assets.Href(id.Text)
		return template.HTMLEscapeString(href), err == nil
	case "t":
		return template.HTMLEscapeString(s.words.Text(id.Text)), !s.words.Foreign()
	case "text":
		return template.HTMLEscapeString(s.words.Text(id.Text)), true
	}
	return "", false
}
