package server_test

import (
	"context"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/webtest"
)

// Who translated in the workbench is named when that is published: on the
// page, beside the original, for machines and in every feed (translation 2.20).
func TestReadersLearnWhoTranslated(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		n := newNewsroom(t, db)
		edit(t, db, n.target, func(p *content.Post) { p.Translator = "" })
		h := cached(t, db)
		if code := get(h, "/pt-br/artigos/porto").Code; code != 200 {
			t.Fatalf("the translation answers %d", code)
		}
		rui := n.people["Rui"]
		rui.Grants = []account.Grant{{Locale: pt, MayReview: true}}
		storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) error { return tx.SaveUser(ctx, rui) })
		n.people["Rui"] = rui
		n.save("Rui", "Nobody asks why.", "Ninguém pergunta por quê.")
		n.save("Rui", "Boats come in.", "Os barcos chegam.")
		n.publish()
		webtest.Run(t, h, scripts+"credit/*.txt")
	})
}
