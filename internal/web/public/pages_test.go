package public

import (
	"flag"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/jba/templatecheck"

	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/web/view"
	"verso/locales"
	"verso/templates"
)

// pagesDir is where to put the sample pages, to look at them:
//
//	go test ./internal/web/public -run TestEveryPage -pages /tmp/pages
var pagesDir = flag.String("pages", "", "write the sample pages to this directory")

// sampleViews returns views whose assets are named but not built. What the
// catalogs lack fails the test.
func sampleViews(t *testing.T) *view.Views {
	t.Helper()
	log := slog.New(slog.NewTextHandler(failOn{t}, nil))
	catalog, err := message.Load(locales.FS, message.Log(log))
	if err != nil {
		t.Fatal(err)
	}
	assets, err := view.LoadAssets(fstest.MapFS{
		"manifest.json": {Data: []byte(`{"apple-touch-icon.png":"i.png","favicon.svg":"f.svg","public.css":"public.css","public.js":"public.js","admin.css":"public.css","admin.js":"public.js"}`)},
		"i.png":         {}, "f.svg": {}, "public.css": {}, "public.js": {},
	})
	if err != nil {
		t.Fatal(err)
	}
	views, err := view.Load(view.Config{Templates: templates.FS, Assets: assets, Catalog: catalog})
	if err != nil {
		t.Fatal(err)
	}
	return views
}

// failOn fails the test with whatever is logged.
type failOn struct{ t *testing.T }

func (f failOn) Write(line []byte) (int, error) {
	f.t.Errorf("logged: %s", line)
	return len(line), nil
}

var _ io.Writer = failOn{}

func TestEveryTemplateFitsItsPage(t *testing.T) {
	views := sampleViews(t)
	checked := map[string]bool{}
	for _, p := range sampleOf(t, "en-US").pages(t) {
		if checked[p.template] {
			continue
		}
		checked[p.template] = true
		tmpl, err := views.Template("en-US", p.template)
		if err != nil {
			t.Fatal(err)
		}
		if err := templatecheck.CheckHTML(tmpl, p.page); err != nil {
			t.Errorf("%s with %T: %v", p.template, p.page, err)
		}
	}
	for _, name := range views.Names() {
		if strings.HasPrefix(name, "public/") && !checked[name] {
			t.Errorf("template %s has no page struct in the samples", name)
		}
	}
}

// unfit is what no finished page may hold.
var unfit = map[string]*regexp.Regexp{
	"an action of the template language": regexp.MustCompile(`\{\{|\}\}`),
	"an address that goes nowhere":       regexp.MustCompile(`(href|src|action)=""`),
	"a value html/template refused":      regexp.MustCompile(`ZgotmplZ`),
	"a missing value":                    regexp.MustCompile(`&lt;no value&gt;|&lt;nil&gt;`),
	"an inline style or script (T25)":    regexp.MustCompile(`<[^>]* (style|on[a-z]+)=|<style|<script>`),
	"two meta charset":                   regexp.MustCompile(`(?s)<meta charset.*<meta charset`),
	"a message ID":                       regexp.MustCompile(`>\s*[A-Z][a-z]+(Title|Text|Label|Missing|Empty)\s*<`),
}

func TestEveryPageInEveryLocale(t *testing.T) {
	views := sampleViews(t)
	for _, l := range shippedLocales(t) {
		for name, p := range sampleOf(t, l).pages(t) {
			t.Run(string(l)+"/"+name, func(t *testing.T) {
				page, err := views.Render(l, p.template, p.page)
				if err != nil {
					t.Fatal(err)
				}
				for what, pattern := range unfit {
					if found := pattern.Find(page); found != nil {
						t.Errorf("the page holds %s: %q", what, found)
					}
				}
				html := `<html lang="` + string(l) + `" dir="` + l.Dir() + `">`
				if !strings.Contains(string(page), html) {
					t.Errorf("the page lacks %s (rule 15)", html)
				}
				if n := strings.Count(string(page), "<h1"); n != 1 {
					t.Errorf("the page has %d h1, want 1", n)
				}
				save(t, l, name, page)
			})
		}
	}
}

// shippedLocales returns every locale with a catalog, and one without (rule 71).
func shippedLocales(t *testing.T) []locale.Tag {
	t.Helper()
	files, err := fs.Glob(locales.FS, "*.toml")
	if err != nil {
		t.Fatal(err)
	}
	shipped := []locale.Tag{"ko"}
	for _, file := range files {
		shipped = append(shipped, locale.Tag(strings.TrimSuffix(file, ".toml")))
	}
	return shipped
}

func save(t *testing.T, l locale.Tag, name string, page []byte) {
	if *pagesDir == "" {
		return
	}
	dir := filepath.Join(*pagesDir, l.Path())
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".html"), page, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestSwitcherIsLinksInTheirOwnLanguages(t *testing.T) { // rules 51 and 52
	views := sampleViews(t)
	page, err := views.Render("pt-BR", "public/home", sampleOf(t, "pt-BR").pages(t)["home"].page)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<nav class="languages" aria-label="Idiomas">`,
		`<a href="/pt-br/" hreflang="pt-BR" lang="pt-BR" dir="auto" translate="no" aria-current="true">Português</a>`,
		`<a href="/ar/" hreflang="ar" lang="ar" dir="auto" translate="no">العربية</a>`,
		`<a href="/de/" hreflang="de" lang="de" dir="auto" translate="no">Deutsch</a> <small>sem tradução</small>`,
	} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestAForeignOriginalIsMarked(t *testing.T) { // rules 33 and 60
	views := sampleViews(t)
	page, err := views.Render("ar", "public/article", sampleOf(t, "ar").pages(t)["original"].page)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<html lang="ar" dir="rtl">`,
		`<h1 id="title" lang="de" dir="ltr">`,
		`<div class="prose" lang="de" dir="ltr">`,
		`role="note"`,
	} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestAFormKeepsWhatWasTypedAndSaysWhatIsWrong(t *testing.T) {
	views := sampleViews(t)
	s := sampleOf(t, "de")
	page, err := views.Render("de", "public/contact", s.pages(t)["contact-errors"].page)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`value="nobody"`, s.paragraphs[0] + `</textarea>`,
		`autofocus aria-invalid="true" aria-describedby="contact-name-error"`,
		`aria-describedby="contact-email-help contact-email-error"`,
		`<p class="error" id="contact-message-error">`, "5.000",
	} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if n := strings.Count(string(page), "autofocus"); n != 1 {
		t.Errorf("%d fields take the focus, want the first with an error", n)
	}
}
