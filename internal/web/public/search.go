package public

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/search"
	"verso/internal/store"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// Lengths of what a search shows.
const (
	excerptLetters  = 180 // of each result: two or three lines; half of them in scripts with wide letters
	maxUntranslated = 5
)

// A reader, or all of a household or an office behind one address, may search
// so often in a window: more than hands can type, and little enough for the
// index (ASVS 5.0.0 2.4.1).
const (
	searchLimit  = 100
	searchWindow = time.Minute
)

// showSearch serves GET /:locale/<search>: the form, and what it finds
// (rule 61). It is for readers alone, and no cache keeps it.
func (s *Site) showSearch(c *gin.Context, v visit) error {
	ctx := c.Request.Context()
	sought := urls.SoughtIn(c.Request.URL.Query())
	query := search.Parse(sought.Text)
	sought.Text = query.String()
	if err := s.maySearch(c.ClientIP(), sought.Text); err != nil {
		return err
	}
	tag, term, err := s.soughtTag(ctx, v, sought.Tag)
	if err != nil {
		return err
	}
	sought.Tag = tag.Slug
	page := searchPage{Query: sought.Text}
	if page.Page, err = s.page(ctx, v, v.searchTitle(sought.Text), v.searchTurn(sought, term)); err != nil {
		return err
	}
	page.Action, page.Page.Search.Href = page.Page.Search.Href, ""
	page.Head.NoIndex = true
	page.Remember.Next = v.Search(v.locale, sought)
	page.Tag, page.AllHref = tag, v.Search(v.locale, urls.Sought{Text: sought.Text})
	if err := s.fillSearch(ctx, v, &page, query, sought, tag.ID); err != nil {
		return err
	}
	return s.sendAs(c, v, http.StatusOK, "public/search", page, view.Meta{Language: v.locale, CacheControl: "no-cache"})
}

// maySearch refuses a reader who searches too often.
func (s *Site) maySearch(ip, text string) error {
	if text == "" || loopback(ip) {
		return nil
	}
	if wait, ok := s.searches.allow(ip); !ok {
		return problem.TooManyRequests(wait)
	}
	return nil
}

// fillSearch asks the index and puts what it found on the page.
func (s *Site) fillSearch(ctx context.Context, v visit, page *searchPage, query search.Query, sought urls.Sought, tag content.TagID) error {
	own := query.In(v.locale)
	found, err := s.DB.Search(ctx, own, v.searchElsewhere(query, tag))
	if err != nil {
		return err
	}
	if tag != 0 {
		if found.Posts, err = s.DB.WithTag(ctx, found.Posts, tag); err != nil {
			return err
		}
	}
	page.Count, page.More = len(found.Posts), found.More
	page.Pager, err = v.pages(sought.Page, page.Count, func(n int) string {
		return v.Search(v.locale, urls.Sought{Text: sought.Text, Tag: sought.Tag, Page: n})
	})
	if err != nil {
		return err
	}
	first := (page.Pager.Number - 1) * v.perPage()
	if page.Results, err = s.searchResults(ctx, v, own, found.Posts[first:min(first+v.perPage(), page.Count)]); err != nil {
		return err
	}
	page.Others = v.searchOthers(sought, found)
	if page.Pager.Number == 1 {
		if page.Untranslated, err = s.untranslated(ctx, v, query, found); err != nil {
			return err
		}
	}
	if page.Count == 0 {
		page.Newest, err = s.newest(ctx, v.Builder, v.locale, 5)
	}
	return err
}

// searchElsewhere returns the query in the words of the other languages. A
// search among the works of a tag stays in its own.
func (v visit) searchElsewhere(query search.Query, tag content.TagID) []search.Terms {
	if tag != 0 {
		return nil
	}
	var others []search.Terms
	for _, l := range v.Site().Set.Tags() {
		if l != v.locale {
			others = append(others, query.In(l))
		}
	}
	return others
}

