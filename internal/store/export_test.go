package store

import "context"

// ForgetIndex leaves the database as an older version did: its posts are
// there, and the index has none of them.
func (s *DB) ForgetIndex(ctx context.Context) error {
	return s.Tx(ctx, func(tx *Tx) error {
		if _, err := tx.exec(ctx, `DELETE FROM post_words`); err != nil {
			return err
		}
		_, err := tx.exec(ctx, `UPDATE search_state SET version = 0, post_id = 0, is_done = FALSE`)
		return err
	})
}

// ReindexStep indexes the next posts, and calls meanwhile between reading them
// and writing down their words.
func (s *DB) ReindexStep(ctx context.Context, meanwhile func()) error {
	return s.Tx(ctx, func(tx *Tx) error {
		_, err := tx.reindex(ctx)
		meanwhile()
		return err
	})
}

// Waiting returns how many connections to this PostgreSQL database wait for a
// lock that another has.
func (s *DB) Waiting(ctx context.Context) (n int, err error) {
	err = s.q.GetContext(ctx, &n, `SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
	return n, err
}
