package main

import (
	"syscall"

	"verso/internal/live"
)

// streams returns how many streams of events may be open in a process that may
// open so many files; 0 is as many as it likes. Each is a file for as long as
// somebody has a page of the admin open, and half of them stay for everybody
// else (trust T31).
func streams(files uint64) live.Limits {
	limits := live.DefaultLimits()
	if half := files / 2; files > 0 && half < uint64(limits.Total) {
		limits.Total = int(half)
	}
	return limits
}

// openFiles returns how many files the process may open, or 0 where that
// cannot be read.
func openFiles() uint64 {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0
	}
	return limit.Cur
}
