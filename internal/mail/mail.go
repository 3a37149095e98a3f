// Package mail sends letters over SMTP.
package mail

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"

	"verso/internal/locale"
)

// A Security is how the way to the mail server is kept private.
type Security string

// The ways (RFC 8314): TLS from the first byte, STARTTLS that has to succeed,
// or none, for a server on the same machine.
const (
	TLS      Security = "tls"
	StartTLS Security = "starttls"
	Plain    Security = "none"
)

// Settings are where letters go. The zero Settings send none.
type Settings struct {
	Host     string
	Port     int // 0 is the usual one of Security
	User     string
	Password string
	Security Security
	From     string // sender, such as "Example <blog@example.org>"
}

// patience is how long a mail server may take, for each letter.
const patience = 30 * time.Second

// A Letter is plain text for one reader.
type Letter struct {
	To      string     // one address
	Locale  locale.Tag // of Subject and Body
	Subject string
	Body    string // lines end in a line feed
}

// A Sender sends letters.
type Sender struct{ settings Settings }

// New returns a sender.
func New(s Settings) *Sender { return &Sender{s} }

// Configured reports whether letters leave the machine.
func (s *Sender) Configured() bool { return s.settings.Host != "" }

// Send hands a letter to the mail server. A subject or address with a line
// end or another control in it is refused before anything is sent (trust T22).
func (s *Sender) Send(ctx context.Context, l Letter) error {
	m, err := s.message(l)
	if err != nil {
		return err
	}
	client, err := s.client()
	if err != nil {
		return fmt.Errorf("mail server: %w", err)
	}
	if err := client.DialAndSendWithContext(ctx, m); err != nil {
		return fmt.Errorf("send letter: %w", err)
	}
	return nil
}

func (s *Sender) message(l Letter) (*gomail.Msg, error) {
	if strings.ContainsFunc(l.To+l.Subject, unicode.IsControl) || !utf8.ValidString(l.To+l.Subject+l.Body) {
		return nil, errors.New("a control in the address or subject of a letter")
	}
	m := gomail.NewMsg()
	if err := m.From(s.settings.From); err != nil {
		return nil, fmt.Errorf("sender of letters: %w", err)
	}
	if err := m.To(l.To); err != nil {
		return nil, fmt.Errorf("receiver of a letter: %w", err)
	}
	m.Subject(l.Subject)
	m.SetGenHeader("Content-Language", string(l.Locale))
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834
	m.SetDate()
	m.SetMessageIDWithValue(rand.Text() + "@" + s.domain())
	m.SetBodyString(gomail.TypeTextPlain, l.Body)
	return m, nil
}

// domain returns that of the sender's address: the name of the machine is
// nobody's business.
func (s *Sender) domain() string {
	from, err := mail.ParseAddress(s.settings.From)
	if err != nil {
		return "localhost"
	}
	return from.Address[strings.LastIndexByte(from.Address, '@')+1:]
}

func (s *Sender) client() (*gomail.Client, error) {
	options := []gomail.Option{gomail.WithTimeout(patience)}
	switch s.settings.Security {
	case TLS:
		options = append(options, gomail.WithSSLPort(false))
	case Plain:
		options = append(options, gomail.WithTLSPortPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPortPolicy(gomail.TLSMandatory))
	}
	if s.settings.Port != 0 {
		options = append(options, gomail.WithPort(s.settings.Port))
	}
	if s.settings.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(s.settings.User), gomail.WithPassword(s.settings.Password))
	}
	return gomail.NewClient(s.settings.Host, options...)
}
