package server_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/webtest"
	"verso/internal/workbench"
)

// A staleDesk is a work whose translation gets out of step with it.
type staleDesk struct {
	t              *testing.T
	db             *store.DB
	bench          *workbench.Service
	writing        *publishing.Service
	source, target content.PostID
}

func newStaleDesk(t *testing.T, db *store.DB) *staleDesk {
	t.Helper()
	storetest.Locales(t, db, en, pt)
	published := time.Date(2026, 3, 2, 22, 30, 0, 0, time.UTC)
	posts := storetest.Work(t, db,
		content.Post{Locale: en, Slug: "harbour", Title: "The harbour", Body: "Boats come in.\n\nNobody asks why.\n", PublishedAt: &published, UTCOffset: -180},
		content.Post{Locale: pt, Slug: "porto", Title: "O porto", Body: "Os barcos entram.\n\nNinguém pergunta.\n", PublishedAt: &published, Translator: "Rui"})
	d := &staleDesk{t: t, db: db, source: posts[0].ID, target: posts[1].ID}
	words := func(locale.Tag) map[site.Section]string { return nil }
	current := func() *site.Site {
		s, err := db.Site(context.Background(), words)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	log := slog.New(slog.DiscardHandler)
	d.writing = publishing.New(db, clock, words, log)
	d.bench = workbench.New(workbench.Config{DB: db, Site: current, Now: clock, Log: log})
	edit(t, db, d.target, func(p *content.Post) { p.SourceID = &d.source })
	d.open()
	return d
}

func (d *staleDesk) open() *workbench.View {
	d.t.Helper()
	v, err := d.bench.Open(d.t.Context(), account.Operator(), d.target)
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

// rewrite changes the source, and lets the workbench see it.
func (d *staleDesk) rewrite(body string) {
	d.t.Helper()
	edit(d.t, d.db, d.source, func(p *content.Post) { p.Body = body })
	d.open()
}

// translate saves what a segment of the source becomes, unpublished.
func (d *staleDesk) translate(source, text string) {
	d.t.Helper()
	for _, s := range d.open().Segments {
		if s.Source != source {
			continue
		}
		_, err := d.bench.Save(d.t.Context(), account.Operator(), workbench.Edit{Target: d.target, Segment: s.ID, Version: s.Version, Text: text})
		if err != nil {
			d.t.Fatal(err)
		}
		return
	}
	d.t.Fatalf("no segment %q", source)
}

func (d *staleDesk) publish() {
	d.t.Helper()
	c, err := d.bench.Publishable(d.t.Context(), account.Operator(), d.target)
	if err != nil {
		d.t.Fatal(err)
	}
	_, err = d.writing.Save(d.t.Context(), account.Operator(), publishing.Edit{Post: c.Post, Revision: c.Revision, Fields: c.Fields})
	if err != nil {
		d.t.Fatal(err)
	}
	d.open()
}

// Translation 2.20, and rule 73: pages that are kept say what is so.
func TestReadersOfAStaleTranslationAreTold(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		d := newStaleDesk(t, db)
		h := cached(t, db)
		stale := func(step string) {
			t.Helper()
			webtest.Run(t, h, scripts+"stale/"+step+".txt")
		}
		stale("in-step")
		d.rewrite("Boats come in!\n\nNobody asks why.\n") // trivial
		stale("in-step")
		d.rewrite("Boats come in at dawn, when the tide turns.\n\nNobody asks why.\n")
		stale("stale")
		d.translate("Boats come in at dawn, when the tide turns.", "Os barcos entram de madrugada.")
		stale("stale") // readers have the old text
		d.publish()
		stale("in-step")
	})
}

func TestTheOwnerSaysWhatIsStale(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		d := newStaleDesk(t, db)
		d.rewrite("Boats come in at dawn, when the tide turns.\n\nNobody asks why.\n")
		for value, script := range map[string]string{"2": "in-step", "0": "in-step", "1": "stale", "": "stale"} {
			set(t, db, site.StaleAfter, "", value)
			webtest.Run(t, serve(t, db), scripts+"stale/"+script+".txt")
		}
	})
}

func TestAnOriginalThatNobodyCanReadIsNotSpokenOf(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		d := newStaleDesk(t, db)
		d.rewrite("Boats come in at dawn, when the tide turns.\n\nNobody asks why.\n")
		edit(t, db, d.source, func(p *content.Post) { p.Status = content.Archived })
		webtest.Run(t, serve(t, db), scripts+"stale/alone.txt")
	})
}
