package store

import (
	"context"

	"verso/internal/locale"
	"verso/internal/site"
)

// SiteVersion returns the number that grows with every change of the site.
func (r reads) SiteVersion(ctx context.Context) (int64, error) {
	var version int64
	err := r.q.GetContext(ctx, &version, `SELECT version FROM site_version WHERE id = 1`)
	return version, wrap(err, "site version")
}

// Locales returns every locale in the site's order, disabled ones included.
func (r reads) Locales(ctx context.Context) ([]site.Locale, error) {
	var all []localeRow
	err := r.q.SelectContext(ctx, &all, `SELECT tag, name, position, enabled, is_default FROM locales ORDER BY position, tag`)
	locales := make([]site.Locale, 0, len(all))
	for _, l := range all {
		locales = append(locales, site.Locale{Tag: l.Tag, Name: l.Name, Position: l.Position, Enabled: l.Enabled, Default: l.IsDefault})
	}
	return locales, wrap(err, "locales")
}

// localeRow is a row of locales; "default" is a word of SQL.
type localeRow struct {
	Tag       locale.Tag
	Name      string
	Position  int
	Enabled   bool
	IsDefault bool
}

// Site returns the snapshot of the site's settings; catalog gives each
// locale's section words where the owner chose none.
func (r reads) Site(ctx context.Context, catalog func(locale.Tag) map[site.Section]string) (*site.Site, error) {
	version, err := r.SiteVersion(ctx)
	if err != nil {
		return nil, err
	}
	locales, err := r.Locales(ctx)
	if err != nil {
		return nil, err
	}
	var values []site.Value
	if err := r.q.SelectContext(ctx, &values, `SELECT name AS key, locale, value FROM settings`); err != nil {
		return nil, wrap(err, "settings")
	}
	var rows []struct {
		Locale    locale.Tag
		Section   site.Section
		Word      string
		IsCurrent bool
	}
	if err := r.q.SelectContext(ctx, &rows, `SELECT locale, section, word, is_current FROM section_words`); err != nil {
		return nil, wrap(err, "section words")
	}
	words := make([]site.Word, 0, len(rows))
	for _, w := range rows {
		words = append(words, site.Word{Locale: w.Locale, Section: w.Section, Word: w.Word, Current: w.IsCurrent})
	}
	menu, err := r.Menu(ctx)
	if err != nil {
		return nil, err
	}
	return site.New(version, locales, values, words, catalog).WithMenu(menu), nil
}

// SaveLocale adds a locale or changes it.
func (tx *Tx) SaveLocale(ctx context.Context, l site.Locale) error {
	tx.touch(AllKeys)
	_, err := tx.exec(ctx, `
		INSERT INTO locales (tag, name, position, enabled, is_default) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (tag) DO UPDATE SET name = excluded.name, position = excluded.position,
			enabled = excluded.enabled, is_default = excluded.is_default`,
		l.Tag, l.Name, l.Position, l.Enabled, l.Default)
	return wrap(err, "save locale %s", l.Tag)
}

// RemoveLocale removes a locale that holds no posts.
func (tx *Tx) RemoveLocale(ctx context.Context, l locale.Tag) error {
	tx.touch(AllKeys)
	_, err := tx.exec(ctx, `DELETE FROM locales WHERE tag = $1`, l)
	return wrap(err, "remove locale %s", l)
}

// SaveSetting sets one setting; an empty locale means all of them.
func (tx *Tx) SaveSetting(ctx context.Context, v site.Value) error {
	tx.touch(AllKeys)
	_, err := tx.exec(ctx, `
		INSERT INTO settings (name, locale, value) VALUES ($1, $2, $3)
		ON CONFLICT (name, locale) DO UPDATE SET value = excluded.value`, v.Key, v.Locale, v.Value)
	return wrap(err, "save setting %s", v.Key)
}

// RemoveSetting forgets one setting.
func (tx *Tx) RemoveSetting(ctx context.Context, name site.Setting, l locale.Tag) error {
	tx.touch(AllKeys)
	_, err := tx.exec(ctx, `DELETE FROM settings WHERE name = $1 AND locale = $2`, name, l)
	return wrap(err, "remove setting %s", name)
}

// SaveWord chooses a section's word in a locale; the word in use until now
// stays known, so that its addresses redirect.
func (tx *Tx) SaveWord(ctx context.Context, w site.Word) error {
	tx.touch(AllKeys)
	if _, err := tx.exec(ctx, `
		UPDATE section_words SET is_current = FALSE WHERE locale = $1 AND section = $2`, w.Locale, w.Section); err != nil {
		return wrap(err, "retire word of %s/%s", w.Locale, w.Section)
	}
	_, err := tx.exec(ctx, `
		INSERT INTO section_words (locale, word, section, is_current) VALUES ($1, $2, $3, TRUE)
		ON CONFLICT (locale, word) DO UPDATE SET section = excluded.section, is_current = TRUE`, w.Locale, w.Word, w.Section)
	return wrap(err, "save word of %s/%s", w.Locale, w.Section)
}
