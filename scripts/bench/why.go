package main

// A reason says where a row's figure comes from, for readers who wonder why it
// is not better: what a profile has shown.
type reason struct{ Number, Text string }

// known are the reasons for the rows that may miss their targets.
var known = []reason{
	{"2", "The collector. At 60,000 requests a second net/http's 2 kB for each fill the heap twelve times a second, and each time, for some 12 ms, " +
		"requests that allocate help to mark the 11 MB in use or wait for those who do (`GODEBUG=gctrace=1`). With `GOGC=off` the p99 is 3 ms instead of 5, " +
		"three times nginx's. A larger heap would be paid for in row 7. On a machine with other work both p99 are that of the scheduler, and the ratio is 1 to 2."},
	{"4", "A page takes three or four queries on SQLite (`bench profile miss`): stepping through rows and scanning them is a third, " +
		"compressing a sixth, filling the slots and writing the page the rest."},
	{"7", "Of some 65 MB, 27 are pages of the program file: 8 of code, 19 of tables that Go's runtime reads to walk stacks and types, " +
		"which the kernel maps 64 kB at a time (`/proc/PID/pagemap`). 25 to 30 are heap, of which 11 live at rest, and 7 more while hot pages " +
		"are compressed with brotli, which takes 5 for each; 8 are SQLite's page caches, up to 2 for each of five connections. " +
		"At rest it is 35 MB."},
	{"8", "On PostgreSQL a publication is some fifteen statements, one after the other, and a feed ten more: each waits for the other process to be woken. " +
		"The feed itself, twenty texts whole, is the slowest of the three on both databases: 2 ms to read, 1 to write, 1 to compress."},
	{"10", "The page in the middle steps over the index entries before it: 130 ns each."},
}

// reasons returns the reasons for those of the rows that are not on target.
func reasons(rows []row) []reason {
	var all []reason
	for _, why := range known {
		for _, r := range rows {
			if r.number == why.Number && (r.verdict == onFloor || r.verdict == missed) {
				all = append(all, why)
				break
			}
		}
	}
	return all
}
