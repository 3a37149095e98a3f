package exporter

import (
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"verso/internal/content"
	"verso/internal/frontmatter"
	"verso/internal/importer"
)

// longHeader is the size of a header, in bytes, from which its limits are
// looked at: 64 kB and 2,000 values, of two bytes and more.
const longHeader = 4000

// writePost writes the file of a post, and its pictures.
func (r *run) writePost(ctx context.Context, p content.Post, a about) error {
	pictures, beside := r.place(a.media[p.ID])
	ending := ".md"
	if beside {
		ending = "/index.md" // pictures that lie beside their text need a folder of its own
	}
	name, err := r.nameOf(ctx, p, ending, a)
	if err != nil {
		return err
	}
	if err := r.copyPictures(strings.TrimSuffix(name, "index.md"), pictures); err != nil {
		return err
	}
	h := r.header(p, name, pictures, a)
	own, aside := splitExtra(p.Extra)
	full := join(h, own, aside)
	r.buffer = frontmatter.AppendYAML(r.buffer[:0], full)
	if len(r.buffer) > longHeader {
		if _, err := frontmatter.Parse(r.buffer); err != nil {
			r.warn(name, "its header is too long to be read again (%v); the keys that Verso does not use were left out", err)
			r.buffer = frontmatter.AppendYAML(r.buffer[:0], join(h, nil, nil))
		}
	}
	r.buffer = append(r.buffer, p.Body...)
	return r.out.write(name, r.buffer)
}

// maxName is the longest file name, in bytes, that is the whole slug. File
// systems take 255, of which an ending needs some.
const maxName = 200

// pathOf returns where a post's file is: "pt-br/articles/ola.md". The slug is
// the name, so no two posts want one path.
func pathOf(p content.Post, ending string) string {
	slug := p.Slug
	if len(slug) > maxName {
		sum := sha256.Sum256([]byte(slug))
		cut := maxName - 20
		for !utf8.RuneStart(slug[cut]) {
			cut--
		}
		slug = fmt.Sprintf("%s+%x", slug[:cut], sum[:4])
	}
	return p.Locale.Path() + "/" + importer.KindFolder(p.Kind) + "/" + slug + ending
}

// nameOf returns the path of a post's file, with signs behind the slug when
// another post came from a file of that path: then links mean that one.
func (r *run) nameOf(ctx context.Context, p content.Post, ending string, a about) (string, error) {
	owners := a.paths
	for signs := ""; ; signs += "+" {
		name := pathOf(p, signs+ending)
		if owner, taken := owners[name]; !taken || owner == p.ID {
			return name, nil
		}
		var err error
		if owners, err = r.owners(ctx, []string{pathOf(p, signs+"+"+ending)}); err != nil {
			return "", err
		}
	}
}

// join puts the author's own keys behind those that an export writes, and
// Verso's table, with what had to be set aside, last.
func join(h, own, aside frontmatter.Header) frontmatter.Header {
	last := h[len(h)-1]
	table, _ := last.Value.(frontmatter.Header)
	last.Value = slices.Concat(table, aside)
	return slices.Concat(h[:len(h)-1], own, frontmatter.Header{last})
}
