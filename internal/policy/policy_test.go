package policy_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
)

const me content.UserID = 7

// columns are who asks, in the order of the marks of a row: the T(fr) of the
// specification stands here without and with the right to review.
func columns() []account.User {
	fr := []account.Grant{{Locale: "fr"}}
	return []account.User{
		{},
		{ID: me},
		{ID: me, Role: account.Translator, Grants: fr},
		{ID: me, Role: account.Translator, Grants: []account.Grant{{Locale: "fr", MayReview: true}}},
		{ID: me, Role: account.Author, Grants: fr}, // grants are a translator's
		{ID: me, Role: account.Editor},
		{ID: me, Role: account.Admin},
	}
}

// objects are what is acted upon; me is who asks.
func object(name string) policy.Object {
	l := locale.Tag("de")
	if strings.HasSuffix(name, " fr") {
		l = "fr"
	}
	switch strings.TrimSuffix(strings.TrimSuffix(name, " fr"), " de") {
	case "own":
		return policy.Object{Owner: me, Locale: l}
	case "foreign":
		return policy.Object{Owner: 8, WorkOwner: 8, Locale: l}
	case "translation": // of somebody else's work
		return policy.Object{Owner: 8, WorkOwner: 8, Locale: l, Variant: true}
	case "variant": // by a translator, of one's own work
		return policy.Object{Owner: 8, WorkOwner: me, Locale: l, Variant: true}
	case "source": // of a translation into a locale that is held
		return policy.Object{Owner: 8, WorkOwner: 8, Locale: l, Variant: true, Source: true}
	case "unowned":
		return policy.Object{Locale: l}
	}
	return policy.Object{}
}

// TestTheMatrix is the matrix of trust, section 2: an x where the person may.
func TestTheMatrix(t *testing.T) {
	known := map[policy.Action]bool{}
	for _, row := range []struct {
		action policy.Action
		object string
		// nobody, reader, translator, translator who reviews, author, editor, admin
		want string
	}{
		{policy.Enter, "", ". . x x x x x"},
		{policy.Profile, "", ". x x x x x x"},

		{policy.CreatePost, "own fr", ". . . . x x x"},
		{policy.CreatePost, "own de", ". . . . x x x"},

		{policy.AddVariant, "own fr", ". . . . x x x"},
		{policy.AddVariant, "foreign fr", ". . . . . x x"}, // not of another work
		{policy.AddVariant, "translation fr", ". . x x . x x"},
		{policy.AddVariant, "translation de", ". . . . . x x"},
		{policy.AddVariant, "variant de", ". . . . x x x"},

		{policy.ReadPost, "own de", ". . . . x x x"},
		{policy.ReadPost, "foreign fr", ". . . . . x x"},
		{policy.ReadPost, "translation fr", ". . x x . x x"},
		{policy.ReadPost, "translation de", ". . . . . x x"},
		{policy.ReadPost, "variant de", ". . . . x x x"},
		{policy.ReadPost, "source de", ". . x x . x x"},
		{policy.ReadPost, "unowned de", ". . . . . x x"},

		{policy.EditPost, "own fr", ". . . . x x x"},
		{policy.EditPost, "own de", ". . . . x x x"},
		{policy.EditPost, "foreign fr", ". . . . . x x"},
		{policy.EditPost, "foreign de", ". . . . . x x"},
		{policy.EditPost, "translation fr", ". . x x . x x"},
		{policy.EditPost, "translation de", ". . . . . x x"},
		{policy.EditPost, "variant fr", ". . x x x x x"},
		{policy.EditPost, "variant de", ". . . . x x x"},
		{policy.EditPost, "source de", ". . . . . x x"}, // is read, not changed
		{policy.EditPost, "unowned fr", ". . . . . x x"},

		{policy.SubmitPost, "own de", ". . . . x x x"},
		{policy.SubmitPost, "translation fr", ". . x x . x x"},
		{policy.SubmitPost, "translation de", ". . . . . x x"},

		{policy.ArrangePost, "own fr", ". . . . x x x"},
		{policy.ArrangePost, "foreign fr", ". . . . . x x"},
		{policy.ArrangePost, "translation fr", ". . . . . x x"},
		{policy.ArrangePost, "source de", ". . . . . x x"},

		{policy.PublishPost, "own fr", ". . . . x x x"},
		{policy.PublishPost, "foreign de", ". . . . . x x"},
		{policy.PublishPost, "foreign fr", ". . . . . x x"},
		{policy.PublishPost, "translation fr", ". . . x . x x"},
		{policy.PublishPost, "translation de", ". . . . . x x"},
		{policy.PublishPost, "variant fr", ". . . x x x x"},

		{policy.RemovePost, "own fr", ". . . . x x x"},
		{policy.RemovePost, "foreign fr", ". . . . . x x"},
		{policy.RemovePost, "translation fr", ". . . . . x x"},

		{policy.Suggest, "translation fr", ". . x x . x x"}, // translation 2.13
		{policy.Suggest, "translation de", ". . . . . x x"},
		{policy.Suggest, "variant de", ". . . . x x x"},
		{policy.Translate, "translation fr", ". . x x . x x"},
		{policy.Translate, "translation de", ". . . . . x x"},
		{policy.Translate, "source de", ". . . . . x x"},
		{policy.Translate, "variant de", ". . . . x x x"},
		{policy.Approve, "translation fr", ". . . x . x x"},
		{policy.Approve, "translation de", ". . . . . x x"},
		{policy.Approve, "variant fr", ". . . x x x x"},
		{policy.PublishTranslation, "translation fr", ". . . x . x x"},
		{policy.PublishTranslation, "translation de", ". . . . . x x"},
		{policy.PublishTranslation, "variant de", ". . . . x x x"},

		{policy.SharePreview, "own de", ". . . . x x x"},
		{policy.SharePreview, "foreign de", ". . . . . x x"},
		{policy.SharePreview, "translation fr", ". . x x . x x"},
		{policy.SharePreview, "translation de", ". . . . . x x"},
		{policy.SharePreview, "source de", ". . . . . x x"},

		{policy.ReadMedia, "", ". . x x x x x"},
		{policy.AddMedia, "own", ". . . . x x x"},
		{policy.DescribeMedia, "own de", ". . . . x x x"},
		{policy.DescribeMedia, "foreign fr", ". . x x . x x"},
		{policy.DescribeMedia, "foreign de", ". . . . . x x"},
		{policy.RemoveMedia, "own", ". . . . x x x"},
		{policy.RemoveMedia, "foreign", ". . . . . x x"},
		{policy.RemoveMedia, "variant", ". . . . . x x"}, // a picture has no variants
		{policy.RemoveMedia, "unowned", ". . . . . x x"},

		{policy.EditCatalog, "unowned fr", ". . x x . x x"},
		{policy.EditCatalog, "unowned de", ". . . . . x x"},
		{policy.ManageTags, "", ". . . . . x x"},
		{policy.ManageMenu, "", ". . . . . x x"},
		{policy.ReadMessages, "", ". . . . . x x"},
		{policy.ManagePeople, "", ". . . . . . x"},
		{policy.ManageSite, "", ". . . . . . x"},

		{"unheard-of", "own fr", ". . . . . . ."},
	} {
		known[row.action] = true
		marks := strings.Fields(row.want)
		if len(marks) != len(columns()) {
			t.Fatalf("%s %s has %d marks", row.action, row.object, len(marks))
		}
		for i, u := range columns() {
			if got, want := policy.Allows(u, row.action, object(row.object)), marks[i] == "x"; got != want {
				t.Errorf("%s, %q: role %q (column %d) may: %v, want %v", row.action, row.object, u.Role, i+1, got, want)
			}
		}
	}
	for _, a := range policy.Actions() {
		if !known[a] {
			t.Errorf("%s is not in the matrix", a)
		}
	}
}

