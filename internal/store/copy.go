package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// copied are the tables of the site itself, those that others refer to first.
// Letters, earlier revisions and what searches find are not among them.
var copied = []string{
	"locales", "settings", "section_words", "post_groups", "posts", "slug_history", "terms", "tags",
	"post_tags", "post_counts", "media", "post_media", "media_texts", "menu_items", "menu_labels", "redirects", "import_files",
}

// CopyTo fills another database, which must be migrated, with the site, so
// that something can be tried there. A site whose schema is older is copied as
// far as it goes, and not changed.
func (s *Snapshot) CopyTo(ctx context.Context, other *DB) error {
	tables, err := s.tables(ctx)
	if err != nil {
		return err
	}
	there := slices.DeleteFunc(slices.Clone(copied), func(table string) bool { return !slices.Contains(tables, table) })
	return other.Tx(ctx, func(tx *Tx) error {
		for _, table := range slices.Backward(there) {
			if _, err := tx.exec(ctx, `DELETE FROM `+table); err != nil {
				return wrap(err, "empty %s", table)
			}
		}
		for _, table := range there {
			if err := s.copyTable(ctx, table, tx); err != nil {
				return wrap(err, "copy %s", table)
			}
		}
		return nil
	})
}

// copyTable copies the rows of one table.
func (s *Snapshot) copyTable(ctx context.Context, table string, tx *Tx) error {
	rows, err := s.q.QueryxContext(ctx, `SELECT * FROM `+table)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	marks := make([]string, len(columns))
	for i := range marks {
		marks[i] = fmt.Sprintf("$%d", i+1)
	}
	insert := `INSERT INTO ` + table + ` (` + strings.Join(columns, ", ") + `) VALUES (` + strings.Join(marks, ", ") + `)`
	for rows.Next() {
		values, err := rows.SliceScan()
		if err != nil {
			return err
		}
		for i, v := range values {
			if text, ok := v.([]byte); ok {
				values[i] = string(text)
			}
		}
		if _, err := tx.exec(ctx, insert, values...); err != nil {
			return err
		}
	}
	return rows.Err()
}
