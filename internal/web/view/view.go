// Package view turns page structs into HTML, in the language of the page.
package view

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"sync"

	"verso/internal/locale"
	"verso/internal/message"
)

// Config is what views are made of.
type Config struct {
	// Templates holds layout/AREA.html, partial/*.html, a folder of pages for
	// each area, perhaps with partials of its own in AREA/partial/*.html, and
	// pages that need none of those at the root: error.html.
	Templates fs.FS
	Assets    *Assets
	Catalog   *message.Catalog
}

// Views renders pages by name: "public/article" is public/article.html inside
// layout/public.html. It is safe for use by many goroutines.
type Views struct {
	templates fs.FS
	assets    *Assets
	catalog   *message.Catalog
	files     map[string][]string // what the page of a name is parsed from
	pages     sync.Map            // binding to func() (*template.Template, error)
}

// A binding names a page with its words in one locale.
type binding struct {
	page   string
	locale locale.Tag
}

// layout is the template of a page file or its layout that is the whole document.
const layout = "layout"

// Load finds every template. One is parsed, and its words, dates and assets are
// bound to a locale, when it is first rendered there: most sites show a few
// pages in a few of the languages.
func Load(cfg Config) (*Views, error) {
	v := &Views{templates: cfg.Templates, assets: cfg.Assets, catalog: cfg.Catalog, files: map[string][]string{}}
	files, err := fs.Glob(cfg.Templates, "*/*.html")
	if err != nil {
		return nil, fmt.Errorf("load templates: %w", err)
	}
	for _, file := range files {
		area := path.Dir(file)
		if area == "layout" || area == "partial" {
			continue
		}
		patterns := []string{"layout/" + area + ".html", "partial/*.html", file}
		own := area + "/partial/*.html"
		if partials, err := fs.Glob(cfg.Templates, own); err == nil && len(partials) > 0 {
			patterns = append(patterns, own)
		}
		v.files[strings.TrimSuffix(file, ".html")] = patterns
	}
	whole, err := fs.Glob(cfg.Templates, "*.html")
	if err != nil {
		return nil, fmt.Errorf("load templates: %w", err)
	}
	for _, file := range whole {
		v.files[strings.TrimSuffix(file, ".html")] = []string{file}
	}
	return v, nil
}

// Template returns the document that Render executes. Tests check its types.
func (v *Views) Template(l locale.Tag, name string) (*template.Template, error) {
	b := binding{name, l}
	once, known := v.pages.Load(b)
	if !known {
		if v.files[name] == nil {
			return nil, fmt.Errorf("render %s: no such template", name)
		}
		once, _ = v.pages.LoadOrStore(b, sync.OnceValues(func() (*template.Template, error) { return v.bind(b) }))
	}
	return once.(func() (*template.Template, error))()
}

// bind parses a page with its words in its locale.
func (v *Views) bind(b binding) (*template.Template, error) {
	t, err := template.New(b.page).Funcs(v.funcs(b.locale)).ParseFS(v.templates, v.files[b.page]...)
	if err != nil {
		return nil, fmt.Errorf("load template %s: %w", b.page, err)
	}
	document := t.Lookup(layout)
	if document == nil {
		return nil, fmt.Errorf("load template %s: nothing defines %q", b.page, layout)
	}
	v.fold(t, speaker{locale: b.locale, words: v.catalog.For(b.locale)})
	return document, nil
}

// Names returns the names of all pages, in no particular order.
func (v *Views) Names() []string {
	names := make([]string, 0, len(v.files))
	for name := range v.files {
		names = append(names, name)
	}
	return names
}

// Render returns the page in the words of l. Nothing has been sent when it
// fails, so the caller can still answer with an error.
func (v *Views) Render(l locale.Tag, name string, page any) ([]byte, error) {
	t, err := v.Template(l, name)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Grow(16 << 10)
	if err := t.Execute(&out, page); err != nil {
		return nil, fmt.Errorf("render %s in %s: %w", name, l, err)
	}
	return out.Bytes(), nil
}
