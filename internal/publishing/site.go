package publishing

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/site"
	"verso/internal/store"
)

// AddLocale makes the site speak tag, last in order, enabled; an existing one
// is enabled again. The first locale of a site is its default.
func (s *Service) AddLocale(ctx context.Context, by account.User, tag locale.Tag) error {
	return s.changeLocales(ctx, by, func(locales []site.Locale) ([]site.Locale, error) {
		if slices.Contains(site.Reserved(), tag.Path()) {
			return nil, errs.Invalid{"locale": "LocaleReserved"}
		}
		if i := index(locales, tag); i >= 0 {
			locales[i].Enabled = true
			return locales, nil
		}
		return append(locales, site.Locale{Tag: tag, Enabled: true, Default: len(locales) == 0}), nil
	})
}

// DisableLocale hides a locale from readers; its posts stay. The default
// locale cannot be hidden.
func (s *Service) DisableLocale(ctx context.Context, by account.User, tag locale.Tag) error {
	return s.changeLocales(ctx, by, func(locales []site.Locale) ([]site.Locale, error) {
		i := index(locales, tag)
		if i < 0 {
			return nil, fmt.Errorf("locale %s: %w", tag, errs.NotFound)
		}
		if locales[i].Default {
			return nil, fmt.Errorf("locale %s is the default, choose another first: %w", tag, errs.Conflict)
		}
		locales[i].Enabled = false
		return locales, nil
	})
}

// DefaultLocale makes tag the locale of readers whose language is not served.
func (s *Service) DefaultLocale(ctx context.Context, by account.User, tag locale.Tag) error {
	return s.changeLocales(ctx, by, func(locales []site.Locale) ([]site.Locale, error) {
		i := index(locales, tag)
		if i < 0 || !locales[i].Enabled {
			return nil, fmt.Errorf("locale %s: %w", tag, errs.NotFound)
		}
		for j := range locales {
			locales[j].Default = i == j
		}
		return locales, nil
	})
}

// OrderLocales puts these locales first, in this order; the others follow in
// the order they had.
func (s *Service) OrderLocales(ctx context.Context, by account.User, tags []locale.Tag) error {
	return s.changeLocales(ctx, by, func(locales []site.Locale) ([]site.Locale, error) {
		for _, tag := range tags {
			if index(locales, tag) < 0 {
				return nil, fmt.Errorf("locale %s: %w", tag, errs.NotFound)
			}
		}
		place := func(l site.Locale) int {
			if i := slices.Index(tags, l.Tag); i >= 0 {
				return i
			}
			return len(tags)
		}
		slices.SortStableFunc(locales, func(a, b site.Locale) int { return place(a) - place(b) })
		return locales, nil
	})
}

func (s *Service) changeLocales(ctx context.Context, by account.User, change func([]site.Locale) ([]site.Locale, error)) error {
	if err := policy.Check(by, policy.ManageSite, policy.Object{}); err != nil {
		return err
	}
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		locales, err := tx.Locales(ctx)
		if err != nil {
			return err
		}
		if locales, err = change(locales); err != nil {
			return err
		}
		for i, l := range locales {
			l.Position = i
			if err := tx.SaveLocale(ctx, l); err != nil {
				return err
			}
		}
		return nil
	})
}

func index(locales []site.Locale, tag locale.Tag) int {
	return slices.IndexFunc(locales, func(l site.Locale) bool { return l.Tag == tag })
}

// SetSetting sets a setting; an empty locale means all of them, an empty
// value forgets it. "word.SECTION" with a locale chooses a section's word.
func (s *Service) SetSetting(ctx context.Context, by account.User, name site.Setting, l locale.Tag, value string) error {
	return s.SetSettings(ctx, by, l, map[site.Setting]string{name: value})
}

// SetSettings sets several settings in one act: all of them or, when one
// cannot be, none.
func (s *Service) SetSettings(ctx context.Context, by account.User, l locale.Tag, values map[site.Setting]string) error {
	if err := policy.Check(by, policy.ManageSite, policy.Object{}); err != nil {
		return err
	}
	bad := errs.Invalid{}
	for name, value := range values {
		if strings.HasPrefix(string(name), wordPrefix) {
			continue
		}
		err := validSetting(name, value)
		if wrong, ok := errors.AsType[errs.Invalid](err); ok {
			maps.Copy(bad, wrong)
		} else if err != nil {
			return err
		}
	}
	if len(bad) > 0 {
		return bad
	}
	return s.db.Tx(ctx, func(tx *store.Tx) error {
		if err := knownLocale(ctx, tx, l); err != nil {
			return err
		}
		for _, name := range slices.Sorted(maps.Keys(values)) {
			if err := s.setSetting(ctx, tx, name, l, values[name]); err != nil {
				return err
			}
		}
		return nil
	})
}

