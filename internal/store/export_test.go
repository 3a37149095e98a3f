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
