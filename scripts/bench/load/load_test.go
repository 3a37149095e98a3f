package load

import (
	"os"
	"slices"
	"testing"
	"time"
)

func TestParseCores(t *testing.T) {
	for list, want := range map[string][]int{"0": {0}, "0-2": {0, 1, 2}, "1,3-4": {1, 3, 4}} {
		if got, err := parseCores(list); err != nil || !slices.Equal(got, want) {
			t.Errorf("parseCores(%q) = %v, %v, want %v", list, got, err, want)
		}
	}
	if got, err := parseCores("one"); err == nil {
		t.Errorf("parseCores of a word is %v, want an error", got)
	}
}

func TestTheResultOfWrkIsRead(t *testing.T) {
	r, err := parse("Running…\nRESULT requests=200 took=2000000 bytes=1600 p50=150.5 p99=2000 failed=3\n")
	want := Run{Requests: 200, Rate: 100, Bytes: 8, P50: 150500 * time.Nanosecond, P99: 2 * time.Millisecond, Failed: 3}
	if err != nil || r != want {
		t.Errorf("parse = %+v, %v, want %+v", r, err, want)
	}
	if _, err := parse("unable to connect"); err == nil {
		t.Error("an output without a result is no error")
	}
}

func TestOnlyQuietRoundsCount(t *testing.T) {
	round := func(noise float64) []Run { return []Run{{Noise: noise}, {}} }
	tests := []struct {
		noise []float64
		want  int // how many count
	}{
		{[]float64{0, 0.1, 0.05}, 3},
		{[]float64{0.9, 0, 0.1}, 2},
		{[]float64{0.9, 0.8, 0.7}, 2}, // at least half
	}
	for _, tt := range tests {
		var rounds [][]Run
		for _, n := range tt.noise {
			rounds = append(rounds, round(n))
		}
		got := Contest{Quiet: 0.15}.quietest(rounds)
		if len(got) != tt.want || got[0][0].Noise != slices.Min(tt.noise) {
			t.Errorf("of rounds with noise %v %d count, the quietest first %v; want %d", tt.noise, len(got), got, tt.want)
		}
	}
}

func TestQuantiles(t *testing.T) {
	values := []int{5, 1, 4, 2, 3}
	for q, want := range map[float64]int{0: 1, 0.5: 3, 0.99: 5, 1: 5} {
		if got := Quantile(values, q); got != want {
			t.Errorf("Quantile(%v, %g) = %d, want %d", values, q, got, want)
		}
	}
	if got := Median([]int(nil)); got != 0 {
		t.Errorf("the median of nothing is %d, want 0", got)
	}
}

func TestAProcessIsMeasured(t *testing.T) {
	memory, err := PSS(os.Getpid())
	if err != nil || memory < 1<<20 {
		t.Errorf("PSS of this test is %d bytes, %v, want a megabyte at least", memory, err)
	}
	before, err := CPU(os.Getpid())
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for end := time.Now().Add(60 * time.Millisecond); time.Now().Before(end); n++ {
	}
	after, err := CPU(os.Getpid())
	if err != nil || after <= before {
		t.Errorf("after %d rounds of work this test has used %s, %v, want more than %s", n, after, err, before)
	}
}
