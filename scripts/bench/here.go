package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"time"

	"golang.org/x/sync/errgroup"

	"verso/internal/server"
	"verso/internal/store"
	"verso/internal/web"
	"verso/locales"
	"verso/static"
	"verso/templates"
)

// here is the site served by this process, for what only the same process can
// do: publish without a second one being told.
type here struct {
	db  *store.DB
	url string

	stop context.CancelFunc
	work *errgroup.Group
}

// serveHere serves a database as "verso serve" does, with a cache of so many
// bytes.
func serveHere(ctx context.Context, address string, cache int) (*here, error) {
	db, err := store.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	url := "http://" + listener.Addr().String()
	log := slog.New(slog.DiscardHandler)
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		return nil, errors.Join(err, listener.Close(), db.Close())
	}
	site, err := server.New(ctx, server.Config{
		DB: db, Origin: "http://localhost:" + port, Loopback: true,
		Cache: cache, Memory: server.DefaultMemory,
		Files: server.Files{Templates: templates.FS, Static: static.FS, Locales: locales.FS},
		Log:   log, Now: time.Now,
	})
	if err != nil {
		return nil, errors.Join(err, listener.Close(), db.Close())
	}
	ctx, stop := context.WithCancel(ctx)
	h := &here{db: db, url: url, stop: stop, work: &errgroup.Group{}}
	h.work.Go(func() error { site.Run(ctx); return nil })
	h.work.Go(func() error { return web.Serve(ctx, listener, site, log) })
	return h, nil
}

func (h *here) close() error {
	h.stop()
	return errors.Join(h.work.Wait(), h.db.Close())
}
