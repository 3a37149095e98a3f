package importer

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// findImages looks up the pictures that each text refers to, and those that
// lie in its bundle.
func (p *Plan) findImages(t *Tree, root string) {
	there := func(name string) bool {
		_, found := slices.BinarySearch(t.Images, name)
		return found
	}
	for i := range p.Groups {
		for j := range p.Groups[i].Variants {
			v := &p.Groups[i].Variants[j]
			if v.Held || p.Groups[i].Listed {
				continue
			}
			v.Images = map[string]string{}
			refs := imageRefs(v.Post.Body)
			if v.Post.Cover != "" {
				refs = append(refs, v.Post.Cover)
			}
			for _, ref := range refs {
				name, ok, outside := fileOf(ref, v.Path, root, there)
				switch {
				case ok:
					v.Images[ref] = name
				case outside:
					p.Warnings = append(p.Warnings, Problem{File: v.Path, Reason: fmt.Sprintf("the picture %q leads out of the folder; it was not read", ref)})
				case ref == v.Post.Cover && name != "":
					v.Post.Cover, v.Post.CoverAlt = "", "" // a made card of the old site, most often
				case name != "":
					p.Warnings = append(p.Warnings, Problem{File: v.Path, Reason: fmt.Sprintf("the picture %q is not in the folder", ref)})
				}
			}
			v.addBundle(t.Images)
		}
	}
}

// addBundle adds the pictures that lie in the folder of a bundle, for texts
// that refer to them in ways of their own.
func (v *Variant) addBundle(images []string) {
	if name := path.Base(stem(v.Path)); name != "index" && !strings.HasPrefix(name, "index.") {
		return
	}
	folder := path.Dir(v.Path) + "/"
	first, _ := slices.BinarySearch(images, folder)
	for _, name := range images[first:] {
		ref, inside := strings.CutPrefix(name, folder)
		if !inside {
			return
		}
		if _, known := v.Images[ref]; !known {
			v.Images[ref] = name
		}
	}
}
