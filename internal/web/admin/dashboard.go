package admin

import (
	"github.com/gin-gonic/gin"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/policy"
	"verso/internal/store"
)

// onDashboard is how many of each the start page lists.
const onDashboard = 5

// dashboardRoutes are the start page's.
func (a *Admin) dashboardRoutes() []route {
	return []route{
		get("", policy.Enter, a.showDashboard),
	}
}

// dashboardPage is the template "admin/dashboard".
type dashboardPage struct {
	Page
	New       []NewLink // one for each language an article can begin in
	Queues    []queue
	Unread    int // messages of readers
	InboxHref string
	Published []postLine
	Progress  []progressLine
	Works     int // articles that are published in at least one language
	Missing   []missingLine
	Wanted    []wantedLine
	MoreHref  string // the table of translations
}

// A queue is the posts of one status that readers do not see yet.
type queue struct {
	StatusID string // message
	Status   content.Status
	Number   int
	Href     string // all of them
	Posts    []postLine
}

// A postLine is one post in a few words.
type postLine struct {
	Href   string
	Title  string // "" while it has none
	Lang   locale.Tag
	Tongue string // the language in its own words
	When   string // last changed, to be published or published: on the person's clock
}

// A progressLine says how far the articles are in a language.
type progressLine struct {
	Lang      locale.Tag
	Name      string
	Published int
	Missing   int
	Percent   int
	Href      string // the works that are missing there
}

// A missingLine is a work with the languages that it lacks.
type missingLine struct {
	postLine
	Missing []Tongue
}

// A Tongue is a language in its own words.
type Tongue struct {
	Lang locale.Tag
	Name string
}

// A wantedLine is a work that readers looked for in a language it lacks.
type wantedLine struct {
	postLine
	Wanted  Tongue
	Readers int
}

// showDashboard serves GET /:locale/admin.
func (a *Admin) showDashboard(c *gin.Context) error {
	v := visitOf(c)
	query := v.overviewQuery()
	o, err := a.DB.Overview(c.Request.Context(), query)
	if err != nil {
		return err
	}
	page := dashboardPage{Page: a.page(c, "AdminNavDashboard"), Works: o.Works, MoreHref: v.href("translations")}
	page.Live = []string{"admin:posts", "admin:messages"}
	if policy.Somewhere(v.person, policy.CreatePost) {
		page.New = v.beginnings(shelves()[0])
	}
	page.Queues = v.queues(o.Waiting)
	if policy.Allows(v.person, policy.ReadMessages, policy.Object{}) {
		page.InboxHref = v.href("messages")
		if _, page.Unread, err = a.DB.CountMessages(c.Request.Context(), store.Arrived); err != nil {
			return err
		}
	}
	for _, p := range o.Published {
		page.Published = append(page.Published, v.postLine(p))
	}
	for _, p := range o.Progress {
		page.Progress = append(page.Progress, v.progressLine(p, o.Works))
	}
	for _, id := range o.Missing {
		page.Missing = append(page.Missing, v.missingLine(o.Variants[id], query))
	}
	for _, w := range o.Wanted {
		line := wantedLine{Wanted: v.tongue(w.Locale), Readers: int(w.Readers)}
		line.postLine = v.workLine(o.Variants[w.GroupID])
		page.Wanted = append(page.Wanted, line)
	}
	return a.show(c, "dashboard", page)
}

// overviewQuery asks for what the person works on.
func (v *visit) overviewQuery() store.OverviewQuery {
	q := store.OverviewQuery{Site: v.Site().Set.Tags(), Limit: onDashboard}
	switch v.person.Role {
	case account.Author:
		q.Owner = v.person.ID
	case account.Translator:
		q.Locales = []locale.Tag{}
		for _, g := range v.person.Grants {
			q.Locales = append(q.Locales, g.Locale)
		}
	}
	return q
}

// queues sorts what waits: first what waits for others.
func (v *visit) queues(waiting []store.Waiting) []queue {
	var queues []queue
	for _, status := range []content.Status{content.InReview, content.Draft, content.Scheduled} {
		q := queue{StatusID: statusID(status), Status: status, Href: v.href("articles") + "?status=" + string(status)}
		for _, w := range waiting {
			if w.Status == status {
				q.Number = w.Number
				q.Posts = append(q.Posts, v.postLine(w.Summary))
			}
		}
		if q.Number > 0 {
			queues = append(queues, q)
		}
	}
	return queues
}

func (v *visit) postLine(p content.Summary) postLine {
	line := postLine{Href: v.work(p), Title: p.Title, Lang: p.Locale, Tongue: v.Site().LanguageName(p.Locale)}
	switch {
	case p.Status == content.Scheduled && p.PublishedAt != nil:
		line.When = v.words.DateTime(v.in(*p.PublishedAt), message.Medium)
	case p.Status == content.Published && p.PublishedAt != nil:
		line.When = v.words.Date(v.in(*p.PublishedAt), message.Medium)
	default:
		line.When = v.words.Date(v.in(p.UpdatedAt), message.Medium)
	}
	return line
}

// work returns where a person goes to work on a post: somebody who translates,
// to the workbench.
func (v *visit) work(p content.Summary) string {
	if v.person.Role == account.Translator && p.SourceID != nil && v.person.Translates(p.Locale) {
		return v.post(p.ID, "translate")
	}
	return v.post(p.ID)
}

// workIn is work in a list, which knows the whole work: what is translated
// leads to the workbench though it does not say from which text.
func (v *visit) workIn(w store.Work, p content.Summary) string {
	source := content.Source(w.Variants, w.SourceID, v.Site().Set.Default())
	if p.SourceID == nil && source.ID != p.ID && p.Status != content.Trashed {
		p.SourceID = &source.ID
	}
	return v.work(p)
}

// workLine returns the line of a work, by what it is called in the language of
// the interface, else in the first that it has.
func (v *visit) workLine(variants []content.Summary) postLine {
	_, _, id := v.title(store.Work{Variants: variants})
	for _, p := range variants {
		if p.ID == id {
			return v.postLine(p)
		}
	}
	return postLine{}
}

func (v *visit) progressLine(p store.Progress, works int) progressLine {
	return progressLine{
		Lang: p.Locale, Name: v.Site().LanguageName(p.Locale), Published: p.Published, Missing: works - p.Published,
		Percent: 100 * p.Published / max(1, works),
		Href:    v.href("translations") + "?show=missing&language=" + string(p.Locale),
	}
}

// missingLine names the languages that a work lacks, of those that the person
// works in.
func (v *visit) missingLine(variants []content.Summary, q store.OverviewQuery) missingLine {
	line := missingLine{postLine: v.workLine(variants)}
	there := map[locale.Tag]bool{}
	for _, p := range variants {
		there[p.Locale] = there[p.Locale] || p.Status != content.Trashed
	}
	within := q.Site
	if q.Locales != nil {
		within = q.Locales
	}
	for _, l := range within {
		if !there[l] {
			line.Missing = append(line.Missing, v.tongue(l))
		}
	}
	return line
}

func (v *visit) tongue(l locale.Tag) Tongue { return Tongue{Lang: l, Name: v.Site().LanguageName(l)} }
