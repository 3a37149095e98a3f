package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/schollz/progressbar/v3"

	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/server"
	"verso/internal/store"
	"verso/locales"
	"verso/migrations"
)

type importCommand struct {
	Dir           string                `arg:"" type:"existingdir" help:"Folder of Markdown files, or one above the folders of the locales."`
	Layout        string                `enum:"folder,suffix," default:"" placeholder:"LAYOUT" help:"folder (en/post.md) or suffix (post.en.md). Default: found by itself."`
	Map           map[string]locale.Tag `placeholder:"NAME=TAG" help:"The locale that a name in the folder means, such as en=en-us; may be repeated."`
	DefaultLocale locale.Tag            `placeholder:"TAG" help:"The locale of files that name none, and the default of a site that was empty."`
	Prune         bool                  `help:"Archive the posts whose files are gone from the folder."`
	DryRun        bool                  `help:"Report what would happen; change nothing."`
	JSON          bool                  `name:"json" help:"Report as one JSON object."`
}

// Run imports the folder and reports on stdout. Files that were skipped are
// part of the report, not a failure.
func (c *importCommand) Run(ctx context.Context, p *program) error {
	if c.DryRun {
		aside, remove, err := p.aside(ctx)
		if err != nil {
			return err
		}
		defer remove()
		p = aside
	}
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

	files, err := server.NewImporter(db, pictures, locales.FS, time.Now)
	if err != nil {
		return err
	}
	report, err := files.Import(ctx, c.Dir, importer.Options{
		Layout:   c.Layout,
		Map:      c.Map,
		Default:  c.DefaultLocale,
		Prune:    c.Prune,
		Progress: progress(p.stderr),
	})
	if err != nil {
		return err
	}
	if c.JSON {
		encoder := json.NewEncoder(p.stdout)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(report)
	}
	return printReport(p.stdout, report, c.DryRun)
}

// aside returns the program on a copy of the site in a temporary folder: an
// import there tells what it would do here, and changes nothing here. A site
// that is not there yet is not made.
func (p *program) aside(ctx context.Context) (aside *program, remove func(), err error) {
	dir, err := os.MkdirTemp("", "verso-dry-run-")
	if err != nil {
		return nil, nil, fmt.Errorf("make a temporary folder: %w", err)
	}
	remove = func() { os.RemoveAll(dir) }
	clone := *p
	clone.storage.DataDir, clone.storage.DatabaseURL = dir, ""
	if err := p.copyTo(ctx, &clone); err != nil {
		remove()
		return nil, nil, err
	}
	return &clone, remove, nil
}

// copyTo copies the site into that of another program, when there is one.
func (p *program) copyTo(ctx context.Context, other *program) error {
	if file, ok := strings.CutPrefix(p.storage.URL(), "sqlite:"); ok {
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
	}
	from, err := store.Open(ctx, p.storage.URL())
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := other.open(ctx)
	if err != nil {
		return err
	}
	defer to.Close()
	if err := to.Migrate(ctx, migrations.FS); err != nil {
		return err
	}
	return from.Snapshot(ctx, func(s *store.Snapshot) error { return s.CopyTo(ctx, to) })
}

// progress draws a bar on a terminal; nobody else wants one.
func progress(w io.Writer) func(done, total int) {
	if !terminal(w) {
		return nil
	}
	var bar *progressbar.ProgressBar
	return func(done, total int) {
		if bar == nil {
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(w),
				progressbar.OptionShowCount(), progressbar.OptionClearOnFinish())
		}
		// A bar that cannot be drawn is no reason to stop an import.
		_ = bar.Set(done)
	}
}

// printReport tells a person what happened: totals, a line per locale, then
// what needs attention, by file.
func printReport(w io.Writer, r importer.Report, dry bool) error {
	out := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	if dry {
		fmt.Fprintln(out, "Nothing was changed. This would happen:")
	}
	fmt.Fprintf(out, "%d files, %d works, %d of them in several locales\n\n", r.Files, r.Groups, r.Linked)
	fmt.Fprintln(out, "locale\tposts\tmissing\t")
	for _, l := range slices.Sorted(maps.Keys(r.Posts)) {
		fmt.Fprintf(out, "%s\t%d\t%d\t\n", l, r.Posts[l], r.Missing[l])
	}
	fmt.Fprintf(out, "\n%d created, %d updated, %d unchanged, %d not translated yet, %d skipped\n",
		r.Created, r.Updated, r.Unchanged, r.Untranslated, len(r.Skipped))
	if err := out.Flush(); err != nil {
		return err
	}
	if err := printProblems(w, "Skipped", r.Skipped); err != nil {
		return err
	}
	return printProblems(w, "To look at", r.Warnings)
}

func printProblems(w io.Writer, title string, problems []importer.Problem) error {
	if len(problems) == 0 {
		return nil
	}
	if _, err := fmt.Fprintf(w, "\n%s:\n", title); err != nil {
		return err
	}
	for _, p := range problems {
		where := ""
		if p.File != "" {
			where = p.File + ": "
		}
		if p.Line > 0 {
			where = fmt.Sprintf("%s:%d: ", p.File, p.Line)
		}
		if _, err := fmt.Fprintf(w, "  %s%s\n", where, p.Reason); err != nil {
			return err
		}
	}
	return nil
}
