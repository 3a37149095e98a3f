package admin

import (
	"errors"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/web/problem"
	"verso/internal/workbench"
)

// postRoutes are those of the editor. Whose post it is, the services ask.
func (a *Admin) postRoutes() []route {
	return []route{
		get("/posts/:id", policy.ReadPost, a.showPost),
		post("/posts/:id", policy.EditPost, a.savePost),
		post("/posts/:id/draft", policy.EditPost, a.keepDraft),
		post("/posts/:id/discard", policy.EditPost, a.discardDraft),
		post("/posts/:id/yield", policy.EditPost, a.yieldPost),
		post("/posts/:id/together", policy.PublishPost, a.publishTogether),
		post("/posts/:id/variants", policy.AddVariant, a.startVariant),
		post("/posts/:id/share", policy.SharePreview, a.sharePost),
		post("/shares/:id", policy.SharePreview, a.unshare),
		post("/drafts", policy.Enter, a.keepNewDraft),
		post("/drafts/discard", policy.Enter, a.discardNewDraft),
		get("/slug", policy.Enter, a.showSlug),
		get("/links", policy.Enter, a.showLinks),
		get("/pictures", policy.ReadMedia, a.showPictures),
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
	d.Saved = c.Query("saved") == l.Path()
	kept, err := a.DB.Draft(c.Request.Context(), v.person.ID, d.Key)
	if err != nil && !errors.Is(err, errs.NotFound) {
		return err
	}
	if err == nil {
		d.Kept = true
		d.put(v, kept.Fields)
	}
	page := a.editor(c, "", nil, d)
	page.Title = v.words.Text(s.newID)
	return a.show(c, "editor", page)
}

func (v *visit) newDesk(s shelf, l locale.Tag, f content.Fields) desk {
	d := v.desk(s.kind, l, f)
	d.Key, d.Here, d.Draft, d.Discard = newKey(s.kind, l), v.href(s.path, "new")+"?locale="+l.Path(), v.href("drafts"), v.href("drafts", "discard")
	d.Action, d.Preview = d.Here, v.Preview(content.Summary{Locale: l}, "")
	d.Acts = []Act{{Name: string(content.Published), LabelID: "AdminPublish"}}
	return d
}

// newKey returns the key of a person's draft of a post that is not there yet.
func newKey(kind content.Kind, l locale.Tag) string { return "new:" + string(kind) + ":" + string(l) }

// createPost serves POST /:locale/admin/articles/new and its likes.
func (a *Admin) createPost(c *gin.Context, s shelf) error {
	v, ctx := visitOf(c), c.Request.Context()
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	l := locale.Tag(form.Get("locale"))
	if !v.Site().Set.Has(l) {
		return errs.Invalid{"locale": "PostLocaleUnknown"}
	}
	fields, to, err := typedOf(form, v)
	var p content.Post
	if err == nil {
		p, err = a.Writing.Create(ctx, v.person, publishing.NewPost{Kind: s.kind, Locale: l, Fields: fields, Draft: newKey(s.kind, l)})
	}
	if err != nil {
		d := v.newDesk(s, l, fields)
		return a.refuseDesk(c, &d, nil, err)
	}
	if to == nil {
		return redirect(c, v.begun(p))
	}
	act, err := a.Writing.Move(ctx, v.person, *to, p.ID)
	if err != nil {
		return a.refusePost(c, p, []content.Summary{p.Summary()}, fields, err)
	}
	return a.done(c, v.begun(p), v.stepped(*to, 1, act))
}

// begun is saved for a post that was not there before: the browser's copy of
// the text that had no post yet can go as well.
func (v *visit) begun(p content.Post) string { return v.saved(p) + "&begun=1" }

// saved returns the address of a post whose text has just been saved; the
// browser's own copy of it can go.
func (v *visit) saved(p content.Post) string { return v.post(p.ID) + "?saved=" + p.Locale.Path() }

// showPost serves GET /:locale/admin/posts/:id; ?with names another language
// to lie beside it.
func (a *Admin) showPost(c *gin.Context) error {
	p, variants, err := a.postOf(c, policy.ReadPost)
	if err != nil {
		return err
	}
	v := visitOf(c)
	d, err := a.readDesk(c, p)
	if err != nil {
		return err
	}
	desks := []desk{d}
	if other, ok := a.beside(c, p, variants); ok {
		second, err := a.DB.Post(c.Request.Context(), other.ID)
		if err != nil {
			return err
		}
		if d, err = a.readDesk(c, second); err != nil {
			return err
		}
		desks = v.ordered(desks[0], d)
	}
	return a.show(c, "editor", a.editor(c, p.Title, variants, desks...))
}

// ordered returns two desks in the order of the site's languages, whichever was
// opened first, each with the other's language.
func (v *visit) ordered(one, other desk) []desk {
	one.With, other.With = other.Lang, one.Lang
	tags := v.Site().Set.Tags()
	if slices.Index(tags, other.Lang) < slices.Index(tags, one.Lang) {
		return []desk{other, one}
	}
	return []desk{one, other}
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
	id, err := idOf(c, "act")
	if err != nil {
		return err
	}
	act, err := a.DB.Act(c.Request.Context(), store.ActID(id))
	if err != nil {
		return err
	}
	said := note{ID: "AdminUndone"}
	if workbench.Undoes(act.Kind) {
		said, err = a.undoSegments(c, act.ID)
	} else {
		err = a.Writing.Undo(c.Request.Context(), v.person, act.ID)
	}
	if errors.Is(err, publishing.ErrMovedOn) || errors.Is(err, workbench.ErrMovedOn) {
		said, err = note{ID: "AdminUndoTooLate"}, nil
	}
	if err != nil {
		return err
	}
	return a.done(c, back, said)
}

// undoSegments takes back what was done to many segments at once. Those that
// somebody has changed since stay as they are (translation case 64).
func (a *Admin) undoSegments(c *gin.Context, id store.ActID) (note, error) {
	undone, err := a.Bench.Undo(c.Request.Context(), personOf(c), id)
	if len(undone.Skipped) > 0 {
		return note{ID: "AdminUndoneButSome", Count: len(undone.Skipped)}, err
	}
	return note{ID: "AdminUndone"}, err
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
