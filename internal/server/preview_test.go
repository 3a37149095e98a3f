package server_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
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
)

// signedIn makes a person and returns the cookie of their session.
func signedIn(t testing.TB, db *store.DB, u account.User) (account.User, *http.Cookie) {
	t.Helper()
	secret := account.NewSecret()
	u.Email, u.CreatedAt = fmt.Sprintf("%s@ex.test", strings.ToLower(u.Name)), storetest.Now
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
		if u, err = tx.AddUser(ctx, u); err != nil {
			return err
		}
		_, err = tx.AddSession(ctx, account.Session{
			Hash: account.HashSecret(secret), UserID: u.ID, CreatedAt: storetest.Now, SeenAt: storetest.Now,
			ExpiresAt: storetest.Now.Add(time.Hour),
		})
		return err
	})
	return u, &http.Cookie{Name: "__Host-session", Value: secret}
}

// ask sends a request as the holder of a cookie; nil is nobody. A form makes
// it a POST.
func ask(h http.Handler, address string, cookie *http.Cookie, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "https://ex.test"+address, nil)
	if form != nil {
		r = httptest.NewRequest(http.MethodPost, "https://ex.test"+address, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", "https://ex.test")
	}
	if cookie != nil {
		r.AddCookie(cookie)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// hidden reports what is missing from the fields of a preview (rule 63).
func hidden(t *testing.T, name string, w *httptest.ResponseRecorder) {
	t.Helper()
	for field, want := range map[string]string{
		"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer",
	} {
		if got := w.Header().Get(field); got != want {
			t.Errorf("%s: %s is %q, want %q", name, field, got, want)
		}
	}
	if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "frame-ancestors 'self'") || !strings.Contains(csp, "script-src 'self'") {
		t.Errorf("%s: policy %q", name, csp)
	}
	if strings.Contains(w.Body.String(), `rel="alternate" hreflang`) || strings.Contains(w.Body.String(), "ld+json") {
		t.Errorf("%s: the head is one for search engines", name)
	}
}

// Rule 63, and "GET preview without a token" of trust's matrix.
func TestAPreviewIsShownToWhoMayReadAndToWhoHasTheLink(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
			return tx.SaveLocale(ctx, site.Locale{Tag: fr, Position: 2})
		})
		s := serve(t, db)
		ana, anas := signedIn(t, db, account.User{Name: "Ana", Role: account.Author})
		_, bobs := signedIn(t, db, account.User{Name: "Bob", Role: account.Author})
		_, editors := signedIn(t, db, account.User{Name: "Eda", Role: account.Editor})
		_, readers := signedIn(t, db, account.User{Name: "Rea"})
		_, tess := signedIn(t, db, account.User{Name: "Tess", Role: account.Translator, Grants: []account.Grant{{Locale: pt}}})
		_, frans := signedIn(t, db, account.User{Name: "Fran", Role: account.Translator, Grants: []account.Grant{{Locale: fr}}})
		work := storetest.Work(t, db,
			content.Post{Locale: en, Slug: "secret", Title: "SECRET", Status: content.Draft, AuthorID: ana.ID, Body: "Hidden *words*."},
			content.Post{Locale: pt, Slug: "segredo", Title: "SEGREDO MAIOR", Status: content.Draft})
		early := storetest.Work(t, db, content.Post{Locale: fr, Slug: "secret", Title: "SECRET", Status: content.Draft})[0]
		service := publishing.New(db, clock, nil, nil)
		link, err := service.Share(t.Context(), account.Operator(), work[0].ID, time.Hour)
		if err != nil {
			t.Fatal(err)
		}
		token := "?token=" + publishing.PreviewToken(link)
		source, translation := fmt.Sprintf("/en-us/preview/%d", work[0].ID), fmt.Sprintf("/pt-br/preview/%d", work[1].ID)
		for name, c := range map[string]struct {
			address string
			cookie  *http.Cookie
			want    int
		}{
			"nobody":                         {source, nil, 404},
			"a reader":                       {source, readers, 404},
			"another author":                 {source, bobs, 404},
			"the author":                     {source, anas, 200},
			"an editor":                      {source, editors, 200},
			"a translator":                   {translation, tess, 200},
			"a translator, the source":       {source, tess, 200},
			"a translator of other things":   {translation, frans, 404},
			"nobody with the link":           {source + token, nil, 200},
			"another author with the link":   {source + token, bobs, 200},
			"the link of another post":       {translation + token, nil, 404},
			"a forged link":                  {source + "?token=1.x", nil, 404},
			"the author with a broken link":  {source + "?token=1.x", anas, 200},
			"what is no number":              {"/en-us/preview/x", editors, 404},
			"a post that is none":            {"/en-us/preview/999", editors, 404},
			"a locale not yet served":        {fmt.Sprintf("/fr/preview/%d", early.ID), editors, 200},
			"a locale that is none":          {fmt.Sprintf("/xx/preview/%d", work[0].ID), editors, 404},
			"under another locale":           {fmt.Sprintf("/pt-br/preview/%d", work[0].ID) + token, nil, 302},
			"the same, by who may not":       {fmt.Sprintf("/pt-br/preview/%d", work[0].ID), bobs, 404},
			"a signed-in person, once again": {source, anas, 200},
			"nobody after that":              {source, nil, 404}, // nothing of it was kept
		} {
			w := ask(s, c.address, c.cookie, nil)
			if w.Code != c.want {
				t.Errorf("%s: %d, want %d", name, w.Code, c.want)
			}
			if shown := strings.Contains(w.Body.String(), "SECRET") || strings.Contains(w.Body.String(), "SEGREDO MAIOR"); shown != (c.want == 200) {
				t.Errorf("%s: the title is shown: %v", name, shown)
			}
			if w.Code == 200 {
				hidden(t, name, w)
			}
		}
		if err := service.Unshare(t.Context(), account.Operator(), link.ID); err != nil {
			t.Fatal(err)
		}
		if w := ask(s, source+token, nil, nil); w.Code != 404 {
			t.Errorf("a revoked link: %d, want 404", w.Code)
		}
	})
}

