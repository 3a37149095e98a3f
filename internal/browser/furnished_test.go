//go:build browser

package browser

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/locales"
)

// A furnished site has one of everything that a page of the admin can be
// about.
type furnished struct {
	fixture
	admin account.User
	names *strings.Replacer // "$en" to the number of the post, and so on
}

// newFurnished adds to the content of testdata people, a letter, a menu, an
// earlier revision, a translation and two posts that may be one.
func newFurnished(t *testing.T) furnished {
	t.Helper()
	f := furnished{fixture: newFixture(t)}
	f.admin = f.person(t, "Ana", account.Admin)
	other := f.person(t, "Rui", account.Translator, account.Grant{Locale: "ar", MayReview: true})
	en, pt, ar, alone := f.post(t, "en-US"), f.post(t, "pt-BR"), f.post(t, "ar"), f.written(t, "en-US", works["pt-BR"].absent)
	catalog, err := message.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	writing := publishing.New(f.db, clock, catalog.Sections, slog.New(slog.DiscardHandler))
	fields := en.Fields(nil)
	fields.Body = "A word before.\n\n" + fields.Body
	if _, err := writing.Save(t.Context(), f.admin, publishing.Edit{Post: en.ID, Revision: en.Revision, Fields: fields}); err != nil {
		t.Fatal(err)
	}
	if _, err := writing.StartMenu(t.Context(), f.admin); err != nil {
		t.Fatal(err)
	}
	storetest.Do(t, f.db, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.AddNearPair(ctx, store.Pair(alone.ID, f.written(t, "pt-BR", works["en-US"].absent).ID), clock()); err != nil {
			return err
		}
		return tx.AddMessage(ctx, content.Message{Locale: "pt-BR", Name: "Inês", Email: "ines@example.org", Subject: "Olá", Body: "Boa tarde."}, clock())
	})
	pairs := []string{
		"$en", id(en.ID), "$pt", id(pt.ID), "$ar", id(ar.ID), "$alone", id(alone.ID), "$person", id(other.ID),
		"$reset", f.token(t, account.Reset, f.admin), "$invitation", f.token(t, account.Invitation, other),
	}
	f.names = strings.NewReplacer(append(pairs, f.shelves(t)...)...)
	return f
}

// shelves returns what the pages about files, tags, the menu and letters are
// about.
func (f fixture) shelves(t *testing.T) []string {
	t.Helper()
	ctx := t.Context()
	files, _, err := f.db.Library(ctx, store.MediaQuery{Sort: store.MediaByDate, Compare: strings.Compare, Limit: 1})
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	tags, err := f.db.Tags(ctx, "en-US")
	if err != nil || len(tags) < 2 {
		t.Fatalf("%d tags: %v", len(tags), err)
	}
	items, err := f.db.Menu(ctx)
	if err != nil || len(items) == 0 {
		t.Fatalf("%d items in the menu: %v", len(items), err)
	}
	letters, err := f.db.Messages(ctx, store.Arrived, 1, 0)
	if err != nil || len(letters) == 0 {
		t.Fatalf("%d letters: %v", len(letters), err)
	}
	return []string{"$file", id(files[0].ID), "$tag", id(tags[0].TermID), "$other", id(tags[1].TermID), "$item", id(items[0].ID), "$message", id(letters[0].ID)}
}

// post returns the article that is in every language, as it is in l.
func (f fixture) post(t *testing.T, l locale.Tag) content.Post {
	t.Helper()
	return f.written(t, l, works[l].lantern)
}

// written returns an article by its address.
func (f fixture) written(t *testing.T, l locale.Tag, slug string) content.Post {
	t.Helper()
	p, err := f.db.PostBySlug(t.Context(), l, content.Article, slug)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// token returns the secret of a new token for somebody, or, of setup, for
// nobody.
func (f fixture) token(t *testing.T, purpose account.Purpose, u account.User) string {
	t.Helper()
	secret := account.NewSecret()
	storetest.Do(t, f.db, func(ctx context.Context, tx *store.Tx) error {
		return tx.AddToken(ctx, account.Token{
			Hash: account.HashSecret(secret), Purpose: purpose, UserID: u.ID, Email: u.Email,
			CreatedAt: clock(), ExpiresAt: clock().Add(purpose.Lifetime()),
		})
	})
	return secret
}

func id[T ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }
