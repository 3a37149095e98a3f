package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestCase95AHeadingHasTheIDOfItsSourceAndItsOwn(t *testing.T) {
	d, err := New(Config{}).RenderAs("## Installation\n\n[voir](#install) [et](#installation)\n\n### Mise à jour {#maj}\n\n### Autre\n",
		"fr", []string{"install", "update", ""})
	if err != nil {
		t.Fatal(err)
	}
	want := `<h2 id="install"><span id="installation"></span>Installation</h2>
<p><a href="#install">voir</a> <a href="#installation">et</a></p>
<h3 id="update"><span id="maj"></span>Mise à jour</h3>
<h3 id="autre">Autre</h3>
`
	if diff := cmp.Diff(want, string(d.HTML(Fill{}))); diff != "" {
		t.Errorf("the page (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"install", "update", "autre"}, d.Headings); diff != "" {
		t.Errorf("its headings (-want +got):\n%s", diff)
	}
	if d.Outline[0].ID != "install" || d.Outline[0].Children[0].ID != "update" {
		t.Errorf("the outline is %+v", d.Outline)
	}
}

func TestNoIDIsInheritedThatIsTakenOrNone(t *testing.T) {
	src := "<p id=\"taken\">x</p>\n\n## A {data-inherited=evil}\n\n## B\n\n## C\n\n## D\n\n## E\n"
	d, err := New(Config{}).RenderAs(src, "fr", []string{"taken", "location", "c", "c", "two words", "beyond"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a", "b", "c", "d", "e"}, d.Headings); diff != "" {
		t.Errorf("the headings (-want +got):\n%s", diff)
	}
	if html := string(d.HTML(Fill{})); strings.Contains(html, "<span") || strings.Contains(html, "evil") {
		t.Errorf("a heading has a second id: %s", html)
	}
}

func TestRenderingWithOtherIDsIsAnotherDocument(t *testing.T) {
	r := newTestRenderer()
	for _, ids := range [][]string{nil, {"eins"}, {"zwei"}, {"", "eins"}, {"eins"}} {
		d, err := r.RenderAs("## A\n\n## B\n", "en-US", ids)
		if err != nil {
			t.Fatal(err)
		}
		for i, id := range ids {
			if id != "" && d.Headings[i] != id {
				t.Errorf("with %q the headings are %q", ids, d.Headings)
			}
		}
		if len(ids) == 0 && d.Headings[0] != "a" {
			t.Errorf("by themselves the headings are %q", d.Headings)
		}
	}
}

func TestHeadingsAreFoundInTheText(t *testing.T) {
	src := "\ufeff# A\r\n\r\n##\r\n\r\n> B\r\n> ---\r\n\r\nx[^n]\r\n\r\n[^n]: # N\r\n\r\n## C {#c}\r\n"
	var got []string
	for _, at := range Headings(src) {
		if at < 0 {
			got = append(got, "")
			continue
		}
		got = append(got, src[at:at+1])
	}
	if diff := cmp.Diff([]string{"A", "", "B", "C", "N"}, got); diff != "" {
		t.Errorf("the headings (-want +got):\n%s", diff)
	}
	d, err := newTestRenderer().Render(src, "en-US")
	if err != nil || len(d.Headings) != len(got) {
		t.Errorf("the page has %q, %v", d.Headings, err)
	}
}
