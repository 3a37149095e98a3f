package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

// A Process is a running server.
type Process struct {
	Name  string // for tables
	URL   string // scheme and host, on loopback
	PID   int
	Ready time.Duration // from its start to the first answer with 200

	command *exec.Cmd
	output  *bytes.Buffer
	ended   chan struct{} // closed when it has
	fault   error         // why; read after ended
}

// A Command says what to start.
type Command struct {
	Name string
	Core int // the only processor it gets; negative for any
	Args []string
	Env  []string
	URL  string
	Path string // answers 200 when the server is ready
}

// startLimit is how long a server may take to answer.
const startLimit = 30 * time.Second

// Start starts a server and waits until it answers. Stop it.
func Start(ctx context.Context, c Command) (*Process, error) {
	args := c.Args
	if c.Core >= 0 {
		args = append([]string{"taskset", "-c", strconv.Itoa(c.Core)}, args...) // becomes the program, with the same number
	}
	p := &Process{Name: c.Name, URL: c.URL, output: &bytes.Buffer{}, ended: make(chan struct{})}
	p.command = exec.CommandContext(ctx, args[0], args[1:]...)
	p.command.Env = append([]string{"PATH=" + os.Getenv("PATH")}, c.Env...)
	p.command.Stderr = p.output
	first(p.command)
	began := time.Now()
	if err := p.command.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", c.Name, err)
	}
	p.PID = p.command.Process.Pid
	prefer(p.PID)
	go func() {
		p.fault = p.command.Wait()
		close(p.ended)
	}()
	if err := p.await(ctx, c.Path); err != nil {
		return nil, errors.Join(fmt.Errorf("start %s: %w: %s", c.Name, err, p.output), p.Stop())
	}
	p.Ready = time.Since(began)
	return p, nil
}

// await asks for path until it answers 200.
func (p *Process) await(ctx context.Context, path string) error {
	ctx, cancel := context.WithTimeout(ctx, startLimit)
	defer cancel()
	for {
		answer, err := Get(ctx, p.URL+path)
		if err == nil && answer.Status == http.StatusOK {
			return nil
		}
		select {
		case <-p.ended:
			return fmt.Errorf("it ended: %w", p.fault)
		case <-ctx.Done():
			return fmt.Errorf("no answer at %s: %w", path, ctx.Err())
		case <-time.After(time.Millisecond):
		}
	}
}

// Stop ends the server and waits for its end.
func (p *Process) Stop() error {
	if err := p.command.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-p.ended:
		return nil
	case <-time.After(15 * time.Second):
		return p.command.Process.Kill()
	}
}

// FreeAddress returns an address on loopback that nobody listens on now.
func FreeAddress(ctx context.Context) (string, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// An Answer is what a server sent.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte // as sent: compressed when Header says so
	Took   time.Duration
}

// client keeps one connection to each server and leaves bodies as they are.
var client = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 4},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// Get asks for a page once. Fields are names and values by turns.
func Get(ctx context.Context, url string, fields ...string) (Answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return Answer{}, err
	}
	for i := 0; i+1 < len(fields); i += 2 {
		r.Header.Set(fields[i], fields[i+1])
	}
	began := time.Now()
	response, err := client.Do(r)
	if err != nil {
		return Answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return Answer{response.StatusCode, response.Header, body, time.Since(began)}, err
}
