package account_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/errs"
)

func TestAnAddressIsComparedInOneForm(t *testing.T) {
	for typed, want := range map[string]string{
		"ana@example.org":                     "ana@example.org",
		"  Ana@Example.ORG ":                  "ana@example.org",
		"jose\u0301@example.org":              "jos\u00e9@example.org", // NFC
		"a+b.c_d@sub.example.org":             "a+b.c_d@sub.example.org",
		"":                                    "",
		"ana":                                 "",
		"ana@":                                "",
		"@example.org":                        "",
		"ana@example.org, ben@example.org":    "",
		"Ana <ana@example.org>":               "",
		"ana@example.org\r\nBcc: eve@ex.test": "", // T22
		"ana\x00@example.org":                 "", // T34
		"a\u202eb@example.org":                "", // T32
		`"ana b"@example.org`:                 "",
		"ana@[127.0.0.1]":                     "",
		"ana@example.org (Ana)":               "",
		strings.Repeat("a", 250) + "@example.org": "",
		"ana@example.org\xff":                     "",
		"ana@exa mple.org":                        "",
		"ana@@example.org":                        "",
	} {
		got, err := account.ParseEmail(typed)
		if got != want {
			t.Errorf("ParseEmail(%q) = %q, %v, want %q", typed, got, err, want)
		}
		if bad, _ := errors.AsType[errs.Invalid](err); want == "" && bad["email"] != "UserEmailInvalid" {
			t.Errorf("ParseEmail(%q) fails with %v", typed, err)
		}
	}
}

func TestWhatPeopleSayOfThemselvesIsChecked(t *testing.T) {
	good := account.User{Name: "Ana", Email: "ana@example.org", Role: account.Author, TimeZone: "America/Sao_Paulo"}
	if err := good.Validate(); err != nil {
		t.Fatalf("a good person: %v", err)
	}
	for name, c := range map[string]struct {
		change func(*account.User)
		field  string
	}{
		"no name":            {func(u *account.User) { u.Name = " " }, "name"},
		"a long name":        {func(u *account.User) { u.Name = strings.Repeat("é", account.MaxName+1) }, "name"},
		"a turned name":      {func(u *account.User) { u.Name = "abc\u202efdp.exe" }, "name"}, // T32
		"a line end":         {func(u *account.User) { u.Name = "a\r\nBcc: x" }, "name"},      // T22
		"no text":            {func(u *account.User) { u.Name = "a\xff" }, "name"},            // T34
		"an address unready": {func(u *account.User) { u.Email = "Ana@example.org" }, "email"},
		"an unknown role":    {func(u *account.User) { u.Role = "owner" }, "role"},
		"an unknown zone":    {func(u *account.User) { u.TimeZone = "Mars/Olympus" }, "time_zone"},
		"the machine's zone": {func(u *account.User) { u.TimeZone = "Local" }, "time_zone"},
		"a zone as a path":   {func(u *account.User) { u.TimeZone = "../../etc/passwd" }, "time_zone"},
	} {
		u := good
		c.change(&u)
		if bad, _ := errors.AsType[errs.Invalid](u.Validate()); len(bad) != 1 || bad[c.field] == "" {
			t.Errorf("%s: %v, want one fault, of %s", name, bad, c.field)
		}
	}
}

func TestATranslatorWorksInTheLocalesOfTheirGrants(t *testing.T) {
	u := account.User{ID: 1, Role: account.Translator, Grants: []account.Grant{{Locale: "fr"}, {Locale: "de", MayReview: true}}}
	if !u.Translates("fr") || !u.Translates("de") || u.Translates("pt-BR") {
		t.Error("wrong locales to translate into")
	}
	if u.Reviews("fr") || !u.Reviews("de") {
		t.Error("wrong locales to review")
	}
	u.Role = account.Author
	if u.Translates("fr") || u.Reviews("de") {
		t.Error("grants count for somebody who is no translator")
	}
}

func TestOnlyTheZeroUserIsNobody(t *testing.T) {
	if !(account.User{}).Nobody() || account.Operator().Nobody() || (account.User{ID: 1}).Nobody() {
		t.Error("who is nobody?")
	}
}

func TestAPersonWithoutAClockLivesByUTC(t *testing.T) {
	for zone, want := range map[string]string{"": "UTC", "Mars/Olympus": "UTC", "Asia/Tokyo": "Asia/Tokyo"} {
		if got := (account.User{TimeZone: zone}).Zone().String(); got != want {
			t.Errorf("the zone %q is %s, want %s", zone, got, want)
		}
	}
}

// T21: a session ends when it was not used for long, and in the end anyway.
func TestASessionEndsUnusedOrOld(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	s := account.Session{SeenAt: start, ExpiresAt: start.Add(account.SessionLife)}
	for after, want := range map[time.Duration]bool{0: true, account.SessionIdle - 1: true, account.SessionIdle: false} {
		if got := s.Alive(start.Add(after)); got != want {
			t.Errorf("unused for %s it is alive: %v, want %v", after, got, want)
		}
	}
	s.SeenAt = start.Add(account.SessionLife - 1)
	if !s.Alive(start.Add(account.SessionLife-1)) || s.Alive(start.Add(account.SessionLife)) {
		t.Error("one that is used ends too early or too late")
	}
}

// T19: a token serves one purpose, for a while.
func TestATokenServesOnePurposeForAWhile(t *testing.T) {
	start := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for p, life := range map[account.Purpose]time.Duration{
		account.Reset: 30 * time.Minute, account.Invitation: 7 * 24 * time.Hour, account.Setup: 24 * time.Hour, account.Ceremony: 5 * time.Minute,
	} {
		if p.Lifetime() != life {
			t.Errorf("%s lasts %s, want %s", p, p.Lifetime(), life)
		}
		token := account.Token{Purpose: p, ExpiresAt: start.Add(life)}
		if !token.Usable(p, start.Add(life-1)) || token.Usable(p, start.Add(life)) || token.Usable("other", start) {
			t.Errorf("%s can be used at the wrong time or for the wrong thing", p)
		}
	}
}

// T19: a secret has 256 bits, and what is kept of it is not the secret.
func TestSecretsAreLongAndKeptHashed(t *testing.T) {
	one, other := account.NewSecret(), account.NewSecret()
	if one == other || len(one) != 43 { // 256 bits in base64 without padding
		t.Errorf("secrets are %q and %q", one, other)
	}
	if hash := account.HashSecret("abc"); hash != "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" { // FIPS 180-4, SHA-256 example
		t.Errorf("the hash of abc is %s", hash)
	}
}
