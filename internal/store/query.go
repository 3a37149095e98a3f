package store

import (
	"context"
	"database/sql"

	"github.com/jmoiron/sqlx"
)

// Stats counts the statements that were run, for tests that hold a page to a
// constant number.
type Stats struct{ Queries int }

type statsKey struct{}

// WithStats returns a context whose queries are counted in the result.
func WithStats(ctx context.Context) (context.Context, *Stats) {
	stats := &Stats{}
	return context.WithValue(ctx, statsKey{}, stats), stats
}

// wrapped runs every statement: it counts it, keeps it prepared where that
// pays, and translates its errors.
type wrapped struct {
	querier
	dialect  dialect
	prepared *statements // of the pool; nil: none are kept
	tx       *sqlx.Tx    // nil outside a transaction
	repeated *repeated   // of the transaction; nil outside one
}

// statement returns the prepared form of a text, or nil.
func (w wrapped) statement(ctx context.Context, text string) *sqlx.Stmt {
	switch {
	case w.tx == nil && w.prepared == nil:
		return nil
	case w.tx == nil:
		return w.prepared.prepare(ctx, text)
	case w.prepared == nil:
		return w.repeated.statement(ctx, w.tx, text)
	}
	if statement := w.prepared.get(text); statement != nil {
		return w.tx.StmtxContext(ctx, statement)
	}
	w.prepared.want(text)
	return w.repeated.statement(ctx, w.tx, text)
}

func (w wrapped) count(ctx context.Context) {
	if stats, ok := ctx.Value(statsKey{}).(*Stats); ok {
		stats.Queries++
	}
}

func (w wrapped) GetContext(ctx context.Context, dest any, query string, args ...any) error {
	w.count(ctx)
	if statement := w.statement(ctx, query); statement != nil {
		return w.dialect.translate(statement.GetContext(ctx, dest, utc(args)...))
	}
	return w.dialect.translate(w.querier.GetContext(ctx, dest, query, utc(args)...))
}

func (w wrapped) SelectContext(ctx context.Context, dest any, query string, args ...any) error {
	w.count(ctx)
	if statement := w.statement(ctx, query); statement != nil {
		return w.dialect.translate(statement.SelectContext(ctx, dest, utc(args)...))
	}
	return w.dialect.translate(w.querier.SelectContext(ctx, dest, query, utc(args)...))
}

func (w wrapped) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	w.count(ctx)
	if statement := w.statement(ctx, query); statement != nil {
		res, err := statement.ExecContext(ctx, utc(args)...)
		return res, w.dialect.translate(err)
	}
	res, err := w.querier.ExecContext(ctx, query, utc(args)...)
	return res, w.dialect.translate(err)
}
