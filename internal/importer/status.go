package importer

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/frontmatter"
)

// datedName is a file name that begins with a date, with or without zeros.
var datedName = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2})[-_](.+)$`)

// splitName returns the date and the name of a file or bundle.
func splitName(name string) (date, rest string) {
	if m := datedName.FindStringSubmatch(name); m != nil {
		if _, _, err := frontmatter.ParseDate(m[1]); err == nil {
			return m[1], m[2]
		}
	}
	return "", name
}

// datedFolder is an address whose folders are a date, as Docusaurus reads it:
// "blog/2021/02/03/name", "blog/2021-02-03/name".
var datedFolder = regexp.MustCompile(`(?:^|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/]([^/]+)$`)

// nameAndDate returns the name of a file or bundle, and the date that it or
// its folders say, or "".
func nameAndDate(address string) (date, name string) {
	if date, name = splitName(path.Base(address)); date != "" {
		return date, name
	}
	if m := datedFolder.FindStringSubmatch(address); m != nil {
		written := strings.Join(m[1:4], "-")
		if _, _, err := frontmatter.ParseDate(written); err == nil {
			return written, m[4]
		}
	}
	return "", name
}

// dates fills in the date readers see and the last change. inName is the date
// in the name of the file, or "". Dates without a zone are UTC. A day of
// publication that is still to come goes before the date of the text.
func (f *fields) dates(v *Variant, inName string, now time.Time) {
	t, offset, ok := f.date("date", "publishDate", "publish_date", "pubDate", "published_at", "published", "created_at", "created")
	if later, zone, there := f.date("publishDate", "publish_date"); there && later.After(now) {
		t, offset, ok = later, zone, true
	}
	if !ok && inName != "" {
		var err error
		t, offset, err = frontmatter.ParseDate(inName)
		ok = err == nil
	}
	if ok {
		v.Dated, v.Post.PublishedAt, v.Post.UTCOffset = true, &t, offset
	}
	if changed, _, ok := f.date("updated", "lastmod", "last_modified_at", "modified", "updated_at"); ok {
		v.Post.UpdatedAt = changed
	}
}

// status reads the marks of a draft; what is none is public, or will be on
// its date, or was until it expired.
func (f *fields) status(v *Variant, now time.Time) {
	v.Post.Status = content.Published
	if f.isDraft() || draftPlace(v.Path, v.work) {
		v.Post.Status = content.Draft
	}
	expiry, _, ok := f.date("expiryDate", "expiry_date", "expires", "unpublishDate", "unpublish_date", "expirationDate")
	if ok && !expiry.After(now) && v.Post.Status == content.Published {
		v.Post.Status = content.Archived
	}
}

// isDraft reads every mark of a draft that generators know. A mark that says
// neither yes nor no is read as a draft: what is public by mistake cannot be
// taken back.
func (f *fields) isDraft() bool {
	draft := false
	for _, key := range []string{"draft", "isDraft", "is_draft", "private", "unpublished"} {
		field, there := f.h.First(key)
		if !there {
			continue
		}
		said, readable := f.flag(key)
		if !readable && strings.HasSuffix(strings.ToLower(key), "draft") {
			f.doc.warn(field.Line, fmt.Sprintf("%s is neither true nor false; it was read as a draft", field.Key))
			said = true
		}
		draft = draft || said
	}
	for _, key := range []string{"published", "publish"} {
		if public, ok := f.flag(key); ok && !public {
			draft = true
		}
	}
	switch strings.ToLower(f.h.Text("status")) {
	case "draft", "private", "pending", "unpublished":
		draft = true
	}
	for _, key := range []string{"build", "_build"} { // Hugo
		switch strings.ToLower(f.h.Table(key).Text("render")) {
		case "never", "false":
			draft = true
		}
	}
	return draft
}

// draftPlace reports whether a file lies where drafts do, or is a template:
// "drafts/a.md", "_TEMPLATE.md".
func draftPlace(name, address string) bool {
	for folder := range strings.SplitSeq(path.Dir(name), "/") {
		if strings.EqualFold(strings.TrimPrefix(folder, "_"), "drafts") {
			return true
		}
	}
	return strings.HasPrefix(path.Base(address), "_")
}