// What is typed is shown on the page that readers will see.
func TestWhatIsTypedIsShownAsReadersWillSeeIt(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		s := serve(t, db)
		ana, cookie := signedIn(t, db, account.User{Name: "Ana", Role: account.Author, TimeZone: "America/Sao_Paulo"})
		p := storetest.Work(t, db, content.Post{Locale: pt, Slug: "rascunho", Title: "Rascunho", Status: content.Draft, AuthorID: ana.ID, Excerpt: "Kept."})[0]
		tag(t, db, p, "Mar", "mar")
		address := fmt.Sprintf("/pt-br/preview/%d", p.ID)
		form := url.Values{
			"title": {"Novo <título>"}, "body": {"# Novo <título>\n\nPrimeiro.\n\n- item [o outro](/en-us/articles/hello-world)\n\n<script>alert(1)</script>\n"},
			"published_at": {"2026-03-01T10:00"}, "seo_title": {"Para máquinas"},
		}
		changes := len(allChanges(t, db))
		w := ask(s, address, cookie, form)
		body := w.Body.String()
		if w.Code != 200 {
			t.Fatalf("%d: %s", w.Code, body)
		}
		hidden(t, "typed", w)
		for _, want := range []string{
			`<html lang="pt-BR"`, `<h1 id="title">Novo &lt;título&gt;</h1>`, `<p data-line="3">Primeiro.</p>`, `<li data-line="5">`,
			`href="/pt-br/artigos/ola-mundo"`, `datetime="2026-03-01T13:00:00Z"`, "<title>Para máquinas", "Mar</bdi>", `name="robots" content="noindex`,
		} {
			if !strings.Contains(body, want) {
				t.Errorf("the page has no %s", want)
			}
		}
		if strings.Contains(body, "alert(1)") || strings.Count(body, "<h1") != 1 {
			t.Error("the page runs what was typed, or has its title twice")
		}
		saved, err := db.Post(t.Context(), p.ID)
		if err != nil || saved.Title != "Rascunho" || len(allChanges(t, db)) != changes {
			t.Errorf("a preview changed the site: %q, %v", saved.Title, err)
		}
		if w := ask(s, "/pt-br/preview/new", cookie, url.Values{"title": {"Do nada"}, "kind": {"page"}, "body": {"Uma página."}}); w.Code != 200 ||
			!strings.Contains(w.Body.String(), "Uma página.") {
			t.Errorf("a text that is no post yet: %d", w.Code)
		}
		_, bobs := signedIn(t, db, account.User{Name: "Bob", Role: account.Author})
		_, readers := signedIn(t, db, account.User{Name: "Rea"})
		for name, c := range map[string]struct {
			address string
			cookie  *http.Cookie
			form    url.Values
			want    int
		}{
			"nobody":                   {address, nil, form, 401},
			"another author":           {address, bobs, form, 403},
			"a reader, of a new text":  {"/pt-br/preview/new", readers, form, 403},
			"in another's work":        {"/pt-br/preview/new", bobs, url.Values{"group": {fmt.Sprint(p.GroupID)}}, 403},
			"what is no number":        {"/pt-br/preview/x", cookie, form, 404},
			"letters that are none":    {address, cookie, url.Values{"title": {"a\x00b\xff"}, "body": {"\x00\xff"}, "tags": {"\x00,\xff"}, "published_at": {"\x00"}}, 200},
			"a text that is too long":  {address, cookie, url.Values{"body": {strings.Repeat("a ", content.MaxBody)}}, 200},
			"a text that takes effort": {address, cookie, url.Values{"body": {strings.Repeat("[a](", 50_000)}}, 200},
		} {
			if w := ask(s, c.address, c.cookie, c.form); w.Code != c.want {
				t.Errorf("%s: %d, want %d", name, w.Code, c.want)
			}
		}
		cross := httptest.NewRequest(http.MethodPost, "https://ex.test"+address, strings.NewReader(form.Encode()))
		cross.Header.Set("Origin", "https://evil.test")
		cross.AddCookie(cookie)
		answer := httptest.NewRecorder()
		if s.ServeHTTP(answer, cross); answer.Code != 403 { // T20
			t.Errorf("from another site: %d, want 403", answer.Code)
		}
		for n := 0; n < 700 && w.Code != 429; n++ {
			w = ask(s, address, cookie, url.Values{"title": {"x"}})
		}
		if w.Code != 429 || w.Header().Get("Retry-After") == "" {
			t.Errorf("hundreds at once: %d, want 429", w.Code)
		}
	})
}

