package store

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"
)

// rowsAtOnce is how many rows one statement writes. PostgreSQL is asked over
// a connection, so fewer statements are less waiting; SQLite is at hand, and
// is quickest with one statement that it keeps prepared.
func (d dialect) rowsAtOnce() int {
	if d == postgresDialect {
		return 50
	}
	return 1
}

// bytesAtOnce bounds the texts that one statement writes, so that it ends long
// before the database loses patience with it.
const bytesAtOnce = 1 << 20

// parts yields rows of arguments, as many at a time as one statement writes.
func (d dialect) parts(rows [][]any) iter.Seq[[][]any] {
	return func(yield func([][]any) bool) {
		first, bytes := 0, 0
		for i, row := range rows {
			size := 0
			for _, arg := range row {
				if text, ok := arg.(string); ok {
					size += len(text)
				}
			}
			if i > first && (i-first == d.rowsAtOnce() || bytes+size > bytesAtOnce) {
				if !yield(rows[first:i]) {
					return
				}
				first, bytes = i, 0
			}
			bytes += size
		}
		if first < len(rows) {
			yield(rows[first:])
		}
	}
}

// A rowsStatement is a statement made for rows of arguments: head, row for
// each of them, tail. In row "?" stands for an argument.
type rowsStatement struct{ head, row, tail string }

// text returns the statement for n rows.
func (s rowsStatement) text(n int) string {
	rows := strings.TrimSuffix(strings.Repeat(s.row+", ", n), ", ")
	return sqlx.Rebind(sqlx.DOLLAR, s.head+" "+rows+" "+s.tail)
}

// runRows runs a statement for all rows: run is given its text and arguments,
// as often as it takes.
func (tx *Tx) runRows(s rowsStatement, rows [][]any, run func(text string, args []any) error) error {
	text, size := "", 0
	for part := range tx.dialect.parts(rows) {
		if len(part) != size {
			size = len(part)
			text = s.text(size)
		}
		if err := run(text, slices.Concat(part...)); err != nil {
			return err
		}
	}
	return nil
}

// execRows runs a statement that changes the site, for all rows.
func (tx *Tx) execRows(ctx context.Context, s rowsStatement, rows [][]any) error {
	return tx.runRows(s, rows, func(text string, args []any) error {
		_, err := tx.exec(ctx, text, args...)
		return err
	})
}

// selectRows is execRows for a statement that returns rows, in no order; each
// is told of every one.
func selectRows[T any](ctx context.Context, tx *Tx, s rowsStatement, rows [][]any, each func(T)) error {
	return tx.runRows(s, rows, func(text string, args []any) error {
		var returned []T
		tx.changed = true
		err := tx.q.SelectContext(ctx, &returned, text, args...)
		for _, r := range returned {
			each(r)
		}
		return err
	})
}
