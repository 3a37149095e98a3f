package importer

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/frontmatter"
	"verso/internal/locale"
	"verso/internal/store"
)

// VersoTable is the key of a text's header below which an export keeps what
// only Verso knows. A text that has it is read to the letter.
const VersoTable = "verso"

// exportKeys are the other keys that an export writes itself; an author's own
// key of such a name is kept below VersoTable.
var exportKeys = []string{
	"title", "slug", "lang", "translationKey", "date", "updated", "draft", "weight", "tags", "author", "translator",
	"excerpt", "seo_title", "seo_description", "canonical_url", "cover", "cover_alt", "link", "icon", "aliases", VersoTable,
}

// ExportKey reports whether an export writes a key of this name itself, in
// whatever spelling.
func ExportKey(name string) bool {
	return slices.ContainsFunc(exportKeys, func(key string) bool { return strings.EqualFold(key, name) })
}

// saved is what the file of an export tells beyond other files.
type saved struct {
	id        content.PostID // 0 in a file that was added
	published *time.Time     // nil for a draft without a date
	created   time.Time
	first     *time.Time       // when readers could first read it
	past      []store.GoneSlug // addresses it had
	tagSlugs  []string         // of its tags, in order
	pictures  map[string]string
	names     map[string]string // of pictures, by file
	isSource  bool
	from      locale.Tag // of the variant it was translated from
	ledger    string     // the path its first import had, or ""
}

// readSaved reads a text of an export: every key means just what it says, and
// the text is what follows the header, byte for byte.
func readSaved(d *document, m mark, now time.Time) Variant {
	h, table := d.Header, d.Header.Table(VersoTable)
	v := Variant{
		Path: d.Path, Line: d.BodyLine, Raw: d.Raw, begins: d.BodyLine,
		Address:  address("", m.Rest),
		spelling: m.Spelling,
		key:      word(h, "translationKey"),
		saved:    &saved{},
	}
	s, p := v.saved, &v.Post
	p.Locale = m.Locale
	p.Title, p.Body = word(h, "title"), string(bodyOf(d))
	p.Excerpt, p.Author, p.Translator = word(h, "excerpt"), word(h, "author"), word(h, "translator")
	p.SEOTitle, p.SEODescription = word(h, "seo_title"), word(h, "seo_description")
	p.CanonicalURL, p.Cover, p.CoverAlt = word(h, "canonical_url"), word(h, "cover"), word(h, "cover_alt")
	p.Link, p.Icon = word(h, "link"), word(h, "icon")
	if p.Title == "" {
		p.Title = nameTitle(path.Base(v.Address))
		d.warn(0, fmt.Sprintf("has no title; %q was made of its file name", p.Title))
	}
	if p.Kind = content.Kind(word(table, "kind")); !slices.Contains(content.Kinds(), p.Kind) {
		p.Kind = kindOf(d, m.Rest)
	}
	if p.Slug = word(h, "slug"); content.ValidSlug(p.Slug) != nil {
		f := &fields{doc: d, h: h}
		_, p.Slug = f.slug(path.Base(v.Address))
	}
	v.said, v.wanted = p.Slug, p.Slug
	v.Position, _ = strconv.Atoi(word(h, "weight"))

	if t, offset, ok := dateIn(d, h, "date"); ok {
		p.PublishedAt, p.UTCOffset, v.Dated = &t, offset, true
	}
	p.UpdatedAt, _, _ = dateIn(d, h, "updated")
	s.created, _, _ = dateIn(d, table, "created")
	if t, _, ok := dateIn(d, table, "first_published"); ok {
		s.first = &t
	}
	if t, _, ok := dateIn(d, table, "trashed"); ok {
		p.TrashedAt = &t
	}
	p.Status = statusOf(h, table)
	if p.PublishedAt == nil && (p.Status == content.Published || p.Status == content.Scheduled) {
		p.PublishedAt = &now
	}
	if p.Status == content.Published && s.first == nil && p.PublishedAt.After(now) {
		p.Status = content.Scheduled // it was a draft when it was exported
	}
	s.published = p.PublishedAt

	id, _ := strconv.ParseInt(word(table, "id"), 10, 64)
	s.id = content.PostID(id)
	s.readTags(&v, h, table)
	s.isSource = word(table, "source") == "true"
	s.from, _ = locale.Parse(word(table, "translated_from"))
	if origin := table.Table("origin"); origin != nil {
		s.ledger, v.Address = word(origin, "path"), word(origin, "address")
	}
	p.Extra = extraOf(h, table)
	return v
}

