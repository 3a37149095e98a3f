package urls

import (
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/seo"
)

// A Variant is one locale's page of something that exists in several.
type Variant struct {
	Locale locale.Tag
	Path   string
}

// An Alternate is one line of the set that head, sitemap and JSON-LD share.
type Alternate struct {
	Hreflang string // BCP 47, or "x-default"
	Href     string // absolute
}

// PostVariants returns the pages of a work that search engines may show: its
// published posts in enabled locales that are canonical here (rules 39, 72),
// in the site's order.
func (b Builder) PostVariants(posts []content.Summary) []Variant {
	var variants []Variant
	for _, l := range b.site.Set.Tags() {
		for _, p := range posts {
			if p.Locale == l && p.Status == content.Published && b.canonicalHere(p) {
				variants = append(variants, Variant{Locale: l, Path: b.Post(p)})
			}
		}
	}
	return variants
}

// canonicalHere reports whether a post names no other host as the one it is
// canonical on.
func (b Builder) canonicalHere(p content.Summary) bool {
	if p.CanonicalURL == "" {
		return true
	}
	_, elsewhere := seo.Canonical(b.Abs(b.Post(p)), p.CanonicalURL)
	return !elsewhere
}

// TagVariants returns the pages of a term in the enabled locales where a
// published article carries it (rule 44), in the site's order.
func (b Builder) TagVariants(tags []content.Tag) []Variant {
	var variants []Variant
	for _, l := range b.site.Set.Tags() {
		for _, t := range tags {
			if t.Locale == l && t.Posts > 0 {
				variants = append(variants, Variant{Locale: l, Path: b.Tag(l, t.Slug)})
			}
		}
	}
	return variants
}

// TagSource returns the locale of a term's oldest tag that is in use.
func (b Builder) TagSource(tags []content.Tag) locale.Tag {
	var oldest content.Tag
	for _, t := range tags {
		if t.Posts > 0 && (oldest.ID == 0 || t.ID < oldest.ID) {
			oldest = t
		}
	}
	return oldest.Locale
}

// HomeVariants returns the home of every enabled locale.
func (b Builder) HomeVariants() []Variant {
	return b.Everywhere(b.Home)
}

// Everywhere returns a page that each enabled locale has.
func (b Builder) Everywhere(path func(locale.Tag) string) []Variant {
	variants := make([]Variant, 0, len(b.site.Set.Tags()))
	for _, l := range b.site.Set.Tags() {
		variants = append(variants, Variant{Locale: l, Path: path(l)})
	}
	return variants
}

// Alternates returns the whole set for variants, which are in the site's
// order: each one's tag, each bare language (rules 38, 68) and x-default: the
// default locale's page, else the source's (rule 40). One variant has no
// alternates (rule 41).
func (b Builder) Alternates(variants []Variant, source locale.Tag) []Alternate {
	if len(variants) < 2 {
		return nil
	}
	set := b.languages(variants)
	fallback := variants[0]
	for _, want := range []locale.Tag{source, b.site.Set.Default()} {
		if i := slices.IndexFunc(variants, func(v Variant) bool { return v.Locale == want }); i >= 0 {
			fallback = variants[i]
		}
	}
	return append(set, Alternate{Hreflang: "x-default", Href: b.Abs(fallback.Path)})
}

// HomeAlternates returns the set of the home pages, whose x-default is the
// root that negotiates (rule 40).
func (b Builder) HomeAlternates() []Alternate {
	variants := b.HomeVariants()
	if len(variants) < 2 {
		return nil
	}
	return append(b.languages(variants), Alternate{Hreflang: "x-default", Href: b.Abs("/")})
}

// languages lists each variant under its tag, and each bare language that is
// no variant's tag under the first variant that speaks it.
func (b Builder) languages(variants []Variant) []Alternate {
	set := make([]Alternate, 0, 2*len(variants)+1)
	taken := map[locale.Tag]bool{}
	for _, v := range variants {
		set = append(set, Alternate{Hreflang: string(v.Locale), Href: b.Abs(v.Path)})
		taken[v.Locale] = true
	}
	for _, v := range variants {
		if base := v.Locale.Base(); !taken[base] {
			taken[base] = true
			set = append(set, Alternate{Hreflang: string(base), Href: b.Abs(v.Path)})
		}
	}
	return set
}
