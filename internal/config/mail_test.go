package config

import (
	"strings"
	"testing"
)

func TestMailSettings(t *testing.T) { // R16
	const from = "Example <blog@example.org>"
	tests := []struct {
		name  string
		give  Mail
		host  string
		port  int
		fault string // the setting that is refused
	}{
		{"no server", Mail{SMTPSecurity: "starttls"}, "", 0, ""},
		{"a host alone", Mail{SMTPHost: "mail.example.org", SMTPSecurity: "starttls", MailFrom: from}, "mail.example.org", 0, ""},
		{"host and port", Mail{SMTPHost: "mail.example.org:2525", SMTPSecurity: "tls", MailFrom: "blog@example.org"}, "mail.example.org", 2525, ""},
		{"an address of IPv6", Mail{SMTPHost: "[::1]:25", SMTPSecurity: "none", MailFrom: from}, "::1", 25, ""},
		{"no port", Mail{SMTPHost: "mail.example.org:", SMTPSecurity: "tls", MailFrom: from}, "", 0, "VERSO_SMTP_HOST"},
		{"port out of range", Mail{SMTPHost: "mail.example.org:65536", SMTPSecurity: "tls", MailFrom: from}, "", 0, "VERSO_SMTP_HOST"},
		{"port 0", Mail{SMTPHost: "mail.example.org:0", SMTPSecurity: "tls", MailFrom: from}, "", 0, "VERSO_SMTP_HOST"},
		{"an URL", Mail{SMTPHost: "smtp://mail.example.org:25", SMTPSecurity: "tls", MailFrom: from}, "", 0, "VERSO_SMTP_HOST"},
		{"a way there is not", Mail{SMTPHost: "mail.example.org", SMTPSecurity: "ssl", MailFrom: from}, "", 0, "VERSO_SMTP_SECURITY"},
		{"no sender", Mail{SMTPHost: "mail.example.org", SMTPSecurity: "tls"}, "", 0, "VERSO_MAIL_FROM"},
		{"two senders", Mail{SMTPHost: "mail.example.org", SMTPSecurity: "tls", MailFrom: "a@ex.test, b@ex.test"}, "", 0, "VERSO_MAIL_FROM"},
		{"a sender with a field behind", Mail{SMTPHost: "mail.example.org", SMTPSecurity: "tls", MailFrom: "a@ex.test\r\nBcc: b@ex.test"}, "", 0, "VERSO_MAIL_FROM"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.give.SMTPPassword = "a silent harbour"
			err := tt.give.Validate()
			if err != nil && strings.Contains(err.Error(), "harbour") {
				t.Errorf("the fault tells the password: %v", err)
			}
			if checkFault(t, err, tt.fault); err != nil {
				return
			}
			if host, port := tt.give.Server(); host != tt.host || port != tt.port {
				t.Errorf("Server() = %q, %d, want %q, %d", host, port, tt.host, tt.port)
			}
		})
	}
}
