package exporter

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"verso/internal/content"
	"verso/internal/frontmatter"
	"verso/internal/media"
)

// Pictures lie where the texts that show them say, so that other programs
// find them too: beside the text, or in "static" for references from the
// root. Those that texts refer to in other ways are named by their content.
const (
	rootedFolder  = "static"
	pictureFolder = "media"
)

// plainRef is a reference that is the path of a file on every system.
var plainRef = regexp.MustCompile(`(?i)^(?:[\pL\pN][\pL\pM\pN_().-]{0,99}/){0,8}[\pL\pN][\pL\pM\pN_(). -]{0,99}\.(?:png|jpe?g|gif|webp)$`)

// asFile reports whether a reference can be the path of its picture.
func asFile(ref string) bool {
	return plainRef.MatchString(ref) && norm.NFC.IsNormalString(ref) && !strings.Contains(ref, "./") &&
		!strings.Contains(ref, "node_modules/")
}

// A picture is what a reference in a text stands for.
type picture struct {
	ref    string
	media  content.Media
	beside bool   // it lies beside the text, at ref
	file   string // its path in the export
}

// header tells an import what the reference stands for.
func (p picture) header() frontmatter.Header {
	h := frontmatter.Header{{Key: "ref", Value: p.ref}, {Key: "file", Value: p.file}}
	if p.media.Name != "" && p.media.Name != path.Base(p.file) {
		h = append(h, frontmatter.Field{Key: "name", Value: p.media.Name})
	}
	return h
}

// place decides where the pictures of a text lie; beside is true when one lies
// beside it.
func (r *run) place(refs map[string]content.Media) (pictures []picture, beside bool) {
	files := map[string]string{} // hash to the reference beside the text
	for _, ref := range slices.Sorted(maps.Keys(refs)) {
		p := picture{ref: ref, media: refs[ref]}
		if r.lost(p.media) {
			continue
		}
		if asFile(ref) && !clashes(ref, pictures) {
			p.beside, beside = true, true
			files[p.media.Hash] = ref
		}
		pictures = append(pictures, p)
	}
	for i := range pictures {
		p := &pictures[i]
		if p.beside {
			continue
		}
		rooted := rootedFolder + p.ref
		switch {
		case strings.HasPrefix(p.ref, "/") && r.out.size(rooted) == p.media.Bytes:
			p.file = rooted
		case files[p.media.Hash] != "": // another spelling of the same
			p.beside, p.file = true, files[p.media.Hash]
		default:
			p.file = pictureFolder + "/" + media.FileName(p.media)
		}
	}
	return pictures, beside
}

// clashes reports whether ref cannot be a file beside the others: on some
// systems "A.png" is "a.png", and a file is no folder.
func clashes(ref string, others []picture) bool {
	ref = strings.ToLower(ref)
	for _, o := range others {
		other := strings.ToLower(o.ref)
		if o.beside && (ref == other || strings.HasPrefix(ref, other+"/") || strings.HasPrefix(other, ref+"/")) {
			return true
		}
	}
	return false
}

// lost reports whether the file of a picture is not there. It says so once.
func (r *run) lost(m content.Media) bool {
	stored := media.FileName(m)
	known, asked := r.missing[stored]
	if asked {
		return known
	}
	if _, err := r.Media.Root().Stat(stored); !errors.Is(err, fs.ErrNotExist) {
		return false
	}
	r.missing[stored] = true
	r.warn(stored, "this picture is not in the data folder; it was left out")
	return true
}

// copyPictures writes the pictures of a text that are not there yet. dir is
// the folder of the text, with a slash.
func (r *run) copyPictures(dir string, pictures []picture) error {
	for i := range pictures {
		p := &pictures[i]
		if p.beside {
			p.file = dir + cmp.Or(p.file, p.ref)
		}
		r.shelve(*p)
		if r.out.size(p.file) >= 0 || p.beside && p.file != dir+p.ref {
			continue // another reference means it too
		}
		if err := r.copyPicture(p.media, p.file); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) copyPicture(m content.Media, name string) error {
	from, err := r.Media.Root().Open(media.FileName(m))
	if err != nil {
		return err
	}
	defer from.Close()
	if err := r.out.copy(name, from); err != nil {
		return err
	}
	r.report.Pictures++
	return nil
}

// writeRooted writes the pictures that texts refer to from the root, where
// every text means the same one.
func (r *run) writeRooted(ctx context.Context) error {
	for last := ""; ; {
		pictures, err := r.db.RootedPictures(ctx, last, batch)
		if err != nil || len(pictures) == 0 {
			return err
		}
		for _, p := range pictures {
			last = p.Ref
			m := content.Media{Hash: p.Hash, Type: p.Type}
			if !asFile(p.Ref[1:]) || r.lost(m) {
				continue
			}
			// Where one reference is a folder of another, or differs in case
			// alone, the later one goes by its content.
			err := r.copyPicture(m, rootedFolder+p.Ref)
			if err != nil && !errors.Is(err, fs.ErrExist) && !notFolder(err) {
				return err
			}
		}
	}
}
