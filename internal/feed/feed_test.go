package feed_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/feed"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

// portuguese is a feed of two works, the second with the least a work can have.
func portuguese() feed.Feed {
	brazil := time.FixedZone("", -3*60*60)
	const origin = "https://ex.test:8443"
	return feed.Feed{
		ID: feed.ID(origin, "feed/pt-BR"), Title: "O sítio", Subtitle: "Notas & ensaios", Language: "pt-BR",
		Self: "https://ex.test/pt-br/feed.xml", Page: "https://ex.test/pt-br/", Author: "Ana",
		Alternates: []feed.Link{
			{Href: "https://ex.test/pt-br/rss.xml", Language: "pt-BR", Type: feed.RSSType},
			{Href: "https://ex.test/en-us/feed.xml", Language: "en-US", Type: feed.AtomType},
		},
		Entries: []feed.Entry{
			{
				ID: feed.ID(origin, "post/42"), URL: "https://ex.test/pt-br/artigos/ola", Title: "Olá, <mundo> & cia",
				Summary: "Uma saudação.", Content: `<p>Olá, <a href="https://ex.test/pt-br/sobre">mundo</a>]]&gt; &amp; cia.</p>`,
				Image:     "https://ex.test/media/a.png",
				Published: time.Date(2026, 2, 5, 21, 30, 0, 0, brazil), Updated: time.Date(2026, 2, 7, 8, 0, 0, 0, brazil),
				Author: "Bia", Translator: "Rui", Tags: []string{"Linguagem Go", "C & C++"},
				Alternates: []feed.Link{{Href: "https://ex.test/en-us/articles/hello", Language: "en-US"}},
			},
			{
				ID: feed.ID(origin, "post/7"), URL: "https://ex.test/pt-br/artigos/s%C3%B3", Title: "Só",
				Content:   "<p>Só.</p>",
				Published: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Updated: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
			},
		},
	}
}

func TestAtomHoldsTheWorksAndTheirOtherLanguages(t *testing.T) { // rules 56, 69
	golden(t, "atom.xml", string(feed.Atom(portuguese())))
}

func TestRSSHoldsTheWorksAndTheirOtherLanguages(t *testing.T) { // rules 55, 69
	golden(t, "rss.xml", string(feed.RSS(portuguese())))
}

func TestJSONHoldsTheWorksAndTheirOtherLanguages(t *testing.T) { // rule 69
	out, err := feed.JSON(portuguese())
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "feed.json", string(out))
}

func TestFeedWithoutWorksIsStillWhole(t *testing.T) { // rule 69
	f := portuguese()
	f.Entries, f.Author, f.Subtitle = nil, "", ""
	if atom := string(feed.Atom(f)); !strings.Contains(atom, "<updated>1970-01-01T00:00:00Z</updated>") ||
		!strings.Contains(atom, "<name>O sítio</name>") {
		t.Errorf("an empty Atom feed lacks its date or its author, which RFC 4287 asks for:\n%s", atom)
	}
	if rss := string(feed.RSS(f)); !strings.Contains(rss, "<description>O sítio</description>") {
		t.Errorf("an empty RSS feed lacks its description:\n%s", rss)
	}
	out, err := feed.JSON(f)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(out), `"items": []`) {
		t.Errorf("an empty JSON Feed lacks its list of items:\n%s", out)
	}
}

func TestNamesOutliveAddressesAndPorts(t *testing.T) { // rule 55
	const want = "tag:ex.test,2026:post/42"
	for _, origin := range []string{"https://ex.test", "http://ex.test:8080", "https://ex.test:443"} {
		if got := feed.ID(origin, "post/42"); got != want {
			t.Errorf("ID(%q) = %q, want %q", origin, got, want)
		}
	}
}

func TestHostileTextStaysText(t *testing.T) { // T4
	const hostile = "</title></entry></item>]]><script>alert(1)</script>&\"'\x00\x1b\xff"
	const want = "</title></entry></item>]]><script>alert(1)</script>&\"'\uFFFD\uFFFD\uFFFD"
	f := portuguese()
	e := &f.Entries[0]
	f.Title, f.Subtitle, f.Author, f.ID, f.Self, f.Page = hostile, hostile, hostile, hostile, hostile, hostile
	e.Title, e.Summary, e.Content, e.Author, e.Translator, e.URL = hostile, hostile, hostile, hostile, hostile, hostile
	e.Tags = []string{hostile}
	e.Alternates[0].Href = hostile

	for name, out := range map[string][]byte{"Atom": feed.Atom(f), "RSS": feed.RSS(f)} {
		found := 0
		decoder := xml.NewDecoder(strings.NewReader(string(out)))
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s is not well-formed: %v\n%s", name, err, out)
			}
			switch token := token.(type) {
			case xml.StartElement:
				if token.Name.Local == "script" {
					t.Errorf("%s: text became an element", name)
				}
				for _, a := range token.Attr {
					if a.Value == want {
						found++
					}
				}
			case xml.CharData:
				if string(token) == want {
					found++
				}
			}
		}
		if found < 10 {
			t.Errorf("%s holds the hostile text %d times as text, want each of at least 10", name, found)
		}
	}
	out, err := feed.JSON(f)
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Items []struct{ Title, URL string }
	}
	if err := json.Unmarshal(out, &read); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, out)
	}
	if got := read.Items[0].Title; !strings.HasPrefix(got, "</title></entry></item>]]><script>") {
		t.Errorf("the title is %q", got)
	}
}
