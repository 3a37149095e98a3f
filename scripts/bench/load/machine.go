// Package load starts servers on one core, sends them requests from another, and reads what it cost.
package load

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Cores are the processors that the two sides of a measurement have to
// themselves.
type Cores struct{ Server, Client int }

// Allowed returns the first two processors that this process may use.
func Allowed() (Cores, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return Cores{}, err
	}
	for line := range strings.Lines(string(status)) {
		list, ok := strings.CutPrefix(line, "Cpus_allowed_list:")
		if !ok {
			continue
		}
		cores, err := parseCores(strings.TrimSpace(list))
		if err != nil {
			return Cores{}, err
		}
		if len(cores) < 2 {
			return Cores{}, errors.New("measuring takes two processors: one for the server, one for its clients")
		}
		return Cores{Server: cores[0], Client: cores[1]}, nil
	}
	return Cores{}, errors.New("/proc/self/status does not say which processors there are")
}

// parseCores reads a list such as "0-2,5".
func parseCores(list string) ([]int, error) {
	var cores []int
	for part := range strings.SplitSeq(list, ",") {
		first, last, isRange := strings.Cut(part, "-")
		if !isRange {
			last = first
		}
		from, err := strconv.Atoi(first)
		to, lastErr := strconv.Atoi(last)
		if err = errors.Join(err, lastErr); err != nil {
			return nil, fmt.Errorf("processors %q: %w", list, err)
		}
		for n := from; n <= to; n++ {
			cores = append(cores, n)
		}
	}
	return cores, nil
}

// tick is the unit of processor time in /proc, the same on every Linux
// architecture that Go knows.
const tick = 10 * time.Millisecond

// CPU returns the processor time that a process has used, all its threads
// together.
func CPU(pid int) (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	// The second field is a name in parentheses, which may hold spaces.
	fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:]))
	const user, system = 11, 12 // utime and stime, counted from the third field
	if len(fields) <= system {
		return 0, fmt.Errorf("/proc/%d/stat has %d fields", pid, len(fields))
	}
	var ticks time.Duration
	for _, field := range fields[user : system+1] {
		n, err := strconv.Atoi(field)
		if err != nil {
			return 0, err
		}
		ticks += time.Duration(n)
	}
	return ticks * tick, nil
}

// busy returns the time that all processors together have worked.
func busy() (time.Duration, error) {
	stat, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	line, _, _ := strings.Cut(string(stat), "\n")
	var ticks time.Duration
	for i, field := range strings.Fields(line)[1:] {
		const idle, wait, guest = 3, 4, 8
		if i == idle || i == wait || i >= guest {
			continue
		}
		n, err := strconv.Atoi(field)
		if err != nil {
			return 0, err
		}
		ticks += time.Duration(n)
	}
	return ticks * tick, nil
}

// PSS returns the memory of a process in bytes; what it shares with others is
// divided among them.
func PSS(pid int) (int, error) {
	rollup, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(rollup)) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == "Pss:" {
			kilobytes, err := strconv.Atoi(fields[1])
			return kilobytes << 10, err
		}
	}
	return 0, fmt.Errorf("process %d has no Pss", pid)
}

// Processor returns the name of the processor, for a report.
func Processor() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(info)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return strings.TrimSpace(strings.TrimLeft(name, "\t :"))
		}
	}
	return "unknown"
}

// Averages returns how many programs wanted a processor in the last one, five
// and fifteen minutes.
func Averages() string {
	averages, err := os.ReadFile("/proc/loadavg")
	if fields := strings.Fields(string(averages)); err == nil && len(fields) > 3 {
		return strings.Join(fields[:3], ", ")
	}
	return "unknown"
}

// FolderBytes returns what the files of a folder take.
func FolderBytes(dir string) (int64, error) {
	var total int64
	err := filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	return total, err
}
