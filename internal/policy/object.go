package policy

import (
	"verso/internal/account"
	"verso/internal/content"
)

// ObjectOf returns what has to be known of a post for by; variants are those
// of its work, with or without p.
func ObjectOf(by account.User, p content.Summary, variants []content.Summary) Object {
	o := Object{Owner: p.AuthorID, Locale: p.Locale}
	for _, v := range variants {
		if v.Locale == p.Locale {
			continue
		}
		o.Variant = true
		if v.AuthorID != 0 && o.WorkOwner != by.ID {
			o.WorkOwner = v.AuthorID
		}
		o.Source = o.Source || by.Translates(v.Locale)
	}
	if by.Role == account.Translator && p.Status == content.Published {
		o.Source = true // whoever reads the site reads it
	}
	return o
}
