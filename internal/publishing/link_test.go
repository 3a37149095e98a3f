package publishing_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// variants returns the locales of a post's work, in order.
func (d desk) variants(id content.PostID) []locale.Tag {
	d.t.Helper()
	posts, err := d.db.Variants(d.t.Context(), d.post(id).GroupID)
	if err != nil {
		d.t.Fatal(err)
	}
	var all []locale.Tag
	for _, p := range posts {
		all = append(all, p.Locale)
	}
	slices.Sort(all)
	return all
}

func (d desk) link(a, b content.PostID) store.Act {
	d.t.Helper()
	act, err := d.Link(d.t.Context(), editor, a, b)
	if err != nil {
		d.t.Fatal(err)
	}
	return act
}

func TestLinkMakesTwoWorksOneAndUndoTakesThemApart(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		en := d.write(ana, "en-US", "Sea")
		pt, ja := d.write(ana, "pt-BR", "Mar"), d.write(ana, "ja", "海")
		d.link(pt.ID, ja.ID)
		revision := d.post(pt.ID).Revision
		if err := d.db.Tx(t.Context(), func(tx *store.Tx) error {
			return tx.AddMissingRead(t.Context(), store.MissingRead{GroupID: d.post(pt.ID).GroupID, Locale: "de", Readers: 4})
		}); err != nil {
			t.Fatal(err)
		}
		act := d.link(ja.ID, en.ID)
		if got := d.variants(en.ID); !slices.Equal(got, []locale.Tag{"en-US", "ja", "pt-BR"}) {
			t.Errorf("linked: %v, want all three", got)
		}
		if d.post(en.ID).GroupID != en.GroupID || d.post(pt.ID).Revision != revision {
			t.Error("the older work did not stay, or a link made a revision")
		}
		if wanted, err := d.db.MissingReads(t.Context(), 9); err != nil || len(wanted) != 1 || wanted[0].GroupID != en.GroupID || wanted[0].Readers != 4 {
			t.Errorf("readers who wanted it in German: %v, %v; want them at the work that stays", wanted, err)
		}
		if again := d.link(en.ID, ja.ID); again.ID != 0 {
			t.Error("what is linked was linked once more")
		}
		d.undo(editor, act)
		if a, b := d.variants(en.ID), d.variants(ja.ID); len(a) != 1 || !slices.Equal(b, []locale.Tag{"ja", "pt-BR"}) {
			t.Errorf("undone: %v and %v", a, b)
		}
	})
}

func TestLinkNamesTheTwoPostsOfOneLocale(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		a, b := d.write(ana, "en-US", "Sea"), d.write(ana, "en-US", "Lake")
		_, err := d.Link(t.Context(), editor, a.ID, b.ID)
		same, ok := errors.AsType[*publishing.SameLocale](err)
		if !ok || !errors.Is(err, errs.Conflict) || same.A.Title != "Sea" || same.B.Title != "Lake" {
			t.Errorf("two English posts: %v, want both named", err)
		}
		page := d.begin(editor, publishing.NewPost{Kind: content.Page, Locale: "pt-BR", Fields: content.Fields{Title: "Sobre"}})
		_, err = d.Link(t.Context(), editor, a.ID, page.ID)
		rejects(t, err, "post", "LinkKindsDiffer")
		if _, err := d.Link(t.Context(), editor, a.ID, 999); !errors.Is(err, errs.NotFound) {
			t.Errorf("a post that is none: %v, want NotFound", err)
		}
	})
}

func TestUnlinkMakesAWorkOfItsOwnAndUndoPutsItBack(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		en := d.write(ana, "en-US", "Sea")
		d.save(ana, en.ID, func(f *content.Fields) { f.Tags = []string{"Water"} })
		pt := d.begin(ana, publishing.NewPost{Locale: "pt-BR", From: en.ID})
		storetest.Do(t, d.db, func(ctx context.Context, tx *store.Tx) error {
			g, err := tx.Group(ctx, en.GroupID)
			if err != nil {
				return err
			}
			g.SourceID = &en.ID
			return tx.SaveGroup(ctx, g)
		})
		act, err := d.Unlink(t.Context(), editor, en.ID)
		if err != nil {
			t.Fatal(err)
		}
		alone := d.post(en.ID)
		if alone.GroupID == en.GroupID || !slices.Equal(d.tags(en.ID), []string{"Water"}) || d.post(pt.ID).SourceID != nil {
			t.Errorf("alone in group %d with tags %v; the other's source is %v", alone.GroupID, d.tags(en.ID), d.post(pt.ID).SourceID)
		}
		if again, err := d.Unlink(t.Context(), editor, en.ID); err != nil || again.ID != 0 {
			t.Errorf("a post that is alone: act %d, %v; want nothing", again.ID, err)
		}
		d.undo(editor, act)
		g, err := d.db.Group(t.Context(), en.GroupID)
		if err != nil || d.post(en.ID).GroupID != en.GroupID || *d.post(pt.ID).SourceID != en.ID || g.SourceID == nil || *g.SourceID != en.ID {
			t.Errorf("undone: group %d, source %v, %v", d.post(en.ID).GroupID, g.SourceID, err)
		}
		if _, err := d.db.Group(t.Context(), alone.GroupID); !errors.Is(err, errs.NotFound) {
			t.Errorf("the work it had for a while: %v, want NotFound", err)
		}
		act, err = d.Unlink(t.Context(), editor, pt.ID)
		if err != nil {
			t.Fatal(err)
		}
		d.begin(ana, publishing.NewPost{Locale: "pt-BR", Group: en.GroupID, Fields: content.Fields{Title: "Another"}})
		if err := d.Undo(t.Context(), editor, act.ID); !errors.Is(err, publishing.ErrMovedOn) {
			t.Errorf("its place was taken: %v, want ErrMovedOn", err)
		}
	})
}

