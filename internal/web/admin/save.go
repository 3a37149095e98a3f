package admin

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/web/problem"
)

// A savedTold is the answer to a script that has saved a text.
type savedTold struct {
	told
	Revision int    `json:"revision"`
	Slug     string `json:"slug"`              // which may have been made of the title
	Changed  string `json:"changed,omitempty"` // what it means for translators, as a part of the page
}

// savePost serves POST /:locale/admin/posts/:id: it saves the text and, when
// a button says so, takes the post a step further, in one transaction.
func (a *Admin) savePost(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	p, variants, err := a.postOf(c, policy.EditPost)
	if err != nil {
		return err
	}
	if err := sameLocale(form, p); err != nil {
		return err
	}
	fields, to, err := typedOf(form, v)
	if err != nil {
		return a.refusePost(c, p, variants, fields, err)
	}
	edit := publishing.Edit{Post: p.ID, Revision: revisionOf(form), Fields: fields}
	posts, act, err := a.saveAndMove(c, edit, to)
	if held, ok := errors.AsType[*heldBack](err); ok && !asksJSON(c.Request) {
		return a.showHeld(c, held.post, held.Held)
	}
	if err != nil && len(posts) > 0 {
		p = posts[0]
	}
	if stale, ok := errors.AsType[*publishing.Stale](err); ok {
		return a.showConflict(c, stale)
	}
	if err != nil {
		return a.refusePost(c, p, variants, fields, err)
	}
	waits, err := a.changesWait(c, posts[0], edit.Revision)
	if err != nil {
		return err
	}
	return a.showSaved(c, posts[0], form, to, act, waits)
}

// showSaved answers that a post is saved: a script in words, a browser with
// the page it came from.
func (a *Admin) showSaved(c *gin.Context, p content.Post, form url.Values, to *publishing.Step, act store.Act, waits *changesWait) error {
	v := visitOf(c)
	if asksJSON(c.Request) {
		changed, err := a.part(c, toldPart{Waits: waits})
		if err != nil {
			return err
		}
		answer := savedTold{told: a.told(v, p.Locale, p.Fields(nil)), Revision: p.Revision, Slug: p.Slug}
		answer.Changed = changed
		answer.Saved = v.words.Text("AdminSavedAt", "Time", v.when(p.UpdatedAt))
		return answerJSON(c, answer)
	}
	back := v.saved(p)
	if with := locale.Tag(form.Get("with")); v.Site().Set.Has(with) {
		back += "&with=" + with.Path()
	}
	if waits != nil {
		back += "&since=" + strconv.Itoa(waits.Since)
	}
	if to == nil {
		return redirect(c, back)
	}
	return a.done(c, back, v.stepped(*to, 1, act))
}

// stepped returns what a step has to say.
func (v *visit) stepped(to publishing.Step, posts int, act store.Act) note {
	if to.Status == content.Scheduled {
		return note{ID: "AdminMovedScheduled", Args: []string{"When", v.words.DateTime(v.in(to.At), message.Medium)}, Act: int64(act.ID)}
	}
	return note{ID: movedID(string(to.Status)), Count: posts, Act: int64(act.ID)}
}

// sameLocale refuses a form that says it is of another language than the post
// that the address names (trust, matrix: a smuggled locale).
func sameLocale(form url.Values, p content.Post) error {
	for _, l := range form["locale"] {
		if locale.Tag(l) != p.Locale {
			return fmt.Errorf("a form in %q for a post in %s: %w", l, p.Locale, errs.Forbidden)
		}
	}
	return nil
}

// typedOf returns what the form of the editor says: a text, and the step that
// is taken with it. A text that can be shown again is returned beside an error.
func typedOf(form url.Values, v *visit) (content.Fields, *publishing.Step, error) {
	fields, err := fieldsOf(form, v.person.Zone())
	if err != nil {
		return fields, nil, err
	}
	to, err := stepOf(form.Get("act"), fields, v)
	return fields, to, err
}

// stepOf returns the step that a button of the editor stands for; nil saves
// and no more. Publishing with a date to come schedules.
func stepOf(act string, f content.Fields, v *visit) (*publishing.Step, error) {
	switch status := content.Status(act); status {
	case "":
		return nil, nil
	case content.Published:
		if f.PublishedAt != nil && f.PublishedAt.After(v.at) {
			return &publishing.Step{Status: content.Scheduled, At: *f.PublishedAt, UTCOffset: f.UTCOffset}, nil
		}
		return &publishing.Step{Status: status}, nil
	case content.Draft, content.InReview, content.Archived, content.Trashed:
		return &publishing.Step{Status: status}, nil
	}
	return nil, errs.NotFound
}

// refusePost shows the editor again with everything that was typed.
func (a *Admin) refusePost(c *gin.Context, p content.Post, variants []content.Summary, f content.Fields, err error) error {
	d, readErr := a.readDesk(c, p)
	if readErr != nil {
		return readErr
	}
	d.put(visitOf(c), f)
	return a.refuseDesk(c, &d, variants, err)
}

func (a *Admin) refuseDesk(c *gin.Context, d *desk, variants []content.Summary, err error) error {
	if problem.Status(err) >= http.StatusInternalServerError {
		return err
	}
	d.Kept = false
	d.Errors, _ = errors.AsType[errs.Invalid](err)
	if taken, ok := errors.AsType[*publishing.SlugTaken](err); ok {
		d.Suggest = taken.Suggestion
	}
	switch {
	case len(d.Errors) > 0:
		d.NoticeID = "FormErrors"
	case errors.Is(err, publishing.ErrStatus):
		d.NoticeID = "AdminStepRefused"
	default:
		d.NoticeID = noticeOf(err, nil)
	}
	return a.showInvalid(c, "editor", a.editor(c, d.Fields.Title, variants, *d), err)
}
