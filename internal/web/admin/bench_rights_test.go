package admin_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/translation"
	"verso/internal/workbench"
)

// A translated is a translation whose only paragraph somebody has translated
// and others have talked about.
type translated struct {
	target              content.Post
	uid                 translation.SegmentID // the paragraph
	version             int64                 // of it
	comment, suggestion int64
}

// translate makes a translation of somebody's English text, of which the
// operator has translated the paragraph.
func (w *world) translate(l locale.Tag) translated {
	w.t.Helper()
	return w.translated(w.draft(account.User{}, false, l, en))
}

// translateTwice makes two translations of one text, into French and German.
func (w *world) translateTwice() (french, german translated) {
	w.t.Helper()
	p := w.draft(account.User{}, false, fr, en, de)
	variants, err := w.db.Variants(context.Background(), p.GroupID)
	if err != nil {
		w.t.Fatal(err)
	}
	other := slices.IndexFunc(variants, func(v content.Summary) bool { return v.Locale == de })
	q, err := w.db.Post(context.Background(), variants[other].ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return w.translated(p), w.translated(q)
}

func (w *world) translated(target content.Post) translated {
	w.t.Helper()
	x := translated{target: target}
	desk, ctx := w.workbench(), context.Background()
	view, err := desk.Open(ctx, account.Operator(), x.target.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, s := range view.Segments {
		if s.Kind == translation.Paragraph {
			x.uid, x.version = s.ID, s.Version
		}
	}
	saved, err := desk.Save(ctx, account.Operator(), workbench.Edit{Target: x.target.ID, Segment: x.uid, Version: x.version, Text: "Texte."})
	if err != nil {
		w.t.Fatal(err)
	}
	x.version = saved.Segment.Version
	storetest.Do(w.t, w.db, func(ctx context.Context, tx *store.Tx) error {
		said, err := tx.AddComment(ctx, store.Comment{SourceID: view.Source.ID, UID: x.uid, TargetID: x.target.ID, UserID: w.people[account.Admin].ID, At: storetest.Now, Text: "Why?"})
		if err != nil {
			return err
		}
		made, err := tx.AddSuggestion(ctx, store.Suggestion{PostID: x.target.ID, UID: x.uid, UserID: w.people[account.Admin].ID, At: storetest.Now, Text: "Un texte.", BaseText: "Texte."})
		x.comment, x.suggestion = said.ID, made.ID
		return err
	})
	return x
}

// workbench returns the service, as another instance has it.
func (w *world) workbench() *workbench.Service {
	snapshot := func() *site.Site {
		s, err := w.db.Site(context.Background(), func(locale.Tag) map[site.Section]string { return nil })
		if err != nil {
			w.t.Fatal(err)
		}
		return s
	}
	return workbench.New(workbench.Config{DB: w.db, Site: snapshot, Now: func() time.Time { return storetest.Now }, Log: slog.New(slog.DiscardHandler)})
}

// at returns the address of a part of the translation.
func (x translated) at(path string) string { return "/en-us/admin/posts/" + number(x.target.ID) + path }

// form does something to its paragraph, and claims rights that it cannot give.
func (x translated) form(act string) url.Values {
	return url.Values{
		"act": {act}, "text": {"Autre."}, "version": {number(x.version)}, "on": {number(x.uid)}, "reason": {"x"},
		"locale": {"fr"}, "may-review": {"on"}, "body": {"Autre."},
	}
}

// segmentActs are what a form does to a segment.
var segmentActs = []string{"next", "save", "needs-edit", "suggest", "approve", "still", "reject", "omit"}

// T2: a segment, a comment, a suggestion and a draft are those of their own
// translation; by the address of another, whatever one may do there, they are
// not there.
func TestWhatIsSaidOfATranslationIsNotHadByAnother(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		own, sibling := w.translateTwice()
		others := w.translate(de)
		calls := []call{
			{path: own.at("/comments/" + number(sibling.comment)), form: sibling.form("resolve")},
			{path: own.at("/suggestions/" + number(sibling.suggestion)), form: sibling.form("accept")},
			{path: own.at("/suggestions/" + number(sibling.suggestion)), form: sibling.form("reject")},
			{method: http.MethodGet, path: own.at("/segments/" + number(others.uid))},
			{path: own.at("/segments/" + number(others.uid) + "/draft"), form: others.form("")},
			{path: own.at("/segments/" + number(others.uid) + "/presence"), form: url.Values{}},
			{path: own.at("/segments/" + number(others.uid) + "/comments"), form: others.form("")},
			{path: own.at("/comments/" + number(others.comment)), form: others.form("resolve")},
			{path: own.at("/suggestions/" + number(others.suggestion)), form: others.form("accept")},
			{path: own.at("/suggestions/" + number(others.suggestion)), form: others.form("reject")},
		}
		for _, act := range segmentActs {
			calls = append(calls, call{path: own.at("/segments/" + number(others.uid)), form: others.form(act)})
		}
		before := storetest.Dump(t, db)
		for _, role := range []account.Role{account.Translator, account.Editor, account.Admin} {
			for _, c := range calls {
				want := http.StatusNotFound
				if role == account.Translator && c.form.Get("act") == "reject" && !strings.Contains(c.path, "suggestions") {
					want = http.StatusForbidden // a translator who may not review
				}
				if c.method == "" {
					c.method = http.MethodPost
				}
				c.secret = w.secrets[role]
				if got := w.do(c).Code; got != want {
					t.Errorf("%s: %s %s %s: %d, want %d", role, c.method, c.path, c.form.Get("act"), got, want)
				}
			}
		}
		if changed := changedTables(before, storetest.Dump(t, db)); len(changed) > 0 {
			t.Errorf("what is not there changed %v", changed)
		}
	})
}

