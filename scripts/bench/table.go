package main

import (
	"fmt"
	"time"

	"verso/scripts/bench/load"
)

const heading = `
| # | what | floor | target | measured | verdict |
|---|---|---|---|---|---|
`

// String returns the row as a line of a Markdown table.
func (r row) String() string {
	return fmt.Sprintf("| %s | %s | %s | %s | %s | %s |\n", r.number, r.what, r.floor, r.target, r.measured, r.verdict)
}

func us(d time.Duration) string { return fmt.Sprintf("%.1f µs", float64(d)/1e3) }
func ms(d time.Duration) string { return fmt.Sprintf("%.2f ms", float64(d)/1e6) }
func mb(bytes float64) string   { return fmt.Sprintf("%.1f MB", bytes/(1<<20)) }

// quietEnough is how much of one processor others may use before a figure is
// called noisy.
const quietEnough = 0.25

// noisy says so when other programs were busy while scores were taken.
func noisy(scores ...load.Score) string {
	worst := 0.0
	for _, s := range scores {
		worst = max(worst, s.MaxNoise)
	}
	if worst <= quietEnough {
		return ""
	}
	return fmt.Sprintf("; noisy: others used up to %.1f processors", worst)
}

// posts writes a number of posts as the rows do: 1k, 1M.
func posts(n int) string {
	switch {
	case n >= 1_000_000 && n%1_000_000 == 0:
		return fmt.Sprintf("%dM", n/1_000_000)
	case n >= 1000 && n%1000 == 0:
		return fmt.Sprintf("%dk", n/1000)
	}
	return fmt.Sprint(n)
}
