package admin

import (
	"net/url"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/publishing"
)

// editorPage is the template "admin/editor": one text, or two languages of a
// work side by side.
type editorPage struct {
	Page
	Desks    []desk
	States   []VariantState // every language of the work
	Others   []NewLink      // languages that can be opened beside this one
	Starts   []NewLink      // languages in which a copy can be begun
	Together int            // variants that would be published together
	MoveHref string         // where they are
	BackHref string
	Zone     string // of the person's clock
}

// editor returns the page around desks of one work.
func (a *Admin) editor(c *gin.Context, title string, variants []content.Summary, desks ...desk) editorPage {
	v := visitOf(c)
	page := editorPage{Page: a.page(c, "AdminEditorTitle", "Title", title), Desks: desks, Zone: v.person.Zone().String()}
	page.Whole = true
	first := desks[0]
	page.BackHref = v.shelf(first.Kind)
	page.under(page.BackHref)
	if len(variants) == 0 {
		return page
	}
	here := v.own(variants, first.Lang)
	page.Live = []string{"admin:post:" + decimal(int64(here.ID))}
	page.MoveHref, page.Together = v.post(here.ID, "together"), len(v.together(variants))
	for _, l := range v.Site().Set.Tags() {
		s := v.state(variants, l)
		s.Current = slices.ContainsFunc(desks, func(d desk) bool { return d.Lang == l })
		page.States = append(page.States, s)
		p := v.own(variants, l)
		switch {
		case p.ID == 0 && policy.Allows(v.person, policy.AddVariant, publishing.Object(v.person, content.Summary{Locale: l}, variants)):
			page.Starts = append(page.Starts, NewLink{Href: v.post(here.ID, "variants"), Lang: l, Name: s.Name})
		case p.ID != 0 && !s.Current:
			page.Others = append(page.Others, NewLink{Href: v.post(here.ID) + "?with=" + l.Path(), Lang: l, Name: s.Name})
		}
	}
	return page
}

// together returns the variants that can be published in one act: those that
// are still to be published, where the person may.
func (v *visit) together(variants []content.Summary) []content.PostID {
	var ids []content.PostID
	for _, p := range variants {
		waits := p.Status == content.Draft || p.Status == content.InReview || p.Status == content.Scheduled
		if waits && policy.Allows(v.person, policy.PublishPost, publishing.Object(v.person, p, variants)) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// shelf returns the address of the list of works of a kind.
func (v *visit) shelf(kind content.Kind) string {
	for _, s := range shelves() {
		if s.kind == kind {
			return v.href(s.path)
		}
	}
	return v.href()
}

// own returns the variant of a locale, or none.
func (v *visit) own(variants []content.Summary, l locale.Tag) content.Summary {
	for _, p := range variants {
		if p.Locale == l {
			return p
		}
	}
	return content.Summary{}
}

// revisionOf reads the revision that a form was made from.
func revisionOf(form url.Values) int {
	return revisionNumber(form.Get("revision"))
}

// revisionNumber reads the number of a revision: 0 when it is none, and the
// greatest that a database keeps when it is greater.
func revisionNumber(s string) int {
	n, _ := strconv.ParseInt(s, 10, 32)
	return int(n)
}

// postOf returns the post that the address names, if the person may do this
// to it.
func (a *Admin) postOf(c *gin.Context, may policy.Action) (content.Post, []content.Summary, error) {
	id, err := strconv.ParseInt(c.Param("id"), 10, 64)
	if err != nil {
		return content.Post{}, nil, errs.NotFound
	}
	ctx := c.Request.Context()
	p, err := a.DB.Post(ctx, content.PostID(id))
	if err != nil {
		return p, nil, err
	}
	variants, err := a.DB.Variants(ctx, p.GroupID)
	if err != nil {
		return p, nil, err
	}
	return p, variants, policy.Check(personOf(c), may, publishing.Object(personOf(c), p.Summary(), variants))
}
