package importer

import (
	"context"
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/site"
	"verso/internal/store"
)

// An Importer brings folders into a site.
type Importer struct {
	db       *store.DB
	media    *media.Store
	sections func(locale.Tag) map[site.Section]string
	address  func(*site.Site, content.Summary) string
	dead     DeadLinks
	now      func() time.Time
}

// Config is what an Importer works with.
type Config struct {
	DB    *store.DB
	Media *media.Store // nil: pictures are left out
	Now   func() time.Time

	Sections func(locale.Tag) map[site.Section]string     // the catalog's words for sections
	Address  func(s *site.Site, p content.Summary) string // the path where readers find a post
	Dead     DeadLinks                                    // nil: links are not checked
}

// New returns an importer.
func New(c Config) *Importer {
	return &Importer{
		db: c.DB, media: c.Media,
		sections: c.Sections, address: c.Address, dead: c.Dead, now: c.Now,
	}
}

// Import brings the folder dir into the site and tells what it did. A group
// is there whole or not at all, also when the import is stopped. A file that
// cannot be imported is in the report; the error is for what stops the whole
// import.
func (i *Importer) Import(ctx context.Context, dir string, o Options) (Report, error) {
	tree, err := OpenTree(dir)
	if err != nil {
		return Report{}, err
	}
	defer tree.Close()
	r := &run{Importer: i, tree: tree, pics: newPictures(tree), prune: o.Prune, now: i.now()}
	setting, err := r.readSite(ctx)
	if err != nil {
		return Report{}, err
	}
	if r.export, err = readExport(tree, i.sections); err != nil {
		return Report{}, err
	}
	if r.export != nil {
		r.plan = r.export.plan(setting)
	} else {
		r.plan = NewPlan(tree, o, setting)
	}
	if why := tree.lacks(); why != "" && len(r.plan.Groups) == 0 {
		r.plan.Warnings = append(r.plan.Warnings, Problem{Reason: why})
	}
	if err := r.readWork(ctx); err != nil {
		return Report{}, err
	}
	if setting.Known = r.knownLocales(); setting.Known != nil {
		r.plan = NewPlan(tree, o, setting)
		if err := r.readWork(ctx); err != nil {
			return Report{}, err
		}
	}
	if err := r.prepare(ctx); err != nil {
		return Report{}, err
	}
	if err := r.apply(ctx, o.Progress); err != nil {
		return Report{}, err
	}
	return r.report(), nil
}

// readSite reads what the plan needs to know, and the ledger.
func (r *run) readSite(ctx context.Context) (Setting, error) {
	s := Setting{Now: r.now}
	locales, err := r.db.Locales(ctx)
	if err != nil {
		return s, err
	}
	for _, l := range locales {
		if l.Default {
			s.Default = l.Tag
		}
	}
	if s.Default == "" {
		s.Default = locale.EnglishUS
	}
	if s.Empty, err = r.db.Untouched(ctx); err != nil {
		return s, err
	}
	r.siteLocales, r.empty = locales, s.Empty
	r.ledger, r.byHash = map[string]store.ImportFile{}, map[string][]string{}
	if s.Empty {
		return s, nil // what it knows is welcome content, which goes
	}
	files, err := r.db.ImportFiles(ctx)
	for _, f := range files {
		r.ledger[f.Path] = f
		if isFile(f) {
			r.byHash[f.Hash] = append(r.byHash[f.Hash], f.Path)
		}
	}
	return s, err
}

// apply writes what the plan says.
func (r *run) apply(ctx context.Context, progress func(done, total int)) error {
	if progress == nil {
		progress = func(int, int) {}
	}
	if r.changes() || r.export != nil {
		if err := r.saveSite(ctx); err != nil {
			return err
		}
	}
	var err error
	if r.words, err = r.db.Site(ctx, r.sections); err != nil {
		return err
	}
	if err := r.saveNames(ctx); err != nil {
		return err
	}
	if err := r.applyGroups(ctx, progress); err != nil {
		return err
	}
	for _, last := range []func(context.Context) error{r.restoreMenu, r.restoreShelf, r.offerPairs, r.applyGone, r.applyRedirects, r.checkLinks} {
		if err := last(ctx); err != nil {
			return err
		}
	}
	return nil
}
