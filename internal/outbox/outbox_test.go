package outbox_test

import (
	"bytes"
	"io"
	"log/slog"
	"mime"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"verso/internal/account"
	sender "verso/internal/mail"
	"verso/internal/outbox"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// A server is a real SMTP server on loopback that keeps what it is sent.
type server struct {
	mu      sync.Mutex
	letters []letter
	refuse  bool
}

type letter struct {
	to   []string
	data string
}

func (s *server) NewSession(*smtp.Conn) (smtp.Session, error) { return &session{server: s}, nil }

type session struct {
	server *server
	to     []string
}

func (s *session) Reset()                                    { s.to = nil }
func (s *session) Logout() error                             { return nil }
func (s *session) Mail(string, *smtp.MailOptions) error      { return nil }
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error { s.to = append(s.to, to); return nil }
func (s *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	if s.server.refuse {
		return &smtp.SMTPError{Code: 451, Message: "later"}
	}
	s.server.letters = append(s.server.letters, letter{s.to, string(data)})
	return err
}

func (s *server) got() []letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]letter(nil), s.letters...)
}

// serve starts a server and returns the settings that lead to it.
func serve(t *testing.T) (*server, sender.Settings) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{}
	smtpServer := smtp.NewServer(s)
	go smtpServer.Serve(listener) //nolint:errcheck // it ends when it is closed
	t.Cleanup(func() { smtpServer.Close() })
	return s, sender.Settings{
		Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, Security: sender.Plain, From: "Example <blog@ex.test>",
	}
}

func queue(t *testing.T, db *store.DB, letters ...store.Letter) {
	t.Helper()
	if err := db.Tx(t.Context(), func(tx *store.Tx) error {
		for _, l := range letters {
			if err := tx.AddLetter(t.Context(), l); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func TestALetterArrivesOnceInItsLanguage(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		server, settings := serve(t)
		post := outbox.New(db, sender.New(settings), func() time.Time { return noon }, slog.New(slog.DiscardHandler))
		queue(t, db, store.Letter{Address: "ana@ex.test", Locale: "pt-BR", Subject: "Olá, ação", Body: "Uma saudação.\n", CreatedAt: noon, DueAt: noon})
		for range 2 {
			if err := post.SendDue(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		letters := server.got()
		if len(letters) != 1 {
			t.Fatalf("%d letters arrived, want one", len(letters))
		}
		m, err := mail.ReadMessage(strings.NewReader(letters[0].data))
		if err != nil {
			t.Fatal(err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
		if err != nil || subject != "Olá, ação" {
			t.Errorf("the subject is %q, %v", subject, err)
		}
		if got := m.Header.Get("Content-Language"); got != "pt-BR" {
			t.Errorf("the language is %q, want pt-BR", got)
		}
	})
}

// T22: a line end in an address or subject adds no receiver and no field; such
// a letter stays, and the next one goes.
func TestALineEndInALetterAddsNothing(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		server, settings := serve(t)
		post := outbox.New(db, sender.New(settings), func() time.Time { return noon }, slog.New(slog.DiscardHandler))
		queue(t, db,
			store.Letter{Address: "ana@ex.test\r\nBcc: eve@ex.test", Subject: "a", Body: "b", CreatedAt: noon, DueAt: noon},
			store.Letter{Address: "ana@ex.test", Subject: "a\r\nBcc: eve@ex.test", Body: "b", CreatedAt: noon, DueAt: noon},
			store.Letter{Address: "ana@ex.test", Subject: "good", Body: "b", CreatedAt: noon, DueAt: noon},
		)
		if err := post.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		letters := server.got()
		if len(letters) != 1 || len(letters[0].to) != 1 || !strings.Contains(letters[0].data, "Subject: good") {
			t.Errorf("arrived %+v, want the good letter alone", letters)
		}
	})
}

// Of two instances that send at the same moment, one sends each letter.
func TestTwoInstancesSendEachLetterOnce(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		server, settings := serve(t)
		for range 15 {
			queue(t, db, store.Letter{Address: "ana@ex.test", Subject: "a", Body: "b", CreatedAt: noon, DueAt: noon})
		}
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() {
				post := outbox.New(db, sender.New(settings), func() time.Time { return noon }, slog.New(slog.DiscardHandler))
				if err := post.SendDue(t.Context()); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		if got := len(server.got()); got != 15 {
			t.Errorf("%d letters arrived, want 15", got)
		}
	})
}

// A letter that no server takes is given up after some days. The log says so,
// and holds nothing of what it said (T23).
func TestALetterIsGivenUpInTheEnd(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		server, settings := serve(t)
		server.refuse = true
		now, log := noon, bytes.Buffer{}
		post := outbox.New(db, sender.New(settings), func() time.Time { return now }, slog.New(slog.NewJSONHandler(&log, nil)))
		queue(t, db, store.Letter{Address: "ana@ex.test", Subject: "marked", Body: "https://ex.test/?token=marked\n", CreatedAt: noon, DueAt: noon})
		tried := 0
		for waiting := noon; waiting != (time.Time{}); {
			now = waiting
			if err := post.SendDue(t.Context()); err != nil {
				t.Fatal(err)
			}
			tried++
			waiting = time.Time{}
			if left, err := db.LettersDue(t.Context(), now.AddDate(1, 0, 0), 1); err != nil {
				t.Fatal(err)
			} else if len(left) > 0 {
				waiting = left[0].DueAt
			}
		}
		if days := now.Sub(noon).Hours() / 24; days < 2 || days > 4 {
			t.Errorf("it was tried %d times in %.1f days, want some three days", tried, days)
		}
		if got := log.String(); !strings.Contains(got, "given up") || strings.Contains(got, "marked") {
			t.Errorf("the log says\n%s", got)
		}
	})
}

// A letter that the server will not take now is tried again later.
func TestALetterThatWasRefusedIsTriedAgain(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		server, settings := serve(t)
		now := noon
		post := outbox.New(db, sender.New(settings), func() time.Time { return now }, slog.New(slog.DiscardHandler))
		queue(t, db, store.Letter{Address: "ana@ex.test", Subject: "a", Body: "b", CreatedAt: noon, DueAt: noon})
		server.refuse = true
		if err := post.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		server.mu.Lock()
		server.refuse = false
		server.mu.Unlock()
		if err := post.SendDue(t.Context()); err != nil || len(server.got()) != 0 {
			t.Fatalf("tried again at once: %d letters, %v", len(server.got()), err)
		}
		now = now.Add(time.Minute)
		if err := post.SendDue(t.Context()); err != nil || len(server.got()) != 1 {
			t.Errorf("a minute later %d letters arrived, %v, want one", len(server.got()), err)
		}
	})
}

