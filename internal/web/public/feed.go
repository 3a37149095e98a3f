package public

import (
	"cmp"
	"net/http"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/feed"
	"verso/internal/site"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// feedEntries is how many works a feed holds.
const feedEntries = 20

// feedTypes are the media types of the formats.
var feedTypes = map[urls.Format]string{urls.Atom: feed.AtomType, urls.RSS: feed.RSSType, urls.JSON: feed.JSONType}

// showFeed serves GET /:locale/feed.xml, rss.xml and feed.json: the newest
// articles of the locale (rules 55, 56, 69).
func (s *Site) showFeed(c *gin.Context, v visit) error {
	posts, err := s.DB.Published(c.Request.Context(), v.locale, content.Article, feedEntries, 0)
	if err != nil {
		return err
	}
	f := v.feed("", v.Home(v.locale))
	f.ID = feed.ID(v.Base(), "feed/"+string(v.locale))
	for _, format := range urls.Formats() {
		if format != v.address.Format {
			f.Alternates = append(f.Alternates, feed.Link{
				Href: v.Abs(v.Feed(v.locale, format)), Language: v.locale, Type: feedTypes[format],
			})
		}
	}
	for _, l := range v.Site().Set.Tags() {
		if l != v.locale {
			f.Alternates = append(f.Alternates, feed.Link{
				Href: v.Abs(v.Feed(l, v.address.Format)), Language: l, Type: feedTypes[v.address.Format],
			})
		}
	}
	return s.sendFeed(c, v, f, v.address.Format, posts)
}

// showTagFeed serves GET /:locale/<tags>/:slug/feed.xml: the newest articles
// of a tag. What the tag's page would redirect, this redirects too.
func (s *Site) showTagFeed(c *gin.Context, v visit) error { return s.withTag(c, v, s.feedTag) }

func (s *Site) feedTag(c *gin.Context, v visit, own content.Tag, term []content.Tag) error {
	ctx := c.Request.Context()
	posts, err := s.DB.Tagged(ctx, own.ID, feedEntries, 0)
	if err != nil {
		return err
	}
	f := v.feed(v.words.Text("TagTitle", "Name", own.Name), v.Tag(own.Locale, own.Slug))
	f.ID = feed.ID(v.Base(), "feed/"+string(v.locale)+"/tag/"+identifier(own.ID))
	for _, l := range v.Site().Set.Tags() {
		if t, ok := tagIn(term, l); ok && l != v.locale && t.Posts > 0 {
			f.Alternates = append(f.Alternates, feed.Link{Href: v.Abs(v.TagFeed(l, t.Slug)), Language: l, Type: feed.AtomType})
		}
	}
	return s.sendFeed(c, v, f, urls.Atom, posts)
}

// feed returns the frame of a feed that follows the page at path. title says
// of what, or is "" for all that is new.
func (v visit) feed(title, path string) feed.Feed {
	name, _ := v.siteName()
	tagline, lang := v.Site().Setting(site.Tagline, v.locale)
	if lang != v.locale {
		tagline = "" // a feed has one language
	}
	author, _ := v.Site().Setting(site.Author, v.locale)
	f := feed.Feed{
		Title: name, Subtitle: tagline, Language: v.locale, Author: cmp.Or(author, name),
		Self: v.Abs(v.Path(v.address)), Page: v.Abs(path),
	}
	if title != "" {
		f.Title = title + " · " + name
	}
	return f
}

// sendFeed adds the posts to the feed and sends it in a format.
func (s *Site) sendFeed(c *gin.Context, v visit, f feed.Feed, format urls.Format, posts []content.Summary) error {
	entries, err := s.feedEntries(c.Request.Context(), v, posts)
	if err != nil {
		return err
	}
	f.Entries = entries
	meta := view.Meta{Type: feedTypes[format] + "; charset=utf-8", Language: v.locale}
	var body []byte
	switch format {
	case urls.Atom:
		body = feed.Atom(f)
	case urls.RSS:
		body = feed.RSS(f)
	case urls.JSON:
		if body, err = feed.JSON(f); err != nil {
			return err
		}
	default:
		return errs.NotFound
	}
	view.Send(c.Writer, c.Request, http.StatusOK, meta, body)
	return nil
}

// feeds returns what a page's head says of feeds (rule 57): this locale's
// first, then, on pages that are in other languages too, theirs: absolute, as
// every address with hreflang is. A page in one language alone names no other
// (rules 41 and 42).
func (v visit) feeds(others bool) []view.Feed {
	name, _ := v.siteName()
	list := []view.Feed{{Href: v.Feed(v.locale, urls.Atom), Title: name}}
	for _, l := range v.Site().Set.Tags() {
		if others && l != v.locale {
			list = append(list, view.Feed{Href: v.Abs(v.Feed(l, urls.Atom)), Hreflang: l, Title: name + " · " + v.Site().LanguageName(l)})
		}
	}
	return list
}
