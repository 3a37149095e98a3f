package site

import (
	"maps"
	"slices"

	"verso/internal/content"
	"verso/internal/locale"
)

// A MenuKind is what an item of the menu leads to.
type MenuKind string

// The kinds of menu item.
const (
	ToSection MenuKind = "section"
	ToWork    MenuKind = "work"
	ToAddress MenuKind = "address" // on this site or another
)

// A MenuItem is one link of the menu that the owner made.
type MenuItem struct {
	ID      int64
	Kind    MenuKind
	Section Section         // of ToSection
	Group   content.GroupID // of ToWork
	Address string          // of ToAddress: a path or an https URL
	Labels  map[locale.Tag]string
}

// Label returns what the owner calls the item in a locale, or "".
func (i MenuItem) Label(l locale.Tag) string { return i.Labels[l] }

// Equal reports whether two items are the same in every way.
func (i MenuItem) Equal(o MenuItem) bool {
	return i.ID == o.ID && i.Kind == o.Kind && i.Section == o.Section && i.Group == o.Group && i.Address == o.Address &&
		maps.Equal(i.Labels, o.Labels)
}

// InMenu lists the sections that a menu may lead to.
func InMenu() []Section { return []Section{Articles, Projects, Tags, Archive, Search, ContactForm} }

// MaxMenu is how many items a menu may have, and MaxLabel how long one may be,
// in characters.
const (
	MaxMenu  = 20
	MaxLabel = 60
)

// WithMenu returns the snapshot with the menu that the owner made, in order.
func (s *Site) WithMenu(items []MenuItem) *Site {
	with := *s
	with.menu = slices.Clone(items)
	return &with
}

// Menu returns the menu that the owner made, in order; none leaves it to the
// site, which shows every section and the first pages. It must not be changed.
func (s *Site) Menu() []MenuItem { return s.menu }
