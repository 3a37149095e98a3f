package main

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"verso/scripts/bench/load"
)

const (
	streams       = 1000 // live streams that are open
	perWriter     = 50   // of one person; more than 64 are refused
	streamsSilent = 20 * time.Second
)

// measureStreams measures what open live streams take while nothing happens.
func measureStreams(ctx context.Context, b *bench) ([]row, error) {
	address, err := b.copyOf(b.smallest())
	if err != nil {
		return nil, err
	}
	secrets, err := addWriters(ctx, address, streams/perWriter)
	if err != nil {
		return nil, err
	}
	verso, err := b.serve(ctx, address)
	if err != nil {
		return nil, err
	}
	defer verso.Stop() //nolint:errcheck // it only served
	if _, _, err := newWriter(verso.URL, secrets[0]).send(ctx, "", nil, http.StatusOK); err != nil {
		return nil, err
	}
	alone, before, err := idle(ctx, verso)
	if err != nil {
		return nil, err
	}
	ctx, leave := context.WithCancel(ctx)
	defer leave()
	if err := openStreams(ctx, verso, secrets); err != nil {
		return nil, err
	}
	with, after, err := idle(ctx, verso)
	if err != nil {
		return nil, err
	}
	grown, share := float64(after-before), (with-alone).Seconds()/streamsSilent.Seconds()*100
	return []row{
		line("15", fmt.Sprintf("memory (PSS) of %d open live streams", streams), atMost(100, 100, " MB"), grown/(1<<20), "%s more", mb(grown)),
		line("15", "the same, processor time while nothing happens", atMost(1, 1, " %"), max(0, share),
			"%.2f %% of one processor more (%s in %s; without streams %s)", max(0, share), ms(with), streamsSilent, ms(alone)),
	}, nil
}

// idle returns the processor time that a server takes while nobody asks, and
// then its memory.
func idle(ctx context.Context, p *load.Process) (cpu time.Duration, memory int, err error) {
	select { // what was asked before is done with
	case <-time.After(5 * time.Second):
	case <-ctx.Done():
		return 0, 0, ctx.Err()
	}
	before, err := load.CPU(p.PID)
	if err != nil {
		return 0, 0, err
	}
	select {
	case <-time.After(streamsSilent):
	case <-ctx.Done():
		return 0, 0, ctx.Err()
	}
	after, err := load.CPU(p.PID)
	if err != nil {
		return 0, 0, err
	}
	memory, err = load.PSS(p.PID)
	return after - before, memory, err
}

// openStreams opens live streams that last until ctx ends, a connection each.
func openStreams(ctx context.Context, p *load.Process, secrets []string) error {
	var opening errgroup.Group
	opening.SetLimit(16)
	for i := range streams {
		w := newWriter(p.URL, secrets[i/perWriter])
		w.client.Transport = &http.Transport{DisableKeepAlives: true}
		opening.Go(func() error {
			opened := make(chan error, 1)
			go w.listen(ctx, opened)
			return <-opened
		})
	}
	return opening.Wait()
}

// listen hears a live stream to its end; opened is told of its beginning.
func (w writer) listen(ctx context.Context, opened chan<- error) {
	r, err := w.request(ctx, inAdmin+"/events", nil)
	if err != nil {
		opened <- err
		return
	}
	answer, err := w.client.Do(r)
	if err != nil {
		opened <- err
		return
	}
	defer answer.Body.Close()
	lines := bufio.NewScanner(answer.Body)
	if answer.StatusCode != http.StatusOK || !lines.Scan() {
		err = fmt.Errorf("a live stream: %d", answer.StatusCode)
	}
	opened <- err
	for lines.Scan() { // signs of life
	}
}
