package admin

import (
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/web/problem"
	"verso/internal/web/urls"
	"verso/internal/web/view"
)

// How much one request of files may hold.
const (
	maxFiles    = 50
	maxUpload   = 5*media.MaxBytes + 1<<20 // bytes, with what stands around the files
	maxPart     = 1 << 10                  // bytes of another field
	uploadPause = 15 * time.Second         // the longest that a sender may be silent
)

// Bodies returns the limits of requests that may hold more than an ordinary
// form, in bytes, by method and pattern.
func (a *Admin) Bodies() map[string]int64 {
	return map[string]int64{http.MethodPost + " " + urls.AdminRoute + "/media": maxUpload}
}

// A sentFile is what became of a file that was sent, for scripts.
type sentFile struct {
	ID      content.MediaID `json:"id"`
	Href    string          `json:"href"` // as texts refer to it
	Name    string          `json:"name"`
	Alt     string          `json:"alt"` // in the language that was asked for
	Caption string          `json:"caption"`
	Width   int             `json:"width"`
	Height  int             `json:"height"`
}

// sentFiles is the answer to a script. Status and Detail say why files were
// refused.
type sentFiles struct {
	Status int        `json:"status"`
	Detail string     `json:"detail,omitempty"` // in words
	Files  []sentFile `json:"files"`
}

// An upload is a request of files while it is read.
type upload struct {
	kept    []content.Media
	refused []refusedFile
	status  int // of the first that was refused; 0 for none
	locale  locale.Tag
}

// uploadMedia serves POST /:locale/admin/media: any number of files, and the
// language of the text that they are for. Each is kept or refused by itself.
func (a *Admin) uploadMedia(c *gin.Context) error {
	u, err := a.receive(c)
	if err != nil {
		return err
	}
	if asksJSON(c.Request) {
		return a.answerUpload(c, u)
	}
	v := visitOf(c)
	if len(u.refused) == 0 {
		if len(u.kept) == 0 {
			return a.done(c, v.href("media"), note{ID: "AdminMediaNone"})
		}
		return a.done(c, v.href("media"), note{ID: "AdminMediaKept", Count: len(u.kept)})
	}
	page, err := a.mediaPage(c)
	if err != nil {
		return err
	}
	page.Refused = u.refused
	return a.showAs(c, u.status, "media", page)
}

// receive reads the files of a request, one after the other.
func (a *Admin) receive(c *gin.Context) (upload, error) {
	var u upload
	c.Request.Body = patient{c.Request.Body, http.NewResponseController(c.Writer)}
	parts, err := c.Request.MultipartReader()
	if err != nil {
		return u, problem.Refuse(http.StatusUnsupportedMediaType, err.Error())
	}
	for range maxFiles {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return u, nil
		}
		if err != nil {
			return u, unreadable(err)
		}
		if err := a.receivePart(c, part, &u); err != nil {
			return u, err
		}
	}
	return u, problem.Refuse(http.StatusRequestEntityTooLarge, "too many parts")
}

func (a *Admin) receivePart(c *gin.Context, part *multipart.Part, u *upload) error {
	limit := int64(maxPart)
	if part.FormName() == "files" {
		limit = media.MaxBytes
	}
	data, err := io.ReadAll(io.LimitReader(part, limit+1))
	if err != nil {
		return unreadable(err)
	}
	switch {
	case part.FormName() == "locale":
		u.locale = locale.Tag(data)
	case part.FormName() != "files" || part.FileName() == "" && len(data) == 0: // nothing was chosen
	default:
		return a.take(c, u, part.FileName(), data)
	}
	return nil
}

// take keeps a file or says why not. The rest of one that is too large is
// read past by the next part.
func (a *Admin) take(c *gin.Context, u *upload, name string, data []byte) error {
	m, err := a.Library.Upload(c.Request.Context(), personOf(c), name, data)
	if err == nil {
		u.kept = append(u.kept, m)
		return nil
	}
	status, refused := refusal(err)
	if status == 0 {
		return err
	}
	if status >= http.StatusInternalServerError {
		a.Log.ErrorContext(c.Request.Context(), "a picture is not kept", "error", err)
	}
	if u.status == 0 {
		u.status = status
	}
	refused.Name = readable(name)
	u.refused = append(u.refused, refused)
	return nil
}

// refusal returns what a file is refused with; status 0 for another failure.
func refusal(err error) (status int, refused refusedFile) {
	for _, r := range []struct {
		err    error
		status int
		file   refusedFile
	}{
		{media.ErrBytes, http.StatusRequestEntityTooLarge, refusedFile{ReasonID: "AdminMediaBytes", Max: media.MaxBytes >> 20}},
		{media.ErrSVG, http.StatusUnsupportedMediaType, refusedFile{ReasonID: "AdminMediaSVG"}},
		{media.ErrType, http.StatusUnsupportedMediaType, refusedFile{ReasonID: "AdminMediaType"}},
		{media.ErrName, http.StatusUnsupportedMediaType, refusedFile{ReasonID: "AdminMediaType"}},
		{media.ErrBroken, http.StatusUnsupportedMediaType, refusedFile{ReasonID: "AdminMediaBroken"}},
		{media.ErrPixels, http.StatusUnprocessableEntity, refusedFile{ReasonID: "AdminMediaPixels", Max: media.MaxPixels / 1_000_000}},
		{media.ErrFilm, http.StatusUnprocessableEntity, refusedFile{ReasonID: "AdminMediaFilm"}},
		{media.ErrFull, http.StatusInsufficientStorage, refusedFile{ReasonID: "AdminMediaFull"}},
	} {
		if errors.Is(err, r.err) {
			return r.status, r.file
		}
	}
	return 0, refusedFile{}
}

// answerUpload tells a script what became of its files.
func (a *Admin) answerUpload(c *gin.Context, u upload) error {
	v := visitOf(c)
	answer := sentFiles{Status: http.StatusCreated, Files: []sentFile{}}
	if u.status != 0 {
		answer.Status, answer.Detail = u.status, u.refused[0].Name+": "+v.refusedText(u.refused[0])
	}
	for _, m := range u.kept {
		texts, err := a.DB.MediaTexts(c.Request.Context(), m.ID)
		if err != nil {
			return err
		}
		said := texts[u.locale]
		answer.Files = append(answer.Files, sentFile{m.ID, v.Media(m), m.Name, said.Alt, said.Caption, m.Width, m.Height})
	}
	data, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	view.Send(c.Writer, c.Request, answer.Status, view.Meta{Type: "application/json", CacheControl: "no-store"}, data)
	return nil
}

func (v *visit) refusedText(f refusedFile) string {
	return v.words.Text(f.ReasonID, "Max", v.words.Number(int64(f.Max)))
}

// asksJSON reports whether a script of this site asks.
func asksJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// unreadable makes what a sender did wrong a refusal of theirs.
func unreadable(err error) error {
	if _, tooLong := errors.AsType[*http.MaxBytesError](err); tooLong {
		return err
	}
	return problem.Refuse(http.StatusBadRequest, err.Error())
}

// patient reads for as long as something comes: a large file on a slow line
// takes longer than a request may.
type patient struct {
	io.ReadCloser
	control *http.ResponseController
}

// Read reads what has come, and waits for more a while.
func (p patient) Read(data []byte) (int, error) {
	until := time.Now().Add(uploadPause)
	// Where the connection has no deadlines, as in tests, there are none to move.
	_ = p.control.SetReadDeadline(until)
	_ = p.control.SetWriteDeadline(until.Add(uploadPause))
	return p.ReadCloser.Read(data)
}
