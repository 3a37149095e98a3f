package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed package.json htmlvalidate.json lighthouse.mjs sitemaps.xsd xhtml.xsd
var files embed.FS

// modules are the judges written in Go.
var modules = []string{
	"golang.org/x/vuln/cmd/govulncheck@v1.8.0",
	"github.com/zricethezav/gitleaks/v8@v8.30.1",
}

// A court is what the judges share: their tools and the site that they judge.
type court struct {
	dir   string // of the tools, and of what they read
	site  *visited
	gone  *visited // the same without its database
	pages []page
}

// newCourt installs the tools, serves the site and fetches its pages.
func newCourt(ctx context.Context) (*court, error) {
	dir, err := filepath.Abs("bin/judge")
	if err != nil {
		return nil, err
	}
	c := &court{dir: dir}
	if err := c.install(ctx); err != nil {
		return nil, err
	}
	if c.site, err = serve(ctx); err != nil {
		return nil, err
	}
	if c.gone, err = serve(ctx); err == nil {
		err = c.gone.fail()
	}
	if err == nil {
		c.pages, err = c.fetch(ctx)
	}
	if err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

func (c *court) close() {
	for _, v := range []*visited{c.site, c.gone} {
		if v == nil {
			continue
		}
		if err := v.close(); err != nil {
			fmt.Fprintln(os.Stderr, "judge:", err)
		}
	}
}

// install brings the tools into the court's folder, where they are not yet.
func (c *court) install(ctx context.Context) error {
	if err := os.MkdirAll(c.dir, 0o755); err != nil {
		return err
	}
	entries, err := files.ReadDir(".")
	if err != nil {
		return err
	}
	fresh := true // the npm packages are those that package.json names
	for _, entry := range entries {
		text, err := files.ReadFile(entry.Name())
		if err != nil {
			return err
		}
		name := filepath.Join(c.dir, entry.Name())
		if entry.Name() == "package.json" {
			before, err := os.ReadFile(name)
			fresh = err == nil && bytes.Equal(before, text)
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			return err
		}
	}
	if _, err := os.Stat(filepath.Join(c.dir, "node_modules")); err != nil || !fresh {
		if _, err := c.output(ctx, "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"); err != nil {
			return errors.Join(err, os.Remove(filepath.Join(c.dir, "package.json")))
		}
	}
	return nil
}

// installed returns the path of a judge written in Go, installed if need be.
func (c *court) installed(ctx context.Context, name, module string) (string, error) {
	tool := filepath.Join(c.dir, name)
	if _, err := os.Stat(tool); err == nil {
		return tool, nil
	}
	install := exec.CommandContext(ctx, "go", "install", module)
	install.Env = append(os.Environ(), "GOBIN="+c.dir, "GOFLAGS=")
	if out, err := install.CombinedOutput(); err != nil {
		return "", fmt.Errorf("install %s: %w: %s", module, err, out)
	}
	return tool, nil
}

// output runs a tool in the court's folder and returns what it printed. Many
// judges end with a status when they find faults, so what they printed comes
// back with the error.
func (c *court) output(ctx context.Context, name string, args ...string) ([]byte, error) {
	tool := exec.CommandContext(ctx, name, args...)
	tool.Dir = c.dir
	var fault bytes.Buffer
	tool.Stderr = &fault
	out, err := tool.Output()
	if err != nil {
		err = fmt.Errorf("%s: %w: %s", filepath.Base(name), err, bytes.TrimSpace(fault.Bytes()))
	}
	return out, err
}
