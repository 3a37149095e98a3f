// Package storetest lends tests a fresh, migrated database of each kind.
package storetest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/migrations"
)

// Now is the moment at which tests happen.
var Now = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// Run runs test on SQLite and, where VERSO_TEST_POSTGRES names a server, on
// PostgreSQL. `make test` always names one.
func Run(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, SQLite(t)) })
	if os.Getenv("VERSO_TEST_POSTGRES") != "" {
		t.Run("postgres", func(t *testing.T) { test(t, Postgres(t)) })
	}
}

// RunPostgres runs test where VERSO_TEST_POSTGRES names a server: for what
// SQLite does not have, such as a network.
func RunPostgres(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	if os.Getenv("VERSO_TEST_POSTGRES") != "" {
		t.Run("postgres", test)
	}
}

// SQLite returns a fresh database in a file of its own.
func SQLite(t testing.TB) *store.DB {
	t.Helper()
	return Open(t, "sqlite:"+filepath.Join(t.TempDir(), "verso.db"))
}

// Postgres returns a fresh database on the server of VERSO_TEST_POSTGRES.
func Postgres(t testing.TB) *store.DB {
	t.Helper()
	return Open(t, PostgresURL(t))
}

// PostgresURL makes an empty database on the server of VERSO_TEST_POSTGRES and
// returns its address; it goes with the test.
func PostgresURL(t testing.TB) string {
	t.Helper()
	server := os.Getenv("VERSO_TEST_POSTGRES")
	admin, err := sqlx.Open("postgres", server)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	name := "verso_" + strings.ToLower(rand.Text()[:16])
	// The locale must not decide any order: C compares bytes, as SQLite does.
	if _, err := admin.Exec(`CREATE DATABASE ` + name + ` TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`); err != nil {
		t.Fatalf("create database: %v", err)
	}
	t.Cleanup(func() {
		admin, err := sqlx.Open("postgres", server)
		if err != nil {
			t.Error(err)
			return
		}
		defer admin.Close()
		if _, err := admin.Exec(`DROP DATABASE ` + name + ` WITH (FORCE)`); err != nil {
			t.Error(err)
		}
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

// AwaitLock returns when a connection to the PostgreSQL database at address
// waits for a lock that another has.
func AwaitLock(t testing.TB, address string) {
	t.Helper()
	db, err := sqlx.Open("postgres", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for waiting := 0; waiting == 0; {
		err := db.GetContext(t.Context(), &waiting, `
			SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Open opens the empty database at address and migrates it.
func Open(t testing.TB, address string) *store.DB {
	t.Helper()
	ctx := context.Background()
	db, err := store.Open(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(ctx, migrations.FS); err != nil {
		t.Fatal(err)
	}
	return db
}

// Do runs act in a transaction and stops the test when it fails.
func Do(t testing.TB, db *store.DB, act func(ctx context.Context, tx *store.Tx) error) {
	t.Helper()
	ctx := context.Background()
	if err := db.Tx(ctx, func(tx *store.Tx) error { return act(ctx, tx) }); err != nil {
		t.Fatal(err)
	}
}

// Dump returns every row of every table, to compare with another moment.
func Dump(t testing.TB, db *store.DB) (rows map[string][]string) {
	t.Helper()
	ctx := context.Background()
	err := db.Snapshot(ctx, func(s *store.Snapshot) (err error) {
		rows, err = s.Dump(ctx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 10 {
		t.Fatalf("the database has %d tables: it was not read rightly", len(rows))
	}
	return rows
}

// Locales makes the site speak these locales, the first by default.
func Locales(t testing.TB, db *store.DB, tags ...locale.Tag) {
	t.Helper()
	Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		for i, tag := range tags {
			if err := tx.SaveLocale(ctx, site.Locale{Tag: tag, Position: i, Enabled: true, Default: i == 0}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Work adds a group with these posts and returns them with their identifiers.
// What a post leaves out is filled in: an article, published an hour ago,
// with a title made of its slug.
func Work(t testing.TB, db *store.DB, posts ...content.Post) []content.Post {
	t.Helper()
	Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		kind := posts[0].Kind
		if kind == "" {
			kind = content.Article
		}
		group, err := tx.AddGroup(ctx, content.Group{Kind: kind})
		if err != nil {
			return err
		}
		for i, p := range posts {
			p.GroupID, p.Kind = group.ID, kind
			if posts[i], err = tx.AddPost(ctx, complete(p)); err != nil {
				return err
			}
		}
		return nil
	})
	return posts
}

func complete(p content.Post) content.Post {
	hourAgo := Now.Add(-time.Hour)
	if p.Status == "" {
		p.Status = content.Published
	}
	if p.Title == "" {
		p.Title = fmt.Sprintf("Title of %s", p.Slug)
	}
	if p.PublishedAt == nil && p.Status != content.Draft {
		p.PublishedAt = &hourAgo
	}
	if p.Status == content.Published || p.Status == content.Archived || p.Status == content.Trashed {
		p.FirstPublishedAt = p.PublishedAt
	}
	if p.CreatedAt.IsZero() {
		p.CreatedAt = hourAgo
	}
	p.UpdatedAt = hourAgo
	return p
}
