package main

import (
	"errors"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"verso/internal/store/storetest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"verso": main})
}

// Each script has a folder of its own, a database of its own and no other
// setting. A script may ask for [sqlite].
func TestScripts(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		runScripts(t, "sqlite", func(testing.TB) string { return "" })
	})
	if os.Getenv("VERSO_TEST_POSTGRES") != "" {
		t.Run("postgres", func(t *testing.T) {
			runScripts(t, "postgres", storetest.PostgresURL)
		})
	}
}

// runScripts runs every script on a database that address makes; "" is the
// default one.
func runScripts(t *testing.T, kind string, address func(testing.TB) string) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fails": fails, "get": get, "mode": mode, "terminate": terminate,
		},
		Condition: func(cond string) (bool, error) { return cond == kind, nil },
		Setup: func(env *testscript.Env) error {
			if url := address(env.T().(testing.TB)); url != "" {
				env.Setenv("VERSO_DATABASE_URL", url)
			}
			port, err := freePort()
			env.Setenv("PORT", port)
			return err
		},
	})
}

// freePort returns a TCP port that nobody listens on.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// get STATUS PATH [HOST] asks the server at $PORT until it answers with STATUS,
// for three seconds.
func get(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || len(args) > 3 {
		ts.Fatalf("usage: get STATUS PATH [HOST]")
	}
	request, err := http.NewRequest(http.MethodGet, "http://127.0.0.1:"+ts.Getenv("PORT")+args[1], nil)
	ts.Check(err)
	if len(args) == 3 {
		request.Host = args[2]
	}
	var got string
	for deadline := time.Now().Add(3 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		response, err := http.DefaultTransport.RoundTrip(request) // follows no redirect
		if err != nil {
			got = err.Error()
			continue
		}
		response.Body.Close()
		if got = strconv.Itoa(response.StatusCode); got == args[0] {
			return
		}
	}
	ts.Fatalf("GET %s: %s, want %s", args[1], got, args[0])
}

// fails STATUS ARGS... runs verso, which must exit with STATUS and say why in
// one line on stderr.
func fails(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: fails STATUS ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec("verso", args[1:]...)
	exit, ran := errors.AsType[*exec.ExitError](err)
	if !ran || exit.ExitCode() != want {
		ts.Fatalf("verso %s: %v, want exit status %d", strings.Join(args[1:], " "), err, want)
	}
	said := ts.ReadFile("stderr")
	if !strings.HasPrefix(said, "verso: ") || strings.Count(said, "\n") != 1 {
		ts.Fatalf("verso %s says %q, want one line that begins with verso:", strings.Join(args[1:], " "), said)
	}
}

// terminate sends SIGTERM to what runs in the background; testscript's own
// kill does not know it.
func terminate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 0 {
		ts.Fatalf("usage: terminate")
	}
	for _, command := range ts.BackgroundCmds() {
		ts.Check(command.Process.Signal(syscall.SIGTERM))
	}
}

// mode PERMISSIONS FILE checks a file's permissions, such as 0600.
func mode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mode PERMISSIONS FILE")
	}
	want, err := strconv.ParseUint(args[0], 8, 32)
	ts.Check(err)
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	if got := info.Mode().Perm(); got != os.FileMode(want) {
		ts.Fatalf("%s has mode %#o, want %#o", args[1], got, want)
	}
}
