package publishing_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// The people of these tests.
var (
	editor = account.User{ID: 1, Name: "Eda", Role: account.Editor, TimeZone: "America/Sao_Paulo"}
	ana    = account.User{ID: 2, Name: "Ana", Role: account.Author}
	bob    = account.User{ID: 3, Name: "Bob", Role: account.Author}
	tess   = account.User{ID: 4, Name: "Tess", Role: account.Translator, Grants: []account.Grant{{Locale: "pt-BR"}}}
	rita   = account.User{ID: 5, Name: "Rita", Role: account.Translator, Grants: []account.Grant{{Locale: "pt-BR", MayReview: true}}}
	reader = account.User{ID: 6, Name: "Rea"}
)

// A desk is a site of three languages with somebody writing in it.
type desk struct {
	*publishing.Service
	t     *testing.T
	db    *store.DB
	clock *clock
}

// atDesk runs test at a fresh desk on each database.
func atDesk(t *testing.T, test func(t *testing.T, d desk)) {
	t.Helper()
	t.Parallel()
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		t.Parallel()
		storetest.Locales(t, db, "en-US", "pt-BR", "ja")
		c := &clock{storetest.Now}
		test(t, desk{service(db, c), t, db, c})
	})
}

// write begins an article.
func (d desk) write(by account.User, l locale.Tag, title string) content.Post {
	d.t.Helper()
	return d.begin(by, publishing.NewPost{Kind: content.Article, Locale: l, Fields: content.Fields{Title: title, Body: "Text of " + title + "."}})
}

func (d desk) begin(by account.User, n publishing.NewPost) content.Post {
	d.t.Helper()
	p, err := d.Create(d.t.Context(), by, n)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

// save changes a post as somebody who has just opened it.
func (d desk) save(by account.User, id content.PostID, change func(f *content.Fields)) content.Post {
	d.t.Helper()
	p, err := d.Save(d.t.Context(), by, d.edit(id, change))
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d desk) edit(id content.PostID, change func(f *content.Fields)) publishing.Edit {
	d.t.Helper()
	p := d.post(id)
	f := p.Fields(d.tags(id))
	change(&f)
	return publishing.Edit{Post: id, Revision: p.Revision, Fields: f}
}

func (d desk) post(id content.PostID) content.Post {
	d.t.Helper()
	p, err := d.db.Post(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d desk) tags(id content.PostID) []string {
	d.t.Helper()
	tags, err := d.db.TagsOf(d.t.Context(), id)
	if err != nil {
		d.t.Fatal(err)
	}
	var names []string
	for _, t := range tags {
		names = append(names, t.Name)
	}
	return names
}

// move takes posts a step further and returns the act.
func (d desk) move(by account.User, status content.Status, ids ...content.PostID) store.Act {
	d.t.Helper()
	act, err := d.Move(d.t.Context(), by, publishing.Step{Status: status}, ids...)
	if err != nil {
		d.t.Fatal(err)
	}
	return act
}

func (d desk) publish(ids ...content.PostID) store.Act {
	d.t.Helper()
	return d.move(editor, content.Published, ids...)
}

func (d desk) undo(by account.User, act store.Act) {
	d.t.Helper()
	if err := d.Undo(d.t.Context(), by, act.ID); err != nil {
		d.t.Fatal(err)
	}
}

// version counts the changes of the site, as other instances see them.
func (d desk) changes() []store.Change {
	d.t.Helper()
	changes, _, err := d.db.Changes(context.Background(), 0)
	if err != nil {
		d.t.Fatal(err)
	}
	return changes
}

// rejects reports when err does not name the field with the message.
func rejects(t *testing.T, err error, field, message string) {
	t.Helper()
	bad, _ := errors.AsType[errs.Invalid](err)
	if bad[field] != message {
		t.Errorf("%s: %v, want %s", field, err, message)
	}
}

func hours(n int) time.Duration { return time.Duration(n) * time.Hour }
