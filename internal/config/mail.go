package config

import (
	"net"
	"net/mail"
	"slices"
	"strconv"
	"strings"
)

// Validate reports the first setting that cannot be used. It never repeats
// the password.
func (m Mail) Validate() error {
	if !slices.Contains([]string{"tls", "starttls", "none"}, m.SMTPSecurity) {
		return invalid("VERSO_SMTP_SECURITY", "%q is none of tls, starttls, none", m.SMTPSecurity)
	}
	if m.SMTPHost == "" {
		return nil
	}
	if _, err := mail.ParseAddress(m.MailFrom); err != nil {
		return invalid("VERSO_MAIL_FROM", "%q is no address such as 'Example <blog@example.org>'", m.MailFrom)
	}
	_, _, err := m.server()
	return err
}

// Server returns the mail server; the port is 0 where none is named. It may
// be called only after Validate.
func (m Mail) Server() (host string, port int) {
	host, port, _ = m.server()
	return host, port
}

func (m Mail) server() (string, int, error) {
	if !strings.Contains(m.SMTPHost, ":") {
		return m.SMTPHost, 0, nil
	}
	host, port, err := net.SplitHostPort(m.SMTPHost)
	if err != nil {
		return "", 0, invalid("VERSO_SMTP_HOST", "%q is not HOST or HOST:PORT", m.SMTPHost)
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil || n == 0 {
		return "", 0, invalid("VERSO_SMTP_HOST", "%q has no port number from 1 to 65535", m.SMTPHost)
	}
	return host, int(n), nil
}
