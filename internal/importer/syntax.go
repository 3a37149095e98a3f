package importer

import (
	"cmp"
	"slices"
	"strings"
)

// What other generators put into Markdown, and what becomes of it outside
// code. Nothing of it is run (trust T5).
//
//   - A tag that only names a place is read as that place: {{< ref >}},
//     {% link %}, {% post_url %}, {{ site.baseurl }} in an address.
//   - A tag that Markdown has a word for becomes it: {{< figure >}} a picture,
//     {% highlight %} a block of code.
//   - A mark without words for readers is left out: comments, {% raw %},
//     kramdown's {: … }, MDX's import and export, the tags of components.
//   - Everything else is shown as it was written; markdown knows its shape.
//
// docs/importing.md tells people the same.

// An edit replaces body[start:end].
type edit struct {
	start, end int
	text       string
}

// A cleaner takes the syntax of other generators out of one text.
type cleaner struct {
	body  string
	mask  []byte // body without code and without what was read already
	edits []edit
	told  []string // what was left out, a sentence for each kind
	files *fileIndex
	from  string // path of the file
}

// maxTold is how many kinds of one text are told: nobody reads on.
const maxTold = 50

// leftOut marks where something was taken out; no text holds a NUL.
const leftOut = "\x00"

// cleanSyntax applies the rules to the text of every document.
func cleanSyntax(docs []document) {
	var files *fileIndex
	for i := range docs {
		d := &docs[i]
		if !mayHoldSyntax(d.Body) {
			continue
		}
		if files == nil {
			files = newFileIndex(docs)
		}
		c := cleaner{body: d.Body, files: files, from: d.Path}
		d.Body, d.lost = c.clean()
		d.Syntax = c.told
	}
}

// mayHoldSyntax is a quick look for what the rules are about.
func mayHoldSyntax(body string) bool {
	for _, sign := range []string{"{%", "{{", "{:", "{/*", "{' '}", "{\" \"}"} {
		if strings.Contains(body, sign) {
			return true
		}
	}
	return mayHoldModules(body) || mayHoldComponents(body)
}

func mayHoldModules(body string) bool {
	for _, word := range []string{"import", "export"} {
		for _, after := range []string{" ", "{", "*"} {
			if strings.HasPrefix(body, word+after) || strings.Contains(body, "\n"+word+after) {
				return true
			}
		}
	}
	return false
}

func mayHoldComponents(body string) bool {
	for at := 0; ; {
		i := strings.IndexByte(body[at:], '<')
		if i < 0 || at+i+1 >= len(body) {
			return false
		}
		at += i + 1
		if c := body[at]; 'A' <= c && c <= 'Z' {
			return true
		}
	}
}

// clean returns the text by the rules; lost are the numbers of the lines, from
// 0, that the text no longer has.
func (c *cleaner) clean() (text string, lost []int) {
	c.mask = []byte(withoutCode(c.highlighted()))
	if strings.Contains(c.body, "{%") || strings.Contains(c.body, "{{") {
		c.liquid()
		c.figures()
		c.destinations()
	}
	c.modules()
	c.components()
	if strings.Contains(c.body, "{:") {
		c.kramdown()
	}
	return c.apply()
}

// replace notes an edit and hides what it replaces from the rules that follow.
// The text keeps its number of lines until apply.
func (c *cleaner) replace(start, end int, text string) {
	lines := strings.Count(c.body[start:end], "\n") - strings.Count(text, "\n")
	text += strings.Repeat("\n"+leftOut, max(0, lines))
	c.edits = append(c.edits, edit{start, end, text})
	blank(c.mask[start:end])
}

// drop leaves out body[start:end]; why tells of its kind in the report.
func (c *cleaner) drop(start, end int, why string) {
	c.replace(start, end, leftOut)
	c.tell(why)
}

func (c *cleaner) tell(why string) {
	if why != "" && len(c.told) < maxTold && !slices.Contains(c.told, why) {
		c.told = append(c.told, why)
	}
}

// apply makes the edits. A line of which nothing is left goes.
func (c *cleaner) apply() (text string, lost []int) {
	if len(c.edits) == 0 {
		return c.body, nil
	}
	slices.SortFunc(c.edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var b strings.Builder
	at := 0
	for _, e := range c.edits {
		if e.start < at {
			continue // inside one that was made
		}
		b.WriteString(c.body[at:e.start])
		b.WriteString(e.text)
		at = e.end
	}
	b.WriteString(c.body[at:])
	edited := b.String()
	if !strings.Contains(edited, leftOut) {
		return edited, nil
	}
	b.Reset()
	number := 0
	for line := range strings.Lines(edited) {
		kept := strings.ReplaceAll(line, leftOut, "")
		switch {
		case kept == line:
			b.WriteString(line)
		case strings.TrimSpace(kept) == "":
			lost = append(lost, number)
		default:
			b.WriteString(strings.TrimRight(kept, " \t\n"))
			b.WriteString(line[len(strings.TrimRight(line, "\n")):])
		}
		number++
	}
	return b.String(), lost
}
