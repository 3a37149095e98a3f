package auth

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/store"
)

// Ceremonies are the exchanges of WebAuthn Level 3, by which a browser proves
// that it holds a passkey of this site. A site whose host is no domain, as an
// IP address is none, has none of them.
type ceremonies struct{ *webauthn.WebAuthn }

func newCeremonies(origin string) (ceremonies, error) {
	u, err := url.Parse(origin)
	if err != nil {
		return ceremonies{}, fmt.Errorf("origin: %w", err)
	}
	if _, err := netip.ParseAddr(u.Hostname()); err == nil {
		return ceremonies{}, nil
	}
	w, err := webauthn.New(&webauthn.Config{RPID: u.Hostname(), RPDisplayName: u.Hostname(), RPOrigins: []string{origin}})
	if err != nil {
		return ceremonies{}, fmt.Errorf("passkeys: %w", err)
	}
	return ceremonies{w}, nil
}

// Passkeys reports whether browsers make passkeys for the address of the site.
func (s *Service) Passkeys() bool { return s.passkeys.WebAuthn != nil }

// noPasskeys is what a ceremony ends with where there can be none.
var noPasskeys = fmt.Errorf("passkeys of a site without a domain: %w", errs.NotFound)

// A holder is a person as the library wants to see one.
type holder struct {
	user        account.User
	credentials []webauthn.Credential
}

func (h holder) WebAuthnID() []byte                         { return strconv.AppendInt(nil, int64(h.user.ID), 10) }
func (h holder) WebAuthnName() string                       { return h.user.Email }
func (h holder) WebAuthnDisplayName() string                { return h.user.Name }
func (h holder) WebAuthnCredentials() []webauthn.Credential { return h.credentials }

func (s *Service) holder(ctx context.Context, u account.User) (holder, error) {
	keys, err := s.DB.Passkeys(ctx, u.ID)
	if err != nil {
		return holder{}, err
	}
	h := holder{user: u}
	for _, k := range keys {
		var c webauthn.Credential
		if err := json.Unmarshal([]byte(k.Credential), &c); err != nil {
			return h, fmt.Errorf("passkey %s: %w", k.ID, err)
		}
		h.credentials = append(h.credentials, c)
	}
	return h, nil
}

// BeginPasskey starts the making of a passkey. It returns what the browser's
// navigator.credentials.create wants, as JSON, and the secret of the ceremony.
func (s *Service) BeginPasskey(ctx context.Context, by account.User) (options []byte, secret string, err error) {
	if !s.Passkeys() {
		return nil, "", noPasskeys
	}
	h, err := s.holder(ctx, by)
	if err != nil {
		return nil, "", err
	}
	creation, session, err := s.passkeys.BeginRegistration(h,
		webauthn.WithResidentKeyRequirement(protocol.ResidentKeyRequirementRequired),
		webauthn.WithExclusions(webauthn.Credentials(h.credentials).CredentialDescriptors()))
	if err != nil {
		return nil, "", fmt.Errorf("begin passkey: %w", err)
	}
	return s.begin(ctx, by, creation, session)
}

// BeginPasskeySignIn starts a sign in by passkey, whoever asks. It returns
// what navigator.credentials.get wants, and the secret of the ceremony.
func (s *Service) BeginPasskeySignIn(ctx context.Context, v Visitor) (options []byte, secret string, err error) {
	if !s.Passkeys() {
		return nil, "", noPasskeys
	}
	if err := s.attempt(ctx, limit{"ceremony:" + network(v.Address), perNetwork}); err != nil {
		return nil, "", err
	}
	assertion, session, err := s.passkeys.BeginDiscoverableLogin(webauthn.WithUserVerification(protocol.VerificationPreferred))
	if err != nil {
		return nil, "", fmt.Errorf("begin sign in: %w", err)
	}
	return s.begin(ctx, account.User{}, assertion, session)
}

func (s *Service) begin(ctx context.Context, u account.User, ask any, session *webauthn.SessionData) (options []byte, secret string, err error) {
	if options, err = json.Marshal(ask); err != nil {
		return nil, "", err
	}
	data, err := json.Marshal(session)
	if err != nil {
		return nil, "", err
	}
	secret, now := account.NewSecret(), s.Now()
	err = s.DB.Tx(ctx, func(tx *store.Tx) error {
		return tx.AddToken(ctx, account.Token{
			Hash: account.HashSecret(secret), Purpose: account.Ceremony, UserID: u.ID, Data: string(data),
			CreatedAt: now, ExpiresAt: now.Add(account.Ceremony.Lifetime()),
		})
	})
	return options, secret, err
}

