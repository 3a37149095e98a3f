//go:build browser

package server_test

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	"verso/internal/locale"
	"verso/internal/store/storetest"
)

// readFeed is a program for Debian's python3-feedparser: it reads a feed and
// says what it found.
const readFeed = `
import feedparser, json, sys
feed = feedparser.parse(sys.stdin.buffer.read(), response_headers={"content-type": sys.argv[1]})
print(json.dumps({
    "bozo": int(feed.bozo), "fault": str(feed.get("bozo_exception", "")), "version": feed.version,
    "language": feed.feed.get("language", ""),
    "entries": [{
        "id": e.get("id", ""), "title": e.get("title", ""), "link": e.get("link", ""),
        "content": e.content[0].value if "content" in e else "", "dated": "published_parsed" in e,
        "permalink": e.get("guidislink", False),
    } for e in feed.entries],
}))`

// A reading is what feedparser made of a feed.
type reading struct {
	Bozo     int
	Fault    string
	Version  string
	Language locale.Tag
	Entries  []struct {
		ID, Title, Link, Content string
		Dated, Permalink         bool
	}
}

func TestFeedsAreValidForFeedparser(t *testing.T) { // rule 69
	db := storetest.SQLite(t)
	contract(t, db)
	s := serve(t, db)
	versions := map[string]string{"feed.xml": "atom10", "rss.xml": "rss20"}
	read := 0
	for path, entries := range map[string]int{
		"/en-us/feed.xml": 4, "/en-us/rss.xml": 4, "/pt-br/feed.xml": 4, "/pt-br/rss.xml": 4,
		"/en-us/tags/go/feed.xml": 1, "/pt-br/etiquetas/linguagem-go/feed.xml": 1,
	} {
		answer := get(s, path)
		got := parse(t, answer.Header().Get("Content-Type"), answer.Body.String())
		if got.Bozo != 0 {
			t.Errorf("%s: bozo %d: %s", path, got.Bozo, got.Fault)
		}
		if want := versions[path[strings.LastIndexByte(path, '/')+1:]]; got.Version != want {
			t.Errorf("%s: read as %q, want %q", path, got.Version, want)
		}
		if want, _ := locale.Parse(strings.Split(path, "/")[1]); got.Language != want {
			t.Errorf("%s: read in %q, want %q", path, got.Language, want)
		}
		if len(got.Entries) < entries {
			t.Errorf("%s: %d entries, want at least %d", path, len(got.Entries), entries)
		}
		for _, e := range got.Entries {
			read++
			if !strings.HasPrefix(e.ID, "tag:ex.test,2026:post/") || e.Permalink && got.Version == "rss20" || !e.Dated || e.Content == "" ||
				e.Title == "" || !strings.HasPrefix(e.Link, "https://ex.test"+path[:len("/en-us/")]) {
				t.Errorf("%s: an entry was read as %+v", path, e)
			}
		}
	}
	if read == 0 {
		t.Error("no entry was read")
	}
}

func TestFeedparserSeesABrokenFeed(t *testing.T) {
	if got := parse(t, "application/atom+xml", "<feed><entry></feed>"); got.Bozo == 0 {
		t.Error("a broken feed passes")
	}
}

// parse lets feedparser read a feed. The system's own Python has it.
func parse(t *testing.T, mediaType, text string) (r reading) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "/usr/bin/python3", "-c", readFeed, mediaType)
	cmd.Stdin = strings.NewReader(text)
	var fault strings.Builder
	cmd.Stderr = &fault
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("python3-feedparser (a Debian package) is needed: %v\n%s", err, fault.String())
	}
	if err := json.Unmarshal(out, &r); err != nil {
		t.Fatal(err)
	}
	return r
}
