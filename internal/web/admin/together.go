package admin

import (
	"errors"
	"net/url"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/web/problem"
)

// publishTogether serves POST /:locale/admin/posts/:id/together: every
// language of the work that waits is published, or scheduled, in one act.
func (a *Admin) publishTogether(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	p, variants, err := a.postOf(c, policy.PublishPost)
	if err != nil {
		return err
	}
	back := v.post(p.ID)
	to, err := v.stepTogether(form)
	if err != nil {
		return a.done(c, back, note{ID: "AdminTogetherLate"})
	}
	ids := v.together(variants)
	act, err := a.publish(c, to, ids...)
	if held, ok := errors.AsType[*heldBack](err); ok {
		return a.showHeld(c, held.post, held.Held)
	}
	if _, invalid := errors.AsType[errs.Invalid](err); invalid {
		return a.done(c, back, note{ID: "AdminTogetherRefused"})
	}
	if err != nil {
		return err
	}
	return a.done(c, back, v.stepped(to, len(ids), act))
}

// stepTogether reads whether a work is published now, or at a time to come.
func (v *visit) stepTogether(form url.Values) (publishing.Step, error) {
	if form.Get("date") == "" {
		return publishing.Step{Status: content.Published}, nil
	}
	m, err := content.ReadClock(form.Get("date"), v.person.Zone())
	if err == nil && !m.At.After(v.at) {
		err = errs.Invalid{"date": "ScheduleInPast"}
	}
	return publishing.Step{Status: content.Scheduled, At: m.At, UTCOffset: m.UTCOffset}, err
}
