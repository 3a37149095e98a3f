package main

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// releaseProgram lets go of the pages of the program file that are in memory.
// Those that are still needed come back as they are touched, from the
// system's cache of the file. It changes nothing where it fails.
func releaseProgram() {
	smaps, err := os.Open("/proc/self/smaps")
	if err != nil {
		return
	}
	defer smaps.Close()
	name, err := os.Executable()
	if err != nil {
		return
	}
	var begin, end uint64
	for lines := bufio.NewScanner(smaps); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		switch {
		case len(fields) > 1 && strings.HasSuffix(fields[0], ":"):
			// What was written to is not in the file: it must stay.
			if fields[0] == "Anonymous:" && fields[1] == "0" && end > begin {
				_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, uintptr(begin), uintptr(end-begin), syscall.MADV_DONTNEED)
			}
		case len(fields) == 6 && fields[5] == name && strings.HasPrefix(fields[1], "r-"):
			from, to, _ := strings.Cut(fields[0], "-")
			begin, _ = strconv.ParseUint(from, 16, 64)
			end, _ = strconv.ParseUint(to, 16, 64)
		default:
			begin, end = 0, 0
		}
	}
}
