package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"verso/internal/config"
	"verso/internal/mail"
	"verso/internal/media"
	"verso/internal/server"
	"verso/internal/store"
	"verso/internal/web"
	"verso/internal/welcome"
	"verso/locales"
	"verso/static"
	"verso/templates"
)

type serveCommand struct {
	config.HTTP `group:"http"`
	config.Mail `group:"mail"`
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
	cards, err := p.cards()
	if err != nil {
		return err
	}
	defer cards.Close()
	if err := greet(ctx, db, pictures); err != nil {
		return err
	}
	proxies, err := c.Proxies()
	if err != nil {
		return err
	}
	host, port := c.Server()
	origin, fixed := c.Origin()
	site, err := server.New(ctx, server.Config{
		DB:       db,
		Origin:   origin,
		Loopback: !fixed,
		Proxies:  proxies,
		Media:    pictures.Root(),
		Cards:    cards,
		Cache:    c.Cache << 20,
		Memory:   server.DefaultMemory,
		Files:    server.Files{Templates: templates.FS, Static: static.FS, Locales: locales.FS},
		Mail: mail.Settings{
			Host: host, Port: port, User: c.SMTPUser, Password: c.SMTPPassword, Security: mail.Security(c.SMTPSecurity), From: c.MailFrom,
		},
		Streams: streams(openFiles()),
		Log:     log,
		Now:     time.Now,
	})
	if err != nil {
		return err
	}
	public, private, err := c.listen(ctx)
	if err != nil {
		return err
	}
	if err := invite(ctx, site, p.stdout); err != nil {
		return err
	}
	log.InfoContext(ctx, "serving", "url", origin, "address", public.Addr().String(), "version", version)

	paceCollector()
	var beside errgroup.Group
	beside.Go(func() error { site.Run(ctx); return nil })
	beside.Go(func() error { settle(ctx); return nil })
	if private != nil {
		beside.Go(func() error { return web.Serve(ctx, private, measured(site.Metrics), log) })
	}
	err = web.Serve(ctx, web.PerPeer(public, web.MaxPerPeer, proxies), site, log)
	stop()
	return errors.Join(err, beside.Wait())
}

// invite prints the address where the first admin is made, on a site that has
// none. Each start makes a new one; the older dies.
func invite(ctx context.Context, site *server.Server, out io.Writer) error {
	link, err := site.Setup(ctx)
	if err == nil && link != "" {
		_, err = fmt.Fprintf(out, "This site has no admin yet. Make the first one here:\n\n  %s\n\n", link)
	}
	return err
}

// Validate reports the first setting that cannot be used.
func (c *serveCommand) Validate() error { return errors.Join(c.HTTP.Validate(), c.Mail.Validate()) }

// listen opens the address of the site and, where one is set, that of the
// metrics; or none.
func (c *serveCommand) listen(ctx context.Context) (public, private net.Listener, err error) {
	var to net.ListenConfig
	if public, err = to.Listen(ctx, "tcp", c.Addr); err != nil || c.MetricsAddr == "" {
		return public, nil, err
	}
	if private, err = to.Listen(ctx, "tcp", c.MetricsAddr); err != nil {
		return nil, nil, errors.Join(err, public.Close())
	}
	return public, private, nil
}

// cards opens the folder of drawn share cards, made when it is missing. What
// is in it can be drawn again.
func (p *program) cards() (*os.Root, error) {
	folder := filepath.Join(p.storage.DataDir, "cards")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	return os.OpenRoot(folder)
}

// measured serves /metrics and nothing else.
func measured(metrics http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", metrics)
	return mux
}

// greet fills a site in which nothing was ever written.
func greet(ctx context.Context, db *store.DB, pictures *media.Store) error {
	files, err := server.NewImporter(db, pictures, locales.FS, time.Now)
	if err != nil {
		return err
	}
	return welcome.Texts(ctx, db, files)
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
