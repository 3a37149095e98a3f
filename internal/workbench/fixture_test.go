package workbench_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
	"verso/internal/workbench"
)

// The people of these tests.
var (
	editor = account.User{ID: 1, Name: "Eda", Role: account.Editor}
	ana    = account.User{ID: 2, Name: "Ana", Role: account.Author}
	tess   = account.User{ID: 4, Name: "Tess", Role: account.Translator, Grants: []account.Grant{{Locale: "pt-BR"}}}
	tom    = account.User{ID: 7, Name: "Tom", Role: account.Translator, Grants: []account.Grant{{Locale: "pt-BR"}}}
	rita   = account.User{ID: 5, Name: "Rita", Role: account.Translator, Grants: []account.Grant{{Locale: "pt-BR", MayReview: true}}}
)

// A desk is a site of three languages with people translating.
type desk struct {
	*workbench.Service
	writing *publishing.Service
	t       testing.TB
	db      *store.DB
	now     time.Time
}

func (d *desk) Now() time.Time { return d.now }

// atDesk runs test at a fresh desk on each database.
func atDesk(t *testing.T, test func(t *testing.T, d *desk)) {
	t.Helper()
	t.Parallel()
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		t.Parallel()
		storetest.Locales(t, db, "en-US", "pt-BR", "ja")
		test(t, newDesk(t, db))
	})
}

func newDesk(t testing.TB, db *store.DB) *desk {
	d := &desk{t: t, db: db, now: storetest.Now}
	d.writing = publishing.New(db, d.Now, noWords, slog.New(slog.DiscardHandler))
	d.Service = d.instance()
	db.OnCommit(d.Changed) // as the server has it
	return d
}

// instance returns another instance of the service, as another process has it.
func (d *desk) instance() *workbench.Service {
	return workbench.New(workbench.Config{DB: d.db, Site: d.site, Now: d.Now, Log: slog.New(slog.DiscardHandler)})
}

func noWords(locale.Tag) map[site.Section]string { return nil }

func (d *desk) site() *site.Site {
	snapshot, err := d.db.Site(context.Background(), noWords)
	if err != nil {
		d.t.Fatal(err)
	}
	return snapshot
}

// set changes a setting of the site.
func (d *desk) set(name site.Setting, value string) {
	d.t.Helper()
	if err := d.writing.SetSetting(d.t.Context(), account.Operator(), name, "", value); err != nil {
		d.t.Fatal(err)
	}
}

// write publishes an article of ana's in English.
func (d *desk) write(title, body string) content.Post {
	d.t.Helper()
	p, err := d.writing.Create(d.t.Context(), ana, publishing.NewPost{
		Kind: content.Article, Locale: "en-US", Fields: content.Fields{Title: title, Body: body},
	})
	if err != nil {
		d.t.Fatal(err)
	}
	d.publish(p.ID)
	return d.post(p.ID)
}

func (d *desk) publish(id content.PostID) {
	d.t.Helper()
	if _, err := d.writing.Move(d.t.Context(), editor, publishing.Step{Status: content.Published}, id); err != nil {
		d.t.Fatal(err)
	}
}

// start begins the translation of a work into Portuguese.
func (d *desk) start(source content.Post) content.PostID {
	d.t.Helper()
	started, _, err := d.writing.Start(d.t.Context(), editor, "pt-BR", source.GroupID)
	if err != nil || len(started.Posts) != 1 {
		d.t.Fatalf("start: %d posts, %v", len(started.Posts), err)
	}
	return started.Posts[0].ID
}

func (d *desk) post(id content.PostID) content.Post {
	d.t.Helper()
	p, err := d.db.Post(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

// edit changes a text in the editor of posts.
func (d *desk) edit(by account.User, id content.PostID, change func(f *content.Fields)) {
	d.t.Helper()
	p := d.post(id)
	f := p.Fields(nil)
	change(&f)
	if _, err := d.writing.Save(d.t.Context(), by, publishing.Edit{Post: id, Revision: p.Revision, Fields: f}); err != nil {
		d.t.Fatal(err)
	}
}

// rewrite changes the body of a post in the editor of posts.
func (d *desk) rewrite(by account.User, id content.PostID, body string) {
	d.t.Helper()
	d.edit(by, id, func(f *content.Fields) { f.Body = body })
}

func (d *desk) open(target content.PostID) *workbench.View {
	d.t.Helper()
	v, err := d.Open(d.t.Context(), tess, target)
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

// segment returns the segment of a translation whose source is a text.
func (d *desk) segment(target content.PostID, source string) workbench.Segment {
	d.t.Helper()
	for _, seg := range d.open(target).Segments {
		if seg.Source == source && seg.Kind != translation.FieldSlug {
			return seg
		}
	}
	d.t.Fatalf("no segment %q", source)
	return workbench.Segment{}
}

// save translates the segment whose source is a text, as somebody who has just
// opened it.
func (d *desk) save(by account.User, target content.PostID, source, text string) workbench.Saved {
	d.t.Helper()
	seg := d.segment(target, source)
	saved, err := d.Save(d.t.Context(), by, workbench.Edit{Target: target, Segment: seg.ID, Version: seg.Version, Text: text})
	if err != nil {
		d.t.Fatal(err)
	}
	return saved
}

// finish translates every segment that there is something to do in.
func (d *desk) finish(target content.PostID) {
	d.t.Helper()
	for _, seg := range d.open(target).Segments {
		if seg.Idle || seg.State.Done() {
			continue
		}
		d.save(tess, target, seg.Source, "Português: "+seg.Source)
	}
}

// release publishes what was translated.
func (d *desk) release(by account.User, target content.PostID) {
	d.t.Helper()
	changes, err := d.Publishable(d.t.Context(), by, target)
	if err != nil {
		d.t.Fatal(err)
	}
	edit := publishing.Edit{Post: changes.Post, Revision: changes.Revision, Fields: changes.Fields}
	if _, _, err := d.writing.SaveAll(d.t.Context(), by, []publishing.Edit{edit}, &publishing.Step{Status: content.Published}); err != nil {
		d.t.Fatal(err)
	}
	d.CatchUp(d.t.Context())
}

// whole checks what holds of a translation after every act: the working copy
// is what its slots compile to, and a segment's text is what stands there.
func (d *desk) whole(target content.PostID) {
	d.t.Helper()
	if err := d.Verify(d.t.Context(), target); err != nil {
		d.t.Error(err)
	}
}

// state reports when a segment is not in a state.
func state(t *testing.T, seg workbench.Segment, want translation.State, reason translation.Reason) {
	t.Helper()
	if seg.State != want || seg.Reason != reason {
		t.Errorf("%q is %s(%s), want %s(%s)", seg.Source, seg.State, seg.Reason, want, reason)
	}
}

// parts reads what store.Translation.ForeignParts holds: pairs of bytes.
func parts(t testing.TB, text string) [][2]int {
	t.Helper()
	var all [][2]int
	for field := range strings.FieldsSeq(text) {
		var part [2]int
		if _, err := fmt.Sscanf(field, "%d-%d", &part[0], &part[1]); err != nil {
			t.Fatalf("parts %q: %v", text, err)
		}
		all = append(all, part)
	}
	return all
}
