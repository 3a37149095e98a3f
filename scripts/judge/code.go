package main

import (
	"context"
	"errors"
	"os/exec"
	"strings"
)

// compareIntl runs the tests that compare our words with those of Node's Intl.
func compareIntl(ctx context.Context, _ *court) ([]string, error) {
	out, err := exec.CommandContext(ctx, "go", "test", "-count=1", "-run", "Intl", "-v", "./internal/message").CombinedOutput()
	if !strings.Contains(string(out), "=== RUN") {
		return nil, errors.Join(errors.New("no test compares with Intl: "+string(out)), err)
	}
	return faultsOf(out, err), nil
}

// errUnreachable says that a judge needs something from the network that is
// not there.
var errUnreachable = errors.New("the database of vulnerabilities could not be fetched: " +
	"set GOVULNDB to a copy of it, such as file:///srv/vulndb, and judge again")

// checkVulnerabilities lets govulncheck read what the program calls.
func checkVulnerabilities(ctx context.Context, c *court) ([]string, error) {
	tool, err := c.installed(ctx, "govulncheck", modules[0])
	if err != nil {
		return nil, err
	}
	out, err := exec.CommandContext(ctx, tool, "./cmd/...").CombinedOutput()
	text := string(out)
	switch {
	case err == nil:
		return nil, nil
	case strings.Contains(text, "fetching vulnerabilities") || strings.Contains(text, "dial tcp") || strings.Contains(text, "connection refused"):
		return nil, errors.Join(errUnreachable, errors.New(firstLine(text)))
	}
	return lines(out), nil
}

// checkSecrets lets gitleaks read every commit.
func checkSecrets(ctx context.Context, c *court) ([]string, error) {
	tool, err := c.installed(ctx, "gitleaks", modules[1])
	if err != nil {
		return nil, err
	}
	out, err := exec.CommandContext(ctx, tool, "git", "--config", "scripts/judge/gitleaks.toml", "--no-banner", "--redact", "--verbose", ".").CombinedOutput()
	return faultsOf(out, err), nil
}

// faultsOf returns what a judge printed that ended with a status of failure.
func faultsOf(out []byte, status error) []string {
	if status == nil {
		return nil
	}
	return lines(out)
}

func lines(out []byte) []string { return strings.Split(strings.TrimSpace(string(out)), "\n") }

func firstLine(text string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return first
}
