package admin

import (
	"errors"
	"strconv"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/diff"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/web/problem"
)

// historyRoutes are those of revisions.
func (a *Admin) historyRoutes() []route {
	return []route{
		get("/posts/:id/history", policy.ReadPost, a.showHistory),
		get("/posts/:id/history/:revision", policy.ReadPost, a.showHistory),
		post("/posts/:id/history/:revision", policy.EditPost, a.restoreRevision),
	}
}

// historyPage is the template "admin/history": the revisions of a post, and
// one of them beside what the post is now.
type historyPage struct {
	Page
	Lang      locale.Tag
	EditHref  string
	Revisions []revisionRow
	Chosen    *revisionRow
	Fields    []fieldDiff
	Restore   string // where the form of restoring goes; "" when there is nothing to restore
	Seen      int    // the newest revision
	OlderHref string
}

type revisionRow struct {
	Number   int
	Href     string
	Title    string
	By       string
	When     string
	StatusID string
	Status   content.Status
	Current  bool
}

// shownRevisions is how many revisions a page lists.
const shownRevisions = 50

// showHistory serves GET /:locale/admin/posts/:id/history and below it one
// revision.
func (a *Admin) showHistory(c *gin.Context) error {
	p, _, err := a.postOf(c, policy.ReadPost)
	if err != nil {
		return err
	}
	v, ctx := visitOf(c), c.Request.Context()
	lines, err := a.DB.Revisions(ctx, p.ID, max(revisionNumber(c.Query("before")), 0), shownRevisions)
	if err != nil {
		return err
	}
	names, err := a.names(c)
	if err != nil {
		return err
	}
	page := historyPage{Page: a.page(c, "AdminHistoryTitle", "Title", p.Title), Lang: p.Locale, EditHref: v.post(p.ID), Seen: p.Revision}
	page.under(v.shelf(p.Kind))
	page.Live = []string{"admin:post:" + decimal(int64(p.ID))}
	for _, line := range lines {
		page.Revisions = append(page.Revisions, revisionRow{
			Number: line.Number, Title: line.Title, Status: line.Status, StatusID: statusID(line.Status), By: names[line.By],
			When: v.words.DateTime(v.in(line.At), message.Medium), Href: v.post(p.ID, "history", strconv.Itoa(line.Number)),
			Current: strconv.Itoa(line.Number) == c.Param("revision"),
		})
	}
	if len(lines) == shownRevisions {
		page.OlderHref = v.post(p.ID, "history") + "?before=" + strconv.Itoa(lines[len(lines)-1].Number)
	}
	if c.Param("revision") != "" {
		if err := a.compare(c, p, &page); err != nil {
			return err
		}
	}
	return a.show(c, "history", page)
}

// compare puts one revision beside what the post is now.
func (a *Admin) compare(c *gin.Context, p content.Post, page *historyPage) error {
	number := revisionNumber(c.Param("revision"))
	ctx := c.Request.Context()
	then, err := a.DB.Revision(ctx, p.ID, number)
	if err != nil {
		return err
	}
	now, err := a.DB.Revision(ctx, p.ID, p.Revision)
	if err != nil {
		return err
	}
	for i := range page.Revisions {
		if page.Revisions[i].Number == then.Number {
			page.Chosen = &page.Revisions[i]
		}
	}
	if page.Chosen == nil {
		page.Chosen = &revisionRow{Number: then.Number, Title: then.Fields.Title, When: visitOf(c).words.DateTime(visitOf(c).in(then.At), message.Medium)}
	}
	for _, name := range then.Fields.Differs(now.Fields) {
		was, is := then.Fields.Text(name), now.Fields.Text(name)
		if was != nil && is != nil {
			page.Fields = append(page.Fields, fieldDiff{fieldID(name), diff.Rows(*was, *is)})
		}
	}
	if then.Number != p.Revision {
		page.Restore = visitOf(c).post(p.ID, "history", strconv.Itoa(then.Number))
	}
	return nil
}

// names returns what people are called, by identifier.
func (a *Admin) names(c *gin.Context) (map[content.UserID]string, error) {
	users, err := a.DB.Users(c.Request.Context())
	names := make(map[content.UserID]string, len(users))
	for _, u := range users {
		names[u.ID] = u.Name
	}
	return names, err
}

// restoreRevision serves POST /:locale/admin/posts/:id/history/:revision.
func (a *Admin) restoreRevision(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	p, _, err := a.postOf(c, policy.EditPost)
	if err != nil {
		return err
	}
	number := revisionNumber(c.Param("revision"))
	_, err = a.Writing.RestoreRevision(c.Request.Context(), v.person, p.ID, number, revisionOf(form))
	if _, stale := errors.AsType[*publishing.Stale](err); stale {
		return a.done(c, v.post(p.ID, "history"), note{ID: "AdminRestoreStale"})
	}
	if _, invalid := errors.AsType[errs.Invalid](err); invalid {
		return a.done(c, v.post(p.ID, "history"), note{ID: "AdminRestoreRefused"})
	}
	if err != nil {
		return err
	}
	return a.done(c, v.post(p.ID), note{ID: "AdminRestored"})
}
