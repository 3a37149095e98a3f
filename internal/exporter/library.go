package exporter

import (
	"cmp"
	"context"
	"path"
	"slices"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/media"
	"verso/internal/store"
)

// shelved is a picture of which the library knows more than the texts do.
type shelved struct {
	store.ShelvedMedia
	file string // where the export has it; "" while it does not
}

// readShelf reads what the library says of pictures, and those that no text
// refers to.
func (r *run) readShelf(ctx context.Context) error {
	files, err := r.db.ShelvedMedia(ctx)
	r.shelf = make(map[string]*shelved, len(files))
	for _, f := range files {
		r.shelf[f.Hash] = &shelved{ShelvedMedia: f}
	}
	return err
}

// shelve notes where a picture lies: of several places the first by name, so
// that every database says the same.
func (r *run) shelve(p picture) {
	if s := r.shelf[p.media.Hash]; s != nil && (s.file == "" || p.file < s.file) {
		s.file = p.file
	}
}

// writeShelf writes the pictures that no text has brought, and what is said of
// all of them.
func (r *run) writeShelf(context.Context) error {
	var list importer.PictureList
	for _, s := range r.shelf {
		p := importer.ShelfPicture{File: s.file}
		if s.file == "" {
			if r.lost(s.Media) {
				continue
			}
			p.File = pictureFolder + "/" + media.FileName(s.Media)
			if err := r.copyPicture(s.Media, p.File); err != nil {
				return err
			}
			if s.Name != path.Base(p.File) {
				p.Name = s.Name
			}
		}
		for _, t := range s.Texts {
			p.Texts = append(p.Texts, importer.PictureText(t))
		}
		list.Pictures = append(list.Pictures, p)
	}
	if len(list.Pictures) == 0 {
		return nil
	}
	slices.SortFunc(list.Pictures, func(a, b importer.ShelfPicture) int { return cmp.Compare(a.File, b.File) })
	data, err := importer.MarshalSite(list)
	if err != nil {
		return err
	}
	return r.out.write(importer.PicturesFile, data)
}

// writeMenu writes the menu that the owner made.
func (r *run) writeMenu(ctx context.Context) error {
	items := r.site.Menu()
	if len(items) == 0 {
		return nil
	}
	var works []content.GroupID
	for _, item := range items {
		if item.Group != 0 {
			works = append(works, item.Group)
		}
	}
	variants, err := r.db.VariantsOf(ctx, works)
	if err != nil {
		return err
	}
	works = slices.DeleteFunc(works, func(id content.GroupID) bool { return len(variants[id]) == 0 })
	groups, err := r.db.Groups(ctx, works)
	if err != nil {
		return err
	}
	keys, err := r.keys(ctx, groups)
	if err != nil {
		return err
	}
	var list importer.MenuList
	for _, item := range items {
		if item.Group != 0 && keys[item.Group] == "" {
			continue // a work without texts has no file
		}
		list.Items = append(list.Items, importer.MenuEntry{
			Section: item.Section, Work: keys[item.Group], Address: item.Address, Labels: item.Labels,
		})
	}
	data, err := importer.MarshalSite(list)
	if err != nil {
		return err
	}
	return r.out.write(importer.MenuFile, data)
}
