package admin

import (
	"context"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/publishing"
	"verso/internal/translation"
)

// maxSourceTalk is how many suggestions for a source its author sees at once.
const maxSourceTalk = 100

// A sourceSuggestion is what a translator suggests for a source, or says has
// become better in a translation.
type sourceSuggestion struct {
	ID     string
	Who    string
	When   string
	KindID string
	Lang   locale.Tag // of Runs
	Name   string     // of the translation that it came from
	Href   string     // its workbench
	Source string
	Runs   []Run
	MayPut bool // it is a text for the source, and not one of the translation
}

// Dir returns the writing direction of the suggested text.
func (s sourceSuggestion) Dir() string { return s.Lang.Dir() }

// sourceSuggestions returns the open suggestions for a source.
func (a *Admin) sourceSuggestions(c *gin.Context, p content.Post, variants []content.Summary) ([]sourceSuggestion, error) {
	v, ctx := visitOf(c), c.Request.Context()
	found, err := a.DB.SuggestionsFor(ctx, p.ID, 0, maxSourceTalk)
	if err != nil {
		return nil, err
	}
	who := a.namer(ctx)
	var all []sourceSuggestion
	for _, s := range found {
		if s.Status != "open" {
			continue
		}
		segment, err := a.DB.SourceSegment(ctx, p.ID, s.UID)
		if err != nil {
			return nil, err
		}
		view := sourceSuggestion{
			ID: decimal(s.ID), Who: who(s.UserID), When: v.when(s.At), KindID: kindID(segment.Kind), Lang: p.Locale, Source: segment.Text,
			Runs: changeRuns(translation.Changes(segment.Text, s.Text)), MayPut: !s.Offered,
		}
		for _, from := range variants {
			if from.ID != s.FromID {
				continue
			}
			view.Name, view.Href = v.Site().LanguageName(from.Locale), v.post(from.ID, "translate")+"?segment="+decimal(int64(s.UID))
			if s.Offered {
				view.Lang, view.Runs = from.Locale, plainRuns(s.Text)
			}
		}
		all = append(all, view)
	}
	return all, nil
}

// settleSource decides on a suggestion for a source: it takes its text over,
// says that the author has seen to it, or refuses it.
func (a *Admin) settleSource(c *gin.Context, form url.Values) (note, error) {
	v, ctx := visitOf(c), c.Request.Context()
	id, err := number64(form.Get("suggestion"))
	if err != nil {
		return note{}, err
	}
	reason := strings.TrimSpace(form.Get("reason"))
	if form.Get("act") == "reject" {
		return note{ID: "AdminSourceRefused"}, a.Bench.SettleForSource(ctx, v.person, id, false, reason)
	}
	if form.Get("act") == "put" {
		if err := a.putIntoSource(ctx, v, id); err != nil {
			return note{}, err
		}
	}
	return note{ID: "AdminSourceSettled"}, a.Bench.SettleForSource(ctx, v.person, id, true, "")
}

func (a *Admin) putIntoSource(ctx context.Context, v *visit, id int64) error {
	edit, err := a.Bench.SourceEdit(ctx, v.person, id)
	if err != nil {
		return err
	}
	_, err = a.Writing.Save(ctx, v.person, publishing.Edit{Post: edit.Post, Revision: edit.Revision, Fields: edit.Fields})
	return err
}
