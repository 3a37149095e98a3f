package admin

import (
	"errors"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/diff"
	"verso/internal/errs"
	"verso/internal/translation"
	"verso/internal/workbench"
)

// comparePage is the template "admin/compare": what became of the whole source
// since the translation, code included, and what differs in code on both sides.
type comparePage struct {
	Page
	BackHref  string
	Source    benchSide
	Target    benchSide
	Since     string
	Rows      []compareRow
	Conflicts []codeConflict
	Settle    string // says that Conflicts were looked at; "" for those who may not
	EditHref  string // where the text is mended
}

// A compareRow is a block before and after.
type compareRow struct {
	Kind   diff.Kind
	KindID string // message: of code and the like; "" for what is translated
	Then   []Run
	Now    []Run
}

// A codeConflict is code that was changed in both languages.
type codeConflict struct{ Then, Theirs, Ours string }

// showCompare serves GET /:locale/admin/posts/:id/translate/compare.
func (a *Admin) showCompare(c *gin.Context) error {
	v := visitOf(c)
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	view, err := a.Bench.Open(c.Request.Context(), v.person, content.PostID(id))
	if err != nil {
		return err
	}
	page := comparePage{
		Page: a.page(c, "AdminCompareTitle", "Title", view.Source.Title), BackHref: v.post(view.Target.ID, "translate"),
		Source: v.side(view.Source, false), Target: v.side(view.Target, view.May.Edit),
	}
	page.under(v.href("translations"))
	_, page.Since = v.workplaceOf(view, benchQuery{}).banner(view.Banner, 0)
	for _, conflict := range view.Conflicts {
		page.Conflicts = append(page.Conflicts, codeConflict{conflict.Base, conflict.Theirs, conflict.Ours})
	}
	if view.May.Translate {
		page.Settle, page.EditHref = v.post(view.Target.ID, "translate", "conflicts"), v.post(view.Target.ID, "translate")+"?mode="+benchDocument
	}
	if page.Rows, err = a.compareSource(c, view); err != nil {
		return err
	}
	return a.show(c, "compare", page)
}

// compareSource returns the blocks of the source that are not what they were.
func (a *Admin) compareSource(c *gin.Context, view *workbench.View) ([]compareRow, error) {
	if view.Banner.From == 0 || view.Banner.From == view.Banner.To {
		return nil, nil
	}
	saved, err := a.DB.Revision(c.Request.Context(), view.Source.ID, view.Banner.From)
	if errors.Is(err, errs.NotFound) {
		return nil, nil // revisions are kept for a time
	}
	if err != nil {
		return nil, err
	}
	return blockRows(saved.Fields.Body, view.Source.Body)
}

// blockRows returns the blocks of a text that are not as they were.
func blockRows(before, after string) ([]compareRow, error) {
	then, err := translation.Parse(before)
	if err != nil {
		return nil, err
	}
	now, err := translation.Parse(after)
	if err != nil {
		return nil, err
	}
	var rows []compareRow
	for _, change := range translation.DocumentChanges(then, now) {
		if change.Kind == diff.Same {
			continue
		}
		row := compareRow{Kind: change.Kind, Then: changeRuns(change.Left), Now: changeRuns(change.Right)}
		if change.Skeleton() {
			row.KindID = "AdminKindCode"
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// settleConflicts serves POST /:locale/admin/posts/:id/translate/conflicts.
func (a *Admin) settleConflicts(c *gin.Context) error {
	v := visitOf(c)
	id, err := idOf(c, "id")
	if err != nil {
		return err
	}
	if err := a.Bench.SettleConflicts(c.Request.Context(), v.person, content.PostID(id)); err != nil {
		return err
	}
	return a.done(c, v.post(content.PostID(id), "translate"), note{ID: "AdminCompareSettled"})
}