func TestALocaleIsChangedWithAddressAndTags(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p, taken := d.write(ana, "en-US", "Mar"), d.write(ana, "pt-BR", "Mar")
		d.save(ana, p.ID, func(f *content.Fields) { f.Tags = []string{"Sea", "Calm"} })
		other := d.write(ana, "pt-BR", "Vento")
		d.save(ana, other.ID, func(f *content.Fields) { f.Tags = []string{"Oceano"} })
		storetest.Do(t, d.db, func(ctx context.Context, tx *store.Tx) error { // "Oceano" is "Sea"
			sea, err := tx.TagBySlug(ctx, "en-US", "sea")
			if err != nil {
				return err
			}
			oceano, err := tx.TagBySlug(ctx, "pt-BR", "oceano")
			if err != nil {
				return err
			}
			oceano.TermID = sea.TermID
			return tx.SaveTag(ctx, oceano)
		})
		d.publish(p.ID)
		act, err := d.ChangeLocale(t.Context(), editor, p.ID, "pt-BR")
		if err != nil {
			t.Fatal(err)
		}
		got := d.post(p.ID)
		if got.Locale != "pt-BR" || got.Slug != "mar-2" || !slices.Equal(d.tags(p.ID), []string{"Oceano", "Calm"}) {
			t.Errorf("in %s at %q with %v; want pt-BR, mar-2, its tags by their terms", got.Locale, got.Slug, d.tags(p.ID))
		}
		if past, err := d.db.PastSlugs(t.Context(), "article", "mar"); err != nil || len(past) != 1 || past[0].Locale != "en-US" {
			t.Errorf("the old address: %v, %v; want it to lead to the post", past, err)
		}
		if tag, err := d.db.TagBySlug(t.Context(), "pt-BR", "oceano"); err != nil || tag.Posts != 1 {
			t.Errorf("the tag counts %d articles, %v; want 1", tag.Posts, err)
		}
		d.undo(editor, act)
		back := d.post(p.ID)
		if back.Locale != "en-US" || back.Slug != "mar" || !slices.Equal(d.tags(p.ID), []string{"Sea", "Calm"}) {
			t.Errorf("undone: in %s at %q with %v", back.Locale, back.Slug, d.tags(p.ID))
		}
		for _, name := range []string{"oceano", "calm"} {
			if tag, err := d.db.TagBySlug(t.Context(), "pt-BR", name); err != nil || tag.Posts != 0 {
				t.Errorf("tag %s counts %d articles after undoing, %v; want none", name, tag.Posts, err)
			}
		}
		d.link(p.ID, taken.ID)
		_, err = d.ChangeLocale(t.Context(), editor, p.ID, "pt-BR")
		if _, ok := errors.AsType[*publishing.SameLocale](err); !ok {
			t.Errorf("a locale that the work has: %v, want SameLocale", err)
		}
		_, err = d.ChangeLocale(t.Context(), editor, p.ID, "ko")
		rejects(t, err, "locale", "PostLocaleUnknown")
	})
}

func TestNearPairsAreAcceptedDismissedAndOfferedAgain(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		a, b := d.write(ana, "en-US", "Sea"), d.write(ana, "pt-BR", "Mar")
		c := d.write(ana, "en-US", "Lake")
		pair := store.Pair(b.ID, a.ID)
		offer := func() {
			storetest.Do(t, d.db, func(ctx context.Context, tx *store.Tx) error {
				if err := tx.AddNearPair(ctx, store.Pair(a.ID, c.ID), d.clock.now); err != nil { // two English posts: nothing to offer
					return err
				}
				return tx.AddNearPair(ctx, pair, d.clock.now)
			})
		}
		pairs := func() []store.NearPair {
			found, err := d.db.NearPairs(t.Context(), 9, 0)
			n, counted := d.db.CountNearPairs(t.Context())
			if err != nil || counted != nil || n != len(found) {
				t.Fatalf("%d pairs, counted %d, %v, %v", len(found), n, err, counted)
			}
			return found
		}
		offer()
		if diff := cmp.Diff([]store.NearPair{pair}, pairs()); diff != "" {
			t.Errorf("pairs (-want +got):\n%s", diff)
		}
		act, err := d.DismissPair(t.Context(), editor, pair)
		if err != nil {
			t.Fatal(err)
		}
		offer() // as the next import does
		if got := pairs(); len(got) != 0 {
			t.Errorf("dismissed: %v, want none", got)
		}
		if _, err := d.AcceptPair(t.Context(), editor, pair); !errors.Is(err, errs.NotFound) {
			t.Errorf("accepted what was dismissed: %v, want NotFound", err)
		}
		d.undo(editor, act)
		if _, err := d.AcceptPair(t.Context(), bob, pair); !errors.Is(err, errs.Forbidden) {
			t.Errorf("accepted by somebody else: %v, want Forbidden", err)
		}
		act, err = d.AcceptPair(t.Context(), editor, pair)
		if err != nil || len(d.variants(a.ID)) != 2 || len(pairs()) != 0 {
			t.Errorf("accepted: %v, %v", d.variants(a.ID), err)
		}
		d.undo(editor, act)
		if len(d.variants(a.ID)) != 1 || len(pairs()) != 1 {
			t.Errorf("undone: %v and %d pairs, want one of each", d.variants(a.ID), len(pairs()))
		}
	})
}
