package public

import (
	"encoding/xml"
	"net/http"

	"github.com/gin-gonic/gin"

	"verso/internal/web/view"
)

// openSearchType is the media type of a description.
const openSearchType = "application/opensearchdescription+xml"

// maxShortName is how long the name of a search may be, in characters.
const maxShortName = 16

// An openSearch tells a browser how to search here (OpenSearch 1.1, draft 6).
type openSearch struct {
	XMLName     xml.Name        `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName   string          `xml:"ShortName"`
	Description string          `xml:"Description"`
	URLs        []openSearchURL `xml:"Url"`
	Image       openSearchImage `xml:"Image"`
	Language    string          `xml:"Language"`
	Input       string          `xml:"InputEncoding"`
	Output      string          `xml:"OutputEncoding"`
}

type openSearchURL struct {
	Rel      string `xml:"rel,attr"`
	Type     string `xml:"type,attr"`
	Template string `xml:"template,attr"`
}

type openSearchImage struct {
	Height int    `xml:"height,attr"`
	Width  int    `xml:"width,attr"`
	Type   string `xml:"type,attr"`
	Href   string `xml:",chardata"`
}

// describeSearch serves GET /:locale/<search>/opensearch.xml.
func (s *Site) describeSearch(c *gin.Context, v visit) error {
	name, _ := v.siteName()
	short := []rune(name)
	body, err := xml.Marshal(openSearch{
		ShortName:   string(short[:min(len(short), maxShortName)]),
		Description: v.words.Text("SearchLabel") + " · " + name,
		URLs: []openSearchURL{
			{Rel: "results", Type: "text/html", Template: v.SearchTemplate(v.locale)},
			{Rel: "self", Type: openSearchType, Template: v.Abs(v.SearchDescription(v.locale))},
		},
		Image:    openSearchImage{Height: 16, Width: 16, Type: "image/x-icon", Href: v.Abs("/favicon.ico")},
		Language: string(v.locale),
		Input:    "UTF-8", Output: "UTF-8",
	})
	if err != nil {
		return err
	}
	view.Send(c.Writer, c.Request, http.StatusOK, view.Meta{Type: openSearchType, Language: v.locale}, append([]byte(xml.Header), body...))
	return nil
}
