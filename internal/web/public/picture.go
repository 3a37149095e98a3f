package public

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"verso/internal/content"
	"verso/internal/markdown"
)

// shownSizes is how wide a picture stands on a page: as the recto of the
// spread, static/css/spread.css.
const shownSizes = "(min-width: 54rem) 46rem, 90vw"

// image fills the slot of an image: one of ours with its sizes and what the
// library says of it, one of another host as it is, or, where nothing answers,
// its alternative text.
func (v visit) image(src string, media map[string]content.Media) markdown.Image {
	if m, ok := media[src]; ok {
		set, sizes := v.srcset(m)
		return markdown.Image{
			Src: v.Media(m), Srcset: set, Sizes: sizes, Width: m.Width, Height: m.Height, Alt: m.Alt, Caption: m.Caption,
		}
	}
	if strings.HasPrefix(src, "https://") || strings.HasPrefix(src, "/media/") {
		return markdown.Image{Src: src}
	}
	return markdown.Image{Drop: true}
}

// srcset lists the copies of a picture for browsers to choose from (HTML
// 4.8.4), and how wide it is shown; "" where there are none. The whole picture
// is one of them unless a copy is as wide as any page shows it.
func (v visit) srcset(m content.Media) (set, sizes string) {
	widths := m.Sizes.Widths()
	if len(widths) == 0 {
		return "", ""
	}
	var b strings.Builder
	for i, width := range widths {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(v.MediaCopy(m, width) + " " + strconv.Itoa(width) + "w")
	}
	if widths[len(widths)-1] < slices.Max(content.CopyWidths()) {
		b.WriteString(", " + v.Media(m) + " " + strconv.Itoa(m.Width) + "w")
	}
	return b.String(), shownSizes
}

// cover returns a post's cover, or nil. Where the post does not say what it
// shows, the library does.
func (v visit) cover(p content.Post, media map[string]content.Media) *image {
	m, ok := media[p.Cover]
	if !ok || p.Cover == "" {
		return nil
	}
	set, sizes := v.srcset(m)
	return &image{
		Src: v.Media(m), Srcset: set, Sizes: sizes, Width: m.Width, Height: m.Height,
		Alt: cmp.Or(p.CoverAlt, m.Alt), Caption: m.Caption,
	}
}

// icon returns the address of a project's icon, at the smallest size there
// is, or "".
func (v visit) icon(p content.Post, media map[string]content.Media) string {
	if m, ok := media[p.Icon]; ok {
		if widths := m.Sizes.Widths(); len(widths) > 0 {
			return v.MediaCopy(m, widths[0])
		}
	}
	if icon := v.image(p.Icon, media); p.Icon != "" && !icon.Drop {
		return icon.Src
	}
	return ""
}
