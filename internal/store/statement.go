package store

import (
	"context"
	"strings"
	"sync"

	"github.com/jmoiron/sqlx"
)

// maxStatements bounds how many statements are kept prepared: the program has
// fewer, and what is made for a number of arguments is not kept.
const maxStatements = 400

// statements keeps the statements of a pool prepared: reading their text was
// most of what a short query cost SQLite.
type statements struct {
	pool   *sqlx.DB
	mu     sync.RWMutex
	ready  map[string]*sqlx.Stmt
	wanted map[string]struct{} // met in a transaction, which cannot prepare for the pool
}

func newStatements(pool *sqlx.DB) *statements {
	return &statements{pool: pool, ready: map[string]*sqlx.Stmt{}, wanted: map[string]struct{}{}}
}

// get returns the prepared statement, or nil.
func (s *statements) get(text string) *sqlx.Stmt {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.ready[text]
}

// keeps reports whether a text is worth keeping: it is the same every time,
// not made for a number of arguments.
func keeps(text string) bool {
	return !strings.Contains(text, "IN ($") && !strings.Contains(text, "), (")
}

// prepare returns the statement, prepared for the pool; nil when it cannot be,
// and the query will say why.
func (s *statements) prepare(ctx context.Context, text string) *sqlx.Stmt {
	if statement := s.get(text); statement != nil || !keeps(text) {
		return statement
	}
	statement, err := s.pool.PreparexContext(ctx, text)
	if err != nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if other := s.ready[text]; other != nil || len(s.ready) >= maxStatements {
		statement.Close()
		return other
	}
	s.ready[text] = statement
	return statement
}

// want notes a text that a transaction met, for prepareWanted.
func (s *statements) want(text string) {
	if !keeps(text) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.wanted) < maxStatements {
		s.wanted[text] = struct{}{}
	}
}

// prepareWanted prepares what transactions have met. No transaction of this
// goroutine may be open: SQLite writes through one connection.
func (s *statements) prepareWanted(ctx context.Context) {
	s.mu.Lock()
	texts := s.wanted
	s.wanted = map[string]struct{}{}
	s.mu.Unlock()
	for text := range texts {
		s.prepare(ctx, text)
	}
}

// close lets go of every statement.
func (s *statements) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, statement := range s.ready {
		statement.Close()
	}
	clear(s.ready)
}

// repeated keeps prepared, for the length of a transaction, what it runs again
// and again, as an import does, and what is not prepared for the pool:
// PostgreSQL prepares for one connection, and the next transaction may have
// another.
type repeated struct {
	runs  map[string]int
	ready map[string]*sqlx.Stmt
}

// worthPreparing is how often a transaction runs a text before it is
// prepared: preparing is a round trip of its own.
const worthPreparing = 3

// statement returns the prepared form of a text, or nil while it is not worth
// it.
func (r *repeated) statement(ctx context.Context, tx *sqlx.Tx, text string) *sqlx.Stmt {
	if statement := r.ready[text]; statement != nil || !keeps(text) {
		return statement
	}
	r.runs[text]++
	if r.runs[text] != worthPreparing {
		return nil
	}
	statement, err := tx.PreparexContext(ctx, text)
	if err != nil {
		return nil // the query itself will say why
	}
	r.ready[text] = statement
	return statement
}
