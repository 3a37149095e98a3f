package workbench_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"

	"verso/internal/content"
	"verso/internal/site"
	"verso/internal/translation/check"
	"verso/internal/workbench"
)

// A list costs the same number of questions however long it is: where links
// lead is asked for once a translation, and each line has its findings.
func TestTheQueueAsksOnceWhereTheLinksOfATranslationLead(t *testing.T) {
	atDesk(t, func(t *testing.T, d *desk) {
		asked := 0
		d.Service = workbench.New(workbench.Config{
			DB: d.db, Site: d.site, Now: d.Now, Log: slog.New(slog.DiscardHandler),
			Links: func(_ context.Context, _ content.Post, hrefs []string) (map[string]check.Link, error) {
				asked++
				links := map[string]check.Link{}
				for _, href := range hrefs {
					links[href] = check.Link{} // readers find nothing there
				}
				return links, nil
			},
		})
		texts := make([]string, 6)
		var pairs []string
		for i := range texts {
			texts[i] = fmt.Sprintf("See [page %d](/en/page-%d) for more.", i, i)
			pairs = append(pairs, texts[i], fmt.Sprintf("Veja a [página %d](/en/page-%d) para mais.", i, i))
		}
		d.begin(paragraphs(texts...), pairs...)
		d.set(site.Review, "on")
		asked = 0
		queue := d.queue(workbench.QueueQuery{})
		if len(queue.Lines) != len(texts) || asked != 1 {
			t.Errorf("%d lines asked %d times where links lead, want %d and 1", len(queue.Lines), asked, len(texts))
		}
		for _, line := range queue.Lines {
			if len(line.Segment.Findings) != 1 || line.Segment.Findings[0].Check != "link-dead" {
				t.Errorf("%q has %+v, want its dead link", line.Segment.Text, line.Segment.Findings)
			}
		}
	})
}
