package exporter_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/welcome"
)

func TestTextsOfANewSiteMoveWithoutALoss(t *testing.T) {
	t.Parallel()
	old := newHouse(t, storetest.SQLite(t))
	service := publishing.New(old.db, clock, sections(t), slog.New(slog.DiscardHandler))
	if err := welcome.Locales(t.Context(), old.db, service); err != nil {
		t.Fatal(err)
	}
	if err := welcome.Texts(t.Context(), old.db, old.importer); err != nil {
		t.Fatal(err)
	}
	moves(t, old)
}

const (
	en locale.Tag = "en-US"
	pt locale.Tag = "pt-BR"
	fr locale.Tag = "fr"
)

// contract fills a site with what the routing contract speaks of: works in
// every status, old and deleted addresses, words the owner chose, redirects,
// tags that are one term under two names.
func contract(t *testing.T, db *store.DB) {
	t.Helper()
	storetest.Locales(t, db, en, pt, fr)
	at := func(day int) *time.Time {
		d := time.Date(2024, 2, day, 12, 0, 0, 0, time.UTC)
		return &d
	}
	hello := storetest.Work(t, db,
		content.Post{Locale: en, Slug: "hello-world", Title: "Hello, world", Excerpt: "A greeting.", PublishedAt: at(1), UTCOffset: -480, Author: "Ana"},
		content.Post{Locale: pt, Slug: "oi-mundo", Title: "Olá, mundo", PublishedAt: at(2), UTCOffset: 330, Translator: "Rui"})
	storetest.Work(t, db,
		content.Post{Locale: en, Slug: "third", Title: "Third", PublishedAt: at(4)},
		content.Post{Locale: pt, Slug: "terceiro", Title: "SEGREDO", Status: content.Draft})
	gone := storetest.Work(t, db, content.Post{Locale: en, Slug: "gone", PublishedAt: at(5)})
	storetest.Work(t, db,
		content.Post{Locale: en, Slug: "archived", PublishedAt: at(8)},
		content.Post{Locale: pt, Slug: "arquivado", PublishedAt: at(8), Status: content.Archived},
		content.Post{Locale: fr, Slug: "revue", PublishedAt: at(9), Status: content.InReview})
	storetest.Work(t, db, content.Post{Locale: en, Slug: "trashed", PublishedAt: at(9), Status: content.Trashed})
	later := storetest.Now.AddDate(0, 1, 0)
	storetest.Work(t, db, content.Post{Locale: en, Slug: "later", PublishedAt: &later, Status: content.Scheduled})
	storetest.Work(t, db, content.Post{Locale: en, Slug: "elsewhere", PublishedAt: at(10), CanonicalURL: "https://other.test/x"})
	storetest.Work(t, db,
		content.Post{Locale: en, Slug: "about", Title: "About me", Kind: content.Page},
		content.Post{Locale: pt, Slug: "sobre", Title: "Sobre mim"})
	storetest.Work(t, db, content.Post{Locale: en, Slug: "artigos", Title: "A page called artigos", Kind: content.Page})
	storetest.Work(t, db, content.Post{Locale: en, Slug: "tool", Kind: content.Project, Link: "https://tool.test/", Icon: "🔧"})
	storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
		for _, slug := range []string{"ola", "ola-mundo"} {
			hello[1].Slug = slug
			if hello[1], err = tx.SavePost(ctx, hello[1]); err != nil {
				return err
			}
		}
		group, err := tx.Group(ctx, hello[0].GroupID)
		if err != nil {
			return err
		}
		group.SourceID, group.Position = &hello[1].ID, 7
		english, err := tx.AddTag(ctx, content.Tag{Locale: en, Slug: "go", Name: "Go"})
		if err != nil {
			return err
		}
		tag, err := tx.AddTag(ctx, content.Tag{TermID: english.TermID, Locale: pt, Slug: "lingua", Name: "Língua Go"})
		if err != nil {
			return err
		}
		renamed := tag
		renamed.Slug = "linguagem"
		unused, err := tx.AddTag(ctx, content.Tag{Locale: fr, Slug: "rien", Name: "Rien"})
		return errors.Join(err,
			tx.SaveTag(ctx, renamed),
			tx.RemoveTag(ctx, unused),
			tx.SaveGroup(ctx, group),
			tx.SaveSource(ctx, hello[0].ID, &hello[1].ID),
			tx.SavePostTags(ctx, hello[0].Summary(), []content.TagID{english.ID}),
			tx.SavePostTags(ctx, hello[1].Summary(), []content.TagID{tag.ID}),
			tx.RemovePost(ctx, gone[0].ID),
			tx.SaveRedirect(ctx, content.Redirect{From: "/blog/", Prefix: true, To: "/en-us/articles/:splat", Status: 301}),
			tx.SaveRedirect(ctx, content.Redirect{From: "/old: 100% *", To: "https://ex.test/a b#c", Status: 302}),
			tx.SaveLocale(ctx, site.Locale{Tag: fr, Name: "français \"de\" France", Position: 2}),
			tx.SaveSetting(ctx, site.Value{Key: site.Name, Value: "The Site"}),
			tx.SaveSetting(ctx, site.Value{Key: site.Hero, Locale: pt, Value: "Uma linha.\n'''Outra''' \\ \"linha\"."}),
			tx.SaveWord(ctx, site.Word{Locale: pt, Section: site.Articles, Word: "escritos"}),
			tx.SaveWord(ctx, site.Word{Locale: pt, Section: site.Articles, Word: "textos"}),
		)
	})
}

