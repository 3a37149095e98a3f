package account

import (
	"time"

	"verso/internal/content"
)

// How long a session lasts: unused, and in all (trust T21).
const (
	SessionIdle = 14 * 24 * time.Hour
	SessionLife = 90 * 24 * time.Hour
)

// A Session is a browser in which somebody is signed in. Only the hash of its
// secret is kept.
type Session struct {
	ID        int64 // names it in the list of devices
	Hash      string
	UserID    content.UserID
	Device    string // User-Agent, as sent
	Address   string // IP address that signed in
	CreatedAt time.Time
	SeenAt    time.Time // to the minute
	ExpiresAt time.Time
}

// Alive reports whether the session still counts.
func (s Session) Alive(now time.Time) bool {
	return now.Before(s.ExpiresAt) && now.Before(s.SeenAt.Add(SessionIdle))
}

// A Passkey is a WebAuthn credential of a person.
type Passkey struct {
	ID         string // credential ID, base64url
	UserID     content.UserID
	Name       string // the person's own, such as "laptop"
	Credential string // as the library writes it, JSON
	CreatedAt  time.Time
	UsedAt     *time.Time
}
