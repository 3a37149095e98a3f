package admin_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
)

// published returns a translation of a text that readers have, whose only
// paragraph is "Text.", and the text.
func (w *world) published(t *testing.T) (translated, content.Post) {
	t.Helper()
	x := w.translate(fr)
	variants, err := w.db.Variants(t.Context(), x.target.GroupID)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range variants {
		if v.Locale == en {
			if got := w.sends(account.Admin, "/en-us/admin/posts/"+number(v.ID), writingOf(w, v.ID, "Text.", "published")); got.Code != http.StatusSeeOther {
				t.Fatalf("publishing the source: %d", got.Code)
			}
			p, err := w.db.Post(t.Context(), v.ID)
			if err != nil {
				t.Fatal(err)
			}
			return x, p
		}
	}
	t.Fatal("no source")
	return x, content.Post{}
}

// writingOf is the form of the editor with another body.
func writingOf(w *world, id content.PostID, body, act string) url.Values {
	w.t.Helper()
	p, err := w.db.Post(context.Background(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return url.Values{"revision": {strconv.Itoa(p.Revision)}, "locale": {string(p.Locale)}, "kind": {string(p.Kind)}, "title": {p.Title}, "slug": {p.Slug}, "body": {body}, "act": {act}}
}

func TestAuthorsHearWhatAnEditMeansForTranslators(t *testing.T) { // 2.7
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x, p := w.published(t)
		at := "/en-us/admin/posts/" + number(p.ID)
		got := w.sends(account.Admin, at, writingOf(w, p.ID, "Another text.", ""), "Accept", "application/json")
		var told struct{ Changed string }
		if err := json.Unmarshal(got.Body.Bytes(), &told); err != nil || !strings.Contains(told.Changed, at+"/changes?since=") {
			t.Fatalf("%d: the script is told %q, want where what changed is listed (%v)", got.Code, told.Changed, err)
		}
		doc := w.reads(account.Admin, at+"/changes?since="+strconv.Itoa(p.Revision))
		tick := doc.Find("input[name=changed]")
		if _, ticked := tick.Attr("checked"); tick.Length() != 1 || !ticked {
			t.Fatalf("%d segments can be ticked, want the paragraph, ticked", tick.Length())
		}
		unchanged := url.Values{"shown": {tick.AttrOr("value", "")}, "since": {strconv.Itoa(p.Revision)}}
		if got := w.sends(account.Admin, at+"/changes", unchanged); got.Code != http.StatusSeeOther {
			t.Fatalf("saying that the meaning is the same: %d", got.Code)
		}
		if row := x.row(w); row.State != translation.Translated || row.SrcText != "Another text." {
			t.Errorf("the translation is %s of %q, want translated, of the new text", row.State, row.SrcText)
		}
	})
}

func TestAnEditThatChangesNoSegmentSaysNothing(t *testing.T) { // 2.7
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		_, p := w.published(t)
		form := writingOf(w, p.ID, "Text.", "")
		form.Set("tags", "Tide")
		got := w.sends(account.Admin, "/en-us/admin/posts/"+number(p.ID), form, "Accept", "application/json")
		if got.Code != http.StatusOK || strings.Contains(got.Body.String(), "changes?since=") {
			t.Errorf("%d %s, want nothing about translators", got.Code, got.Body)
		}
	})
}

