package admin

import (
	"cmp"
	"slices"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/web/problem"
)

// mergePage is the template "admin/merge": which of several tags is to stay.
type mergePage struct {
	Page
	Action string
	Rows   []tagRow // the most used first
	Back   string
}

// maxMerged is how many tags are made one at once.
const maxMerged = 50

// showMerge serves GET /:locale/admin/tags/merge?row=1&row=2.
func (a *Admin) showMerge(c *gin.Context) error {
	v := visitOf(c)
	ids, err := termIDs(c.QueryArray("row"))
	if err != nil {
		return err
	}
	page := mergePage{Page: a.page(c, "AdminTagsMergeTitle"), Action: v.href("tags", "merge"), Back: v.href("tags")}
	for _, id := range ids {
		t, err := a.DB.Term(c.Request.Context(), id)
		if err != nil {
			return err
		}
		page.Rows = append(page.Rows, v.tagRow(t))
	}
	slices.SortStableFunc(page.Rows, func(a, b tagRow) int { return cmp.Compare(b.Uses, a.Uses) })
	return a.show(c, "merge", page)
}

// mergeTags serves POST /:locale/admin/tags/merge.
func (a *Admin) mergeTags(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	ids, err := termIDs(form["row"])
	if err != nil {
		return err
	}
	keep, err := number64(form.Get("keep"))
	if err != nil {
		return err
	}
	act, err := a.Writing.MergeTerms(c.Request.Context(), v.person, content.TermID(keep), ids...)
	if err != nil {
		return err
	}
	return a.done(c, v.href("tags"), note{ID: "AdminTagsMerged", Count: len(ids), Act: int64(act.ID)})
}

// termIDs reads the chosen terms.
func termIDs(rows []string) ([]content.TermID, error) {
	var ids []content.TermID
	for _, row := range rows[:min(len(rows), maxMerged)] {
		id, err := number64(row)
		if err != nil {
			return nil, err
		}
		ids = append(ids, content.TermID(id))
	}
	return ids, nil
}
