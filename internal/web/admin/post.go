package admin

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/web/problem"
)

// postRoutes are those of the editor. Whose post it is, the services ask.
func (a *Admin) postRoutes() []route {
	return []route{
		get("/posts/:id", policy.ReadPost, a.showPost),
		post("/posts/:id", policy.EditPost, a.savePost),
		post("/posts/:id/draft", policy.EditPost, a.keepDraft),
		post("/posts/:id/discard", policy.EditPost, a.discardDraft),
		post("/posts/:id/together", policy.PublishPost, a.publishTogether),
		post("/posts/:id/variants", policy.AddVariant, a.startVariant),
		post("/posts/:id/share", policy.SharePreview, a.sharePost),
		post("/shares/:id", policy.SharePreview, a.unshare),
		post("/drafts", policy.Enter, a.keepNewDraft),
		get("/slug", policy.Enter, a.showSlug),
		get("/links", policy.Enter, a.showLinks),
		post("/undo/:act", policy.Enter, a.undo),
	}
}

// newPost serves GET /:locale/admin/articles/new and its likes.
func (a *Admin) newPost(c *gin.Context, s shelf) error {
	v := visitOf(c)
	l, _, _, ok := v.Site().Set.ByPath(c.Query("locale"))
	if !ok {
		l = v.locale
	}
	d := v.newDesk(s, l, content.Fields{})
	kept, err := a.DB.Draft(c.Request.Context(), v.person.ID, d.Key)
	if err != nil && !errors.Is(err, errs.NotFound) {
		return err
	}
	if err == nil {
		d.Kept = true
		d.put(v, kept.Fields)
	}
	return a.showEditor(c, "", nil, d)
}

func (v *visit) newDesk(s shelf, l locale.Tag, f content.Fields) desk {
	d := v.desk(s.kind, l, f)
	d.Key, d.Action, d.Draft = "new:"+string(s.kind)+":"+string(l), v.href(s.path, "new"), v.href("drafts")
	d.Acts = []Act{{Name: string(content.Published), LabelID: "AdminPublish"}}
	return d
}

// createPost serves POST /:locale/admin/articles/new and its likes.
func (a *Admin) createPost(c *gin.Context, s shelf) error {
	v, ctx := visitOf(c), c.Request.Context()
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	l := locale.Tag(form.Get("locale"))
	fields, bad := fieldsOf(form, v.person.Zone())
	key := "new:" + string(s.kind) + ":" + string(l)
	var p content.Post
	if bad == nil {
		p, err = a.Writing.Create(ctx, v.person, publishing.NewPost{Kind: s.kind, Locale: l, Fields: fields, Draft: key})
	} else {
		err = bad
	}
	if err == nil && form.Get("act") == string(content.Published) {
		_, err = a.Writing.Move(ctx, v.person, publishing.Step{Status: content.Published}, p.ID)
	}
	if err != nil {
		if !v.Site().Set.Has(l) {
			return err
		}
		d := v.newDesk(s, l, fields)
		return a.refuseDesk(c, &d, nil, err)
	}
	return redirect(c, v.post(p.ID)+"?saved=1")
}

// showPost serves GET /:locale/admin/posts/:id; ?with names another language
// to lie beside it.
func (a *Admin) showPost(c *gin.Context) error {
	p, variants, err := a.postOf(c, policy.ReadPost)
	if err != nil {
		return err
	}
	d, err := a.readDesk(c, p)
	if err != nil {
		return err
	}
	desks := []desk{d}
	if other, ok := a.beside(c, p, variants); ok {
		if p, err = a.DB.Post(c.Request.Context(), other.ID); err != nil {
			return err
		}
		if d, err = a.readDesk(c, p); err != nil {
			return err
		}
		desks = append(desks, d)
	}
	return a.showEditor(c, desks[0].Fields.Title, variants, desks...)
}

// beside returns the variant that is to lie beside p.
func (a *Admin) beside(c *gin.Context, p content.Post, variants []content.Summary) (content.Summary, bool) {
	v := visitOf(c)
	l, _, _, ok := v.Site().Set.ByPath(c.Query("with"))
	if !ok || l == p.Locale {
		return content.Summary{}, false
	}
	other := v.own(variants, l)
	return other, other.ID != 0 && policy.Allows(v.person, policy.ReadPost, publishing.Object(v.person, other, variants))
}

