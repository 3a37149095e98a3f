package server_test

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/server"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/locales"
	"verso/templates"
)

// cached returns the whole site over db with a page cache.
func cached(t testing.TB, db *store.DB) *server.Server {
	t.Helper()
	return at(t, db, 64<<20, server.DefaultMemory, clock)
}

// at returns the whole site over db, with so many bytes for finished pages and
// for parts of pages, in the time that now tells.
func at(t testing.TB, db *store.DB, cache, memory int, now func() time.Time) *server.Server {
	t.Helper()
	s, err := server.New(context.Background(), server.Config{
		DB: db, Origin: "https://ex.test", Cache: cache, Memory: memory,
		Files: server.Files{Templates: templates.FS, Static: assets(), Locales: locales.FS},
		Log:   slog.New(slog.DiscardHandler), Now: now,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func get(h http.Handler, path string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "https://ex.test"+path, nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// slugs is how many addresses the works of a locale and kind share, so that
// they meet.
const slugs = 5

// A model drives random edits and knows the addresses worth asking for.
type model struct {
	db    *store.DB
	posts []content.PostID
	tags  []content.Tag
	done  []store.Act
	n     int
}

var modelLocales = []locale.Tag{en, pt, ko}

// paths are all addresses that the site has, or had, or might have.
func (m *model) paths() []string {
	var paths []string
	for _, l := range modelLocales {
		words := map[locale.Tag][]string{
			en: {"articles", "projects", "tags", "archive", "contact", "texts"}, ko: {"articles", "projects", "tags", "archive", "contact", "texts"},
			pt: {"artigos", "projetos", "etiquetas", "arquivo", "contato", "texts"},
		}[l]
		prefix := "/" + l.Path() + "/"
		paths = append(paths, prefix, "/sitemaps/"+l.Path()+".xml", prefix+"feed.xml", prefix+"rss.xml")
		for _, w := range words {
			paths = append(paths, prefix+w, prefix+w+"/page/2")
			for n := range slugs {
				paths = append(paths, fmt.Sprintf("%s%s/s%d", prefix, w, n))
			}
		}
		paths = append(paths, prefix+words[3]+"/2023", prefix+words[3]+"/2024")
		for n := range slugs {
			paths = append(paths, fmt.Sprintf("%ss%d", prefix, n), fmt.Sprintf("%s%s/s%d/feed.xml", prefix, words[2], n))
			for _, other := range modelLocales {
				paths = append(paths, fmt.Sprintf("%s%s/s%d?with=%s", prefix, words[0], n, other.Path()))
			}
		}
	}
	return append(paths, "/sitemap.xml", "/robots.txt", "/.well-known/security.txt")
}

func (m *model) slug(t *rapid.T) string {
	return fmt.Sprintf("s%d", rapid.IntRange(0, slugs-1).Draw(t, "slug"))
}

func (m *model) date(t *rapid.T) *time.Time {
	at := time.Date(2023, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 700).Draw(t, "day"))
	return &at
}

func (m *model) body(t *rapid.T) string {
	return fmt.Sprintf("See [one](/en-us/articles/%s), [two](/pt-br/%s), [tag](/en-us/tags/%s) and [old](/old/%s).\n\n## Part %s\n",
		m.slug(t), m.slug(t), m.slug(t), m.slug(t), m.slug(t))
}

// act makes one random edit; one that the store refuses changes nothing.
func (m *model) act(t *rapid.T) {
	if rapid.IntRange(0, 2).Draw(t, "at the desk") == 0 {
		m.write(t)
		return
	}
	ctx := context.Background()
	_ = m.db.Tx(ctx, func(tx *store.Tx) error {
		switch rapid.IntRange(0, 11).Draw(t, "act") {
		case 0, 1:
			kind := rapid.SampledFrom(content.Kinds()).Draw(t, "kind")
			g, err := tx.AddGroup(ctx, content.Group{Kind: kind, Position: rapid.IntRange(0, 3).Draw(t, "place")})
			if err != nil {
				return err
			}
			return m.add(ctx, t, tx, g.ID, kind)
		case 2:
			p, err := tx.Post(ctx, m.pick(t))
			if err != nil {
				return err
			}
			return m.add(ctx, t, tx, p.GroupID, p.Kind)
		case 3, 4, 5:
			p, err := tx.Post(ctx, m.pick(t))
			if err != nil {
				return err
			}
			p.Status = rapid.SampledFrom([]content.Status{content.Published, content.Published, content.Draft, content.Archived, content.Trashed}).Draw(t, "status")
			p.FirstPublishedAt = p.PublishedAt
			if rapid.Bool().Draw(t, "rename") {
				p.Slug = m.slug(t)
			}
			p.Title = fmt.Sprintf("Title %d", m.n)
			p.PublishedAt = m.date(t)
			if rapid.IntRange(0, 9).Draw(t, "elsewhere") == 0 {
				p.CanonicalURL = "https://other.test/"
			}
			_, err = tx.SavePost(ctx, p)
			return err
		case 6:
			return tx.RemovePost(ctx, m.pick(t))
		case 7:
			return m.tag(ctx, t, tx)
		case 8:
			if len(m.tags) == 0 {
				return nil
			}
			tag := rapid.SampledFrom(m.tags).Draw(t, "tag")
			tag.Slug, tag.Name = m.slug(t), fmt.Sprintf("Tag %d", m.n)
			return tx.SaveTag(ctx, tag)
		case 9:
			return tx.SaveSetting(ctx, site.Value{Key: site.Tagline, Locale: en, Value: fmt.Sprintf("Line %d", m.n)})
		case 10:
			return tx.SaveRedirect(ctx, content.Redirect{From: "/old/" + m.slug(t), To: "/en-us/articles/" + m.slug(t), Status: 301})
		default:
			word := rapid.SampledFrom([]string{"articles", "texts"}).Draw(t, "word")
			return tx.SaveWord(ctx, site.Word{Locale: en, Section: site.Articles, Word: word})
		}
	})
	m.n++
}

func (m *model) pick(t *rapid.T) content.PostID {
	if len(m.posts) == 0 {
		return 0
	}
	return rapid.SampledFrom(m.posts).Draw(t, "post")
}

func (m *model) add(ctx context.Context, t *rapid.T, tx *store.Tx, group content.GroupID, kind content.Kind) error {
	at := m.date(t)
	p, err := tx.AddPost(ctx, content.Post{
		GroupID: group, Kind: kind, Locale: rapid.SampledFrom(modelLocales).Draw(t, "locale"), Slug: m.slug(t),
		Title: fmt.Sprintf("Title %d", m.n), Body: m.body(t), Status: content.Published,
		PublishedAt: at, FirstPublishedAt: at, CreatedAt: *at, UpdatedAt: *at,
	})
	if err == nil {
		m.posts = append(m.posts, p.ID)
	}
	return err
}

func (m *model) tag(ctx context.Context, t *rapid.T, tx *store.Tx) error {
	p, err := tx.Post(ctx, m.pick(t))
	if err != nil || p.Kind != content.Article {
		return err
	}
	tag, err := tx.TagBySlug(ctx, p.Locale, m.slug(t))
	if err != nil {
		tag = content.Tag{Locale: p.Locale, Slug: m.slug(t), Name: fmt.Sprintf("Tag %d", m.n)}
		if len(m.tags) > 0 && rapid.Bool().Draw(t, "join") {
			tag.TermID = rapid.SampledFrom(m.tags).Draw(t, "term").TermID
		}
		if tag, err = tx.AddTag(ctx, tag); err != nil {
			return err
		}
		m.tags = append(m.tags, tag)
	}
	return tx.SavePostTags(ctx, p.Summary(), []content.TagID{tag.ID})
}

// After any sequence of edits every page in the cache is what a fresh render
// would give (architecture, decision 9).
func TestCachedPagesAlwaysEqualFreshOnes(t *testing.T) {
	if err := flag.Set("rapid.checks", cmp.Or(os.Getenv("VERSO_MODEL_CHECKS"), "8")); err != nil { // each builds two sites
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		db := storetest.SQLite(t)
		storetest.Locales(t, db, modelLocales...)
		set(t, db, site.PerPage, "", "2")
		today := storetest.Now
		now := func() time.Time { return today }
		fresh := at(t, db, 0, 0, now)
		warm := at(t, db, 64<<20, server.DefaultMemory, now) // after fresh: it is the one that hears of commits
		m := &model{db: db}
		for range 6 {
			m.write(rt)
			m.act(rt)
		}
		kept := 0
		for range 3 {
			for _, path := range m.paths() {
				get(warm, path)
			}
			for range rapid.IntRange(0, 3).Draw(rt, "edits") {
				m.act(rt)
			}
			today = today.AddDate(0, 0, rapid.IntRange(0, 2).Draw(rt, "days"))
			if err := fresh.Refresh(context.Background()); err != nil {
				rt.Fatal(err)
			}
			for _, path := range m.paths() {
				got, want := get(warm, path), get(fresh, path)
				if got.Code != want.Code || got.Body.String() != want.Body.String() {
					rt.Fatalf("%s: cached %d, fresh %d\n%s", path, got.Code, want.Code, difference(got.Body.String(), want.Body.String()))
				}
				if diff := fieldsDiffer(got.Header(), want.Header()); diff != "" {
					rt.Fatalf("%s: the fields of a cached answer differ (-fresh +cached):\n%s", path, diff)
				}
				if got.Code == http.StatusOK {
					kept++
				}
			}
		}
		if kept == 0 {
			rt.Fatal("no page was ever kept: the test proves nothing")
		}
	})
}

// fieldsDiffer shows the fields in which two answers differ, but for the name
// of the request; "" when they are the same.
func fieldsDiffer(got, want http.Header) string {
	got, want = got.Clone(), want.Clone()
	got.Del("X-Request-Id")
	want.Del("X-Request-Id")
	return gocmp.Diff(want, got)
}

// A file that depends on the day is made anew each day, though nobody changes
// anything.
func TestAnAnswerOfTheDayIsNotKept(t *testing.T) {
	db := storetest.SQLite(t)
	storetest.Locales(t, db, en)
	today := storetest.Now
	site := at(t, db, 64<<20, server.DefaultMemory, func() time.Time { return today })
	const path = "/.well-known/security.txt"
	first := get(site, path).Body.String()
	today = today.AddDate(0, 0, 1)
	if second := get(site, path).Body.String(); second == first || !strings.Contains(second, "Expires: ") {
		t.Errorf("%s a day later still says\n%s", path, second)
	}
}

// difference shows where two texts part.
func difference(got, want string) string {
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	cut := func(s string) string { return s[max(0, min(at, len(s))-80):min(len(s), at+160)] }
	return fmt.Sprintf("cached: …%s…\nfresh:  …%s…", cut(got), cut(want))
}
