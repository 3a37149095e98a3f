package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/pelletier/go-toml/v2"

	"verso/internal/locale"
	"verso/internal/site"
)

// The files of an export that are no texts, at the top of its folder.
const (
	SiteFile      = "site.toml"     // a SiteConfig; it marks the folder as an export
	TagsFile      = "tags.toml"     // a TagList
	RedirectsFile = "_redirects"    // as Netlify reads it
	GoneFile      = "gone.txt"      // addresses of what was deleted, one on a line
	MenuFile      = "menu.toml"     // a MenuList
	PicturesFile  = "pictures.toml" // a PictureList
)

// Lists names those files but for the one that marks the folder: an export
// that is renewed may lack them.
func Lists() []string { return []string{TagsFile, RedirectsFile, GoneFile, MenuFile, PicturesFile} }

// ExportFormat is the version of the form that exports have.
const ExportFormat = 1

// maxSiteFile is the longest of those files that is read, in bytes.
const maxSiteFile = 64 << 20

// ErrNewerExport is the reason an export of a later version is refused.
var ErrNewerExport = errors.New("was written by a newer version of Verso; use that one to import it")

// A SiteConfig is what an export says of the site itself.
type SiteConfig struct {
	Verso    int                     `toml:"verso" comment:"The form of this export."`
	Settings map[site.Setting]string `toml:"settings,omitempty" comment:"For every locale."`
	Locales  []LocaleConfig          `toml:"locales" comment:"In the order of the site."`
}

// A LocaleConfig is one locale of the site, with what is set for it alone.
type LocaleConfig struct {
	Tag      locale.Tag              `toml:"tag"`
	Name     string                  `toml:"name,omitempty"`
	Default  bool                    `toml:"default,omitempty"`
	Disabled bool                    `toml:"disabled,omitempty"`
	Settings map[site.Setting]string `toml:"settings,omitempty"`
	Words    map[site.Section]string `toml:"words,omitempty" comment:"Words in addresses, where the owner chose one."`
	Retired  map[string]site.Section `toml:"retired_words,omitempty" comment:"Words that were in use before: word = section."`
}

// A TagList is every tag of the site. The tags of one term are the same tag in
// several locales.
type TagList struct {
	Terms []Term `toml:"term"`
}

// A Term is a tag in the locales it is in.
type Term struct {
	Tags []TermTag `toml:"tag"`
}

// A TermTag is a term in one locale. Old are slugs it had before.
type TermTag struct {
	Locale locale.Tag `toml:"locale"`
	Slug   string     `toml:"slug"`
	Name   string     `toml:"name"`
	Old    []string   `toml:"old,omitempty"`
}

// MarshalSite writes what one of those files holds.
func MarshalSite(v any) ([]byte, error) {
	var b bytes.Buffer
	err := toml.NewEncoder(&b).SetIndentTables(false).Encode(v)
	return b.Bytes(), err
}

// readSiteConfig reads site.toml. ok is false when the folder has none, or one
// that says nothing of Verso: then it is no export.
func readSiteConfig(t *Tree) (c SiteConfig, ok bool, err error) {
	data, err := t.optional(SiteFile)
	if err != nil || data == nil {
		return c, false, err
	}
	var mark struct{ Verso any }
	if toml.Unmarshal(data, &mark) == nil && mark.Verso == nil {
		return c, false, nil
	}
	if err := decodeSite(SiteFile, data, &c); err != nil {
		return c, false, err
	}
	if c.Verso > ExportFormat {
		return c, false, fmt.Errorf("%s: %w", SiteFile, ErrNewerExport)
	}
	return c, true, nil
}

// decodeSite reads TOML, or tells the line that is wrong.
func decodeSite(name string, data []byte, v any) error {
	err := toml.Unmarshal(data, v)
	if e, ok := errors.AsType[*toml.DecodeError](err); ok {
		row, _ := e.Position()
		return fmt.Errorf("%s: line %d: %w", name, row, err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// optional reads a file at the top of the folder; nil when it is not there.
func (t *Tree) optional(name string) ([]byte, error) {
	data, err := t.read(name, maxSiteFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s %s", name, reason(err))
	}
	if line, why := notText(data); why != "" {
		return nil, fmt.Errorf("%s: line %d: %s", name, line, why)
	}
	return data, nil
}

// valid reports what of a SiteConfig no site can have.
func (c SiteConfig) valid() error {
	seen := map[locale.Tag]bool{}
	for _, l := range c.Locales {
		canonical, err := locale.Parse(string(l.Tag))
		if err != nil {
			return fmt.Errorf("%s: %w", SiteFile, err)
		}
		if canonical != l.Tag {
			return fmt.Errorf("%s: the locale %q is written %q", SiteFile, l.Tag, canonical)
		}
		if seen[l.Tag] {
			return fmt.Errorf("%s: the locale %s is there twice", SiteFile, l.Tag)
		}
		seen[l.Tag] = true
	}
	return nil
}

// locales returns the locales in their order.
func (c SiteConfig) locales() []site.Locale {
	var all []site.Locale
	for i, l := range c.Locales {
		all = append(all, site.Locale{Tag: l.Tag, Name: l.Name, Position: i, Enabled: !l.Disabled, Default: l.Default})
	}
	return all
}

// words returns the section words that the owner chose, in order.
func (c SiteConfig) words() []site.Word {
	var all []site.Word
	for _, l := range c.Locales {
		for _, section := range slices.Sorted(maps.Keys(l.Words)) {
			all = append(all, site.Word{Locale: l.Tag, Section: section, Word: l.Words[section], Current: true})
		}
		for _, word := range slices.Sorted(maps.Keys(l.Retired)) {
			all = append(all, site.Word{Locale: l.Tag, Section: l.Retired[word], Word: word})
		}
	}
	return all
}

// values returns the settings.
func (c SiteConfig) values() []site.Value {
	var all []site.Value
	add := func(l locale.Tag, settings map[site.Setting]string) {
		for _, name := range slices.Sorted(maps.Keys(settings)) {
			all = append(all, site.Value{Key: name, Locale: l, Value: settings[name]})
		}
	}
	add("", c.Settings)
	for _, l := range c.Locales {
		add(l.Tag, l.Settings)
	}
	return all
}

// IsExport reports whether data is the site.toml of an export.
func IsExport(data []byte) bool {
	var mark struct{ Verso any }
	return toml.Unmarshal(data, &mark) == nil && mark.Verso != nil
}
