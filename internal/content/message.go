package content

import (
	"net/mail"
	"strings"
	"time"
	"unicode/utf8"

	"verso/internal/errs"
	"verso/internal/locale"
)

// A Message is what a reader wrote in the contact form.
type Message struct {
	ID        int64
	Locale    locale.Tag
	Name      string
	Email     string
	Subject   string
	Body      string
	CreatedAt time.Time
	ReadAt    *time.Time

	ArchivedAt *time.Time // put away
	IsSpam     bool       // held back: nobody was told of it
}

// LooksLikeSpam reports whether a message is most likely an advertisement:
// links are what those are written for, and markup what they are written in.
// It is a guess, and nothing is lost by it.
func (m Message) LooksLikeSpam() bool {
	text := strings.ToLower(m.Subject + "\n" + m.Body)
	links := strings.Count(text, "http://") + strings.Count(text, "https://")
	return links > maxMessageLinks || strings.Contains(text, "[url=") || strings.Contains(text, "<a href")
}

// maxMessageLinks is how many links a person puts into a message.
const maxMessageLinks = 3

// Limits of a message, in characters.
const (
	MaxMessageName = 100
	MaxMessageMail = 254
	MaxMessageLine = 200
	MaxMessageBody = 5000
)

// Validate reports every field the writer has to mend. Name, address and
// subject are one line each, so that no mail header can be smuggled in
// (trust T22).
func (m Message) Validate() error {
	bad := errs.Invalid{}
	check := func(field, value string, limit int, oneLine bool, required string) {
		switch {
		case value == "" && required != "":
			bad[field] = required
		case utf8.RuneCountInString(value) > limit:
			bad[field] = "ContactTooLong"
		case !CleanText(value) || oneLine && !CleanLine(value):
			bad[field] = "ContactTextInvalid"
		}
	}
	check("name", m.Name, MaxMessageName, true, "ContactNameRequired")
	check("email", m.Email, MaxMessageMail, true, "ContactEmailInvalid")
	check("subject", m.Subject, MaxMessageLine, true, "")
	check("message", m.Body, MaxMessageBody, false, "ContactMessageRequired")
	if _, wrong := bad["email"]; !wrong {
		if a, err := mail.ParseAddress(m.Email); err != nil || a.Address != m.Email {
			bad["email"] = "ContactEmailInvalid"
		}
	}
	if len(bad) > 0 {
		return bad
	}
	return nil
}
