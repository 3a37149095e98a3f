package server

import (
	"context"
	"io/fs"
	"net/url"
	"sync"
	"time"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/markdown"
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

	// Links are looked at last, when an import has changed the site already.
	snapshot := sync.OnceValues(func() (*site.Site, error) {
		return db.Site(context.Background(), catalog.Sections)
	})
	return importer.New(importer.Config{
		DB:       db,
		Media:    pictures,
		Markdown: markdown.New(markdown.Config{}),
		Now:      now,
		Sections: catalog.Sections,
		Address:  func(s *site.Site, p content.Summary) string { return paths(s).Post(p) },
		Dead: func(ctx context.Context, p content.Summary, file, address string, hrefs []string) ([]string, error) {
			s, err := snapshot()
			if err != nil {
				return nil, err
			}
			text := links.Text{Locale: p.Locale, File: file, Address: address}
			targets, err := links.New(db, paths(s)).Resolve(ctx, text, hrefs)
			if err != nil {
				return nil, err
			}
			var dead []string
			for _, href := range hrefs {
				if targets[href].Dead {
					dead = append(dead, href)
				}
			}
			return dead, nil
		},
	}), nil
}