// Who wrote a thing is no one, when nobody did: the operator, whose ID is 0
// as well, owns nothing by that, and neither does a post without an owner
// belong to somebody.
func TestNobodyOwnsWhatHasNoOwner(t *testing.T) {
	author := account.User{Name: "no number", Role: account.Author}
	if policy.Allows(author, policy.EditPost, policy.Object{}) || policy.Allows(author, policy.RemoveMedia, policy.Object{}) {
		t.Error("an author without a number owns what has no owner")
	}
}

// The person at the command line may do everything; T3: a disabled person,
// whatever their role, nothing.
func TestTheOperatorMayAndADisabledPersonMayNot(t *testing.T) {
	off := time.Now()
	for _, a := range policy.Actions() {
		if err := policy.Check(account.Operator(), a, object("foreign de")); err != nil {
			t.Errorf("the operator: %v", err)
		}
		for _, u := range columns() {
			u.DisabledAt = &off
			if err := policy.Check(u, a, object("own fr")); !errors.Is(err, errs.Forbidden) {
				t.Errorf("%s by a disabled %q: %v, want Forbidden", a, u.Role, err)
			}
			if policy.Somewhere(u, a) {
				t.Errorf("%s is offered to a disabled %q", a, u.Role)
			}
		}
	}
}

// What is allowed for one thing is offered; what never is, is not.
func TestWhatIsAllowedSomewhereIsOffered(t *testing.T) {
	for _, a := range policy.Actions() {
		for _, u := range columns() {
			for _, what := range []string{"", "own", "foreign", "translation", "variant", "source", "unowned"} {
				for _, l := range []string{"", " fr", " de"} {
					if policy.Allows(u, a, object(what+l)) && !policy.Somewhere(u, a) {
						t.Errorf("%s, %q, is allowed to %q but never offered", a, what+l, u.Role)
					}
				}
			}
		}
	}
	translator := account.User{ID: me, Role: account.Translator, Grants: []account.Grant{{Locale: "fr"}}}
	for _, a := range []policy.Action{policy.PublishPost, policy.Approve, policy.PublishTranslation} {
		if policy.Somewhere(translator, a) {
			t.Errorf("%s is offered to a translator who reviews nothing", a)
		}
		translator.Grants = append(translator.Grants, account.Grant{Locale: "de", MayReview: true})
		if !policy.Somewhere(translator, a) {
			t.Errorf("%s is not offered to a translator who reviews one of two languages", a)
		}
		translator.Grants = translator.Grants[:1]
	}
	if without := (account.User{ID: me, Role: account.Translator}); policy.Somewhere(without, policy.Translate) {
		t.Error("translating is offered to a translator of no language")
	}
	editor := account.User{ID: me, Role: account.Editor}
	if policy.Somewhere(editor, policy.ManagePeople) || policy.Somewhere(account.User{ID: me}, policy.Enter) {
		t.Error("people are offered to editors, or the admin to readers")
	}
}
