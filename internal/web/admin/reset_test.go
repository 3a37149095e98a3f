package admin_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// T12, T19: the link of a letter leads to the site's own address, whatever the
// request says the site is called; whether somebody has the address is not
// told.
func TestLettersLeadToTheSitesOwnAddress(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := newWorld(t, db)
		u := w.known(account.Author)
		ask := func(email string, header map[string]string) (code int, page string) {
			answer := w.do(call{method: http.MethodPost, path: "/en-us/admin/reset", form: url.Values{"email": {email}}, header: header})
			return answer.Code, strings.ReplaceAll(withoutNonce(answer.Body.String()), email, "")
		}
		spoofed := map[string]string{
			"X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "gopher", "X-Forwarded-Port": "666", "X-Forwarded-Prefix": "/evil",
			"Forwarded": "host=evil.test", "X-Original-URL": "https://evil.test/", "Referer": "https://evil.test/",
		}
		code, page := ask(u.Email, spoofed)
		unknownCode, unknownPage := ask("nobody@ex.test", spoofed)
		if code != http.StatusOK || unknownCode != code || unknownPage != page {
			t.Errorf("asked for a known address: %d, for an unknown one: %d, want the same page", code, unknownCode)
		}
		letters, err := db.LettersDue(t.Context(), storetest.Now, 10)
		if err != nil || len(letters) != 1 {
			t.Fatalf("letters %+v, %v, want one", letters, err)
		}
		if text := letters[0].Body; strings.Contains(text, "evil") || strings.Contains(text, "666") || !strings.Contains(text, "\nhttps://ex.test/en-us/admin/reset?token=") {
			t.Errorf("the letter says\n%s", text)
		}
	})
}
