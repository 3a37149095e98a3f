package digest

import (
	"cmp"
	"strconv"
	"strings"

	"verso/internal/account"
	"verso/internal/site"
	"verso/internal/store"
)

// most is how many texts a letter names; the list of translations has all.
const most = 12

// A title may be of another direction than the letter.
const (
	isolate    = "\u2068"
	endIsolate = "\u2069"
)

// letter returns the letter about items, in the language of its reader.
func (s *Service) letter(u account.User, items []item) store.Letter {
	snapshot := s.Site()
	l := cmp.Or(u.Language, snapshot.Set.Default())
	words := s.Catalog.For(l)
	name, _ := snapshot.Setting(site.Name, snapshot.Set.Default())
	name = cmp.Or(name, "Verso")
	var list strings.Builder
	for _, i := range items[:min(most, len(items))] {
		list.WriteString("\n" + isolate + i.post.Title + endIsolate + " — " + words.LanguageName(i.post.Locale) + "\n")
		for _, line := range i.lines {
			list.WriteString("· " + words.Plural(line.messageID, line.count) + "\n")
		}
		parts := []string{"posts", strconv.FormatInt(int64(i.post.ID), 10)}
		if i.bench {
			parts = append(parts, "translate")
		}
		list.WriteString(s.Link(l, parts...) + "\n")
	}
	return store.Letter{
		UserID: &u.ID, Address: u.Email, Locale: words.Catalog(),
		Subject: words.Text("LetterDigestSubject", "Site", name),
		Body: words.Text("LetterDigestText", "Site", name) + "\n" + list.String() + "\n" +
			words.Text("LetterDigestEnd", "Link", s.Link(l, "translations"), "Profile", s.Link(l, "profile")),
	}
}
