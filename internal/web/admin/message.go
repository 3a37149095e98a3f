package admin

import (
	"cmp"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/inbox"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/web/problem"
)

// messageRoutes are those of what readers wrote.
func (a *Admin) messageRoutes() []route {
	return []route{
		get("/messages", policy.ReadMessages, a.showMessages),
		post("/messages", policy.ReadMessages, a.doMessages),
		get("/messages/:id", policy.ReadMessages, a.showMessage),
		post("/messages/:id", policy.ReadMessages, a.doMessage),
	}
}

// messagesPage is the template "admin/messages".
type messagesPage struct {
	Page
	List
	Rows []messageRow
}

type messageRow struct {
	ID      string
	Href    string
	Name    string
	Subject string
	When    string
	Lang    locale.Tag
	Unread  bool
}

// showMessages serves GET /:locale/admin/messages.
func (a *Admin) showMessages(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	list := listOf(c, List{
		BulkPath: v.href("messages"),
		Filters: []Filter{{Name: "tray", LabelID: "AdminTray", AnyID: "AdminTrayArrived", Options: []Option{
			{Value: string(store.PutAway), LabelID: "AdminTrayArchived"}, {Value: string(store.HeldBack), LabelID: "AdminTraySpam"},
		}}},
		Columns: []Column{{LabelID: "AdminMessageFrom"}, {LabelID: "AdminMessageSubject"}, {LabelID: "AdminMessageWhen", Class: "number"}},
		Empty:   Empty{TextID: "AdminMessagesEmpty"},
	}, "")
	tray := store.Tray(list.Filter("tray"))
	list.Bulk = trayActs(tray)
	all, _, err := a.DB.CountMessages(ctx, tray)
	if err != nil {
		return err
	}
	list.paged(all, perPage)
	messages, err := a.DB.Messages(ctx, tray, perPage, (list.Page-1)*perPage)
	if err != nil {
		return err
	}
	page := messagesPage{Page: a.page(c, "AdminNavMessages"), List: list}
	page.Live = []string{"admin:messages"}
	for _, m := range messages {
		page.Rows = append(page.Rows, messageRow{
			ID: decimal(m.ID), Href: v.href("messages", decimal(m.ID)), Name: m.Name, Subject: cmp.Or(m.Subject, excerpt(m.Body)),
			When: v.words.DateTime(v.in(m.CreatedAt), message.Medium), Lang: m.Locale, Unread: m.ReadAt == nil,
		})
	}
	return a.show(c, "messages", page)
}

// excerpt returns the beginning of a text.
func excerpt(s string) string {
	letters := []rune(s)
	if len(letters) <= 80 {
		return s
	}
	return string(letters[:80]) + "…"
}

func trayActs(tray store.Tray) []Act {
	acts := []Act{{Name: string(inbox.Archive), LabelID: "AdminArchive"}, {Name: string(inbox.Hold), LabelID: "AdminMessageHold"}}
	switch tray {
	case store.PutAway:
		acts = []Act{{Name: string(inbox.Return), LabelID: "AdminMessageReturn"}}
	case store.HeldBack:
		acts = []Act{{Name: string(inbox.Return), LabelID: "AdminMessageNoSpam"}}
	}
	return append(acts, Act{Name: string(inbox.Delete), LabelID: "AdminDelete", Danger: true})
}

// messagePage is the template "admin/message".
type messagePage struct {
	Page
	Message content.Message
	When    string
	Action  string
	Back    string
	Reply   string // a mailto: address
	Acts    []Act
}

// showMessage serves GET /:locale/admin/messages/:id.
func (a *Admin) showMessage(c *gin.Context) error {
	v := visitOf(c)
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	m, err := a.DB.Message(c.Request.Context(), id)
	if err != nil {
		return err
	}
	tray := store.Arrived
	switch {
	case m.IsSpam:
		tray = store.HeldBack
	case m.ArchivedAt != nil:
		tray = store.PutAway
	}
	page := messagePage{
		Page: a.page(c, "AdminMessageTitle", "Name", m.Name), Message: m, When: v.words.DateTime(v.in(m.CreatedAt), message.Long),
		Action: v.href("messages", decimal(m.ID)), Back: v.href("messages"), Reply: "mailto:" + m.Email, Acts: trayActs(tray),
	}
	if m.ReadAt == nil {
		page.Acts = append([]Act{{Name: string(inbox.Read), LabelID: "AdminMessageRead"}}, page.Acts...)
	} else {
		page.Acts = append([]Act{{Name: string(inbox.Unread), LabelID: "AdminMessageUnread"}}, page.Acts...)
	}
	return a.show(c, "message", page)
}

// doMessages serves POST /:locale/admin/messages.
func (a *Admin) doMessages(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	var ids []int64
	for _, value := range form["row"] {
		id, err := number64(value)
		if err != nil {
			return err
		}
		ids = append(ids, id)
	}
	return a.withMessages(c, inbox.Act(form.Get("act")), ids)
}

// doMessage serves POST /:locale/admin/messages/:id.
func (a *Admin) doMessage(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	return a.withMessages(c, inbox.Act(form.Get("act")), []int64{id})
}

func (a *Admin) withMessages(c *gin.Context, act inbox.Act, ids []int64) error {
	v := visitOf(c)
	did := map[inbox.Act]string{
		inbox.Read: "AdminMessagesRead", inbox.Unread: "AdminMessagesUnread", inbox.Archive: "AdminMessagesArchived",
		inbox.Return: "AdminMessagesReturned", inbox.Hold: "AdminMessagesHeld", inbox.Delete: "AdminMessagesDeleted",
	}[act]
	if did == "" {
		return errs.NotFound
	}
	if len(ids) == 0 {
		return a.done(c, v.href("messages"), note{ID: "AdminNothingChosen"})
	}
	if err := a.Inbox.Do(c.Request.Context(), v.person, act, ids...); err != nil {
		return err
	}
	return a.done(c, v.href("messages"), note{ID: did})
}
