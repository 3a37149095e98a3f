package account

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"verso/internal/content"
)

// A Purpose is what a token can be used for, once.
type Purpose string

// The purposes of tokens.
const (
	Setup      Purpose = "setup"      // creates the first admin
	Invitation Purpose = "invitation" // chooses the first password
	Reset      Purpose = "reset"      // chooses a new password
	Ceremony   Purpose = "ceremony"   // one exchange with a passkey
)

// Lifetime returns how long a token of the purpose can be used (trust T19).
func (p Purpose) Lifetime() time.Duration {
	switch p {
	case Setup:
		return 24 * time.Hour
	case Invitation:
		return 7 * 24 * time.Hour
	case Ceremony:
		return 5 * time.Minute
	}
	return 30 * time.Minute
}

// A Token lets whoever holds its secret act once, for a while. Only the hash
// of the secret is kept.
type Token struct {
	Hash      string
	Purpose   Purpose
	UserID    content.UserID // whom it is for; 0 for Setup
	Email     string         // of that person when it was made; it dies when the address changes
	Data      string         // what a ceremony has to remember, or ""
	CreatedAt time.Time
	ExpiresAt time.Time
}

// Usable reports whether the token is for p and its time is not over.
func (t Token) Usable(p Purpose, now time.Time) bool {
	return t.Purpose == p && now.Before(t.ExpiresAt)
}

// NewSecret returns 256 random bits as text for an address or a cookie.
func NewSecret() string {
	var bits [32]byte
	_, _ = rand.Read(bits[:]) // never fails
	return base64.RawURLEncoding.EncodeToString(bits[:])
}

// HashSecret returns what is kept of a secret: its SHA-256 in hex. A secret is
// random, so nothing slower is needed.
func HashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
