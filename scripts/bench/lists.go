package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"verso/scripts/bench/load"
	"verso/scripts/bench/seed"
)

// listRequests is how often each list is asked for.
const listRequests = 200

// measureLists measures how the making of a list page grows with the site:
// the first page, the one in the middle, and the first of a tag.
func measureLists(ctx context.Context, b *bench) ([]row, error) {
	kinds := []struct {
		what string
		path func(posts int) string
	}{
		{"first page of a list", func(int) string { return seed.Path(seed.English) }},
		{"page in the middle of a list", func(n int) string { return fmt.Sprintf("%s/page/%d", seed.Path(seed.English), max(2, n/40)) }},
		{"first page of the most used tag", func(int) string { return "/en-us/tags/" + seed.MostUsedTag(seed.English) }},
	}
	servers := map[int]*load.Process{}
	for _, n := range b.sizes {
		verso, err := b.serve(ctx, b.sites[siteKey{sqlite, n}], "VERSO_CACHE_MB=0")
		if err != nil {
			return nil, err
		}
		defer verso.Stop() //nolint:errcheck // it only served
		servers[n] = verso
	}
	var rows []row
	for i, kind := range kinds {
		took, err := b.askByTurns(ctx, servers, kind.path)
		if err != nil {
			return rows, err
		}
		var each []string
		for _, n := range b.sizes {
			each = append(each, fmt.Sprintf("%s %s", posts(n), ms(load.Median(took[n]))))
		}
		growth := float64(load.Median(took[b.largest()])) / float64(load.Median(took[b.smallest()]))
		bounds := atMost(1.5, 1.2, "×")
		if i > 0 {
			bounds = bound{} // the row asks of the list's first page alone
		}
		rows = append(rows, line("10", kind.what+", p50 at "+posts(b.largest())+" posts against "+posts(b.smallest()), bounds, growth,
			"%.2f× (%s)", growth, strings.Join(each, ", ")))
	}
	return rows, nil
}

// askByTurns asks each server in turn, one request at a time.
func (b *bench) askByTurns(ctx context.Context, servers map[int]*load.Process, path func(posts int) string) (map[int][]time.Duration, error) {
	took := map[int][]time.Duration{}
	for turn := range listRequests + 10 {
		for _, n := range b.sizes {
			answer, err := load.Get(ctx, servers[n].URL+path(n), "Accept-Encoding", "gzip")
			if err != nil {
				return nil, err
			}
			if answer.Status != 200 {
				return nil, fmt.Errorf("GET %s with %d posts: %d", path(n), n, answer.Status)
			}
			if turn >= 10 { // the first warm
				took[n] = append(took[n], answer.Took)
			}
		}
	}
	return took, nil
}
