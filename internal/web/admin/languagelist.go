package admin

import (
	"slices"

	"verso/internal/message"
	"verso/internal/site"
)

// addable are the languages that the site does not have, by name, to be offered
// while a tag is typed.
func (a *Admin) addable(v *visit) []Option {
	known := append(a.Catalog.Tags(), message.Languages()...)
	slices.Sort(known)
	var options []Option
	for _, tag := range slices.Compact(known) {
		if !slices.ContainsFunc(v.Site().Locales, func(l site.Locale) bool { return l.Tag == tag }) {
			options = append(options, Option{Value: string(tag), Label: v.words.LanguageName(tag)})
		}
	}
	slices.SortStableFunc(options, func(a, b Option) int { return v.words.Compare(a.Label, b.Label) })
	return options
}
