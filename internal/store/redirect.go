package store

import (
	"context"
	"database/sql"
	"strings"

	"golang.org/x/text/unicode/norm"

	"verso/internal/content"
)

// Redirect returns the redirect for path, decoded: the exact one, else the one
// with the longest prefix.
func (r reads) Redirect(ctx context.Context, path string) (content.Redirect, error) {
	path = norm.NFC.String(path)
	sources := []string{path, strings.TrimSuffix(path, "/"), strings.TrimSuffix(path, "/") + "/"}
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			sources = append(sources, path[:i+1])
		}
	}
	query, args, err := r.in(`
		SELECT source, is_prefix, target, status FROM redirects WHERE source IN (?)
		ORDER BY is_prefix, LENGTH(source) DESC`, sources)
	if err != nil {
		return content.Redirect{}, wrap(err, "redirect %s", path)
	}
	var rows []redirectRow
	if err := r.q.SelectContext(ctx, &rows, query, args...); err != nil {
		return content.Redirect{}, wrap(err, "redirect %s", path)
	}
	for _, row := range rows {
		if redirect := row.redirect(); redirect.Matches(path) {
			return redirect, nil
		}
	}
	return content.Redirect{}, one(sql.ErrNoRows, "redirect %s", path)
}

// ExactRedirects returns the redirects of these paths, which are in NFC,
// prefixes aside.
func (r reads) ExactRedirects(ctx context.Context, paths []string) ([]content.Redirect, error) {
	if len(paths) == 0 {
		return nil, nil
	}
	noteEach(ctx, paths, redirectKey)
	query, args, err := r.in(`
		SELECT source, is_prefix, target, status FROM redirects WHERE source IN (?) AND is_prefix = FALSE`, paths)
	if err != nil {
		return nil, wrap(err, "redirects")
	}
	var rows []redirectRow
	if err := r.q.SelectContext(ctx, &rows, query, args...); err != nil {
		return nil, wrap(err, "redirects")
	}
	redirects := make([]content.Redirect, 0, len(rows))
	for _, row := range rows {
		redirects = append(redirects, row.redirect())
	}
	return redirects, nil
}

// Redirects returns all of them, by source.
func (r reads) Redirects(ctx context.Context) ([]content.Redirect, error) {
	var rows []redirectRow
	err := r.q.SelectContext(ctx, &rows, `SELECT source, is_prefix, target, status FROM redirects ORDER BY source, is_prefix`)
	redirects := make([]content.Redirect, 0, len(rows))
	for _, row := range rows {
		redirects = append(redirects, row.redirect())
	}
	return redirects, wrap(err, "redirects")
}

// SaveRedirect adds or changes one redirect. The caller has validated it.
func (tx *Tx) SaveRedirect(ctx context.Context, r content.Redirect) error {
	r = r.Folded()
	tx.touch(redirectKey(r.From))
	_, err := tx.exec(ctx, `
		INSERT INTO redirects (source, is_prefix, target, status) VALUES ($1, $2, $3, $4)
		ON CONFLICT (source, is_prefix) DO UPDATE SET target = excluded.target, status = excluded.status`,
		r.From, r.Prefix, r.To, r.Status)
	return wrap(err, "save redirect %s", r.From)
}

// RemoveRedirect forgets one redirect.
func (tx *Tx) RemoveRedirect(ctx context.Context, r content.Redirect) error {
	r = r.Folded()
	tx.touch(redirectKey(r.From))
	_, err := tx.exec(ctx, `DELETE FROM redirects WHERE source = $1 AND is_prefix = $2`, r.From, r.Prefix)
	return wrap(err, "remove redirect %s", r.From)
}

// redirectRow is a row of redirects; "from" and "to" are words of SQL.
type redirectRow struct {
	Source   string
	IsPrefix bool
	Target   string
	Status   int
}

func (r redirectRow) redirect() content.Redirect {
	return content.Redirect{From: r.Source, Prefix: r.IsPrefix, To: r.Target, Status: r.Status}
}
