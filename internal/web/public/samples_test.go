package public

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"time"

	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/web/view"
)

// The samples are one small site in several languages, enough to fill
// every page. They are written here, not taken from anybody's site.
//
//go:embed testdata/samples
var sampleFiles embed.FS

// sampleLocales are the locales of the sample site; ko has no catalog (rule 71).
var sampleLocales = []locale.Tag{"en-US", "pt-BR", "ar", "ja", "de", "ko"}

// A sample is the words of one language, English where nobody wrote any.
type sample struct {
	locale                  locale.Tag
	name, tagline, hero     string
	titles, excerpts        []string // of three articles; a fourth has a title alone
	tag, author, translator string
	headings, paragraphs    []string
}

func sampleOf(t *testing.T, l locale.Tag) sample {
	t.Helper()
	data, err := sampleFiles.ReadFile("testdata/samples/" + string(l) + ".txt")
	if errors.Is(err, fs.ErrNotExist) {
		data, err = sampleFiles.ReadFile("testdata/samples/en-US.txt")
	}
	if err != nil {
		t.Fatal(err)
	}
	s := strings.Split(strings.TrimSpace(string(data)), "\n")
	if len(s) != 19 {
		t.Fatalf("sample %s has %d lines, want 19", l, len(s))
	}
	return sample{
		locale: l, name: s[0], tagline: s[1], hero: s[2],
		titles:   []string{s[3], s[5], s[7], s[9]},
		excerpts: []string{s[4], s[6], s[8], ""},
		tag:      s[10], author: s[11], translator: s[12],
		headings:   []string{s[13], s[15], s[17]},
		paragraphs: []string{s[14], s[16], s[18]},
	}
}

func (s sample) href(path string) string { return "/" + s.locale.Path() + "/" + path }

// page returns the base of a page of the sample site.
func (s sample) page(title, current string) view.Page {
	p := view.Page{
		Locale: s.locale,
		Title:  title,
		Site:   view.Site{Name: s.name, Tagline: s.tagline, HomeHref: s.href("")},
		Head: view.Head{
			Feeds:       []view.Feed{{Href: s.href("feed.xml"), Title: s.name}},
			Canonical:   "https://ex.test" + s.href(current),
			Description: s.excerpts[0],
			OG: view.OpenGraph{
				Type: "website", URL: "https://ex.test" + s.href(current), Description: s.excerpts[0],
				Locale: s.locale.OpenGraph(), LocaleAlternates: []string{"en_US", "pt_BR"},
			},
		},
		Search:   view.Search{Href: s.href("search"), Description: s.href("search/opensearch.xml")},
		Remember: view.Remember{Action: "/locale", Next: s.href(current)},
		Footer:   []view.NavItem{{Href: s.href("privacy"), Text: s.titles[3]}},
	}
	for _, id := range []string{"Articles", "Projects", "Tags", "Archive", "Contact"} {
		path := strings.ToLower(id)
		p.Nav = append(p.Nav, view.NavItem{Href: s.href(path), MessageID: "Nav" + id, Current: path == current})
	}
	p.Nav = append(p.Nav, view.NavItem{Href: s.href("about"), Text: s.titles[3]})
	for _, l := range sampleLocales {
		p.Head.Alternates = append(p.Head.Alternates,
			view.Alternate{Hreflang: string(l), Href: "https://ex.test/" + l.Path() + "/" + current})
		if l != s.locale {
			p.Head.Feeds = append(p.Head.Feeds, view.Feed{Href: "/" + l.Path() + "/feed.xml", Title: s.name + " · " + l.Autonym(), Hreflang: l})
		}
		p.Switcher = append(p.Switcher, view.SwitchItem{
			Href: "/" + l.Path() + "/" + current, Lang: l, Name: l.Autonym(),
			Current: l == s.locale, Missing: l == "de" && l != s.locale,
		})
	}
	return p
}

