package main

import (
	"slices"
	"testing"
)

func TestAFigureIsJudgedByItsBound(t *testing.T) {
	less, more := atMost(30, 12, " ms"), atLeast(400, 800, "")
	tests := []struct {
		bound  bound
		figure float64
		want   verdict
	}{
		{less, 12, onTarget}, {less, 12.1, onFloor}, {less, 30.1, missed},
		{more, 800, onTarget}, {more, 799, onFloor}, {more, 399, missed},
		{bound{}, 1, unbounded},
	}
	for _, tt := range tests {
		if got := tt.bound.judge(tt.figure); got != tt.want {
			t.Errorf("%+v.judge(%g) = %s, want %s", tt.bound, tt.figure, got, tt.want)
		}
	}
}

func TestRowsAreInTheOrderOfTheirNumbers(t *testing.T) {
	rows := []row{{number: "10"}, {number: "4c"}, {number: "4"}, {number: "12"}, {number: "4b"}, {number: "1"}}
	slices.SortStableFunc(rows, byNumber)
	var got []string
	for _, r := range rows {
		got = append(got, r.number)
	}
	if want := []string{"1", "4", "4b", "4c", "10", "12"}; !slices.Equal(got, want) {
		t.Errorf("rows are in order %v, want %v", got, want)
	}
}

func TestPostsAreWrittenShort(t *testing.T) {
	for n, want := range map[int]string{1000: "1k", 100_000: "100k", 1_000_000: "1M", 1234: "1234"} {
		if got := posts(n); got != want {
			t.Errorf("posts(%d) = %q, want %q", n, got, want)
		}
	}
}
