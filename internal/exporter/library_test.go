package exporter_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// furnished is a site with a menu, a picture that a text shows, and one that
// none does.
func furnished(t *testing.T) house {
	t.Helper()
	h := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, h.db, en, pt)
	post := illustrated(t, h, "harbour", map[string]uint8{"a.png": 1})
	about := storetest.Work(t, h.db, content.Post{Locale: en, Slug: "about", Kind: content.Page}, content.Post{Locale: pt, Slug: "sobre"})
	storetest.Do(t, h.db, func(ctx context.Context, tx *store.Tx) error {
		shown, err := h.pictures.Add(ctx, tx, "dot.png", dot(1), storetest.Now)
		if err != nil {
			return err
		}
		kept, err := h.pictures.Add(ctx, tx, "kept \"for\" later.png", dot(2), storetest.Now)
		return errors.Join(err,
			tx.SaveMediaText(ctx, shown.ID, content.MediaText{Locale: en, Alt: "A harbour: \"night\"", Caption: "In May"}),
			tx.SaveMediaText(ctx, shown.ID, content.MediaText{Locale: pt, Alt: "Um porto"}),
			tx.SaveMediaText(ctx, kept.ID, content.MediaText{Locale: pt, Caption: "Só a legenda"}),
			tx.SaveMenu(ctx, []site.MenuItem{
				{ID: 3, Kind: site.ToWork, Group: about[0].GroupID, Labels: map[locale.Tag]string{pt: "Quem sou"}},
				{ID: 1, Kind: site.ToSection, Section: site.Tags},
				{ID: 7, Kind: site.ToWork, Group: post.GroupID},
				{ID: 2, Kind: site.ToAddress, Address: "https://ex.test/?a=b", Labels: map[locale.Tag]string{en: "There", pt: "Lá"}},
			}))
	})
	return h
}

func TestTheMenuAndTheLibraryMoveWithoutALoss(t *testing.T) {
	t.Parallel()
	moved := moves(t, furnished(t))
	ctx := t.Context()
	menu, err := moved.db.Menu(ctx)
	if err != nil || len(menu) != 4 {
		t.Fatalf("the menu is %+v (%v), want four items", menu, err)
	}
	about, err := moved.db.PostBySlug(ctx, pt, content.Page, "sobre")
	if err != nil || menu[0].Group != about.GroupID || menu[0].Label(pt) != "Quem sou" {
		t.Errorf("the first item is %+v (%v), want the page about under its Portuguese name", menu[0], err)
	}
	if menu[1].Section != site.Tags || menu[3].Address != "https://ex.test/?a=b" || menu[3].Label(en) != "There" {
		t.Errorf("the menu is %+v", menu)
	}
	post, err := moved.db.PostBySlug(ctx, en, content.Article, "harbour")
	if err != nil {
		t.Fatal(err)
	}
	files, err := moved.db.MediaOf(ctx, post.ID)
	if m := files["a.png"]; err != nil || m.Alt != "A harbour: \"night\"" || m.Caption != "In May" {
		t.Errorf("the picture is %+v (%v), want it with its words", m, err)
	}
	entries, total, err := moved.db.Library(ctx, store.MediaQuery{Unused: true, Limit: 10})
	if err != nil || total != 1 || entries[0].Name != "kept \"for\" later.png" {
		t.Fatalf("pictures that no text shows: %+v (%v), want the one", entries, err)
	}
	if texts, err := moved.db.MediaTexts(ctx, entries[0].ID); err != nil || texts[pt].Caption != "Só a legenda" {
		t.Errorf("of it is said %+v (%v)", texts, err)
	}
}

// A site in use keeps its menu and what it says of a picture.
func TestAnExportIntoASiteInUseLeavesItsMenuAndWords(t *testing.T) {
	t.Parallel()
	dir, _ := furnished(t).exports(t)
	used := newHouse(t, storetest.SQLite(t))
	storetest.Locales(t, used.db, en, pt)
	storetest.Work(t, used.db, content.Post{Locale: en, Slug: "mine"})
	storetest.Do(t, used.db, func(ctx context.Context, tx *store.Tx) error {
		m, err := used.pictures.Add(ctx, tx, "dot.png", dot(1), storetest.Now)
		return errors.Join(err,
			tx.SaveMediaText(ctx, m.ID, content.MediaText{Locale: en, Alt: "My own words"}),
			tx.SaveMenu(ctx, []site.MenuItem{{ID: 1, Kind: site.ToSection, Section: site.Archive}}))
	})
	used.imports(t, dir, importer.Options{})
	if menu, err := used.db.Menu(t.Context()); err != nil || len(menu) != 1 || menu[0].Section != site.Archive {
		t.Errorf("the menu is %+v (%v), want the site's own", menu, err)
	}
	post, err := used.db.PostBySlug(t.Context(), en, content.Article, "harbour")
	if err != nil {
		t.Fatal(err)
	}
	files, err := used.db.MediaOf(t.Context(), post.ID)
	if err != nil || files["a.png"].Alt != "My own words" {
		t.Errorf("the picture is %+v (%v), want the site's own words", files["a.png"], err)
	}
	texts, err := used.db.MediaTexts(t.Context(), files["a.png"].ID)
	if err != nil || texts[pt].Alt != "Um porto" {
		t.Errorf("in Portuguese it is %+v (%v), want the export's words: the site had none", texts[pt], err)
	}
}

// A menu that was written by hand is taken as far as it can be.
func TestAnItemThatLeadsNowhereIsLeftOut(t *testing.T) {
	t.Parallel()
	dir := folderWith(t, map[string]string{
		"site.toml": "verso = 1\n[[locales]]\ntag = \"en-US\"\ndefault = true\n",
		"menu.toml": "[[item]]\nwork = \"gone\"\n[[item]]\nsection = \"nonsense\"\n[[item]]\naddress = \"javascript:alert(1)\"\n" +
			"[[item]]\nsection = \"tags\"\n[item.labels]\nen-US = \"Topics\"\nfr = \"Sujets\"\n",
		"pictures.toml":       "[[picture]]\nfile = \"../../etc/passwd\"\n[[picture]]\nfile = \"nowhere.png\"\n",
		"en-us/pages/here.md": "---\ntitle: Here\nslug: here\n---\nText.\n",
	})
	h := newHouse(t, storetest.SQLite(t))
	r := h.imports(t, dir, importer.Options{})
	menu, err := h.db.Menu(t.Context())
	if err != nil || len(menu) != 1 || menu[0].Section != site.Tags || len(menu[0].Labels) != 1 {
		t.Errorf("the menu is %+v (%v), want the tags alone, named in English", menu, err)
	}
	said := 0
	for _, w := range r.Warnings {
		if strings.Contains(w.File, "menu.toml") || strings.Contains(w.File, "pictures.toml") {
			said++
		}
	}
	if said != 5 {
		t.Errorf("%d warnings of the lists, want 5: %+v", said, r.Warnings)
	}
}
