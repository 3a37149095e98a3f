package importer_test

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
	"verso/internal/store/storetest"
	"verso/internal/web/links"
	"verso/internal/web/urls"
)

// BenchmarkImport imports a generated folder into an empty site and checks its
// links, as `verso import` does. Rows 9, 9b and 9c of the performance targets
// are its posts/s with -cpu 1.
func BenchmarkImport(b *testing.B) {
	databases := map[string]func(testing.TB) *store.DB{"sqlite": storetest.SQLite}
	if os.Getenv("VERSO_TEST_POSTGRES") != "" {
		databases["postgres"] = storetest.Postgres
	}
	for name, open := range databases {
		for kind, code := range map[string]int{"prose": 0, "code": 6} {
			b.Run(name+"/"+kind, func(b *testing.B) { benchmarkImport(b, open, code) })
		}
	}
}

const benchWorks = 500 // each in two locales

func benchmarkImport(b *testing.B, open func(testing.TB) *store.DB, code int) {
	dir := b.TempDir()
	for _, l := range []locale.Tag{"en-US", "pt-BR"} {
		for n := range benchWorks {
			name := filepath.Join(dir, l.Path(), fmt.Sprintf("post-%04d.md", n))
			if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(benchPost(l, n, code)), 0o600); err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		b.StopTimer()
		db := open(b)
		b.StartTimer()
		r, err := importer.New(importer.Config{
			DB: db, Now: time.Now,
			Sections: english, Address: address, Dead: deadLinks(db),
		}).Import(b.Context(), dir, importer.Options{})
		if err != nil || r.Created != 2*benchWorks || len(r.Warnings) > 0 {
			b.Fatalf("%v; created %d, want %d; warnings:\n%s", err, r.Created, 2*benchWorks, reasons(r.Warnings))
		}
		b.StopTimer()
		db.Close()
		b.StartTimer()
	}
	b.ReportMetric(float64(2*benchWorks*b.N)/b.Elapsed().Seconds(), "posts/s")
}

// deadLinks asks the site as readers would.
func deadLinks(db *store.DB) importer.DeadLinks {
	var s *site.Site
	return func(ctx context.Context, linked []importer.LinkedText) (dead [][]string, err error) {
		if s == nil {
			if s, err = db.Site(ctx, english); err != nil {
				return nil, err
			}
		}
		texts := make([]links.Text, len(linked))
		for i, t := range linked {
			texts[i] = links.Text(t)
		}
		targets, err := links.New(db, urls.New(s, &url.URL{Scheme: "http", Host: "localhost"})).ResolveAll(ctx, texts)
		dead = make([][]string, len(targets))
		for i, t := range linked {
			for _, href := range t.Links {
				if targets[i][href].Dead {
					dead[i] = append(dead[i], href)
				}
			}
		}
		return dead, err
	}
}

// benchWords are what the generated posts are made of.
var benchWords = map[locale.Tag][]string{
	"en-US": strings.Fields("the importer reads a folder of texts and keeps what their authors wrote in every language that readers " +
		"of the site may want because nobody should lose a word when a blog moves house from one engine to another"),
	"pt-BR": strings.Fields("o importador lê uma pasta de textos e guarda o que seus autores escreveram em cada língua que os leitores " +
		"do site podem querer porque ninguém deve perder uma palavra quando um blog muda de casa de um motor para outro"),
}

// benchPost is a post of some 700 words with headings, lists, emphasis and
// links, and as many blocks of code as wanted.
func benchPost(l locale.Tag, n, code int) string {
	words, at := benchWords[l], n*7
	sentence := func(length int) string {
		var s []string
		for range length {
			at = at*31%104_729 + 1
			s = append(s, words[at%len(words)])
		}
		return strings.Join(s, " ")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s %d\ndate: 20%02d-%02d-%02d\ntags: [%s, %s]\nexcerpt: %s\n---\n\n",
		sentence(6), n, 10+n%15, 1+n%12, 1+n%28, words[n%5], words[5+n%9], sentence(15))
	for section := range 5 {
		fmt.Fprintf(&b, "## %s\n\n%s **%s** %s.\n\n", sentence(4), sentence(40), sentence(2), sentence(30))
		fmt.Fprintf(&b, "%s [%s](post-%04d.md) %s `%s`, *%s*.\n\n", sentence(20), sentence(3), (n*13+section)%benchWorks, sentence(20), sentence(1), sentence(3))
		fmt.Fprintf(&b, "- %s\n- %s\n- %s\n\n", sentence(5), sentence(6), sentence(4))
		if section < code {
			fmt.Fprintf(&b, "```go\n%s```\n\n", strings.Repeat(fmt.Sprintf(
				"func f%d(a int, s string) error {\n\tif a > %d { // %s\n\t\treturn fmt.Errorf(\"%%s: %%w\", s, errs[a])\n\t}\n\treturn nil\n}\n",
				n*10+section, n, sentence(3)), 4))
		}
	}
	return b.String()
}
