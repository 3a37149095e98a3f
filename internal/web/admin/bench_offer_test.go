package admin_test

import (
	"net/http"
	"net/url"
	"testing"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestAnOfferOfATranslationHasNoWayIntoTheSource(t *testing.T) { // 2.7
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x, p := w.published(t)
		if got := w.sends(account.Admin, x.at("/segments/"+number(x.uid)), url.Values{"act": {"offer"}, "version": {number(x.version)}}); got.Code != http.StatusSeeOther {
			t.Fatalf("offering: %d", got.Code)
		}
		if got := w.sends(account.Admin, x.at("/segments/"+number(x.uid)), url.Values{"act": {"save"}, "text": {"Tout autre chose."}, "version": {number(x.version)}}); got.Code != http.StatusSeeOther {
			t.Fatalf("saving the translation: %d", got.Code)
		}
		at := "/en-us/admin/posts/" + number(p.ID) + "/changes"
		found := w.reads(account.Admin, at).Find("input[name=suggestion]")
		if found.Length() == 0 || w.reads(account.Admin, at).Find("button[value=put]").Length() != 0 {
			t.Fatalf("%d offers with %d ways into the source, want an offer with none", found.Length(), w.reads(account.Admin, at).Find("button[value=put]").Length())
		}
		put := url.Values{"suggestion": {found.First().AttrOr("value", "")}, "act": {"put"}}
		if got := w.sends(account.Admin, at, put); got.Code != http.StatusUnprocessableEntity {
			t.Errorf("putting it there all the same: %d, want 422", got.Code)
		}
		if now, err := w.db.Post(t.Context(), p.ID); err != nil || now.Body != p.Body {
			t.Errorf("the source is %q, %v, want it as it was", now.Body, err)
		}
	})
}
