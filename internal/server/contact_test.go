package server_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// messages returns how many messages were kept in all.
func messages(t *testing.T, db *store.DB) (kept int) {
	t.Helper()
	for _, tray := range []store.Tray{store.Arrived, store.HeldBack} { // the same text again is held back
		n, _, err := db.CountMessages(t.Context(), tray)
		if err != nil {
			t.Fatal(err)
		}
		kept += n
	}
	return kept
}

// Trust T39: a sixth message within a minute is too many; so says the page, in
// its language, and when to try again. What fills in the hidden field is told
// that all went well. Letters go to the people of the site alone.
func TestContactFormIsThrottledPerReader(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		editor, _ := signedIn(t, db, account.User{Name: "Eda", Role: account.Editor})
		site := serve(t, db)
		form := url.Values{"name": {"Ana"}, "email": {"ana@ex.test"}, "message": {"Olá"}}
		trap := url.Values{"name": {"Bot"}, "email": {"bot@ex.test"}, "message": {"Buy"}, "website": {"https://spam.test"}}
		if got := ask(site, "/pt-br/contato", nil, trap).Code; got != http.StatusSeeOther {
			t.Errorf("what fills in the hidden field is told %d, want 303 as if all went well", got)
		}
		for i := range 4 {
			if got := ask(site, "/pt-br/contato", nil, form).Code; got != http.StatusSeeOther {
				t.Errorf("message %d: %d, want 303", i+1, got)
			}
		}
		refused := ask(site, "/pt-br/contato", nil, form)
		if refused.Code != http.StatusTooManyRequests || refused.Header().Get("Retry-After") == "" {
			t.Errorf("the sixth message: %d, Retry-After %q; want 429 with one", refused.Code, refused.Header().Get("Retry-After"))
		}
		if body := refused.Body.String(); !strings.Contains(body, `<html lang="pt-BR"`) || !strings.Contains(body, ">Olá</textarea>") {
			t.Error("the page that refuses is in another language, or has lost what was typed")
		}
		if kept := messages(t, db); kept != 4 {
			t.Errorf("%d messages were kept; want the four that people wrote", kept)
		}
		letters, err := db.LettersDue(t.Context(), storetest.Now, 10)
		if err != nil || len(letters) != 1 || letters[0].Address != editor.Email {
			t.Errorf("letters %+v, %v, want one, to the editor", letters, err)
		}
	})
}

// Trust T22, T30, T39: what would add a field to a letter, is too long or is no
// form is refused, and nothing is kept or sent.
func TestWhatIsNoMessageIsRefused(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		contract(t, db)
		signedIn(t, db, account.User{Name: "Eda", Role: account.Editor})
		with := func(name, value string) url.Values {
			form := url.Values{"name": {"Ana"}, "email": {"ana@ex.test"}, "subject": {"Oi"}, "message": {"Olá"}}
			form.Set(name, value)
			return form
		}
		for what, c := range map[string]struct {
			form url.Values
			want int
		}{
			"a field behind the name":    {with("name", "a\r\nBcc: eve@ex.test"), 422},
			"a field behind the subject": {with("subject", "a\nBcc: eve@ex.test"), 422},
			"a field behind the address": {with("email", "a@ex.test\r\nBcc: eve@ex.test"), 422},
			"two addresses":              {with("email", "a@ex.test, eve@ex.test"), 422},
			"NUL":                        {with("name", "a\x00"), 422},
			"nothing":                    {with("message", " "), 422},
			"a long name":                {with("name", strings.Repeat("a", 101)), 422},
			"a long message":             {with("message", strings.Repeat("a", 5001)), 422},
			"3 MB":                       {with("message", strings.Repeat("a", 3<<20)), 413},
			"a hundred thousand fields":  {many(100_000), 413},
		} {
			before := storetest.Dump(t, db)
			site := serve(t, db) // anew, so that nothing is throttled
			if got := ask(site, "/pt-br/contato", nil, c.form).Code; got != c.want {
				t.Errorf("%s: %d, want %d", what, got, c.want)
			}
			for table, rows := range storetest.Dump(t, db) {
				if !slices.Equal(rows, before[table]) {
					t.Errorf("%s: it was refused, and yet %s changed", what, table)
				}
			}
		}
	})
}

// many returns a form of so many fields.
func many(n int) url.Values {
	form := url.Values{}
	for i := range n {
		form.Set("f"+strings.Repeat("x", i%3)+string(rune('a'+i%26))+url.QueryEscape(string(rune(i))), "")
	}
	return form
}