// searchResults returns the works of one page in the order of ids.
func (s *Site) searchResults(ctx context.Context, v visit, terms search.Terms, ids []content.PostID) ([]searchResult, error) {
	posts, err := s.DB.Posts(ctx, ids)
	if err != nil {
		return nil, err
	}
	length := excerptLetters
	if v.locale.CJK() {
		length /= 2
	}
	var results []searchResult
	for _, id := range ids {
		p, ok := posts[id]
		if !ok || p.Status != content.Published {
			continue // it went between two queries
		}
		r := v.searchResult(terms, p.Summary())
		if passage := terms.Excerpt(markdown.Plain(markdown.TrimTitle(p.Body, p.Title)), length); passage != nil {
			r.Excerpt = passage
		}
		results = append(results, r)
	}
	return results, nil
}

// searchResult returns a work with its own excerpt.
func (v visit) searchResult(terms search.Terms, p content.Summary) searchResult {
	r := searchResult{Href: v.Post(p), Title: terms.Mark(p.Title), Lang: p.Locale, Excerpt: terms.Mark(p.Excerpt)}
	if p.Kind == content.Article {
		r.Date = p.Date()
	}
	return r
}

// searchOthers leads to what the other languages have, the most first.
func (v visit) searchOthers(sought urls.Sought, found store.Found) []searchOther {
	var others []searchOther
	for _, l := range v.Site().Set.Tags() {
		if n := found.Counts[l]; n > 0 {
			others = append(others, searchOther{Href: v.Search(l, urls.Sought{Text: sought.Text}), Lang: l, Count: n})
		}
	}
	slices.SortStableFunc(others, func(a, b searchOther) int { return cmp.Compare(b.Count, a.Count) })
	return others
}

// untranslated returns works that have the words in their title in another
// language and are not in the reader's: each once, in the first of the site's
// languages that found it.
func (s *Site) untranslated(ctx context.Context, v visit, query search.Query, found store.Found) ([]searchResult, error) {
	posts, err := s.DB.WithoutVariant(ctx, found.Titles, v.locale)
	if err != nil {
		return nil, err
	}
	order := v.Site().Set.Tags()
	slices.SortStableFunc(posts, func(a, b content.Summary) int {
		return cmp.Compare(slices.Index(order, a.Locale), slices.Index(order, b.Locale))
	})
	var results []searchResult
	shown := map[content.GroupID]bool{}
	for _, p := range posts {
		if shown[p.GroupID] || len(results) == maxUntranslated {
			continue
		}
		shown[p.GroupID] = true
		results = append(results, v.searchResult(query.In(p.Locale), p))
	}
	return results, nil
}

// soughtTag returns the tag at slug in the visit's locale and its term's tags
// in every locale; the zero Tag when there is none.
func (s *Site) soughtTag(ctx context.Context, v visit, slug string) (content.Tag, []content.Tag, error) {
	slug = content.FoldSlug(slug)
	if slug == "" || !content.CleanText(slug) {
		return content.Tag{}, nil, nil
	}
	term, err := s.term(ctx, v.locale, slug)
	if errors.Is(err, errs.NotFound) {
		return content.Tag{}, nil, nil
	}
	own, _ := tagIn(term, v.locale)
	return own, term, err
}

// searchTurn leads each language to the same search there: the words stay, the
// tag is the term's own in that language, the page number goes (rule 53).
func (v visit) searchTurn(sought urls.Sought, term []content.Tag) func(locale.Tag) turn {
	return func(l locale.Tag) turn {
		t, _ := tagIn(term, l)
		return turn{path: v.Search(l, urls.Sought{Text: sought.Text, Tag: t.Slug})}
	}
}

func (v visit) searchTitle(query string) string {
	if strings.TrimSpace(query) == "" {
		return v.words.Text("SearchTitle")
	}
	return v.words.Text("SearchFor", "Query", query)
}
