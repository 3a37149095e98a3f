package main

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// resident returns how much of the program file is in memory, in kilobytes.
func resident(t *testing.T) int {
	t.Helper()
	smaps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	name, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	total, ours := 0, false
	for line := range strings.Lines(string(smaps)) {
		fields := strings.Fields(line)
		switch {
		case !strings.HasSuffix(fields[0], ":"):
			ours = len(fields) == 6 && fields[5] == name && fields[1][1] == '-'
		case ours && fields[0] == "Rss:":
			kilobytes, err := strconv.Atoi(fields[1])
			if err != nil {
				t.Fatal(err)
			}
			total += kilobytes
		}
	}
	return total
}

func TestTheProgramGoesOnWithoutItsPages(t *testing.T) { // performance target 7
	before := resident(t)
	releaseProgram()
	after := resident(t)
	if before == 0 || after >= before {
		t.Errorf("%d kB of the program are in memory, %d before, want fewer", after, before)
	}
	if got := run(t.Context(), []string{"version"}, nil, t.Output(), t.Output()); got != done {
		t.Errorf("version without pages: status %d, want %d", got, done)
	}
}
