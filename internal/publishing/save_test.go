package publishing_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/publishing"
	"verso/internal/store"
)

func TestEveryFieldIsKept(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		at := d.clock.now.Add(-hours(48))
		want := content.Fields{
			Title: "Olá", Slug: "ola", Excerpt: "First lines.", Body: "# Text\n\nMore.\n", SEOTitle: "For machines",
			SEODescription: "What it is about.", Tags: []string{"Sea", "Wind"}, Cover: "cover.png", CoverAlt: "A boat",
			Author: "Ana B.", AuthorID: ana.ID, Translator: "Tess", CanonicalURL: "https://ex.test/ola", Link: "https://ex.test/", Icon: "i.svg",
			PublishedAt: &at, UTCOffset: -180,
		}
		p := d.write(ana, "pt-BR", "Draft")
		p = d.save(ana, p.ID, func(f *content.Fields) { *f = want })
		if diff := cmp.Diff(want, d.post(p.ID).Fields(d.tags(p.ID))); diff != "" {
			t.Errorf("what is kept (-want +got):\n%s", diff)
		}
		if p.Revision != 2 || p.EditorID != ana.ID || p.Words != 2 || !p.UpdatedAt.Equal(d.clock.now) {
			t.Errorf("revision %d by %d with %d words at %v; want 2 by Ana with 2 words, now", p.Revision, p.EditorID, p.Words, p.UpdatedAt)
		}
		again, err := d.Save(t.Context(), ana, d.edit(p.ID, func(f *content.Fields) { f.Body = strings.ReplaceAll(f.Body, "\n", "\r\n") }))
		if err != nil || again.Revision != 2 {
			t.Errorf("the same text once more: revision %d, %v; want no new one", again.Revision, err)
		}
	})
}

func TestASlugIsMadeOfTheTitleAndIsUniqueInItsLocale(t *testing.T) { // rule 29
	atDesk(t, func(t *testing.T, d desk) {
		for i, want := range []string{"olá-mundo", "olá-mundo-2", "olá-mundo-3"} {
			if p := d.write(ana, "pt-BR", "Olá, mundo!"); p.Slug != want {
				t.Errorf("post %d is at %q, want %q", i+1, p.Slug, want)
			}
		}
		if p := d.write(ana, "en-US", "Olá, mundo!"); p.Slug != "olá-mundo" {
			t.Errorf("in another locale at %q, want olá-mundo", p.Slug)
		}
		if p := d.write(ana, "en-US", "🎉"); p.Slug != "article" {
			t.Errorf("without a letter at %q, want article", p.Slug)
		}
		page := d.begin(editor, publishing.NewPost{Kind: content.Page, Locale: "pt-BR", Fields: content.Fields{Title: "Artigos"}})
		if page.Slug != "artigos-2" {
			t.Errorf("a page named as a section is at %q, want artigos-2", page.Slug)
		}
		long := d.write(ana, "en-US", strings.Repeat("ab", 70))
		if next := d.write(ana, "en-US", strings.Repeat("ab", 70)); next.Slug == long.Slug || content.ValidSlug(next.Slug) != nil {
			t.Errorf("a long title twice: %q and %q", long.Slug, next.Slug)
		}
	})
}

func TestASlugThatCannotBeIsRefusedWithASuggestion(t *testing.T) { // rule 29, trust T6, T33
	atDesk(t, func(t *testing.T, d desk) {
		d.write(ana, "en-US", "paypal")
		p := d.write(ana, "en-US", "Other")
		_, err := d.Save(t.Context(), ana, d.edit(p.ID, func(f *content.Fields) { f.Slug = "paypal" }))
		taken, ok := errors.AsType[*publishing.SlugTaken](err)
		if !ok || taken.Suggestion != "paypal-2" {
			t.Errorf("a taken slug: %v, want the suggestion paypal-2", err)
		}
		rejects(t, err, "slug", "PostSlugTaken")
		for slug, message := range map[string]string{
			`"><svg/onload=1>`: "PostSlugInvalid", "..": "PostSlugInvalid", ".": "PostSlugInvalid", "feed.xml": "PostSlugInvalid",
			"Upper": "PostSlugInvalid", "a b": "PostSlugInvalid", "e\u0301": "PostSlugInvalid",
			"pаypal": "PostSlugMixed",      // Cyrillic а
			"раураӏ": "PostSlugConfusable", // all Cyrillic
		} {
			_, err := d.Save(t.Context(), ana, d.edit(p.ID, func(f *content.Fields) { f.Slug = slug }))
			rejects(t, err, "slug", message)
		}
		page := d.begin(editor, publishing.NewPost{Kind: content.Page, Locale: "en-US", Fields: content.Fields{Title: "About"}})
		for _, slug := range []string{"admin", "en-us", "pt-br", "artigos", "page", "preview"} {
			_, err := d.Save(t.Context(), editor, d.edit(page.ID, func(f *content.Fields) { f.Slug = slug }))
			rejects(t, err, "slug", "PostSlugReserved")
		}
		if got := d.post(p.ID); got.Slug != "other" || got.Revision != 1 {
			t.Errorf("afterwards at %q, revision %d; want it unchanged", got.Slug, got.Revision)
		}
	})
}

