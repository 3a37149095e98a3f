package admin

import (
	"errors"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/diff"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/web/problem"
)

// conflictPage is the template "admin/conflict": what somebody else saved,
// what this person wrote, and three ways out (translation 2.12, trust R6).
type conflictPage struct {
	Page
	Lang     locale.Tag
	Revision int // of what was saved meanwhile: each way out replaces it
	By       string
	When     string
	Fields   []fieldDiff
	Ways     []way
	Clashes  bool // Merged has places where both are
}

// A fieldDiff is one field that differs: theirs on one side, mine on the other.
type fieldDiff struct {
	LabelID string
	Rows    []diff.Row
}

// A way out is a form that saves one of the texts.
type way struct {
	Action  string
	LabelID string
	HelpID  string
	Fields  content.Fields
	Tags    string
	Date    string
	Main    bool
}

// showConflict answers 409 with both texts.
func (a *Admin) showConflict(c *gin.Context, e *publishing.Stale) error {
	v := visitOf(c)
	merged, clashes := e.Merged()
	page := conflictPage{
		Page: a.page(c, "AdminConflictTitle"), Lang: e.Current.Locale,
		Revision: e.Current.Revision, When: v.words.DateTime(v.in(e.Current.UpdatedAt), message.Medium), Clashes: len(clashes) > 0,
	}
	page.under(v.shelf(e.Current.Kind))
	if u, err := a.DB.User(c.Request.Context(), e.Current.EditorID); err == nil {
		page.By = u.Name
	}
	for _, name := range e.Theirs.Differs(e.Mine) {
		theirs, mine := e.Theirs.Text(name), e.Mine.Text(name)
		if theirs == nil || mine == nil {
			if name != "tags" {
				continue
			}
			a, b := strings.Join(e.Theirs.Tags, ", "), strings.Join(e.Mine.Tags, ", ")
			theirs, mine = &a, &b
		}
		page.Fields = append(page.Fields, fieldDiff{fieldID(name), diff.Rows(*theirs, *mine)})
	}
	page.Ways = []way{
		v.way("AdminConflictMerged", "AdminConflictMergedHelp", merged, true),
		v.way("AdminConflictMine", "AdminConflictMineHelp", e.Mine, false),
		v.way("AdminConflictTheirs", "AdminConflictTheirsHelp", e.Theirs, false),
	}
	save, yield := v.post(e.Current.ID), v.post(e.Current.ID, "yield")
	page.Ways[0].Action, page.Ways[1].Action, page.Ways[2].Action = save, save, yield
	return a.showInvalid(c, "conflict", page, e)
}

// yieldPost serves POST /:locale/admin/posts/:id/yield: the other's text stands,
// the person's own goes into the history.
func (a *Admin) yieldPost(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	p, _, err := a.postOf(c, policy.EditPost)
	if err != nil {
		return err
	}
	err = a.Writing.Yield(c.Request.Context(), personOf(c), p.ID, revisionOf(form))
	if stale, ok := errors.AsType[*publishing.Stale](err); ok {
		return a.showConflict(c, stale)
	}
	if err != nil {
		return err
	}
	return redirect(c, visitOf(c).saved(p))
}

func (v *visit) way(labelID, helpID string, f content.Fields, main bool) way {
	w := way{LabelID: labelID, HelpID: helpID, Fields: f, Tags: strings.Join(f.Tags, ", "), Main: main}
	if f.PublishedAt != nil {
		w.Date = v.in(*f.PublishedAt).Format(content.WallForm)
	}
	return w
}

// fieldID returns the message that names a field of the editor.
func fieldID(name string) string {
	switch name {
	case "title":
		return "AdminTitle"
	case "slug":
		return "AdminSlug"
	case "excerpt":
		return "AdminExcerpt"
	case "body":
		return "AdminBody"
	case "seo_title":
		return "AdminSEOTitle"
	case "seo_description":
		return "AdminSEODescription"
	case "tags":
		return "AdminTags"
	case "cover":
		return "AdminCover"
	case "cover_alt":
		return "AdminCoverAlt"
	case "author":
		return "AdminAuthor"
	case "translator":
		return "AdminTranslator"
	case "canonical_url":
		return "AdminCanonical"
	case "link":
		return "AdminLink"
	case "icon":
		return "AdminIcon"
	}
	return "AdminDate"
}
