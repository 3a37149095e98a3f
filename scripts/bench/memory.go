package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"verso/scripts/bench/load"
)

// cacheBudget is what the cache may take in row 7b, in megabytes: less than
// the pages of so many posts.
func cacheBudget(posts int) int { return max(1, min(64, posts/250)) }

// measureMemory measures what the program takes under load, and whether the
// cache takes what it was given.
func measureMemory(ctx context.Context, b *bench) ([]row, error) {
	var rows []row
	if b.wants("7") {
		r, err := b.measurePSS(ctx)
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	if !b.wants("7b") {
		return rows, nil
	}
	r, err := b.measureCache(ctx)
	return append(rows, r), err
}

// measurePSS measures the program under a mixed load of 64 connections.
func (b *bench) measurePSS(ctx context.Context) (row, error) {
	verso, metrics, err := b.serveMeasured(ctx, b.smallest(), 64)
	if err != nil {
		return row{}, err
	}
	defer verso.Stop() //nolint:errcheck // it only served
	ask := load.Load{Paths: articles(b.smallest(), missedPages), Connections: 64, Time: 5 * time.Second, Fields: []string{gzipped}}
	run, err := ask.Send(ctx, verso, b.contest.Cores.Client)
	if err != nil {
		return row{}, err
	}
	kept, err := metric(ctx, metrics, "verso_cache_bytes")
	if err != nil {
		return row{}, err
	}
	parts, err := metric(ctx, metrics, "verso_parts_bytes")
	if err != nil {
		return row{}, err
	}
	kept += parts
	without := float64(run.Memory) - kept
	return line("7", "memory (PSS) at 64 connections, caches excluded", atMost(64, 40, " MB"), without/(1<<20),
		"%s (with the %s of pages and of rendered texts: %s)", mb(without), mb(kept), mb(float64(run.Memory))), nil
}

// measureCache fills a cache and compares what the program then holds with
// what it holds without one, after the same requests.
func (b *bench) measureCache(ctx context.Context) (row, error) {
	without, _, err := b.heapAfterVisits(ctx, 0)
	if err != nil {
		return row{}, err
	}
	with, counted, err := b.heapAfterVisits(ctx, cacheBudget(b.middle()))
	if err != nil {
		return row{}, err
	}
	budget := float64(cacheBudget(b.middle()) << 20)
	if counted < 0.95*budget {
		return row{}, fmt.Errorf("the pages of %d posts do not fill a cache of %s: it counts %s", b.middle(), mb(budget), mb(counted))
	}
	taken := with - without
	off := max(taken-budget, budget-taken) / budget * 100
	return line("7b", "memory of the full cache against its budget", atMost(10, 10, "% off"), off,
		"%.0f%% off (heap %s more than without a cache, budget %s, counted %s)", off, mb(taken), mb(budget), mb(counted)), nil
}

// heapAfterVisits returns the bytes that are alive in a server that has been
// asked for every article, and those that its cache counts.
func (b *bench) heapAfterVisits(ctx context.Context, megabytes int) (alive, counted float64, err error) {
	verso, metrics, err := b.serveMeasured(ctx, b.middle(), megabytes, "GOGC=100")
	if err != nil {
		return 0, 0, err
	}
	defer verso.Stop() //nolint:errcheck // it only served
	if err := visit(ctx, verso, articles(b.middle(), b.middle())); err != nil {
		return 0, 0, err
	}
	if counted, err = metric(ctx, metrics, "verso_cache_bytes"); err != nil {
		return 0, 0, err
	}
	// What is allocated while the collector works counts as alive: let it run
	// when little is. It next runs when twice the living heap is in use.
	settled := load.Load{Paths: []string{"/healthz"}, Connections: 1, Time: 5 * time.Second}
	if _, err := settled.Send(ctx, verso, b.contest.Cores.Client); err != nil {
		return 0, 0, err
	}
	next, err := metric(ctx, metrics, "go_memstats_next_gc_bytes")
	return next / 2, counted, err
}

// visit asks for every path once, compressed.
func visit(ctx context.Context, p *load.Process, paths []string) error {
	readers, ctx := errgroup.WithContext(ctx)
	readers.SetLimit(4)
	for _, path := range paths {
		readers.Go(func() error {
			answer, err := load.Get(ctx, p.URL+path, "Accept-Encoding", "gzip")
			if err == nil && answer.Status != 200 {
				err = fmt.Errorf("GET %s: %d", path, answer.Status)
			}
			return err
		})
	}
	return readers.Wait()
}

// serveMeasured serves a SQLite site with a cache of so many megabytes;
// metrics is where the program tells of itself.
func (b *bench) serveMeasured(ctx context.Context, posts, megabytes int, env ...string) (verso *load.Process, metrics string, err error) {
	address, err := load.FreeAddress(ctx)
	if err != nil {
		return nil, "", err
	}
	env = append(env, "VERSO_CACHE_MB="+strconv.Itoa(megabytes), "VERSO_METRICS_ADDR="+address)
	verso, err = b.serve(ctx, b.sites[siteKey{sqlite, posts}], env...)
	return verso, "http://" + address + "/metrics", err
}

// metric reads one figure that the program tells Prometheus.
func metric(ctx context.Context, url, name string) (float64, error) {
	answer, err := load.Get(ctx, url)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(answer.Body)) {
		if value, ok := strings.CutPrefix(line, name+" "); ok {
			return strconv.ParseFloat(strings.TrimSpace(value), 64)
		}
	}
	return 0, fmt.Errorf("%s has no %s", url, name)
}
