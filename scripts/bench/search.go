package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/search"
	"verso/internal/store"
	"verso/scripts/bench/load"
	"verso/scripts/bench/seed"
)

// queriesOfClass is how many queries of each class are asked: 100 in both
// languages.
const queriesOfClass = 50

// measureSearch measures the index of both databases and compares what they
// find.
func measureSearch(ctx context.Context, b *bench) ([]row, error) {
	var rows []row
	for _, e := range []engine{sqlite, postgres} {
		if e == postgres && b.postgres == "" {
			continue
		}
		large, err := b.ask(ctx, siteKey{e, b.searched()})
		if err != nil {
			return rows, err
		}
		middle, err := b.ask(ctx, siteKey{e, b.middle()})
		if err != nil {
			return rows, err
		}
		page, err := b.searchPages(ctx, siteKey{e, b.searched()})
		if err != nil {
			return rows, err
		}
		bounds := atMost(50, 25, " ms")
		if e == postgres {
			bounds = atMost(120, 60, " ms")
		}
		words := slices.Concat(large[seed.CommonWord], large[seed.Word], large[seed.TwoWords], large[seed.ThreeWords])
		p99 := load.Quantile(words, 0.99)
		rows = append(rows, line("11", fmt.Sprintf("search p99, %s posts, %s, words and two to three of them", posts(b.searched()), e), bounds, p99.Seconds()*1000,
			"%s (p50 %s; %s; the whole page p50 %s, p99 %s)", ms(p99), ms(load.Median(words)), classes(large), ms(load.Median(page)), ms(load.Quantile(page, 0.99))))
		common, before := load.Quantile(large[seed.CommonWord], 0.99), load.Quantile(middle[seed.CommonWord], 0.99)
		growth := float64(common) / float64(before)
		rows = append(rows, line("11b", fmt.Sprintf("growth from %s to %s posts, a common word, p99, %s", posts(b.middle()), posts(b.searched()), e), atMost(4, 3, "×"), growth,
			"%.1f× (%s, %s)", growth, ms(before), ms(common)))
	}
	if b.postgres == "" {
		return append(rows, row{"11c", "the same results on both databases", "identical", "-", "VERSO_TEST_POSTGRES names no server", notRun}), nil
	}
	r, err := b.compareResults(ctx)
	return append(rows, r), err
}

// classes lists the p99 of the classes that the row does not ask of.
func classes(took map[seed.Class][]time.Duration) string {
	var each []string
	for _, c := range []seed.Class{seed.Phrase, seed.Beginning} {
		each = append(each, fmt.Sprintf("%s %s", c, ms(load.Quantile(took[c], 0.99))))
	}
	return strings.Join(each, ", ")
}

// ask asks the index of a site for queries of every class.
func (b *bench) ask(ctx context.Context, key siteKey) (map[seed.Class][]time.Duration, error) {
	db, err := store.Open(ctx, b.sites[key])
	if err != nil {
		return nil, err
	}
	defer db.Close()
	took := map[seed.Class][]time.Duration{}
	for warm := range 2 {
		for _, c := range seed.Classes() {
			for _, l := range seed.Locales() {
				for _, q := range seed.Queries(c, l, queriesOfClass) {
					began := time.Now()
					if _, err := find(ctx, db, l, q); err != nil {
						return nil, err
					}
					if warm > 0 {
						took[c] = append(took[c], time.Since(began))
					}
				}
			}
		}
	}
	return took, nil
}

// find searches as the search page does.
func find(ctx context.Context, db *store.DB, l locale.Tag, typed string) (store.Found, error) {
	q := search.Parse(typed)
	var others []search.Terms
	for _, other := range seed.Locales() {
		if other != l {
			others = append(others, q.In(other))
		}
	}
	return db.Search(ctx, q.In(l), others)
}

// searchPages asks a server for search pages.
func (b *bench) searchPages(ctx context.Context, key siteKey) ([]time.Duration, error) {
	verso, err := b.serve(ctx, b.sites[key])
	if err != nil {
		return nil, err
	}
	defer verso.Stop() //nolint:errcheck // it only served
	var took []time.Duration
	for _, c := range []seed.Class{seed.CommonWord, seed.Word, seed.TwoWords, seed.ThreeWords} {
		for _, q := range seed.Queries(c, seed.English, queriesOfClass) {
			answer, err := load.Get(ctx, verso.URL+"/en-us/search?q="+url.QueryEscape(q), "Accept-Encoding", "gzip")
			if err == nil && answer.Status != 200 {
				err = fmt.Errorf("search for %q: %d", q, answer.Status)
			}
			if err != nil {
				return nil, err
			}
			took = append(took, answer.Took)
		}
	}
	return took, nil
}

// compareResults asks both databases 700 queries and counts those that find
// the same posts in the same order.
func (b *bench) compareResults(ctx context.Context) (row, error) {
	one, err := store.Open(ctx, b.sites[siteKey{sqlite, b.middle()}])
	if err != nil {
		return row{}, err
	}
	defer one.Close()
	other, err := store.Open(ctx, b.sites[siteKey{postgres, b.middle()}])
	if err != nil {
		return row{}, err
	}
	defer other.Close()
	asked, same, found := 0, 0, 0
	var first string
	for _, c := range seed.Classes() {
		for _, l := range seed.Locales() {
			for _, q := range seed.Queries(c, l, queriesOfClass) {
				a, err := find(ctx, one, l, q)
				z, otherErr := find(ctx, other, l, q)
				if err = errors.Join(err, otherErr); err != nil {
					return row{}, err
				}
				asked++
				if len(a.Posts) > 0 {
					found++
				}
				if equal(a, z) {
					same++
				} else if first == "" {
					first = fmt.Sprintf("; the first that differs: %s in %s", q, l)
				}
			}
		}
	}
	r := row{"11c", "the same results in the same order on both databases", "identical", "-", fmt.Sprintf("%d of %d queries (%d found something)%s", same, asked, found, first), onTarget}
	if same < asked {
		r.verdict = missed
	}
	return r, nil
}

func equal(a, b store.Found) bool {
	return slices.Equal[[]content.PostID](a.Posts, b.Posts) && a.More == b.More
}
