package admin

import (
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/publishing"
)

// editorPage is the template "admin/editor": one text, or two languages of a
// work side by side.
type editorPage struct {
	Page
	Desks     []desk
	States    []VariantState // every language of the work
	Others    []NewLink      // languages that can be opened beside this one
	Starts    []NewLink      // languages in which a copy can be begun
	TogetherN int            // variants that would be published together
	Together  string         // their identifiers
	MoveHref  string
	BackHref  string
	Zone      string
}

// A desk is one text being written.
type desk struct {
	Key      string // of the person's draft
	Action   string
	Draft    string // where drafts are sent
	Slug     string // what makes an address of a title
	Preview  string // what renders the page as it would be; "" for a new post
	Media    string
	History  string
	Relate   string // where it is linked with other posts
	Presence string // where the editor says that it is open
	Discard  string // drops the person's draft
	Links    string // of the link picker
	Lang     locale.Tag
	Name     string // of the language
	Kind     content.Kind
	Revision int
	Status   content.Status
	StatusID string
	Public   string // its public address, where readers have it
	Fields   content.Fields
	Tags     string // the names of Fields.Tags, with commas
	Date     string // on the author's clock, as an input wants it
	Said     string // "saved 12:04"
	Count    string // words and reading time
	Kept     bool   // a draft is shown instead of what is saved
	Saved    bool   // it has just been saved
	Errors   errs.Invalid
	NoticeID string
	Suggest  string // a free slug, when the one typed is taken
	Max      limits
	Acts     []Act
	Share    shareList
	Address  string // the public address up to the slug
}

// limits bound the fields, in characters.
type limits struct{ Title, Excerpt, SEOTitle, SEODescription, Line, Name int }

func fieldLimits() limits {
	return limits{content.MaxTitle, content.MaxExcerpt, content.MaxSEOTitle, content.MaxSEODescription, content.MaxLine, content.MaxName}
}

// ID returns a name for elements of this desk.
func (d desk) ID(name string) string { return "d-" + d.Lang.Path() + "-" + name }

// First reports whether a field is the first that has to be mended.
func (d desk) First(name string) bool {
	for _, field := range []string{"title", "slug", "excerpt", "body", "date", "tags", "cover", "cover_alt", "author", "seo_title", "seo_description", "canonical_url", "link", "icon"} {
		if d.Errors[field] != "" {
			return field == name
		}
	}
	return false
}

// deskOf returns the desk of a post, with the person's draft of it if they
// have one.
func (a *Admin) deskOf(c *gin.Context, p content.Post, tags []content.Tag) (desk, error) {
	v, ctx := visitOf(c), c.Request.Context()
	names := make([]string, len(tags))
	for i, t := range tags {
		names[i] = t.Name
	}
	d := v.desk(p.Kind, p.Locale, p.Fields(names))
	d.Key, d.Revision, d.Status, d.StatusID = publishing.DraftKey(p.ID), p.Revision, p.Status, statusID(p.Status)
	d.Action, d.Draft, d.History = v.post(p.ID), v.post(p.ID, "draft"), v.post(p.ID, "history")
	d.Preview = v.Preview(p.Summary(), "")
	d.Relate, d.Discard, d.Presence = v.post(p.ID, "relate"), v.post(p.ID, "discard"), v.post(p.ID, "presence")
	if p.Status == content.Published {
		d.Public = v.Post(p.Summary())
	}
	d.Said = v.words.Text("AdminSavedAt", "Time", v.when(p.UpdatedAt))
	d.Saved = c.Query("saved") != ""
	kept, err := a.DB.Draft(ctx, v.person.ID, d.Key)
	if err != nil && !errors.Is(err, errs.NotFound) {
		return d, err
	}
	if err == nil && !kept.Fields.Equal(d.Fields) {
		d.Kept, d.Revision = true, kept.BaseRevision
		d.put(v, kept.Fields)
		d.Said = v.words.Text("AdminDraftKeptAt", "Time", v.when(kept.UpdatedAt))
	}
	variants, err := a.DB.Variants(ctx, p.GroupID)
	if err != nil {
		return d, err
	}
	d.Acts = v.acts(p, publishing.Object(v.person, p.Summary(), variants))
	if d.Share, err = a.shares(c, p); err != nil {
		return d, err
	}
	return d, nil
}

// desk returns the desk of a text in a language.
func (v *visit) desk(kind content.Kind, l locale.Tag, f content.Fields) desk {
	d := desk{
		Lang: l, Name: v.Site().LanguageName(l), Kind: kind, Status: content.Draft, StatusID: statusID(content.Draft),
		Slug: v.href("slug"), Links: v.href("links"), Media: v.href("media"), Max: fieldLimits(),
		Address: strings.TrimSuffix(v.Post(content.Summary{Kind: kind, Locale: l, Slug: "x"}), "x"),
	}
	d.put(v, f)
	return d
}

// put shows fields in a desk.
func (d *desk) put(v *visit, f content.Fields) {
	d.Fields, d.Tags, d.Date = f, strings.Join(f.Tags, ", "), ""
	if f.PublishedAt != nil {
		d.Date = v.in(*f.PublishedAt).Format(content.WallForm)
	}
	words := markdown.CountWords(f.Body, d.Lang)
	d.Count = v.words.Plural("AdminWords", words) + " · " + v.words.ReadingTime(words)
}

