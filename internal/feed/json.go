package feed

import (
	"bytes"
	"encoding/json"

	"verso/internal/locale"
)

// JSONType is the media type of what JSON returns.
const JSONType = "application/feed+json"

// A jsonFeed is the top level of JSON Feed 1.1 (jsonfeed.org/version/1.1).
type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	Description string       `json:"description,omitempty"`
	HomePage    string       `json:"home_page_url"`
	FeedURL     string       `json:"feed_url"`
	Language    locale.Tag   `json:"language"`
	Authors     []jsonAuthor `json:"authors"`
	Extension   *extension   `json:"_verso,omitempty"`
	Items       []jsonItem   `json:"items"`
}

type jsonItem struct {
	ID        string       `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	Content   string       `json:"content_html"`
	Summary   string       `json:"summary,omitempty"`
	Image     string       `json:"image,omitempty"`
	Published string       `json:"date_published"`
	Modified  string       `json:"date_modified"`
	Authors   []jsonAuthor `json:"authors,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
	Language  locale.Tag   `json:"language"`
	Extension *extension   `json:"_verso,omitempty"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// An extension says what JSON Feed has no words for; such objects begin with
// an underscore.
type extension struct {
	Translators []jsonAuthor    `json:"translators,omitempty"`
	Alternates  []jsonAlternate `json:"alternates,omitempty"`
}

type jsonAlternate struct {
	Hreflang locale.Tag `json:"hreflang"`
	Type     string     `json:"type"`
	Href     string     `json:"href"`
}

// JSON returns the feed as JSON Feed 1.1 has it.
func JSON(f Feed) ([]byte, error) {
	out := jsonFeed{
		Version: "https://jsonfeed.org/version/1.1", Title: f.Title, Description: f.Subtitle,
		HomePage: f.Page, FeedURL: f.Self, Language: f.Language,
		Authors: authors(f.author()), Extension: extend("", f.Alternates),
		Items: make([]jsonItem, 0, len(f.Entries)),
	}
	for _, e := range f.Entries {
		out.Items = append(out.Items, jsonItem{
			ID: e.ID, URL: e.URL, Title: e.Title, Content: e.Content, Summary: e.Summary, Image: e.Image,
			Published: timestamp(e.Published), Modified: timestamp(e.Updated),
			Authors: authors(e.Author), Tags: e.Tags, Language: f.Language,
			Extension: extend(e.Translator, e.Alternates),
		})
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // nothing here is read as HTML before it is read as JSON
	encoder.SetIndent("", " ")
	err := encoder.Encode(out)
	return b.Bytes(), err
}

func authors(name string) []jsonAuthor {
	if name == "" {
		return nil
	}
	return []jsonAuthor{{name}}
}

func extend(translator string, links []Link) *extension {
	if translator == "" && len(links) == 0 {
		return nil
	}
	e := &extension{Translators: authors(translator)}
	for _, link := range links {
		e.Alternates = append(e.Alternates, jsonAlternate{link.Language, link.mediaType(), link.Href})
	}
	return e
}
