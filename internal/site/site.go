// Package site is the site's own settings: its locales in order, section words, names and menus.
package site

import (
	"slices"

	"verso/internal/locale"
)

// A Locale is one language the site speaks, enabled or not.
type Locale struct {
	Tag      locale.Tag
	Name     string // the owner's name for it, or "" for the autonym
	Position int
	Enabled  bool
	Default  bool
}

// A Setting is a name in the table of settings.
type Setting string

// The settings of a site. Those that are text for readers can be set per
// locale.
const (
	Name          Setting = "name"           // of the site
	Tagline       Setting = "tagline"        // one sentence
	Hero          Setting = "hero"           // who writes here, two sentences
	Author        Setting = "author"         // default author of a post
	Contact       Setting = "contact"        // mailto: or https: for security.txt
	MissingPolicy Setting = "missing-policy" // strict or original (rules 32, 33)
	PerPage       Setting = "per-page"       // articles on a list page
	Links         Setting = "links"          // where else the owner is: a line each, see ParseLinks
	TimeZone      Setting = "time-zone"      // IANA name, for people who chose none: "Europe/Lisbon"
	Accent        Setting = "accent"         // colour of links and marks: "#1a6b4a"
	Style         Setting = "style"          // the owner's own CSS, after the site's
	PublishPolicy Setting = "publish-policy" // block, omit or fallback: see Publishing
	Review        Setting = "review"         // on or off: translations are approved by a second person
	SelfApproval  Setting = "self-approval"  // on or off: or by the same one
	StaleAfter    Setting = "stale-after"    // changed segments before readers are told; 0: never
)

// Settings lists every setting a person may set.
func Settings() []Setting {
	return []Setting{Name, Tagline, Hero, Links, Author, Contact, MissingPolicy, PerPage, TimeZone, Accent, Style, PublishPolicy, Review, SelfApproval, StaleAfter}
}

// A Site is a snapshot of the settings; it does not change once made, and is
// replaced as a whole when a setting does.
type Site struct {
	Version  int64
	Locales  []Locale   // in order, disabled ones included
	Set      locale.Set // the enabled ones
	menu     []MenuItem
	settings map[key]string
	words    map[locale.Tag]map[Section]string
	past     map[locale.Tag]map[string]Section
}

type key struct {
	setting Setting
	locale  locale.Tag
}

// A Value is one stored setting; Locale is "" when it holds for all.
type Value struct {
	Key    Setting
	Locale locale.Tag
	Value  string
}

// A Word is one section word chosen by the owner, in use or retired.
type Word struct {
	Locale  locale.Tag
	Section Section
	Word    string
	Current bool
}

// New returns the snapshot of what is stored. catalog gives each locale's
// section words where the owner chose none.
func New(version int64, locales []Locale, values []Value, words []Word, catalog func(locale.Tag) map[Section]string) *Site {
	s := &Site{
		Version:  version,
		Locales:  slices.Clone(locales),
		settings: map[key]string{},
		words:    map[locale.Tag]map[Section]string{},
		past:     map[locale.Tag]map[string]Section{},
	}
	slices.SortStableFunc(s.Locales, func(a, b Locale) int { return a.Position - b.Position })
	var enabled []locale.Tag
	var def locale.Tag
	for _, l := range s.Locales {
		if l.Enabled {
			enabled = append(enabled, l.Tag)
		}
		if l.Default {
			def = l.Tag
		}
	}
	s.Set = locale.NewSet(def, enabled...)
	for _, v := range values {
		s.settings[key{v.Key, v.Locale}] = v.Value
	}
	s.addWords(words, catalog)
	return s
}

// Setting returns a setting for a locale: its own value, else the one for
// all, else the one of the default locale, else "". lang is the locale of a
// text that stands in for a missing one.
func (s *Site) Setting(name Setting, l locale.Tag) (value string, lang locale.Tag) {
	if v, ok := s.settings[key{name, l}]; ok {
		return v, l
	}
	if v, ok := s.settings[key{name, ""}]; ok {
		return v, l
	}
	def := s.Set.Default()
	return s.settings[key{name, def}], def
}

// Own returns what was set for a locale itself, or for all when l is "".
func (s *Site) Own(name Setting, l locale.Tag) string { return s.settings[key{name, l}] }

// Zone returns the time zone of people who chose none, as an IANA name; "" is
// UTC.
func (s *Site) Zone() string { return s.Own(TimeZone, "") }

// DefaultPerPage is how many articles a list page has unless the owner says
// otherwise.
const DefaultPerPage = 10

// Locale returns the site's entry for t, enabled or not.
func (s *Site) Locale(t locale.Tag) (Locale, bool) {
	i := slices.IndexFunc(s.Locales, func(l Locale) bool { return l.Tag == t })
	if i < 0 {
		return Locale{}, false
	}
	return s.Locales[i], true
}

// LanguageName returns what the switcher calls t: the owner's word, else the
// autonym, with its region when the site speaks another region of the same
// language.
func (s *Site) LanguageName(t locale.Tag) string {
	if l, ok := s.Locale(t); ok && l.Name != "" {
		return l.Name
	}
	name := t.Base().Autonym()
	for _, other := range s.Set.Tags() {
		if other == t || other.Base() != t.Base() {
			continue
		}
		if region := t.RegionName(); region != "" {
			return name + " (" + region + ")"
		}
		return t.Autonym()
	}
	return name
}

// ShowsOriginal reports whether a variant that is missing in a locale shows
// the source text instead of a page that says so (rule 33). Unlike a text, the
// choice of another locale does not stand in: it is the locale's, or all's.
func (s *Site) ShowsOriginal(l locale.Tag) bool { return s.own(MissingPolicy, l) == "original" }
