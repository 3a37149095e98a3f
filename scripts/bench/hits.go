package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"time"

	"verso/scripts/bench/load"
	"verso/scripts/bench/seed"
)

// article is the text of the test corpus whose page the targets were set by.
const article = "/pt-br/artigos/qual-a-melhor-maneira-de-montar-um-curriculo-de-desenvolvedor"

// runTime is how long one run of a comparison takes.
const runTime = 2 * time.Second

const gzipped = "Accept-Encoding: gzip"

// measureHits compares a finished page with the same bytes, under the same
// fields, from nginx.
func measureHits(ctx context.Context, b *bench) ([]row, error) {
	verso, path, err := b.serveArticle(ctx)
	if err != nil {
		return nil, err
	}
	defer verso.Stop() //nolint:errcheck // it only served
	page, err := settled(ctx, verso.URL+path)
	if err != nil {
		return nil, err
	}
	if page.Status != 200 || page.Header.Get("Content-Encoding") != "gzip" {
		return nil, fmt.Errorf("GET %s: %d, %q", path, page.Status, page.Header.Get("Content-Encoding"))
	}
	nginx, err := load.StartNginx(ctx, filepath.Join(b.dir, "nginx"), b.contest.Cores.Server, page)
	if err != nil {
		return nil, err
	}
	defer nginx.Stop() //nolint:errcheck // it only served

	at16, err := b.beside(ctx, nginx, verso, path, 16, page.Header.Get("Etag"))
	if err != nil {
		return nil, err
	}
	at64, err := b.beside(ctx, nginx, verso, path, 64, page.Header.Get("Etag"))
	if err != nil {
		return nil, err
	}
	ratio16, ratio64 := at16.cpuRatio(), at64.cpuRatio()
	p99 := load.Ratio(at64.verso, at64.nginx, func(r load.Run) float64 { return float64(r.P99) })
	unchanged := load.Ratio(at16.unchanged, at16.verso, func(r load.Run) float64 { return r.Rate })
	rate := atLeast(1, 1, "× the 200's req/s")
	return []row{
		line("1", "cached page, processor time against nginx (nginx's / ours)", atLeast(0.40, 0.50, ""), min(ratio16, ratio64),
			"%.2f at 16 connections (%s against %s; %.0f req/s, %.2f of nginx's), %.2f at 64 (%s)%s",
			ratio16, us(at16.verso.CPU), us(at16.nginx.CPU), at16.verso.Rate, at16.rateRatio(), ratio64, us(at64.verso.CPU), at64.noise()),
		line("2", "cached page, p99 at 64 connections", atMost(4, 3, "× nginx's"), p99,
			"%.1f× (%s against %s)%s", p99, ms(at64.verso.P99), ms(at64.nginx.P99), at64.noise()),
		line("3", "304 for If-None-Match", rate, unchanged, "%.2f× (%.0f req/s, %s a request)", unchanged, at16.unchanged.Rate, us(at16.unchanged.CPU)),
		line("12", "bytes of the article (gzip, header in)", atMost(9000, 8000, " B"), at16.verso.Bytes,
			"%.0f B (body %d)", at16.verso.Bytes, len(page.Body)),
	}, nil
}

// settled asks for a page until its bytes stay the same: one that is asked for
// again is packed harder, and nginx is to send what the program sends.
func settled(ctx context.Context, url string) (page load.Answer, err error) {
	const asked, pause = 20, 20 * time.Millisecond
	for range asked {
		if page, err = load.Get(ctx, url, "Accept-Encoding", "gzip"); err != nil {
			return page, err
		}
		time.Sleep(pause)
	}
	return page, nil
}

// besides are the scores of one comparison with nginx.
type besides struct{ nginx, verso, unchanged load.Score }

// beside compares nginx with the program, asked with and without the tag that
// a reader who has been here sends.
func (b *bench) beside(ctx context.Context, nginx, verso *load.Process, path string, connections int, tag string) (besides, error) {
	ask := load.Load{Paths: []string{path}, Connections: connections, Time: runTime, Fields: []string{gzipped}}
	again := ask
	again.Fields = append([]string{"If-None-Match: " + tag}, ask.Fields...)
	scores, err := b.contest.Compare(ctx, load.Target{Server: nginx, Load: ask}, load.Target{Server: verso, Load: ask}, load.Target{Server: verso, Load: again})
	if err != nil {
		return besides{}, err
	}
	for _, s := range scores {
		if s.Failed > 0 {
			return besides{}, fmt.Errorf("%g requests failed at %d connections", s.Failed, connections)
		}
	}
	return besides{scores[0], scores[1], scores[2]}, nil
}

func (s besides) cpuRatio() float64 {
	return load.Ratio(s.nginx, s.verso, func(r load.Run) float64 { return float64(r.CPU) })
}

func (s besides) rateRatio() float64 {
	return load.Ratio(s.verso, s.nginx, func(r load.Run) float64 { return r.Rate })
}

func (s besides) noise() string { return noisy(s.nginx, s.verso, s.unchanged) }

// serveArticle serves the article of the test corpus, or one of ours.
func (b *bench) serveArticle(ctx context.Context) (verso *load.Process, path string, err error) {
	if b.corpus == "" {
		site := seed.New(b.smallest())
		w, _ := site.Next()
		verso, err = b.serve(ctx, b.sites[siteKey{sqlite, b.smallest()}])
		return verso, w.Texts[0].Address(), err
	}
	address := "sqlite:" + filepath.Join(b.dir, "article.db")
	folder := filepath.Join(b.corpus, "erickpatrick", "src")
	out, err := b.command(ctx, address, "import", folder, "--map", "en=en-us").CombinedOutput()
	if err != nil {
		return nil, "", fmt.Errorf("import: %w: %s", err, out)
	}
	verso, err = b.serve(ctx, address)
	return verso, article, err
}

// command returns the program with arguments, on a database.
func (b *bench) command(ctx context.Context, address string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, b.binary, args...)
	c.Env = []string{"VERSO_DATABASE_URL=" + address, "VERSO_DATA_DIR=" + filepath.Join(b.dir, "data"), "VERSO_LOG_LEVEL=warn"}
	return c
}
