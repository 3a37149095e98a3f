package publishing_test

import (
	"errors"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/publishing"
	"verso/internal/store"
)

// term returns the term that a locale's tag of a slug is of.
func (d desk) term(l, slug string) store.Term {
	d.t.Helper()
	t, err := d.db.TagBySlug(d.t.Context(), locales(l), slug)
	if err != nil {
		d.t.Fatal(err)
	}
	term, err := d.db.Term(d.t.Context(), t.TermID)
	if err != nil {
		d.t.Fatal(err)
	}
	return term
}

// tagged writes and publishes an article with tags.
func (d desk) tagged(l string, title string, tags ...string) content.Post {
	d.t.Helper()
	p := d.begin(ana, publishing.NewPost{Kind: content.Article, Locale: locales(l), Fields: content.Fields{Title: title, Body: "Text.", Tags: tags}})
	d.publish(p.ID)
	return p
}

func (d desk) saveTerm(id content.TermID, names ...publishing.TagName) content.TermID {
	d.t.Helper()
	id, err := d.SaveTerm(d.t.Context(), editor, id, names...)
	if err != nil {
		d.t.Fatal(err)
	}
	return id
}

// Rule 25, for tags.
func TestARenamedTagKeepsItsOldAddress(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		d.tagged("en-US", "One", "Golang")
		before := d.term("en-US", "golang")
		d.saveTerm(before.ID, publishing.TagName{Locale: "en-US", Name: "Go"}, publishing.TagName{Locale: "pt-BR", Name: "Linguagem Go"})
		after := d.term("en-US", "go")
		if after.ID != before.ID || after.In("pt-BR").Slug != "linguagem-go" || after.In("en-US").Posts != 1 {
			t.Errorf("%+v, want the same term under two names", after)
		}
		past, err := d.db.TagsByPastSlug(t.Context(), "golang")
		if err != nil || len(past) != 1 || past[0].ID != before.Tags[0].ID {
			t.Errorf("the old address leads to %v (%v)", past, err)
		}
	})
}

func TestWhatATagCannotBeCalled(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		d.tagged("en-US", "One", "Go", "Sea")
		sea := d.term("en-US", "sea").ID
		for name, c := range map[string]struct {
			tag     publishing.TagName
			message string
			field   string
		}{
			"another's slug":      {publishing.TagName{Locale: "en-US", Name: "Sea", Slug: "go"}, "TagSlugTaken", "slug-en-us"},
			"no slug":             {publishing.TagName{Locale: "en-US", Name: "Sea", Slug: "a/b"}, "PostSlugInvalid", "slug-en-us"},
			"two scripts (T33)":   {publishing.TagName{Locale: "en-US", Name: "Sea", Slug: "sеa"}, "PostSlugMixed", "slug-en-us"},
			"turned letters":      {publishing.TagName{Locale: "pt-BR", Name: "a\u202eb"}, "PostTagInvalid", "name-pt-br"},
			"nothing but signs":   {publishing.TagName{Locale: "pt-BR", Name: "!!!"}, "PostTagInvalid", "name-pt-br"},
			"nothing, while used": {publishing.TagName{Locale: "en-US"}, "TagNameInUse", "name-en-us"},
		} {
			_, err := d.SaveTerm(t.Context(), editor, sea, c.tag)
			if bad, _ := errors.AsType[errs.Invalid](err); bad[c.field] != c.message {
				t.Errorf("%s: %v, want %s: %s", name, err, c.field, c.message)
			}
		}
		if _, err := d.SaveTerm(t.Context(), editor, 0, publishing.TagName{Locale: "en-US"}); err == nil {
			t.Error("a term without a name was added")
		}
		if _, err := d.SaveTerm(t.Context(), editor, sea, publishing.TagName{Locale: "xx-evil", Name: "x"}); !errors.Is(err, errs.NotFound) {
			t.Errorf("an unknown locale (T13): %v", err)
		}
	})
}

func TestANewTagFindsASlugThatIsFree(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		d.tagged("en-US", "One", "Go")
		id := d.saveTerm(0, publishing.TagName{Locale: "en-US", Name: "Go!"}, publishing.TagName{Locale: "ja", Name: "囲碁"})
		term, err := d.db.Term(t.Context(), id)
		if err != nil || term.In("en-US").Slug != "go-2" || term.In("ja").Slug != "囲碁" {
			t.Errorf("%+v (%v)", term, err)
		}
	})
}

