package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/search"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestZZPerf(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("ZZN"))
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, en, pt)
		r := rand.New(rand.NewPCG(1, 2))
		var vocab []string
		syl := strings.Fields("ba ton cra mi lo ve str sha pe ing can der gol fi nu")
		for range 60000 {
			w := ""
			for range 2 + r.IntN(3) {
				w += syl[r.IntN(len(syl))]
			}
			vocab = append(vocab, w)
		}
		z := rand.NewZipf(r, 1.05, 5, 59999)
		text := func(k int) string {
			var b strings.Builder
			for i := range k {
				if i > 0 {
					b.WriteByte(" \n"[min(1, (i%60)/59)])
				}
				b.WriteString(vocab[z.Uint64()])
			}
			return b.String()
		}
		var posts []content.Post
		for i := range n {
			at := storetest.Now.Add(-time.Duration(r.IntN(5e8)) * time.Second)
			posts = append(posts, content.Post{Kind: content.Article, Locale: en, Slug: fmt.Sprint("p", i), Title: text(6), Body: text(400), Status: content.Published, PublishedAt: &at, CreatedAt: at, UpdatedAt: at})
		}
		start := time.Now()
		for from := 0; from < n; from += 100 {
			storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
				for _, p := range posts[from:min(n, from+100)] {
					g, err := tx.AddGroup(ctx, content.Group{Kind: content.Article})
					if err != nil {
						return err
					}
					p.GroupID = g.ID
					if _, err := tx.AddPost(ctx, p); err != nil {
						return err
					}
				}
				return nil
			})
		}
		fmt.Printf("add: %.0f posts/s\n", float64(n)/time.Since(start).Seconds())
		start = time.Now()
		for range min(n, 2000) {
			i := r.IntN(n)
			search.NewDocument(en, posts[i].Title, "", posts[i].Body)
		}
		fmt.Printf("analysis: %.0f posts/s\n", float64(min(n, 2000))/time.Since(start).Seconds())
		for name, q := range map[string]func() string{
			"common": func() string { return vocab[r.IntN(10)] + " " },
			"rare":   func() string { return vocab[r.IntN(60000)] + " " },
			"two":    func() string { return vocab[r.IntN(100)] + " " + vocab[r.IntN(1000)] + " " },
			"three":  func() string { return vocab[r.IntN(50)] + " " + vocab[r.IntN(100)] + " " + vocab[r.IntN(1000)] + " " },
			"prefix": func() string { return vocab[r.IntN(1000)][:3] },
			"phrase": func() string { w := strings.Fields(posts[r.IntN(n)].Body); i := r.IntN(len(w) - 3); return `"` + w[i] + " " + w[i+1] + `"` },
		} {
			var d []time.Duration
			for range 200 {
				s := q()
				start := time.Now()
				if _, err := db.Search(t.Context(), search.Parse(s).In(en), []search.Terms{search.Parse(s).In(pt)}); err != nil {
					t.Fatal(err)
				}
				d = append(d, time.Since(start))
			}
			sort.Slice(d, func(i, j int) bool { return d[i] < d[j] })
			fmt.Printf("%-8s p50 %v p99 %v\n", name, d[100], d[197])
		}
	})
}
