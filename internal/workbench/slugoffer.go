package workbench

import (
	"verso/internal/content"
	"verso/internal/translation"
)

// offerSlug offers the address that the translated title makes by the rules of
// its language (translation 2.19), until somebody has written one. A text that
// readers have had keeps the address that they know.
func (v *View) offerSlug() {
	if v.Target.FirstPublishedAt != nil {
		return
	}
	title := ""
	for i := range v.Segments {
		s := &v.Segments[i]
		if s.Kind == translation.FieldTitle && s.State != translation.Untranslated {
			title = s.Text
		}
		if s.Kind == translation.FieldSlug && s.Text == "" { // it comes after the title
			s.Offer = content.SlugifyIn(title, v.Target.Locale)
		}
	}
}
