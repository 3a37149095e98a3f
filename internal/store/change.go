package store

import (
	"context"
	"maps"
	"slices"
	"strings"
)

// A Change is what one committed act changed.
type Change struct {
	Version int64 // of the site, after the act
	Keys    []Key
}

const (
	maxChangeKeys = 400  // more than this is as good as everything
	keptVersions  = 2000 // how far back Changes can tell
)

// OnCommit has tell called after every commit of this DB that changed the
// site, on the goroutine that committed. There is one listener; a later call
// replaces it.
func (s *DB) OnCommit(tell func(Change)) { s.committed.Store(&tell) }

// Changes returns what was changed after a version, oldest first. complete is
// false when it is too long ago to say.
func (r reads) Changes(ctx context.Context, after int64) (changes []Change, complete bool, err error) {
	var rows []struct {
		Version int64
		Keys    string
	}
	err = r.q.SelectContext(ctx, &rows, `SELECT version, keys FROM changes WHERE version > $1 ORDER BY version`, after)
	if err != nil {
		return nil, false, wrap(err, "changes after %d", after)
	}
	for _, row := range rows {
		c := Change{Version: row.Version}
		for key := range strings.SplitSeq(row.Keys, keySeparator) {
			c.Keys = append(c.Keys, Key(key))
		}
		changes = append(changes, c)
	}
	return changes, len(changes) > 0 && changes[0].Version == after+1, nil
}

// keySeparator is the unit separator of ASCII, which no text here may hold.
const keySeparator = "\x1f"

// record moves the site's version on and keeps what the act touched, for the
// other instances. An act that cannot say what it touched touched everything.
func (tx *Tx) record(ctx context.Context, d dialect) (Change, error) {
	var c Change
	err := tx.q.GetContext(ctx, &c.Version, `UPDATE site_version SET version = version + 1 WHERE id = 1 RETURNING version`)
	if err != nil {
		return c, wrap(err, "site version")
	}
	c.Keys = slices.Sorted(maps.Keys(tx.touched))
	if _, all := tx.touched[AllKeys]; all || len(c.Keys) == 0 || len(c.Keys) > maxChangeKeys {
		c.Keys = []Key{AllKeys}
	}
	keys := make([]string, len(c.Keys))
	for i, key := range c.Keys {
		keys[i] = string(key)
	}
	if _, err := tx.q.ExecContext(ctx, `INSERT INTO changes (version, keys) VALUES ($1, $2)`,
		c.Version, strings.Join(keys, keySeparator)); err != nil {
		return c, wrap(err, "record change %d", c.Version)
	}
	if c.Version%100 == 0 {
		if _, err := tx.q.ExecContext(ctx, `DELETE FROM changes WHERE version <= $1`, c.Version-keptVersions); err != nil {
			return c, wrap(err, "forget old changes")
		}
	}
	return c, d.notify(ctx, tx.q, c.Version)
}
