package server_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"verso/internal/store"
	"verso/internal/store/storetest"
)

// What Prometheus is told: requests by kind of page and status, what the page
// cache answered, the database, the program itself; and nothing that readers
// could make grow.
func TestMetricsCountWhatWasAnswered(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		s := cached(t, db)
		for range 3 { // made once, then kept
			get(s, "/en-us/")
		}
		get(s, "/en-us/articles/hello-world")
		for n := range 20 {
			get(s, fmt.Sprintf("/en-us/articles/unknown-%d", n))
		}
		told := get(s.Metrics, "/metrics").Body.String()
		for _, want := range []string{
			`verso_requests_total\{route="home",status="200"\} 1`,
			`verso_requests_total\{route="work",status="200"\} 1`,
			`verso_requests_total\{route="work",status="404"\} 20`,
			`verso_request_seconds_count\{route="work"\} 21`,
			`verso_cache_hits_total 2`,
			`verso_cache_pages 2`,
			`verso_cache_bytes [1-9]`,
			`verso_parts_bytes [1-9]`,
			`verso_database_connections\{pool="\w+"\} [1-9]`,
			`go_goroutines [1-9]`,
		} {
			if !regexp.MustCompile(`(?m)^` + want).MatchString(told) {
				t.Errorf("no line is %s in\n%s", want, told)
			}
		}
		if strings.Contains(told, "unknown-") || strings.Contains(told, "hello-world") {
			t.Error("an address is in the metrics: whoever asks for many makes them grow")
		}
		if code := get(s, "/metrics").Code; code != 404 { // trust T36
			t.Errorf("readers get %d at /metrics, want 404", code)
		}
	})
}
