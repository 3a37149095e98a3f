//go:build browser

package browser

import (
	"log/slog"
	"maps"
	"slices"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/publishing"
	"verso/internal/site"
	"verso/internal/store/storetest"
	"verso/locales"
)

// Parts of the workbench, as CSS selectors find them.
const (
	current = "[data-segments] > .seg.current"
	field   = current + " textarea[name=text]"
)

// A pair is an article and its translation, which people work on.
type pair struct {
	studio
	author account.User
	source content.Post // published, in English
	target content.PostID
	to     locale.Tag
}

// writing returns the service by which posts are saved, as the site has it.
func (s studio) writing() *publishing.Service {
	return publishing.New(s.db, s.clock.now, nil, slog.New(slog.DiscardHandler))
}

// set changes a setting of the site.
func (s studio) set(t *testing.T, name site.Setting, value string) {
	t.Helper()
	if err := s.writing().SetSetting(t.Context(), account.Operator(), name, "", value); err != nil {
		t.Fatal(err)
	}
}

// newArticle opens a site with one article, published in English, that nobody
// has begun to translate.
func newArticle(t *testing.T, to locale.Tag, p content.Post) pair {
	t.Helper()
	s := newStudio(t)
	author := s.person(t, "Ana", account.Admin)
	p.Locale = "en-US"
	return pair{studio: s, author: author, source: storetest.Work(t, s.db, p)[0], to: to}
}

// newPair opens a site with one article whose translation is begun.
func newPair(t *testing.T, to locale.Tag, body string) pair {
	t.Helper()
	p := newArticle(t, to, content.Post{Slug: "tide", Title: "The tide", Body: body})
	p.begin(t)
	return p
}

// begin begins the translation.
func (p *pair) begin(t *testing.T) {
	t.Helper()
	started, _, err := p.writing().Start(t.Context(), account.Operator(), p.to, p.source.GroupID)
	if err != nil {
		t.Fatal(err)
	}
	p.target = started.Posts[0].ID
}

// rewrite gives the source another text, which readers get at once.
func (p pair) rewrite(t *testing.T, body string) {
	t.Helper()
	now, err := p.db.Post(t.Context(), p.source.ID)
	if err != nil {
		t.Fatal(err)
	}
	fields := now.Fields(nil)
	fields.Body = body
	if _, err := p.writing().Save(t.Context(), account.Operator(), publishing.Edit{Post: now.ID, Revision: now.Revision, Fields: fields}); err != nil {
		t.Fatal(err)
	}
}

// bench returns the address of the workbench in an interface language.
func (p pair) bench(l locale.Tag) string {
	return p.admin(l, "posts", strconv.FormatInt(int64(p.target), 10), "translate")
}

// translator signs somebody in, in a browser of their own, who may translate
// into the language of the pair, and review what others have translated there
// or not.
func (p pair) translator(t *testing.T, l locale.Tag, name string, reviews bool, settings ...setting) *tab {
	t.Helper()
	b := newTab(t, settings...)
	b.signIn(p.fixture, l, p.person(t, name, account.Translator, account.Grant{Locale: p.to, MayReview: reviews}))
	return b
}

// words returns the words of the interface in a language.
func words(t *testing.T, l locale.Tag) *message.Localizer {
	t.Helper()
	catalog, err := message.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	return catalog.For(l)
}

// atBench opens an address of the workbench and waits for its script.
func (b *tab) atBench(url string) {
	b.t.Helper()
	b.open(url)
	b.benched()
}

// benched waits until the workbench is ready for what is typed.
func (b *tab) benched() {
	b.t.Helper()
	b.await("the workbench", `document.readyState === "complete" && document.querySelector("[data-bench] [data-open-keys]:not([hidden])")`)
}

// translates writes the segment that is open anew, saves it, and is led on to
// the next.
func (b *tab) translates(text string) {
	b.t.Helper()
	at := value[string](b, `document.querySelector("`+current+`").dataset.uid`)
	b.do(control("a"), dictates(text), control(kb.Enter))
	if next := value[string](b, `document.querySelector("`+current+`").dataset.uid`); next == at {
		b.await("the end", `document.querySelector("[data-said-all]").textContent`)
	}
}

// sent waits until the site has answered everything that was done to segments.
func (b *tab) sent() {
	b.t.Helper()
	b.await("the site's answer", `Object.keys(localStorage).every((key) => !key.startsWith("verso:saves:"))`)
}

// wantAccessibleDialog reports every violation in a dialog, which is all that
// axe looks at while it is open.
func (v verdict) wantAccessibleDialog(t *testing.T, where string) {
	t.Helper()
	for _, rule := range []string{"label", "color-contrast"} {
		if !slices.Contains(v.Passes, rule) {
			t.Errorf("%s: axe did not come to the rule %s; it passed %q", where, rule, v.Passes)
		}
	}
	for _, broken := range v.Violations {
		t.Errorf("%s: %s (%s)%s", where, broken.ID, broken.Help, nodes(broken.Nodes))
	}
}

// wantTexts reports when the translation of a source is not as it should be;
// "" is none.
func (p pair) wantTexts(t *testing.T, want map[string]string) {
	t.Helper()
	sources, err := p.db.SourceSegments(t.Context(), p.source.ID, false)
	if err != nil {
		t.Fatal(err)
	}
	targets, err := p.db.TargetSegments(t.Context(), p.target)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, s := range sources {
		if _, asked := want[s.Text]; asked {
			got[s.Text] = targets[s.UID].Text
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("the translations are %q, want %q", got, want)
	}
}

// way returns where a way out of a conflict is taken, by what it is called in
// the language of the interface: "AdminConflictMine", "…Theirs", "…Merged".
func (b *tab) way(l locale.Tag, label string) string {
	b.t.Helper()
	at := value[int](b, `[...document.querySelectorAll(".way h2")].findIndex((head) => head.textContent === `+quote(words(b.t, l).Text(label))+`)`)
	if at < 0 {
		b.t.Fatalf("no way out is called %s", label)
	}
	return ".way:nth-of-type(" + number(at+1) + ") button"
}
