package admin

import (
	"net/url"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/errs"
)

// written are the fields of a desk in their order on the page.
var written = []string{
	"title", "body", "excerpt", "slug", "date", "tags", "author", "cover", "cover_alt", "link", "icon",
	"canonical_url", "seo_title", "seo_description",
}

// Field returns one of the fields, to be drawn where the template wants it.
func (d desk) Field(name string) Field {
	f := d.field(name)
	f.Name, f.Of, f.ErrorID = name, d.Lang.Path()+"-", d.Errors[name]
	f.Autofocus = f.ErrorID != "" && d.first() == name || name == "title" && d.Revision == 0 && len(d.Errors) == 0
	return f
}

// first returns the first field that has to be mended, or "".
func (d desk) first() string {
	for _, name := range written {
		if d.Errors[name] != "" {
			return name
		}
	}
	return ""
}

func (d desk) field(name string) Field {
	text, l := d.Fields, d.Lang
	switch name {
	case "title":
		return Field{LabelID: "AdminTitle", Value: text.Title, Max: content.MaxTitle, Lang: l, Required: true, Titled: true}
	case "body":
		return Field{LabelID: "AdminBody", Value: text.Body, Lang: l, Rows: 24, Titled: true}
	case "excerpt":
		return Field{LabelID: "AdminExcerpt", Kind: Area, Rows: 3, Value: text.Excerpt, Max: content.MaxExcerpt, Lang: l}
	case "slug":
		return Field{LabelID: "AdminSlug", Value: text.Slug, Lang: l}
	case "date":
		return Field{LabelID: "AdminDate", Kind: DateTime, Value: d.Date, HelpID: "AdminDateHelp"}
	case "tags":
		return Field{LabelID: "AdminTags", Value: d.Tags, Lang: l, HelpID: "AdminTagsHelp"}
	case "author":
		return Field{LabelID: "AdminAuthor", Value: text.Author, Max: content.MaxName}
	case "cover":
		return Field{LabelID: "AdminCoverAddress", Value: text.Cover, Max: content.MaxLine, LTR: true}
	case "cover_alt":
		return Field{LabelID: "AdminCoverAlt", Value: text.CoverAlt, Lang: l, Max: content.MaxLine}
	case "link":
		return Field{LabelID: "AdminLink", Kind: URL, Value: text.Link, Max: content.MaxLine}
	case "icon":
		return Field{LabelID: "AdminIcon", Value: text.Icon, Max: content.MaxLine, LTR: true}
	case "canonical_url":
		return Field{LabelID: "AdminCanonical", Kind: URL, Value: text.CanonicalURL, Max: content.MaxLine, HelpID: "AdminCanonicalHelp"}
	case "seo_title":
		return Field{LabelID: "AdminSEOTitle", Value: text.SEOTitle, Max: content.MaxSEOTitle, Lang: l}
	}
	return Field{LabelID: "AdminSEODescription", Kind: Area, Rows: 2, Value: text.SEODescription, Max: content.MaxSEODescription, Lang: l}
}

// oneLine returns text with blanks for its line ends: the field of a title
// grows, and takes them where no script keeps them out.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\r' || r == '\n' }), " ")
}

// fieldsOf reads the fields of the editor's form. A date that cannot be read
// is said to be wrong and the rest is returned.
func fieldsOf(form url.Values, zone *time.Location) (content.Fields, error) {
	f := content.Fields{
		Title: oneLine(form.Get("title")), Slug: form.Get("slug"), Excerpt: form.Get("excerpt"), Body: form.Get("body"),
		SEOTitle: form.Get("seo_title"), SEODescription: form.Get("seo_description"),
		Cover: form.Get("cover"), CoverAlt: form.Get("cover_alt"), Author: form.Get("author"), Translator: form.Get("translator"),
		CanonicalURL: form.Get("canonical_url"), Link: form.Get("link"), Icon: form.Get("icon"),
	}
	for name := range strings.FieldsFuncSeq(form.Get("tags"), func(r rune) bool { return r == ',' || r == '،' || r == '、' }) {
		if name = strings.TrimSpace(name); name != "" {
			f.Tags = append(f.Tags, name)
		}
	}
	if written := form.Get("date"); written != "" {
		m, err := content.ReadClock(written, zone)
		if err != nil {
			return f, errs.Invalid{"date": "PostDateInvalid"}
		}
		f.PublishedAt, f.UTCOffset = &m.At, m.UTCOffset
	}
	return f, nil
}
