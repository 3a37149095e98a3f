package auth_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"
)

// An authenticator is a passkey as a device holds it, with the part of the
// browser around it (WebAuthn Level 3, sections 6.1 and 5.8.1). Its fields are
// what a thief would change.
type authenticator struct {
	t      *testing.T
	origin string
	count  uint32 // of signatures
	key    *ecdsa.PrivateKey
	id     []byte
	handle string // of the person, base64url
}

// Flags of authenticator data: somebody was there, they were recognised, a
// credential follows.
const (
	present  = 0x01
	verified = 0x04
	attested = 0x40
)

func newAuthenticator(t *testing.T) *authenticator {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return &authenticator{t: t, origin: "https://ex.test", key: key, id: []byte(rand.Text())}
}

// asked is what the options of the site say.
type asked struct {
	PublicKey struct {
		Challenge string `json:"challenge"`
		User      struct {
			ID string `json:"id"`
		} `json:"user"`
	} `json:"publicKey"`
}

func (a *authenticator) read(options []byte) asked {
	a.t.Helper()
	var from asked
	if err := json.Unmarshal(options, &from); err != nil || from.PublicKey.Challenge == "" {
		a.t.Fatalf("options %s: %v", options, err)
	}
	return from
}

// create answers navigator.credentials.create.
func (a *authenticator) create(options []byte) []byte {
	a.t.Helper()
	from := a.read(options)
	a.handle = from.PublicKey.User.ID
	point, err := a.key.PublicKey.Bytes() // 4, then both coordinates
	if err != nil {
		a.t.Fatal(err)
	}
	cose := a.encode(map[int]any{1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:]}) // RFC 9053: EC2, ES256, P-256
	data := a.data(present | verified | attested)
	data = append(data, make([]byte, 16)...) // no model
	data = binary.BigEndian.AppendUint16(data, uint16(len(a.id)))
	data = append(append(data, a.id...), cose...)
	return a.answer(map[string]string{
		"clientDataJSON":    text(a.client("webauthn.create", from.PublicKey.Challenge)),
		"attestationObject": text(a.encode(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": data})),
	})
}

// get answers navigator.credentials.get.
func (a *authenticator) get(options []byte) []byte {
	a.t.Helper()
	client := a.client("webauthn.get", a.read(options).PublicKey.Challenge)
	data, seen := a.data(present|verified), sha256.Sum256(client)
	signed := sha256.Sum256(append(data, seen[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, signed[:])
	if err != nil {
		a.t.Fatal(err)
	}
	return a.answer(map[string]string{
		"clientDataJSON": text(client), "authenticatorData": text(data), "signature": text(signature), "userHandle": a.handle,
	})
}

// data returns authenticator data without a credential, and counts on.
func (a *authenticator) data(flags byte) []byte {
	site := sha256.Sum256([]byte("ex.test"))
	a.count++
	return binary.BigEndian.AppendUint32(append(site[:], flags), a.count)
}

func (a *authenticator) client(kind, challenge string) []byte {
	data, err := json.Marshal(map[string]string{"type": kind, "challenge": challenge, "origin": a.origin})
	if err != nil {
		a.t.Fatal(err)
	}
	return data
}

func (a *authenticator) encode(v any) []byte {
	a.t.Helper()
	data, err := webauthncbor.Marshal(v)
	if err != nil {
		a.t.Fatal(err)
	}
	return data
}

func (a *authenticator) answer(response map[string]string) []byte {
	a.t.Helper()
	data, err := json.Marshal(map[string]any{"id": text(a.id), "rawId": text(a.id), "type": "public-key", "response": response})
	if err != nil {
		a.t.Fatal(err)
	}
	return data
}

func text(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }
