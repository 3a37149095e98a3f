package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// checkSitemaps lets xmllint read every sitemap. There is no published schema
// of alternates in a sitemap, so theirs is ours.
func checkSitemaps(ctx context.Context, c *court) ([]string, error) {
	var faults []string
	checked := 0
	for _, p := range c.pages {
		if !bytes.Contains(p.body, []byte("<urlset")) {
			continue
		}
		checked++
		if _, err := c.output(ctx, "xmllint", "--noout", "--nonet", "--schema", "sitemaps.xsd", p.file); err != nil {
			faults = append(faults, c.of(p.file)+": "+err.Error())
		}
	}
	if checked < len(judged()) {
		return faults, fmt.Errorf("found only %d sitemaps", checked)
	}
	return faults, nil
}

// readFeed is a program for feedparser: it prints what is wrong with a feed.
const readFeed = `
import feedparser, sys
feed = feedparser.parse(sys.stdin.buffer.read(), response_headers={"content-type": sys.argv[1]})
if feed.bozo: print(feed.bozo_exception)
elif not feed.entries: print("no entries")
`

// checkFeeds lets feedparser read every feed that is XML.
func checkFeeds(ctx context.Context, c *court) ([]string, error) {
	var faults []string
	checked := 0
	for _, p := range c.pages {
		if !strings.Contains(p.mediaType, "atom+xml") && !strings.Contains(p.mediaType, "rss+xml") {
			continue
		}
		checked++
		python := exec.CommandContext(ctx, "/usr/bin/python3", "-c", readFeed, p.mediaType)
		python.Stdin = bytes.NewReader(p.body)
		out, err := python.CombinedOutput()
		if err != nil {
			return faults, fmt.Errorf("python3-feedparser: %w: %s", err, out)
		}
		if fault := strings.TrimSpace(string(out)); fault != "" {
			faults = append(faults, c.of(p.file)+": "+fault)
		}
	}
	if checked < 2*len(judged()) {
		return faults, errors.New("too few feeds were found")
	}
	return faults, nil
}
