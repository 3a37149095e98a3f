package main

import (
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

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
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"fails": fails, "mode": mode},
		Condition:           func(cond string) (bool, error) { return cond == kind, nil },
		Setup: func(env *testscript.Env) error {
			if url := address(env.T().(testing.TB)); url != "" {
				env.Setenv("VERSO_DATABASE_URL", url)
			}
			return nil
		},
	})
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
