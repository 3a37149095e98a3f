package public

import (
	"time"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/search"
	"verso/internal/web/view"
)

// searchPage is the form and what was found, rules 53 and 61: "public/search".
type searchPage struct {
	view.Page
	Action       string      // where the form leads
	Query        string      // as typed; "" shows the form and the newest articles
	Tag          content.Tag // that everything found has; the zero Tag is none
	AllHref      string      // the same search without the tag
	Count        int         // of results, on all pages
	More         bool        // there are older ones, which are not counted
	Results      []searchResult
	Pager        pager
	Others       []searchOther  // what other languages have, first the most
	Untranslated []searchResult // works that are in other languages alone, found by their titles
	Newest       []view.Entry   // the way on when there are no results
}

// A searchResult is a work with the words sought; Lang may always be set.
type searchResult struct {
	Href    string
	Title   []search.Piece
	Lang    locale.Tag
	Date    time.Time      // of an article, in the author's zone; zero leaves it out
	Excerpt []search.Piece // plain text around the words
}

// A searchOther leads to the same search in another language.
type searchOther struct {
	Href  string
	Lang  locale.Tag
	Count int
}

// MaxQuery returns how many letters of a query are read; the form tells the
// browser.
func (searchPage) MaxQuery() int { return search.MaxTyped }
