package admin

import (
	"context"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/policy"
	"verso/internal/store"
	"verso/internal/translation"
	"verso/internal/workbench"
)

// showAside serves GET /:locale/admin/posts/:id/segments/:uid: what is known
// of a segment beside its text, as a part of the workbench.
func (a *Admin) showAside(c *gin.Context) error {
	target, err := idOf(c, "id")
	if err != nil {
		return err
	}
	id, err := segmentID(c)
	if err != nil {
		return err
	}
	w, err := a.workplaceAt(c, content.PostID(target))
	if err != nil {
		return err
	}
	aside, err := a.asideOf(c, w, id)
	if err != nil {
		return err
	}
	return a.show(c, "aside", aside)
}

// workplaceAt returns the workplace of a translation without opening it.
func (a *Admin) workplaceAt(c *gin.Context, target content.PostID) (workplace, error) {
	v, ctx := visitOf(c), c.Request.Context()
	p, err := a.DB.Post(ctx, target)
	if err != nil {
		return workplace{}, err
	}
	variants, err := a.DB.Variants(ctx, p.GroupID)
	if err != nil {
		return workplace{}, err
	}
	o := policy.ObjectOf(v.person, p.Summary(), variants)
	return workplace{visit: v, target: target, view: p.Summary(), rights: workbench.Rights{
		Suggest: policy.Allows(v.person, policy.Suggest, o), Translate: policy.Allows(v.person, policy.Translate, o),
		Approve: policy.Allows(v.person, policy.Approve, o),
	}}, policy.Check(v.person, policy.Suggest, o)
}

// asideOf returns what is known of a segment beside its text.
func (a *Admin) asideOf(c *gin.Context, w workplace, id translation.SegmentID) (*asideView, error) {
	ctx := c.Request.Context()
	d, err := a.Bench.Detail(ctx, w.person, w.target, id)
	if err != nil {
		return nil, err
	}
	row, err := a.DB.TargetSegment(ctx, w.target, id)
	if err != nil {
		return nil, err
	}
	source, err := a.sourceOf(ctx, w.target)
	if err != nil {
		return nil, err
	}
	segment, err := a.DB.SourceSegment(ctx, source.ID, id)
	if err != nil {
		return nil, err
	}
	who := a.namer(ctx)
	aside := &asideView{ID: decimal(int64(id)), Action: w.at(id, "comments"), MayTalk: w.rights.Suggest, Query: w.query,
		Suggest: w.at(id), Source: sourceView{Lang: source.Locale, Text: segment.Text}}
	for _, e := range d.History {
		view := w.event(e, who(e.UserID))
		if view.Runs != nil && e.NewText != row.Text && (w.rights.Translate || w.rights.Suggest) {
			view.Text = e.NewText
		}
		aside.History = append(aside.History, view)
	}
	for _, s := range d.Suggestions {
		aside.Suggestions = append(aside.Suggestions, w.suggestion(s, row.Version, who(s.UserID)))
	}
	for _, s := range d.ForSource {
		if s.Status == "open" {
			aside.ForSource = append(aside.ForSource, suggestionView{
				ID: decimal(s.ID), Who: who(s.UserID), When: w.when(s.At), Runs: changeRuns(translation.Changes(s.BaseText, s.Text)), Lang: source.Locale, Open: true,
			})
		}
	}
	for _, k := range d.Comments {
		aside.Comments = append(aside.Comments, w.comment(k, who(k.UserID)))
	}
	for _, o := range d.Others {
		aside.Others = append(aside.Others, otherView{
			Lang: o.Locale, Name: w.Site().LanguageName(o.Locale), Runs: plainRuns(o.Text), State: string(o.State), StateID: stateID(o.State),
		})
	}
	return aside, nil
}

// namer returns what names people, each looked up once.
func (a *Admin) namer(ctx context.Context) func(content.UserID) string {
	known := map[content.UserID]string{0: ""}
	return func(id content.UserID) string {
		name, ok := known[id]
		if !ok {
			if u, err := a.DB.User(ctx, id); err == nil {
				name = u.Name
			}
			known[id] = name
		}
		return name
	}
}

func (w workplace) event(e store.SegmentEvent, who string) eventView {
	view := eventView{WhatID: eventID(e.What), Who: who, When: w.when(e.At), Lang: w.view.Locale, Note: e.Note}
	if e.OldText != e.NewText {
		view.Runs = changeRuns(translation.Changes(e.OldText, e.NewText))
	}
	return view
}

func (w workplace) suggestion(s store.Suggestion, version int64, who string) suggestionView {
	view := suggestionView{
		ID: decimal(s.ID), On: decimal(int64(s.UID)), Who: who, When: w.when(s.At), Text: s.Text, Reason: s.Reason, Lang: w.view.Locale, Version: version, Query: w.query,
		Runs: changeRuns(translation.Changes(s.BaseText, s.Text)), Mine: s.UserID == w.person.ID, Open: s.Status == "open",
	}
	switch {
	case view.Open && w.rights.Translate:
		view.Accept = w.post(w.target, "suggestions", view.ID)
	case s.Status == "accepted":
		view.StateID, view.Runs = "AdminSuggestionAccepted", changeRuns(translation.Changes(s.Text, s.MadeOfIt))
	case s.Status == "rejected":
		view.StateID = "AdminSuggestionRejected"
	}
	return view
}

func (w workplace) comment(k store.Comment, who string) commentView {
	view := commentView{Who: who, When: w.when(k.At), Text: k.Text, OnSource: k.TargetID == 0, Resolved: k.ResolvedAt != nil}
	if !view.Resolved && w.rights.Suggest {
		view.Resolve = w.post(w.target, "comments", decimal(k.ID))
	}
	return view
}
