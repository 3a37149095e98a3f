package server

import (
	"context"
	"io/fs"
	"net/url"
	"time"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/media"
	"verso/internal/message"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/web/links"
	"verso/internal/web/urls"
)

// NewImporter returns an importer into the site in db, which knows where the
// site shows a post and which links lead nowhere. locales are the message
// catalogs.
func NewImporter(db *store.DB, pictures *media.Store, locales fs.FS, now func() time.Time) (*importer.Importer, error) {
	catalog, err := message.Load(locales)
	if err != nil {
		return nil, err
	}
	// Only paths are asked for, so any origin does.
	paths := func(s *site.Site) urls.Builder { return urls.New(s, &url.URL{Scheme: "http", Host: "localhost"}) }

	return importer.New(importer.Config{
		DB:       db,
		Media:    pictures,
		Now:      now,
		Sections: catalog.Sections,
		Address:  func(s *site.Site, p content.Summary) string { return paths(s).Post(p) },
		Dead: func(ctx context.Context, linked []importer.LinkedText) ([][]string, error) {
			s, err := db.Site(ctx, catalog.Sections) // links are looked at last, when the import has changed it
			if err != nil {
				return nil, err
			}
			return deadLinks(ctx, links.New(db, paths(s)), linked)
		},
	}), nil
}

// deadLinks returns the links of each text that lead nowhere.
func deadLinks(ctx context.Context, resolver links.Resolver, linked []importer.LinkedText) ([][]string, error) {
	texts := make([]links.Text, len(linked))
	for i, t := range linked {
		texts[i] = links.Text(t)
	}
	targets, err := resolver.ResolveAll(ctx, texts)
	if err != nil {
		return nil, err
	}
	dead := make([][]string, len(linked))
	for i, t := range linked {
		for _, href := range t.Links {
			if targets[i][href].Dead {
				dead[i] = append(dead[i], href)
			}
		}
	}
	return dead, nil
}
