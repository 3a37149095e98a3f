package sitemap_test

import (
	"encoding/xml"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/sitemap"
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

func post() []sitemap.URL {
	both := []sitemap.Alternate{
		{Hreflang: "en-US", Href: "https://ex.test/en-us/articles/hello-world"},
		{Hreflang: "pt-BR", Href: "https://ex.test/pt-br/artigos/ola-mundo"},
		{Hreflang: "en", Href: "https://ex.test/en-us/articles/hello-world"},
		{Hreflang: "pt", Href: "https://ex.test/pt-br/artigos/ola-mundo"},
		{Hreflang: "x-default", Href: "https://ex.test/en-us/articles/hello-world"},
	}
	lisbon := time.FixedZone("", 3600)
	return []sitemap.URL{
		{Loc: "https://ex.test/pt-br/artigos/ola-mundo", LastMod: time.Date(2026, 2, 5, 0, 30, 0, 0, lisbon), Alternates: both},
		{Loc: "https://ex.test/pt-br/artigos/s%C3%B3-aqui?a=1&b=<2>"},
	}
}

func TestWriteListsEveryAlternate(t *testing.T) { // rule 46
	var out strings.Builder
	if err := sitemap.Write(&out, post()); err != nil {
		t.Fatal(err)
	}
	golden(t, "urlset.xml", out.String())
}

func TestWriteIndexListsFiles(t *testing.T) { // rule 46
	var out strings.Builder
	err := sitemap.WriteIndex(&out, []sitemap.File{
		{Loc: "https://ex.test/sitemaps/en-us.xml", LastMod: time.Date(2026, 2, 5, 12, 0, 0, 0, time.UTC)},
		{Loc: "https://ex.test/sitemaps/pt-br.xml"},
	})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "index.xml", out.String())
}

func TestHostileAddressStaysText(t *testing.T) { // T4
	const hostile = "https://ex.test/\"/></url><script>&'\x00\xff"
	var out strings.Builder
	err := sitemap.Write(&out, []sitemap.URL{{Loc: hostile, Alternates: []sitemap.Alternate{{Hreflang: `"><x`, Href: hostile}}}})
	if err != nil {
		t.Fatal(err)
	}
	var set struct {
		URLs []struct {
			Loc   string `xml:"loc"`
			Links []struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(out.String()), &set); err != nil {
		t.Fatalf("not XML: %v\n%s", err, out.String())
	}
	if len(set.URLs) != 1 || len(set.URLs[0].Links) != 1 {
		t.Fatalf("%d URLs, want one with one alternate: %s", len(set.URLs), out.String())
	}
	want := "https://ex.test/\"/></url><script>&'\uFFFD\uFFFD"
	if got := set.URLs[0].Loc; got != want {
		t.Errorf("loc = %q, want %q", got, want)
	}
	if got := set.URLs[0].Links[0].Href; got != want {
		t.Errorf("href = %q, want %q", got, want)
	}
}

func TestWriteRefusesWhatNoFileHolds(t *testing.T) { // rule 46
	if err := sitemap.Write(&strings.Builder{}, make([]sitemap.URL, sitemap.MaxURLs+1)); err == nil {
		t.Error("Write of too many URLs: no error")
	}
	huge := []sitemap.URL{{Loc: strings.Repeat("x", sitemap.MaxBytes)}}
	if err := sitemap.Write(&strings.Builder{}, huge); err == nil {
		t.Error("Write of too many bytes: no error")
	}
	if err := sitemap.WriteIndex(&strings.Builder{}, make([]sitemap.File, sitemap.MaxURLs+1)); err == nil {
		t.Error("WriteIndex of too many files: no error")
	}
}
