package public

import (
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/seo"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// descriptionLength is how much of a text stands in for a missing excerpt, in
// characters.
const descriptionLength = 200

// workHead describes a work's page: canonical, alternates, link preview and
// JSON-LD, all from the same set (rule 47). pictures stand for the work where
// it is shared.
func (v visit) workHead(r reading, original bool, siteName string, pictures []view.Picture) view.Head {
	p := r.post
	own := v.Abs(v.Post(p.Summary()))
	canonical, elsewhere := seo.Canonical(own, p.CanonicalURL)
	variants := v.PostVariants(r.variants)
	var alternates []urls.Alternate
	if !elsewhere && !original {
		alternates = v.Alternates(variants, r.source.Locale)
	}
	description := v.description(r)
	h := v.head(v.Post(p.Summary()), headTitle(p), description, alternates)
	h.Canonical, h.OG.URL = canonical, canonical
	h.OG.Type = "article"
	h.OG.Locale = p.Locale.OpenGraph()
	h.OG.Pictures = pictures
	if original { // rule 33
		h.NoIndex = true
		return h
	}
	image := ""
	if len(pictures) > 0 {
		image = pictures[0].Src
	}
	h.JSONLD = seo.Describe(v.describe(r, canonical, description, image, siteName, alternates))
	return h
}

// headTitle returns what a work is called where its page is not seen: in
// results of searches, on tabs, in link previews.
func headTitle(p content.Post) string {
	if p.SEOTitle != "" {
		return p.SEOTitle
	}
	return p.Title
}

// description returns what is said of a work there.
func (v visit) description(r reading) string {
	switch {
	case r.post.SEODescription != "":
		return r.post.SEODescription
	case r.post.Excerpt != "":
		return r.post.Excerpt
	}
	return r.document.Excerpt(descriptionLength)
}

// describe returns the work for JSON-LD. Its variants are those of the
// alternates, so that the sets are one.
func (v visit) describe(r reading, canonical, description, image, siteName string, alternates []urls.Alternate) seo.Work {
	p := r.post
	w := seo.Work{
		Type:        workTypes[p.Kind],
		Variant:     seo.Variant{URL: canonical, Title: p.Title, Language: p.Locale},
		Description: seo.Description(description), Image: image,
		Published: p.Date(), Author: v.author(p), Translator: p.Translator, Publisher: siteName,
	}
	if p.PublishedAt != nil && p.UpdatedAt.After(*p.PublishedAt) {
		w.Modified = p.UpdatedAt
	}
	for _, a := range alternates {
		variant, ok := in(r.variants, locale.Tag(a.Hreflang))
		if !ok {
			continue
		}
		described := seo.Variant{URL: a.Href, Title: variant.Title, Language: variant.Locale, Modified: variant.UpdatedAt}
		w.Variants = append(w.Variants, described)
		if variant.ID == r.source.ID {
			w.Source = &described
		}
	}
	return w
}

var workTypes = map[content.Kind]seo.Type{
	content.Article: seo.BlogPosting, content.Page: seo.WebPage, content.Project: seo.CreativeWork,
}
