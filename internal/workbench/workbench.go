// Package workbench is where translations are made: it opens a text segment by segment, saves, reviews and keeps it in step with its source.
//
// The documents stay the truth. What the workbench knows beside them, which
// block translates which and how far it is, is brought up to date whenever
// somebody looks, whoever changed a text meanwhile and how (translation 2.1).
package workbench

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/markdown"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/translation/check"
)

// segmenter is the version of the rules by which texts are taken apart. With
// another one every text is taken apart again, and nothing is lost by it.
const segmenter = 1

// Config is what a Service is made of.
type Config struct {
	DB   *store.DB
	Site func() *site.Site // the newest snapshot
	Now  func() time.Time
	Log  *slog.Logger

	// Links returns where the links of a text lead readers of to, by the links
	// as written: those within the site. nil: nobody knows.
	Links func(ctx context.Context, to content.Post, hrefs []string) (map[string]check.Link, error)
	// Markdown renders texts as readers see them; nil: nobody knows their
	// places.
	Markdown *markdown.Renderer
}

// A Service makes changes to translations, one transaction an act.
type Service struct {
	db   *store.DB
	site func() *site.Site
	now  func() time.Time
	log  *slog.Logger

	links    func(ctx context.Context, to content.Post, hrefs []string) (map[string]check.Link, error)
	markdown *markdown.Renderer

	work   *queue // of posts that changed
	recent parsed
}

// New returns a service.
func New(cfg Config) *Service {
	return &Service{db: cfg.DB, site: cfg.Site, now: cfg.Now, log: cfg.Log, links: cfg.Links, markdown: cfg.Markdown, work: newQueue()}
}

// do runs an act in one transaction, again where the database could not take
// it beside another.
func (s *Service) do(ctx context.Context, act func(tx *store.Tx) error) error {
	return s.db.Retry(ctx, decided, act)
}

// decided reports whether a conflict is one that the service found, which
// stays however often it looks.
func decided(err error) bool {
	_, stale := errors.AsType[*Stale](err)
	_, document := errors.AsType[*StaleDocument](err)
	return stale || document || errors.Is(err, ErrMovedOn) || errors.Is(err, ErrNotYet)
}

// remember notes an act that can be undone.
func (s *Service) remember(ctx context.Context, tx *store.Tx, by account.User, kind string, undo any) (store.Act, error) {
	return tx.Remember(ctx, by.ID, kind, undo, s.now())
}

// sourceOf returns the post that a target is translated from, and whether it
// is translated at all: the one that it records, else the source of its work.
func (s *Service) sourceOf(p content.Summary, g content.Group, variants []content.Summary) (content.PostID, bool) {
	if p.SourceID != nil && *p.SourceID != p.ID {
		for _, v := range variants {
			if v.ID == *p.SourceID {
				return v.ID, true
			}
		}
	}
	source := content.Source(variants, g.SourceID, s.site().Set.Default())
	return source.ID, source.ID != p.ID
}
