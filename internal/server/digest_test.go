package server_test

import (
	"context"
	"io"
	"log/slog"
	"mime/quotedprintable"
	"net/http"
	netmail "net/mail"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/digest"
	"verso/internal/locale"
	"verso/internal/mail"
	"verso/internal/message"
	"verso/internal/outbox"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/workbench"
	"verso/locales"
)

// plain returns the text of a letter.
func plain(t *testing.T, m *netmail.Message) string {
	t.Helper()
	if got := m.Header.Get("Content-Transfer-Encoding"); got != "quoted-printable" {
		t.Fatalf("a letter in %s", got)
	}
	text, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(text), "\r\n", "\n")
}

// A newsroom is a stale desk with people and the letters they get.
type newsroom struct {
	*staleDesk
	postman *postman
	mail    mail.Settings
	now     time.Time
	people  map[string]account.User
}

func newNewsroom(t *testing.T, db *store.DB) *newsroom {
	t.Helper()
	n := &newsroom{staleDesk: newStaleDesk(t, db), now: storetest.Now.Truncate(24 * time.Hour).Add(31 * time.Hour), people: map[string]account.User{}}
	n.postman, n.mail = newPostman(t)
	set(t, db, site.Name, "", "The Site")
	set(t, db, site.Review, "", "on")
	storetest.Locales(t, db, en, pt, fr)
	reviewer := []account.Grant{{Locale: pt, MayReview: true}}
	for _, u := range []account.User{
		{Name: "Rui", Role: account.Translator, Grants: []account.Grant{{Locale: pt}}, Language: pt},
		{Name: "Rita", Role: account.Translator, Grants: reviewer},
		{Name: "Ana", Role: account.Author},
		{Name: "Fred", Role: account.Translator, Grants: []account.Grant{{Locale: fr, MayReview: true}}, Language: fr},
		{Name: "Olga", Role: account.Author},
		{Name: "Nemo"},
	} {
		n.people[u.Name], _ = signedIn(t, db, u)
	}
	edit(t, db, n.source, func(p *content.Post) { p.AuthorID = n.people["Ana"].ID })
	return n
}

// change rewrites the source, now.
func (n *newsroom) change(body string) {
	n.t.Helper()
	edit(n.t, n.db, n.source, func(p *content.Post) { p.Body, p.UpdatedAt = body, n.now.Add(-time.Hour) })
	n.open()
}

// segment returns the segment of the source that says this.
func (n *newsroom) segment(source string) workbench.Segment {
	n.t.Helper()
	for _, s := range n.open().Segments {
		if s.Source == source {
			return s
		}
	}
	n.t.Fatalf("no segment %q", source)
	return workbench.Segment{}
}

func (n *newsroom) save(who, source, text string) {
	n.t.Helper()
	s := n.segment(source)
	_, err := n.bench.Save(n.t.Context(), n.people[who], workbench.Edit{Target: n.target, Segment: s.ID, Version: s.Version, Text: text, Seen: s.Source})
	if err != nil {
		n.t.Fatal(err)
	}
}

// deliver lets three instances do their work at the same time.
func (n *newsroom) deliver() {
	n.t.Helper()
	catalog, err := message.Load(locales.FS)
	if err != nil {
		n.t.Fatal(err)
	}
	words := func(locale.Tag) map[site.Section]string { return nil }
	snapshot, err := n.db.Site(context.Background(), words)
	if err != nil {
		n.t.Fatal(err)
	}
	log, now := slog.New(slog.DiscardHandler), func() time.Time { return n.now }
	var wait sync.WaitGroup
	for range 3 {
		letters := digest.New(digest.Config{
			DB: n.db, Now: now, Catalog: catalog, Site: func() *site.Site { return snapshot }, Mails: true, Log: log,
			Link: func(l locale.Tag, parts ...string) string {
				return "https://ex.test/" + l.Path() + "/admin/" + strings.Join(parts, "/")
			},
		})
		post := outbox.New(n.db, mail.New(n.mail), now, log)
		wait.Go(func() {
			if err := letters.WriteDue(n.t.Context()); err != nil {
				n.t.Error(err)
			}
			if err := post.SendDue(n.t.Context()); err != nil {
				n.t.Error(err)
			}
		})
	}
	wait.Wait()
}

// wants reports the one letter that somebody got unless it says all of this,
// or any letter when nothing is to be said.
func (n *newsroom) wants(who string, says ...string) {
	n.t.Helper()
	got := n.postman.take(n.t, strings.ToLower(who)+"@ex.test")
	if want := min(len(says), 1); len(got) != want {
		n.t.Errorf("%s got %d letters, want %d: %q", who, len(got), want, got)
		return
	}
	for _, words := range says {
		if !strings.Contains(got[0], words) {
			n.t.Errorf("the letter of %s lacks %q:\n%s", who, words, got[0])
		}
	}
	if len(got) > 0 && strings.Contains(got[0], "Boats come") {
		n.t.Errorf("the letter of %s quotes a text:\n%s", who, got[0])
	}
}

