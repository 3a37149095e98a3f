package check

import (
	"verso/internal/content"
	"verso/internal/translation"
)

// slug finds addresses that the site could not give the translation.
func slug(r *reading) []Finding {
	if r.Kind != translation.FieldSlug {
		return nil
	}
	var f Finding
	switch {
	case r.Target == "":
		f = r.whole("CheckSlugEmpty")
	case content.ValidSlug(r.Target) != nil:
		f = r.whole("PostSlugInvalid")
		if mended := content.SlugifyIn(r.Target, r.To); mended != "" {
			return []Finding{f.fixed(mended)}
		}
	case r.Slug.Reserved:
		f = r.whole("PostSlugReserved")
	case r.Slug.Taken:
		f = r.whole("PostSlugTaken")
	default:
		return nil
	}
	return []Finding{f.fixed(r.Slug.Offer)}
}
