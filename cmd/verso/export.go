package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"text/tabwriter"

	"verso/internal/exporter"
	"verso/internal/message"
	"verso/locales"
)

type exportCommand struct {
	Dir   string `arg:"" type:"path" help:"A new or empty folder; hidden files in it do not count."`
	Force bool   `help:"Renew the folder of an earlier export. What was added to it stays."`
	JSON  bool   `name:"json" help:"Report as one JSON object."`
}

// Run exports the site and reports on stdout.
func (c *exportCommand) Run(ctx context.Context, p *program) error {
	db, err := p.migrated(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	pictures, err := p.media()
	if err != nil {
		return err
	}
	defer pictures.Close()
	catalog, err := message.Load(locales.FS)
	if err != nil {
		return err
	}

	e := exporter.New(exporter.Config{DB: db, Media: pictures, Sections: catalog.Sections})
	report, err := e.Export(ctx, c.Dir, exporter.Options{Force: c.Force, Progress: progress(p.stderr)})
	if err != nil {
		return err
	}
	if c.JSON {
		encoder := json.NewEncoder(p.stdout)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(report)
	}
	return printExport(p.stdout, report)
}

// printExport tells a person what was written.
func printExport(w io.Writer, r exporter.Report) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(out, "locale\tposts\t")
	for _, l := range slices.Sorted(maps.Keys(r.Posts)) {
		fmt.Fprintf(out, "%s\t%d\t\n", l, r.Posts[l])
	}
	fmt.Fprintf(out, "\n%d pictures, %d tags, %d redirects\n", r.Pictures, r.Tags, r.Redirects)
	if err := out.Flush(); err != nil || len(r.Warnings) == 0 {
		return err
	}
	fmt.Fprintln(w, "\nTo look at:")
	for _, p := range r.Warnings {
		if _, err := fmt.Fprintf(w, "  %s: %s\n", p.File, p.Reason); err != nil {
			return err
		}
	}
	return nil
}
