package main

import "fmt"

// A verdict says how a figure stands to what is asked of it.
type verdict string

const (
	onTarget  verdict = "target met"
	onFloor   verdict = "floor met"
	missed    verdict = "MISSED"
	unbounded verdict = "-" // nothing is asked
	notRun    verdict = "not measured"
)

// A row is a line of the table.
type row struct {
	number        string
	what          string
	floor, target string
	measured      string
	verdict       verdict
}

// A bound is what is asked of a figure. Its zero asks nothing.
type bound struct {
	floor, target float64
	atLeast       bool   // more is better
	unit          string // of both: " ms"
}

func atMost(floor, target float64, unit string) bound  { return bound{floor, target, false, unit} }
func atLeast(floor, target float64, unit string) bound { return bound{floor, target, true, unit} }

// judge compares a figure with its bound.
func (b bound) judge(figure float64) verdict {
	reaches := func(limit float64) bool {
		if b.atLeast {
			return figure >= limit
		}
		return figure <= limit
	}
	switch {
	case b == bound{}:
		return unbounded
	case reaches(b.target):
		return onTarget
	case reaches(b.floor):
		return onFloor
	}
	return missed
}

func (b bound) words(limit float64) string {
	if b == (bound{}) {
		return "-"
	}
	sign := "≤"
	if b.atLeast {
		sign = "≥"
	}
	return fmt.Sprintf("%s %g%s", sign, limit, b.unit)
}

// line makes a row of a figure. measured is how the figure reads.
func line(number, what string, b bound, figure float64, measured string, args ...any) row {
	return row{
		number: number, what: what, floor: b.words(b.floor), target: b.words(b.target),
		measured: fmt.Sprintf(measured, args...), verdict: b.judge(figure),
	}
}
