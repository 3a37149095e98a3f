package publishing_test

import (
	"errors"
	"fmt"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/publishing"
	"verso/internal/store"
)

// Trust T2 and the matrix of section 2, at the services: who may do what to
// Ana's article in English and Portuguese.
func TestEveryActAsksWhetherThePersonMay(t *testing.T) {
	type try func(d desk, by account.User, en, pt content.PostID) error
	save := func(pick func(en, pt content.PostID) content.PostID, change func(f *content.Fields)) try {
		return func(d desk, by account.User, en, pt content.PostID) error {
			_, err := d.Save(d.t.Context(), by, d.edit(pick(en, pt), change))
			return err
		}
	}
	move := func(pick func(en, pt content.PostID) content.PostID, to content.Status) try {
		return func(d desk, by account.User, en, pt content.PostID) error {
			_, err := d.Move(d.t.Context(), by, publishing.Step{Status: to, At: d.clock.now.Add(hours(1))}, pick(en, pt))
			return err
		}
	}
	english := func(en, _ content.PostID) content.PostID { return en }
	portuguese := func(_, pt content.PostID) content.PostID { return pt }
	text := func(f *content.Fields) { f.Body += " More." }
	people := []account.User{{}, reader, tess, rita, bob, ana, editor}
	acts := map[string]struct {
		try     try
		allowed string // of nobody, reader, translator, reviewer, another author, the author, an editor
	}{
		"save the source":          {save(english, text), ".....ae"},
		"save the translation":     {save(portuguese, text), "..tr.ae"},
		"change its date":          {save(portuguese, func(f *content.Fields) { f.UTCOffset = 60 }), ".....ae"},
		"change its tags":          {save(portuguese, func(f *content.Fields) { f.Tags = []string{"x"} }), ".....ae"},
		"change its canonical":     {save(portuguese, func(f *content.Fields) { f.CanonicalURL = "https://ex.test/" }), ".....ae"},
		"change its byline":        {save(portuguese, func(f *content.Fields) { f.Author = "Me" }), ".....ae"},
		"give it away":             {save(portuguese, func(f *content.Fields) { f.AuthorID = 3 }), "......e"},
		"translate its slug":       {save(portuguese, func(f *content.Fields) { f.Slug += "-novo" }), "..tr.ae"},
		"publish the source":       {move(english, content.Published), ".....ae"},
		"publish the translation":  {move(portuguese, content.Published), "...r.ae"},
		"schedule the translation": {move(portuguese, content.Scheduled), "...r.ae"},
		"hand the translation in":  {move(portuguese, content.InReview), "..tr.ae"},
		"put it into the trash":    {move(portuguese, content.Trashed), ".....ae"},
		"archive it":               {move(portuguese, content.Archived), ".....ae"},
		"take it apart": {func(d desk, by account.User, _, pt content.PostID) error {
			_, err := d.Unlink(d.t.Context(), by, pt)
			return err
		}, ".....ae"},
		"say it is Japanese": {func(d desk, by account.User, _, pt content.PostID) error {
			_, err := d.ChangeLocale(d.t.Context(), by, pt, "ja")
			return err
		}, ".....ae"},
		"share the translation": {func(d desk, by account.User, _, pt content.PostID) error {
			_, err := d.Share(d.t.Context(), by, pt, hours(2))
			return err
		}, "..tr.ae"},
		"restore the translation": {func(d desk, by account.User, _, pt content.PostID) error {
			_, err := d.RestoreRevision(d.t.Context(), by, pt, 1, 1)
			return err
		}, "..tr.ae"},
		"begin it in Japanese": {func(d desk, by account.User, en, _ content.PostID) error {
			_, err := d.Create(d.t.Context(), by, publishing.NewPost{Locale: "ja", From: en})
			return err
		}, ".....ae"},
		"begin a work": {func(d desk, by account.User, _, _ content.PostID) error {
			_, err := d.Create(d.t.Context(), by, publishing.NewPost{Kind: content.Article, Locale: "pt-BR", Fields: content.Fields{Title: "x"}})
			return err
		}, "....bae"},
		"draft the translation": {func(d desk, by account.User, _, pt content.PostID) error {
			return d.SaveDraft(d.t.Context(), by, store.Draft{Key: publishing.DraftKey(pt)})
		}, "..tr.ae"},
		"change a setting": {func(d desk, by account.User, _, _ content.PostID) error {
			return d.SetSetting(d.t.Context(), by, "site_name", "", "x")
		}, "......."},
		"add a locale": {func(d desk, by account.User, _, _ content.PostID) error { return d.AddLocale(d.t.Context(), by, "de") }, "......."},
	}
	atDesk(t, func(t *testing.T, d desk) {
		for name, c := range acts {
			for i, by := range people {
				en := d.write(ana, "en-US", fmt.Sprint("English ", i))
				pt := d.begin(ana, publishing.NewPost{Locale: "pt-BR", From: en.ID})
				err := c.try(d, by, en.ID, pt.ID)
				if c.allowed[i] != '.' {
					if err != nil {
						t.Errorf("%s, person %d (%s): %v, want it done", name, i, by.Role, err)
					}
					continue
				}
				if !errors.Is(err, errs.Forbidden) {
					t.Errorf("%s, person %d (%s): %v, want Forbidden", name, i, by.Role, err)
				}
				if d.post(en.ID).Revision != 1 || d.post(pt.ID).Revision != 1 {
					t.Errorf("%s, person %d (%s) was refused and changed a post", name, i, by.Role)
				}
			}
		}
	})
}

// A translator begins the language they hold, and no other.
func TestATranslatorBeginsTheirOwnLanguageAlone(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		en := d.write(ana, "en-US", "Sea")
		if _, err := d.Create(t.Context(), tess, publishing.NewPost{Locale: "ja", From: en.ID}); !errors.Is(err, errs.Forbidden) {
			t.Errorf("in Japanese: %v, want Forbidden", err)
		}
		pt := d.begin(tess, publishing.NewPost{Locale: "pt-BR", From: en.ID})
		if pt.AuthorID != tess.ID || pt.Status != content.Draft {
			t.Errorf("in Portuguese: %s by %d", pt.Status, pt.AuthorID)
		}
		d.save(ana, pt.ID, func(f *content.Fields) { f.Title = "Mar" }) // the work is Ana's in every language
		lake := d.write(ana, "en-US", "Lake")
		at := d.clock.now
		for name, f := range map[string]content.Fields{
			"tags": {Title: "Lago", Tags: []string{"x"}}, "a date": {Title: "Lago", PublishedAt: &at}, "another's name": {Title: "Lago", Author: "Ana"},
			"an address elsewhere": {Title: "Lago", CanonicalURL: "https://ex.test/"}, "an owner": {Title: "Lago", AuthorID: ana.ID},
		} {
			_, err := d.Create(t.Context(), tess, publishing.NewPost{Locale: "pt-BR", Group: lake.GroupID, Fields: f})
			if !errors.Is(err, errs.Forbidden) {
				t.Errorf("with %s: %v, want Forbidden", name, err)
			}
		}
		_, err := d.Create(t.Context(), ana, publishing.NewPost{Kind: content.Article, Locale: "ja", Fields: content.Fields{Title: "x", AuthorID: bob.ID}})
		if !errors.Is(err, errs.Forbidden) {
			t.Errorf("an author in another's name: %v, want Forbidden", err)
		}
	})
}
