package workbench

import (
	"context"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/store"
)

// Statistics say how far translations are and who makes them (translation
// 2.13).
type Statistics struct {
	Locales []LocaleStatistics // in the site's order; those without a translation too
	Since   time.Time          // of what people did
}

// LocaleStatistics are those of one language.
type LocaleStatistics struct {
	store.Tally
	Reasons []store.ReasonTally // why segments need an edit, the most frequent first
	People  []PersonStatistics  // who translated and approved since, those first who did most
}

// PersonStatistics are those of one person in a language.
type PersonStatistics struct {
	store.PersonTally
	Name string
}

// recently is how far back Statistics look at what people did.
const recently = 30 * 24 * time.Hour

// Statistics returns how far the translations into some languages are; none
// stands for all of the site. A person gets the languages that they work in,
// and an author their own works.
func (s *Service) Statistics(ctx context.Context, by account.User, locales ...locale.Tag) (*Statistics, error) {
	if !policy.Somewhere(by, policy.Translate) {
		return nil, policy.Check(by, policy.Translate, policy.Object{})
	}
	asked := s.worksIn(by, locales)
	var owner content.UserID
	if by.Role == account.Author {
		owner = by.ID
	}
	all := &Statistics{Since: s.now().Add(-recently)}
	err := s.db.Snapshot(ctx, func(db *store.Snapshot) error {
		all.Locales = nil
		tallies, err := db.Tallies(ctx, asked, owner)
		if err != nil {
			return err
		}
		reasons, err := db.ReasonTallies(ctx, asked, owner)
		if err != nil {
			return err
		}
		people, err := db.PersonTallies(ctx, asked, owner, all.Since)
		if err != nil {
			return err
		}
		users, err := db.Users(ctx)
		if err != nil {
			return err
		}
		names := map[content.UserID]string{}
		for _, u := range users {
			names[u.ID] = u.Name
		}
		for _, l := range asked {
			all.Locales = append(all.Locales, statisticsOf(l, tallies, reasons, people, names))
		}
		return nil
	})
	return all, err
}

// worksIn returns those of some languages, or of the site's, that a person
// works in.
func (s *Service) worksIn(by account.User, asked []locale.Tag) []locale.Tag {
	tags := []locale.Tag{}
	for _, l := range s.site().Set.Tags() {
		wanted := len(asked) == 0
		for _, tag := range asked {
			wanted = wanted || tag == l
		}
		if wanted && (by.Role != account.Translator || by.Translates(l)) {
			tags = append(tags, l)
		}
	}
	return tags
}

func statisticsOf(l locale.Tag, tallies []store.Tally, reasons []store.ReasonTally, people []store.PersonTally, names map[content.UserID]string) LocaleStatistics {
	one := LocaleStatistics{Tally: store.Tally{Locale: l}}
	for _, t := range tallies {
		if t.Locale == l {
			one.Tally = t
		}
	}
	for _, r := range reasons {
		if r.Locale == l {
			one.Reasons = append(one.Reasons, r)
		}
	}
	for _, p := range people {
		if p.Locale == l {
			one.People = append(one.People, PersonStatistics{PersonTally: p, Name: names[p.UserID]})
		}
	}
	return one
}
