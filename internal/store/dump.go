package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// tables returns the names of all tables.
func (s *Snapshot) tables(ctx context.Context) ([]string, error) {
	query := `SELECT name FROM sqlite_master WHERE type = 'table'`
	if s.dialect == postgresDialect {
		query = `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()`
	}
	var tables []string
	err := s.q.SelectContext(ctx, &tables, query)
	return tables, wrap(err, "tables")
}

// Dump returns every row of every table as a line of text: what two moments of
// a database, or two databases of one kind, are compared by. The tables in
// which the search of SQLite keeps its index are left out.
func (s *Snapshot) Dump(ctx context.Context) (map[string][]string, error) {
	tables, err := s.tables(ctx)
	if err != nil {
		return nil, err
	}
	all := map[string][]string{}
	for _, table := range tables {
		if strings.HasPrefix(table, "sqlite_") || strings.HasPrefix(table, "post_words_") {
			continue
		}
		if all[table], err = s.lines(ctx, table); err != nil {
			return nil, wrap(err, "rows of %s", table)
		}
	}
	return all, nil
}

// lines returns the rows of one table as text, in order.
func (s *Snapshot) lines(ctx context.Context, table string) ([]string, error) {
	rows, err := s.q.QueryxContext(ctx, `SELECT * FROM `+table)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var lines []string
	for rows.Next() {
		values, err := rows.SliceScan()
		if err != nil {
			return nil, err
		}
		line := make([]string, len(values))
		for i, v := range values {
			if text, ok := v.([]byte); ok {
				v = string(text)
			}
			line[i] = fmt.Sprintf("%v", v)
		}
		lines = append(lines, strings.Join(line, "\x1f"))
	}
	slices.Sort(lines)
	return lines, rows.Err()
}