func TestEverythingTheContractSpeaksOfMovesWithoutALoss(t *testing.T) {
	t.Parallel()
	old := newHouse(t, storetest.SQLite(t))
	contract(t, old.db)
	moved := moves(t, old).db
	ctx := t.Context()

	hello, err := moved.PostBySlug(ctx, pt, content.Article, "ola-mundo")
	if err != nil {
		t.Fatal(err)
	}
	if got := hello.Date().Format(time.RFC3339); got != "2024-02-02T17:30:00+05:30" {
		t.Errorf("dated %s, want the author's 17:30 of the same day", got)
	}
	past, err := moved.PostsByPastSlug(ctx, content.Article, "oi-mundo")
	if err != nil || len(past) != 1 || past[0].ID != hello.ID {
		t.Errorf("rule 25: once at oi-mundo was %v (%v), want ola-mundo", past, err)
	}
	if gone, err := moved.PastSlugs(ctx, string(content.Article), "gone"); err != nil || len(gone) != 1 || gone[0].Owner.Valid {
		t.Errorf("rule 31: gone is %+v (%v), want known as deleted", gone, err)
	}
	group, err := moved.Group(ctx, hello.GroupID)
	if err != nil || group.SourceID == nil || *group.SourceID != hello.ID || group.Position != 7 {
		t.Errorf("group %+v (%v), want source %d at position 7", group, err, hello.ID)
	}
	english, err := moved.PostBySlug(ctx, en, content.Article, "hello-world")
	if err != nil || english.SourceID == nil || *english.SourceID != hello.ID || english.GroupID != hello.GroupID {
		t.Errorf("the English text is of group %d from %v (%v), want %d from %d", english.GroupID, english.SourceID, err, hello.GroupID, hello.ID)
	}
	tags, err := moved.TagsByPastSlug(ctx, "lingua")
	if err != nil || len(tags) != 1 || tags[0].Name != "Língua Go" || tags[0].Slug != "linguagem" {
		t.Fatalf("tags once at lingua: %+v (%v)", tags, err)
	}
	if term, err := moved.TermTags(ctx, tags[0].TermID); err != nil || len(term) != 2 {
		t.Errorf("rule 44: the term has %+v (%v), want both languages", term, err)
	}
	locales, err := moved.Locales(ctx)
	if err != nil || len(locales) != 3 || !locales[0].Default || locales[2].Enabled || locales[2].Name != "français \"de\" France" {
		t.Errorf("locales %+v (%v)", locales, err)
	}
	if _, err := moved.PostBySlug(ctx, en, content.Page, "artigos"); err != nil {
		t.Error(err)
	}
	redirect, err := moved.Redirect(ctx, "/blog/x")
	if err != nil || redirect.Target("/blog/x") != "/en-us/articles/x" {
		t.Errorf("rule 22b: %+v, %v", redirect, err)
	}
}