// entries returns the articles of the sample site; the last is in another language.
func (s sample) entries() []view.Entry {
	var entries []view.Entry
	for i, title := range s.titles {
		e := view.Entry{
			Href: s.href(fmt.Sprintf("articles/%d", i)), Title: title, Lang: s.locale, Excerpt: s.excerpts[i],
			Date: time.Date(2026, time.Month(10-2*i), 21-6*i, 23, 30, 0, 0, time.FixedZone("", -3*60*60)),
		}
		entries = append(entries, e)
	}
	entries[2].Title, entries[2].Lang = "Übersetzungsspeicher für Anfänger", "de"
	entries[2].Excerpt = "Ein Auszug auf Deutsch."
	if s.locale == "de" {
		entries[2].Title, entries[2].Lang, entries[2].Excerpt = "الكتابة من اليمين", "ar", ""
	}
	return entries
}

func (s sample) also() []view.Variant {
	var also []view.Variant
	for _, l := range []locale.Tag{"en-US", "pt-BR", "ar"} {
		if l != s.locale {
			also = append(also, view.Variant{Href: "/" + l.Path() + "/articles/0", Lang: l, Name: l.Autonym(), Title: "The measure of a line"})
		}
	}
	return also
}

func (s sample) article(t *testing.T) article {
	t.Helper()
	updated := time.Date(2026, 11, 3, 9, 0, 0, 0, time.UTC)
	return article{
		Title: s.titles[0], Lang: s.locale, Words: 1140, Author: s.author, Translator: s.translator,
		PublishedAt: s.entries()[0].Date, UpdatedAt: &updated, Body: s.body(t),
	}
}

// body returns a text with everything that package markdown makes.
func (s sample) body(t *testing.T) template.HTML {
	t.Helper()
	fragment, err := sampleFiles.ReadFile("testdata/samples/body.html")
	if err != nil {
		t.Fatal(err)
	}
	return template.HTML(strings.NewReplacer(
		"$h1", s.headings[0], "$h2", s.headings[1], "$h3", s.headings[2],
		"$p1", s.paragraphs[0], "$p2", s.paragraphs[1], "$p3", s.paragraphs[2],
		"$author", s.author, "$translator", s.translator, "$tag", s.tag,
	).Replace(string(fragment)))
}

func (s sample) contents() []view.Heading {
	return []view.Heading{
		{ID: "a", Text: s.headings[0]},
		{ID: "b", Text: s.headings[1], Children: []view.Heading{{ID: "c", Text: s.headings[2]}}},
	}
}

func (s sample) projects() []projectCard {
	return []projectCard{
		{Href: s.href("projects/0"), Title: s.titles[2], Lang: s.locale, Excerpt: s.excerpts[2]},
		{Href: "https://ex.test/rechen", Title: "Rechenschieber", Lang: "de", Excerpt: "Ein Rechenschieber, der im Browser läuft."},
		{Href: s.href("projects/1"), Title: s.headings[0], Lang: s.locale},
	}
}

