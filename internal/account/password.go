package account

import (
	"bufio"
	"context"
	"crypto/rand"
	_ "embed"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"verso/internal/errs"
)

// Bounds of a password, in characters. There is no rule of composition (ASVS
// 5.0.0 6.2.5); longer than MaxPassword is no password but a file.
const (
	MinPassword = 10
	MaxPassword = 1000
)

// costs are those that OWASP asks of Argon2id: 19 MiB, two passes, one lane
// (ASVS 5.0.0 11.4.2).
var costs = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// Common passwords, one a line, that are long enough and still known to all.
//
//go:embed common.txt
var common string

// ValidPassword reports what is wrong with a password that somebody chooses.
func ValidPassword(password string) error {
	var problem string
	switch n := utf8.RuneCountInString(password); {
	case !utf8.ValidString(password) || strings.ContainsRune(password, 0):
		problem = "TextInvalid"
	case n < MinPassword:
		problem = "PasswordTooShort"
	case n > MaxPassword:
		problem = "PasswordTooLong"
	case isCommon(password), isMonotonous(password):
		problem = "PasswordCommon"
	default:
		return nil
	}
	return errs.Invalid{"password": problem}
}

func isCommon(password string) bool {
	lines := bufio.NewScanner(strings.NewReader(common))
	for lines.Scan() {
		if strings.EqualFold(lines.Text(), password) {
			return true
		}
	}
	return false
}

// isMonotonous reports whether a password is one or two characters again and
// again, or the alphabet or the digits in a row, in either direction.
func isMonotonous(password string) bool {
	letters := []rune(strings.ToLower(password))
	distinct, up, down := map[rune]bool{}, true, true
	for i, r := range letters {
		distinct[r] = true
		if i > 0 {
			step := r - letters[i-1]
			up = up && (step == 1 || step == '0'-'9')
			down = down && (step == -1 || step == '9'-'0')
		}
	}
	return len(distinct) <= 2 || up || down
}

// A Hasher makes and compares password hashes, a few at a time: each takes
// 19 MiB and a processor for some 20 ms, and readers come first (trust T18).
type Hasher struct {
	turns chan struct{}
	dummy string // the hash of nobody's password, for names that are not known
}

// NewHasher returns a Hasher that works with half of the processors.
func NewHasher() *Hasher {
	return &Hasher{turns: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)), dummy: nobodys()}
}

// nobodys returns what looks like a hash and was never made from a password:
// to compare with it takes as long.
func nobodys() string {
	random := make([]byte, costs.SaltLength+costs.KeyLength)
	rand.Read(random) // it never fails
	text := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2Version, costs.Memory, costs.Iterations, costs.Parallelism,
		text.EncodeToString(random[:costs.SaltLength]), text.EncodeToString(random[costs.SaltLength:]))
}

const argon2Version = 0x13 // RFC 9106

// turn waits until a hash may be made; the caller gives the turn back. Who has
// gone away no longer waits.
func (h *Hasher) turn(ctx context.Context) (done func(), err error) {
	select {
	case h.turns <- struct{}{}:
		return func() { <-h.turns }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Hash returns what is kept of a password, in PHC string form.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	done, err := h.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	hash, err := argon2id.CreateHash(norm.NFC.String(password), &costs)
	if err != nil {
		return "", fmt.Errorf("hash password: %w", err)
	}
	return hash, nil
}

// Matches reports whether password is the one of hash. Without a hash it works
// as long and says no, so that time does not tell who has an account.
func (h *Hasher) Matches(ctx context.Context, password, hash string) (bool, error) {
	done, err := h.turn(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	known := hash != ""
	if !known {
		hash = h.dummy
	}
	if utf8.RuneCountInString(password) > MaxPassword {
		password = ""
	}
	same, err := argon2id.ComparePasswordAndHash(norm.NFC.String(password), hash)
	return known && err == nil && same, nil // what is no hash is nobody's password
}