func TestAMovedSiteKeepsItsWordsAndSettings(t *testing.T) {
	t.Parallel()
	old := newHouse(t, storetest.SQLite(t))
	contract(t, old.db)
	s, err := moves(t, old).db.Site(t.Context(), func(locale.Tag) map[site.Section]string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Word(pt, site.Articles); got != "textos" {
		t.Errorf("the word for articles is %q, want textos", got)
	}
	if section, past, ok := s.SectionByWord(pt, "escritos"); section != site.Articles || !past || !ok {
		t.Errorf("escritos is %q, past %v, known %v; want a retired word for articles", section, past, ok)
	}
	if got, _ := s.Setting(site.Hero, pt); got != "Uma linha.\n'''Outra''' \\ \"linha\"." {
		t.Errorf("the hero is %q", got)
	}
	if got, _ := s.Setting(site.Name, en); got != "The Site" {
		t.Errorf("the name is %q", got)
	}
}

// Rule 70: links of imported texts go by the paths their files once had.
func TestLinksBetweenImportedTextsSurviveTheMove(t *testing.T) {
	old := newHouse(t, storetest.SQLite(t))
	r := old.imports(t, folderWith(t, map[string]string{
		"content/blog/a.en.md":    "---\ntitle: A\ndate: 2024-01-01\nslug: first\n---\n[b](b.md), [b](@/blog/b.md), [b](/blog/b/), [gone](c.md)\n",
		"content/blog/b.en.md":    "---\ntitle: B\ndate: 2024-01-02\nslug: second\n---\nText.\n",
		"content/blog/b.pt-br.md": "---\ntitle: B\ndate: 2024-01-02\nslug: segundo\n---\nTexto.\n",
	}), importer.Options{})
	dead := func(r importer.Report) (n int) {
		for _, w := range r.Warnings {
			if strings.Contains(w.Reason, "leads nowhere") {
				n++
			}
		}
		return n
	}
	if dead(r) != 1 {
		t.Fatalf("the first import: %+v, want one dead link", r.Warnings)
	}
	first, _ := old.exports(t)
	fresh := newHouse(t, storetest.SQLite(t))
	if r := fresh.imports(t, first, importer.Options{}); dead(r) != 1 {
		t.Errorf("after the move: %+v, want the same one dead link", r.Warnings)
	}
}

func TestAnExportIntoASiteInUseLeavesItsSettings(t *testing.T) {
	old := newHouse(t, storetest.SQLite(t))
	contract(t, old.db)
	dir, _ := old.exports(t)
	used := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, used.db, "ja", en)
	storetest.Work(t, used.db, content.Post{Locale: en, Slug: "hello-world", Title: "Mine", CreatedAt: storetest.Now})
	storetest.Do(t, used.db, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveSetting(ctx, site.Value{Key: site.Name, Value: "My own"})
	})
	used.imports(t, dir, importer.Options{})
	s, err := used.db.Site(t.Context(), func(locale.Tag) map[site.Section]string { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if name, _ := s.Setting(site.Name, en); name != "My own" || s.Set.Default() != "ja" {
		t.Errorf("the site is called %q, its default %s; want its own", name, s.Set.Default())
	}
	if p, err := used.db.PostBySlug(t.Context(), en, content.Article, "hello-world"); err != nil || p.Title != "Mine" {
		t.Errorf("hello-world is %q (%v), want the post that was there", p.Title, err)
	}
	if _, err := used.db.PostBySlug(t.Context(), pt, content.Article, "ola-mundo"); err != nil {
		t.Errorf("the texts of the export: %v", err)
	}
}

func TestAnExportOfALaterVersionIsRefused(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	for site, want := range map[string]string{
		"verso = 2\n":                               importer.ErrNewerExport.Error(),
		"verso = 1\n[[locales]]\ntag = \n":          "site.toml: line 3",
		"verso = 1\n[[locales]]\ntag = \"en_us\"\n": "en-US",
	} {
		_, err := h.importer.Import(t.Context(), folderWith(t, map[string]string{"site.toml": site}), importer.Options{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", site, err, want)
		}
	}
	if _, err := h.db.PostBySlug(t.Context(), en, content.Article, "x"); !errors.Is(err, errs.NotFound) {
		t.Error(err)
	}
}