// word returns the text of a key as it stands, with the blanks around it.
func word(h frontmatter.Header, key string) string {
	field, _ := h.Lookup(key)
	return plainWord(field.Value)
}

func plainWord(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	return frontmatter.Text(v)
}

func words(h frontmatter.Header, key string) []string {
	field, _ := h.Lookup(key)
	var all []string
	for _, v := range list(field.Value) {
		all = append(all, plainWord(v))
	}
	return all
}

// bodyOf returns what follows the header of a file, as it is.
func bodyOf(d *document) []byte {
	rest := d.Raw
	for range d.BodyLine - 1 {
		at := slices.IndexFunc(rest, func(c byte) bool { return c == '\n' || c == '\r' })
		if at < 0 {
			return nil
		}
		if rest[at] == '\r' && at+1 < len(rest) && rest[at+1] == '\n' {
			at++
		}
		rest = rest[at+1:]
	}
	return rest
}

func dateIn(d *document, h frontmatter.Header, key string) (t time.Time, offset int, ok bool) {
	written := word(h, key)
	if written == "" {
		return t, 0, false
	}
	t, offset, err := frontmatter.ParseDate(written)
	if err != nil {
		field, _ := h.Lookup(key)
		d.warn(field.Line, fmt.Sprintf("%s: %v; it was left out", field.Key, err))
		return time.Time{}, 0, false
	}
	return t, offset, true
}

// statusOf returns the status an export wrote, unless the draft mark beside
// it, which other programs read, was changed since.
func statusOf(h, table frontmatter.Header) content.Status {
	field, _ := h.Lookup("draft")
	draft, _ := frontmatter.Bool(field.Value)
	status := content.Status(word(table, "status"))
	switch status {
	case content.Published, content.Scheduled:
		if draft {
			return content.Draft
		}
		return status
	case content.Draft, content.InReview, content.Archived, content.Trashed:
		if draft {
			return status
		}
		return content.Published
	}
	if draft {
		return content.Draft
	}
	return content.Published
}

// readTags reads the tags. Slugs that do not follow from the names stand
// beside them.
func (s *saved) readTags(v *Variant, h, table frontmatter.Header) {
	v.Tags = words(h, "tags")
	s.tagSlugs = words(table, "tag_slugs")
	if len(s.tagSlugs) == len(v.Tags) {
		return
	}
	s.tagSlugs = nil
	v.Tags = slices.DeleteFunc(v.Tags, func(name string) bool { return content.Slugify(name) == "" })
	for _, name := range v.Tags {
		s.tagSlugs = append(s.tagSlugs, content.Slugify(name))
	}
}

// extraOf puts the author's own keys together again: those at their place in
// the header, and those an export had to set aside.
func extraOf(h, table frontmatter.Header) string {
	var own frontmatter.Header
	for _, f := range h {
		if !ExportKey(f.Key) {
			own = append(own, f)
		}
	}
	aside := word(table, "extra")
	if aside != "" {
		doc, err := frontmatter.Parse([]byte(aside))
		if err != nil || doc.Kind != frontmatter.JSON {
			return aside // never JSON of ours
		}
		own = append(own, doc.Header...)
	}
	if order := words(table, "extra_order"); len(order) > 0 {
		slices.SortStableFunc(own, func(a, b frontmatter.Field) int { return rank(order, a.Key) - rank(order, b.Key) })
	}
	if len(own) == 0 {
		return ""
	}
	data, err := json.Marshal(own)
	if err != nil {
		return ""
	}
	return string(data)
}

// rank returns where a key stands in an order; keys that are not in it come
// last.
func rank(order []string, key string) int {
	if i := slices.Index(order, key); i >= 0 {
		return i
	}
	return len(order)
}
