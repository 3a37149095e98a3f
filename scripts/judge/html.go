package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// htmlFiles returns the files of all pages.
func (c *court) htmlFiles() []string {
	var names []string
	for _, p := range c.pages {
		if p.html() {
			names = append(names, p.file)
		}
	}
	return names
}

// unknownToNu are parts of CSS that are younger than the checker, as it calls
// or quotes them.
var unknownToNu = []string{
	"“@view-transition”", "“view-transition-name”", "“::view-transition”", "nsition-group(", "nsition-old(", "nsition-new(",
	"“position-area”", "“position-try-fallbacks”", "“field-sizing”",
}

// checkWithNu lets the checker of the W3C read every page, and the built style
// sheets.
func checkWithNu(ctx context.Context, c *court) ([]string, error) {
	sheets, err := filepath.Glob("static/dist/*.css")
	if err != nil || len(sheets) == 0 {
		return nil, fmt.Errorf("no built style sheet: %w", err)
	}
	args := []string{"-jar", "node_modules/vnu-jar/build/dist/vnu.jar", "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css"}
	args = append(args, c.htmlFiles()...)
	for _, sheet := range sheets {
		absolute, err := filepath.Abs(sheet)
		if err != nil {
			return nil, err
		}
		args = append(args, absolute)
	}
	out, err := c.output(ctx, "java", args...)
	if err != nil {
		return nil, err
	}
	var report struct {
		Messages []struct {
			Type, SubType, URL, Message, Extract string
			LastLine                             int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, err
	}
	var faults []string
	for _, m := range report.Messages {
		young := slices.ContainsFunc(unknownToNu, func(part string) bool { return strings.Contains(m.Message+m.Extract, part) })
		if young || m.Type == "info" && m.SubType == "" {
			continue
		}
		faults = append(faults, fmt.Sprintf("%s:%d: %s %s: %.120s", c.of(m.URL), m.LastLine, m.Type, m.Message, strings.ReplaceAll(m.Extract, "\n", " ")))
	}
	return faults, nil
}

// validateHTML lets html-validate read every page.
func validateHTML(ctx context.Context, c *court) ([]string, error) {
	args := append([]string{"node_modules/html-validate/bin/html-validate.mjs", "--config", "htmlvalidate.json", "--formatter", "json"}, c.htmlFiles()...)
	out, runErr := c.output(ctx, "node", args...)
	var report []struct {
		FilePath string
		Messages []struct {
			RuleID, Message string
			Line            int
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		return nil, fmt.Errorf("%w: %w", err, runErr)
	}
	var faults []string
	for _, file := range report {
		for _, m := range file.Messages {
			faults = append(faults, fmt.Sprintf("%s:%d: %s: %s", c.of(file.FilePath), m.Line, m.RuleID, m.Message))
		}
	}
	return faults, nil
}

// runLighthouse shows Lighthouse one page of each kind in each locale.
func runLighthouse(ctx context.Context, c *court) ([]string, error) {
	type asked struct {
		URL       string `json:"url"`
		Indexable bool   `json:"indexable"`
		Failing   bool   `json:"failing"`
	}
	var list []asked
	kinds := map[string]string{}
	for _, p := range c.oneOfEach() {
		list = append(list, asked{p.url, p.indexable, p.status >= 400})
		kinds[p.url] = fmt.Sprintf("%s (%s)", strings.TrimPrefix(p.url, c.site.urls.Base()), p.kind)
	}
	input, err := json.Marshal(list)
	if err != nil {
		return nil, err
	}
	run := exec.CommandContext(ctx, "node", "lighthouse.mjs")
	run.Dir, run.Stdin, run.Stderr = c.dir, bytes.NewReader(input), os.Stderr
	run.Env = os.Environ()
	if os.Getenv("CHROME_PATH") == "" {
		run.Env = append(run.Env, "CHROME_PATH=/usr/bin/chromium")
	}
	out, err := run.Output()
	if err != nil {
		return nil, fmt.Errorf("lighthouse: %w", err)
	}
	var faults []string
	answers := 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); answers++ {
		var verdict struct {
			URL    string
			Faults []string
		}
		if err := json.Unmarshal(lines.Bytes(), &verdict); err != nil {
			return faults, err
		}
		for _, fault := range verdict.Faults {
			faults = append(faults, kinds[verdict.URL]+": "+fault)
		}
	}
	if answers != len(list) {
		return faults, fmt.Errorf("lighthouse answered for %d of %d pages", answers, len(list))
	}
	return faults, nil
}
