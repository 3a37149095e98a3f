//go:debug x509usefallbackroots=1
package mail_test

import (
	"context"
	"crypto/x509"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"testing"

	"verso/internal/mail"
)

var letter = mail.Letter{To: "ana@ex.test", Locale: "pt-BR", Subject: "Olá, ação", Body: "Uma saudação.\n"}

// The way to the server is private: with TLS from the start, or by STARTTLS.
// A certificate that this machine trusts is asked for; every other is refused
// before the password is said. One test has all of it, since a process has
// one set of roots.
func TestThePasswordIsSaidOnlyToAServerThatIsTrusted(t *testing.T) {
	trusted, err := certify()
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := certify()
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(trusted.Leaf)
	x509.SetFallbackRoots(roots)
	for _, security := range []mail.Security{mail.TLS, mail.StartTLS} {
		server, settings := serve(t, security, &trusted)
		settings.User, settings.Password = name, password
		if err := mail.New(settings).Send(t.Context(), letter); err != nil {
			t.Fatalf("%s: %v", security, err)
		}
		if got := server.got(); len(got) != 1 || got[0].by != name || got[0].from != "blog@ex.test" || got[0].to[0] != "ana@ex.test" {
			t.Errorf("%s: arrived %+v", security, got)
		}

		settings.Password = "another three words"
		if err := mail.New(settings).Send(t.Context(), letter); err == nil || strings.Contains(err.Error(), settings.Password) { // T23
			t.Errorf("%s: with a wrong password: %v, want a failure that does not say it", security, err)
		}

		server, settings = serve(t, security, &stranger)
		settings.User, settings.Password = name, password
		if err := mail.New(settings).Send(t.Context(), letter); err == nil || len(server.tried) > 0 || len(server.got()) > 0 {
			t.Errorf("%s: a stranger is told %d passwords and %d letters, %v", security, len(server.tried), len(server.got()), err)
		}
	}

	server, settings := serve(t, mail.Plain, nil) // that cannot do STARTTLS
	settings.Security, settings.User, settings.Password = mail.StartTLS, name, password
	if err := mail.New(settings).Send(t.Context(), letter); err == nil || len(server.tried) > 0 || len(server.got()) > 0 {
		t.Errorf("a server without STARTTLS is told %d passwords and %d letters, %v", len(server.tried), len(server.got()), err)
	}
}

// T22: what could add a field or a receiver is refused before anything is
// sent.
func TestALineEndInALetterIsRefused(t *testing.T) {
	server, settings := serve(t, mail.Plain, nil)
	sender := mail.New(settings)
	for what, change := range map[string]func(*mail.Letter){
		"subject, both":    func(l *mail.Letter) { l.Subject = "a\r\nBcc: eve@ex.test" },
		"subject, LF":      func(l *mail.Letter) { l.Subject = "a\nBcc: eve@ex.test" },
		"subject, CR":      func(l *mail.Letter) { l.Subject = "a\rBcc: eve@ex.test" },
		"subject, NUL":     func(l *mail.Letter) { l.Subject = "a\x00" },
		"subject, no text": func(l *mail.Letter) { l.Subject = "a\xff" },
		"address, field":   func(l *mail.Letter) { l.To = "ana@ex.test\r\nBcc: eve@ex.test" },
		"address, command": func(l *mail.Letter) { l.To = "ana@ex.test>\r\nRCPT TO:<eve@ex.test" },
		"two addresses":    func(l *mail.Letter) { l.To = "ana@ex.test, eve@ex.test" },
		"no address":       func(l *mail.Letter) { l.To = "" },
		"body, no text":    func(l *mail.Letter) { l.Body = "a\xff" },
	} {
		l := letter
		change(&l)
		if err := sender.Send(t.Context(), l); err == nil {
			t.Errorf("%s is sent", what)
		}
	}
	if got := server.got(); len(got) > 0 {
		t.Errorf("%d letters arrived, want none", len(got))
	}
}

// What was written arrives: words of any script, long lines, lines that begin
// with a dot, and nothing of this machine beside.
func TestWhatWasWrittenArrives(t *testing.T) {
	server, settings := serve(t, mail.Plain, nil)
	for l, words := range map[string]string{
		"pt-BR": "Olá, Zé.\n.\n..\nUma linha " + strings.Repeat("muito ", 300) + "longa.\n",
		"ar":    "مرحبًا زيد،\n\nhttps://ex.test/ar/admin/reset?token=abc\n",
		"he":    "שלום {{.Name}},\n",
		"ja":    strings.Repeat("日本語", 200) + "\n",
	} {
		before := len(server.got())
		sent := mail.Letter{To: "ana@ex.test", Locale: "pt-BR", Subject: "[" + l + "] " + strings.SplitAfter(words, "\n")[0][:9], Body: words}
		sent.Subject = strings.ToValidUTF8(strings.TrimSpace(sent.Subject), "")
		if err := mail.New(settings).Send(t.Context(), sent); err != nil {
			t.Fatal(err)
		}
		got := server.got()
		if len(got) != before+1 {
			t.Fatalf("%d letters arrived, want %d", len(got), before+1)
		}
		m, err := netmail.ReadMessage(strings.NewReader(got[before].data))
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(m.Body))
		if err != nil || strings.ReplaceAll(string(body), "\r\n", "\n") != words {
			t.Errorf("%s: %v, the body is\n%s", l, err, body)
		}
		if subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil || subject != sent.Subject {
			t.Errorf("%s: the subject is %q, %v, want %q", l, subject, err, sent.Subject)
		}
		for field, want := range map[string]string{
			"From": `"Example" <blog@ex.test>`, "To": "<ana@ex.test>", "Content-Language": "pt-BR", "Auto-Submitted": "auto-generated",
			"Content-Type": "text/plain; charset=UTF-8", "Bcc": "",
		} {
			if m.Header.Get(field) != want {
				t.Errorf("%s is %q, want %q", field, m.Header.Get(field), want)
			}
		}
		if id := m.Header.Get("Message-Id"); !strings.HasSuffix(id, "@ex.test>") {
			t.Errorf("the letter is called %q, want a name at the sender's domain", id)
		}
		if _, err := m.Header.Date(); err != nil {
			t.Errorf("the date: %v", err)
		}
	}
}

// A server that says nothing is given up with the act that wanted the letter.
func TestASilentServerIsGivenUp(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		if conn, err := listener.Accept(); err == nil {
			defer conn.Close()
			cancel()
			<-t.Context().Done()
		}
	}()
	settings := mail.Settings{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, Security: mail.Plain, From: "blog@ex.test"}
	if err := mail.New(settings).Send(ctx, letter); err == nil {
		t.Error("a letter to a silent server: no failure")
	}
}

func TestLettersLeaveOnlyWhereAServerIsSet(t *testing.T) {
	if mail.New(mail.Settings{}).Configured() || !mail.New(mail.Settings{Host: "mail.ex.test"}).Configured() {
		t.Error("configured without a host, or not with one")
	}
}
