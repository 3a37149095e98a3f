// Package exporter writes the whole site into a folder of Markdown that importer reads back unchanged.
package exporter

import (
	"context"
	"fmt"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/site"
	"verso/internal/store"
)

// batch is how many posts are in memory at once.
const batch = 100

// Config is what an Exporter works with.
type Config struct {
	DB       *store.DB
	Media    *media.Store
	Sections func(locale.Tag) map[site.Section]string // the catalog's words for sections
}

// An Exporter writes a site into folders.
type Exporter struct{ Config }

// New returns an exporter.
func New(c Config) *Exporter { return &Exporter{c} }

// Options say what the folder may hold already.
type Options struct {
	// Force takes the folder of an earlier export: what it wrote there is
	// replaced, whatever else is there stays.
	Force bool

	// Progress is told how many posts are written, or is nil.
	Progress func(done, total int)
}

// A Problem is what could not be exported as it is, in words to act on.
type Problem struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

// A Report tells what an export wrote. Locales are in path form.
type Report struct {
	Posts     map[string]int `json:"posts"`
	Pictures  int            `json:"pictures"` // files
	Redirects int            `json:"redirects"`
	Tags      int            `json:"tags"`
	Warnings  []Problem      `json:"warnings"`
}

// Export writes the site, as it is at this moment, into the folder dir, which
// must be new, empty or, with Force, that of an earlier export. The same site
// makes the same bytes. When Export fails, the folder is as it was, unless
// files could not be moved into their places at the very end.
func (e *Exporter) Export(ctx context.Context, dir string, o Options) (Report, error) {
	f, err := openFolder(dir, o.Force)
	if err != nil {
		return Report{}, err
	}
	defer f.close()
	r := &run{Exporter: e, out: f, report: Report{Posts: map[string]int{}, Warnings: []Problem{}}, missing: map[string]bool{}}
	if r.progress = o.Progress; r.progress == nil {
		r.progress = func(int, int) {}
	}
	err = e.DB.Snapshot(ctx, func(s *store.Snapshot) error {
		r.db = s
		return r.write(ctx)
	})
	if err != nil {
		return Report{}, err
	}
	return r.report, f.commit()
}

// run is one export on its way.
type run struct {
	*Exporter
	db       *store.Snapshot
	site     *site.Site
	out      *folder
	report   Report
	progress func(done, total int)
	missing  map[string]bool // files of pictures that are not there
	shelf    map[string]*shelved
	buffer   []byte
}

// write writes everything below the folder.
func (r *run) write(ctx context.Context) error {
	var err error
	if r.site, err = r.db.Site(ctx, r.Sections); err != nil {
		return err
	}
	for _, part := range []func(context.Context) error{
		r.writeSite, r.writeMenu, r.writeTags, r.writeRedirects, r.writeGone,
		r.readShelf, r.writeRooted, r.writePosts, r.writeShelf,
	} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// writePosts writes every post, a batch at a time.
func (r *run) writePosts(ctx context.Context) error {
	total, err := r.db.CountPosts(ctx)
	if err != nil {
		return err
	}
	var last content.PostID
	for done := 0; ; {
		posts, err := r.db.PostsAfter(ctx, last, batch)
		if err != nil || len(posts) == 0 {
			return err
		}
		about, err := r.about(ctx, posts)
		if err != nil {
			return err
		}
		for _, p := range posts {
			if err := r.writePost(ctx, p, about); err != nil {
				return fmt.Errorf("export %s %s/%s: %w", p.Kind, p.Locale, p.Slug, err)
			}
			r.report.Posts[p.Locale.Path()]++
		}
		done += len(posts)
		r.progress(done, total)
		last = posts[len(posts)-1].ID
	}
}

func (r *run) warn(file, format string, args ...any) {
	r.report.Warnings = append(r.report.Warnings, Problem{file, fmt.Sprintf(format, args...)})
}
