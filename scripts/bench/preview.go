package main

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// previews is how often a text that is being written is asked for as a page.
const previews = 200

// codeBlock is among the paragraphs of a long text; it is highlighted, and the
// same in every preview.
const codeBlock = "```go\nfunc main() {\n\tfor i := range 10 {\n\t\tfmt.Println(\"Some words\", i) // and a remark\n\t}\n}\n```\n\n"

// measurePreviews measures how long somebody who types waits for the page of
// what they have typed: at the server, and in their browser.
func measurePreviews(ctx context.Context, b *bench) ([]row, error) {
	address, err := b.copyOf(b.smallest())
	if err != nil {
		return nil, err
	}
	took, err := b.previewsOn(ctx, address)
	if err != nil {
		return nil, err
	}
	server := waited("16", "live preview of a text of 5,000 words, at the server", atMost(100, 100, " ms"), took)
	return []row{server, previewSeen(ctx)}, nil
}

// previewSeen makes the row of the browser's part.
func previewSeen(ctx context.Context) row {
	const what = "the same, from the last key to the page in Chromium, p95"
	p95, p50, err := browserPreview(ctx)
	if err != nil {
		return row{"16", what, "", "", err.Error(), notRun}
	}
	return line("16", what, atMost(100, 100, " ms"), p95, "%.0f ms (p50 %.0f ms)", p95, p50)
}

// previewsOn types at the end of a long text, a word at a time.
func (b *bench) previewsOn(ctx context.Context, address string) ([]time.Duration, error) {
	secrets, err := addWriters(ctx, address, 1)
	if err != nil {
		return nil, err
	}
	verso, err := b.serve(ctx, address)
	if err != nil {
		return nil, err
	}
	defer verso.Stop() //nolint:errcheck // it only served
	w := newWriter(verso.URL, secrets[0])
	form := url.Values{"kind": {"article"}, "title": {"Measured"}}
	body := strings.Repeat(codeBlock, 5) + longText
	var took []time.Duration
	for i := range previews {
		body += " word" + strconv.Itoa(i)
		form.Set("body", body)
		_, waited, err := w.sendTo(ctx, "/en-us/preview/new", form, http.StatusOK)
		if err != nil {
			return nil, err
		}
		if i > 0 { // the first one highlights the code
			took = append(took, waited)
		}
	}
	return took, nil
}

// browserPreview types in Chromium and returns how long the page takes, p95 and
// p50 in milliseconds.
func browserPreview(ctx context.Context) (p95, p50 float64, err error) {
	typing := exec.CommandContext(ctx, "go", "test", "-tags", "browser", "-count", "1", "-v", "-run", "^TestThePreviewFollowsWhoWritesALongText$", "./internal/browser")
	typing.Env = append(os.Environ(), "VERSO_PREVIEWS=60")
	out, err := typing.CombinedOutput()
	if err != nil {
		return 0, 0, fmt.Errorf("the browser: %w: %s", err, out)
	}
	return readWaits(string(out))
}

// readWaits finds the figures in what the test of the browser says.
func readWaits(out string) (p95, p50 float64, err error) {
	for line := range strings.Lines(out) {
		fields := strings.Fields(line)
		for i, field := range fields {
			switch field {
			case "p95-ms":
				p95, err = strconv.ParseFloat(fields[i-1], 64)
			case "p50-ms":
				p50, err = strconv.ParseFloat(fields[i-1], 64)
			}
			if err != nil {
				return 0, 0, err
			}
		}
	}
	if p95 == 0 {
		return 0, 0, fmt.Errorf("the browser measured nothing: %s", out)
	}
	return p95, p50, nil
}
