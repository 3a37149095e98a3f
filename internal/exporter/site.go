package exporter

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/site"
	"verso/internal/store"
)

// writeSite writes the settings, the locales and the section words.
func (r *run) writeSite(ctx context.Context) error {
	values, err := r.db.Values(ctx)
	if err != nil {
		return err
	}
	words, err := r.db.SectionWords(ctx)
	if err != nil {
		return err
	}
	config := importer.SiteConfig{Verso: importer.ExportFormat, Settings: settingsOf("", values)}
	for _, l := range r.site.Locales {
		c := importer.LocaleConfig{
			Tag: l.Tag, Name: l.Name, Default: l.Default, Disabled: !l.Enabled, Settings: settingsOf(l.Tag, values),
			Words: map[site.Section]string{}, Retired: map[string]site.Section{},
		}
		for _, w := range words {
			switch {
			case w.Locale != l.Tag:
			case w.Current:
				c.Words[w.Section] = w.Word
			default:
				c.Retired[w.Word] = w.Section
			}
		}
		config.Locales = append(config.Locales, c)
	}
	data, err := importer.MarshalSite(config)
	if err != nil {
		return err
	}
	return r.out.write(importer.SiteFile, data)
}

func settingsOf(l locale.Tag, values []site.Value) map[site.Setting]string {
	of := map[site.Setting]string{}
	for _, v := range values {
		if v.Locale == l {
			of[v.Key] = v.Value
		}
	}
	return of
}

// writeTags writes every tag, used or not, the oldest first: that of a term
// stands for it where none is in the default locale (rule 40).
func (r *run) writeTags(ctx context.Context) error {
	tags, err := r.db.EveryTag(ctx)
	if err != nil || len(tags) == 0 {
		return err
	}
	past, err := r.db.TagSlugsOnce(ctx)
	if err != nil {
		return err
	}
	old := map[content.TagID][]string{}
	for _, p := range past {
		old[p.Owner] = append(old[p.Owner], p.Slug)
	}
	slices.SortFunc(tags, func(a, b content.Tag) int { return cmp.Compare(a.ID, b.ID) })
	var list importer.TagList
	place := map[content.TermID]int{}
	for _, t := range tags {
		at, known := place[t.TermID]
		if !known {
			at = len(list.Terms)
			place[t.TermID] = at
			list.Terms = append(list.Terms, importer.Term{})
		}
		slices.Sort(old[t.ID])
		term := &list.Terms[at]
		term.Tags = append(term.Tags, importer.TermTag{Locale: t.Locale, Slug: t.Slug, Name: t.Name, Old: old[t.ID]})
	}
	r.report.Tags = len(tags)
	data, err := importer.MarshalSite(list)
	if err != nil {
		return err
	}
	return r.out.write(importer.TagsFile, data)
}

// writeRedirects writes the owner's redirects. Those of old addresses of
// posts are in the posts.
func (r *run) writeRedirects(ctx context.Context) error {
	redirects, err := r.db.Redirects(ctx)
	if err != nil || len(redirects) == 0 {
		return err
	}
	lines := make([]string, 0, len(redirects))
	for _, redirect := range redirects {
		lines = append(lines, importer.RedirectLine(redirect))
	}
	slices.Sort(lines) // the databases sort otherwise
	r.report.Redirects = len(lines)
	return r.out.write(importer.RedirectsFile, []byte(strings.Join(lines, "")))
}

// writeGone writes the addresses of what was deleted.
func (r *run) writeGone(ctx context.Context) error {
	gone, err := r.db.GoneSlugs(ctx)
	if err != nil || len(gone) == 0 {
		return err
	}
	lines := make([]string, 0, len(gone))
	for _, g := range gone {
		lines = append(lines, r.address(g)+"\n")
	}
	slices.Sort(lines)
	return r.out.write(importer.GoneFile, []byte(strings.Join(lines, "")))
}

func (r *run) address(g store.GoneSlug) string {
	return importer.PastAddress(r.site, g.Locale, g.Kind, g.Slug)
}
