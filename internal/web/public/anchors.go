package public

import (
	"context"
	"errors"
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/translation"
)

// A family is a work as readers can read it: its variants and the one that the
// others are read against.
type family struct {
	variants []content.Summary
	source   content.Summary
}

// parent returns the variant whose headings those of another are named after:
// the one it was translated from, else the work's source, which has none.
func (f family) parent(id content.PostID) (content.Summary, bool) {
	at := slices.IndexFunc(f.variants, func(p content.Summary) bool { return p.ID == id })
	if at < 0 || id == f.source.ID {
		return content.Summary{}, false
	}
	first := f.from(f.variants[at])
	seen := []content.PostID{id}
	for p := first; p.ID != f.source.ID; p = f.from(p) {
		if slices.Contains(seen, p.ID) {
			return f.source, true // translated from each other
		}
		seen = append(seen, p.ID)
	}
	return first, true
}

// from returns what a variant was translated from.
func (f family) from(p content.Summary) content.Summary {
	for _, other := range f.variants {
		if p.SourceID != nil && other.ID == *p.SourceID {
			return other
		}
	}
	return f.source
}

// A kinship is what a text has from the one that it is a translation of.
type kinship struct {
	ids   []string         // of its headings
	other markdown.Foreign // its blocks that nobody has translated
}

// anchors returns what p has from the text that it is a translation of: the
// ids of headings, so that a link to a place leads to it in every language
// (translation 2.19), and the parts that are in that text's language still.
func (s *Site) anchors(ctx context.Context, f family, p content.Post) (kinship, error) {
	ids, err := s.headingIDs(ctx, f, p)
	if err != nil {
		return kinship{}, err
	}
	other, err := s.foreign(ctx, f, p)
	return kinship{ids, other}, err
}

// headingIDs returns the ids of the headings of p by the order of its text;
// "" for its own.
func (s *Site) headingIDs(ctx context.Context, f family, p content.Post) ([]string, error) {
	parent, ok := f.parent(p.ID)
	trimmed := markdown.TrimTitle(p.Body, p.Title)
	places := markdown.Headings(trimmed)
	if !ok || len(places) == 0 {
		return nil, nil
	}
	source, err := s.DB.Post(ctx, parent.ID)
	if err != nil {
		return nil, err
	}
	named, err := s.namedHeadings(ctx, f, source)
	if err != nil || len(named) == 0 {
		return nil, unless(err)
	}
	src, dst, err := s.linked(ctx, source, p)
	if err != nil {
		return nil, unless(err)
	}
	ids := map[translation.SegmentID]string{}
	eachHeading(src, func(id translation.SegmentID, at int) { ids[id] = named[at] })
	delete(ids, 0)
	anchors := make([]string, len(places))
	cut := len(p.Body) - len(trimmed)
	eachHeading(dst, func(id translation.SegmentID, at int) {
		if i := slices.Index(places, at-cut); i >= 0 && ids[id] != "" {
			anchors[i] = ids[id]
			delete(ids, id)
		}
	})
	return anchors, nil
}

// namedHeadings returns the ids of a post's headings, by the byte of its body
// where their words begin.
func (s *Site) namedHeadings(ctx context.Context, f family, p content.Post) (map[int]string, error) {
	anchors, err := s.headingIDs(ctx, f, p)
	if err != nil {
		return nil, err
	}
	body := markdown.TrimTitle(p.Body, p.Title)
	document, err := s.Markdown.RenderAs(body, p.Locale, anchors)
	if err != nil {
		return nil, err
	}
	named := map[int]string{}
	for i, at := range markdown.Headings(body) {
		if at >= 0 && i < len(document.Headings) {
			named[at+len(p.Body)-len(body)] = document.Headings[i]
		}
	}
	return named, nil
}

// unless returns an error unless it says that a text is not to be taken apart:
// then it is on its own.
func unless(err error) error {
	_, limit := errors.AsType[*markdown.LimitError](err)
	_, encoding := errors.AsType[*markdown.EncodingError](err)
	if limit || encoding {
		return nil
	}
	return err
}

// eachHeading calls visit for the headings of a text.
func eachHeading(t translation.Text, visit func(id translation.SegmentID, at int)) {
	next := 0
	for _, slot := range t.Slots {
		for _, segment := range t.Doc.Segments[next : next+slot.Count] {
			if segment.Kind.Heading() > 0 {
				visit(slot.ID, segment.Start)
			}
		}
		next += slot.Count
	}
}

// named returns the renderer of a post's text with what it has from another.
func (s *Site) named(k kinship) renderer {
	return func(body string, l locale.Tag) (*markdown.Document, error) {
		return s.Markdown.RenderPartly(body, l, k.ids, k.other)
	}
}
