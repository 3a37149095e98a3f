// Package store is every SQL statement, for SQLite and PostgreSQL alike.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"github.com/jmoiron/sqlx"

	"verso/internal/errs"
)

// A DB is an open database. Reads are its methods; writes happen in Tx.
type DB struct {
	reads
	writer  *sqlx.DB // SQLite: one connection; PostgreSQL: the same pool
	reader  *sqlx.DB
	address string      // of PostgreSQL, for connections beside the pool
	read    *statements // SQLite: kept prepared; nil on PostgreSQL, where that saves nothing
	written *statements

	committed atomic.Pointer[func(Change)]
}

// A Tx is one act in one transaction. Everything a DB reads, a Tx reads too.
type Tx struct {
	reads
	changed bool             // something readers or editors see
	touched map[Key]struct{} // what of it
	index   indexing         // what searches will find
}

// reads has every query; it runs in a transaction or outside one.
type reads struct {
	q       querier
	dialect dialect
}

// querier is what sqlx.DB and sqlx.Tx share.
type querier interface {
	sqlx.ExtContext
	GetContext(ctx context.Context, dest any, query string, args ...any) error
	SelectContext(ctx context.Context, dest any, query string, args ...any) error
}

// Close closes the database.
func (s *DB) Close() error {
	for _, kept := range []*statements{s.read, s.written} {
		if kept != nil {
			kept.close()
		}
	}
	err := s.reader.Close()
	if s.writer != s.reader {
		err = errors.Join(err, s.writer.Close())
	}
	return err
}

// Pools returns the state of the connection pools, by name.
func (s *DB) Pools() map[string]sql.DBStats {
	if s.reader == s.writer {
		return map[string]sql.DBStats{"all": s.reader.Stats()}
	}
	return map[string]sql.DBStats{"read": s.reader.Stats(), "write": s.writer.Stats()}
}

// Ping reports whether the database answers.
func (s *DB) Ping(ctx context.Context) error {
	return s.wrap(s.reader.PingContext(ctx), "ping")
}

// tries is how often an act is tried that others got in the way of, as two
// people do who write the same title at once on PostgreSQL.
const tries = 4

// Retry is Tx, again where the database could not take the act beside another.
// A conflict that is decided was found by the act itself, and stays however
// often it looks.
func (s *DB) Retry(ctx context.Context, decided func(error) bool, act func(tx *Tx) error) error {
	var err error
	for range tries {
		err = s.Tx(ctx, act)
		if !errors.Is(err, errs.Conflict) || decided(err) {
			return err
		}
	}
	return err
}

// Tx runs act in a transaction and commits when it returns nil. An act that
// changed the site moves its version on, by which other processes see it.
func (s *DB) Tx(ctx context.Context, act func(tx *Tx) error) error {
	if s.written != nil {
		s.written.prepareWanted(ctx)
	}
	tx, err := s.writer.BeginTxx(ctx, nil)
	if err != nil {
		return s.wrap(err, "begin")
	}
	defer tx.Rollback()
	q := wrapped{
		querier: tx, dialect: s.dialect, prepared: s.written, tx: tx,
		repeated: &repeated{runs: map[string]int{}, ready: map[string]*sqlx.Stmt{}},
	}
	t := &Tx{
		reads:   reads{q, s.dialect},
		touched: map[Key]struct{}{},
	}
	if err := act(t); err != nil {
		return err
	}
	if err := t.flushIndex(ctx); err != nil {
		return err
	}
	var change Change
	if t.changed {
		if change, err = t.record(ctx, s.dialect); err != nil {
			return err
		}
	}
	if err := s.wrap(tx.Commit(), "commit"); err != nil {
		return err
	}
	if tell := s.committed.Load(); tell != nil && t.changed {
		(*tell)(change)
	}
	return nil
}

// exec runs a statement that changes the site.
func (tx *Tx) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	tx.changed = true
	return tx.q.ExecContext(ctx, query, args...)
}

// add runs an INSERT … RETURNING id.
func (tx *Tx) add(ctx context.Context, id any, query string, args ...any) error {
	tx.changed = true
	return tx.q.GetContext(ctx, id, query, args...)
}

// utc returns args with every time in UTC at PostgreSQL's precision: SQLite
// keeps times as text, and another zone would be another text.
func utc(args []any) []any {
	for i, arg := range args {
		switch t := arg.(type) {
		case time.Time:
			args[i] = t.UTC().Truncate(time.Microsecond)
		case *time.Time:
			if t != nil {
				args[i] = t.UTC().Truncate(time.Microsecond)
			}
		}
	}
	return args
}

func (s *DB) wrap(err error, act string) error {
	return wrap(s.dialect.translate(err), "%s", act)
}

// wrap says what was sought when err happened.
func wrap(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf(format+": %w", append(args, err)...)
}

// one tells a missing row from a failure.
func one(err error, format string, args ...any) error {
	if errors.Is(err, sql.ErrNoRows) {
		err = errs.NotFound
	}
	return wrap(err, format, args...)
}

// in expands the one slice among args for an IN list.
func (r reads) in(query string, args ...any) (string, []any, error) {
	query, args, err := sqlx.In(query, args...)
	if err != nil {
		return "", nil, err
	}
	return sqlx.Rebind(sqlx.DOLLAR, query), args, nil
}

// snake maps a field name to its column: PublishedAt is published_at, UTCOffset
// is utc_offset.
func snake(field string) string {
	var b strings.Builder
	letters := []rune(field)
	for i, r := range letters {
		if unicode.IsUpper(r) && i > 0 {
			startsWord := unicode.IsLower(letters[i-1])
			endsInitials := i+1 < len(letters) && unicode.IsLower(letters[i+1])
			if startsWord || endsInitials {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
