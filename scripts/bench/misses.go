package main

import (
	"context"
	"fmt"

	"verso/scripts/bench/load"
	"verso/scripts/bench/seed"
)

// missed pages are asked for in turn: as many as a front page leads to in a
// few steps. Their texts have been rendered before, the pages never are kept.
const missedPages = 200

// measureMisses measures the making of a page that the cache does not have.
func measureMisses(ctx context.Context, b *bench) ([]row, error) {
	var rows []row
	for _, engine := range []engine{sqlite, postgres} {
		number, what, bounds := "4", "page that is not cached, its text rendered before, SQLite: processor time", atMost(0.45, 0.30, " ms")
		if engine == postgres {
			number, what, bounds = "4b", "the same, PostgreSQL (without the database's own time)", atMost(0.50, 0.32, " ms")
		}
		if !b.wants(number) && !(engine == sqlite && b.wants("4c")) {
			continue
		}
		if b.postgres == "" && engine == postgres {
			rows = append(rows, row{number, what, bounds.words(bounds.floor), bounds.words(bounds.target), "VERSO_TEST_POSTGRES names no server", notRun})
			continue
		}
		verso, err := b.serve(ctx, b.sites[siteKey{engine, b.smallest()}], "VERSO_CACHE_MB=0")
		if err != nil {
			return rows, err
		}
		score, err := b.miss(ctx, verso)
		verso.Stop() //nolint:errcheck // it only served
		if err != nil {
			return rows, err
		}
		rows = append(rows, line(number, what, bounds, score.CPU.Seconds()*1000, "%s (%.0f req/s at 16 connections)%s", ms(score.CPU), score.Rate, noisy(score)))
		if engine == sqlite {
			rows = append(rows, line("4c", "the same, p99 at 16 connections on one core", atMost(30, 12, " ms"), score.P99.Seconds()*1000,
				"%s (p50 %s)%s", ms(score.P99), ms(score.P50), noisy(score)))
		}
	}
	return rows, nil
}

// miss asks for many pages of a server that keeps none.
func (b *bench) miss(ctx context.Context, verso *load.Process) (load.Score, error) {
	ask := load.Load{Paths: articles(b.smallest(), missedPages), Connections: 16, Time: runTime, Fields: []string{gzipped}}
	for _, path := range ask.Paths { // renders the texts
		if answer, err := load.Get(ctx, verso.URL+path); err != nil || answer.Status != 200 {
			return load.Score{}, fmt.Errorf("GET %s: %d, %w", path, answer.Status, err)
		}
	}
	scores, err := b.contest.Compare(ctx, load.Target{Server: verso, Load: ask})
	if err != nil {
		return load.Score{}, err
	}
	if scores[0].Failed > 0 {
		return scores[0], fmt.Errorf("%g requests failed", scores[0].Failed)
	}
	return scores[0], nil
}

// articles returns the addresses of the first articles of a site.
func articles(posts, n int) []string {
	site := seed.New(posts)
	var paths []string
	for len(paths) < n {
		w, ok := site.Next()
		if !ok {
			return paths
		}
		for _, t := range w.Texts {
			paths = append(paths, t.Address())
		}
	}
	return paths
}
