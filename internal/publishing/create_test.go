package publishing_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestAnotherLanguageStartsEmptyOrFromACopy(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		en := d.write(ana, "en-US", "Sea")
		at := d.clock.now.Add(-hours(9))
		d.save(ana, en.ID, func(f *content.Fields) {
			f.Body, f.Tags, f.Cover, f.CanonicalURL, f.PublishedAt = "![A boat](boat.png)", []string{"Water", "Wind"}, "c.png", "https://ex.test/", &at
		})
		var picture content.Media
		storetest.Do(t, d.db, func(ctx context.Context, tx *store.Tx) (err error) {
			if picture, err = tx.AddMedia(ctx, content.Media{Hash: "0a", Name: "boat.png", Type: "image/png"}, d.clock.now); err != nil {
				return err
			}
			if err := tx.SavePostMedia(ctx, en.ID, map[string]content.MediaID{"boat.png": picture.ID}); err != nil {
				return err
			}
			water, err := tx.TagBySlug(ctx, "en-US", "water")
			if err != nil {
				return err
			}
			_, err = tx.AddTag(ctx, content.Tag{TermID: water.TermID, Locale: "pt-BR", Slug: "água", Name: "Água"})
			return err
		})
		pt := d.begin(ana, publishing.NewPost{Locale: "pt-BR", From: en.ID})
		if pt.GroupID != en.GroupID || pt.Title != "Sea" || pt.Body != "![A boat](boat.png)" || pt.Cover != "c.png" || *pt.SourceID != en.ID {
			t.Errorf("the copy has title %q, text %q, cover %q in group %d", pt.Title, pt.Body, pt.Cover, pt.GroupID)
		}
		if pt.Status != content.Draft || pt.PublishedAt != nil || pt.CanonicalURL != "" || !slices.Equal(d.tags(pt.ID), []string{"Água"}) {
			t.Errorf("the copy is %s of %v, canonical %q, with tags %v", pt.Status, pt.PublishedAt, pt.CanonicalURL, d.tags(pt.ID))
		}
		if files, err := d.db.MediaOf(t.Context(), pt.ID); err != nil || files["boat.png"].ID != picture.ID {
			t.Errorf("its pictures: %v, %v; want the boat", files, err)
		}
		ja := d.begin(ana, publishing.NewPost{Locale: "ja", Group: en.GroupID, Fields: content.Fields{Title: "海"}})
		if ja.GroupID != en.GroupID || ja.Body != "" || ja.SourceID != nil || ja.Slug != "海" {
			t.Errorf("the empty one: group %d, text %q, at %q", ja.GroupID, ja.Body, ja.Slug)
		}
		_, err := d.Create(t.Context(), ana, publishing.NewPost{Locale: "ja", From: en.ID})
		if same, ok := errors.AsType[*publishing.SameLocale](err); !ok || same.B.ID != ja.ID {
			t.Errorf("a language it has: %v, want SameLocale", err)
		}
	})
}

func TestWhatCannotBeBegunIsRefused(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		for name, c := range map[string]struct {
			n              publishing.NewPost
			field, message string
		}{
			"no title":          {publishing.NewPost{Kind: content.Article, Locale: "ja"}, "title", "PostTitleRequired"},
			"an unknown locale": {publishing.NewPost{Kind: content.Article, Locale: "ko"}, "locale", "PostLocaleUnknown"},
			"no locale":         {publishing.NewPost{Kind: content.Article}, "locale", "PostLocaleUnknown"},
			"an unknown kind":   {publishing.NewPost{Kind: "poem", Locale: "ja"}, "kind", "PostKindUnknown"},
		} {
			_, err := d.Create(t.Context(), ana, c.n)
			if bad, _ := errors.AsType[errs.Invalid](err); bad[c.field] != c.message {
				t.Errorf("%s: %v, want %s", name, err, c.message)
			}
		}
		_, err := d.Create(t.Context(), ana, publishing.NewPost{Locale: "ja", Group: 99, Fields: content.Fields{Title: "x"}})
		if !errors.Is(err, errs.NotFound) {
			t.Errorf("of a work that is none: %v, want NotFound", err)
		}
	})
}

func TestUploadedPicturesAreKnownToTheText(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		const hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
		storetest.Do(t, d.db, func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.AddMedia(ctx, content.Media{Hash: hash, Name: "a.png", Type: "image/png", Width: 3, Height: 2}, d.clock.now)
			return err
		})
		ref := "/media/" + hash + ".png"
		p := d.write(ana, "en-US", "Picture")
		d.save(ana, p.ID, func(f *content.Fields) { f.Body = "![x](" + ref + ")" })
		files, err := d.db.MediaOf(t.Context(), p.ID)
		if err != nil || files[ref].Width != 3 {
			t.Errorf("in the text: %v, %v; want the picture with its size", files, err)
		}
		d.save(ana, p.ID, func(f *content.Fields) { f.Body, f.Cover = "None.", ref })
		if files, err = d.db.MediaOf(t.Context(), p.ID); err != nil || len(files) != 1 {
			t.Errorf("as the cover: %v, %v; want it known", files, err)
		}
		d.save(ana, p.ID, func(f *content.Fields) { f.Cover = "" })
		if files, err = d.db.MediaOf(t.Context(), p.ID); err != nil || len(files) != 0 {
			t.Errorf("nowhere: %v, %v; want none", files, err)
		}
	})
}

func TestPagesAndProjectsBeginBehindTheOthers(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		for i := range 3 {
			p := d.begin(editor, publishing.NewPost{Kind: content.Page, Locale: "en-US", Fields: content.Fields{Title: "Page"}})
			if g, err := d.db.Group(t.Context(), p.GroupID); err != nil || g.Position != i+1 {
				t.Errorf("page %d has place %d, %v", i+1, g.Position, err)
			}
		}
	})
}
