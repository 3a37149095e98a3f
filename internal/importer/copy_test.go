package importer_test

import (
	"fmt"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/store/storetest"
)

// A small folder that holds a copy of one text is no large one that lost all
// the others: pruning it must not take a site down.
func TestAFolderWithACopyOfATextIsAFolderOfItsOwn(t *testing.T) {
	paths := []string{"pt-br/text-0.md"}
	for n := range 8 {
		paths = append(paths, fmt.Sprintf("en-us/text-%d.md", n))
	}
	large, small := essays(paths...), essays("en-us/note.md")
	small["en-us/copy.md"] = large["en-us/text-3.md"]
	db := storetest.SQLite(t)
	imported(t, db, folder(t, large), importer.Options{})

	r := imported(t, db, folder(t, small), importer.Options{Prune: true})
	if r.Created != 1 || posts(t, db) != len(large)+1 {
		t.Errorf("report %+v, %d posts after %d; want the one new text", r, posts(t, db), len(large))
	}
	for n := range 8 {
		if p := postAt(t, db, "en-US", content.Article, fmt.Sprintf("text-%d", n)); p.Status != content.Published {
			t.Errorf("%s is %s, want it published as before", p.Slug, p.Status)
		}
	}
}
