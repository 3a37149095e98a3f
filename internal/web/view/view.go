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
	assets  *Assets
	catalog *message.Catalog
	pages   map[string]*template.Template // parsed for en-US, never executed
	sets    sync.Map                      // binding to func() (set, error)
}

// A set is every page of an area with its words bound to one locale.
type set map[string]*template.Template

// A binding names a set.
type binding struct {
	area   string
	locale locale.Tag
}

// layout is the template of a page file or its layout that is the whole document.
const layout = "layout"

// Load parses every template. Words, dates and assets are bound to a locale
// when that locale is first rendered.
func Load(cfg Config) (*Views, error) {
	v := &Views{
		assets:  cfg.Assets,
		catalog: cfg.Catalog,
		pages:   map[string]*template.Template{},
	}
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
		if err := v.parse(cfg.Templates, file, patterns...); err != nil {
			return nil, err
		}
	}
	whole, err := fs.Glob(cfg.Templates, "*.html")
	if err != nil {
		return nil, fmt.Errorf("load templates: %w", err)
	}
	for _, file := range whole {
		if err := v.parse(cfg.Templates, file, file); err != nil {
			return nil, err
		}
	}
	return v, nil
}

func (v *Views) parse(fsys fs.FS, file string, patterns ...string) error {
	name := strings.TrimSuffix(file, ".html")
	t, err := template.New(name).Funcs(v.funcs(locale.EnglishUS)).ParseFS(fsys, patterns...)
	if err != nil {
		return fmt.Errorf("load template %s: %w", name, err)
	}
	if t.Lookup(layout) == nil {
		return fmt.Errorf("load template %s: nothing defines %q", name, layout)
	}
	v.pages[name] = t
	return nil
}

// Template returns the document that Render executes. Tests check its types.
func (v *Views) Template(l locale.Tag, name string) (*template.Template, error) {
	b := binding{path.Dir(name), l}
	once, _ := v.sets.LoadOrStore(b, sync.OnceValues(func() (set, error) { return v.bind(b) }))
	pages, err := once.(func() (set, error))()
	if err != nil {
		return nil, err
	}
	t := pages[name]
	if t == nil {
		return nil, fmt.Errorf("render %s: no such template", name)
	}
	return t, nil
}

// bind returns the pages of an area with their words in its locale.
func (v *Views) bind(b binding) (set, error) {
	pages, l := set{}, b.locale
	for name, t := range v.pages {
		if path.Dir(name) != b.area {
			continue
		}
		bound, err := t.Clone()
		if err != nil {
			return nil, fmt.Errorf("bind template %s to %s: %w", name, l, err)
		}
		bound.Funcs(v.funcs(l))
		v.fold(bound, speaker{locale: l, words: v.catalog.For(l)})
		pages[name] = bound.Lookup(layout)
	}
	return pages, nil
}

// Names returns the names of all pages, in no particular order.
func (v *Views) Names() []string {
	names := make([]string, 0, len(v.pages))
	for name := range v.pages {
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
