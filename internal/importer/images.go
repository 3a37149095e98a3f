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
	told := map[string]bool{} // by file sought: translations share pictures
	for i := range p.Groups {
		g := &p.Groups[i]
		for j := range g.Variants {
			v := &g.Variants[j]
			if v.Held || g.Listed {
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
				case name == "" || told[name]:
				case outside:
					told[name] = true
					p.warn(v, ref, "the picture %q leads out of the folder; it was not read")
				case ref != v.Post.Cover: // a missing cover was made by the old site, most often
					told[name] = true
					p.warn(v, ref, "the picture %q is not in the folder")
				}
				if !ok && name != "" && ref == v.Post.Cover {
					v.Post.Cover, v.Post.CoverAlt = "", ""
				}
			}
			v.addBundle(t.Images)
		}
	}
}

// warn reports a reference of a text; format takes it as written.
func (p *Plan) warn(v *Variant, ref, format string) {
	p.Warnings = append(p.Warnings, Problem{File: v.Path, Line: v.lineOf(ref), Reason: fmt.Sprintf(format, ref)})
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
