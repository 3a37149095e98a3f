package translation

import "strings"

// A Kind is what a segment is.
type Kind string

// The kinds of segments, of a body and of the fields beside it.
const (
	Paragraph  Kind = "p"
	Item       Kind = "li" // of a list
	Quote      Kind = "bq"
	Footnote   Kind = "fn"
	Definition Kind = "dd"
	Term       Kind = "dt"

	Heading1 Kind = "h1"
	Heading2 Kind = "h2"
	Heading3 Kind = "h3"
	Heading4 Kind = "h4"
	Heading5 Kind = "h5"
	Heading6 Kind = "h6"

	HeaderCell Kind = "th"
	Cell       Kind = "td"

	ImageAlt   Kind = "img-alt"
	ImageTitle Kind = "img-title"
	ImageSrc   Kind = "img-src" // where the image is: another one may be shown in another language
	HTML       Kind = "html"    // a block of raw HTML in which letters stand outside tags
	Code       Kind = "code"    // a block of code whose author asked for it: ```text t
	RefTitle   Kind = "ref-title"

	FieldTitle          Kind = "title"
	FieldSlug           Kind = "slug"
	FieldExcerpt        Kind = "excerpt"
	FieldCoverAlt       Kind = "cover-alt"
	FieldSEOTitle       Kind = "seo-title"
	FieldSEODescription Kind = "seo-description"
)

// FieldKinds lists the kinds of segments that are fields, in the order of a
// form.
func FieldKinds() []Kind {
	return []Kind{FieldTitle, FieldExcerpt, FieldSlug, FieldCoverAlt, FieldSEOTitle, FieldSEODescription}
}

// Field reports whether k is a field of the post, not a part of its body.
func (k Kind) Field() bool {
	switch k {
	case FieldTitle, FieldSlug, FieldExcerpt, FieldCoverAlt, FieldSEOTitle, FieldSEODescription:
		return true
	}
	return false
}

// Name returns how content.Fields.Text calls a field: "seo_title".
func (k Kind) Name() string { return strings.ReplaceAll(string(k), "-", "_") }

// Heading returns 1 to 6 for a heading, or 0.
func (k Kind) Heading() int {
	if len(k) == 2 && k[0] == 'h' && '1' <= k[1] && k[1] <= '6' {
		return int(k[1] - '0')
	}
	return 0
}

// Opaque reports whether the text of k is no Markdown prose: it is shown in a
// fixed width, keeps its lines and is not checked as prose.
func (k Kind) Opaque() bool { return k == HTML || k == Code || k == ImageSrc || k == FieldSlug }

// Splits reports whether one segment of kind k may become several blocks in
// another language.
func (k Kind) Splits() bool { return k == Paragraph || k == Item || k == Quote }

// Class returns what a segment stays when it moves in the document, so that
// a paragraph made an item of a list is the same segment: "h", "p", "c" for
// code and HTML, "dt", "alt" for the texts of images and references,
// "field:title" for a field.
func (k Kind) Class() string {
	switch k {
	case Term:
		return "dt"
	case HTML, Code:
		return "c"
	case ImageAlt, ImageTitle, ImageSrc, RefTitle:
		return "alt"
	}
	switch {
	case k.Field():
		return "field:" + string(k)
	case k.Heading() > 0:
		return "h"
	}
	return "p"
}
