package account_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"verso/internal/account"
	"verso/internal/errs"
)

// T18, ASVS 5.0.0 6.2: long enough, not known to all, and nothing else.
func TestAPasswordIsLongAndNotCommon(t *testing.T) {
	for password, want := range map[string]string{
		"three words in a row":           "",
		"ten chars!":                     "",
		"日本語のパスワード十":                     "", // ten characters
		strings.Repeat("éà ", 333) + "x": "",
		"too short":                      "PasswordTooShort",
		"":                               "PasswordTooShort",
		strings.Repeat("x", 1001):        "PasswordTooLong",
		strings.Repeat("x", 1<<20):       "PasswordTooLong",
		"1234567890":                     "PasswordCommon",
		"QwertyUIOP":                     "PasswordCommon",
		"Password123":                    "PasswordCommon",
		"aaaaaaaaaaaa":                   "PasswordCommon",
		"abababababab":                   "PasswordCommon",
		"abcdefghijkl":                   "PasswordCommon",
		"987654321098":                   "PasswordCommon",
		"ten chars\x00":                  "TextInvalid", // T34
		"ten chars\xff":                  "TextInvalid",
	} {
		got := ""
		if err := account.ValidPassword(password); err != nil {
			bad, _ := errors.AsType[errs.Invalid](err)
			got = bad["password"]
		}
		if got != want {
			t.Errorf("the password %.20q (%d bytes): %q, want %q", password, len(password), got, want)
		}
	}
}

// T18, ASVS 5.0.0 11.4.2: argon2id with the costs of OWASP, whole passwords
// (bcrypt would stop at 72 bytes), and no match without a hash.
func TestAPasswordIsComparedWhole(t *testing.T) {
	h, long := account.NewHasher(), strings.Repeat("long ", 20)
	hash, err := h.Hash(t.Context(), long+"a")
	if err != nil || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Fatalf("the hash is %q, %v", hash, err)
	}
	if again, err := h.Hash(t.Context(), long+"a"); err != nil || again == hash {
		t.Errorf("two hashes of one password are the same: no salt; %v", err)
	}
	for _, c := range []struct {
		password, hash string
		want           bool
	}{
		{long + "a", hash, true},
		{long + "b", hash, false},
		{"", hash, false},
		{strings.Repeat("x", 1<<20), hash, false},
		{"nobody has this password", "", false},
		{"", "", false},
		{"not a hash", "not a hash", false},
	} {
		if got, err := h.Matches(t.Context(), c.password, c.hash); got != c.want || err != nil {
			t.Errorf("%.20q matches %.10q: %v, %v, want %v", c.password, c.hash, got, err, c.want)
		}
	}
}

func TestAPasswordIsTheSameHoweverItsLettersAreComposed(t *testing.T) {
	h := account.NewHasher()
	hash, err := h.Hash(t.Context(), "se\u00e7\u00e3o de caf\u00e9")
	if err != nil {
		t.Fatal(err)
	}
	if same, err := h.Matches(t.Context(), "sec\u0327a\u0303o de cafe\u0301", hash); !same || err != nil {
		t.Errorf("in NFD: %v, %v, want a match", same, err)
	}
}

// T18: who has gone away does not wait for a turn, and nobody waits for ever.
func TestWhoHasGoneAwayDoesNotWait(t *testing.T) {
	h := account.NewHasher()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := h.Matches(t.Context(), "a password", ""); err != nil {
				t.Error(err)
			}
		})
		all.Go(func() {
			// A turn may be free at once: then it is an answer, not a failure.
			if _, err := h.Matches(gone, "a password", ""); err != nil && !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
	}
	all.Wait()
}
