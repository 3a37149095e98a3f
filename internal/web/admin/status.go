package admin

import (
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/store"
)

// statusID returns the message that names a status.
func statusID(s content.Status) string {
	switch s {
	case content.InReview:
		return "AdminStatusReview"
	case content.Scheduled:
		return "AdminStatusScheduled"
	case content.Published:
		return "AdminStatusPublished"
	case content.Archived:
		return "AdminStatusArchived"
	case content.Trashed:
		return "AdminStatusTrashed"
	}
	return "AdminStatusDraft"
}

// statuses lists every status as choices of a filter.
func statuses() []Option {
	var options []Option
	for _, s := range []content.Status{content.Draft, content.InReview, content.Scheduled, content.Published, content.Archived, content.Trashed} {
		options = append(options, Option{Value: string(s), LabelID: statusID(s)})
	}
	return options
}

// A VariantState is one language of a work, with how far it is there.
type VariantState struct {
	Href     string // of its editor, or of the beginning of one
	Lang     locale.Tag
	Name     string // the language in its own words
	Title    string
	Status   content.Status // "" when the work is not in that language
	StatusID string         // message
	When     string         // of a scheduled post
	Current  bool           // on the screen now
}

// state returns a language of a work for lists and for the bar of the editor.
func (v *visit) state(variants []content.Summary, l locale.Tag) VariantState {
	s := VariantState{Lang: l, Name: v.Site().LanguageName(l), StatusID: "AdminStatusMissing"}
	for _, p := range variants {
		if p.Locale != l {
			continue
		}
		s.Href, s.Title, s.Status, s.StatusID = v.post(p.ID), p.Title, p.Status, statusID(p.Status)
		if p.Status == content.Scheduled && p.PublishedAt != nil {
			s.When = v.words.DateTime(v.in(*p.PublishedAt), message.Medium)
		}
	}
	return s
}

// post returns the address of a post's editor, or of a page below it.
func (v *visit) post(id content.PostID, parts ...string) string {
	return v.href(append([]string{"posts", decimal(int64(id))}, parts...)...)
}

// title returns what a work is called in the language of the interface, else
// in the first that it has.
func (v *visit) title(w store.Work) (string, locale.Tag, content.PostID) {
	best := -1
	for i, p := range w.Variants {
		if p.Status == content.Trashed && best >= 0 {
			continue
		}
		if best < 0 || p.Locale == v.locale {
			best = i
		}
	}
	if best < 0 {
		return "", v.locale, 0
	}
	p := w.Variants[best]
	return p.Title, p.Locale, p.ID
}
