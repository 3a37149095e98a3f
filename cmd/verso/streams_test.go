package main

import (
	"testing"

	"verso/internal/live"
)

func TestStreamsLeaveHalfOfTheFilesToReaders(t *testing.T) { // trust T31
	all := live.DefaultLimits().Total
	for files, want := range map[uint64]int{0: all, 128: 64, 1024: 512, uint64(2 * all): all, 1 << 40: all} {
		if got := streams(files).Total; got != want {
			t.Errorf("of %d files %d may be streams, want %d", files, got, want)
		}
	}
	if openFiles() == 0 {
		t.Error("the number of files that may be open was not read")
	}
}
