package admin_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Translation 3, complaint 20: what a segment said before can be taken back
// from its history; what it says now cannot.
func TestAnEarlierTextIsTakenBackFromTheHistory(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		x := w.translate(fr)
		save := url.Values{"act": {"save"}, "text": {"Un autre texte."}, "version": {number(x.version)}}
		if got := w.sends(account.Editor, x.at("/segments/"+number(x.uid)), save); got.Code != http.StatusSeeOther {
			t.Fatalf("saving: %d", got.Code)
		}
		var offered []string
		history := w.reads(account.Editor, x.at("/translate?segment="+number(x.uid))).Find(".events [data-take]")
		for i := range history.Nodes {
			offered = append(offered, history.Eq(i).AttrOr("data-take", ""))
		}
		if d := cmp.Diff([]string{"Texte."}, offered); d != "" {
			t.Errorf("the history gives back (-want +got):\n%s", d)
		}
	})
}
