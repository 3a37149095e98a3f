package admin_test

import (
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Translators come from the lists to where they work, others to the editor.
func TestAListLeadsTranslatorsToTheWorkbench(t *testing.T) { // 2.14
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		p := w.draft(w.people[account.Author], true, fr, en)
		editor := "/en-us/admin/posts/" + number(p.ID)
		for role, want := range map[account.Role]string{account.Translator: editor + "/translate", account.Author: editor} {
			found := ""
			for _, a := range w.reads(role, "/en-us/admin/articles").Find("td.states a").EachIter() {
				if href := a.AttrOr("href", ""); strings.HasPrefix(href, editor) {
					found = href
				}
			}
			if found != want {
				t.Errorf("%s: the French text leads to %q, want %q", role, found, want)
			}
		}
	})
}
