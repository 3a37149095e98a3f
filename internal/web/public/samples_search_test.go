package public

import (
	"verso/internal/content"
	"verso/internal/search"
	"verso/internal/web/view"
)

// searches returns the page of the search in each of its states.
func (s sample) searches() map[string]namedPage {
	form := searchPage{Page: s.page(s.headings[0], "search"), Action: s.href("search")}
	form.Page.Search.Href = ""
	form.Head = view.Head{NoIndex: true}

	found := form
	found.Query, found.Count, found.Pager = s.tag, 1000, s.pager()
	found.Results = s.results()
	found.Others = []searchOther{{Href: "/de/suche?q=x", Lang: "de", Count: 1}, {Href: "/ar/بحث?q=x", Lang: "ar", Count: 12}}
	found.Untranslated = []searchResult{{
		Href: "/he/x", Title: []search.Piece{{Text: "מדריך "}, {Text: "תרגום", Match: true}}, Lang: "he",
	}}

	tagged := found
	tagged.More, tagged.Untranslated, tagged.Others = true, nil, nil
	tagged.Tag, tagged.AllHref = content.Tag{ID: 1, Name: s.tag, Slug: "tag", Locale: s.locale}, s.href("search?q=x")

	none := form
	none.Query, none.Newest = "<xyzzy> & co", s.entries()
	empty := form
	empty.Newest = s.entries()
	return map[string]namedPage{
		"search":        {"public/search", found},
		"search-tagged": {"public/search", tagged},
		"search-none":   {"public/search", none},
		"search-empty":  {"public/search", empty},
	}
}

// results returns the articles of the sample site as a search for their first
// words finds them.
func (s sample) results() []searchResult {
	var results []searchResult
	for _, e := range s.entries() {
		words := search.Words(e.Title, e.Lang)
		terms := search.Parse(e.Title[words[0].Start:words[0].End]).In(e.Lang)
		results = append(results, searchResult{
			Href: e.Href, Title: terms.Mark(e.Title), Lang: e.Lang, Date: e.Date, Excerpt: terms.Mark(e.Excerpt),
		})
	}
	return results
}
