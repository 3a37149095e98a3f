package load

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// A Contest compares servers under the same load, by turns, so that what else
// the machine does falls on all of them.
type Contest struct {
	Cores  Cores
	Rounds int
	Quiet  float64       // a run is noisy when other programs used more processors than that
	Wait   time.Duration // to spend in all on waiting for a quiet machine
}

// A Target is a server and what it is asked for.
type Target struct {
	Server *Process
	Load   Load
}

// A Score is what a target's runs came to.
type Score struct {
	Run            // the median of each figure
	Runs     []Run // those that count, by round
	MaxNoise float64
}

// Compare sends each target its load once for warming and once in every
// round. The quiet half of the rounds counts, and the others as far as they
// are quiet.
func (c Contest) Compare(ctx context.Context, targets ...Target) ([]Score, error) {
	for _, t := range targets {
		warm := t.Load
		warm.Time = time.Second
		if _, err := warm.Send(ctx, t.Server, c.Cores.Client); err != nil {
			return nil, err
		}
	}
	rounds := make([][]Run, 0, c.Rounds)
	left := c.Wait
	for range c.Rounds {
		round := make([]Run, len(targets))
		for i, t := range targets {
			var err error
			if left, err = c.await(left); err != nil {
				return nil, err
			}
			if round[i], err = t.Load.Send(ctx, t.Server, c.Cores.Client); err != nil {
				return nil, err
			}
		}
		rounds = append(rounds, round)
	}
	rounds = c.quietest(rounds)
	scores := make([]Score, len(targets))
	for i := range targets {
		for _, round := range rounds {
			scores[i].add(round[i])
		}
		scores[i].Run = medians(scores[i].Runs)
	}
	return scores, nil
}

func (s *Score) add(r Run) {
	s.Runs = append(s.Runs, r)
	s.MaxNoise = max(s.MaxNoise, r.Noise)
}

// quietest returns the rounds that count: all quiet ones, at least half.
func (c Contest) quietest(rounds [][]Run) [][]Run {
	noise := func(round []Run) float64 {
		worst := 0.0
		for _, r := range round {
			worst = max(worst, r.Noise)
		}
		return worst
	}
	slices.SortStableFunc(rounds, func(a, b []Run) int { return cmp.Compare(noise(a), noise(b)) })
	n := (len(rounds) + 1) / 2
	for n < len(rounds) && noise(rounds[n]) <= c.Quiet {
		n++
	}
	return rounds[:n]
}

// await waits for a quiet machine and returns how long it may still wait.
func (c Contest) await(left time.Duration) (time.Duration, error) {
	const glance = 300 * time.Millisecond
	for left > 0 {
		before, err := busy()
		if err != nil {
			return 0, err
		}
		time.Sleep(glance)
		after, err := busy()
		if err != nil {
			return 0, err
		}
		if (after - before).Seconds() <= c.Quiet*glance.Seconds() {
			return left, nil
		}
		left -= glance
	}
	return 0, nil
}

// Ratio returns the median over rounds of one figure of a against that of b.
func Ratio(a, b Score, figure func(Run) float64) float64 {
	ratios := make([]float64, 0, len(a.Runs))
	for i := range min(len(a.Runs), len(b.Runs)) {
		ratios = append(ratios, figure(a.Runs[i])/figure(b.Runs[i]))
	}
	return Median(ratios)
}

func medians(runs []Run) Run {
	of := func(figure func(Run) float64) float64 {
		values := make([]float64, len(runs))
		for i, r := range runs {
			values[i] = figure(r)
		}
		return Median(values)
	}
	return Run{
		Requests: of(func(r Run) float64 { return r.Requests }),
		Rate:     of(func(r Run) float64 { return r.Rate }),
		CPU:      time.Duration(of(func(r Run) float64 { return float64(r.CPU) })),
		P50:      time.Duration(of(func(r Run) float64 { return float64(r.P50) })),
		P99:      time.Duration(of(func(r Run) float64 { return float64(r.P99) })),
		Bytes:    of(func(r Run) float64 { return r.Bytes }),
		Failed:   of(func(r Run) float64 { return r.Failed }),
		Memory:   int(of(func(r Run) float64 { return float64(r.Memory) })),
		Noise:    of(func(r Run) float64 { return r.Noise }),
	}
}

// Median returns the middle of values, or 0 of none.
func Median[T cmp.Ordered](values []T) T { return Quantile(values, 0.5) }

// Quantile returns the value that the fraction q of values are below; 0 of
// none.
func Quantile[T cmp.Ordered](values []T, q float64) (at T) {
	if len(values) == 0 {
		return at
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}
