package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"verso/scripts/bench/load"
)

// A bench is everything that the measurements share.
type bench struct {
	dir      string // of everything that is made
	kept     string // of the SQLite sites; dir unless BENCH_DIR says
	binary   string
	postgres cluster // "" without one
	corpus   string  // "" without one
	sizes    []int
	rows     []string // nil for all
	contest  load.Contest
	sites    map[siteKey]string // the databases that were made
	out      io.Writer
	began    time.Time
}

func newBench() (*bench, error) {
	cores, err := load.Allowed()
	if err != nil {
		return nil, err
	}
	b := &bench{
		binary:   "bin/verso",
		postgres: cluster(os.Getenv("VERSO_TEST_POSTGRES")),
		corpus:   os.Getenv("VERSO_CORPUS"),
		sites:    map[siteKey]string{},
		out:      os.Stdout,
		began:    time.Now(),
	}
	if b.binary, err = filepath.Abs(b.binary); err != nil {
		return nil, err
	}
	if _, err := os.Stat(b.binary); err != nil {
		return nil, fmt.Errorf("make build first: %w", err)
	}
	sizes, err := numbers("BENCH_SIZES", 1_000, 10_000, 100_000)
	if err != nil {
		return nil, err
	}
	b.sizes = slices.Sorted(slices.Values(sizes))
	rounds, err := numbers("BENCH_ROUNDS", 5)
	if err != nil {
		return nil, err
	}
	wait, err := numbers("BENCH_WAIT", 20)
	if err != nil {
		return nil, err
	}
	b.contest = load.Contest{Cores: cores, Rounds: rounds[0], Quiet: 0.15, Wait: time.Duration(wait[0]) * time.Second}
	if rows := os.Getenv("BENCH_ROWS"); rows != "" {
		b.rows = strings.Split(rows, ",")
	}
	if b.dir, err = os.MkdirTemp("", "verso-bench"); err != nil {
		return nil, err
	}
	if b.kept = os.Getenv("BENCH_DIR"); b.kept == "" {
		b.kept = b.dir
	}
	return b, os.MkdirAll(b.kept, 0o755)
}

// numbers reads a list of positive numbers from the environment.
func numbers(name string, unless ...int) ([]int, error) {
	text := os.Getenv(name)
	if text == "" {
		return unless, nil
	}
	var list []int
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 1 {
			return nil, fmt.Errorf("%s=%q: want numbers such as %d", name, text, unless)
		}
		list = append(list, n)
	}
	return list, nil
}

func (b *bench) close(ctx context.Context) {
	err := os.RemoveAll(b.dir)
	for key, address := range b.sites {
		if key.engine == postgres {
			err = errors.Join(err, b.postgres.drop(context.WithoutCancel(ctx), address))
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
	}
}

// partly reports whether some rows only were asked for.
func (b *bench) partly() bool { return b.rows != nil }

// wants reports whether one of the rows is to be measured.
func (b *bench) wants(rows ...string) bool {
	return b.rows == nil || slices.ContainsFunc(rows, func(r string) bool { return slices.Contains(b.rows, r) })
}

// A part measures some rows that belong together.
type part struct {
	rows    []string
	measure func(context.Context, *bench) ([]row, error)
}

// parts are all measurements, in the order of their rows.
func parts() []part {
	return []part{
		{[]string{"1", "2", "3", "12"}, measureHits},
		{[]string{"4", "4b", "4c"}, measureMisses},
		{[]string{"5"}, measureAllocations},
		{[]string{"6"}, measureStarts},
		{[]string{"7", "7b"}, measureMemory},
		{[]string{"8"}, measurePublishing},
		{[]string{"9", "9b", "9c"}, measureImports},
		{[]string{"10"}, measureLists},
		{[]string{"11", "11b", "11c"}, measureSearch},
		{[]string{"14"}, measureSaves},
		{[]string{"15"}, measureStreams},
		{[]string{"16"}, measurePreviews},
		{[]string{"17", "17b"}, measureTranslating},
		{[]string{"18"}, measureAlignment},
		{[]string{"19"}, measureMatrix},
	}
}

// measureAll measures what is asked for and prints each part as it comes. What
// cannot be measured says so in its place; only an end from outside ends all.
func (b *bench) measureAll(ctx context.Context) ([]row, error) {
	if !b.partly() {
		fmt.Fprintf(b.out, "measuring everything takes about a quarter of an hour; sites of %d posts\n", b.sizes)
	}
	if err := b.makeSites(ctx); err != nil {
		return nil, err
	}
	fmt.Fprintf(b.out, "after %s the sites are there\n", time.Since(b.began).Round(time.Second))
	fmt.Fprint(b.out, heading)
	var all []row
	for _, p := range parts() {
		if !b.wants(p.rows...) {
			continue
		}
		rows, err := p.measure(ctx, b)
		if ctx.Err() != nil {
			return all, ctx.Err()
		}
		if err != nil {
			rows = append(rows, row{strings.Join(p.rows, ", "), "could not be measured", "", "", err.Error(), notRun})
		}
		for _, r := range rows {
			fmt.Fprint(b.out, r)
		}
		all = append(all, rows...)
	}
	slices.SortStableFunc(all, byNumber)
	fmt.Fprintf(b.out, "\nall of it took %s\n", time.Since(b.began).Round(time.Second))
	return all, nil
}

// byNumber orders rows as the table does: 4, 4b, 10.
func byNumber(a, b row) int {
	split := func(r row) (n int, letter string) {
		digits := strings.TrimRight(r.number, "abcdefghijklmnopqrstuvwxyz")
		n, _ = strconv.Atoi(digits) // several numbers together come first
		return n, r.number[len(digits):]
	}
	n, letter := split(a)
	m, other := split(b)
	if n != m {
		return n - m
	}
	return strings.Compare(letter, other)
}