// wordPrefix begins the names of settings that are words of sections.
const wordPrefix = "word."

func (s *Service) setSetting(ctx context.Context, tx *store.Tx, name site.Setting, l locale.Tag, value string) error {
	if section, ok := strings.CutPrefix(string(name), wordPrefix); ok {
		return s.setWord(ctx, tx, l, site.Section(section), value)
	}
	if value == "" {
		return tx.RemoveSetting(ctx, name, l)
	}
	return tx.SaveSetting(ctx, site.Value{Key: name, Locale: l, Value: value})
}

// setWord chooses a section's word in a locale: by the slug grammar, no fixed
// word, no locale's path, and taken by no other section and no page of the
// locale. An empty word is the catalog's again.
func (s *Service) setWord(ctx context.Context, tx *store.Tx, l locale.Tag, section site.Section, word string) error {
	if !slices.Contains(site.Sections(), section) {
		return fmt.Errorf("section %q: %w", section, errs.NotFound)
	}
	if l == "" {
		return errs.Invalid{"locale": "SettingLocaleRequired"}
	}
	snapshot, err := tx.Site(ctx, s.words)
	if err != nil {
		return err
	}
	if word == "" {
		word = s.words(l)[section]
	}
	if word == snapshot.Word(l, section) {
		return nil
	}
	if content.ValidSlug(word) != nil || slices.Contains(site.Reserved(), word) {
		return errs.Invalid{wordPrefix + string(section): "SectionWordInvalid"}
	}
	if _, _, _, isLocale := snapshot.Set.ByPath(word); isLocale {
		return errs.Invalid{wordPrefix + string(section): "SectionWordInvalid"}
	}
	if other, past, ok := snapshot.SectionByWord(l, word); ok && !past && other != section {
		return fmt.Errorf("%q is the word of %s in %s: %w", word, other, l, errs.Conflict)
	}
	if _, err := tx.PostBySlug(ctx, l, content.Page, word); err == nil {
		return fmt.Errorf("a page of %s has the address %q: %w", l, word, errs.Conflict)
	}
	return tx.SaveWord(ctx, site.Word{Locale: l, Section: section, Word: word, Current: true})
}

func knownLocale(ctx context.Context, tx *store.Tx, l locale.Tag) error {
	if l == "" {
		return nil
	}
	locales, err := tx.Locales(ctx)
	if err != nil {
		return err
	}
	if index(locales, l) < 0 {
		return fmt.Errorf("locale %s: %w", l, errs.NotFound)
	}
	return nil
}

func validSetting(name site.Setting, value string) error {
	if !slices.Contains(site.Settings(), name) {
		return fmt.Errorf("setting %q: %w", name, errs.NotFound)
	}
	lines := name == site.Hero || name == site.Links || name == site.Style
	if !content.CleanText(value) || !lines && !content.CleanLine(value) {
		return errs.Invalid{string(name): "TextInvalid"}
	}
	limit := maxSetting
	if name == site.Style {
		limit = maxStyle
	}
	if utf8.RuneCountInString(value) > limit {
		return errs.Invalid{string(name): "SettingTooLong"}
	}
	switch name {
	case site.MissingPolicy, site.PublishPolicy, site.Review, site.SelfApproval:
		if !site.ValidChoice(name, value) {
			return errs.Invalid{string(name): "SettingPolicyInvalid"}
		}
	case site.PerPage:
		if n, err := strconv.Atoi(value); value != "" && (err != nil || n < 1 || n > 100) {
			return errs.Invalid{string(name): "SettingPerPageInvalid"}
		}
	case site.StaleAfter:
		if n, err := strconv.Atoi(value); value != "" && (err != nil || n < 0 || n > 1000) {
			return errs.Invalid{string(name): "SettingStaleAfterInvalid"}
		}
	case site.Links:
		if _, ok := site.ParseLinks(value); !ok {
			return errs.Invalid{string(name): "SettingLinksInvalid"}
		}
	case site.TimeZone:
		if _, err := time.LoadLocation(value); err != nil || value == "Local" {
			return errs.Invalid{string(name): "UserTimeZoneInvalid"}
		}
	case site.Accent:
		if value != "" && !colour(value) {
			return errs.Invalid{string(name): "SettingAccentInvalid"}
		}
	case site.Contact:
		if value != "" && !strings.HasPrefix(value, "mailto:") && !strings.HasPrefix(value, "https://") {
			return errs.Invalid{string(name): "SettingContactInvalid"}
		}
	}
	return nil
}

// The longest setting and the longest style sheet, in characters.
const (
	maxSetting = 2000
	maxStyle   = 50_000
)

// colour reports whether s is a colour as pickers give it: "#1a6b4a".
func colour(s string) bool {
	if len(s) != 7 || s[0] != '#' {
		return false
	}
	_, err := strconv.ParseUint(s[1:], 16, 32)
	return err == nil
}
