package admin

import (
	"slices"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/policy"
	"verso/internal/store"
)

// mediaRoutes are those of the library of pictures. Whose picture it is, and
// in which language something is said of it, the service asks.
func (a *Admin) mediaRoutes() []route {
	return []route{
		get("/media", policy.ReadMedia, a.showMedia),
		post("/media", policy.AddMedia, a.uploadMedia),
		get("/media/:id", policy.ReadMedia, a.showFile),
		post("/media/:id", policy.DescribeMedia, a.describeFile),
		post("/media/:id/remove", policy.RemoveMedia, a.removeFile),
		post("/media/:id/restore", policy.RemoveMedia, a.restoreFile),
	}
}

// mediaPerPage is how many pictures the library shows at once.
const mediaPerPage = 48

// mediaPage is the template "admin/media".
type mediaPage struct {
	Page
	List
	Rows    []mediaCell
	Upload  string // where files are sent; "" for people who may not
	Max     int    // megabytes of a file
	Refused []refusedFile
}

// A mediaCell is one picture of the library.
type mediaCell struct {
	Href    string
	Name    string
	Alt     string
	Thumb   picture
	Size    mediaSize
	Uses    int          // posts that refer to it
	Missing []tongueView // languages in which nobody said what it shows, where somebody did in others

	Undescribed bool // nobody said it in any language
}

// A mediaSize is how large a picture is.
type mediaSize struct {
	Pixels string // "1600 × 900"
	Bytes  string // "340 kB"
}

// A picture is an image of a page: its address, and its size in pixels.
type picture struct {
	Src           string
	Width, Height int
}

// A tongueView is the name of a language.
type tongueView struct {
	Lang locale.Tag
	Name string
}

// A refusedFile is a file that was not taken.
type refusedFile struct {
	Name     string
	ReasonID string // message
	Max      int    // of the message
}

// showMedia serves GET /:locale/admin/media.
func (a *Admin) showMedia(c *gin.Context) error {
	page, err := a.mediaPage(c)
	if err != nil {
		return err
	}
	return a.show(c, "media", page)
}

func (a *Admin) mediaPage(c *gin.Context) (*mediaPage, error) {
	v := visitOf(c)
	list := listOf(c, v.mediaList(), "-"+string(store.MediaByDate))
	by, down := list.Descending()
	query := store.MediaQuery{
		Text: list.Sought, MissingIn: locale.Tag(list.Filter("missing")), Unused: list.Filter("used") == "no",
		Sort: store.MediaSort(by), Reverse: (store.MediaSort(by) == store.MediaByName) == down, Compare: v.words.Compare,
		Limit: mediaPerPage, Offset: (list.Page - 1) * mediaPerPage,
	}
	if list.Filter("whose") == "mine" {
		query.Owner = v.person.ID
	}
	entries, total, err := a.DB.Library(c.Request.Context(), query)
	if err != nil {
		return nil, err
	}
	list.paged(total, mediaPerPage)
	page := &mediaPage{Page: a.page(c, "AdminNavMedia"), List: list, Max: media.MaxBytes >> 20}
	page.Live = []string{"admin:media"}
	if policy.Somewhere(v.person, policy.AddMedia) {
		page.Upload = v.href("media")
	}
	alts, err := a.DB.MediaAlts(c.Request.Context(), v.locale, entries)
	for _, e := range entries {
		cell := v.mediaCell(e)
		cell.Alt = alts[e.ID]
		page.Rows = append(page.Rows, cell)
	}
	return page, err
}

func (v *visit) mediaList() List {
	return List{
		SearchID: "AdminMediaSearch",
		Filters: []Filter{
			{Name: "missing", LabelID: "AdminMediaMissing", AnyID: "AdminMediaMissingAny", Options: v.languages()},
			{Name: "used", LabelID: "AdminMediaUse", AnyID: "AdminMediaUseAny", Options: []Option{{Value: "no", LabelID: "AdminMediaUnused"}}},
			{Name: "whose", LabelID: "AdminMediaWhose", AnyID: "AdminMediaWhoseAny", Options: []Option{{Value: "mine", LabelID: "AdminMediaMine"}}},
		},
		Columns: []Column{
			{LabelID: "AdminMediaAdded", Sort: string(store.MediaByDate), Down: true},
			{LabelID: "AdminName", Sort: string(store.MediaByName)},
			{LabelID: "AdminMediaSize", Sort: string(store.MediaByBytes), Down: true},
		},
		Empty: Empty{TextID: "AdminMediaEmpty"},
	}
}

func (v *visit) mediaCell(e content.MediaEntry) mediaCell {
	cell := mediaCell{
		Href: v.href("media", decimal(int64(e.ID))), Name: e.Name, Thumb: v.thumb(e.Media, 480),
		Size: v.mediaSize(e.Media), Uses: e.Uses,
	}
	cell.Undescribed = len(e.Described) == 0
	for _, l := range v.Site().Set.Tags() {
		if !cell.Undescribed && !slices.Contains(e.Described, l) {
			cell.Missing = append(cell.Missing, tongueView{l, v.Site().LanguageName(l)})
		}
	}
	return cell
}

// thumb returns a picture at the smallest of its sizes that is so wide, or
// whole.
func (v *visit) thumb(m content.Media, width int) picture {
	for _, w := range m.Sizes.Widths() {
		if w >= width {
			return picture{v.MediaCopy(m, w), w, (m.Height*w + m.Width/2) / m.Width}
		}
	}
	return picture{v.Media(m), m.Width, m.Height}
}

// mediaSize returns how large a picture is.
func (v *visit) mediaSize(m content.Media) mediaSize {
	id, n := "AdminKilobytes", (m.Bytes+999)/1000
	if n >= 1000 {
		id, n = "AdminMegabytes", (n+500)/1000
	}
	number := func(n int) string { return v.words.Number(int64(n)) }
	return mediaSize{
		Pixels: v.words.Text("AdminPixels", "Width", number(m.Width), "Height", number(m.Height)),
		Bytes:  v.words.Text(id, "Size", v.words.Number(n)),
	}
}
