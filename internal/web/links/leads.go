package links

import (
	"context"
	"errors"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/translation/check"
)

// Leads returns where links lead that stand in the text of to, for the checks
// of its translation: those within the site, by the link as written.
func (r Resolver) Leads(ctx context.Context, to content.Post, hrefs []string) (map[string]check.Link, error) {
	text := Text{Locale: to.Locale}
	file, err := r.db.ImportFileOf(ctx, to.ID)
	if err == nil {
		text.File, text.Address = file.Path, file.Address
	} else if !errors.Is(err, errs.NotFound) {
		return nil, err
	}
	targets, err := r.Resolve(ctx, text, hrefs)
	if err != nil {
		return nil, err
	}
	found := make(map[string]check.Link, len(targets))
	for href, t := range targets {
		link := check.Link{Public: !t.Dead}
		if l, ok := r.parse(text, href); ok && !l.address.Unlabeled {
			link.Locale = l.address.Locale
		}
		if !t.Dead && t.Locale == "" {
			link.Here = t.Href
		}
		found[href] = link
	}
	return found, nil
}
