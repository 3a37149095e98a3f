// Package server puts the whole site together: what the program serves and what tests visit.
package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"sync"
	"time"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/demand"
	"verso/internal/digest"
	"verso/internal/inbox"
	"verso/internal/live"
	"verso/internal/locale"
	"verso/internal/mail"
	"verso/internal/markdown"
	"verso/internal/media"
	"verso/internal/message"
	"verso/internal/metrics"
	"verso/internal/outbox"
	"verso/internal/pagecache"
	"verso/internal/publishing"
	"verso/internal/sharecard"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/watch"
	"verso/internal/web"
	"verso/internal/web/admin"
	"verso/internal/web/problem"
	"verso/internal/web/public"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// Files are what is built into the program.
type Files struct {
	Templates fs.FS // the pages
	Static    fs.FS // the built style sheets and scripts, below dist
	Locales   fs.FS // the message catalogs
}

// DefaultMemory is enough for the parts of some thousand pages.
const DefaultMemory = 16 << 20

// Config is what a site is made of.
type Config struct {
	DB       *store.DB // migrated
	Origin   string    // scheme and host of absolute URLs: "https://example.org"
	Loopback bool      // no origin was chosen: answer every loopback host
	Proxies  []netip.Prefix
	Media    *os.Root // nil: a site without pictures
	Cards    *os.Root // where share cards are kept; nil keeps them in memory alone
	Files    Files
	Mail     mail.Settings // zero: letters are shown in the log
	Cache    int           // bytes of finished pages to keep; 0 keeps none
	Memory   int           // bytes of parts of pages to keep, such as DefaultMemory; 0 keeps none
	Streams  live.Limits   // of the open pages of the admin; zero: live.DefaultLimits
	Log      *slog.Logger
	Now      func() time.Time
}

// A Server is a site that can be visited.
type Server struct {
	http.Handler
	site *watch.Site
	door *auth.Service
	work []func(context.Context) // what goes on beside the requests

	// Metrics is for an address of its own, never the public one.
	Metrics http.Handler
}

// New reads the site's settings and parses what is built in.
func New(ctx context.Context, cfg Config) (*Server, error) {
	base, err := url.Parse(cfg.Origin)
	if err != nil {
		return nil, fmt.Errorf("origin: %w", err)
	}
	catalog, err := message.Load(cfg.Files.Locales, message.Log(cfg.Log))
	if err != nil {
		return nil, err
	}
	current, err := watch.New(ctx, cfg.DB, catalog.Sections, cfg.Log)
	if err != nil {
		return nil, err
	}
	views, err := loadViews(cfg.Files, catalog)
	if err != nil {
		return nil, err
	}
	cards, err := loadCards(cfg)
	if err != nil {
		return nil, err
	}
	door, err := newDoor(cfg, catalog, current, base)
	if err != nil {
		return nil, err
	}
	writing := publishing.New(cfg.DB, cfg.Now, catalog.Sections, cfg.Log)
	letters := inbox.New(inbox.Config{
		DB: cfg.DB, Now: cfg.Now, Catalog: catalog, Site: named(current),
		Link: func(l locale.Tag) string {
			b := urls.New(current.Current(), base)
			return b.Abs(b.Admin(served(b, l), "messages"))
		},
	})
	memory := public.NewMemory(cfg.Memory)
	texts := markdown.New(markdown.Config{Labels: public.Labels(catalog)})
	wishes := demand.New(cfg.DB, cfg.Log)
	readers := public.New(public.Config{
		DB:       cfg.DB,
		Current:  current.Current,
		Base:     base,
		Catalog:  catalog,
		Views:    views,
		Markdown: texts,
		Inbox:    letters,
		Demand:   wishes,
		Cards:    cards,
		Memory:   memory,
		Writing:  writing,
		Viewer:   viewer(door, current.Current, base),
		Log:      cfg.Log,
		Now:      cfg.Now,
	})
	pages := problem.New(problem.Config{
		Log:    cfg.Log,
		URLs:   func() urls.Builder { return urls.New(current.Current(), base) },
		Render: views.Render,
		Page:   readers.ErrorPage,
		Newest: readers.Newest,
	})
	sender := mail.New(cfg.Mail)
	hub := live.New(cmp.Or(cfg.Streams, live.DefaultLimits()))
	library := media.NewLibrary(cfg.DB, media.In(cfg.Media), cfg.Now, cfg.Log)
	digests := newDigest(cfg, catalog, current, base)
	bench := newBench(cfg, current, base, texts)
	writers := admin.New(admin.Config{
		DB:        cfg.DB,
		Auth:      door,
		Writing:   writing,
		Bench:     bench,
		Inbox:     letters,
		Digest:    digests,
		Library:   library,
		Live:      hub,
		Mails:     sender.Configured(),
		Current:   current.Current,
		Base:      base,
		Catalog:   catalog,
		Views:     views,
		Log:       cfg.Log,
		Now:       cfg.Now,
		Elsewhere: pages.Handle(readers.Serve),
	})
	cache := pagecache.New[*web.Page](cfg.Cache)
	counts := metrics.New(metrics.Sources{
		Pools: cfg.DB.Pools,
		Cache: func() (pages, bytes int) { size := cache.Size(); return size.Entries, size.Bytes },
		Parts: func() (bytes int) { return memory.Bytes() + texts.Kept() },
	})
	handler, err := web.New(web.Config{
		Ready:    cfg.DB.Ping,
		Record:   counts.Request,
		Origin:   cfg.Origin,
		Loopback: cfg.Loopback,
		Proxies:  cfg.Proxies,
		Static:   cfg.Files.Static,
		Media:    cfg.Media,
		Bodies:   writers.Bodies(),
		Contact:  func() string { return contact(urls.New(current.Current(), base)) },
		Areas:    []web.Area{writers.Area(pages), readers.Area(pages)},
		Pages:    pages,
		Log:      cfg.Log,
		Now:      cfg.Now,
	})
	if err != nil {
		return nil, err
	}
	front := web.NewFront(handler, web.FrontConfig{
		Cache:    cache,
		Origin:   cfg.Origin,
		Loopback: cfg.Loopback,
		Away:     current.Away,
		Now:      cfg.Now,
		Hit:      counts.Hit,
	})
	current.OnChange(func(c store.Change) {
		memory.Purge(c) // before the pages that are made of it
		front.Purge(c)
		writers.Tell(c)
		bench.Changed(c)
	})
	return &Server{
		Handler: front,
		Metrics: counts.Handler(),
		site:    current,
		door:    door,
		work: []func(context.Context){
			current.Run, writing.Run, bench.Run, wishes.Run, front.Run, hub.Run, library.Run, reindex(cfg), digests.Run,
			outbox.New(cfg.DB, sender, cfg.Now, cfg.Log).Run,
		},
	}, nil
}