func TestBothLanguagesAreSavedInStep(t *testing.T) { // 2.7, case 55
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x := w.translate(fr)
		pair := w.reads(account.Admin, x.at("/translate?mode=pair")).Find("#p-" + number(x.uid))
		form := url.Values{}
		pair.Find("input, textarea").Each(func(_ int, s *goquery.Selection) {
			form.Add(s.AttrOr("name", ""), s.AttrOr("value", s.Text()))
		})
		form.Set("source-"+number(x.uid), "Both sides.")
		form.Set("target-"+number(x.uid), "Les deux.")
		if got := w.sends(account.Admin, x.at("/translate/pairs"), form); got.Code != http.StatusSeeOther {
			t.Fatalf("saving both: %d", got.Code)
		}
		if row := x.row(w); row.Text != "Les deux." || row.SrcText != "Both sides." || row.State != translation.Translated {
			t.Errorf("the translation is %q, %s, of %q, want both new and in step", row.Text, row.State, row.SrcText)
		}
		form.Set("target-"+number(x.uid), "Trop tard.")
		doc := page(t, w.sends(account.Admin, x.at("/translate/pairs"), form), http.StatusConflict)
		now := doc.Find("#p-" + number(x.uid))
		if mine, theirs := now.Find("textarea[name^=target]").Text(), now.Find(".theirs").Text(); mine != "Trop tard." || !strings.Contains(theirs, "Les deux.") {
			t.Errorf("after a conflict the field holds %q and %q stands below, want both texts", mine, theirs)
		}
	})
}

func TestAWholeTextIsNotSavedOverSomebodyElses(t *testing.T) { // 2.12
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x := w.translate(fr)
		stamp := w.reads(account.Translator, x.at("/translate?mode=document")).Find("[name=stamp]").AttrOr("value", "")
		if got := w.sends(account.Editor, x.at("/segments/"+number(x.uid)), url.Values{"act": {"save"}, "text": {"Autre."}, "version": {number(x.version)}}); got.Code != http.StatusSeeOther {
			t.Fatalf("somebody else saves: %d", got.Code)
		}
		mine := url.Values{"stamp": {stamp}, "body": {"Le mien.\n"}, "act": {"confirm"}}
		doc := page(t, w.sends(account.Translator, x.at("/translate"), mine), http.StatusConflict)
		if kept, theirs := doc.Find("#raw-body").Text(), doc.Find(".theirs").Text(); kept != "Le mien.\n" || !strings.Contains(theirs, "Autre.") {
			t.Errorf("the field holds %q, and %q is compared with it, want both texts", kept, theirs)
		}
		mine.Set("stamp", doc.Find("[name=stamp]").AttrOr("value", ""))
		if got := w.sends(account.Translator, x.at("/translate"), mine); got.Code != http.StatusSeeOther {
			t.Errorf("saving once more: %d, want it to be saved", got.Code)
		}
	})
}

func TestDraftsAreReadableWithoutTheRightToSaveThem(t *testing.T) { // case 65
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x := w.translate(fr)
		if got := w.sends(account.Translator, x.at("/segments/"+number(x.uid)+"/draft"), url.Values{"text": {"Un brouillon."}, "version": {number(x.version)}}); got.Code != http.StatusOK {
			t.Fatalf("draft: %d", got.Code)
		}
		row := w.reads(account.Translator, "/en-us/admin/translations/drafts").Find(".change-row")
		if row.Length() != 1 || row.Find("a").Length() != 1 {
			t.Fatalf("%d drafts with %d links, want one that leads to its segment", row.Length(), row.Find("a").Length())
		}
		u := w.people[account.Translator]
		u.Grants = []account.Grant{{Locale: de}}
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.SaveUser(ctx, u) })
		row = w.reads(account.Translator, "/en-us/admin/translations/drafts").Find(".change-row")
		if !strings.Contains(row.Text(), "Un brouillon.") || row.Find("a").Length() != 0 {
			t.Errorf("without the right, the draft reads %q with %d links, want its text and none", row.Text(), row.Find("a").Length())
		}
	})
}

func TestEveryLanguageStandsUnderItsName(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		w.translate(fr)
		table := w.reads(account.Admin, "/en-us/admin/translations").Find("table.matrix")
		heads := table.Find("thead th").Map(func(_ int, s *goquery.Selection) string { return strings.TrimSpace(s.Text()) })
		cells := table.Find("tbody tr").First().Find("th, td")
		if len(heads) < 4 || cells.Length() != len(heads) {
			t.Fatalf("%d heads above %d cells", len(heads), cells.Length())
		}
		cells.Each(func(i int, cell *goquery.Selection) {
			if name := cell.Find(".tongue-word").Text(); name != "" && name != heads[i] {
				t.Errorf("%s stands under %s", name, heads[i])
			}
		})
	})
}