func TestMergedTagsAreOneAndCanBeTakenApart(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		both := d.tagged("en-US", "Both", "Golang", "Go", "Sea")
		only := d.tagged("en-US", "Only", "Golang")
		draft := d.begin(ana, publishing.NewPost{Kind: content.Article, Locale: "en-US", Fields: content.Fields{Title: "Draft", Tags: []string{"Sea", "Golang"}}})
		pt := d.tagged("pt-BR", "Um", "Golanguês")
		gone := d.term("en-US", "golang")
		d.saveTerm(gone.ID, publishing.TagName{Locale: "en-US", Name: "Golang", Slug: "go-lang"})
		kept, other := d.term("en-US", "go"), d.term("pt-BR", "golanguês")

		act, err := d.MergeTerms(t.Context(), editor, kept.ID, gone.ID, other.ID)
		if err != nil {
			t.Fatal(err)
		}
		d.wantTags(both.ID, "Go", "Sea")
		d.wantTags(only.ID, "Go")
		d.wantTags(draft.ID, "Sea", "Go")
		d.wantTags(pt.ID, "Golanguês")
		merged := d.term("en-US", "go")
		if merged.ID != kept.ID || merged.In("en-US").Posts != 2 || merged.In("pt-BR").Posts != 1 || merged.Uses != 4 {
			t.Errorf("merged into %+v", merged)
		}
		for _, slug := range []string{"golang", "go-lang"} {
			past, err := d.db.TagsByPastSlug(t.Context(), slug)
			if err != nil || len(past) != 1 || past[0].ID != merged.In("en-US").ID {
				t.Errorf("%s leads to %v (%v)", slug, past, err)
			}
		}

		d.undo(editor, act)
		d.wantTags(both.ID, "Golang", "Go", "Sea")
		d.wantTags(only.ID, "Golang")
		d.wantTags(draft.ID, "Sea", "Golang")
		apart := d.term("en-US", "go-lang")
		if apart.ID == kept.ID || apart.In("en-US").Posts != 2 || d.term("pt-BR", "golanguês").ID == kept.ID || d.term("en-US", "go").Uses != 1 {
			t.Errorf("taken apart: %+v and %+v", apart, d.term("en-US", "go"))
		}
		if past, err := d.db.TagsByPastSlug(t.Context(), "golang"); err != nil || len(past) != 1 || past[0].ID != apart.Tags[0].ID {
			t.Errorf("golang leads to %v (%v)", past, err)
		}
	})
}

func TestARemovedTagComesBackToWhatCarriedIt(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		one, two := d.tagged("en-US", "One", "Sea", "Go", "Air"), d.tagged("en-US", "Two", "Go")
		term := d.term("en-US", "go")
		act, err := d.RemoveTerm(t.Context(), editor, term.ID)
		if err != nil {
			t.Fatal(err)
		}
		d.wantTags(one.ID, "Sea", "Air")
		if past, err := d.db.PastSlugs(t.Context(), store.TagKind, "go"); err != nil || len(past) != 1 || past[0].Owner.Valid {
			t.Errorf("its address: %v (%v), want it gone (rule 31)", past, err)
		}
		d.save(ana, two.ID, func(f *content.Fields) { f.Tags = []string{"New"} })
		d.undo(editor, act)
		d.wantTags(one.ID, "Sea", "Go", "Air")
		d.wantTags(two.ID, "New") // changed meanwhile: it stays
		if back := d.term("en-US", "go"); back.In("en-US").Posts != 1 {
			t.Errorf("back as %+v", back)
		}
	})
}

func TestAMergerIsNotTakenBackOverATagOfThatName(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		d.tagged("en-US", "One", "Golang", "Go")
		act, err := d.MergeTerms(t.Context(), editor, d.term("en-US", "go").ID, d.term("en-US", "golang").ID)
		if err != nil {
			t.Fatal(err)
		}
		d.saveTerm(0, publishing.TagName{Locale: "en-US", Name: "Golang"})
		if err := d.Undo(t.Context(), editor, act.ID); !errors.Is(err, publishing.ErrMovedOn) {
			t.Errorf("%v, want ErrMovedOn", err)
		}
	})
}

// Trust 2, the matrix: names and addresses of tags are the editors'.
func TestWhoMayManageTags(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		d.tagged("en-US", "One", "Go", "Sea")
		term, other := d.term("en-US", "go").ID, d.term("en-US", "sea").ID
		for _, by := range []account.User{{}, reader, tess, rita, ana} {
			_, save := d.SaveTerm(t.Context(), by, term, publishing.TagName{Locale: "pt-BR", Name: "x"})
			_, merge := d.MergeTerms(t.Context(), by, term, other)
			_, remove := d.RemoveTerm(t.Context(), by, term)
			for act, err := range map[string]error{"save": save, "merge": merge, "remove": remove} {
				if !errors.Is(err, errs.Forbidden) {
					t.Errorf("%s by %q: %v, want Forbidden", act, by.Role, err)
				}
			}
		}
		if now := d.term("en-US", "go"); len(now.Tags) != 1 || now.Uses != 1 {
			t.Errorf("a refused act changed %+v", now)
		}
	})
}