// when returns a moment of today as a time, of another day as a date too.
func (v *visit) when(t time.Time) string {
	at := v.in(t)
	if time.Since(t) < 20*time.Hour {
		return v.words.Time(at)
	}
	return v.words.DateTime(at, message.Medium)
}

// acts are the buttons of a post: what its status allows and the person may.
func (v *visit) acts(p content.Post, o policy.Object) []Act {
	var acts []Act
	add := func(may policy.Action, name, label string) {
		if policy.Allows(v.person, may, o) {
			acts = append(acts, Act{Name: name, LabelID: label, Danger: name == string(content.Trashed)})
		}
	}
	switch p.Status {
	case content.Trashed:
		add(policy.RemovePost, "restore", "AdminRestore")
		return acts
	case content.Published:
		add(policy.PublishPost, string(content.Draft), "AdminUnpublish")
	case content.Scheduled:
		add(policy.PublishPost, string(content.Published), "AdminPublish")
		add(policy.PublishPost, string(content.Draft), "AdminUnschedule")
	case content.InReview:
		add(policy.PublishPost, string(content.Published), "AdminPublish")
		add(policy.SubmitPost, string(content.Draft), "AdminTakeBack")
	case content.Archived:
		add(policy.PublishPost, string(content.Published), "AdminPublish")
	default:
		add(policy.PublishPost, string(content.Published), "AdminPublish")
		add(policy.SubmitPost, string(content.InReview), "AdminSubmit")
	}
	if p.Status != content.Archived {
		add(policy.RemovePost, string(content.Archived), "AdminArchive")
	}
	add(policy.RemovePost, string(content.Trashed), "AdminTrash")
	return acts
}

// fieldsOf reads the fields of the editor's form. A date that cannot be read
// is said to be wrong and the rest is returned.
func fieldsOf(form url.Values, zone *time.Location) (content.Fields, errs.Invalid) {
	f := content.Fields{
		Title: form.Get("title"), Slug: form.Get("slug"), Excerpt: form.Get("excerpt"), Body: form.Get("body"),
		SEOTitle: form.Get("seo_title"), SEODescription: form.Get("seo_description"),
		Cover: form.Get("cover"), CoverAlt: form.Get("cover_alt"), Author: form.Get("author"), Translator: form.Get("translator"),
		CanonicalURL: form.Get("canonical_url"), Link: form.Get("link"), Icon: form.Get("icon"),
	}
	for name := range strings.FieldsFuncSeq(form.Get("tags"), func(r rune) bool { return r == ',' || r == '،' || r == '、' }) {
		if name = strings.TrimSpace(name); name != "" {
			f.Tags = append(f.Tags, name)
		}
	}
	if written := form.Get("date"); written != "" {
		m, err := content.ReadClock(written, zone)
		if err != nil {
			return f, errs.Invalid{"date": "PostDateInvalid"}
		}
		f.PublishedAt, f.UTCOffset = &m.At, m.UTCOffset
	}
	return f, nil
}

// editor returns the page around desks of one work.
func (a *Admin) editor(c *gin.Context, title string, variants []content.Summary, desks ...desk) (editorPage, error) {
	v := visitOf(c)
	page := editorPage{Page: a.page(c, "AdminEditorTitle", "Title", title), Desks: desks, Zone: v.person.Zone().String()}
	first := desks[0]
	for _, s := range shelves() {
		if s.kind == first.Kind {
			page.BackHref = v.href(s.path)
		}
	}
	if len(variants) == 0 {
		return page, nil
	}
	here := v.own(variants, first.Lang)
	page.Live = []string{"admin:post:" + decimal(int64(here.ID))}
	page.MoveHref = v.post(here.ID, "together")
	var together []string
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
		if p.ID != 0 && p.Status != content.Published && p.Status != content.Trashed && policy.Allows(v.person, policy.PublishPost, publishing.Object(v.person, p, variants)) {
			together = append(together, decimal(int64(p.ID)))
		}
	}
	page.TogetherN, page.Together = len(together), strings.Join(together, ",")
	return page, nil
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
	n, _ := strconv.Atoi(form.Get("revision"))
	return n
}

// A shareList is the preview links of a post.
type shareList struct {
	Href  string // where one is made
	Links []shareLink
}

type shareLink struct {
	Href   string // that is shared
	Until  string
	Revoke string
}

func (a *Admin) shares(c *gin.Context, p content.Post) (shareList, error) {
	v := visitOf(c)
	list := shareList{Href: v.post(p.ID, "share")}
	links, err := a.DB.PreviewLinks(c.Request.Context(), p.ID, a.Now())
	for _, l := range links {
		list.Links = append(list.Links, shareLink{
			Href: v.Abs(v.Preview(p.Summary(), publishing.PreviewToken(l))), Until: v.words.DateTime(v.in(l.ExpiresAt), message.Medium),
			Revoke: v.href("shares", decimal(int64(l.ID))),
		})
	}
	return list, err
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
