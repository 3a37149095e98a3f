package publishing_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestARevisionIsRestoredWithEveryField(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p := d.write(ana, "en-US", "First")
		at := d.clock.now.Add(-hours(1))
		rich := d.save(ana, p.ID, func(f *content.Fields) {
			f.Excerpt, f.Tags, f.Cover, f.SEOTitle, f.Link, f.PublishedAt = "Lines.", []string{"Sea", "Wind"}, "c.png", "S", "https://ex.test/", &at
		})
		want := rich.Fields(d.tags(p.ID))
		d.publish(p.ID)
		d.save(editor, p.ID, func(f *content.Fields) {
			*f = content.Fields{Title: "Poor", Slug: "poor", Tags: []string{"Other"}, PublishedAt: f.PublishedAt}
		})
		now := d.post(p.ID)
		got, err := d.RestoreRevision(t.Context(), ana, p.ID, rich.Revision, now.Revision)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Fields(d.tags(p.ID))); diff != "" {
			t.Errorf("restored (-want +got):\n%s", diff)
		}
		if got.Status != content.Published || got.Revision != now.Revision+1 || got.EditorID != ana.ID {
			t.Errorf("%s, revision %d by %d; want it published still, as a new revision by Ana", got.Status, got.Revision, got.EditorID)
		}
		lines, err := d.db.Revisions(t.Context(), p.ID, 0, 2)
		if err != nil || len(lines) != 2 || lines[0].Number != got.Revision || lines[0].By != ana.ID || lines[1].By != editor.ID {
			t.Errorf("the newest two: %v, %v", lines, err)
		}
		if older, err := d.db.Revisions(t.Context(), p.ID, lines[1].Number, 9); err != nil || len(older) != 3 {
			t.Errorf("the older ones: %v, %v; want three", older, err)
		}
		_, err = d.RestoreRevision(t.Context(), bob, p.ID, 1, got.Revision)
		if !errors.Is(err, errs.Forbidden) {
			t.Errorf("by somebody else: %v, want Forbidden", err)
		}
		if _, err = d.RestoreRevision(t.Context(), ana, p.ID, 1, now.Revision); !errors.Is(err, errs.Conflict) {
			t.Errorf("when somebody saved since: %v, want Conflict", err)
		}
	})
}

// Trust T2: a number of another post's revision is no number of this one's.
func TestRevisionsAreThoseOfTheirPost(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		a, b := d.write(ana, "en-US", "A"), d.write(bob, "en-US", "B")
		for range 3 {
			d.save(ana, a.ID, func(f *content.Fields) { f.Body += "More." })
		}
		if _, err := d.db.Revision(t.Context(), b.ID, 3); !errors.Is(err, errs.NotFound) {
			t.Errorf("A's revision under B: %v, want NotFound", err)
		}
		if _, err := d.RestoreRevision(t.Context(), bob, b.ID, 3, 1); !errors.Is(err, errs.NotFound) {
			t.Errorf("restored under B: %v, want NotFound", err)
		}
	})
}

func TestAnImportedPostLosesNothingWhenAnOlderRevisionIsRestored(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p := storetest.Work(t, d.db, content.Post{Locale: "en-US", Slug: "old", Body: "Line.\r\nLine.", Cover: "c.png", AuthorID: ana.ID})[0]
		d.save(ana, p.ID, func(f *content.Fields) { f.Cover, f.Body = "", "New." })
		got, err := d.RestoreRevision(t.Context(), ana, p.ID, 1, 2)
		if err != nil || got.Cover != "c.png" || got.Body != "Line.\nLine." {
			t.Errorf("restored: cover %q, text %q, %v", got.Cover, got.Body, err)
		}
	})
}

