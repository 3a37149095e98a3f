package auth_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/store"
)

// Every letter speaks each language of the catalogs, names the reader and the
// site, and has its link on a line of its own.
func TestLettersSpeakTheLanguageOfTheirReader(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		subjects := map[string]bool{}
		for i, l := range d.Catalog.Tags() {
			u, err := d.Invite(t.Context(), account.Operator(), account.User{
				Name: fmt.Sprint("Ana ", i), Email: fmt.Sprintf("ana%d@ex.test", i), Language: l,
			})
			if err != nil {
				t.Fatal(err)
			}
			letters := map[string]store.Letter{"/invitation?token=": d.letter()}
			if err := d.RequestReset(t.Context(), u.Email, auth.Visitor{Address: fmt.Sprintf("192.0.2.%d", i)}); err != nil {
				t.Fatal(err)
			}
			letters["/reset?token="] = d.letter()
			d.passkey(u, "laptop")
			letters[""] = d.letter() // without a link

			for path, letter := range letters {
				link := "https://ex.test/" + l.Path() + "/admin" + path
				alone := func(line string) bool { return strings.HasPrefix(line, link) && !strings.Contains(line, " ") }
				if path != "" && !slices.ContainsFunc(strings.Split(letter.Body, "\n"), alone) {
					t.Errorf("%s: no line is a link to %s:\n%s", l, path, letter.Body)
				}
				if letter.Locale != l || !strings.Contains(letter.Body, u.Name) || !strings.Contains(letter.Subject, "Example") {
					t.Errorf("%s: the letter is in %s: %q\n%s", l, letter.Locale, letter.Subject, letter.Body)
				}
				if strings.Contains(letter.Subject+letter.Body, "{{") || strings.Contains(letter.Subject, "\n") {
					t.Errorf("%s: the letter is not filled in: %q\n%s", l, letter.Subject, letter.Body)
				}
				subjects[letter.Subject] = true
			}
		}
		if len(subjects) != 3*8 {
			t.Errorf("%d subjects differ, want three in eight languages", len(subjects))
		}
	})
}

// T4, T5: a name is text in a letter, whatever it looks like.
func TestANameInALetterIsText(t *testing.T) {
	eachDoor(t, func(t *testing.T, d *door) {
		by := d.person("root", account.Admin)
		by.Name = `<b>{{template "x"}}</b> {{.Link}}`
		if _, err := d.Invite(t.Context(), by, account.User{Name: "Ana", Email: "ana@ex.test"}); err != nil {
			t.Fatal(err)
		}
		if l := d.letter(); !strings.Contains(l.Body, by.Name) || !strings.Contains(l.Subject, by.Name) {
			t.Errorf("%q\n%s", l.Subject, l.Body)
		}
		for _, name := range []string{"Ana\nBcc: eve@ex.test", "Ana\r\n", "Ana\x00", "a\u202eb"} { // T22, T32, T34
			_, err := d.Invite(t.Context(), account.Operator(), account.User{Name: name, Email: "eve@ex.test"})
			d.wantInvalid(err, "name", "TextInvalid")
		}
	})
}
