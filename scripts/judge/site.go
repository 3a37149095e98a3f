package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/message"
	"verso/internal/server"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/web"
	"verso/internal/web/urls"
	"verso/locales"
	"verso/migrations"
	"verso/static"
	"verso/templates"
)

// texts is what the browser tests read, too.
const texts = "internal/browser/testdata/content"

// judged are the locales whose pages are judged: left to right, right to left,
// and one without spaces between words.
func judged() []locale.Tag { return []locale.Tag{"en-US", "pt-BR", "ar", "ja"} }

// A visited is the content, served on loopback by this process.
type visited struct {
	db        *store.DB
	urls      urls.Builder
	withdrawn []content.Summary // a work that was deleted
	dir       string
	stop      context.CancelFunc
	work      errgroup.Group
}

// serve imports the content into a new site and serves it, two articles to a
// page.
func serve(ctx context.Context) (v *visited, err error) {
	v = &visited{stop: func() {}}
	if v.dir, err = os.MkdirTemp("", "verso-judge"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, v.close())
		}
	}()
	if v.db, err = store.Open(ctx, "sqlite:"+filepath.Join(v.dir, "verso.db")); err != nil {
		return v, err
	}
	if err := v.db.Migrate(ctx, migrations.FS); err != nil {
		return v, err
	}
	pictures, err := media.Open(filepath.Join(v.dir, "media"))
	if err != nil {
		return v, err
	}
	if err := v.fill(ctx, pictures); err != nil {
		return v, err
	}

	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return v, err
	}
	base := &url.URL{Scheme: "http", Host: listener.Addr().String()}
	log := slog.New(slog.DiscardHandler)
	handler, err := server.New(ctx, server.Config{
		DB: v.db, Origin: base.String(), Loopback: true, Media: pictures.Root(),
		Files: server.Files{Templates: templates.FS, Static: static.FS, Locales: locales.FS},
		Log:   log, Now: time.Now,
	})
	if err != nil {
		return v, errors.Join(err, listener.Close())
	}
	catalog, err := message.Load(locales.FS)
	if err != nil {
		return v, errors.Join(err, listener.Close())
	}
	snapshot, err := v.db.Site(ctx, catalog.Sections)
	if err != nil {
		return v, errors.Join(err, listener.Close())
	}
	v.urls = urls.New(snapshot, base)
	ctx, v.stop = context.WithCancel(ctx)
	v.work.Go(func() error { return web.Serve(ctx, listener, handler, log) })
	return v, nil
}

func (v *visited) fill(ctx context.Context, pictures *media.Store) error {
	files, err := server.NewImporter(v.db, pictures, locales.FS, time.Now)
	if err != nil {
		return err
	}
	if _, err := files.Import(ctx, texts, importer.Options{Default: locale.EnglishUS}); err != nil {
		return err
	}
	return v.db.Tx(ctx, func(tx *store.Tx) error {
		var err error
		if v.withdrawn, err = withdraw(ctx, tx); err != nil {
			return err
		}
		for _, setting := range []site.Value{
			{Key: site.PerPage, Value: "2"}, {Key: site.Name, Value: "Harbour"}, {Key: site.Tagline, Value: "Notes from the water"},
		} {
			if err := tx.SaveSetting(ctx, setting); err != nil {
				return err
			}
		}
		return nil
	})
}

// withdraw deletes a work in all its languages, so that its addresses say so.
func withdraw(ctx context.Context, tx *store.Tx) ([]content.Summary, error) {
	p, err := tx.PostBySlug(ctx, locale.EnglishUS, content.Article, "withdrawn")
	if err != nil {
		return nil, err
	}
	variants, err := tx.Variants(ctx, p.GroupID)
	if err != nil {
		return nil, err
	}
	for _, p := range variants {
		if err := tx.RemovePost(ctx, p.ID); err != nil {
			return nil, err
		}
	}
	return variants, nil
}

// fail takes the database away, so that every page says what went wrong.
func (v *visited) fail() error { return v.db.Close() }

// close stops serving and removes the site.
func (v *visited) close() error {
	v.stop()
	err := v.work.Wait()
	if v.db != nil {
		err = errors.Join(err, v.db.Close())
	}
	return errors.Join(err, os.RemoveAll(v.dir))
}
