package main

import (
	_ "embed"
	"os"
	"runtime"
	"strings"
	"text/template"
	"time"

	"verso/scripts/bench/load"
)

// pageFile is what a whole run writes.
const pageFile = "docs/performance.md"

//go:embed page.md.tmpl
var pageTemplate string

// writePage writes the table with how it was measured.
func writePage(rows []row, b *bench) error {
	t, err := template.New(pageFile).Parse(pageTemplate)
	if err != nil {
		return err
	}
	var sizes []string
	for _, n := range b.sizes {
		sizes = append(sizes, posts(n))
	}
	var table strings.Builder
	table.WriteString(strings.TrimPrefix(heading, "\n"))
	for _, r := range rows {
		table.WriteString(r.String())
	}
	page := struct {
		Table, Day, Processor, Go, Sizes, Took, Load string
		Cores                                        int
		Corpus                                       bool
		Why                                          []reason
	}{
		table.String(), time.Now().Format("2 January 2006"), load.Processor(), runtime.Version(),
		strings.Join(sizes, ", "), time.Since(b.began).Round(time.Minute).String(), load.Averages(), runtime.NumCPU(), b.corpus != "", reasons(rows),
	}
	out, err := os.Create(pageFile)
	if err != nil {
		return err
	}
	if err := t.Execute(out, page); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
