package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"github.com/pressly/goose/v3/lock"
)

// A Migration is one step of the schema.
type Migration struct {
	Version int64
	Name    string
	Applied bool
}

// Migrate brings the schema to what this program needs. Several instances may
// start at once: each step happens once (trust R7). A schema newer than the
// program is refused.
func (s *DB) Migrate(ctx context.Context, files fs.FS) error {
	provider, done, err := s.provider(files)
	if err != nil {
		return err
	}
	defer done()
	if err := s.refuseNewer(ctx, provider); err != nil {
		return err
	}
	if s.dialect == sqliteDialect {
		unlock, err := lockFile(s.lockPath(ctx))
		if err != nil {
			return err
		}
		defer unlock()
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// Migrations lists every step and whether it was applied; it changes nothing
// but goose's own empty table.
func (s *DB) Migrations(ctx context.Context, files fs.FS) ([]Migration, error) {
	provider, done, err := s.provider(files)
	if err != nil {
		return nil, err
	}
	defer done()
	status, err := provider.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	steps := make([]Migration, 0, len(status))
	for _, m := range status {
		steps = append(steps, Migration{Version: m.Source.Version, Name: m.Source.Path, Applied: m.State == goose.StateApplied})
	}
	return steps, nil
}

// provider returns goose over the folder of this database's dialect. done lets
// go of the connection that it works on.
func (s *DB) provider(files fs.FS) (provider *goose.Provider, done func(), err error) {
	dir, err := fs.Sub(files, string(s.dialect))
	if err != nil {
		return nil, nil, fmt.Errorf("migrations: %w", err)
	}
	done = func() {}
	name, pool := database.DialectSQLite3, s.writer.DB
	var options []goose.ProviderOption
	if s.dialect == postgresDialect {
		locker, err := lock.NewPostgresSessionLocker()
		if err != nil {
			return nil, nil, fmt.Errorf("migrations: %w", err)
		}
		options = append(options, goose.WithSessionLocker(locker))
		// Beside the pool, whose statements must be quick.
		if pool, err = sql.Open("postgres", s.address); err != nil {
			return nil, nil, fmt.Errorf("migrations: %w", err)
		}
		name, done = database.DialectPostgres, func() { pool.Close() }
	}
	provider, err = goose.NewProvider(name, pool, dir, options...)
	if err != nil {
		done()
		return nil, nil, fmt.Errorf("migrations: %w", err)
	}
	return provider, done, nil
}

func (s *DB) refuseNewer(ctx context.Context, provider *goose.Provider) error {
	have, want, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("migrations: %w", s.dialect.translate(err))
	}
	if have > want {
		return fmt.Errorf("the database is at schema %d, this program knows %d: use the newer program", have, want)
	}
	return nil
}

// lockPath returns the file beside a SQLite database that one migrating
// process holds.
func (s *DB) lockPath(ctx context.Context) string {
	var file string
	if err := s.reader.GetContext(ctx, &file, `SELECT file FROM pragma_database_list WHERE name = 'main'`); err != nil {
		return ""
	}
	return file + ".lock"
}
