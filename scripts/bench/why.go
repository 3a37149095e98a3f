package main

// A reason says where a row's figure comes from, for readers who wonder why it
// is not better: what a profile has shown.
type reason struct{ Number, Text string }

// known are the reasons for the rows that may miss their targets.
var known = []reason{
	{"2", "The collector. At 90,000 requests a second what net/http allocates to read them fills the heap six or seven times a second, and each time, " +
		"for 5 ms, requests that allocate help to mark the 5 MB in use or wait for those who do (`GODEBUG=gctrace=1`): 3 % of the time, so three times " +
		"the hundredth that p99 leaves out. With `GOGC=off` the p99 of a small article is 1.5 to 2.3 ms instead of 2.7 to 4. A larger heap would be paid for in row 7. " +
		"On a machine with other work both p99 are that of the scheduler, and the ratio is 1 to 2."},
	{"4", "A page takes three or four queries on SQLite (`bench profile miss`): stepping through rows and scanning them is a third, " +
		"compressing a sixth, filling the slots and writing the page the rest."},
	{"7", "Of some 65 MB, 27 are pages of the program file: 8 of code, 19 of tables that Go's runtime reads to walk stacks and types, " +
		"which the kernel maps 64 kB at a time (`/proc/PID/pagemap`). 25 to 30 are heap, of which 11 live at rest, and 7 more while hot pages " +
		"are compressed with brotli, which takes 5 for each; 8 are SQLite's page caches, up to 2 for each of five connections. " +
		"At rest it is 35 MB."},
	{"8", "On PostgreSQL a publication is some fifteen statements, one after the other, and a feed ten more: each waits for the other process to be woken. " +
		"The feed itself, twenty texts whole, is the slowest of the three on both databases: 2 ms to read, 1 to write, 1 to compress."},
	{"12", "The text of the article takes 5,555 bytes of the body, 6,548 with its markup; its outline and the ids of its headings 670, the head 661, " +
		"the header fields 628 (security policies among them), what comes after the article 414, the masthead 224 (`gzip -9` of the page without each)."},
	{"17b", "A third is taking the whole text of 2,000 segments apart again after the splice, another counting its words and reading its lead, a tenth counting " +
		"what is done anew; on PostgreSQL some 26 statements wait for another process, and the text is written twice, as the post and as its revision."},
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
