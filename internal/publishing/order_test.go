package publishing_test

import (
	"errors"
	"slices"
	"testing"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/site"
)

func locales(l string) locale.Tag { return locale.Tag(l) }

// wantTags reports when a post has other tags.
func (d desk) wantTags(id content.PostID, want ...string) {
	d.t.Helper()
	if got := d.tags(id); !slices.Equal(got, want) {
		d.t.Errorf("post %d has the tags %q, want %q", id, got, want)
	}
}

// page begins and publishes a page.
func (d desk) page(l, title string) content.Post {
	d.t.Helper()
	p := d.begin(editor, publishing.NewPost{Kind: content.Page, Locale: locales(l), Fields: content.Fields{Title: title, Body: "Text."}})
	d.publish(p.ID)
	return p
}

// wantPages reports when readers see the pages in another order.
func (d desk) wantPages(want ...string) {
	d.t.Helper()
	posts, err := d.db.PublishedInOrder(d.t.Context(), "en-US", content.Page)
	if err != nil {
		d.t.Fatal(err)
	}
	var got []string
	for _, p := range posts {
		got = append(got, p.Title)
	}
	if !slices.Equal(got, want) {
		d.t.Errorf("readers see %q, want %q", got, want)
	}
}

func TestPagesStandInTheOwnersOrder(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		a, b, c := d.page("en-US", "A"), d.page("en-US", "B"), d.page("en-US", "C")
		d.wantPages("A", "B", "C") // a new one is the last
		act, err := d.Arrange(t.Context(), editor, content.Page, c.GroupID, a.GroupID)
		if err != nil {
			t.Fatal(err)
		}
		d.wantPages("C", "B", "A") // they changed places
		d.undo(editor, act)
		d.wantPages("A", "B", "C")
		if _, err := d.Arrange(t.Context(), editor, content.Page, c.GroupID, a.GroupID, b.GroupID); err != nil {
			t.Fatal(err)
		}
		d.wantPages("C", "A", "B")
		d.page("en-US", "D")
		d.wantPages("C", "A", "B", "D")
		if act, err := d.Arrange(t.Context(), editor, content.Page, a.GroupID, b.GroupID); err != nil || act.ID != 0 {
			t.Errorf("put in the order they had: act %d (%v)", act.ID, err)
		}
	})
}

func TestAnOrderIsNotUndoneOverAnother(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		a, b := d.page("en-US", "A"), d.page("en-US", "B")
		act, err := d.Arrange(t.Context(), editor, content.Page, b.GroupID, a.GroupID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Arrange(t.Context(), editor, content.Page, a.GroupID, b.GroupID); err != nil {
			t.Fatal(err)
		}
		if err := d.Undo(t.Context(), editor, act.ID); !errors.Is(err, publishing.ErrMovedOn) {
			t.Errorf("%v, want ErrMovedOn", err)
		}
	})
}

func TestOnlyWorksOfTheKindAreArranged(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		p := d.page("en-US", "A")
		if _, err := d.Arrange(t.Context(), editor, content.Project, p.GroupID); !errors.Is(err, errs.NotFound) {
			t.Errorf("a page among projects: %v, want NotFound", err)
		}
		for _, by := range []account.User{{}, reader, tess, ana} {
			if _, err := d.Arrange(t.Context(), by, content.Page, p.GroupID); !errors.Is(err, errs.Forbidden) {
				t.Errorf("%q: %v, want Forbidden", by.Role, err)
			}
		}
	})
}

// wantMenu reports when the menu leads elsewhere.
func (d desk) wantMenu(want ...string) {
	d.t.Helper()
	snapshot, err := d.db.Site(d.t.Context(), words)
	if err != nil {
		d.t.Fatal(err)
	}
	var got []string
	for _, item := range snapshot.Menu() {
		name := string(item.Section) + item.Address
		if item.Kind == site.ToWork {
			name = "work"
		}
		got = append(got, name+item.Label("pt-BR"))
	}
	if !slices.Equal(got, want) {
		d.t.Errorf("the menu is %q, want %q", got, want)
	}
}

func TestTheMenuIsTheOwners(t *testing.T) {
	atDesk(t, func(t *testing.T, d desk) {
		d.page("en-US", "About")
		d.wantMenu()
		if _, err := d.StartMenu(t.Context(), editor); err != nil {
			t.Fatal(err)
		}
		d.wantMenu("articles", "work", "contact")
		id, _, err := d.SaveMenuItem(t.Context(), editor, site.MenuItem{
			Kind: site.ToAddress, Address: "https://elsewhere.test/", Labels: map[locale.Tag]string{"pt-BR": " Lá ", "en-US": ""},
		})
		if err != nil {
			t.Fatal(err)
		}
		d.wantMenu("articles", "work", "contact", "https://elsewhere.test/Lá")
		if _, err := d.ArrangeMenu(t.Context(), editor, 1, id, 2, 3); err != nil {
			t.Fatal(err)
		}
		d.wantMenu("articles", "https://elsewhere.test/Lá", "work", "contact")
		act, err := d.RemoveMenuItem(t.Context(), editor, id)
		if err != nil {
			t.Fatal(err)
		}
		d.wantMenu("articles", "work", "contact")
		d.undo(editor, act)
		d.wantMenu("articles", "https://elsewhere.test/Lá", "work", "contact")
		if err := d.Undo(t.Context(), editor, act.ID); !errors.Is(err, publishing.ErrMovedOn) {
			t.Errorf("undone twice: %v", err)
		}
		if act, err = d.ClearMenu(t.Context(), editor); err != nil {
			t.Fatal(err)
		}
		d.wantMenu()
		d.undo(editor, act)
		d.wantMenu("articles", "https://elsewhere.test/Lá", "work", "contact")
	})
}

func TestWhatAMenuCannotLeadTo(t *testing.T) {
	label := map[locale.Tag]string{"en-US": "x"}
	atDesk(t, func(t *testing.T, d desk) {
		for field, item := range map[string]site.MenuItem{
			"address":     {Kind: site.ToAddress, Address: "javascript:alert(1)", Labels: label},
			"label":       {Kind: site.ToAddress, Address: "/en-us/x"},
			"section":     {Kind: site.ToSection, Section: "admin"},
			"work":        {Kind: site.ToWork, Group: 999},
			"label-en-us": {Kind: site.ToSection, Section: site.Articles, Labels: map[locale.Tag]string{"en-US": "a\u202eb"}},
		} {
			_, _, err := d.SaveMenuItem(t.Context(), editor, item)
			if bad, _ := errors.AsType[errs.Invalid](err); bad[field] == "" {
				t.Errorf("%s: %v", field, err)
			}
		}
		for _, host := range []string{"//evil.test", `/\evil.test`, "https://a@b.test/", "data:text/html,x"} { // T11
			_, _, err := d.SaveMenuItem(t.Context(), editor, site.MenuItem{Kind: site.ToAddress, Address: host, Labels: label})
			if bad, _ := errors.AsType[errs.Invalid](err); bad["address"] != "MenuAddressInvalid" {
				t.Errorf("%s: %v", host, err)
			}
		}
		for _, by := range []account.User{{}, reader, tess, ana} {
			if _, err := d.StartMenu(t.Context(), by); !errors.Is(err, errs.Forbidden) {
				t.Errorf("%q: %v, want Forbidden", by.Role, err)
			}
		}
		d.wantMenu()
	})
}
