package importer_test

import (
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestNearMissesWaitInTheAdminForSomebodyToDecide(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		dir := folder(t, map[string]string{
			"en/Hello_World.md": "---\ntitle: Hello\ndate: 2024-01-01\n---\nText.",
			"fr/hello-world.md": "---\ntitle: Bonjour\ndate: 2024-01-01\n---\nTexte.",
			"en/other.md":       "---\ntitle: Other\ndate: 2024-01-01\n---\nText.",
			"fr/other.md":       "---\ntitle: Autre\ndate: 2024-01-01\n---\nTexte.",
		})
		imported(t, db, dir, importer.Options{Default: "en"})
		pairs, err := db.NearPairs(t.Context(), 9, 0)
		if err != nil || len(pairs) != 1 {
			t.Fatalf("pairs: %v, %v; want one", pairs, err)
		}
		found, err := db.Posts(t.Context(), []content.PostID{pairs[0].A, pairs[0].B})
		locales := map[locale.Tag]string{}
		for _, p := range found {
			locales[p.Locale] = p.Title
		}
		if err != nil || locales["en"] != "Hello" || locales["fr"] != "Bonjour" {
			t.Errorf("the pair is %v, %v; want Hello and Bonjour", locales, err)
		}
		if err := db.Tx(t.Context(), func(tx *store.Tx) error { return tx.DismissNearPair(t.Context(), pairs[0], &storetest.Now) }); err != nil {
			t.Fatal(err)
		}
		write(t, dir, map[string]string{"fr/hello-world.md": "---\ntitle: Bonjour\ndate: 2024-01-01\n---\nPlus."})
		imported(t, db, dir, importer.Options{Default: "en"})
		if n, err := db.CountNearPairs(t.Context()); err != nil || n != 0 {
			t.Errorf("after the next import %d pairs, %v; want it dismissed still", n, err)
		}
	})
}
