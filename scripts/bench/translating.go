package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/scripts/bench/seed"
)

// How often each thing that translators do is measured.
const (
	openings     = 30
	segmentSaves = 200
)

// guide returns a text of n segments, as long ones are: sections of paragraphs
// and lists, with links and code.
func guide(n int) string {
	var b strings.Builder
	for i := range n {
		switch {
		case i%20 == 0:
			fmt.Fprintf(&b, "## Section %d of the guide\n\n", i/20)
		case i%5 == 0:
			fmt.Fprintf(&b, "- Set `option-%d` and read [part %d](/en-us/articles/part-%d) first.\n\n", i, i, i)
		default:
			fmt.Fprintf(&b, "Paragraph %d says what happens when somebody opens the text, and what to do then.\n\n", i)
		}
	}
	return b.String()
}

// measureTranslating measures what translators wait for, at the server: a text
// of 2,000 segments is opened, and segments of it are saved.
func measureTranslating(ctx context.Context, b *bench) ([]row, error) {
	rows, err := b.measureWorkbench(ctx, "sqlite:"+filepath.Join(b.dir, "translating.db"), "SQLite")
	if err != nil || b.postgres == "" {
		return rows, err
	}
	key := siteKey{postgres, -1} // so that it is dropped in the end
	if b.sites[key], err = b.postgres.create(ctx); err != nil {
		return rows, err
	}
	more, err := b.measureWorkbench(ctx, b.sites[key], "PostgreSQL")
	return append(rows, more...), err
}

func (b *bench) measureWorkbench(ctx context.Context, address, on string) ([]row, error) {
	target, ids, err := addTranslation(ctx, address)
	if err != nil {
		return nil, err
	}
	secrets, err := addWriters(ctx, address, 1)
	if err != nil {
		return nil, err
	}
	verso, err := b.serve(ctx, address)
	if err != nil {
		return nil, err
	}
	defer verso.Stop() //nolint:errcheck // it only served
	w := newWriter(verso.URL, secrets[0])
	path := fmt.Sprintf("/posts/%d", target)
	var opened, saved []time.Duration
	for range openings {
		took, err := w.visit(ctx, path+"/translate")
		if err != nil {
			return nil, err
		}
		opened = append(opened, took)
	}
	for i := range segmentSaves {
		form := url.Values{"act": {"save"}, "version": {"0"}, "text": {fmt.Sprintf("Parágrafo %d, como alguém o escreve.", i)}}
		_, took, err := w.send(ctx, fmt.Sprintf("%s/segments/%d", path, ids[7+i*9]), form, http.StatusSeeOther)
		if err != nil {
			return nil, err
		}
		saved = append(saved, took)
	}
	return []row{
		waited("17", "opening a text of 2,000 segments in the workbench, "+on, atMost(300, 300, " ms"), opened[1:]), // the first takes it apart
		waited("17b", "saving a segment of it, "+on, atMost(50, 50, " ms"), saved),
	}, nil
}

// visit asks for a page of the admin and returns how long that took.
func (w writer) visit(ctx context.Context, path string) (time.Duration, error) {
	r, err := w.request(ctx, inAdmin+path, nil)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	answer, err := w.client.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("GET %s: %d", path, answer.StatusCode)
	}
	return time.Since(began), err
}

// addTranslation makes a site with one long text and its translation, which
// nobody has begun, and returns the translation and the text's segments.
func addTranslation(ctx context.Context, address string) (target content.PostID, ids []translation.SegmentID, err error) {
	db, err := emptySite(ctx, address, "en-US", "pt-BR")
	if err != nil {
		return 0, nil, err
	}
	now := time.Now()
	err = db.Tx(ctx, func(tx *store.Tx) error {
		group, err := tx.AddGroup(ctx, content.Group{Kind: content.Article})
		if err != nil {
			return err
		}
		p := content.Post{
			GroupID: group.ID, Kind: content.Article, Locale: seed.English, Slug: "guide", Title: "The guide", Body: guide(2000),
			Status: content.Published, PublishedAt: &now, FirstPublishedAt: &now, CreatedAt: now, UpdatedAt: now,
		}
		source, err := tx.AddPost(ctx, p)
		if err != nil {
			return err
		}
		p.Locale, p.Status, p.PublishedAt, p.FirstPublishedAt, p.SourceID = "pt-BR", content.Draft, nil, nil, &source.ID
		p.Slug = "guia"
		if p, err = tx.AddPost(ctx, p); err != nil {
			return err
		}
		target = p.ID
		return nil
	})
	doc, parseErr := translation.Parse(guide(2000))
	if err = errors.Join(err, parseErr, db.Close()); err != nil {
		return 0, nil, err
	}
	for i := range doc.Segments { // a fresh database counts from one, the fields of a post first
		ids = append(ids, translation.SegmentID(i+1+len(translation.FieldKinds())))
	}
	return target, ids, nil
}

// measureAlignment measures how long it takes to tell which segments of a text
// are which after 200 edits, by the program's own benchmark.
func measureAlignment(ctx context.Context, _ *bench) ([]row, error) {
	took, err := benchmark(ctx, "./internal/translation", "BenchmarkAlign2000After200Edits", "ns/op")
	if err != nil {
		return nil, err
	}
	return []row{line("18", "aligning 2,000 segments after 200 edits", atMost(300, 300, " ms"), took/1e6, "%s", ms(time.Duration(took)))}, nil
}
