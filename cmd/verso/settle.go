package main

import (
	"context"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// settleAfter is when the start is over: the first readers have been answered.
const settleAfter = time.Second

// settle gives the memory back that only the start took, half of all there is:
// the heap of parsing templates and catalogs, and the parts of the program
// that ran once.
func settle(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(settleAfter):
		debug.FreeOSMemory()
		releaseProgram()
	}
}

// The collector's pace. Go by itself lets the heap grow to twice what is in
// use: too seldom with a full page cache, which would be paid for twice, and
// too often with an empty one, where every collection is work that readers
// wait for.
const (
	smallHeap  = 24 << 20 // bytes: a heap below it is left alone
	minGarbage = 50       // percent of what is in use
	maxGarbage = 400
)

// paceCollector has the garbage that is let lie follow what is in use, from
// now on, unless the operator set GOGC.
func paceCollector() {
	if os.Getenv("GOGC") == "" {
		pace(100)
	}
}

// pace sets the pace after the next collection, and goes on so. was is the
// percentage that is set.
func pace(was int) {
	runtime.AddCleanup(new([16]byte), func(was int) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		now := garbage(int(live[0].Value.Uint64()))
		if now < was-5 || now > was+5 { // setting it stops the program for a moment
			debug.SetGCPercent(now)
			was = now
		}
		pace(was)
	}, was)
}

// garbage returns how much may lie beside so many bytes in use, in percent of
// them.
func garbage(live int) int {
	return min(max((smallHeap-live)*100/max(live, 1), minGarbage), maxGarbage)
}
