package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/mattn/go-isatty"

	"verso/internal/message"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/welcome"
	"verso/locales"
	"verso/migrations"
)

// open opens the database that the settings name. Its folder is made when it
// is missing; its schema is left as it is.
func (p *program) open(ctx context.Context) (*store.DB, error) {
	if err := p.storage.MakeDir(); err != nil {
		return nil, err
	}
	return store.Open(ctx, p.storage.URL())
}

// migrated opens the database and brings its schema to what this program
// needs. A new site speaks two languages from then on.
func (p *program) migrated(ctx context.Context) (*store.DB, error) {
	db, err := p.open(ctx)
	if err != nil {
		return nil, err
	}
	if err := p.prepare(ctx, db); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

func (p *program) prepare(ctx context.Context, db *store.DB) error {
	if err := db.Migrate(ctx, migrations.FS); err != nil {
		return err
	}
	service, err := p.publishing(db)
	if err != nil {
		return err
	}
	return welcome.Locales(ctx, db, service)
}

// publish runs act with the service that changes the migrated database.
func (p *program) publish(ctx context.Context, act func(*publishing.Service) error) error {
	db, err := p.migrated(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	service, err := p.publishing(db)
	if err != nil {
		return err
	}
	return act(service)
}

func (p *program) publishing(db *store.DB) (*publishing.Service, error) {
	catalog, err := message.Load(locales.FS)
	if err != nil {
		return nil, err
	}
	return publishing.New(db, time.Now, catalog.Sections, p.logger()), nil
}

// logger returns the log on stderr.
func (p *program) logger() *slog.Logger {
	return p.log.Logger(p.stderr, terminal(p.stderr))
}

// terminal reports whether somebody watches w.
func terminal(w any) bool {
	f, ok := w.(interface{ Fd() uintptr })
	return ok && isatty.IsTerminal(f.Fd())
}