// ceremony takes what was begun; each ceremony is answered once.
func (s *Service) ceremony(ctx context.Context, secret string, u content.UserID) (webauthn.SessionData, error) {
	var session webauthn.SessionData
	refused := errs.Invalid{"passkey": "PasskeyRefused"}
	if !s.Passkeys() {
		return session, refused
	}
	t, err := s.DB.Token(ctx, account.HashSecret(secret))
	if errors.Is(err, errs.NotFound) {
		return session, refused
	}
	if err != nil {
		return session, err
	}
	if !t.Usable(account.Ceremony, s.Now()) || t.UserID != u {
		return session, refused
	}
	if err := s.DB.Tx(ctx, func(tx *store.Tx) error { return s.take(ctx, tx, secret) }); err != nil {
		return session, err
	}
	return session, json.Unmarshal([]byte(t.Data), &session)
}

// maxPasskeyName is how long a person may call a passkey, in characters.
const maxPasskeyName = 60

// FinishPasskey keeps the passkey that a browser made, under a name of the
// person's own. A letter tells them, in case that was not they.
func (s *Service) FinishPasskey(ctx context.Context, by account.User, secret, name string, answer []byte) error {
	name = strings.TrimSpace(name)
	if name == "" || utf8.RuneCountInString(name) > maxPasskeyName || !content.CleanLine(name) {
		return errs.Invalid{"name": "PasskeyNameInvalid"}
	}
	session, err := s.ceremony(ctx, secret, by.ID)
	if err != nil {
		return err
	}
	h, err := s.holder(ctx, by)
	if err != nil {
		return err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return errs.Invalid{"passkey": "PasskeyRefused"}
	}
	made, err := s.passkeys.CreateCredential(h, session, parsed)
	if err != nil {
		return errs.Invalid{"passkey": "PasskeyRefused"}
	}
	data, err := json.Marshal(made)
	if err != nil {
		return err
	}
	return s.DB.Tx(ctx, func(tx *store.Tx) error {
		err := tx.AddPasskey(ctx, account.Passkey{
			ID: passkeyID(made.ID), UserID: by.ID, Name: name, Credential: string(data), CreatedAt: s.Now(),
		})
		if err != nil {
			return err
		}
		return s.letter(ctx, tx, by, "LetterPasskeySubject", "LetterPasskeyText", "Passkey", name)
	})
}

// RemovePasskey forgets one of a person's own passkeys.
func (s *Service) RemovePasskey(ctx context.Context, by account.User, id string) error {
	return s.DB.Tx(ctx, func(tx *store.Tx) error { return tx.RemovePasskey(ctx, by.ID, id) })
}

// PasskeySignIn returns the secret of a new session for who proved that they
// hold a passkey.
func (s *Service) PasskeySignIn(ctx context.Context, secret string, answer []byte, v Visitor) (string, error) {
	if err := s.attempt(ctx, signIns(v)); err != nil {
		return "", err
	}
	session, err := s.ceremony(ctx, secret, 0)
	if err != nil {
		return "", err
	}
	refused := errs.Invalid{"passkey": "PasskeyRefused"}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return "", refused
	}
	var who holder
	used, err := s.passkeys.ValidateDiscoverableLogin(func(_, handle []byte) (webauthn.User, error) {
		id, err := strconv.ParseInt(string(handle), 10, 64)
		if err != nil {
			return nil, err
		}
		u, err := s.DB.User(ctx, content.UserID(id))
		if err != nil {
			return nil, err
		}
		who, err = s.holder(ctx, u)
		return who, err
	}, session, parsed)
	if err != nil || who.user.DisabledAt != nil || used.Authenticator.CloneWarning {
		return "", refused
	}
	data, err := json.Marshal(used)
	if err != nil {
		return "", err
	}
	opened := ""
	err = s.DB.Tx(ctx, func(tx *store.Tx) (err error) {
		err = tx.UsePasskey(ctx, passkeyID(used.ID), string(data), s.Now())
		if errors.Is(err, errs.NotFound) { // removed meanwhile
			return refused
		}
		if err != nil {
			return err
		}
		opened, err = s.open(ctx, tx, who.user, v)
		return err
	})
	return opened, err
}

func passkeyID(id []byte) string { return base64.RawURLEncoding.EncodeToString(id) }