func TestAnOldSlugIsKeptOnlyIfReadersEverHadIt(t *testing.T) { // rules 25 and 26
	atDesk(t, func(t *testing.T, d desk) {
		p := d.write(ana, "en-US", "First")
		rename := func(slug string) content.Post {
			return d.save(ana, p.ID, func(f *content.Fields) { f.Slug = slug })
		}
		past := func(slug string) int {
			rows, err := d.db.PastSlugs(t.Context(), "article", slug)
			if err != nil {
				t.Fatal(err)
			}
			return len(rows)
		}
		rename("second")
		if past("first") != 0 {
			t.Error("the address of a draft was remembered")
		}
		d.publish(p.ID)
		rename("third")
		if past("second") != 1 {
			t.Error("an address that readers had was forgotten")
		}
		rename("second")
		if past("second") != 0 || past("third") != 1 {
			t.Error("changed back, the address leads to itself")
		}
		if other := d.write(ana, "en-US", "Third"); other.Slug != "third-2" {
			t.Errorf("another post took the address that leads to the first: %q", other.Slug)
		}
	})
}

func TestInvalidFieldsAreNamedAndNothingIsKept(t *testing.T) { // trust T32, T34
	atDesk(t, func(t *testing.T, d desk) {
		p := d.write(ana, "en-US", "Good")
		const nul, turn, broken = "a\x00b", "abc\u202efdp.exe", "a\xffb"
		for field, bad := range map[string][]string{
			"title": {nul, turn, broken, ""}, "author": {nul, turn, broken}, "translator": {nul, turn, broken}, "seo_title": {nul, turn, broken},
			"body": {nul, broken}, "excerpt": {nul, broken}, "seo_description": {nul, broken}, "cover_alt": {nul, broken},
			"cover": {nul, broken}, "icon": {nul, broken},
			"canonical_url": {"javascript:1", "/a", "https://u@h/", "https://" + nul}, "link": {"javascript:1", broken},
		} {
			for _, value := range bad {
				_, err := d.Save(t.Context(), ana, d.edit(p.ID, func(f *content.Fields) { *f.Text(field) = value }))
				if refused, _ := errors.AsType[errs.Invalid](err); refused[field] == "" || len(refused) != 1 {
					t.Errorf("%s %q: %v, want that field refused", field, value, err)
				}
			}
		}
		for _, tags := range [][]string{{nul}, {turn}, {"!!!"}, {broken}} {
			_, err := d.Save(t.Context(), ana, d.edit(p.ID, func(f *content.Fields) { f.Tags = tags }))
			rejects(t, err, "tags", "PostTagInvalid")
		}
		kept := d.save(ana, p.ID, func(f *content.Fields) {
			f.Title, f.Tags = "می\u200cخواهم 👩\u200d👧", []string{"می\u200cخواهم"}
		})
		if kept.Revision != 2 || kept.Title != "می\u200cخواهم 👩\u200d👧" {
			t.Errorf("joiners that a script needs: revision %d, %q", kept.Revision, kept.Title)
		}
	})
}

