package content

import (
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"verso/internal/errs"
)

// Fields are what a person writes of a post: everything an editor shows.
// Drafts keep them as JSON.
type Fields struct {
	Title          string     `json:"title,omitempty"`
	Slug           string     `json:"slug,omitempty"` // "" has one made of the title
	Excerpt        string     `json:"excerpt,omitempty"`
	Body           string     `json:"body,omitempty"` // Markdown
	SEOTitle       string     `json:"seo_title,omitempty"`
	SEODescription string     `json:"seo_description,omitempty"`
	Tags           []string   `json:"tags,omitempty"` // names, in the author's order
	Cover          string     `json:"cover,omitempty"`
	CoverAlt       string     `json:"cover_alt,omitempty"`
	Author         string     `json:"author,omitempty"`    // the name readers see
	AuthorID       UserID     `json:"author_id,omitempty"` // who owns the post; 0 leaves it as it is
	Translator     string     `json:"translator,omitempty"`
	CanonicalURL   string     `json:"canonical_url,omitempty"`
	Link           string     `json:"link,omitempty"`
	Icon           string     `json:"icon,omitempty"`
	PublishedAt    *time.Time `json:"published_at,omitempty"` // the date readers see; UTC
	UTCOffset      int        `json:"utc_offset,omitempty"`   // minutes east of UTC of the author's clock then
}

// Fields returns what a person wrote of p; tags are the names of its tags.
func (p Post) Fields(tags []string) Fields {
	return Fields{
		Title: p.Title, Slug: p.Slug, Excerpt: p.Excerpt, Body: p.Body,
		SEOTitle: p.SEOTitle, SEODescription: p.SEODescription, Tags: tags,
		Cover: p.Cover, CoverAlt: p.CoverAlt, Author: p.Author, AuthorID: p.AuthorID, Translator: p.Translator,
		CanonicalURL: p.CanonicalURL, Link: p.Link, Icon: p.Icon,
		PublishedAt: p.PublishedAt, UTCOffset: p.UTCOffset,
	}
}

// With returns p with what a person wrote, but for the tags, which are rows
// of their own.
func (p Post) With(f Fields) Post {
	p.Title, p.Slug, p.Excerpt, p.Body = f.Title, f.Slug, f.Excerpt, f.Body
	p.SEOTitle, p.SEODescription = f.SEOTitle, f.SEODescription
	p.Cover, p.CoverAlt, p.Author, p.Translator = f.Cover, f.CoverAlt, f.Author, f.Translator
	p.CanonicalURL, p.Link, p.Icon = f.CanonicalURL, f.Link, f.Icon
	p.PublishedAt, p.UTCOffset = f.PublishedAt, f.UTCOffset
	if f.AuthorID != 0 {
		p.AuthorID = f.AuthorID
	}
	return p
}

// texts returns the fields that are text, by the name that errors and forms
// have for them.
func (f *Fields) texts() map[string]*string {
	return map[string]*string{
		"title": &f.Title, "slug": &f.Slug, "excerpt": &f.Excerpt, "body": &f.Body,
		"seo_title": &f.SEOTitle, "seo_description": &f.SEODescription, "cover": &f.Cover, "cover_alt": &f.CoverAlt,
		"author": &f.Author, "translator": &f.Translator, "canonical_url": &f.CanonicalURL, "link": &f.Link, "icon": &f.Icon,
	}
}

// Text returns the field of a name, to read or to change; nil for one that is
// no text.
func (f *Fields) Text(name string) *string { return f.texts()[name] }

// Differs names the fields in which two people wrote something else, in
// order: those of Text, "tags", "author_id" and "date".
func (f Fields) Differs(other Fields) []string {
	var names []string
	theirs := other.texts()
	for name, text := range f.texts() {
		if *text != *theirs[name] {
			names = append(names, name)
		}
	}
	if !slices.Equal(f.Tags, other.Tags) {
		names = append(names, "tags")
	}
	if f.AuthorID != other.AuthorID {
		names = append(names, "author_id")
	}
	sameDate := f.PublishedAt == nil && other.PublishedAt == nil ||
		f.PublishedAt != nil && other.PublishedAt != nil && f.PublishedAt.Equal(*other.PublishedAt)
	if !sameDate || f.UTCOffset != other.UTCOffset {
		names = append(names, "date")
	}
	slices.Sort(names)
	return names
}

// Equal reports whether two people wrote the same.
func (f Fields) Equal(other Fields) bool { return len(f.Differs(other)) == 0 }

// Trimmed returns f as it is kept: lines without blanks around them, line
// ends as one line feed, tags once each, times to the microsecond.
func (f Fields) Trimmed() Fields {
	ends := strings.NewReplacer("\r\n", "\n", "\r", "\n")
	for name, text := range f.texts() {
		*text = ends.Replace(*text)
		if name != "body" {
			*text = strings.TrimSpace(*text)
		}
	}
	var tags []string
	for _, name := range f.Tags {
		name = strings.Join(strings.Fields(name), " ")
		known := func(other string) bool { return Slugify(other) == Slugify(name) }
		if name != "" && !slices.ContainsFunc(tags, known) {
			tags = append(tags, name)
		}
	}
	f.Tags = tags
	if f.PublishedAt != nil {
		at := f.PublishedAt.UTC().Truncate(time.Microsecond)
		f.PublishedAt = &at
	}
	return f
}

// Limits of what people write beside Post's own, in characters but for
// MaxTags.
const (
	MaxSEOTitle       = 300
	MaxSEODescription = 1000
	MaxLine           = 2000 // cover, alternative text, addresses
	MaxName           = 200  // of an author or a tag
	MaxTags           = 50
)

// Validate reports every field that the person has to mend, beside those that
// Post.Validate looks at: names of tags, addresses, lengths (trust T32, T34).
func (f Fields) Validate() error {
	bad := errs.Invalid{}
	line := func(field, value string, limit int) {
		switch {
		case !CleanLine(value):
			bad[field] = "TextInvalid"
		case utf8.RuneCountInString(value) > limit:
			bad[field] = "PostFieldTooLong"
		}
	}
	line("seo_title", f.SEOTitle, MaxSEOTitle)
	line("cover", f.Cover, MaxLine)
	line("author", f.Author, MaxName)
	line("translator", f.Translator, MaxName)
	line("icon", f.Icon, MaxLine)
	for field, text := range map[string]string{"seo_description": f.SEODescription, "cover_alt": f.CoverAlt} {
		switch {
		case !CleanText(text):
			bad[field] = "TextInvalid"
		case utf8.RuneCountInString(text) > MaxSEODescription:
			bad[field] = "PostFieldTooLong"
		}
	}
	for field, address := range map[string]string{"canonical_url": f.CanonicalURL, "link": f.Link} {
		if address != "" && !webAddress(address) {
			bad[field] = "PostAddressInvalid"
		}
	}
	if len(f.Tags) > MaxTags {
		bad["tags"] = "PostTagsTooMany"
	}
	for _, name := range f.Tags {
		if !CleanLine(name) || Slugify(name) == "" || utf8.RuneCountInString(name) > MaxName {
			bad["tags"] = "PostTagInvalid"
		}
	}
	if len(bad) > 0 {
		return bad
	}
	return nil
}

// webAddress reports whether s is an absolute http or https URL.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && CleanLine(s) && len(s) <= MaxLine && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil
}
