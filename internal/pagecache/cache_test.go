package pagecache_test

import (
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"verso/internal/pagecache"
)

func TestPurgeDropsWhatWasMadeOfTheKey(t *testing.T) {
	c := pagecache.New[string](1 << 20)
	c.Put("/a", "A", []string{"post:1", "list"}, 10, c.Now())
	c.Put("/b", "B", []string{"post:2", "list"}, 10, c.Now())
	c.Purge("post:1")
	if _, ok := c.Get("/a"); ok {
		t.Error("/a is still kept after its post was purged")
	}
	if got, ok := c.Get("/b"); !ok || got != "B" {
		t.Errorf("/b: %q, %v; want it kept", got, ok)
	}
	c.Purge("list")
	if size := c.Size(); size.Entries != 0 || size.Bytes != 0 {
		t.Errorf("after the last purge: %+v, want nothing", size)
	}
}

// What was read before a purge must not be kept after it.
func TestPageBegunBeforeAPurgeIsNotKept(t *testing.T) {
	c := pagecache.New[string](1 << 20)
	since := c.Now()
	c.Purge("post:1")
	if c.Put("/a", "old", []string{"post:1"}, 10, since) {
		t.Error("a page that read post:1 before its purge was kept")
	}
	if !c.Put("/b", "other", []string{"post:2"}, 10, since) {
		t.Error("a page that did not read post:1 was refused")
	}
	if !c.Put("/a", "new", []string{"post:1"}, 10, c.Now()) {
		t.Error("a page begun after the purge was refused")
	}
	since = c.Now()
	c.PurgeAll()
	if c.Put("/c", "old", nil, 10, since) {
		t.Error("a page begun before everything was purged was kept")
	}
}

func TestPurgeTooLongAgoToRememberCountsForEveryKey(t *testing.T) {
	c := pagecache.New[string](1 << 20)
	since := c.Now()
	c.Purge("post:1")
	for i := range 10_000 {
		c.Purge(fmt.Sprintf("other:%d", i))
	}
	if c.Put("/a", "old", []string{"post:1"}, 10, since) {
		t.Error("a page that read post:1 before its purge was kept, because the purge was forgotten")
	}
}

func TestCacheStaysWithinItsBytesAndKeepsWhatIsUsed(t *testing.T) {
	c := pagecache.New[int](100_000)
	c.Put("/used", 0, []string{"k"}, 1000, c.Now())
	for i := range 1000 {
		c.Put(fmt.Sprintf("/p%d", i), i, []string{"k"}, 1000, c.Now())
		if _, ok := c.Get("/used"); !ok {
			t.Fatalf("the page that is used all the time went after %d others", i)
		}
		if size := c.Size(); size.Bytes > size.Limit {
			t.Fatalf("%d bytes are kept, %d allowed", size.Bytes, size.Limit)
		}
	}
	if _, ok := c.Get("/p0"); ok {
		t.Error("the first page that nobody asked for again is still kept")
	}
	if c.Put("/huge", 0, nil, 200_000, c.Now()) {
		t.Error("a page over the limit was kept")
	}
	if c := pagecache.New[int](0); c.Put("/a", 1, nil, 1, c.Now()) {
		t.Error("a cache of nothing keeps something")
	}
}

// Against a map: the cache never returns what was purged or replaced.
func TestCacheAgreesWithAPlainMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := pagecache.New[int](1 << 20)
		type page struct {
			value int
			keys  []string
		}
		model := map[string]page{}
		for i := range rapid.IntRange(1, 60).Draw(t, "steps") {
			address := rapid.SampledFrom([]string{"/a", "/b", "/c"}).Draw(t, "address")
			keys := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"1", "2", "3"}), 0, 3, rapid.ID).Draw(t, "keys")
			switch rapid.IntRange(0, 2).Draw(t, "act") {
			case 0:
				c.Put(address, i, keys, 10, c.Now())
				model[address] = page{i, keys}
			case 1:
				c.Purge(keys...)
				for a, p := range model {
					for _, k := range p.keys {
						for _, purged := range keys {
							if k == purged {
								delete(model, a)
							}
						}
					}
				}
			default:
				got, ok := c.Get(address)
				want, kept := model[address]
				if ok != kept || ok && got != want.value {
					t.Fatalf("%s: %d, %v; want %d, %v", address, got, ok, want.value, kept)
				}
			}
		}
	})
}

func TestManyGoroutinesMayUseACache(t *testing.T) {
	c := pagecache.New[int](50_000)
	var wait sync.WaitGroup
	for g := range 8 {
		wait.Go(func() {
			for i := range 500 {
				address := fmt.Sprintf("/%d", (g*i)%50)
				since := c.Now()
				if _, ok := c.Get(address); !ok {
					c.Put(address, i, []string{address, "all"}, 500, since)
				}
				if i%100 == 0 {
					c.Purge(address)
				}
			}
		})
	}
	wait.Wait()
	if size := c.Size(); size.Bytes > size.Limit {
		t.Errorf("%+v", size)
	}
}
