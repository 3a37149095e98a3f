package admin

import (
	"strconv"

	"github.com/gin-gonic/gin"

	"verso/internal/locale"
	"verso/internal/store"
)

// picturesPage is the template "admin/pictures": a list for the picker of
// pictures.
type picturesPage struct {
	Page
	Pictures []pictureOption
}

// A pictureOption is a picture of the library that a text can show.
type pictureOption struct {
	ID    string
	Href  string // as texts refer to it
	Name  string
	Alt   string // what it shows, in the language that is written in
	Lang  locale.Tag
	Thumb picture
}

// maxPictures is how many pictures the picker offers at once.
const maxPictures = 24

// showPictures serves GET /:locale/admin/pictures?q=…&locale=…: pictures of
// the library, the newest first.
func (a *Admin) showPictures(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	l := locale.Tag(c.Query("locale"))
	query := store.MediaQuery{Text: readable(c.Query("q")), Sort: store.MediaByDate, Compare: v.words.Compare, Limit: maxPictures}
	entries, _, err := a.DB.Library(ctx, query)
	if err != nil {
		return err
	}
	alts, err := a.DB.MediaAlts(ctx, l, entries)
	if err != nil {
		return err
	}
	page := picturesPage{}
	for i, e := range entries {
		page.Pictures = append(page.Pictures, pictureOption{
			ID: "picture-" + strconv.Itoa(i), Href: v.Media(e.Media), Name: e.Name, Alt: alts[e.ID], Lang: l, Thumb: v.thumb(e.Media, 320),
		})
	}
	return a.show(c, "pictures", page)
}
