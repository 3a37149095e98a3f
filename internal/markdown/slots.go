package markdown

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// maxDepth is how many elements may be open at once; browsers stop at 512.
const maxDepth = 128

// A slotter reads sanitised HTML and cuts it into parts. On the way it makes
// the HTML well-formed, so that no text can close an element of the page
// around it, drops ids taken twice, and dresses images, tables and code.
type slotter struct {
	labels  Labels
	anchors anchors
	parts   []Part
	text    strings.Builder
	open    []string // elements, "" for one that is not written
	count   map[string]int
	ids     map[string]bool
	inLink  bool // between a LinkOpen and its LinkClose
	lines   lines
	line    string // of the next element; "" for none
	prefix  string // of ids
}

// void elements have no end tag (HTML 13.1.2).
var void = map[string]bool{"br": true, "hr": true, "img": true, "wbr": true}

func cutSlots(safe string, labels Labels, taken ids, m manner) []Part {
	s := slotter{labels: labels, lines: m.lines, prefix: m.prefix, anchors: anchors{ids: taken}, count: map[string]int{}, ids: map[string]bool{}}
	z := html.NewTokenizer(strings.NewReader(safe))
	for {
		switch z.Next() {
		case html.ErrorToken:
			s.closeTo(0)
			s.flush()
			return s.parts
		case html.TextToken:
			s.text.WriteString(escapeText(html.UnescapeString(string(z.Raw()))))
		case html.StartTagToken, html.SelfClosingTagToken:
			s.start(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			s.end(rename(string(name)))
		}
	}
}

// rename keeps h1 for the title of the page. Those of Markdown have their
// level by now; this one was written as HTML.
func rename(name string) string {
	if name == "h1" {
		return "h2"
	}
	return name
}

func (s *slotter) start(tag html.Token) {
	name := rename(tag.Data)
	if s.takesLine(name, tag.Attr) {
		return
	}
	attrs := s.attributes(tag.Attr)
	switch {
	case name == "img":
		s.image(attrs)
		return
	case void[name]:
		s.write(name, attrs)
		return
	case len(s.open) >= maxDepth:
		s.push(name, false)
		return
	case name == "a":
		s.link(attrs)
		return
	case name == "table" && s.count["table"] == 0:
		s.text.WriteString(`<div class="table"` + s.labels.group() + ` tabindex="0">`)
	case name == "pre":
		attrs = addTo(attrs, "dir", "ltr", "translate", "no", "tabindex", "0")
	}
	s.write(name, attrs)
	s.push(name, true)
}

// takesLine reports whether a tag is the mark of a line, and notes that for
// the next element.
func (s *slotter) takesLine(name string, attrs []html.Attribute) bool {
	if name != "wbr" || len(attrs) == 0 {
		return false
	}
	line, ok := s.lines.lineOf(attrs[0].Val)
	switch {
	case ok && s.lines.cuts:
		s.cut(line)
	case ok:
		s.line = line
	}
	return ok
}

// push opens an element. One that is not written is counted all the same,
// so that its end tag closes it and nothing else.
func (s *slotter) push(name string, written bool) {
	s.count[name]++
	if !written {
		name = "!" + name
	}
	s.open = append(s.open, name)
}

// end closes the element called name and those left open inside it; an end
// tag of nothing is dropped.
func (s *slotter) end(name string) {
	if s.count[name] == 0 {
		return
	}
	for i := len(s.open) - 1; i >= 0; i-- {
		if strings.TrimPrefix(s.open[i], "!") == name {
			s.closeTo(i)
			return
		}
	}
}

// closeTo closes elements until depth are open.
func (s *slotter) closeTo(depth int) {
	for len(s.open) > depth {
		last := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		name, hidden := strings.CutPrefix(last, "!")
		s.count[name]--
		switch {
		case hidden:
		case name == "a" && s.inLink:
			s.add(LinkClose{})
			s.inLink = false
		case name == "p" && s.paragraphIsImage():
		case name == "table" && s.count["table"] == 0:
			s.text.WriteString("</table></div>")
		default:
			s.text.WriteString("</" + name + ">")
		}
	}
}

// link opens a link: a slot, or text when it leads to a place on the page, a
// mail address or nowhere. Links do not nest.
func (s *slotter) link(attrs []html.Attribute) {
	s.end("a")
	href, rest := take(attrs, "href")
	switch {
	case href == "" && len(rest) == 0:
		s.push("a", false)
		return
	case href != "" && href[0] == '#':
		for i := range attrs {
			if attrs[i].Key == "href" {
				attrs[i].Val = "#" + s.prefix + s.anchors.lead(href)[1:]
			}
		}
		s.write("a", attrs)
	case href == "" || len(href) > 7 && strings.EqualFold(href[:7], "mailto:"):
		s.write("a", attrs)
	default:
		l := LinkOpen{Href: href}
		l.Title, rest = take(rest, "title")
		l.Lang, rest = take(rest, "lang")
		l.Dir, rest = take(rest, "dir")
		l.attrs = markup(rest)
		s.add(l)
		s.inLink = true
	}
	s.push("a", true)
}

func (s *slotter) image(attrs []html.Attribute) {
	var i Image
	var width, height, loading string
	i.Src, attrs = take(attrs, "src")
	i.Alt, attrs = take(attrs, "alt")
	i.Title, attrs = take(attrs, "title")
	i.Srcset, attrs = take(attrs, "srcset")
	i.Sizes, attrs = take(attrs, "sizes")
	width, attrs = take(attrs, "width")
	height, attrs = take(attrs, "height")
	loading, attrs = take(attrs, "loading")
	i.Width, _ = strconv.Atoi(width) // digits only, by the policy; absent is 0
	i.Height, _ = strconv.Atoi(height)
	i.eager = loading == "eager" || loading == "" && s.atTop()
	i.attrs = markup(attrs)
	if i.Src == "" {
		s.text.WriteString(escapeText(i.Alt))
		return
	}
	s.add(i)
}

// topBytes is about how much HTML of a text is seen before the reader scrolls.
const topBytes = 500

// atTop reports whether what comes next is the first image, and so near the
// beginning that waiting for it to come into view would only delay it.
func (s *slotter) atTop() bool {
	bytes := s.text.Len()
	for _, part := range s.parts {
		switch part := part.(type) {
		case Image:
			return false
		case Text:
			bytes += len(part)
		}
	}
	return bytes < topBytes
}

// openParagraph matches the tag of a paragraph that is nothing but an image.
var openParagraph = regexp.MustCompile(`<p(?: data-line="[0-9]+")?>$`)

// paragraphIsImage reports whether the paragraph that ends here holds an image
// and nothing else, outside of any figure. Then it is the image's to write.
func (s *slotter) paragraphIsImage() bool {
	last := len(s.parts) - 1
	if last < 1 || s.text.Len() > 0 || s.count["figure"] > 0 {
		return false
	}
	image, ok := s.parts[last].(Image)
	before, text := s.parts[last-1].(Text)
	if !ok || !text {
		return false
	}
	image.paragraph = openParagraph.FindString(string(before))
	if image.paragraph == "" {
		return false
	}
	s.parts = s.parts[:last-1]
	if before = before[:len(before)-len(image.paragraph)]; before != "" {
		s.parts = append(s.parts, before)
	}
	s.parts = append(s.parts, image)
	return true
}

// attributes returns the attributes of a tag without ids that are taken or
// that a script could mistake for its own.
func (s *slotter) attributes(attrs []html.Attribute) []html.Attribute {
	return slices.DeleteFunc(attrs, func(a html.Attribute) bool {
		if a.Key != "id" {
			return false
		}
		bad := s.ids[a.Val] || !validID(a.Val)
		s.ids[a.Val] = true
		return bad
	})
}

// idAttributes hold ids.
var idAttributes = map[string]bool{"id": true, "aria-labelledby": true}

func (s *slotter) write(name string, attrs []html.Attribute) {
	for i := range attrs {
		if s.prefix != "" && idAttributes[attrs[i].Key] {
			attrs[i].Val = s.prefix + attrs[i].Val
		}
	}
	if s.line != "" {
		attrs = addTo(attrs, "data-line", s.line)
		s.line = ""
	}
	s.text.WriteString("<" + name + markup(attrs) + ">")
}

func (s *slotter) add(p Part) {
	s.flush()
	s.parts = append(s.parts, p)
}

func (s *slotter) flush() {
	if s.text.Len() > 0 {
		s.parts = append(s.parts, Text(s.text.String()))
		s.text.Reset()
	}
}

// take returns the value of an attribute and the attributes without it.
func take(attrs []html.Attribute, name string) (string, []html.Attribute) {
	for i, a := range attrs {
		if a.Key == name {
			return a.Val, slices.Delete(slices.Clone(attrs), i, i+1)
		}
	}
	return "", attrs
}

// addTo sets attributes, given as name and value in turn, in place of any
// written ones.
func addTo(attrs []html.Attribute, pairs ...string) []html.Attribute {
	for i := 0; i < len(pairs); i += 2 {
		_, attrs = take(attrs, pairs[i])
		attrs = append(attrs, html.Attribute{Key: pairs[i], Val: pairs[i+1]})
	}
	return attrs
}

// markup writes attributes as HTML, each with a space before it.
func markup(attrs []html.Attribute) string {
	var b strings.Builder
	for _, a := range attrs {
		b.WriteString(" " + a.Key)
		if a.Val != "" {
			b.WriteString(`="` + escape(a.Val) + `"`)
		}
	}
	return b.String()
}
