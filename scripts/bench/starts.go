package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"verso/scripts/bench/load"
)

// starts is how often each start is repeated; one of each size by turns.
const starts = 7

// measureStarts measures how long the program takes from its start to the
// first page.
func measureStarts(ctx context.Context, b *bench) ([]row, error) {
	took := map[int][]time.Duration{}
	for range starts {
		for _, n := range b.sizes {
			verso, err := b.serve(ctx, b.sites[siteKey{sqlite, n}])
			if err != nil {
				return nil, err
			}
			took[n] = append(took[n], verso.Ready)
			if err := verso.Stop(); err != nil {
				return nil, err
			}
		}
	}
	var each []string
	for _, n := range b.sizes {
		each = append(each, fmt.Sprintf("%s %s", posts(n), ms(load.Median(took[n]))))
	}
	first := load.Median(took[b.middle()])
	growth := float64(load.Median(took[b.largest()])) / float64(load.Median(took[b.smallest()]))
	return []row{
		line("6", "cold start to the first 200, "+posts(b.middle())+" posts", atMost(300, 150, " ms"), first.Seconds()*1000,
			"%s (median of %d starts; %s)", ms(first), starts, strings.Join(each, ", ")),
		line("6", "the same, "+posts(b.largest())+" posts against "+posts(b.smallest()), atMost(1.5, 1.5, "×"), growth, "%.2f×", growth),
	}, nil
}

// measureAllocations reads the benchmark of the cache hit.
func measureAllocations(ctx context.Context, b *bench) ([]row, error) {
	const what = "allocations of a cache hit in our own handler"
	bounds := atMost(2, 0, "")
	allocations, err := benchmark(ctx, "./internal/web", "BenchmarkCacheHit", "allocs/op")
	if err != nil {
		return nil, errors.Join(errors.New(what), err)
	}
	return []row{line("5", what, bounds, allocations, "%g", allocations)}, nil
}
