package publishing_test

import (
	"errors"
	"log/slog"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// A clock can be moved.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

func service(db *store.DB, c *clock) *publishing.Service {
	return publishing.New(db, c.Now, words, slog.New(slog.DiscardHandler))
}

func words(locale.Tag) map[site.Section]string {
	return map[site.Section]string{site.Articles: "artigos", site.Tags: "etiquetas"}
}

// Trust R10.
func TestScheduledPostIsPublishedAtItsTimeAndOnce(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US")
		at := storetest.Now.Add(time.Hour)
		p := storetest.Work(t, db, content.Post{Locale: "en-US", Slug: "later", Status: content.Scheduled, PublishedAt: &at})[0]
		c := &clock{storetest.Now}
		s := service(db, c)
		steps := []struct {
			move time.Duration
			want int
		}{
			{0, 0}, {time.Hour - time.Second, 0}, {time.Second, 1}, {0, 0},
			{-2 * time.Hour, 0}, // a clock that jumps back takes nothing back
			{48 * time.Hour, 0},
		}
		for _, step := range steps {
			c.now = c.now.Add(step.move)
			if n, err := s.PublishDue(t.Context()); err != nil || n != step.want {
				t.Errorf("at %v: published %d, %v; want %d", c.now, n, err, step.want)
			}
		}
		got, err := db.Post(t.Context(), p.ID)
		if err != nil || got.Status != content.Published || !got.PublishedAt.Equal(at) {
			t.Errorf("afterwards: %s at %v, %v; want published with the date it was scheduled for", got.Status, got.PublishedAt, err)
		}
		if years, _ := db.Years(t.Context(), "en-US", content.Article); len(years) != 1 || years[0].Posts != 1 {
			t.Errorf("lists count %v, want one article", years)
		}
	})
}

func tags(t *testing.T, db *store.DB) (all, enabled []locale.Tag, def locale.Tag) {
	t.Helper()
	locales, err := db.Locales(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range locales {
		all = append(all, l.Tag)
		if l.Enabled {
			enabled = append(enabled, l.Tag)
		}
		if l.Default {
			def = l.Tag
		}
	}
	return all, enabled, def
}

func TestLocalesAreAddedOrderedHiddenAndChosen(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		s, ctx := service(db, &clock{storetest.Now}), t.Context()
		for _, l := range []locale.Tag{"en-US", "pt-BR", "ja"} {
			if err := s.AddLocale(ctx, account.Operator(), l); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.DefaultLocale(ctx, account.Operator(), "pt-BR"); err != nil {
			t.Fatal(err)
		}
		if err := s.OrderLocales(ctx, account.Operator(), []locale.Tag{"ja"}); err != nil {
			t.Fatal(err)
		}
		if err := s.DisableLocale(ctx, account.Operator(), "en-US"); err != nil {
			t.Fatal(err)
		}
		all, enabled, def := tags(t, db)
		if len(all) != 3 || all[0] != "ja" || len(enabled) != 2 || def != "pt-BR" {
			t.Errorf("locales %v, enabled %v, default %s; want ja first, en-US hidden, pt-BR by default", all, enabled, def)
		}
		if err := s.DisableLocale(ctx, account.Operator(), "pt-BR"); !errors.Is(err, errs.Conflict) {
			t.Errorf("hiding the default: %v, want Conflict", err)
		}
		if err := s.DefaultLocale(ctx, account.Operator(), "en-US"); !errors.Is(err, errs.NotFound) {
			t.Errorf("a hidden default: %v, want NotFound", err)
		}
		if err := s.DisableLocale(ctx, account.Operator(), "ko"); !errors.Is(err, errs.NotFound) {
			t.Errorf("hiding a locale the site has not: %v, want NotFound", err)
		}
	})
}

func TestSettingsAreCheckedBeforeTheyAreKept(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US")
		s, ctx := service(db, &clock{storetest.Now}), t.Context()
		for _, bad := range []site.Value{
			{Key: "colour", Value: "red"}, {Key: site.PerPage, Value: "0"}, {Key: site.PerPage, Value: "many"},
			{Key: site.MissingPolicy, Value: "hide"}, {Key: site.PublishPolicy, Value: "later"}, {Key: site.Review, Value: "maybe"}, {Key: site.Contact, Value: "javascript:1"},
			{Key: site.Contact, Value: "mailto:a@b\r\nExpires: x"}, {Key: site.Name, Value: "a\x00b"}, {Key: site.Name, Locale: "ko", Value: "x"},
		} {
			if err := s.SetSetting(ctx, account.Operator(), bad.Key, bad.Locale, bad.Value); err == nil {
				t.Errorf("setting %q to %q was accepted", bad.Key, bad.Value)
			}
		}
		if err := s.SetSetting(ctx, account.Operator(), site.Name, "en-US", "Mine"); err != nil {
			t.Fatal(err)
		}
		if err := s.SetSetting(ctx, account.Operator(), site.Name, "en-US", ""); err != nil {
			t.Fatal(err)
		}
		snapshot, err := db.Site(ctx, func(locale.Tag) map[site.Section]string { return nil })
		if err != nil {
			t.Fatal(err)
		}
		if name, _ := snapshot.Setting(site.Name, "en-US"); name != "" {
			t.Errorf("a setting that was emptied is still %q", name)
		}
	})
}

func TestSectionWordLeavesARedirectBehind(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "pt-BR")
		storetest.Work(t, db, content.Post{Locale: "pt-BR", Slug: "sobre", Kind: content.Page})
		s, ctx := service(db, &clock{storetest.Now}), t.Context()
		if err := s.SetSetting(ctx, account.Operator(), "word.articles", "pt-BR", "textos"); err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"admin", "Textos", "a/b", "sobre", "textos", "pt-br", "pt"} {
			if err := s.SetSetting(ctx, account.Operator(), "word.tags", "pt-BR", bad); err == nil {
				t.Errorf("the word %q was accepted", bad)
			}
		}
		snapshot, err := db.Site(ctx, words)
		if err != nil {
			t.Fatal(err)
		}
		if got := snapshot.Word("pt-BR", site.Articles); got != "textos" {
			t.Errorf("the word is %q, want textos", got)
		}
		if section, past, ok := snapshot.SectionByWord("pt-BR", "artigos"); section != site.Articles || !past || !ok {
			t.Errorf("the old word means %q (past %v, %v), want articles, past", section, past, ok)
		}
		if err := s.SetSetting(ctx, account.Operator(), "word.articles", "pt-BR", ""); err != nil {
			t.Fatal(err)
		}
		if snapshot, err = db.Site(ctx, words); err != nil || snapshot.Word("pt-BR", site.Articles) != "artigos" {
			t.Errorf("a word that was given back is %q, %v; want the catalog's", snapshot.Word("pt-BR", site.Articles), err)
		}
	})
}
