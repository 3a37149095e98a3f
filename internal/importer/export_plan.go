package importer

import (
	"bytes"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/frontmatter"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
)

// export is a folder that Verso wrote: it is read to the letter, so that a
// site moves without a loss. Files that were added to it are read like those
// of any folder.
type export struct {
	site  SiteConfig
	words *site.Site // with its section words
	tags  TagList
	gone  []store.GoneSlug
	menu  MenuList
	shelf PictureList

	tree    *Tree
	setting Setting
	claimed map[string]bool // pictures that the texts of the export name
}

// readExport returns what the folder says of its site; nil when it is no
// export. An export that cannot be read is not taken for another folder.
func readExport(t *Tree, sections func(locale.Tag) map[site.Section]string) (*export, error) {
	config, ok, err := readSiteConfig(t)
	if err != nil || !ok {
		return nil, err
	}
	if err := config.valid(); err != nil {
		return nil, err
	}
	words := site.New(0, config.locales(), nil, config.words(), sections)
	e := &export{site: config, words: words, tree: t, claimed: map[string]bool{}}
	tags, err := t.optional(TagsFile)
	if err != nil {
		return nil, err
	}
	if err := decodeSite(TagsFile, tags, &e.tags); err != nil {
		return nil, err
	}
	if err := e.readLibrary(); err != nil {
		return nil, err
	}
	gone, err := t.optional(GoneFile)
	for line := range bytes.Lines(gone) {
		if g, ok := pastAddress(words, strings.TrimSpace(string(line))); ok {
			e.gone = append(e.gone, g)
		}
	}
	return e, err
}

// plan works out what an import of the export does to a site.
func (e *export) plan(s Setting) Plan {
	e.setting = s
	docs, broken := readDocuments(e.tree.Files)
	p := Plan{Files: e.tree.Markdown, Skipped: slices.Concat(e.tree.Refused, broken)}
	var variants []Variant
	for i := range docs {
		d := &docs[i]
		if d.Index {
			continue
		}
		m, ok := e.mark(d)
		if !ok {
			p.Skipped = append(p.Skipped, Problem{File: d.Path, Reason: "is in the folder of no locale and names none"})
			continue
		}
		var v Variant
		if d.Header.Table(VersoTable) != nil {
			v = readSaved(d, m, s.Now)
			e.readAddresses(&v, d)
			e.readPictures(&v, d)
		} else {
			v = newVariant(d, m, m.Locale, "", s.Now)
		}
		variants = append(variants, v)
		p.Warnings = append(p.Warnings, d.Warnings...)
	}
	p.link(variants)
	e.order(&p)
	e.locales(&p)
	for i := range p.Groups {
		e.settle(&p, &p.Groups[i])
	}
	e.assignSlugs(&p)
	e.findPictures(&p)
	e.collectRedirects(&p)
	sortProblems(p.Skipped)
	sortProblems(p.Warnings)
	return p
}

// mark reads the locale of a file in its first folder, else in its header.
func (e *export) mark(d *document) (mark, bool) {
	folder, rest, ok := strings.Cut(d.Path, "/")
	if ok {
		for _, l := range e.site.Locales {
			if l.Tag.Path() == folder {
				return mark{Locale: l.Tag, Spelling: folder, Rest: rest, folder: true}, true
			}
		}
		if tag, known := (spellings{}).known(folder); known {
			return mark{Locale: tag, Spelling: folder, Rest: rest, folder: true}, true
		}
	}
	tag, err := locale.Parse(d.Lang)
	return mark{Locale: tag, Rest: d.Path}, err == nil
}

// order puts the works in the order in which they were made, so that those of
// one moment keep theirs.
func (e *export) order(p *Plan) {
	made := func(g Group) time.Time {
		var first time.Time
		for _, v := range g.Variants {
			if v.saved != nil && (first.IsZero() || v.saved.created.Before(first)) {
				first = v.saved.created
			}
		}
		if first.IsZero() {
			return e.setting.Now
		}
		return first
	}
	slices.SortStableFunc(p.Groups, func(a, b Group) int { return made(a).Compare(made(b)) })
}

// locales takes the default from the export when the site is empty.
func (e *export) locales(p *Plan) {
	p.Locales = byPath(p.Posts())
	p.Default = e.setting.Default
	if !e.setting.Empty {
		return
	}
	for _, l := range e.site.Locales {
		if l.Default {
			p.Default = l.Tag
		}
	}
}

