package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// A person who reads in a language that the site does not serve any more gets
// letters whose links work: they lead to the default language.
func TestALettersLinkIsServed(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		regions(t, db) // where French was once served
		site := serve(t, db)
		reader, _ := signedIn(t, db, account.User{Name: "Zoé", Role: account.Editor, Language: fr})
		ask(site, "/en-us/admin/reset", nil, url.Values{"email": {reader.Email}})
		ask(site, "/pt-br/contato", nil, url.Values{"name": {"Ana"}, "email": {"ana@ex.test"}, "message": {"Olá"}})
		letters, err := db.LettersDue(t.Context(), storetest.Now, 10)
		if err != nil || len(letters) != 2 {
			t.Fatalf("letters %+v, %v, want one for the password and one of the message", letters, err)
		}
		for _, letter := range letters {
			_, link, found := strings.Cut(letter.Body, "\nhttps://ex.test")
			link, _, _ = strings.Cut(link, "\n")
			if !found || !strings.HasPrefix(link, "/en-us/admin/") {
				t.Errorf("the letter %q leads to %q, want the default language", letter.Subject, link)
			}
			if code := ask(site, link, nil, nil).Code; code != http.StatusOK && code != http.StatusSeeOther {
				t.Errorf("%s answers %d", link, code)
			}
		}
	})
}

// The link that a start prints is for every language: it negotiates.
func TestTheSetupLinkNamesNoLanguage(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		regions(t, db)
		site := serve(t, db)
		link, err := site.Setup(t.Context())
		path, ours := strings.CutPrefix(link, "https://ex.test")
		if err != nil || !ours || !strings.HasPrefix(path, "/setup?token=") {
			t.Fatalf("the link is %q (%v)", link, err)
		}
		answer := ask(site, path, nil, nil)
		if to := answer.Header().Get("Location"); answer.Code/100 != 3 || !strings.Contains(to, "/admin/setup?token=") {
			t.Errorf("it answers %d to %q, want the way to a language's page", answer.Code, to)
		}
		signedIn(t, db, account.User{Name: "Ana", Role: account.Admin})
		if link, err := site.Setup(t.Context()); err != nil || link != "" {
			t.Errorf("with an admin the link is %q (%v), want none", link, err)
		}
	})
}
