package workbench_test

import (
	"testing"

	"verso/internal/translation"
	"verso/internal/workbench"
)

// The slug of a translation is offered from its title, until one is written or
// readers know it; nothing changes it after that (translation 2.19).
func TestTheAddressIsOfferedFromTheTranslatedTitle(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		_, target := d.begin(paragraphs(catEN), catEN, catPT)
		slug := func() workbench.Segment {
			t.Helper()
			for _, s := range d.open(target).Segments {
				if s.Kind == translation.FieldSlug {
					return s
				}
			}
			t.Fatal("no slug")
			return workbench.Segment{}
		}
		if s := slug(); s.Offer != "" {
			t.Errorf("before the title is translated %q is offered", s.Offer)
		}
		d.save(tess, target, "Guide", "Guia da estação")
		s := slug()
		if s.Offer != "guia-da-estação" || s.Text != "" {
			t.Fatalf("offered is %q, there is %q", s.Offer, s.Text)
		}
		if _, err := d.Save(t.Context(), tess, workbench.Edit{Target: target, Segment: s.ID, Version: s.Version, Text: "guia"}); err != nil {
			t.Fatal(err)
		}
		d.save(tess, target, "Guide", "Outro guia")
		if s := slug(); s.Offer != "" || s.Text != "guia" {
			t.Errorf("after one was written %q is offered and there is %q, want that", s.Offer, s.Text)
		}
		d.publish(target)
		if s := slug(); s.Offer != "" {
			t.Errorf("of what readers know %q is offered", s.Offer)
		}
	})
}
