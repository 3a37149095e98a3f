package markdown

import (
	"html/template"
	"strconv"
	"strings"
)

// A Document is a rendered text: safe HTML with slots where links and images
// go, which are filled when a page is made. It is shared and must not be
// changed.
type Document struct {
	Parts      []Part
	Outline    []Heading
	Headings   []string // the ids of all headings, in the order of the function Headings
	Words      int      // reading units, see CountWords
	Links      []string // the href of each LinkOpen, each once, in order
	Images     []string // the src of each Image, each once, in order
	Removed    []string // kinds of what sanitising dropped: "<script>", "onclick=", "href="
	Shortcodes []string // kinds of tags of other generators, shown as text: "{{< figure >}}"
	lead       string   // the beginning of the prose, maxExcerpt letters or less
}

// AsWritten returns a text that Render refuses, shown as its author wrote it:
// whole, without links and pictures.
func AsWritten(src string) *Document {
	source := string(clean(src))
	return &Document{
		Parts: []Part{Text(`<pre class="written" dir="auto" tabindex="0">` + "\n" + escapeText(source) + "</pre>\n")},
		Words: len(strings.Fields(source)),
		lead:  shorten(strings.Join(strings.Fields(source), " "), maxExcerpt),
	}
}

// Paragraph returns a plain text as a document.
func Paragraph(text string) *Document {
	text = string(clean(text))
	return &Document{
		Parts: []Part{Text("<p>" + escapeText(text) + "</p>\n")},
		Words: len(strings.Fields(text)),
		lead:  shorten(strings.Join(strings.Fields(text), " "), maxExcerpt),
	}
}

// maxExcerpt is the longest excerpt of a Document, in letters.
const maxExcerpt = 500

// Excerpt returns what the function Excerpt does of the text, without reading
// it again; n is at most 500.
func (d *Document) Excerpt(n int) string { return shorten(d.lead, min(n, maxExcerpt)) }

// A Part of a Document is a Text, LinkOpen, LinkClose or Image. A LinkOpen is
// followed by its LinkClose before the next LinkOpen.
type Part interface{ bytes() int }

// Text is safe HTML.
type Text string

// LinkOpen begins a link whose target the page decides. Links within the
// text ("#notes") and to mail addresses are Text.
type LinkOpen struct {
	Href  string // as written, percent-encoded: relative, rooted, "@/…", http or https
	Title string
	Lang  string // of the words of the link
	Dir   string
	attrs string // the others, as HTML
}

// LinkClose ends the link that was opened last.
type LinkClose struct{}

// An Image stands in a text (then Src is as written, percent-encoded), or is
// what Fill answers for one. Its answers for Alt and Caption stand in where
// the text has none.
type Image struct {
	Src, Alt, Title string
	Caption         string // below an image that is a paragraph of its own; in answers alone
	Srcset, Sizes   string // the same in other sizes (HTML 4.8.4), for Src only
	Width, Height   int    // in CSS pixels; 0 when unknown
	Drop            bool   // show the alternative text instead
	eager           bool
	attrs           string // the others, as HTML
	paragraph       string // the tag of the paragraph that the image is: "<p>"; or ""
}

func (t Text) bytes() int     { return len(t) + 32 }
func (l LinkOpen) bytes() int { return len(l.Href) + len(l.Title) + len(l.attrs) + 128 }
func (LinkClose) bytes() int  { return 16 }
func (i Image) bytes() int {
	return len(i.Src) + len(i.Alt) + len(i.Title) + len(i.attrs) + len(i.Srcset) + len(i.Sizes) + 224
}

// size is about what the document takes in memory, in bytes.
func (d *Document) size() int {
	n := 512 + len(d.lead) + 48*len(d.Headings)
	for _, p := range d.Parts {
		n += p.bytes()
	}
	return n
}

// A Fill answers for the slots of a Document.
type Fill struct {
	Link  func(href string) Link // nil leaves links as written
	Image func(src string) Image // nil leaves images as written
}

// A Link is what a link of the text leads to. The zero Link leaves it as
// written.
type Link struct {
	Href     string
	Lang     string // of the target's title, when the link's words are that
	Hreflang string // of the target
	Dir      string
	Rel      string
	Drop     bool // keep the words, without a link
}

