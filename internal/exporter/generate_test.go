package exporter_test

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"verso/internal/content"
	"verso/internal/frontmatter"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/migrations"
)

// VERSO_MOVE_CHECKS says how many sites are drawn; without it few are: each
// builds two sites.
func TestGeneratedSitesMoveWithoutALoss(t *testing.T) {
	t.Parallel()
	if err := flag.Set("rapid.checks", cmp.Or(os.Getenv("VERSO_MOVE_CHECKS"), "25")); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		old, fresh := newHouse(t, scratch(rt, t.TempDir())), newHouse(t, scratch(rt, t.TempDir()))
		g := &generator{T: rt, house: old, slugs: map[string]bool{}}
		storetest.Do(t, old.db, g.site)
		storetest.Do(t, old.db, g.works)
		storetest.Do(t, old.db, g.shelf)
		first, _ := old.exports(t)
		if r := fresh.imports(t, first, importer.Options{}); len(r.Skipped) > 0 {
			rt.Fatalf("skipped: %+v", r.Skipped)
		}
		second, _ := fresh.exports(t)
		sameTrees(rt, first, second)
		compareBodies(rt, old.db, fresh.db)
	})
}

// scratch returns a database that is closed with its check: there are many.
func scratch(t *rapid.T, dir string) *store.DB {
	db, err := store.Open(context.Background(), "sqlite:"+filepath.Join(dir, "verso.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(context.Background(), migrations.FS); err != nil {
		t.Fatal(err)
	}
	return db
}

// compareBodies checks that every text arrived to the letter: equal exports
// alone could have lost the same thing twice.
func compareBodies(t *rapid.T, a, b *store.DB) {
	posts, err := a.PostsAfter(context.Background(), 0, 1000)
	if err != nil || len(posts) == 0 {
		t.Fatalf("%d posts to compare: %v", len(posts), err)
	}
	for _, want := range posts {
		got, err := b.PostBySlug(context.Background(), want.Locale, want.Kind, want.Slug)
		if err != nil {
			t.Fatal(err)
		}
		want.GroupID, want.SourceID, want.Revision, want.Words = got.GroupID, got.SourceID, got.Revision, got.Words
		if want.PublishedAt == nil {
			want.UTCOffset = got.UTCOffset
		}
		w, _ := json.Marshal(want)
		if g, _ := json.Marshal(got); string(w) != string(g) {
			t.Fatalf("a post arrived otherwise:\n%s\nwant:\n%s", g, w)
		}
	}
}

// A generator draws a site, in every status and with every hostile text that
// both databases can keep.
type generator struct {
	*rapid.T
	house
	slugs   map[string]bool
	groups  []content.GroupID
	locales []locale.Tag
	tags    map[locale.Tag][]content.TagID
	paths   int
}

func pick[T any](g *generator, name string, from ...T) T {
	return rapid.SampledFrom(from).Draw(g.T, name)
}

func (g *generator) chance(name string) bool { return rapid.Bool().Draw(g.T, name) }

// text draws what an author may write: nothing that CleanText refuses.
func (g *generator) text(name string) string {
	signs := []rune("ab Z19 -:#'\"\\[]{}&*!|>%@`,?~.=/\t\n\réñ日本ب\u00a0\u200d\u2028\ufeff—😀")
	s := rapid.OneOf(
		rapid.StringOf(rapid.SampledFrom(signs)),
		rapid.String(),
		rapid.SampledFrom([]string{
			"2019", "1.10", "null", "~", "yes", "12:30", "2024-02-30", "a: b", "- a", "# a", "---", "[x]", strings.Repeat("[", 70),
			strings.Repeat("- x", 80), "{{< x >}}", "{% raw %}", " padded ", "trailing  ", "\"quoted\"", "'", "\\", "!!str", "*a", "&a",
		}),
	).Draw(g.T, name)
	return strings.Map(func(r rune) rune {
		if !content.CleanText(string(r)) {
			return -1
		}
		return r
	}, s)
}

// line draws a title or name: nothing that CleanLine refuses.
func (g *generator) line(name string) string {
	return strings.Map(func(r rune) rune {
		if !content.CleanLine(string(r)) {
			return -1
		}
		return r
	}, g.text(name))
}

func (g *generator) body() string {
	return pick(g, "begins", "", "---\n", "---\ntitle: x\n---\n", "+++\n", "\n\n", "\ufeff", "{\n", "...\n", "  ", "\r\n") +
		strings.ReplaceAll(g.text("body"), "\n", pick(g, "line end", "\n", "\r\n", "\r", "  \n")) +
		pick(g, "ends", "", "\n", "\r\n", "  ", "\n\n\n", "\n---")
}

func (g *generator) slug(l locale.Tag, kind content.Kind) string {
	wanted := pick(g, "slug", "a", "pages", "drafts", "index", "2024", "a--b", "readme", "日本語", "introdução", strings.Repeat("語", 99), content.Slugify(g.text("slug")))
	for n := 1; ; n++ {
		slug := wanted
		if n > 1 {
			slug = fmt.Sprintf("%.30s-%d", strings.ToValidUTF8(wanted, ""), n)
			slug = content.Slugify(slug)
		}
		key := fmt.Sprint(l, kind, slug)
		if content.ValidSlug(slug) == nil && !g.slugs[key] {
			g.slugs[key] = true
			return slug
		}
		if slug == "" {
			wanted = "post"
		}
	}
}

func (g *generator) time(name string) time.Time {
	seconds := rapid.Int64Range(-2_000_000_000, storetest.Now.Unix()).Draw(g.T, name)
	return time.Unix(seconds, pick[int64](g, "fraction", 0, 0, 120_000_000, 123_456_000)).UTC()
}

func (g *generator) site(ctx context.Context, tx *store.Tx) error {
	g.locales = rapid.SliceOfNDistinct(rapid.SampledFrom([]locale.Tag{"en-US", "pt-BR", "ja", "ar", "zh-Hant", "de"}), 1, 4, rapid.ID).Draw(g.T, "locales")
	g.tags = map[locale.Tag][]content.TagID{}
	for i, l := range g.locales {
		err := tx.SaveLocale(ctx, site.Locale{Tag: l, Name: g.line("locale name"), Position: i, Enabled: i == 0 || g.chance("enabled"), Default: i == 0})
		if err != nil {
			return err
		}
		for _, word := range rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"texts", "words", "本"}), 0, 3, rapid.ID).Draw(g.T, "words") {
			if err := tx.SaveWord(ctx, site.Word{Locale: l, Section: site.Articles, Word: word}); err != nil {
				return err
			}
		}
	}
	for _, l := range append(g.locales, "") {
		if err := tx.SaveSetting(ctx, site.Value{Key: site.Tagline, Locale: l, Value: g.text("tagline")}); err != nil {
			return err
		}
	}
	for range rapid.IntRange(0, 3).Draw(g.T, "redirects") {
		r := content.Redirect{From: "/" + g.text("from"), To: pick(g, "to", "/en-us/x", "https://ex.test/a b", "/%20:splat"), Status: 301, Prefix: g.chance("prefix")}
		if r.Validate() != nil {
			continue
		}
		known, err := tx.Redirects(ctx)
		if err != nil {
			return err
		}
		if r.Chain(known) == nil {
			if err := tx.SaveRedirect(ctx, r); err != nil {
				return err
			}
		}
	}
	return g.terms(ctx, tx)
}

