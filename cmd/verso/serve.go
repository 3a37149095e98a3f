package main

import (
	"context"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"verso/internal/config"
	"verso/internal/media"
	"verso/internal/server"
	"verso/internal/web"
	"verso/locales"
	"verso/static"
	"verso/templates"
)

type serveCommand struct {
	config.HTTP `group:"http"`
}

// Run serves the site until a signal asks it to stop.
func (c *serveCommand) Run(ctx context.Context, p *program) error {
	ctx, stop := context.WithCancel(untilSignal(ctx))
	defer stop()
	log := p.logger()
	db, err := p.migrated(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	for _, path := range p.storage.Exposed() {
		log.WarnContext(ctx, "others than the owner may read or write it", "path", path)
	}
	pictures, err := p.media()
	if err != nil {
		return err
	}
	defer pictures.Close()

	proxies, err := c.Proxies()
	if err != nil {
		return err
	}
	origin, fixed := c.Origin()
	site, err := server.New(ctx, server.Config{
		DB:       db,
		Origin:   origin,
		Loopback: !fixed,
		Proxies:  proxies,
		Media:    pictures.Root(),
		Files:    server.Files{Templates: templates.FS, Static: static.FS, Locales: locales.FS},
		Log:      log,
		Now:      time.Now,
	})
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return err
	}
	log.InfoContext(ctx, "serving", "url", origin, "address", listener.Addr().String(), "version", version)

	worked := make(chan struct{})
	go func() {
		defer close(worked)
		site.Run(ctx)
	}()
	err = web.Serve(ctx, listener, site, log)
	stop()
	<-worked
	return err
}

// media opens the folder of the site's pictures, made when it is missing.
func (p *program) media() (*media.Store, error) {
	return media.Open(filepath.Join(p.storage.DataDir, "media"))
}

// untilSignal returns a context that ends with SIGTERM or an interrupt; a
// second signal then ends the process at once.
func untilSignal(ctx context.Context) context.Context {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx
}
