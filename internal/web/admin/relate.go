package admin

import (
	"errors"
	"strconv"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/policy"
	"verso/internal/publishing"
	"verso/internal/store"
	"verso/internal/web/problem"
)

// relateRoutes are those that say which posts are one work.
func (a *Admin) relateRoutes() []route {
	return []route{
		get("/posts/:id/relate", policy.ArrangePost, a.showRelate),
		post("/posts/:id/link", policy.ArrangePost, a.linkPost),
		post("/posts/:id/unlink", policy.ArrangePost, a.unlinkPost),
		post("/posts/:id/locale", policy.ArrangePost, a.moveLocale),
		get("/pairs", policy.ManageMenu, a.showPairs), // of anybody's
		post("/pairs", policy.ManageMenu, a.decidePair),
	}
}

// relatePage is the template "admin/relate".
type relatePage struct {
	Page
	Title    string
	Lang     locale.Tag
	EditHref string
	States   []VariantState
	Alone    bool
	List     List // of posts that can be linked; its form of search
	Found    []linkCandidate
	LinkTo   string
	UnlinkTo string
	LocaleTo string
	Locales  []Option
}

type linkCandidate struct {
	ID    string
	Title string
	Lang  locale.Tag
	Name  string
}

// showRelate serves GET /:locale/admin/posts/:id/relate.
func (a *Admin) showRelate(c *gin.Context) error {
	p, variants, err := a.postOf(c, policy.ArrangePost)
	if err != nil {
		return err
	}
	v := visitOf(c)
	page := relatePage{
		Page: a.page(c, "AdminRelateTitle"), Title: p.Title, Lang: p.Locale, EditHref: v.post(p.ID), Alone: len(variants) == 1,
		LinkTo: v.post(p.ID, "link"), UnlinkTo: v.post(p.ID, "unlink"), LocaleTo: v.post(p.ID, "locale"),
		List: listOf(c, List{SearchID: "AdminRelateSearch"}, ""),
	}
	page.under(v.shelf(p.Kind))
	for _, l := range v.Site().Set.Tags() {
		page.States = append(page.States, v.state(variants, l))
		if v.own(variants, l).ID == 0 {
			page.Locales = append(page.Locales, Option{Value: string(l), Label: v.Site().LanguageName(l), Lang: l})
		}
	}
	query := store.PickQuery{Text: page.List.Sought, Kind: p.Kind, Beside: p.GroupID, Limit: maxLinks}
	query.Owner, query.Locales = known(v.person)
	found, err := a.DB.PickPosts(c.Request.Context(), query)
	if err != nil {
		return err
	}
	for _, other := range found {
		page.Found = append(page.Found, linkCandidate{decimal(int64(other.ID)), other.Title, other.Locale, v.Site().LanguageName(other.Locale)})
	}
	return a.show(c, "relate", page)
}

// linkPost serves POST /:locale/admin/posts/:id/link.
func (a *Admin) linkPost(c *gin.Context) error {
	return a.relate(c, "AdminLinked", func(p content.Post, value func(string) string) (store.Act, error) {
		other, err := number64(value("post"))
		if err != nil {
			return store.Act{}, err
		}
		return a.Writing.Link(c.Request.Context(), personOf(c), p.ID, content.PostID(other))
	})
}

// unlinkPost serves POST /:locale/admin/posts/:id/unlink.
func (a *Admin) unlinkPost(c *gin.Context) error {
	return a.relate(c, "AdminUnlinked", func(p content.Post, _ func(string) string) (store.Act, error) {
		return a.Writing.Unlink(c.Request.Context(), personOf(c), p.ID)
	})
}

// moveLocale serves POST /:locale/admin/posts/:id/locale.
func (a *Admin) moveLocale(c *gin.Context) error {
	return a.relate(c, "AdminLocaleMoved", func(p content.Post, value func(string) string) (store.Act, error) {
		return a.Writing.ChangeLocale(c.Request.Context(), personOf(c), p.ID, locale.Tag(value("locale")))
	})
}

// relate does an act on the post of the address and says what was done; two
// posts of one language are told and nothing is lost.
func (a *Admin) relate(c *gin.Context, doneID string, act func(content.Post, func(string) string) (store.Act, error)) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	p, _, err := a.postOf(c, policy.ArrangePost)
	if err != nil {
		return err
	}
	did, err := act(p, form.Get)
	if same, ok := errors.AsType[*publishing.SameLocale](err); ok {
		return a.done(c, v.post(p.ID, "relate"), note{ID: "AdminSameLocale", Args: []string{"Language", v.words.LanguageName(same.B.Locale)}})
	}
	if err != nil {
		return err
	}
	return a.done(c, v.post(p.ID), note{ID: doneID, Act: int64(did.ID)})
}

// pairsPage is the template "admin/pairs": posts that an import found to be
// nearly one work.
type pairsPage struct {
	Page
	Action string
	Pairs  []pairRow
	Pager  Pager
}

type pairRow struct {
	A, B         linkCandidate
	AHref, BHref string
}

// showPairs serves GET /:locale/admin/pairs.
func (a *Admin) showPairs(c *gin.Context) error {
	v, ctx := visitOf(c), c.Request.Context()
	page := pairsPage{Page: a.page(c, "AdminPairsTitle"), Action: v.href("pairs")}
	list := listOf(c, List{}, "")
	count, err := a.DB.CountNearPairs(ctx)
	if err != nil {
		return err
	}
	list.paged(count, perPage)
	page.Pager = list.Pager
	pairs, err := a.DB.NearPairs(ctx, perPage, (list.Page-1)*perPage)
	if err != nil {
		return err
	}
	var ids []content.PostID
	for _, pair := range pairs {
		ids = append(ids, pair.A, pair.B)
	}
	posts, err := a.DB.Posts(ctx, ids)
	if err != nil {
		return err
	}
	for _, pair := range pairs {
		page.Pairs = append(page.Pairs, pairRow{v.candidate(posts[pair.A]), v.candidate(posts[pair.B]), v.post(pair.A), v.post(pair.B)})
	}
	return a.show(c, "pairs", page)
}

func (v *visit) candidate(p content.Post) linkCandidate {
	return linkCandidate{decimal(int64(p.ID)), p.Title, p.Locale, v.Site().LanguageName(p.Locale)}
}

// decidePair serves POST /:locale/admin/pairs.
func (a *Admin) decidePair(c *gin.Context) error {
	v := visitOf(c)
	form, err := problem.Form(c.Request)
	if err != nil {
		return err
	}
	first, errA := strconv.ParseInt(form.Get("a"), 10, 64)
	second, errB := strconv.ParseInt(form.Get("b"), 10, 64)
	if errors.Join(errA, errB) != nil {
		return errs.NotFound
	}
	pair := store.Pair(content.PostID(first), content.PostID(second))
	decide, id := a.Writing.DismissPair, "AdminPairDismissed"
	if form.Get("act") == "accept" {
		decide, id = a.Writing.AcceptPair, "AdminLinked"
	}
	act, err := decide(c.Request.Context(), v.person, pair)
	if err != nil {
		return err
	}
	return a.done(c, v.href("pairs"), note{ID: id, Act: int64(act.ID)})
}
