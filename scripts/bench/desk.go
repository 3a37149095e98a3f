package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"verso/internal/account"
	"verso/internal/store"
	"verso/scripts/bench/load"
)

// saves is how often each text is saved.
const saves = 200

// longText are 5,000 words in paragraphs, as somebody writes them.
var longText = strings.Repeat(strings.Repeat("Some **words** of a text that goes on ", 12)+"\n\n", 5000/(8*12))

// A writer is somebody who is signed in at a site.
type writer struct {
	url     string // of the site
	session string
	client  *http.Client
}

// addWriters adds so many editors to a site's database and returns the secrets
// of their sessions.
func addWriters(ctx context.Context, address string, n int) (secrets []string, err error) {
	db, err := store.Open(ctx, address)
	if err != nil {
		return nil, err
	}
	now := time.Now()
	err = db.Tx(ctx, func(tx *store.Tx) error {
		for range n {
			secret := account.NewSecret()
			u, err := tx.AddUser(ctx, account.User{
				Email: strings.ToLower(secret) + "@example.org", Name: "Writer", Role: account.Editor, Language: "en-US", TimeZone: "UTC", CreatedAt: now,
			})
			if err != nil {
				return err
			}
			_, err = tx.AddSession(ctx, account.Session{
				Hash: account.HashSecret(secret), UserID: u.ID, CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(account.SessionLife),
			})
			if err != nil {
				return err
			}
			secrets = append(secrets, secret)
		}
		return nil
	})
	return secrets, errors.Join(err, db.Close())
}

// newWriter returns the holder of a session at a site.
func newWriter(site, session string) writer {
	return writer{site, session, &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// request returns a request of the writer's; form may be nil.
func (w writer) request(ctx context.Context, path string, form url.Values) (*http.Request, error) {
	method := http.MethodGet
	var body io.Reader
	if form != nil {
		method, body = http.MethodPost, strings.NewReader(form.Encode())
	}
	r, err := http.NewRequestWithContext(ctx, method, w.url+path, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&http.Cookie{Name: "session", Value: w.session})
	return r, nil
}

// send sends a form to a path below the admin, in English, and returns where it
// leads and how long that took.
func (w writer) send(ctx context.Context, path string, form url.Values, want int) (to string, took time.Duration, err error) {
	return w.sendTo(ctx, inAdmin+path, form, want)
}

// inAdmin is what the paths of writers are below.
const inAdmin = "/en-us/admin"

// sendTo is send for any path.
func (w writer) sendTo(ctx context.Context, path string, form url.Values, want int) (to string, took time.Duration, err error) {
	r, err := w.request(ctx, path, form)
	if err != nil {
		return "", 0, err
	}
	began := time.Now()
	answer, err := w.client.Do(r)
	if err != nil {
		return "", 0, err
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	took = time.Since(began)
	if err == nil && answer.StatusCode != want {
		err = fmt.Errorf("POST %s: %d, want %d", path, answer.StatusCode, want)
	}
	return answer.Header.Get("Location"), took, err
}

// measureSaves measures how long a writer waits for a save, and the editor for
// what it keeps by itself.
func measureSaves(ctx context.Context, b *bench) ([]row, error) {
	const what = "save of a text of 5,000 words, at the server"
	address, err := b.copyOf(b.middle())
	if err != nil {
		return nil, err
	}
	rows, err := b.measureSavesOn(ctx, address, what+", SQLite, "+posts(b.middle())+" posts")
	if err != nil || b.postgres == "" {
		return rows, err
	}
	more, err := b.measureSavesOn(ctx, b.sites[siteKey{postgres, b.smallest()}], "the same, PostgreSQL")
	return append(rows, more...), err
}

func (b *bench) measureSavesOn(ctx context.Context, address, what string) ([]row, error) {
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
	title := fmt.Sprint("Measured ", time.Now().UnixNano())
	path, _, err := w.send(ctx, "/articles/new", url.Values{"locale": {"en-US"}, "title": {title}}, http.StatusSeeOther)
	if err != nil {
		return nil, err
	}
	path = strings.TrimPrefix(path, inAdmin)
	path, _, _ = strings.Cut(path, "?")
	form := url.Values{"title": {title}}
	var saved, kept []time.Duration
	for i := range saves {
		form.Set("revision", strconv.Itoa(i+1))
		form.Set("body", fmt.Sprint(longText, "Revision ", i, "."))
		_, took, err := w.send(ctx, path+"/draft", form, http.StatusOK)
		if err != nil {
			return nil, err
		}
		kept = append(kept, took)
		if _, took, err = w.send(ctx, path, form, http.StatusSeeOther); err != nil {
			return nil, err
		}
		saved = append(saved, took)
	}
	bounds := atMost(50, 50, " ms")
	return []row{waited("14", what, bounds, saved), waited("14", "the same text, kept while it is typed", bounds, kept)}, nil
}

// waited makes the row: p95 is what is asked of.
func waited(number, what string, bounds bound, took []time.Duration) row {
	p95 := load.Quantile(took, 0.95)
	return line(number, what+", p95", bounds, p95.Seconds()*1000, "%s (p50 %s)", ms(p95), ms(load.Median(took)))
}
