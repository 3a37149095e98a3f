package importer

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
)

// saveSite gives the site the locales of the import. Of an export, an empty
// site takes the settings too, and everything else that is no text; a site in
// use keeps its own and gains the tags it lacks.
func (r *run) saveSite(ctx context.Context) error {
	if r.export == nil || !r.empty {
		if err := r.saveLocales(ctx); err != nil || r.export == nil {
			return err
		}
		r.plan.Warnings = append(r.plan.Warnings, Problem{File: SiteFile, Reason: "was left aside: this site has settings of its own"})
		return r.db.Tx(ctx, func(tx *store.Tx) error { return r.restoreTags(ctx, tx) })
	}
	return r.db.Tx(ctx, func(tx *store.Tx) error {
		if err := tx.Clear(ctx); err != nil {
			return err
		}
		for _, restore := range []func(context.Context, *store.Tx) error{
			r.restoreLocales, r.restoreSettings, r.restoreTags, r.restoreGone,
		} {
			if err := restore(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// restoreLocales makes the locales exactly those of the export.
func (r *run) restoreLocales(ctx context.Context, tx *store.Tx) error {
	locales := r.export.site.locales()
	for _, t := range r.plan.Locales { // of texts that were added to the export
		if !slices.ContainsFunc(locales, func(l site.Locale) bool { return l.Tag == t }) {
			locales = append(locales, site.Locale{Tag: t, Position: len(locales), Enabled: true})
		}
	}
	var removed []string
	for _, old := range r.siteLocales {
		if slices.ContainsFunc(locales, func(l site.Locale) bool { return l.Tag == old.Tag }) {
			continue
		}
		if err := tx.RemoveLocale(ctx, old.Tag); err != nil {
			return err
		}
		removed = append(removed, string(old.Tag))
	}
	r.warnRemoved(removed)
	for _, l := range locales {
		if err := tx.SaveLocale(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

// restoreSettings saves the settings and section words that are valid.
func (r *run) restoreSettings(ctx context.Context, tx *store.Tx) error {
	for _, value := range r.export.site.values() {
		if !content.CleanText(value.Value) {
			continue
		}
		if err := tx.SaveSetting(ctx, value); err != nil {
			return err
		}
	}
	for _, w := range r.export.site.words() {
		if content.ValidSlug(w.Word) != nil || slices.Contains(site.Reserved(), w.Word) || !slices.Contains(site.Sections(), w.Section) {
			r.plan.Warnings = append(r.plan.Warnings, Problem{File: SiteFile, Reason: fmt.Sprintf("%q cannot be a word for %s in %s", w.Word, w.Section, w.Locale)})
			continue
		}
		save := tx.AddPastWord
		if w.Current {
			save = tx.SaveWord
		}
		if err := save(ctx, w); err != nil {
			return err
		}
	}
	return nil
}

// restoreTags adds the tags that the site lacks, each to the term of its
// other locales.
func (r *run) restoreTags(ctx context.Context, tx *store.Tx) error {
	speaks, err := tx.Locales(ctx)
	if err != nil {
		return err
	}
	for _, term := range r.export.tags.Terms {
		var id content.TermID
		for _, t := range term.Tags {
			known := slices.ContainsFunc(speaks, func(l site.Locale) bool { return l.Tag == t.Locale })
			if !known || content.ValidSlug(t.Slug) != nil || !content.CleanText(t.Name) {
				r.plan.Warnings = append(r.plan.Warnings, Problem{File: TagsFile, Reason: fmt.Sprintf("%s/%s cannot be a tag of this site", t.Locale, t.Slug)})
				continue
			}
			if id, err = restoreTag(ctx, tx, t, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// restoreTag returns the term of the tag, which it adds when it is not there.
func restoreTag(ctx context.Context, tx *store.Tx, t TermTag, term content.TermID) (content.TermID, error) {
	tag, err := tx.TagBySlug(ctx, t.Locale, t.Slug)
	if err == nil {
		return tag.TermID, nil
	}
	if !errors.Is(err, errs.NotFound) {
		return 0, err
	}
	if term, err = freeTerm(ctx, tx, term, t.Locale); err != nil {
		return 0, err
	}
	tag, err = tx.AddTag(ctx, content.Tag{TermID: term, Locale: t.Locale, Slug: t.Slug, Name: t.Name})
	if err != nil {
		return 0, err
	}
	for _, slug := range t.Old {
		if err := tx.AddPastTagSlug(ctx, store.TagSlug{Locale: t.Locale, Slug: slug, Owner: tag.ID}); err != nil {
			return 0, err
		}
	}
	return tag.TermID, nil
}

// freeTerm returns term when it has no tag in locale l yet, else 0 for a new
// one.
func freeTerm(ctx context.Context, tx *store.Tx, term content.TermID, l locale.Tag) (content.TermID, error) {
	if term == 0 {
		return 0, nil
	}
	tags, err := tx.TermTags(ctx, term)
	if slices.ContainsFunc(tags, func(t content.Tag) bool { return t.Locale == l }) {
		return 0, err
	}
	return term, err
}

// restoreGone remembers what was deleted.
func (r *run) restoreGone(ctx context.Context, tx *store.Tx) error {
	for _, g := range r.export.gone {
		if err := tx.AddGoneSlug(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

// ledgerPath is the path by which the ledger knows the file: of a text that
// was imported before it was exported, the path it had then.
func (v *Variant) ledgerPath() string {
	if v.saved != nil && v.saved.ledger != "" {
		return v.saved.ledger
	}
	return v.Path
}

// restore gives the post of an exported text the dates it had.
func (v *Variant) restore(p *content.Post) {
	s := v.saved
	if s == nil {
		return
	}
	p.PublishedAt, p.UTCOffset, p.FirstPublishedAt = s.published, v.Post.UTCOffset, s.first
	if !s.created.IsZero() {
		p.CreatedAt = s.created
	}
	if !v.Post.UpdatedAt.IsZero() {
		p.UpdatedAt = v.Post.UpdatedAt
	}
	if p.FirstPublishedAt == nil && p.Status == content.Published {
		p.FirstPublishedAt = p.PublishedAt // it was a draft when it was exported
	}
}

// pictureName returns the name under which a picture is kept: the one its
// author gave it.
func (v *Variant) pictureName(file, name string) string {
	if v.saved != nil && v.saved.names[file] != "" {
		return v.saved.names[file]
	}
	return name
}

// restoreSources records which texts of a written group the others are
// translations of, as the export says.
func (r *run) restoreSources(ctx context.Context, tx *store.Tx, g *Group, id content.GroupID) error {
	posts := map[locale.Tag]content.PostID{}
	for i := range g.Variants {
		if w := r.work[g.Variants[i].Path]; w.act == create || w.act == update {
			posts[g.Variants[i].Post.Locale] = w.post.ID
		}
	}
	for i := range g.Variants {
		v := &g.Variants[i]
		post, written := posts[v.Post.Locale]
		if v.saved == nil || !written {
			continue
		}
		if source, ok := posts[v.saved.from]; ok {
			if err := tx.SaveSource(ctx, post, &source); err != nil {
				return err
			}
		}
		if !v.saved.isSource {
			continue
		}
		group, err := tx.Group(ctx, id)
		if err != nil {
			return err
		}
		group.SourceID = &post
		if err := tx.SaveGroup(ctx, group); err != nil {
			return err
		}
	}
	return nil
}
