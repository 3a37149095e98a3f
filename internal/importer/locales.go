package importer

import (
	"context"
	"slices"
	"strings"

	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
)

// saveLocales gives the site the locales of the import. A site that held only
// welcome content is emptied and speaks exactly those; another one gains the
// ones it lacks, last in its order, and loses what is left of the welcome
// content as it was.
func (r *run) saveLocales(ctx context.Context) error {
	lacking := slices.DeleteFunc(slices.Clone(r.plan.Locales), func(t locale.Tag) bool {
		return slices.ContainsFunc(r.siteLocales, func(l site.Locale) bool { return l.Tag == t })
	})
	if r.empty {
		return r.db.Tx(ctx, func(tx *store.Tx) error { return r.replaceLocales(ctx, tx) })
	}
	welcome, err := r.db.UntouchedWelcome(ctx)
	if err != nil || len(lacking) == 0 && len(welcome) == 0 {
		return err
	}
	return r.db.Tx(ctx, func(tx *store.Tx) error {
		for _, id := range welcome {
			if err := tx.RemovePost(ctx, id); err != nil {
				return err
			}
		}
		for i, t := range lacking {
			l := site.Locale{Tag: t, Position: len(r.siteLocales) + i, Enabled: true}
			if err := tx.SaveLocale(ctx, l); err != nil {
				return err
			}
		}
		return nil
	})
}

// replaceLocales makes the locales exactly those found: the default first,
// the others in path order. Names that the owner gave them stay.
func (r *run) replaceLocales(ctx context.Context, tx *store.Tx) error {
	if err := tx.Clear(ctx); err != nil {
		return err
	}
	named := map[locale.Tag]string{}
	var removed []string
	for _, l := range r.siteLocales {
		named[l.Tag] = l.Name
		if slices.Contains(r.plan.Locales, l.Tag) {
			continue
		}
		if err := tx.RemoveLocale(ctx, l.Tag); err != nil {
			return err
		}
		removed = append(removed, string(l.Tag))
	}
	r.warnRemoved(removed)
	order := slices.Clone(r.plan.Locales)
	slices.SortStableFunc(order, func(a, b locale.Tag) int {
		switch r.plan.Default {
		case b:
			return 1
		case a:
			return -1
		}
		return 0
	})
	for i, t := range order {
		l := site.Locale{Tag: t, Name: named[t], Position: i, Enabled: true, Default: t == r.plan.Default}
		if err := tx.SaveLocale(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

// warnRemoved names the locales that the site spoke and no file is in.
func (r *run) warnRemoved(removed []string) {
	if len(removed) > 0 {
		r.plan.Warnings = append(r.plan.Warnings, Problem{Reason: "no file is in " + strings.Join(removed, ", ") +
			", which the empty site spoke: the languages of the site are now those of the folder; verso locale add brings others back"})
	}
}
