package admin

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/message"
)

// flashAge is how long what an act has to say waits for the page that says it.
const flashAge = time.Minute

// A Flash is what an act has to say on the page that follows it, and how to
// take it back.
type Flash struct {
	Text     string // in the words of the page
	UndoHref string // where a form takes the act back; "" when it cannot be
}

// A note is what an act has to say, on its way to the next page in a cookie:
// the person's own browser holds it, and what a person puts in there only that
// person reads.
type note struct {
	ID    string   `json:"m"`           // message: "AdminArticlePublished"
	Args  []string `json:"a,omitempty"` // its arguments, name and value in turn
	Count int      `json:"n,omitempty"` // chooses the form of a message that has several
	Act   int64    `json:"u,omitempty"` // the act that can be undone
	Back  []string `json:"b,omitempty"` // or the parts of the address that takes it back, below /:locale/admin
}

// done leads on to a page of the admin that says n.
func (a *Admin) done(c *gin.Context, to string, n note) error {
	data, err := json.Marshal(n)
	if err != nil {
		return err
	}
	a.flash.Keep(c.Writer, base64.RawURLEncoding.EncodeToString(data), flashAge)
	return redirect(c, to)
}

// text returns what n says.
func (n note) text(words *message.Localizer) string {
	args := make([]any, len(n.Args))
	for i, arg := range n.Args {
		args[i] = arg
	}
	if n.Count > 0 {
		return words.Plural(n.ID, n.Count, args...)
	}
	return words.Text(n.ID, args...)
}

// refreshing is the header of requests by which an open page looks what is new.
// They may come between an act and the page that is to say what it did.
const refreshing = "Verso-Refresh"

// takeFlash returns what the page has to say and has the browser forget it.
func (a *Admin) takeFlash(c *gin.Context) *Flash {
	value := a.flash.Value(c.Request)
	if value == "" || c.Request.Method != http.MethodGet || c.Request.Header.Get(refreshing) != "" {
		return nil
	}
	a.flash.Forget(c.Writer)
	data, err := base64.RawURLEncoding.DecodeString(value)
	if err != nil {
		return nil
	}
	var n note
	if err := json.Unmarshal(data, &n); err != nil || !strings.HasPrefix(n.ID, "Admin") {
		return nil
	}
	v := visitOf(c)
	f := &Flash{Text: n.text(v.words)}
	if n.Act != 0 {
		f.UndoHref = v.href("undo", strconv.FormatInt(n.Act, 10))
	}
	if len(n.Back) > 0 {
		f.UndoHref = v.href(n.Back...)
	}
	return f
}
