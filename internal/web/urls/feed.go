package urls

import (
	"slices"

	"verso/internal/locale"
)

// A Format is a kind of feed, by the last segment of its address (rule 69).
type Format string

// The formats of a locale's feed. A tag's feed is Atom.
const (
	Atom Format = "feed.xml"
	RSS  Format = "rss.xml"
	JSON Format = "feed.json"
)

// Formats lists every format.
func Formats() []Format { return []Format{Atom, RSS, JSON} }

// Feed returns a locale's feed: "/pt-br/feed.xml".
func (b Builder) Feed(l locale.Tag, format Format) string { return join(l.Path(), string(format)) }

// TagFeed returns a tag's feed: "/pt-br/etiquetas/go/feed.xml".
func (b Builder) TagFeed(l locale.Tag, slug string) string {
	return b.Tag(l, slug) + join(string(Atom))
}

func format(word string) (Format, bool) {
	return Format(word), slices.Contains(Formats(), Format(word))
}