func allChanges(t *testing.T, db *store.DB) []store.Change {
	t.Helper()
	changes, _, err := db.Changes(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// The fields for search engines are used where readers do not see the page.
func TestSearchEnginesAreToldWhatTheAuthorWroteForThem(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, locale.EnglishUS)
		storetest.Work(t, db, content.Post{Locale: en, Slug: "a", Title: "Seen", SEOTitle: "For machines", SEODescription: "What it is.", Excerpt: "Lines."})
		body := ask(serve(t, db), "/en-us/articles/a", nil, nil).Body.String()
		for _, want := range []string{"<title>For machines", `property="og:title" content="For machines"`, `content="What it is."`, `<h1 id="title">Seen</h1>`} {
			if !strings.Contains(body, want) {
				t.Errorf("the page has no %s", want)
			}
		}
	})
}

// Performance 7: a preview of 5,000 words, whole, at the server.
func BenchmarkPreview(b *testing.B) {
	db := storetest.SQLite(b)
	storetest.Locales(b, db, en, pt)
	s := serve(b, db)
	p := storetest.Work(b, db, content.Post{Locale: en, Slug: "a", Status: content.Draft})[0]
	var cookie *http.Cookie
	paragraph := strings.Repeat("Some **words** of a [text](/en-us/articles/a) that goes on. ", 20) + "\n\n"
	src := strings.Repeat(paragraph+"```go\nfunc main() { println(\"hello\") }\n```\n\n", 30)
	b.ResetTimer()
	for i := range b.N {
		if i%100 == 0 { // more is too much for one person
			b.StopTimer()
			_, cookie = signedIn(b, db, account.User{Name: fmt.Sprint("Editor ", b.N, i), Role: account.Editor})
			b.StartTimer()
		}
		w := ask(s, fmt.Sprintf("/en-us/preview/%d", p.ID), cookie, url.Values{"title": {"A"}, "body": {fmt.Sprint(src, i)}})
		if w.Code != 200 {
			b.Fatal(w.Code)
		}
	}
}
