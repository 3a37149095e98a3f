// Command bench measures the program against its targets, beside nginx, and
// writes docs/performance.md.
//
// Usage, from the root of the repository, where bin/verso has been built:
//
//	scripts/with-postgres go run ./scripts/bench
//
// or, to see where the time of one kind of request goes:
//
//	GOMAXPROCS=1 go run ./scripts/bench profile hit|miss|list FILE
//
// BENCH_SIZES   posts of the sites that are made: "1000,10000,100000" unless said
// BENCH_ROWS    only these rows, such as "1,4,4b"; the page is not written then
// BENCH_ROUNDS  how often each comparison is repeated: 5 unless said
// BENCH_WAIT    seconds to wait in all for a quiet machine, for each comparison: 20 unless said
// BENCH_DIR     keeps the SQLite sites there for the next time
//
// VERSO_TEST_POSTGRES names a server on which databases may be made.
// VERSO_CORPUS names the test corpus; without it the page of rows 1 to 3 and
// 12 is an invented one.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	b, err := newBench()
	if err != nil {
		return err
	}
	defer b.close(ctx)
	if len(args) == 3 && args[0] == "profile" {
		return b.profile(ctx, args[1], args[2])
	}
	all, err := b.measureAll(ctx)
	if err != nil || b.partly() {
		return err
	}
	return writePage(all, b)
}