// Trust R6: two editors.
func TestTheSecondToSaveIsToldAndBothTextsSurvive(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p := d.write(ana, "en-US", "Shared")
		p = d.save(ana, p.ID, func(f *content.Fields) { f.Body, f.Tags = "one two three four", []string{"Sea"} })
		a := d.edit(p.ID, func(f *content.Fields) { f.Body = "ONE two three four" })
		b := d.edit(p.ID, func(f *content.Fields) { f.Body, f.Title = "one two three FOUR", "Mine" })
		if _, err := d.Save(t.Context(), ana, a); err != nil {
			t.Fatal(err)
		}
		_, err := d.Save(t.Context(), editor, b)
		stale, ok := errors.AsType[*publishing.Stale](err)
		if !ok || !errors.Is(err, errs.Conflict) {
			t.Fatalf("the second: %v, want Stale", err)
		}
		if stale.Theirs.Body != a.Fields.Body || stale.Mine.Body != b.Fields.Body || stale.Base.Body != "one two three four" || stale.Current.Revision != 3 {
			t.Errorf("told of %q and %q from %q at revision %d", stale.Theirs.Body, stale.Mine.Body, stale.Base.Body, stale.Current.Revision)
		}
		kept, err := d.db.Draft(t.Context(), editor.ID, publishing.DraftKey(p.ID))
		if err != nil || kept.Fields.Body != b.Fields.Body || kept.BaseRevision != 2 {
			t.Errorf("the draft: %q from revision %d, %v; want what was typed", kept.Fields.Body, kept.BaseRevision, err)
		}
		both, clashes := stale.Merged()
		if both.Body != "ONE two three FOUR" || both.Title != "Mine" || len(clashes) != 0 {
			t.Errorf("merged: %q, %q, clashes %v", both.Title, both.Body, clashes)
		}
		out, err := d.Save(t.Context(), editor, publishing.Edit{Post: p.ID, Revision: stale.Current.Revision, Fields: both})
		if err != nil || out.Body != "ONE two three FOUR" {
			t.Errorf("the way out: %q, %v", out.Body, err)
		}
		if _, err := d.db.Draft(t.Context(), editor.ID, publishing.DraftKey(p.ID)); !errors.Is(err, errs.NotFound) {
			t.Errorf("the draft of what was saved: %v, want NotFound", err)
		}
	})
}

// Translation 2.12: a change that is no change of the text is in nobody's way.
func TestPublishingLinkingAndSavingTheSameAreNoConflict(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p, other := d.write(ana, "en-US", "One"), d.write(ana, "pt-BR", "Um")
		mine := d.edit(p.ID, func(f *content.Fields) { f.Body = "More." })
		mine.Fields.PublishedAt = nil
		d.publish(p.ID)
		if _, err := d.Link(t.Context(), editor, p.ID, other.ID); err != nil {
			t.Fatal(err)
		}
		// Publishing gave the post a date, which is one of its fields.
		saved, err := d.Save(t.Context(), ana, mine)
		if err != nil || saved.Body != "More." || saved.Status != content.Published {
			t.Errorf("an edit begun before it was published: %s %q, %v", saved.Status, saved.Body, err)
		}
		if again, err := d.Save(t.Context(), ana, mine); err != nil || again.Revision != saved.Revision {
			t.Errorf("the same request again: revision %d, %v; want %d and no conflict", again.Revision, err, saved.Revision)
		}
	})
}

// Trust R6: fifty savers, one winner for each version.
func TestOfManySaversOneWinsEachRevision(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p, other := d.write(ana, "en-US", "Busy"), d.write(ana, "pt-BR", "Outro")
		var won, lost, elsewhere atomic.Int64
		var group sync.WaitGroup
		var edits, apart []publishing.Edit
		for i := range 50 {
			edits = append(edits, d.edit(p.ID, func(f *content.Fields) { f.Body = fmt.Sprint("Text of saver ", i) }))
			apart = append(apart, d.edit(other.ID, func(f *content.Fields) { f.Body = "The same for all." }))
		}
		for i := range edits {
			group.Go(func() {
				_, err := d.Save(t.Context(), ana, edits[i])
				_, stale := errors.AsType[*publishing.Stale](err)
				switch {
				case err == nil:
					won.Add(1)
				case stale:
					lost.Add(1)
				default:
					t.Errorf("saver %d: %v", i, err)
				}
				if i%10 != 0 {
					return
				}
				if _, err := d.Save(t.Context(), ana, apart[i]); err != nil {
					t.Errorf("another language of it: %v", err)
				}
				elsewhere.Add(1)
			})
		}
		group.Wait()
		if won.Load() != 1 || lost.Load() != 49 || elsewhere.Load() != 5 {
			t.Errorf("%d won and %d were told, want 1 and 49", won.Load(), lost.Load())
		}
		lines, err := d.db.Revisions(t.Context(), p.ID, 0, 100)
		if err != nil || int64(len(lines)) != won.Load()+1 {
			t.Errorf("%d revisions, %v; want one for each that was saved", len(lines), err)
		}
	})
}

func TestTwoWhoWriteTheSameTitleAtOnceGetTwoAddresses(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				_, err := d.Create(t.Context(), ana, publishing.NewPost{Kind: content.Article, Locale: "en-US", Fields: content.Fields{Title: "Same"}})
				if err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
		page, err := d.db.Works(t.Context(), store.WorkQuery{Kind: content.Article, Limit: 10})
		if err != nil || page.Total != 4 {
			t.Errorf("%d works, %v; want 4", page.Total, err)
		}
	})
}
