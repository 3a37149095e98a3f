package mail_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"verso/internal/mail"
)

const (
	name     = "blog"
	password = "three words in a row"
)

// A server is a real SMTP server on loopback that keeps what it is sent, by
// whoever signed in.
type server struct {
	mu      sync.Mutex
	letters []received
	tried   []string // passwords that were offered
}

type received struct {
	from string
	to   []string
	data string
	by   string
}

func (s *server) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{server: s}, nil }

type session struct {
	server *server
	letter received
}

func (s *session) Reset()                                      { s.letter = received{by: s.letter.by} }
func (s *session) Logout() error                               { return nil }
func (s *session) Mail(from string, _ *smtp.MailOptions) error { s.letter.from = from; return nil }
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.letter.to = append(s.letter.to, to)
	return nil
}

func (s *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	s.letter.data = string(data)
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.letters = append(s.server.letters, s.letter)
	return err
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }
func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, secret string) error {
		s.server.mu.Lock()
		defer s.server.mu.Unlock()
		s.server.tried = append(s.server.tried, secret)
		if user != name || secret != password {
			return errors.New("who?")
		}
		s.letter.by = user
		return nil
	}), nil
}

// got returns what arrived.
func (s *server) got() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]received(nil), s.letters...)
}

// serve starts a server that speaks as security says, with a certificate where
// one is given, and returns the settings that lead to it.
func serve(t *testing.T, security mail.Security, certificate *tls.Certificate) (*server, mail.Settings) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	s := &server{}
	ear := smtp.NewServer(s)
	ear.Domain = "mail.ex.test"
	if certificate != nil {
		ear.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}, MinVersion: tls.VersionTLS12}
	}
	if security == mail.TLS {
		listener = tls.NewListener(listener, ear.TLSConfig)
	}
	go ear.Serve(listener) //nolint:errcheck // it ends when it is closed
	t.Cleanup(func() { ear.Close() })
	return s, mail.Settings{Host: "127.0.0.1", Port: port, Security: security, From: "Example <blog@ex.test>"}
}

// certify makes a certificate for this machine that signs itself.
func certify() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	form := x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, &form, &form, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, err
	}
	leaf, err := x509.ParseCertificate(der)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}, err
}
