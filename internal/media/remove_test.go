package media_test

import (
	"errors"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/media"
	"verso/internal/store"
)

func TestAPictureThatTextsShowIsNotRemoved(t *testing.T) {
	atShelf(t, func(t *testing.T, s *shelf) {
		m := s.upload(ana, "a.png", drawing(t))
		p := s.show("pt-BR", "um", m)
		err := s.Remove(t.Context(), ana, m.ID)
		used, ok := errors.AsType[*media.InUse](err)
		if !ok || !errors.Is(err, errs.Conflict) || len(used.Posts) != 1 || used.Posts[0].ID != p.ID {
			t.Fatalf("%v, want the post that shows it", err)
		}
		if names := s.folder(); len(names) != 1 {
			t.Errorf("the folder holds %v", names)
		}
	})
}

func TestAPictureThatADraftRefersToIsNotRemoved(t *testing.T) {
	atShelf(t, func(t *testing.T, s *shelf) {
		m := s.upload(ana, "a.png", drawing(t))
		draft := store.Draft{UserID: bob.ID, Key: "new", Fields: content.Fields{Body: "![](/media/" + media.FileName(m) + ")"}, UpdatedAt: s.now}
		if err := s.db.Tx(t.Context(), func(tx *store.Tx) error { return tx.SaveDraft(t.Context(), draft) }); err != nil {
			t.Fatal(err)
		}
		err := s.Remove(t.Context(), ana, m.ID)
		if used, ok := errors.AsType[*media.InUse](err); !ok || used.Drafts != 1 {
			t.Fatalf("%v, want the draft counted", err)
		}
	})
}

func TestARemovedPictureIsGoneAndCanBePutBack(t *testing.T) {
	atShelf(t, func(t *testing.T, s *shelf) {
		m := s.upload(ana, "a.jpg", photo(t, 1000, 700))
		if err := s.Copy(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if err := s.Remove(t.Context(), ana, m.ID); err != nil {
			t.Fatal(err)
		}
		name := media.FileName(m)
		if names := s.folder(); len(names) != 1 || names[0] != name+".removed" {
			t.Errorf("the folder holds %v, want nothing that is served", names)
		}
		if _, err := s.db.MediaEntry(t.Context(), m.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("the library still shows it: %v", err)
		}
		if err := s.Restore(t.Context(), ana, m.ID); err != nil {
			t.Fatal(err)
		}
		if err := s.Copy(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		if got := s.entry(m.ID).Sizes; got != "jpg 480 960" {
			t.Errorf("sizes %q after it was put back", got)
		}
		if names := s.folder(); len(names) != 3 {
			t.Errorf("the folder holds %v, want the picture and two copies", names)
		}
	})
}

func TestARemovedPictureIsDeletedAfterADay(t *testing.T) {
	atShelf(t, func(t *testing.T, s *shelf) {
		m := s.upload(ana, "a.png", drawing(t))
		if err := s.Remove(t.Context(), ana, m.ID); err != nil {
			t.Fatal(err)
		}
		s.now = s.now.Add(23 * time.Hour)
		if err := s.Forget(t.Context()); err != nil || len(s.folder()) != 1 {
			t.Fatalf("after 23 hours the folder holds %v (%v)", s.folder(), err)
		}
		s.now = s.now.Add(2 * time.Hour)
		if err := s.Forget(t.Context()); err != nil || len(s.folder()) != 0 {
			t.Fatalf("after 25 hours the folder holds %v (%v)", s.folder(), err)
		}
		if err := s.Restore(t.Context(), ana, m.ID); !errors.Is(err, errs.NotFound) {
			t.Errorf("put back from nothing: %v", err)
		}
	})
}

func TestARemovedPictureThatIsBroughtAgainIsBack(t *testing.T) {
	atShelf(t, func(t *testing.T, s *shelf) {
		m := s.upload(ana, "a.png", drawing(t))
		if err := s.Remove(t.Context(), ana, m.ID); err != nil {
			t.Fatal(err)
		}
		again := s.upload(bob, "b.png", drawing(t))
		if again.ID != m.ID || again.UserID != ana.ID || again.Name != "a.png" {
			t.Errorf("%d of %d called %s, want the picture that was", again.ID, again.UserID, again.Name)
		}
		s.now = s.now.Add(48 * time.Hour)
		if err := s.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.files.Root().Stat(media.FileName(m)); err != nil {
			t.Error(err)
		}
	})
}

// Trust 2, the matrix: own and foreign pictures.
func TestWhoMayRemoveAPicture(t *testing.T) {
	for name, c := range map[string]struct {
		by      account.User
		allowed bool
	}{"nobody": {account.User{}, false}, "a reader": {reader, false}, "a translator": {tess, false},
		"another author": {bob, false}, "its author": {ana, true}, "an editor": {editor, true}} {
		t.Run(name, func(t *testing.T) {
			atShelf(t, func(t *testing.T, s *shelf) {
				m := s.upload(ana, "a.png", drawing(t))
				err := s.Remove(t.Context(), c.by, m.ID)
				if c.allowed && err != nil || !c.allowed && !errors.Is(err, errs.Forbidden) {
					t.Errorf("%v, allowed %t", err, c.allowed)
				}
				if _, err := s.files.Root().Stat(media.FileName(m)); (err == nil) == c.allowed {
					t.Errorf("the file: %v, allowed %t", err, c.allowed)
				}
			})
		})
	}
}

// Translators say what a picture shows in their locales, and in no other.
func TestWhoMayDescribeAPicture(t *testing.T) {
	english, portuguese := content.MediaText{Locale: "en-US", Alt: " A  boat "}, content.MediaText{Locale: "pt-BR", Alt: "Um barco", Caption: "No cais"}
	atShelf(t, func(t *testing.T, s *shelf) {
		m := s.upload(ana, "a.png", drawing(t))
		p := s.show("pt-BR", "um", m)
		for name, c := range map[string]struct {
			by    account.User
			texts []content.MediaText
			want  error
		}{
			"nobody":               {account.User{}, []content.MediaText{english}, errs.Forbidden},
			"another author":       {bob, []content.MediaText{english}, errs.Forbidden},
			"a translator, wrong":  {tess, []content.MediaText{portuguese, english}, errs.Forbidden},
			"an unknown language":  {ana, []content.MediaText{{Locale: "de", Alt: "Boot"}}, errs.NotFound},
			"turned letters":       {ana, []content.MediaText{{Locale: "en-US", Alt: "a\u202eb"}}, nil},
			"nothing that changes": {bob, []content.MediaText{{Locale: "en-US"}}, nil},
		} {
			err := s.Describe(t.Context(), c.by, m.ID, c.texts...)
			invalid, _ := errors.AsType[errs.Invalid](err)
			if c.want != nil && !errors.Is(err, c.want) || name == "turned letters" && invalid["alt-en-us"] != "TextInvalid" {
				t.Errorf("%s: %v", name, err)
			}
		}
		if texts, _ := s.db.MediaTexts(t.Context(), m.ID); len(texts) != 0 {
			t.Fatalf("a refused text was kept: %v", texts)
		}
		if err := s.Describe(t.Context(), ana, m.ID, english); err != nil {
			t.Fatal(err)
		}
		if err := s.Describe(t.Context(), tess, m.ID, portuguese, english); err != nil {
			t.Errorf("a translator who sends what stands there: %v", err)
		}
		files, err := s.db.MediaOf(t.Context(), p.ID)
		if got := files["/media/"+media.FileName(m)]; err != nil || got.Alt != "Um barco" || got.Caption != "No cais" {
			t.Errorf("the Portuguese text shows %q, %q (%v)", got.Alt, got.Caption, err)
		}
		if got := s.entry(m.ID).Described; len(got) != 2 {
			t.Errorf("described in %v", got)
		}
	})
}
