package admin

import (
	"errors"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/message"
	"verso/internal/publishing"
)

// A desk is one text being written.
type desk struct {
	Key      string // of the person's draft
	Action   string
	Draft    string // where drafts are sent
	Here     string // the address of this page
	Slug     string // what makes an address of a title
	Preview  string // what renders the page as it would be
	Media    string // where pictures are sent
	Pictures string // of the picker of pictures
	History  string
	Relate   string // where it is linked with other posts
	Bench    string // where it is translated; "" for a text that is no translation
	Changes  string // where its author says what an edit means for translators; "" without any
	Changed  *changesWait
	Presence string // where the editor says that it is open
	Discard  string // drops the person's draft
	Links    string // of the picker of links
	Lang     locale.Tag
	With     locale.Tag // of the text beside it, or ""
	Name     string     // of the language
	Kind     content.Kind
	Revision int
	Status   content.Status
	Known    bool // readers could read it once
	StatusID string
	Public   string // its public address, where readers have it
	Fields   content.Fields
	Tags     string // the names of Fields.Tags, with commas
	Date     string // on the author's clock, as an input wants it
	Zone     string // of that clock
	CoverSrc string // where the cover can be seen
	Said     string // "saved 12:04"
	Count    string // words and reading time
	Kept     bool   // a draft is shown instead of what is saved
	Saved    bool   // it has just been saved
	Begun    string // key of the draft that has just become this post
	Errors   errs.Invalid
	NoticeID string
	Suggest  string // a free slug, when the one typed is taken
	Acts     []Act
	Share    shareList
	Address  string // the public address up to the slug
	Host     string // of the site, as those see it to whom a link is sent
}

// ID returns a name for elements of this desk.
func (d desk) ID(name string) string { return "d-" + d.Lang.Path() + "-" + name }

// SlugFree reports whether the address goes with the title: nobody has chosen
// one, and no reader knows it.
func (d desk) SlugFree() bool {
	return d.Fields.Slug == "" || !d.Known && d.Fields.Slug == content.Slugify(d.Fields.Title)
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
	d.Here, d.Known = d.Action, p.FirstPublishedAt != nil
	d.Relate, d.Discard, d.Presence = v.post(p.ID, "relate"), v.post(p.ID, "discard"), v.post(p.ID, "presence")
	if p.Status == content.Published {
		d.Public = v.Post(p.Summary())
	}
	d.Said = v.words.Text("AdminSavedAt", "Time", v.when(p.UpdatedAt))
	d.Saved = c.Query("saved") == p.Locale.Path()
	if d.Saved && c.Query("begun") != "" {
		d.Begun = newKey(p.Kind, p.Locale)
	}
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
	if err := a.translates(c, &d, p, variants); err != nil {
		return d, err
	}
	d.Acts = v.acts(p, publishing.Object(v.person, p.Summary(), variants))
	if d.Share, err = a.shares(c, p); err != nil {
		return d, err
	}
	d.CoverSrc, err = a.coverSrc(c, p.With(d.Fields))
	return d, err
}

// coverSrc returns where the cover of a post can be seen, or "".
func (a *Admin) coverSrc(c *gin.Context, p content.Post) (string, error) {
	v, ctx := visitOf(c), c.Request.Context()
	if p.Cover == "" || strings.HasPrefix(p.Cover, "https:") {
		return p.Cover, nil
	}
	pictures, err := a.DB.MediaOf(ctx, p.ID)
	if err != nil {
		return "", err
	}
	if m, ok := pictures[p.Cover]; ok {
		return v.thumb(m, coverWidth).Src, nil
	}
	hash := p.Uploads()[p.Cover]
	found, err := a.DB.MediaByHashes(ctx, []string{hash})
	if m, ok := found[hash]; ok {
		return v.thumb(m, coverWidth).Src, err
	}
	return "", err
}

// coverWidth is how wide the cover is shown beside its field, in pixels.
const coverWidth = 480

// desk returns the desk of a text in a language.
func (v *visit) desk(kind content.Kind, l locale.Tag, f content.Fields) desk {
	d := desk{
		Lang: l, Name: v.Site().LanguageName(l), Kind: kind, Status: content.Draft, StatusID: statusID(content.Draft),
		Slug: v.href("slug"), Links: v.href("links"), Media: v.href("media"), Pictures: v.href("pictures"), Zone: v.person.Zone().String(),
		Address: strings.TrimSuffix(v.Post(content.Summary{Kind: kind, Locale: l, Slug: "x"}), "x"), Host: v.host(),
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
	if v.at.Sub(t) < 20*time.Hour {
		return v.words.Time(at)
	}
	return v.words.DateTime(at, message.Medium)
}

// host returns the site's own name in addresses.
func (v *visit) host() string {
	_, host, _ := strings.Cut(v.Abs(""), "://")
	return host
}
