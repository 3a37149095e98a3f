// Package account is who writes: people, their roles, passwords and sessions.
package account

import (
	"cmp"
	"net/mail"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
)

// A Role is what somebody is; package policy says what a role may do.
type Role string

// The roles. None is a person who reads.
const (
	None       Role = ""
	Translator Role = "translator"
	Author     Role = "author"
	Editor     Role = "editor"
	Admin      Role = "admin"
)

// Roles lists the roles that can be given, the strongest first.
func Roles() []Role { return []Role{Admin, Editor, Author, Translator, None} }

// A Grant lets a translator work in a locale.
type Grant struct {
	Locale    locale.Tag
	MayReview bool // approve what others translated, and publish it
}

// A User is a person who signs in. The zero User is nobody.
type User struct {
	ID           content.UserID
	Email        string // as ParseEmail returns it
	Name         string
	Role         Role
	Grants       []Grant    // of a translator
	Language     locale.Tag // of the interface; "" for the site's default
	TimeZone     string     // IANA name; "" is the site's
	PasswordHash string     // argon2id in PHC form; "" for somebody who has not chosen one yet
	DisabledAt   *time.Time // since when they cannot sign in
	CreatedAt    time.Time
}

// Distinct returns grants with each locale once, in order; of two for one
// locale the first counts.
func Distinct(grants []Grant) []Grant {
	seen := map[locale.Tag]bool{}
	var distinct []Grant
	for _, g := range grants {
		if !seen[g.Locale] {
			seen[g.Locale] = true
			distinct = append(distinct, g)
		}
	}
	return distinct
}

// operatorName is who the person at the command line is in histories.
const operatorName = "verso"

// Operator returns the person at the command line, who may do everything.
func Operator() User { return User{Name: operatorName, Role: Admin} }

// Nobody reports whether u is no person at all.
func (u User) Nobody() bool { return u.ID == 0 && u.Name == "" }

// Translates reports whether u is a translator into l.
func (u User) Translates(l locale.Tag) bool {
	return u.Role == Translator && slices.ContainsFunc(u.Grants, func(g Grant) bool { return g.Locale == l })
}

// Reviews reports whether u is a translator who may review l.
func (u User) Reviews(l locale.Tag) bool {
	return u.Role == Translator && slices.ContainsFunc(u.Grants, func(g Grant) bool { return g.Locale == l && g.MayReview })
}

// On returns u on the clock of a site, whose time zone is an IANA name, unless
// u has one of their own.
func (u User) On(zone string) User {
	u.TimeZone = cmp.Or(u.TimeZone, zone)
	return u
}

// Zone returns the clock that u lives by; UTC where nobody chose one.
func (u User) Zone() *time.Location {
	zone, err := time.LoadLocation(u.TimeZone)
	if err != nil {
		return time.UTC
	}
	return zone
}

// Limits of what people say of themselves, in characters.
const (
	MaxName  = 100
	MaxEmail = 254 // RFC 5321 4.5.3.1, less the brackets
)

// Validate reports every field that has to be mended.
func (u User) Validate() error {
	bad := errs.Invalid{}
	switch {
	case strings.TrimSpace(u.Name) == "":
		bad["name"] = "UserNameRequired"
	case utf8.RuneCountInString(u.Name) > MaxName:
		bad["name"] = "UserNameTooLong"
	case !content.CleanLine(u.Name):
		bad["name"] = "TextInvalid"
	}
	if email, err := ParseEmail(u.Email); err != nil || email != u.Email {
		bad["email"] = "UserEmailInvalid"
	}
	if !slices.Contains(Roles(), u.Role) {
		bad["role"] = "UserRoleInvalid"
	}
	if _, err := time.LoadLocation(u.TimeZone); err != nil || u.TimeZone == "Local" {
		bad["time_zone"] = "UserTimeZoneInvalid"
	}
	if len(bad) > 0 {
		return bad
	}
	return nil
}

// ParseEmail returns the form in which an address is kept and compared: one
// address alone (RFC 5322 addr-spec), in NFC and lower case.
func ParseEmail(s string) (string, error) {
	s = norm.NFC.String(strings.TrimSpace(s))
	invalid := errs.Invalid{"email": "UserEmailInvalid"}
	if s == "" || len(s) > MaxEmail || !content.CleanLine(s) {
		return "", invalid
	}
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s || strings.ContainsAny(s, " <>\"(),;:\\[]") {
		return "", invalid
	}
	return strings.ToLower(s), nil
}
