// Package content is what is written: a group is one work, a post is that work in one locale.
package content

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"verso/internal/errs"
	"verso/internal/locale"
)

// Identifiers, unique within their kind.
type (
	GroupID int64
	PostID  int64
	TermID  int64
	TagID   int64
	MediaID int64
	UserID  int64
)

// A Kind is what a work is, for every locale it exists in.
type Kind string

// The kinds of work.
const (
	Article Kind = "article"
	Page    Kind = "page"
	Project Kind = "project"
)

// Kinds lists every kind of work.
func Kinds() []Kind { return []Kind{Article, Page, Project} }

// A Status is how far a post is on its way to readers.
type Status string

// The statuses, in the order a post passes through them.
const (
	Draft     Status = "draft"
	InReview  Status = "review"
	Scheduled Status = "scheduled"
	Published Status = "published"
	Archived  Status = "archived"
	Trashed   Status = "trashed"
)

// A Post is a work in one locale.
type Post struct {
	ID      PostID
	GroupID GroupID
	Kind    Kind
	Locale  locale.Tag
	Slug    string // unique per locale and kind
	Title   string
	Excerpt string
	Body    string // Markdown
	Status  Status

	PublishedAt      *time.Time // the date readers see, and order by; UTC
	UTCOffset        int        // minutes east of UTC of the author's clock: keeps the day as written
	FirstPublishedAt *time.Time // when readers could first read it; nil if they never could
	CreatedAt        time.Time
	UpdatedAt        time.Time // last change of what readers see

	Author       string
	Translator   string
	CanonicalURL string // where the text lives on another host, or ""
	Cover        string // reference to an image, as images in Body are written
	CoverAlt     string
	Link         string // of a project: where it is
	Icon         string // of a project
	Extra        string // front-matter keys Verso has no use for, as a JSON object, or ""

	SEOTitle       string     // what search engines and link previews show instead of Title, or ""
	SEODescription string     // and instead of Excerpt
	AuthorID       UserID     // who owns it; 0: nobody in particular
	EditorID       UserID     // who made its last revision; 0: nobody in particular
	TrashedAt      *time.Time // since when it is trashed

	SourceID *PostID // the post it was translated from, if recorded
	Lead     string  // first words of Body, where Excerpt is empty; made when it is saved
	Revision int     // counts from 1; each save adds one
	BodyHash string  // SHA-256 of Body, hex
	Words    int     // reading units of Body
}

// A Summary is what lists show of a post: everything but the body.
type Summary struct {
	ID          PostID
	GroupID     GroupID
	Kind        Kind
	Locale      locale.Tag
	Slug        string
	Title       string
	Excerpt     string
	Lead        string
	Status      Status
	PublishedAt *time.Time
	UTCOffset   int
	UpdatedAt   time.Time
	Words       int
	Link        string
	Icon        string

	CanonicalURL     string
	FirstPublishedAt *time.Time
	SourceID         *PostID
	AuthorID         UserID
}

// Summary returns p without its body.
func (p Post) Summary() Summary {
	return Summary{
		ID: p.ID, GroupID: p.GroupID, Kind: p.Kind, Locale: p.Locale, Slug: p.Slug, Title: p.Title,
		Excerpt: p.Excerpt, Lead: p.Lead, Status: p.Status, PublishedAt: p.PublishedAt, UTCOffset: p.UTCOffset,
		UpdatedAt: p.UpdatedAt, Words: p.Words, Link: p.Link, Icon: p.Icon,
		CanonicalURL: p.CanonicalURL, FirstPublishedAt: p.FirstPublishedAt, SourceID: p.SourceID,
		AuthorID: p.AuthorID,
	}
}

// Teaser returns the lines that lists show below the title.
func (s Summary) Teaser() string {
	if s.Excerpt != "" {
		return s.Excerpt
	}
	return s.Lead
}

// Date returns the day readers see, on the author's clock.
func (s Summary) Date() time.Time { return authorsDate(s.PublishedAt, s.UTCOffset) }

// Date returns the day readers see, on the author's clock.
func (p Post) Date() time.Time { return authorsDate(p.PublishedAt, p.UTCOffset) }

func authorsDate(at *time.Time, offset int) time.Time {
	if at == nil {
		return time.Time{}
	}
	return at.In(time.FixedZone("", offset*60))
}

// WasPublic reports whether readers have ever been able to read the post and
// its absence may therefore be named (rules 34 and 36).
func (s Summary) WasPublic() bool {
	return s.FirstPublishedAt != nil && (s.Status == Archived || s.Status == Draft || s.Status == InReview)
}

// Publish makes p public from now on; a date in the future schedules it.
// Publishing twice keeps the first date.
func (p *Post) Publish(now time.Time) {
	if p.PublishedAt == nil {
		p.PublishedAt = &now
	}
	if p.PublishedAt.After(now) {
		p.Status = Scheduled
		return
	}
	p.Status = Published
	if p.FirstPublishedAt == nil {
		p.FirstPublishedAt = &now
	}
}

// Limits of the fields, in characters (Unicode code points).
const (
	MaxTitle   = 300
	MaxExcerpt = 2000
	MaxBody    = 256 << 10 // bytes: what is stored is what markdown renders (trust 0.7)
)

// Validate reports every field that a reader could not be shown.
func (p Post) Validate() error {
	bad := errs.Invalid{}
	if p.Title == "" {
		bad["title"] = "PostTitleRequired"
	} else if utf8.RuneCountInString(p.Title) > MaxTitle {
		bad["title"] = "PostTitleTooLong"
	}
	if ValidSlug(p.Slug) != nil {
		bad["slug"] = "PostSlugInvalid"
	}
	if utf8.RuneCountInString(p.Excerpt) > MaxExcerpt {
		bad["excerpt"] = "PostExcerptTooLong"
	}
	if len(p.Body) > MaxBody {
		bad["body"] = "PostBodyTooLong"
	}
	for field, text := range map[string]string{"excerpt": p.Excerpt, "body": p.Body, "seo_description": p.SEODescription} {
		if !CleanText(text) {
			bad[field] = "TextInvalid"
		}
	}
	for field, line := range map[string]string{
		"title": p.Title, "author": p.Author, "translator": p.Translator, "seo_title": p.SEOTitle,
	} {
		if !CleanLine(line) {
			bad[field] = "TextInvalid"
		}
	}
	if len(bad) > 0 {
		return bad
	}
	return nil
}

// CleanLine reports whether s is a CleanText of one line that shows its letters
// in the order a reader sees around it: a title or name without the controls
// that turn what follows (trust T32). Joiners, which Persian and emoji need,
// are no such controls.
func CleanLine(s string) bool {
	return CleanText(s) && !strings.ContainsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' || TurnsText(r) })
}

// TurnsText reports whether r embeds, overrides or isolates the direction of
// what follows: U+202A to U+202E and U+2066 to U+2069 (Unicode UAX #9). Within
// a text they are held by its element.
func TurnsText(r rune) bool { return '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' }

// CleanText reports whether both databases can keep s and a page can show it:
// valid UTF-8, no NUL, no control characters but tab and line ends (trust T34).
func CleanText(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return false
		}
	}
	return true
}