// Translation 2.12: a draft is kept for each person, and is no change.
func TestDraftsAreTheirWriters(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p := d.write(ana, "en-US", "A")
		at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
		typed := content.Fields{Title: "Typing", Body: "a\x00b \u202e", Tags: []string{"x"}, PublishedAt: &at}
		keep := func(key, title string) {
			typed.Title = title
			if err := d.SaveDraft(t.Context(), ana, store.Draft{UserID: bob.ID, Key: key, BaseRevision: 1, Fields: typed}); err != nil {
				t.Fatal(err)
			}
			d.clock.now = d.clock.now.Add(time.Second)
		}
		keep(publishing.DraftKey(p.ID), "One")
		keep("new:abc", "Two")
		keep(publishing.DraftKey(p.ID), "Three")
		drafts, err := d.db.Drafts(t.Context(), ana.ID)
		if err != nil || len(drafts) != 2 || drafts[0].Fields.Title != "Three" || drafts[1].Key != "new:abc" {
			t.Fatalf("drafts: %v, %v; want the last changed first", drafts, err)
		}
		typed.Title = "Three"
		if diff := cmp.Diff(typed, drafts[0].Fields); diff != "" {
			t.Errorf("a draft keeps whatever was typed (-want +got):\n%s", diff)
		}
		if others, err := d.db.Drafts(t.Context(), bob.ID); len(others) != 0 || err != nil {
			t.Errorf("another person has %d of them, %v", len(others), err)
		}
		if err := d.DiscardDraft(t.Context(), bob, "new:abc"); err != nil {
			t.Error(err)
		}
		n := publishing.NewPost{Kind: content.Article, Locale: "en-US", Fields: content.Fields{Title: "Two"}, Draft: "new:abc"}
		if d.begin(ana, n); len(mustDrafts(t, d)) != 1 {
			t.Error("the draft of a post that was begun stayed, or was another's to discard")
		}
		if err := d.DiscardDraft(t.Context(), ana, publishing.DraftKey(p.ID)); err != nil || len(mustDrafts(t, d)) != 0 {
			t.Errorf("discarded: %v", err)
		}
		for name, err := range map[string]error{
			"of another's post": d.SaveDraft(t.Context(), bob, store.Draft{Key: publishing.DraftKey(p.ID)}),
			"of a reader":       d.SaveDraft(t.Context(), reader, store.Draft{Key: "new:x"}),
		} {
			if !errors.Is(err, errs.Forbidden) {
				t.Errorf("%s: %v, want Forbidden", name, err)
			}
		}
		rejects(t, d.SaveDraft(t.Context(), ana, store.Draft{Key: ""}), "key", "TextInvalid")
		rejects(t, d.SaveDraft(t.Context(), ana, store.Draft{Key: "new:x", Fields: content.Fields{Body: strings.Repeat("x", 2<<20)}}), "body", "PostBodyTooLong")
	})
}

func mustDrafts(t *testing.T, d desk) []store.Draft {
	t.Helper()
	drafts, err := d.db.Drafts(t.Context(), ana.ID)
	if err != nil {
		t.Fatal(err)
	}
	return drafts
}

// Rule 63.
func TestAPreviewLinkOpensItsPostUntilItExpiresOrIsRevoked(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		a, b := d.write(ana, "en-US", "A"), d.write(ana, "en-US", "B")
		share := func(id content.PostID) (store.PreviewLink, string) {
			link, err := d.Share(t.Context(), ana, id, hours(24))
			if err != nil {
				t.Fatal(err)
			}
			return link, publishing.PreviewToken(link)
		}
		link, token := share(a.ID)
		other, otherToken := share(b.ID)
		if err := d.OpenPreview(t.Context(), a.ID, token); err != nil {
			t.Errorf("its own token: %v", err)
		}
		signed := token[strings.IndexByte(token, '.'):]
		for name, bad := range map[string]string{
			"another post's": otherToken, "none": "", "unsigned": "1.", "a number": "1", "another number": "2" + signed,
			"longer": token + "x", "shorter": token[:len(token)-1], "of no link": "99" + signed, "no number": "x" + signed,
		} {
			if err := d.OpenPreview(t.Context(), a.ID, bad); !errors.Is(err, errs.NotFound) {
				t.Errorf("%s: %v, want NotFound", name, err)
			}
		}
		if links, err := d.db.PreviewLinks(t.Context(), a.ID, d.clock.now); err != nil || !slices.EqualFunc(links, []store.PreviewLink{link}, func(x, y store.PreviewLink) bool { return publishing.PreviewToken(x) == publishing.PreviewToken(y) }) {
			t.Errorf("links in force: %v, %v", links, err)
		}
		if err := d.Unshare(t.Context(), bob, link.ID); !errors.Is(err, errs.Forbidden) {
			t.Errorf("revoked by somebody else: %v, want Forbidden", err)
		}
		if err := d.Unshare(t.Context(), editor, link.ID); err != nil {
			t.Fatal(err)
		}
		if err := d.OpenPreview(t.Context(), a.ID, token); !errors.Is(err, errs.NotFound) {
			t.Errorf("revoked: %v, want NotFound", err)
		}
		d.clock.now = other.ExpiresAt.Add(-time.Second)
		if err := d.OpenPreview(t.Context(), b.ID, otherToken); err != nil {
			t.Errorf("a second before it expires: %v", err)
		}
		d.clock.now = other.ExpiresAt
		if err := d.OpenPreview(t.Context(), b.ID, otherToken); !errors.Is(err, errs.NotFound) {
			t.Errorf("expired: %v, want NotFound", err)
		}
		for _, lasts := range []int{0, 91 * 24} {
			_, err := d.Share(t.Context(), ana, a.ID, hours(lasts))
			rejects(t, err, "lasts", "PreviewTooLong")
		}
	})
}