// T3: who was disabled meanwhile gets no letter.
func TestADisabledPersonGetsNoLetter(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		server, settings := serve(t)
		post := outbox.New(db, sender.New(settings), func() time.Time { return noon }, slog.New(slog.DiscardHandler))
		var u account.User
		if err := db.Tx(t.Context(), func(tx *store.Tx) (err error) {
			u, err = tx.AddUser(t.Context(), account.User{Name: "Ana", Email: "ana@ex.test", CreatedAt: noon, DisabledAt: &noon})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		queue(t, db, store.Letter{UserID: &u.ID, Address: u.Email, Subject: "a", Body: "b", CreatedAt: noon, DueAt: noon})
		if err := post.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		if left, err := db.LettersDue(t.Context(), noon, 10); err != nil || len(left) != 0 || len(server.got()) != 0 {
			t.Errorf("%d letters left, %d arrived, %v, want none", len(left), len(server.got()), err)
		}
	})
}

// Without a mail server the letter is in the log, where the operator sees it.
func TestWithoutAServerALetterIsInTheLog(t *testing.T) {
	db := storetest.SQLite(t)
	var out bytes.Buffer
	post := outbox.New(db, sender.New(sender.Settings{}), func() time.Time { return noon }, slog.New(slog.NewJSONHandler(&out, nil)))
	queue(t, db, store.Letter{Address: "ana@ex.test", Subject: "Hello", Body: "https://ex.test/x\n", CreatedAt: noon, DueAt: noon})
	if err := post.SendDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.Contains(got, "https://ex.test/x") || strings.Count(got, "\n") != 1 {
		t.Errorf("the log says %q", got)
	}
}
