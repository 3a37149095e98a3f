package importer

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
)

// A MenuList is the menu that the owner made, in order.
type MenuList struct {
	Items []MenuEntry `toml:"item"`
}

// A MenuEntry leads to a section, to the work with a translationKey or to an
// address.
type MenuEntry struct {
	Section site.Section          `toml:"section,omitempty"`
	Work    string                `toml:"work,omitempty"`
	Address string                `toml:"address,omitempty"`
	Labels  map[locale.Tag]string `toml:"labels,omitempty" comment:"What it is called, where that is not the name of what it leads to."`
}

// A PictureList is what is said of pictures for every text, and pictures that
// no text refers to.
type PictureList struct {
	Pictures []ShelfPicture `toml:"picture"`
}

// A ShelfPicture is a picture of the folder.
type ShelfPicture struct {
	File  string        `toml:"file"`
	Name  string        `toml:"name,omitempty"` // that it came with
	Texts []PictureText `toml:"text,omitempty"`
}

// A PictureText is what a picture shows, in a locale.
type PictureText struct {
	Locale  locale.Tag `toml:"locale"`
	Alt     string     `toml:"alt,omitempty"`
	Caption string     `toml:"caption,omitempty"`
}

// readLibrary reads the menu and what is said of pictures.
func (e *export) readLibrary() error {
	menu, err := e.tree.optional(MenuFile)
	if err != nil {
		return err
	}
	if err := decodeSite(MenuFile, menu, &e.menu); err != nil {
		return err
	}
	shelf, err := e.tree.optional(PicturesFile)
	if err != nil {
		return err
	}
	if err := decodeSite(PicturesFile, shelf, &e.shelf); err != nil {
		return err
	}
	for _, p := range e.shelf.Pictures {
		e.claimed[p.File] = true
	}
	return nil
}

// restoreMenu gives an empty site the menu of the export.
func (r *run) restoreMenu(ctx context.Context) error {
	if r.export == nil || !r.empty {
		return nil
	}
	works := r.works()
	var items []site.MenuItem
	for _, entry := range r.export.menu.Items {
		item := site.MenuItem{ID: int64(len(items) + 1), Labels: map[locale.Tag]string{}}
		switch {
		case entry.Work != "":
			item.Kind, item.Group = site.ToWork, works[entry.Work]
		case entry.Section != "":
			item.Kind, item.Section = site.ToSection, entry.Section
		default:
			item.Kind, item.Address = site.ToAddress, entry.Address
		}
		if !leads(item) || len(items) == site.MaxMenu {
			r.warnFile(MenuFile, "the item to %q cannot be in the menu", entry.Work+string(entry.Section)+entry.Address)
			continue
		}
		for _, l := range slices.Sorted(maps.Keys(entry.Labels)) {
			if _, known := r.words.Locale(l); known && content.CleanLine(entry.Labels[l]) {
				item.Labels[l] = entry.Labels[l]
			}
		}
		items = append(items, item)
	}
	return r.db.Tx(ctx, func(tx *store.Tx) error { return tx.SaveMenu(ctx, items) })
}

// works returns the works of the export by their keys.
func (r *run) works() map[string]content.GroupID {
	works := map[string]content.GroupID{}
	for _, v := range r.plan.variants() {
		if post := r.work[v.Path].post; v.saved != nil && post.GroupID != 0 {
			works[v.key] = post.GroupID
		}
	}
	return works
}

// leads reports whether an item leads to what there can be.
func leads(item site.MenuItem) bool {
	switch item.Kind {
	case site.ToWork:
		return item.Group != 0
	case site.ToSection:
		return slices.Contains(site.InMenu(), item.Section)
	}
	return content.ValidTarget(item.Address)
}

// restoreShelf keeps the pictures that no text has brought, and what is said
// of each. What the site says itself stays.
func (r *run) restoreShelf(ctx context.Context) error {
	if r.export == nil || r.media == nil {
		return nil
	}
	for some := range slices.Chunk(r.export.shelf.Pictures, batchPosts) {
		err := r.db.Tx(ctx, func(tx *store.Tx) error {
			for _, p := range some {
				if err := r.restorePicture(ctx, tx, p); err != nil {
					return fmt.Errorf("import %s: %w", p.File, err)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *run) restorePicture(ctx context.Context, tx *store.Tx, p ShelfPicture) error {
	if _, found := slices.BinarySearch(r.tree.Images, p.File); !found {
		r.warnFile(PicturesFile, "the picture %q is not in the folder", p.File)
		return nil
	}
	if why, fresh := r.pics.check(p.File); why != "" {
		if fresh {
			r.warnFile(p.File, "%s", why)
		}
		return nil
	}
	data, err := r.tree.Image(p.File)
	if err != nil {
		return err
	}
	name := p.Name
	if name == "" || !content.CleanLine(name) {
		name = path.Base(p.File)
	}
	m, err := r.media.Add(ctx, tx, name, data, r.now)
	if err != nil {
		return err
	}
	said, err := tx.MediaTexts(ctx, m.ID)
	if err != nil {
		return err
	}
	for _, t := range p.Texts {
		_, known := r.words.Locale(t.Locale)
		_, has := said[t.Locale]
		text := content.MediaText(t)
		if !known || has || text != text.Trimmed() || text.Validate() != nil {
			continue
		}
		if err := tx.SaveMediaText(ctx, m.ID, text); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) warnFile(file, format string, args ...any) {
	r.plan.Warnings = append(r.plan.Warnings, Problem{File: file, Reason: fmt.Sprintf(format, args...)})
}
