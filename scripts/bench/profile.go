package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime/pprof"
	"time"

	"verso/scripts/bench/load"
	"verso/scripts/bench/seed"
)

// profileTime is how long a profile is taken.
const profileTime = 10 * time.Second

// profile writes to a file where the time of a kind of request goes: "hit" of
// the cache, "miss" of a page that is not in it, or a "list" that is not. The
// site is served by this process: run it with GOMAXPROCS=1.
func (b *bench) profile(ctx context.Context, kind, file string) error {
	ask := load.Load{Connections: 16, Time: profileTime, Fields: []string{gzipped}}
	cache := 0
	switch kind {
	case "hit":
		ask.Paths, cache = articles(b.smallest(), 1), 64<<20
	case "miss":
		ask.Paths = articles(b.smallest(), missedPages)
	case "list":
		ask.Paths = []string{seed.Path(seed.English), seed.Path(seed.Portuguese)}
	default:
		return fmt.Errorf("profile %q: want hit, miss or list", kind)
	}
	b.rows = []string{"4"} // its site
	if err := b.makeSites(ctx); err != nil {
		return err
	}
	here, err := serveHere(ctx, b.sites[siteKey{sqlite, b.smallest()}], cache)
	if err != nil {
		return err
	}
	defer here.close()
	self := &load.Process{Name: "verso", URL: here.url, PID: os.Getpid()}
	warm := ask
	warm.Time = time.Second
	if _, err := warm.Send(ctx, self, b.contest.Cores.Client); err != nil {
		return err
	}
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(out); err != nil {
		return errors.Join(err, out.Close())
	}
	run, err := ask.Send(ctx, self, b.contest.Cores.Client)
	pprof.StopCPUProfile()
	fmt.Fprintf(b.out, "%s: %.0f requests a second, %s of processor each, %g failed\n", kind, run.Rate, us(run.CPU), run.Failed)
	return errors.Join(err, out.Close())
}
