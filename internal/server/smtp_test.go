package server_test

import (
	"io"
	"mime"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"

	"verso/internal/mail"
)

// A postman is a real SMTP server on loopback that keeps what it is sent.
type postman struct {
	mu      sync.Mutex
	letters map[string][]*netmail.Message // by receiver
}

func (p *postman) NewSession(*smtp.Conn) (smtp.Session, error) { return &delivery{postman: p}, nil }

// A delivery is one letter on its way.
type delivery struct {
	postman *postman
	to      string
}

func (d *delivery) Reset()                                    {}
func (d *delivery) Logout() error                             { return nil }
func (d *delivery) Mail(string, *smtp.MailOptions) error      { return nil }
func (d *delivery) Rcpt(to string, _ *smtp.RcptOptions) error { d.to = to; return nil }
func (d *delivery) Data(r io.Reader) error {
	m, err := netmail.ReadMessage(r)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(m.Body)
	m.Body = strings.NewReader(string(body))
	d.postman.mu.Lock()
	defer d.postman.mu.Unlock()
	d.postman.letters[d.to] = append(d.postman.letters[d.to], m)
	return err
}

// newPostman starts a server and returns the settings that lead to it.
func newPostman(t *testing.T) (*postman, mail.Settings) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &postman{letters: map[string][]*netmail.Message{}}
	server := smtp.NewServer(p)
	go server.Serve(listener) //nolint:errcheck // it ends when it is closed
	t.Cleanup(func() { server.Close() })
	return p, mail.Settings{
		Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, Security: mail.Plain, From: "Example <blog@ex.test>",
	}
}

// take returns the letters that somebody got since it was asked last, each as
// its subject and its text.
func (p *postman) take(t *testing.T, to string) []string {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	var texts []string
	for _, m := range p.letters[to] {
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, subject+"\n"+plain(t, m))
	}
	delete(p.letters, to)
	return texts
}
