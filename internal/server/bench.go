package server

import (
	"context"
	"net/url"

	"verso/internal/content"
	"verso/internal/markdown"
	"verso/internal/translation/check"
	"verso/internal/watch"
	"verso/internal/web/links"
	"verso/internal/web/urls"
	"verso/internal/workbench"
)

// newBench returns the translators' workbench, which knows from the pages
// where links lead and what can be linked to.
func newBench(cfg Config, current *watch.Site, base *url.URL, texts *markdown.Renderer) *workbench.Service {
	return workbench.New(workbench.Config{
		DB: cfg.DB, Site: current.Current, Now: cfg.Now, Log: cfg.Log, Markdown: texts,
		Links: func(ctx context.Context, to content.Post, hrefs []string) (map[string]check.Link, error) {
			return links.New(cfg.DB, urls.New(current.Current(), base)).Leads(ctx, to, hrefs)
		},
	})
}
