package admin

import (
	"context"

	"github.com/gin-gonic/gin"

	"verso/internal/policy"
	"verso/internal/web/problem"
)

// addLetters adds the choice about daily letters to a profile: to that of
// whom one could ever come to.
func (a *Admin) addLetters(ctx context.Context, v *visit, page *profilePage) error {
	if !policy.Somewhere(v.person, policy.Suggest) {
		return nil
	}
	wanted, err := a.Digest.Wanted(ctx, v.person)
	value := ""
	if wanted {
		value = "on"
	}
	page.Letters = &Form{Action: v.href("profile", "letters"), SubmitID: "AdminSave", Quiet: true, Fields: []Field{
		{Name: "daily", Kind: Check, LabelID: "AdminLettersDaily", Value: value},
	}}
	return err
}

// saveLetters serves POST /:locale/admin/profile/letters.
func (a *Admin) saveLetters(c *gin.Context) error {
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	v := visitOf(c)
	if err := a.Digest.Set(c.Request.Context(), v.person, form.Get("daily") == "on"); err != nil {
		return err
	}
	return a.done(c, v.href("profile"), note{ID: "AdminLettersSaved"})
}
