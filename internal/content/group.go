package content

import "verso/internal/locale"

// A Group is one work across its locales.
type Group struct {
	ID       GroupID
	Kind     Kind
	Position int     // order among projects and pages; 0 for articles
	SourceID *PostID // the post the others are translations of, if recorded
	Key      string  // what linked the files of an import, or ""
}

// Source returns the post the others are read against: the one recorded as
// source, else the one in the default locale, else the oldest. Variants must
// not be empty.
func Source(variants []Summary, recorded *PostID, def locale.Tag) Summary {
	for _, v := range variants {
		if recorded != nil && v.ID == *recorded {
			return v
		}
	}
	oldest := variants[0]
	for _, v := range variants {
		if v.Locale == def {
			return v
		}
		if v.ID < oldest.ID {
			oldest = v
		}
	}
	return oldest
}

// A Tag is a term in one locale; equal terms of several locales share TermID.
type Tag struct {
	ID     TagID
	TermID TermID
	Locale locale.Tag
	Slug   string
	Name   string
	Posts  int // published articles that carry it
}
