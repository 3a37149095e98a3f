package importer

import (
	"encoding/json"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"verso/internal/content"
	"verso/internal/frontmatter"
)

// fields reads the keys of a header, remembers which it had a use for, and
// collects warnings.
type fields struct {
	doc  *document
	h    frontmatter.Header
	used []string
}

// text returns the first of keys that holds text, as one line.
func (f *fields) text(keys ...string) string {
	for _, key := range keys {
		if s := oneLine(f.h.Text(key)); s != "" {
			f.used = append(f.used, key)
			return s
		}
	}
	return ""
}

func (f *fields) flag(key string) (value, ok bool) {
	field, there := f.h.Lookup(key)
	if !there {
		return false, false
	}
	if value, ok = frontmatter.Bool(field.Value); ok {
		f.used = append(f.used, key)
	}
	return value, ok
}

// date returns the first of keys that holds a date. One that cannot be read
// is a warning.
func (f *fields) date(keys ...string) (t time.Time, offset int, ok bool) {
	for _, key := range keys {
		field, there := f.h.First(key)
		written := frontmatter.Text(field.Value)
		if _, isFlag := frontmatter.Bool(field.Value); !there || written == "" || isFlag {
			continue
		}
		f.used = append(f.used, key)
		t, offset, err := frontmatter.ParseDate(written)
		if err == nil {
			return t, offset, true
		}
		f.doc.warn(field.Line, fmt.Sprintf("%s: %v; it was left out", field.Key, err))
	}
	return time.Time{}, 0, false
}

// names returns a list of names: text, a list of texts, of tables with a name
// each, or of lists that begin with one.
func (f *fields) names(keys ...string) []string {
	for _, key := range keys {
		field, ok := f.h.Lookup(key)
		if !ok {
			continue
		}
		if field.Value == nil {
			f.used = append(f.used, key)
			continue
		}
		var names []string
		plain := true
		for _, v := range list(field.Value) {
			name := oneLine(frontmatter.Text(v))
			switch v := v.(type) {
			case frontmatter.Header:
				name, plain = oneLine(v.Text("name", "title")), false
			case []any:
				plain = false
				if len(v) > 0 {
					name = oneLine(frontmatter.Text(v[0]))
				}
			}
			if name != "" {
				names = append(names, name)
			}
		}
		if len(names) == 0 {
			continue
		}
		if plain { // tables hold more than names: an export gives them back
			f.used = append(f.used, key)
		}
		return names
	}
	return nil
}

// list returns a value as a list; null is empty.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// tags returns the tags in every shape generators know: a list, a table of
// taxonomies, one text with commas, or words (Jekyll). Categories are tags
// too; keywords only where there is nothing else.
//
// named is every name that can stand in an address, also those that make the
// same tag.
func (f *fields) tags() (tags []string, named []tagName) {
	add := func(h frontmatter.Header, keys ...string) {
		for _, key := range keys {
			field, ok := h.Lookup(key)
			if !ok {
				continue
			}
			for _, name := range tagNames(field.Value) {
				slug := content.Slugify(name)
				if slug == "" {
					f.doc.warn(field.Line, fmt.Sprintf("the tag %q was left out: nothing of it can stand in an address", name))
					continue
				}
				named = append(named, tagName{name, field.Line})
				if !slices.ContainsFunc(tags, func(have string) bool { return content.Slugify(have) == slug }) {
					tags = append(tags, name)
				}
			}
		}
	}
	add(f.h, "tags", "tag")
	for _, key := range []string{"taxonomies", "taxonimies"} {
		if t := f.h.Table(key); t != nil {
			add(t, "tags", "categories")
		}
	}
	add(f.h, "categories", "category")
	f.used = append(f.used, "tags", "tag", "taxonomies", "taxonimies", "categories", "category")
	if len(tags) == 0 {
		add(f.h, "keywords")
		f.used = append(f.used, "keywords")
	}
	return tags, named
}

func tagNames(v any) []string {
	if s, ok := v.(string); ok {
		if strings.Contains(s, ",") {
			return trimmed(strings.Split(s, ","))
		}
		return strings.Fields(oneLine(s))
	}
	var names []string
	for _, each := range list(v) {
		names = append(names, frontmatter.Text(each))
	}
	return trimmed(names)
}

func trimmed(names []string) []string {
	for i := range names {
		names[i] = oneLine(names[i])
	}
	return slices.DeleteFunc(names, func(s string) bool { return s == "" })
}

// cover returns the picture of the post and its alternative text.
func (f *fields) cover() (ref, alt string) {
	for _, key := range []string{"cover", "image", "featured_image", "featuredImage", "thumbnail", "banner", "hero", "images"} {
		field, ok := f.h.First(key)
		if !ok {
			continue
		}
		for _, v := range list(field.Value) {
			ref, alt = oneLine(frontmatter.Text(v)), ""
			if t, ok := v.(frontmatter.Header); ok {
				ref, alt = oneLine(t.Text("image", "src", "url", "path", "file")), oneLine(t.Text("alt", "caption"))
			} else if ref != "" {
				f.used = append(f.used, key)
			}
			if ref != "" {
				if alt == "" {
					alt = f.text("cover_alt", "coverAlt", "image_alt", "imageAlt")
				}
				return ref, alt
			}
		}
	}
	return oneLine(f.h.Table("extra").Text("local_image")), ""
}

// link returns an absolute web address, or "". What is none is reported, and
// kept among the author's own keys.
func (f *fields) link(keys ...string) string {
	for _, key := range keys {
		s := f.h.Text(key)
		if u, err := url.Parse(s); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
			f.used = append(f.used, key)
			return s
		}
		if field, ok := f.h.First(key); ok && s != "" {
			f.doc.warn(field.Line, fmt.Sprintf("%s: %q is no web address such as https://example.org/page; it was left out", field.Key, s))
		}
	}
	return ""
}

// extra returns the keys that Verso has no use for, as a JSON object, so that
// an export gives them back.
func (f *fields) extra() string {
	rest := f.h.Without(f.used...)
	if len(rest) == 0 {
		return ""
	}
	data, err := json.Marshal(rest)
	if err != nil { // a value that JSON does not know: nothing of ours
		return ""
	}
	return string(data)
}

// title returns the title, else the name, else the first heading, else the
// name of the file; body is the text without a heading that became the title.
func (f *fields) title(name string) (title, body string) {
	body = f.doc.Body
	if title = f.text("title"); title == "" {
		if title = f.text("name", "linkTitle"); title != "" {
			f.doc.warn(0, fmt.Sprintf("has no title; its name %q was taken", title))
		} else if title, body = takeHeading(body); title == "" {
			title = nameTitle(name)
			f.doc.warn(0, fmt.Sprintf("has no title; %q was made of its file name", title))
		}
	}
	if cut := cutTo(title, content.MaxTitle); cut != title {
		f.doc.warn(0, fmt.Sprintf("the title is longer than %d characters; it was cut", content.MaxTitle))
		title = cut
	}
	return title, body
}

// nameTitle makes words of a file name.
func nameTitle(name string) string {
	words := strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " ")
	first, n := utf8.DecodeRuneInString(words)
	if n == 0 {
		return path.Base(name)
	}
	return strings.ToUpper(string(first)) + words[n:]
}

// cutTo returns at most n characters of s.
func cutTo(s string, n int) string {
	for i := range s {
		if n == 0 {
			return strings.TrimSpace(s[:i])
		}
		n--
	}
	return s
}
