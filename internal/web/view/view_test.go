package view

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"verso/internal/locale"
	"verso/internal/message"
)

// catalogs are two languages, one of them written from right to left.
var catalogs = fstest.MapFS{
	"en-US.toml": {Data: []byte(`
		Greeting.other = "Welcome, {{.Name}}"
		[Posts]
		one = "{{.Count}} post"
		other = "{{.Count}} posts"
		[ReadingTime]
		one = "{{.Count}} min read"
		other = "{{.Count}} min read"
	`)},
	"ar.toml": {Data: []byte(`Greeting.other = "أهلًا {{.Name}}"`)},
}

// load returns views of templates whose layout is their content and nothing else.
func load(t *testing.T, templates map[string]string) (*Views, error) {
	t.Helper()
	catalog, err := message.Load(catalogs)
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"layout/public.html": {Data: []byte(`{{define "layout"}}{{template "content" .}}{{end}}`)}}
	for name, text := range templates {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	files["partial/none.html"] = &fstest.MapFile{}
	return Load(Config{Templates: fs.FS(files), Assets: &Assets{}, Catalog: catalog})
}

// render renders one template, the body of a page, with data as its page.
func render(t *testing.T, l locale.Tag, body string, data any) string {
	t.Helper()
	views, err := load(t, map[string]string{"public/page.html": `{{define "content"}}` + body + `{{end}}`})
	if err != nil {
		t.Fatal(err)
	}
	page, err := views.Render(l, "public/page", data)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestATemplateThatCannotBeParsedIsNamed(t *testing.T) {
	tests := map[string]struct{ file, text, want string }{
		"a syntax error":                      {"public/page.html", `{{define "content"}}{{if}}{{end}}`, "missing value for if"},
		"an unknown function":                 {"public/page.html", `{{define "content"}}{{shout}}{{end}}`, `function "shout" not defined`},
		"a whole page that defines no layout": {"error.html", `<p>alone`, `nothing defines "layout"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			views, err := load(t, map[string]string{test.file: test.text})
			if err != nil {
				t.Fatal(err)
			}
			page := strings.TrimSuffix(test.file, ".html")
			_, err = views.Template("en-US", page)
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), page) {
				t.Errorf("Template: %v, want an error that names %s and says %s", err, page, test.want)
			}
		})
	}
}

func TestRenderFailsWhole(t *testing.T) {
	views, err := load(t, map[string]string{"public/page.html": `{{define "content"}}half {{.Missing}}{{end}}`})
	if err != nil {
		t.Fatal(err)
	}
	if page, err := views.Render("en-US", "public/page", Page{}); err == nil || page != nil {
		t.Errorf("Render of a page without the field = %q, %v, want nothing and an error", page, err)
	}
	if _, err := views.Render("en-US", "public/other", Page{}); err == nil {
		t.Error("Render of a template that is not there: no error")
	}
}

func TestWhatPeopleWriteIsNeverATemplate(t *testing.T) { // trust T5
	got := render(t, "en-US", `{{.Title}} {{t "Greeting" "Name" .Title}}`, Page{Title: `{{printf "x"}}<b>`})
	want := `{{printf &#34;x&#34;}}&lt;b&gt; Welcome, {{printf &#34;x&#34;}}&lt;b&gt;`
	if got != want {
		t.Errorf("a title that looks like a template:\n got %s\nwant %s", got, want)
	}
}

func TestLocalesNeverMixInParallel(t *testing.T) { // rule 66
	views, err := load(t, map[string]string{"public/page.html": `{{define "content"}}{{t "Greeting" "Name" .Title}}{{end}}`})
	if err != nil {
		t.Fatal(err)
	}
	want := map[locale.Tag]string{"en-US": "Welcome, Ada", "ar": "أهلًا Ada", "en-GB": "Welcome, Ada"}
	var group sync.WaitGroup
	failed := make(chan string, 1000)
	for range 1000 / len(want) {
		for l, text := range want {
			group.Go(func() {
				got, err := views.Render(l, "public/page", Page{Title: "Ada"})
				if err != nil || string(got) != text {
					failed <- fmt.Sprintf("%s: %q, %v, want %q", l, got, err, text)
				}
			})
		}
	}
	group.Wait()
	close(failed)
	for problem := range failed {
		t.Error(problem)
	}
}