// pages returns every public page of the sample site, by the name of a file
// and the template that renders it.
func (s sample) pages(t *testing.T) map[string]namedPage {
	t.Helper()
	entries, work := s.entries(), s.article(t)
	articlePg := articlePage{
		Page: s.page(work.Title, "articles/0"), Article: work, Also: s.also(), Beside: s.also(), Contents: s.contents(),
		Tags:     []tagLink{{Href: s.href("tags/0"), Name: s.tag, Lang: s.locale}, {Href: s.href("tags/1"), Name: "Go", Lang: "en"}},
		Previous: &entries[1], Next: &entries[2], FeedHref: s.href("feed.xml"),
	}
	articlePg.Head.JSONLD = map[string]any{"@type": "BlogPosting", "headline": work.Title + "</script>"}
	pages := map[string]namedPage{
		"home": {"public/home", homePage{
			Page: s.page("", ""), Hero: s.hero, Newest: entries, ArticlesHref: s.href("articles"),
			Projects: s.projects(), ProjectsHref: s.href("projects"),
		}},
		"home-empty":     {"public/home", homePage{Page: s.page("", ""), ArticlesHref: s.href("articles")}},
		"articles":       {"public/articles", articlesPage{Page: s.page(s.headings[0], "articles"), Entries: entries, Pager: s.pager()}},
		"articles-empty": {"public/articles", articlesPage{Page: s.page(s.headings[0], "articles")}},
		"article":        {"public/article", articlePg},
		"page":           {"public/page", textPage{Page: s.page(s.titles[3], "about"), Article: article{Title: s.titles[3], Lang: s.locale, Body: work.Body}}},
		"projects":       {"public/projects", projectsPage{Page: s.page(s.titles[2], "projects"), Projects: s.projects()}},
		"project": {"public/project", projectPage{
			Page: s.page(s.titles[2], "projects/0"), Article: article{Title: s.titles[2], Lang: s.locale, Body: template.HTML("<p>" + s.paragraphs[0] + "</p>")},
			Link: "https://ex.test/project", Also: s.also(),
		}},
		"tag": {"public/tag", tagPage{
			Page: s.page(s.tag, "tags/0"), Name: s.tag, Lang: s.locale, Posts: 4, Entries: entries, IndexHref: s.href("tags"), Also: s.also(),
		}},
		"tag-empty": {"public/tag", tagPage{Page: s.page(s.tag, "tags/0"), Name: s.tag, Lang: s.locale, IndexHref: s.href("tags")}},
		"tags":      {"public/tags", tagsPage{Page: s.page(s.tag, "tags"), Tags: s.tags()}},
		"archive": {"public/archive", archivePage{Page: s.page(s.headings[2], "archive"), Years: []yearLink{
			{s.href("archive/2026"), 2026, 12}, {s.href("archive/2025"), 2025, 1}, {s.href("archive/2024"), 2024, 0},
		}}},
		"year": {"public/year", yearPage{
			Page: s.page("2026", "archive/2026"), Year: 2026, Posts: 4, ArchiveHref: s.href("archive"),
			Months: []month{{entries[0].Date, entries[:2]}, {entries[2].Date, entries[2:]}},
		}},
		"contact": {"public/contact", contactPage{Page: s.page(s.headings[1], "contact"), Action: s.href("contact")}},
		"contact-errors": {"public/contact", contactPage{
			Page: s.page(s.headings[1], "contact"), Action: s.href("contact"),
			Form:   contactForm{Email: "nobody", Message: s.paragraphs[0]},
			Errors: errs.Invalid{"name": "ContactNameRequired", "email": "ContactEmailInvalid", "subject": "ContactTextInvalid", "message": "ContactTooLong"},
		}},
		"contact-sent": {"public/contact", contactPage{Page: s.page(s.headings[1], "contact"), Sent: true}},
		"missing": {"public/missing", missingPage{
			Page: s.page(s.titles[1], "articles/1"), WorkTitle: "Übersetzungsspeicher für Anfänger", Lang: "de", Variants: s.also(), Newest: entries,
		}},
		"not-found": {"public/error", view.ErrorPage{
			Page: s.page(s.headings[1], ""), Status: 404, TitleID: "NotFoundTitle", TextID: "NotFoundText", Newest: entries,
		}},
		"too-many": {"public/error", view.ErrorPage{
			Page: s.page(s.headings[1], ""), Status: 429, TitleID: "TooManyRequestsTitle", TextID: "TooManyRequestsText",
		}},
		"failure": {"error", view.FailurePage{
			Locale: s.locale, Status: 500, TitleID: "ErrorTitle", TextID: "ErrorText", HomeHref: s.href(""),
		}},
	}
	original := articlePg
	original.Original, original.Article.Lang, original.Article.Title = true, "de", "Übersetzungsspeicher für Anfänger"
	pages["original"] = namedPage{"public/article", original}
	maps.Copy(pages, s.searches())
	pages["parallel"] = s.parallel(t)
	return pages
}

// A namedPage is a page struct and the template that renders it.
type namedPage struct {
	template string
	page     any
}

func (s sample) pager() pager {
	return pager{
		Number: 3, Count: 12, PrevHref: s.href("articles/page/2"), NextHref: s.href("articles/page/4"),
		Links: []pagerLink{
			{1, s.href("articles"), false}, {2, s.href("articles/page/2"), false}, {3, s.href("articles/page/3"), true},
			{4, s.href("articles/page/4"), false}, {Number: 5}, {12, s.href("articles/page/12"), false},
		},
	}
}

func (s sample) tags() []tagLink {
	tags := []tagLink{{s.href("tags/go"), "Go", "en", 1}}
	for i, name := range append([]string{s.tag}, s.headings...) {
		tags = append(tags, tagLink{s.href(fmt.Sprintf("tags/%d", i)), name, s.locale, i * 7})
	}
	return tags
}
