package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	_ "github.com/lib/pq" // makes the databases that the sites live in
	"golang.org/x/sync/errgroup"

	"verso/scripts/bench/load"
	"verso/scripts/bench/seed"
)

// An engine is a kind of database.
type engine string

const (
	sqlite   engine = "SQLite"
	postgres engine = "PostgreSQL"
)

// A siteKey names a site that the measurements share and leave as it is.
type siteKey struct {
	engine engine
	posts  int
}

// A cluster is the address of a PostgreSQL server on which databases may be
// made.
type cluster string

// create makes an empty database and returns its address. Its locale decides
// no order: bytes do, as on SQLite.
func (s cluster) create(ctx context.Context) (string, error) {
	if s == "" {
		return "", errors.New("VERSO_TEST_POSTGRES names no server")
	}
	name := "verso_bench_" + strings.ToLower(rand.Text()[:10])
	err := s.exec(ctx, "CREATE DATABASE "+name+" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
	if err != nil {
		return "", err
	}
	u, err := url.Parse(string(s))
	if err != nil {
		return "", err
	}
	u.Path = "/" + name
	return u.String(), nil
}

// drop removes a database that create made.
func (s cluster) drop(ctx context.Context, address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	return s.exec(ctx, "DROP DATABASE "+strings.TrimPrefix(u.Path, "/")+" WITH (FORCE)")
}

func (s cluster) exec(ctx context.Context, statement string) error {
	db, err := sql.Open("postgres", string(s))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, statement)
	return err
}

// smallest, middle and largest are the sizes that rows speak of: 1k, 10k and
// the most posts there are.
func (b *bench) smallest() int { return b.sizes[0] }
func (b *bench) largest() int  { return b.sizes[len(b.sizes)-1] }
func (b *bench) middle() int {
	for _, n := range b.sizes {
		if n >= 10_000 {
			return n
		}
	}
	return b.largest()
}

// searched is the size that the search is asked on: 100k, or the next there is.
func (b *bench) searched() int {
	if slices.Contains(b.sizes, 100_000) {
		return 100_000
	}
	return b.largest()
}

// needed are the sites that the rows asked for need.
func (b *bench) needed() []siteKey {
	var keys []siteKey
	add := func(e engine, sizes ...int) {
		for _, n := range sizes {
			if key := (siteKey{e, n}); !slices.Contains(keys, key) && (e == sqlite || b.postgres != "") {
				keys = append(keys, key)
			}
		}
	}
	if b.wants("6", "8", "10") {
		add(sqlite, b.sizes...)
	}
	if b.wants("1", "2", "3", "12", "4", "4c", "7", "15") {
		add(sqlite, b.smallest())
	}
	if b.wants("7b", "14") {
		add(sqlite, b.middle())
	}
	if b.wants("4b", "8", "14") {
		add(postgres, b.smallest())
	}
	if b.wants("11", "11b", "11c") {
		add(sqlite, b.middle(), b.searched())
		add(postgres, b.middle(), b.searched())
	}
	return keys
}

// makeSites makes the sites that are needed, on both engines at once.
func (b *bench) makeSites(ctx context.Context) error {
	byEngine := map[engine][]siteKey{}
	for _, key := range b.needed() {
		byEngine[key.engine] = append(byEngine[key.engine], key)
		address, err := b.place(ctx, key)
		if err != nil {
			return err
		}
		b.sites[key] = address
	}
	var both errgroup.Group
	for _, keys := range byEngine {
		both.Go(func() error {
			for _, key := range keys {
				if err := b.makeSite(ctx, key); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return both.Wait()
}

// place returns where a site's database is, or will be.
func (b *bench) place(ctx context.Context, key siteKey) (string, error) {
	if key.engine == sqlite {
		return "sqlite:" + filepath.Join(b.kept, fmt.Sprintf("%d.db", key.posts)), nil
	}
	return b.postgres.create(ctx)
}

// makeSite fills a site's database unless an earlier run did.
func (b *bench) makeSite(ctx context.Context, key siteKey) error {
	address := b.sites[key]
	file, isFile := strings.CutPrefix(address, "sqlite:")
	if _, err := os.Stat(file); isFile && err == nil {
		return migrate(ctx, address)
	}
	began := time.Now()
	working := address
	if isFile {
		working = address + ".part" // a run that was cut off leaves no half site behind
		if err := os.RemoveAll(file + ".part"); err != nil {
			return err
		}
	}
	if err := fill(ctx, working, key.posts); err != nil {
		return err
	}
	if isFile {
		if err := os.Rename(file+".part", file); err != nil {
			return err
		}
	}
	took := time.Since(began)
	fmt.Fprintf(b.out, "made a site of %d posts on %s in %s (%.0f a second)\n", key.posts, key.engine, took.Round(time.Second), float64(key.posts)/took.Seconds())
	return nil
}

// migrate brings a site of an earlier run to the schema of today.
func migrate(ctx context.Context, address string) error {
	db, err := seed.Open(ctx, address)
	if err != nil {
		return err
	}
	return db.Close()
}

func fill(ctx context.Context, address string, posts int) error {
	db, err := seed.Open(ctx, address)
	if err != nil {
		return err
	}
	return errors.Join(seed.Fill(ctx, db, posts), db.Close())
}

// copyOf returns the address of a copy of a SQLite site, for measurements that
// change it. The copy is on the disk: otherwise the first commits of the server
// would wait for the kernel to write a gigabyte of ours.
func (b *bench) copyOf(posts int) (string, error) {
	from, err := os.Open(strings.TrimPrefix(b.sites[siteKey{sqlite, posts}], "sqlite:"))
	if err != nil {
		return "", err
	}
	defer from.Close()
	name := filepath.Join(b.dir, fmt.Sprintf("copy-%d.db", posts))
	to, err := os.Create(name)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(to, from)
	return "sqlite:" + name, errors.Join(err, to.Sync(), to.Close())
}

// serve starts the program on a database, alone on the server's core.
func (b *bench) serve(ctx context.Context, address string, env ...string) (*load.Process, error) {
	listen, err := load.FreeAddress(ctx)
	if err != nil {
		return nil, err
	}
	data, err := os.MkdirTemp(b.dir, "data")
	if err != nil {
		return nil, err
	}
	return load.Start(ctx, load.Command{
		Name: "verso", Core: b.contest.Cores.Server, Args: []string{b.binary, "serve"}, URL: "http://" + listen, Path: "/en-us/",
		Env: append([]string{
			"VERSO_ADDR=" + listen, "VERSO_DATABASE_URL=" + address, "VERSO_DATA_DIR=" + data,
			"VERSO_LOG_LEVEL=warn", "VERSO_LOG_FORMAT=json",
		}, env...),
	})
}