// terms draws tags, some of which are one term in several locales.
func (g *generator) terms(ctx context.Context, tx *store.Tx) error {
	for n := range rapid.IntRange(0, 3).Draw(g.T, "terms") {
		var term content.TermID
		for _, l := range g.locales {
			slug := fmt.Sprintf("%s-%d", pick(g, "tag slug", "go", "a--b", l.Path(), "語"), n)
			t, err := tx.AddTag(ctx, content.Tag{TermID: term, Locale: l, Slug: slug, Name: pick(g, "tag name", slug, "C, C++", "a b", g.line("tag name")) + "!"})
			if err != nil {
				return err
			}
			if g.chance("rename") {
				t.Slug += "-new"
				if err := tx.SaveTag(ctx, t); err != nil {
					return err
				}
			}
			g.tags[l] = append(g.tags[l], t.ID)
			if term = t.TermID; g.chance("apart") {
				term = 0
			}
		}
	}
	return nil
}

// extra draws keys that Verso has no use for.
func (g *generator) extra() string {
	var h frontmatter.Header
	for range rapid.IntRange(0, 4).Draw(g.T, "extra keys") {
		key := pick(g, "key", "mood", "Title", "aliases", "verso", " padded ", "<<", "a: b", "123", "", "cSpell:ignore", g.text("key"))
		if _, there := h.Lookup(key); there {
			continue
		}
		h = append(h, frontmatter.Field{Key: key, Value: pick[any](g, "value", nil, true, g.text("value"), frontmatter.Number("1.10"),
			frontmatter.Number("1e400"), frontmatter.Number("-0"), []any{}, []any{"a", []any{nil, g.text("item")}},
			frontmatter.Header{}, frontmatter.Header{{Key: "k", Value: g.text("nested")}, {Key: " odd", Value: false}})})
	}
	if len(h) == 0 {
		return ""
	}
	data, err := json.Marshal(h)
	if err != nil {
		g.Fatal(err)
	}
	return string(data)
}
