// Package metrics is what the program tells Prometheus of itself.
package metrics

import (
	"database/sql"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics counts what the program does. It is safe for use by many goroutines.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	hits     prometheus.Counter
}

// Sources say what is measured when Prometheus asks.
type Sources struct {
	Pools func() map[string]sql.DBStats // by name, such as "read"
	Cache func() (pages, bytes int)
	Parts func() (bytes int)
}

// New returns metrics with a registry of their own.
func New(s Sources) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "verso_requests_total", Help: "Requests that the router answered, by kind of page and status.",
		}, []string{"route", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "verso_request_seconds", Help: "Time to answer, by kind of page.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5},
		}, []string{"route"}),
		hits: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "verso_cache_hits_total", Help: "Requests that the page cache answered before the router.",
		}),
	}
	m.registry.MustRegister(m.requests, m.duration, m.hits, collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.gauge("verso_cache_pages", "Pages in the page cache.", func() float64 { pages, _ := s.Cache(); return float64(pages) })
	m.gauge("verso_cache_bytes", "Memory of the page cache.", func() float64 { _, bytes := s.Cache(); return float64(bytes) })
	m.gauge("verso_parts_bytes", "Memory of the parts that pages are made of, such as rendered texts.", func() float64 { return float64(s.Parts()) })
	for name := range s.Pools() {
		pool := func() sql.DBStats { return s.Pools()[name] }
		labels := prometheus.Labels{"pool": name}
		m.pool("verso_database_connections", "Open connections.", labels, func() float64 { return float64(pool().OpenConnections) })
		m.pool("verso_database_connections_busy", "Connections in use.", labels, func() float64 { return float64(pool().InUse) })
		m.pool("verso_database_waits", "Times that a connection was waited for.", labels, func() float64 { return float64(pool().WaitCount) })
	}
	return m
}

// Hit counts an answer of the page cache.
func (m *Metrics) Hit() { m.hits.Inc() }

// Request counts an answer of the router.
func (m *Metrics) Request(route string, status int, took time.Duration) {
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.duration.WithLabelValues(route).Observe(took.Seconds())
}

// Handler serves the metrics in Prometheus' text format.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

func (m *Metrics) gauge(name, help string, value func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value))
}

func (m *Metrics) pool(name, help string, labels prometheus.Labels, value func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels}, value))
}
