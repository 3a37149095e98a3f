package importer

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"verso/internal/content"
	"verso/internal/frontmatter"
)

// patterns are how the old site made addresses of its texts.
type patterns struct {
	jekyll string            // of dated posts; "" is Jekyll's own
	source string            // the folder of Jekyll's settings, between slashes; "" when it has none
	hugo   map[string]string // by section
}

// jekyllStyles are the names that Jekyll has for patterns.
var jekyllStyles = map[string]string{
	"":        "/:categories/:year/:month/:day/:title",
	"date":    "/:categories/:year/:month/:day/:title",
	"pretty":  "/:categories/:year/:month/:day/:title",
	"ordinal": "/:categories/:year/:y_day/:title",
	"none":    "/:categories/:title",
}

// read takes the patterns from the settings of a generator.
func (p *patterns) read(name string, h frontmatter.Header) {
	if path.Base(stem(name)) == "_config" {
		p.jekyll = h.Text("permalink")
		p.source = strings.TrimSuffix(path.Join("/", path.Dir(name)), "/") + "/"
		return
	}
	table := h.Table("permalinks")
	for _, f := range append(table.Table("page"), table...) {
		if pattern := frontmatter.Text(f.Value); pattern != "" && p.hugo[f.Key] == "" {
			p.hugo[f.Key] = pattern
		}
	}
}

// address returns the address that a text had on the old site, without its
// locale: what the generator made of its path.
func (p *patterns) address(v *Variant, d *document, rest string) string {
	folder, _, isPost := strings.Cut("/"+rest, "/_posts/")
	section, _, inSection := strings.Cut(v.work, "/")
	pattern := p.hugo[section]
	switch {
	case isPost && v.Dated:
		pattern = p.jekyll
		if named, ok := jekyllStyles[pattern]; ok {
			pattern = named
		}
	case !inSection || pattern == "":
		return v.work
	}
	if own := d.Header.Text("permalink"); strings.Contains(own, "/:") {
		pattern = own
	}
	if !strings.Contains(pattern, ":") { // a style that this does not know
		return v.work
	}
	_, name := nameAndDate(v.work)
	at := v.Post.Date()
	slug := name
	if v.said != "" {
		slug = v.said
	}
	values := map[string]string{
		"year": at.Format("2006"), "short_year": at.Format("06"), "month": at.Format("01"), "i_month": at.Format("1"),
		"day": at.Format("02"), "i_day": at.Format("2"), "y_day": at.Format("002"), "yearday": strconv.Itoa(at.YearDay()),
		"title": name, "slug": slug, "filename": name, "contentbasename": name, "slugorfilename": slug, "slugorcontentbasename": slug,
		"section": section, "sections": path.Dir(v.work), "output_ext": "", "categories": p.categories(folder, d.Header),
	}
	if !isPost { // Hugo's
		values["title"] = content.Slugify(v.Post.Title)
		if v.said == "" {
			values["slug"] = values["title"]
		}
	}
	known := true
	made := patternWord.ReplaceAllStringFunc(pattern, func(word string) string {
		value, ok := values[strings.ToLower(word[1:])]
		known = known && ok && (v.Dated || !dateWords[strings.ToLower(word[1:])])
		return value
	})
	if made = nfc(strings.Trim(path.Clean("/"+made), "/")); !known || made == "" {
		return v.work
	}
	return stemHTML(made)
}

// dateWords mean nothing for a text without a date.
var dateWords = map[string]bool{
	"year": true, "short_year": true, "month": true, "i_month": true, "day": true, "i_day": true, "y_day": true, "yearday": true,
}

var patternWord = regexp.MustCompile(`:[A-Za-z_]+`)

// stemHTML returns an address as links are looked up: without ".html".
func stemHTML(address string) string {
	return strings.TrimSuffix(strings.TrimSuffix(address, ".html"), ".htm")
}

// categories returns the folders and categories that Jekyll puts before the
// date. Folders count below the folder of its settings.
func (p *patterns) categories(folder string, h frontmatter.Header) string {
	var all []string
	if below, ok := strings.CutPrefix(folder+"/", p.source); ok && p.source != "" {
		all = append(all, strings.Trim(below, "/"))
	}
	for _, key := range []string{"categories", "category"} {
		if field, ok := h.First(key); ok {
			for _, name := range tagNames(field.Value) {
				all = append(all, content.Slugify(name))
			}
			break
		}
	}
	return strings.Join(all, "/")
}
