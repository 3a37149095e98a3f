package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"verso/internal/content"
	"verso/internal/store"
	"verso/scripts/bench/load"
	"verso/scripts/bench/seed"
)

// publications is how many articles are published on each site.
const publications = 60

// measurePublishing measures the time from the beginning of the transaction
// that publishes an article until its page, the list and the feed show it.
func measurePublishing(ctx context.Context, b *bench) ([]row, error) {
	bounds := atMost(100, 50, " ms")
	var rows []row
	medians := map[int]time.Duration{}
	for _, n := range b.ends() {
		address, err := b.copyOf(n)
		if err != nil {
			return nil, err
		}
		took, err := b.publishHere(ctx, address)
		if err != nil {
			return nil, err
		}
		medians[n] = load.Median(took)
		rows = append(rows, published("publish to visible (page, list, feed), same instance, SQLite, "+posts(n)+" posts", bounds, took))
	}
	small, large := medians[b.smallest()], medians[b.largest()]
	growth := float64(large) / float64(small)
	rows = append(rows, line("8", "the same, p50 at "+posts(b.largest())+" posts against "+posts(b.smallest()), atMost(1.5, 1.5, "×"), growth, "%.2f×", growth))

	took, err := b.publishThere(ctx, b.sites[siteKey{sqlite, b.smallest()}], sqlite)
	if err != nil {
		return rows, err
	}
	rows = append(rows, published("the same, published by another process, SQLite (asks twice a second)", bound{}, took))
	if b.postgres == "" {
		return rows, nil
	}
	address := b.sites[siteKey{postgres, b.smallest()}]
	if took, err = b.publishHere(ctx, address); err != nil {
		return rows, err
	}
	rows = append(rows, published("the same, same instance, PostgreSQL", bounds, took))
	if took, err = b.publishThere(ctx, address, postgres); err != nil {
		return rows, err
	}
	return append(rows, published("the same, seen on a second instance, PostgreSQL (LISTEN)", bounds, took)), nil
}

// ends are the smallest and the largest site.
func (b *bench) ends() []int {
	if b.smallest() == b.largest() {
		return []int{b.smallest()}
	}
	return []int{b.smallest(), b.largest()}
}

// published makes the row: the floor asks of p99, the target of p50 and p99.
func published(what string, bounds bound, took []time.Duration) row {
	p50, p99 := load.Median(took), load.Quantile(took, 0.99)
	r := line("8", what, bounds, p99.Seconds()*1000, "p50 %s, p99 %s", ms(p50), ms(p99))
	if bounds == (bound{}) {
		return r
	}
	r.floor, r.target = "p99 ≤ 100 ms", "p50 ≤ 10 ms, p99 ≤ 50 ms"
	if r.verdict == onTarget && p50 > 10*time.Millisecond {
		r.verdict = onFloor
	}
	return r
}

// publishHere publishes in the process that serves.
func (b *bench) publishHere(ctx context.Context, address string) ([]time.Duration, error) {
	ctx, stop := context.WithCancel(ctx)
	here, err := serveHere(ctx, address, 64<<20)
	if err != nil {
		stop()
		return nil, err
	}
	defer here.close()
	defer stop()
	return publishAll(ctx, here.db, here.url)
}

// publishThere publishes here what another process serves.
func (b *bench) publishThere(ctx context.Context, address string, e engine) ([]time.Duration, error) {
	if e == sqlite {
		var err error
		if address, err = b.copyOf(b.smallest()); err != nil {
			return nil, err
		}
	}
	verso, err := b.serve(ctx, address)
	if err != nil {
		return nil, err
	}
	defer verso.Stop() //nolint:errcheck // it only served
	db, err := store.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	return publishAll(ctx, db, verso.URL)
}

// publishAll publishes drafts one by one and returns how long each took to be
// seen at url, by three readers who ask at the same time.
func publishAll(ctx context.Context, db *store.DB, url string) ([]time.Duration, error) {
	drafts, err := addDrafts(ctx, db, publications)
	if err != nil {
		return nil, err
	}
	list, feed := url+seed.Path(seed.English), url+"/en-us/feed.xml"
	took := make([]time.Duration, 0, len(drafts))
	for _, p := range drafts {
		page := list + "/" + p.Slug
		for _, seen := range []string{list, feed} { // so that old ones are in the cache
			if _, err := load.Get(ctx, seen); err != nil {
				return nil, err
			}
		}
		began := time.Now()
		err := db.Tx(ctx, func(tx *store.Tx) error {
			p.Publish(began)
			p.UpdatedAt = began
			_, err := tx.SavePost(ctx, p)
			return err
		})
		if err != nil {
			return nil, err
		}
		readers, asking := errgroup.WithContext(ctx)
		for _, seen := range []string{page, list, feed} {
			readers.Go(func() error { return await(asking, seen, p.Slug) })
		}
		if err := readers.Wait(); err != nil {
			return nil, err
		}
		took = append(took, time.Since(began))
	}
	return took, nil
}

// await asks for a page until it shows word.
func await(ctx context.Context, url, word string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for {
		answer, err := load.Get(ctx, url)
		if err != nil {
			return fmt.Errorf("wait for %s at %s: %w", word, url, err)
		}
		if answer.Status == 200 && bytes.Contains(answer.Body, []byte(word)) {
			return nil
		}
		time.Sleep(200 * time.Microsecond)
	}
}

// addDrafts adds articles that nobody sees yet.
func addDrafts(ctx context.Context, db *store.DB, n int) (drafts []content.Post, err error) {
	site := seed.New(2 * n)
	stamp := time.Now().UnixNano()
	err = db.Tx(ctx, func(tx *store.Tx) error {
		for len(drafts) < n {
			w, ok := site.Next()
			if !ok {
				return errors.New("too few drafts")
			}
			group, err := tx.AddGroup(ctx, content.Group{Kind: content.Article})
			if err != nil {
				return err
			}
			p := w.Texts[0].Post(group.ID, content.Article)
			p.Locale, p.Status, p.PublishedAt, p.FirstPublishedAt = seed.English, content.Draft, nil, nil
			p.Slug = fmt.Sprintf("published-%d-%d", stamp, len(drafts))
			if p, err = tx.AddPost(ctx, p); err != nil {
				return err
			}
			drafts = append(drafts, p)
		}
		return nil
	})
	return drafts, err
}