func (a *Admin) readDesk(c *gin.Context, p content.Post) (desk, error) {
	tags, err := a.DB.TagsOf(c.Request.Context(), p.ID)
	if err != nil {
		return desk{}, err
	}
	return a.deskOf(c, p, tags)
}

func (a *Admin) showEditor(c *gin.Context, title string, variants []content.Summary, desks ...desk) error {
	page, err := a.editor(c, title, variants, desks...)
	if err != nil {
		return err
	}
	return a.show(c, "editor", page)
}

// savePost serves POST /:locale/admin/posts/:id: it saves the text and, when
// a button says so, takes the post a step further, in one transaction.
func (a *Admin) savePost(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
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
	fields, bad := fieldsOf(form, v.person.Zone())
	if bad != nil {
		return a.refusePost(c, p, variants, fields, bad)
	}
	edit := publishing.Edit{Post: p.ID, Revision: revisionOf(form), Fields: fields}
	to, err := stepOf(form.Get("act"), fields, v)
	if err != nil {
		return a.refusePost(c, p, variants, fields, err)
	}
	_, act, err := a.Writing.SaveAll(ctx, v.person, []publishing.Edit{edit}, to)
	if stale, ok := errors.AsType[*publishing.Stale](err); ok {
		return a.showConflict(c, stale)
	}
	if err != nil {
		return a.refusePost(c, p, variants, fields, err)
	}
	back := v.post(p.ID) + "?saved=1"
	if with := form.Get("with"); v.Site().Set.Has(locale.Tag(with)) {
		back += "&with=" + locale.Tag(with).Path()
	}
	if to == nil {
		return redirect(c, back)
	}
	return a.done(c, back, note{ID: movedID(form.Get("act")), Count: 1, Act: int64(act.ID)})
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
	page, pageErr := a.editor(c, d.Fields.Title, variants, *d)
	if pageErr != nil {
		return pageErr
	}
	return a.showInvalid(c, "editor", page, err)
}

// publishTogether serves POST /:locale/admin/posts/:id/together: every
// language of the work that is ready is published in one act.
func (a *Admin) publishTogether(c *gin.Context) error {
	p, variants, err := a.postOf(c, policy.PublishPost)
	if err != nil {
		return err
	}
	var ids []content.PostID
	for _, s := range variants {
		if s.Status != content.Published && s.Status != content.Trashed && s.Status != content.Archived {
			ids = append(ids, s.ID)
		}
	}
	act, err := a.Writing.Move(c.Request.Context(), personOf(c), publishing.Step{Status: content.Published}, ids...)
	if err != nil {
		return err
	}
	return a.done(c, visitOf(c).post(p.ID), note{ID: "AdminMovedPublished", Count: len(ids), Act: int64(act.ID)})
}

// startVariant serves POST /:locale/admin/posts/:id/variants: the work in one
// more language, as a copy to be rewritten or empty.
func (a *Admin) startVariant(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	p, _, err := a.postOf(c, policy.ReadPost)
	if err != nil {
		return err
	}
	n := publishing.NewPost{Locale: locale.Tag(form.Get("locale")), Group: p.GroupID, From: p.ID}
	if form.Get("empty") != "" {
		n.From, n.Fields.Title = 0, p.Title
	}
	if _, err := a.Writing.Create(c.Request.Context(), v.person, n); err != nil {
		return err
	}
	return redirect(c, v.post(p.ID)+"?with="+n.Locale.Path())
}

// undo serves POST /:locale/admin/undo/:act.
func (a *Admin) undo(c *gin.Context) error {
	v := visitOf(c)
	back := v.href()
	if from, ok := v.back(c); ok {
		back = from
	}
	id, err := number64(c.Param("act"))
	if err != nil {
		return err
	}
	err = a.Writing.Undo(c.Request.Context(), v.person, store.ActID(id))
	if errors.Is(err, publishing.ErrMovedOn) {
		return a.done(c, back, note{ID: "AdminUndoTooLate"})
	}
	if err != nil {
		return err
	}
	return a.done(c, back, note{ID: "AdminUndone"})
}

// back returns the page of the admin that a form stood on.
func (v *visit) back(c *gin.Context) (string, bool) {
	_, path, ok := strings.Cut(c.Request.Referer(), v.Abs("/"))
	if !ok {
		return "", false
	}
	path, _, _ = strings.Cut("/"+path, "#")
	if _, admin := v.ParseAdmin(strings.SplitN(path, "?", 2)[0]); !admin {
		return "", false
	}
	return v.Next(path, v.locale), true
}