// HTML returns the text with its slots filled. A link to another host gets
// rel="noopener".
func (d *Document) HTML(fill Fill) template.HTML {
	var b strings.Builder
	b.Grow(d.size())
	dropped := false
	for _, part := range d.Parts {
		switch part := part.(type) {
		case Text:
			b.WriteString(string(part))
		case LinkOpen:
			dropped = part.write(&b, fill.Link)
		case LinkClose:
			if !dropped {
				b.WriteString("</a>")
			}
		case Image:
			part.write(&b, fill.Image)
		}
	}
	return template.HTML(b.String()) //nolint:gosec // sanitised, and every slot escaped
}

// write writes the link as fill answers; it reports whether it is dropped.
func (l LinkOpen) write(b *strings.Builder, fill func(string) Link) (dropped bool) {
	to := Link{}
	if fill != nil {
		to = fill(l.Href)
	}
	if to.Drop || to.Href != "" && !urlForm.MatchString(to.Href) {
		return true
	}
	href := either(to.Href, l.Href)
	rel := to.Rel
	if isAbsolute(href) && !strings.Contains(rel, "noopener") {
		rel = strings.TrimSpace(rel + " noopener")
	}
	b.WriteString("<a")
	attr(b, "href", href)
	attr(b, "hreflang", to.Hreflang)
	attr(b, "lang", either(to.Lang, l.Lang))
	attr(b, "dir", either(to.Dir, l.Dir))
	attr(b, "rel", rel)
	attr(b, "title", l.Title)
	b.WriteString(l.attrs + ">")
	return false
}

// write writes the image as fill answers, with the paragraph that it is; with
// a caption, that is a figure.
func (i Image) write(b *strings.Builder, fill func(string) Image) {
	if fill != nil {
		i.take(fill(i.Src))
	}
	switch {
	case i.paragraph == "":
		i.tag(b)
	case i.Caption == "" || i.Drop:
		b.WriteString(i.paragraph)
		i.tag(b)
		b.WriteString("</p>")
	default:
		b.WriteString("<figure" + strings.TrimPrefix(i.paragraph, "<p"))
		i.tag(b)
		b.WriteString("<figcaption>" + escapeText(i.Caption) + "</figcaption></figure>")
	}
}

// take makes the image what to answers.
func (i *Image) take(to Image) {
	i.Drop = to.Drop || to.Src != "" && !urlForm.MatchString(to.Src)
	if to.Src != "" && to.Src != i.Src {
		i.Srcset, i.Sizes = "", ""
	}
	if srcsetForm.MatchString(to.Srcset) {
		i.Srcset, i.Sizes = to.Srcset, to.Sizes
	}
	i.Src, i.Alt, i.Caption = either(to.Src, i.Src), either(i.Alt, to.Alt), to.Caption
	if to.Width > 0 && to.Height > 0 {
		i.Width, i.Height = to.Width, to.Height
	}
}

// tag writes the image alone.
func (i Image) tag(b *strings.Builder) {
	if i.Drop {
		b.WriteString(escapeText(i.Alt))
		return
	}
	b.WriteString("<img")
	attr(b, "src", i.Src)
	attr(b, "srcset", i.Srcset)
	attr(b, "sizes", i.Sizes)
	b.WriteString(` alt="` + escape(i.Alt) + `"`)
	attr(b, "title", i.Title)
	if i.Width > 0 && i.Height > 0 {
		attr(b, "width", strconv.Itoa(i.Width))
		attr(b, "height", strconv.Itoa(i.Height))
	}
	if !i.eager {
		b.WriteString(` loading="lazy"`)
	}
	b.WriteString(` decoding="async"` + i.attrs + ">")
}

// attr writes an attribute unless its value is "".
func attr(b *strings.Builder, name, value string) {
	if value != "" {
		b.WriteByte(' ')
		b.WriteString(name)
		b.WriteString(`="`)
		b.WriteString(escape(value))
		b.WriteByte('"')
	}
}

func either(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func isAbsolute(href string) bool {
	scheme, _, ok := strings.Cut(href, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

var (
	attributeEscaper = strings.NewReplacer("&", "&amp;", `"`, "&#34;", "<", "&lt;", ">", "&gt;")
	textEscaper      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// escape makes s safe inside a quoted attribute, and as text.
func escape(s string) string { return attributeEscaper.Replace(s) }

// escapeText makes s safe as text; quotes stay readable.
func escapeText(s string) string { return textEscaper.Replace(s) }