// Translation 2.13: whoever translated, reviews or wrote a text is told what
// waits for them, each once a day, in their own language, by three instances.
func TestPeopleAreToldOnceADayWhatWaitsForThem(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		n := newNewsroom(t, db)
		n.save("Rui", "Nobody asks why.", "Ninguém pergunta por quê.")
		n.change("Boats come in at dawn, when the tide turns.\n\nNobody asks why.\n\nA third one.\n")
		s := n.segment("Nobody asks why.")
		if _, err := n.bench.Comment(t.Context(), n.people["Rui"], n.target, s.ID, "Why nobody?", true); err != nil {
			t.Fatal(err)
		}
		n.now = n.now.Add(-time.Minute)
		n.deliver()
		n.wants("Rui") // not yet morning
		n.now = n.now.Add(time.Minute)
		n.deliver()
		n.wants("Rui", "Novidades das traduções em The Site", "O porto", "português", "O original mudou: 2 segmentos para traduzir",
			"https://ex.test/pt-br/admin/posts/", "/translate\n", "https://ex.test/pt-br/admin/profile\n")
		n.wants("Rita", "News about translations at The Site", "1 segment waits for review")
		n.wants("Ana", "The harbour", "1 new comment", "https://ex.test/en-us/admin/")
		for _, who := range []string{"Fred", "Olga", "Nemo"} {
			n.wants(who)
		}
		n.deliver()
		n.now = n.now.Add(5 * time.Hour)
		n.change("Boats come in late, when the tide has turned twice.\n\nNobody asks why.\n\nA third one.\n")
		n.deliver()
		for who := range n.people {
			n.wants(who) // once a day
		}
		n.now = n.now.Add(19 * time.Hour)
		n.deliver()
		n.wants("Rui", "O original mudou")
		n.wants("Rita") // nothing new
		n.now = n.now.Add(24 * time.Hour)
		n.deliver()
		n.wants("Rui")
	})
}

// What was given back, suggested and said comes to those whose work it is, and
// to nobody who has lost the right to it, or wants no letters.
func TestLettersGoToThoseWhoseWorkItIs(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		n := newNewsroom(t, db)
		n.save("Rui", "Nobody asks why.", "Ninguém pergunta por quê.")
		n.save("Rita", "Boats come in.", "Os barcos chegam.")
		s := n.segment("Nobody asks why.")
		if _, err := n.bench.Reject(t.Context(), n.people["Rita"], n.target, s.ID, s.Version, "Mais curto."); err != nil {
			t.Fatal(err)
		}
		if _, err := n.bench.Comment(t.Context(), n.people["Ana"], n.target, s.ID, "Good.", false); err != nil {
			t.Fatal(err)
		}
		s = n.segment("Boats come in.")
		if _, err := n.bench.Save(t.Context(), n.people["Rui"], workbench.Edit{Target: n.target, Segment: s.ID, Version: s.Version, Text: "Entram barcos.", As: workbench.AsSuggestion}); err != nil {
			t.Fatal(err)
		}
		n.deliver()
		n.wants("Rui", "1 segmento voltou da revisão com um motivo", "1 comentário novo")
		n.wants("Rita", "1 new suggestion", "1 new comment")

		n.now = n.now.Add(24 * time.Hour)
		n.change("Boats come in at dawn, when the tide turns.\n\nNobody asks why.\n")
		lost := n.people["Rui"]
		lost.Grants = []account.Grant{{Locale: fr}}
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.SaveUser(ctx, lost) })
		edit(t, db, n.source, func(p *content.Post) { p.Status = content.Draft })
		edit(t, db, n.target, func(p *content.Post) { p.Status = content.Draft })
		site := serve(t, db)
		_, rita := signedInAgain(t, db, n.people["Rita"])
		if code := ask(site, "/en-us/admin/profile/letters", rita, url.Values{"daily": {""}}).Code; code != 303 {
			t.Fatalf("turning the letters off answers %d", code)
		}
		n.deliver()
		n.wants("Rui")
		n.wants("Rita")
		if code := ask(site, "/en-us/admin/profile/letters", rita, url.Values{"daily": {"on"}}).Code; code != 303 {
			t.Fatalf("turning the letters on answers %d", code)
		}
		n.deliver()
		n.wants("Rita", "The original has changed: 2 segments to translate")
	})
}

// signedInAgain opens another session of a person.
func signedInAgain(t testing.TB, db *store.DB, u account.User) (account.User, *http.Cookie) {
	t.Helper()
	secret := account.NewSecret()
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.AddSession(ctx, account.Session{
			Hash: account.HashSecret(secret), UserID: u.ID, CreatedAt: storetest.Now, SeenAt: storetest.Now, ExpiresAt: storetest.Now.Add(time.Hour),
		})
		return err
	})
	return u, &http.Cookie{Name: "__Host-session", Value: secret}
}

// Translation 2.13: where nobody has to approve translations, a reviewer is
// told of those that were submitted.
func TestAReviewerIsToldOfWhatWasSubmitted(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		n := newNewsroom(t, db)
		set(t, db, site.Review, "", "off")
		n.save("Rui", "Nobody asks why.", "Ninguém pergunta por quê.")
		edit(t, db, n.target, func(p *content.Post) { p.Status = content.InReview })
		n.deliver()
		n.wants("Rita", "1 segment waits for review")
	})
}