// Setup returns the address where the first admin is made, good for one use,
// or "" when the site has an admin.
func (s *Server) Setup(ctx context.Context) (string, error) {
	secret, err := s.door.Setup(ctx)
	if err != nil || secret == "" {
		return "", err
	}
	return s.door.Link("", account.Setup, secret), nil
}

// newDoor returns what lets people in.
func newDoor(cfg Config, catalog *message.Catalog, current *watch.Site, base *url.URL) (*auth.Service, error) {
	return auth.New(auth.Config{
		DB: cfg.DB, Now: cfg.Now, Hasher: account.NewHasher(), Catalog: catalog, Origin: cfg.Origin,
		Site: named(current),
		Link: func(l locale.Tag, p account.Purpose, secret string) string {
			b := urls.New(current.Current(), base)
			if l != "" { // setting up names none
				l = served(b, l)
			}
			return b.Token(l, string(p), secret)
		},
	})
}

// newDigest returns what writes the daily letters.
func newDigest(cfg Config, catalog *message.Catalog, current *watch.Site, base *url.URL) *digest.Service {
	return digest.New(digest.Config{
		DB: cfg.DB, Now: cfg.Now, Catalog: catalog, Site: current.Current, Mails: cfg.Mail.Host != "", Log: cfg.Log,
		Link: func(l locale.Tag, parts ...string) string {
			b := urls.New(current.Current(), base)
			return b.Abs(b.Admin(served(b, l), parts...))
		},
	})
}

// served returns the locale in which a letter's link is opened: the reader's,
// while the site serves it.
func served(b urls.Builder, l locale.Tag) locale.Tag {
	if b.Site().Set.Has(l) {
		return l
	}
	return b.Site().Set.Default()
}

// named returns what says how the site is called in its default language.
func named(current *watch.Site) func() (string, locale.Tag) {
	return func() (string, locale.Tag) {
		snapshot := current.Current()
		name, _ := snapshot.Setting(site.Name, snapshot.Set.Default())
		return cmp.Or(name, "Verso"), snapshot.Set.Default()
	}
}

// Run does what goes on beside the requests until ctx ends: it follows
// changes of the site, publishes what is due, writes counts down, and builds
// the search index when it is of another version.
func (s *Server) Run(ctx context.Context) {
	var wait sync.WaitGroup
	for _, work := range s.work {
		wait.Go(func() { work(ctx) })
	}
	wait.Wait()
}

// reindex returns the work of building the search index.
func reindex(cfg Config) func(context.Context) {
	return func(ctx context.Context) {
		if err := cfg.DB.Reindex(ctx); err != nil && ctx.Err() == nil {
			cfg.Log.Error("search index", "error", err)
		}
	}
}

// Refresh reads the site's settings again, now.
func (s *Server) Refresh(ctx context.Context) error { return s.site.Refresh(ctx) }

func loadViews(files Files, catalog *message.Catalog) (*view.Views, error) {
	dist, err := fs.Sub(files.Static, "dist")
	if err != nil {
		return nil, err
	}
	assets, err := view.LoadAssets(dist)
	if err != nil {
		return nil, err
	}
	return view.Load(view.Config{Templates: files.Templates, Assets: assets, Catalog: catalog})
}

// loadCards returns what draws share cards, or nil where no typefaces are
// built in: a program without them works, but for the cards.
func loadCards(cfg Config) (*sharecard.Cache, error) {
	fonts, err := fs.Sub(cfg.Files.Static, "dist/fonts")
	if err != nil {
		return nil, err
	}
	painter, err := sharecard.New(fonts)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return sharecard.NewCache(painter, cfg.Cards, cfg.Log), nil
}

// contact returns where security.txt sends people: the owner's address, else
// the contact form of the default locale.
func contact(b urls.Builder) string {
	def := b.Site().Set.Default()
	if address, _ := b.Site().Setting(site.Contact, def); address != "" {
		return address
	}
	return b.Section(def, site.ContactForm)
}
