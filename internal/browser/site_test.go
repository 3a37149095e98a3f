//go:build browser

package browser

import (
	"context"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/server"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/urls"
)

// shown are the locales that every page is read in: left to right, right to
// left, and one without spaces between words.
var shown = []locale.Tag{"en-US", "pt-BR", "ar", "ja"}

// slugs are the addresses of the works in testdata/content.
type slugs struct{ lantern, conversation, about, tidebook, withdrawn, absent, tag string }

var works = map[locale.Tag]slugs{
	"en-US": {"lantern", "conversation", "about", "tidebook", "withdrawn", "so-aqui", "walking"},
	"pt-BR": {"lanterna", "conversa", "sobre", "livro-das-mares", "retirada", "only-here", "caminhadas"},
	"ar":    {"فانوس", "حوار", "من-نحن", "دفتر-المد", "مسحوبة", "only-here", "مشي"},
	"ja":    {"灯り", "対話", "このサイトについて", "潮の手帳", "取り下げ", "only-here", "散歩"},
	"de":    {"laterne", "gespraech", "ueber", "gezeitenbuch", "zurueckgezogen", "only-here", "spaziergänge"},
}

// beside is the language that stands beside each where two do.
var beside = map[locale.Tag]locale.Tag{"en-US": "ar", "pt-BR": "en-US", "ar": "pt-BR", "ja": "en-US", "de": "ja"}

func clock() time.Time { return storetest.Now }

// A fixture is the content of testdata, served on loopback.
type fixture struct {
	db   *store.DB
	urls urls.Builder
}

// newFixture imports testdata/content into a fresh site and serves it until
// the test ends. Lists show two articles a page, and one work of each locale
// has been withdrawn.
func newFixture(t *testing.T) fixture {
	t.Helper()
	db := storetest.SQLite(t)
	media := importContent(t, db)
	ctx := t.Context()
	err := publishing.New(db, clock, nil, slog.New(slog.DiscardHandler)).SetSetting(ctx, account.Operator(), site.PerPage, "", "2")
	if err != nil {
		t.Fatal(err)
	}
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
		for l, work := range works {
			p, err := tx.PostBySlug(ctx, l, content.Article, work.withdrawn)
			if err != nil {
				return err
			}
			if err := tx.RemovePost(ctx, p.ID); err != nil {
				return err
			}
		}
		return nil
	})

	_, builder := serve(t, server.Config{DB: db, Media: media, Now: clock})
	return fixture{db: db, urls: builder}
}

// A view is one kind of page in one locale.
type view struct {
	name   string // of the kind, such as "article"
	locale locale.Tag
	url    string
	status int64
}

// views lists every kind of public page in a locale.
func (f fixture) views(l locale.Tag) []view {
	work, b := works[l], f.urls
	list := b.Section(l, site.Articles)
	all := []view{
		{name: "home", url: b.Home(l)},
		{name: "articles", url: list},
		{name: "page two", url: b.Numbered(list, 2)},
		{name: "article", url: b.Work(l, content.Article, work.lantern)},
		{name: "side by side", url: b.Parallel(content.Summary{Locale: l, Kind: content.Article, Slug: work.lantern}, beside[l])},
		{name: "conversation", url: b.Work(l, content.Article, work.conversation)},
		{name: "page", url: b.Work(l, content.Page, work.about)},
		{name: "projects", url: b.Section(l, site.Projects)},
		{name: "project", url: b.Work(l, content.Project, work.tidebook)},
		{name: "tags", url: b.Section(l, site.Tags)},
		{name: "tag", url: b.Tag(l, work.tag)},
		{name: "archive", url: b.Section(l, site.Archive)},
		{name: "year", url: b.Year(l, 2026)},
		{name: "contact", url: b.Section(l, site.ContactForm)},
		{name: "search", url: b.Search(l, urls.Sought{Text: work.lantern})},
		{name: "search without hits", url: b.Search(l, urls.Sought{Text: "xyzzy"})},
		{name: "untranslated", url: b.Work(l, content.Article, work.absent), status: http.StatusNotFound},
		{name: "withdrawn", url: b.Work(l, content.Article, work.withdrawn), status: http.StatusGone},
		{name: "not found", url: b.Work(l, content.Article, "no-such-thing"), status: http.StatusNotFound},
	}
	for i := range all {
		all[i].locale, all[i].url = l, b.Abs(all[i].url)
		if all[i].status == 0 {
			all[i].status = http.StatusOK
		}
	}
	return all
}

// see opens the page, which must answer as its kind does, in its language.
func (b *tab) see(v view) {
	b.t.Helper()
	b.wantStatus(v.status, navigate(v.url))
	if got := value[string](b, "document.documentElement.lang"); got != string(v.locale) {
		b.t.Errorf("%s in %s says lang=%q", v.name, v.locale, got)
	}
}
