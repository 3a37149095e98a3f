package urls

import (
	"net/url"
	"strconv"

	"verso/internal/locale"
	"verso/internal/site"
)

// descriptionFile is where browsers read how to search here, below the search.
const descriptionFile = "opensearch.xml"

// A Sought is what a search is for.
type Sought struct {
	Text string // as typed
	Tag  string // slug of a tag that what is found must have, or ""
	Page int    // from 1
}

// SoughtIn reads the query of a search's address. A page that is no number is
// page 0, which no search has.
func SoughtIn(query url.Values) Sought {
	s := Sought{Text: query.Get("q"), Tag: query.Get("tag"), Page: 1}
	if query.Has("page") {
		s.Page, _ = strconv.Atoi(query.Get("page"))
	}
	return s
}

// Search returns the search of a locale for s; for nothing, the form.
func (b Builder) Search(l locale.Tag, s Sought) string {
	query := url.Values{}
	if s.Text != "" {
		query.Set("q", s.Text)
	}
	if s.Tag != "" {
		query.Set("tag", s.Tag)
	}
	if s.Page > 1 {
		query.Set("page", strconv.Itoa(s.Page))
	}
	path := b.Section(l, site.Search)
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

// SearchDescription returns the OpenSearch description of a locale's search.
func (b Builder) SearchDescription(l locale.Tag) string {
	return b.Section(l, site.Search) + "/" + descriptionFile
}

// SearchTemplate returns the absolute address of a locale's search with
// {searchTerms} in place of what is sought (OpenSearch 1.1).
func (b Builder) SearchTemplate(l locale.Tag) string {
	return b.Abs(b.Section(l, site.Search)) + "?q={searchTerms}"
}