// T2 and the matrix: who translates into one language does nothing in another,
// and who may not review does not, whatever a form says.
func TestTheLanguageAndTheRightToReviewAreAskedForEachSegment(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		german, french := w.translate(de), w.translate(fr)
		paragraph := german.at("/segments/" + number(german.uid))
		calls := []call{
			{path: paragraph, form: url.Values{"dismiss": {"length"}}},
			{path: paragraph + "/draft", form: german.form("")},
			{path: paragraph + "/presence", form: url.Values{}},
			{path: paragraph + "/comments", form: german.form("")},
			{path: german.at("/comments/" + number(german.comment)), form: german.form("")},
			{path: german.at("/suggestions/" + number(german.suggestion)), form: german.form("accept")},
			{path: german.at("/suggestions/" + number(german.suggestion)), form: german.form("reject")},
			{path: german.at("/translate"), form: german.form("confirm")},
			{path: german.at("/translate/pairs"), form: url.Values{"target-" + number(german.uid): {"x"}}},
			{path: german.at("/translate/drafts"), form: url.Values{}},
			{path: german.at("/translate/publish"), form: url.Values{}},
			{path: german.at("/translate/publish"), form: url.Values{"act": {"review"}}},
			{path: french.at("/segments/" + number(french.uid)), form: french.form("approve")},
			{path: french.at("/segments/" + number(french.uid)), form: french.form("reject")},
			{path: french.at("/translate/publish"), form: url.Values{}},
		}
		for _, act := range segmentActs {
			calls = append(calls, call{path: paragraph, form: german.form(act)})
		}
		before := storetest.Dump(t, db)
		for _, c := range calls {
			c.method, c.secret = http.MethodPost, w.secrets[account.Translator]
			if got := w.do(c).Code; got != http.StatusForbidden {
				t.Errorf("POST %s %s: %d, want 403", c.path, c.form.Get("act"), got)
			}
		}
		if changed := changedTables(before, storetest.Dump(t, db)); len(changed) > 0 {
			t.Errorf("what was refused changed %v", changed)
		}
	})
}

// T31 and the matrix: of a translation those hear who may read it.
func TestAStreamTellsOfTheTranslationsThatOneMayRead(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		base := w.listen()
		french, german := w.translate(fr), w.translate(de)
		for role, want := range map[account.Role][]locale.Tag{account.Translator: {fr}, account.Author: nil, account.Editor: {fr, de}} {
			s := w.open(base, w.secrets[role], "")
			for _, x := range []translated{french, german} {
				storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error {
					_, err := tx.AddSuggestion(ctx, store.Suggestion{PostID: x.target.ID, UID: x.uid, UserID: w.people[account.Admin].ID, At: storetest.Now, Text: string(role)})
					return err
				})
				heard := s.next() // of the list of translations in any case
				if got := slices.Contains(heard, "admin:translation:"+number(x.target.ID)); got != slices.Contains(want, x.target.Locale) {
					t.Errorf("%s hears of the translation into %s: %v", role, x.target.Locale, got)
				}
			}
			s.close()
		}
	})
}