// settle decides what holds for a whole group. Works of which every text was
// added to the export are settled like those of any folder.
func (e *export) settle(p *Plan, g *Group) {
	saved := slices.IndexFunc(g.Variants, func(v Variant) bool { return v.saved != nil })
	if saved < 0 {
		p.settle(g, e.setting.Now, e.setting.Now)
		return
	}
	if g.Source = slices.IndexFunc(g.Variants, func(v Variant) bool { return v.saved != nil && v.saved.isSource }); g.Source < 0 {
		g.Source = g.source(p.Default)
	}
	g.Kind, g.Position = g.Variants[saved].Post.Kind, g.Variants[saved].Position
	for i := range g.Variants {
		v := &g.Variants[i]
		if v.Post.Kind != g.Kind {
			p.Warnings = append(p.Warnings, Problem{File: v.Path, Reason: fmt.Sprintf(
				"is a %s, but %s is a %s; the whole group was read as that", v.Post.Kind, g.Variants[saved].Path, g.Kind)})
			v.Post.Kind = g.Kind
		}
		if v.saved == nil {
			v.Held = v.text() == ""
			e.date(v)
		}
	}
}

// date gives a text that was added without one the date of the import.
func (e *export) date(v *Variant) {
	now := e.setting.Now
	if v.Post.PublishedAt == nil {
		v.Post.PublishedAt = &now
	}
	if v.Post.Status == content.Published && v.Post.PublishedAt.After(now) {
		v.Post.Status = content.Scheduled
	}
}

// assignSlugs lets the texts of the export keep their slugs; what was added
// takes what is free.
func (e *export) assignSlugs(p *Plan) {
	taken := map[slugKey]bool{}
	var added []*Group
	for i := range p.Groups {
		g := &p.Groups[i]
		if slices.ContainsFunc(g.Variants, func(v Variant) bool { return v.saved == nil }) {
			added = append(added, g)
			continue
		}
		for _, v := range g.Variants {
			taken[slugKey{v.Post.Locale, v.Post.Kind, v.Post.Slug}] = true
		}
	}
	for _, g := range added {
		for ending := range g.endings() {
			if g.claim(taken, ending) {
				break
			}
		}
	}
}

// readPictures reads which files a text's references mean.
func (e *export) readPictures(v *Variant, d *document) {
	v.Images, v.saved.names = map[string]string{}, map[string]string{}
	field, _ := d.Header.Table(VersoTable).Lookup("media")
	for _, each := range list(field.Value) {
		table, _ := each.(frontmatter.Header)
		ref, file := word(table, "ref"), word(table, "file")
		if _, found := slices.BinarySearch(e.tree.Images, file); !found {
			d.warn(field.Line, fmt.Sprintf("the picture %q is not in the folder", file))
			continue
		}
		e.claimed[file] = true
		v.Images[ref] = file
		if name := word(table, "name"); name != "" {
			v.saved.names[file] = name
		}
	}
	v.saved.pictures = maps.Clone(v.Images)
}

// findPictures looks for pictures that were added to the folder, in the texts
// of the export and in others.
func (e *export) findPictures(p *Plan) {
	var others Plan
	for i := range p.Groups {
		g := &p.Groups[i]
		if !slices.ContainsFunc(g.Variants, func(v Variant) bool { return v.saved != nil }) {
			others.Groups = append(others.Groups, *g) // the variants are the same
			continue
		}
		for j := range g.Variants {
			e.findAdded(&g.Variants[j])
		}
	}
	others.findImages(e.tree, "")
	p.Warnings = append(p.Warnings, others.Warnings...)
}

func (e *export) findAdded(v *Variant) {
	if v.Images == nil {
		v.Images = map[string]string{}
	}
	for _, ref := range append(imageRefs(v.Post.Body), v.Post.Cover) {
		if v.Images[ref] != "" {
			continue
		}
		name, ok, _ := fileOf(ref, v.Path, "", func(name string) bool {
			_, found := slices.BinarySearch(e.tree.Images, name)
			return found && !e.claimed[name]
		})
		if ok {
			v.Images[ref] = name
			if v.saved != nil {
				v.saved.pictures[ref] = name
			}
		}
	}
}

// collectRedirects reads the redirects of the export as it wrote them, and
// every other one as those of any folder.
func (e *export) collectRedirects(p *Plan) {
	var files []File
	for _, f := range e.tree.Redirects {
		if path.Clean(f.Path) != RedirectsFile {
			files = append(files, f)
			continue
		}
		rules, others := parseSavedRedirects(f)
		p.Redirects = append(p.Redirects, rules...)
		files = append(files, others)
	}
	p.collectRedirects(files)
}
