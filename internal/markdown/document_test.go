package markdown

import (
	"slices"
	"strings"
	"testing"
)

func TestSlotsAreFilledWhenAPageIsMade(t *testing.T) { // rule 70
	d, err := New(Config{}).Render("[a](../a.md \"t\") [*b*](/b) [c](https://ex.test/c) [d](#d) [e](mailto:e@ex.test) [f](gone.md) [a](../a.md)\n\n![g](g.png) ![h](lost.png)", "en-US")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"../a.md", "/b", "https://ex.test/c", "gone.md"}; !slices.Equal(d.Links, want) {
		t.Errorf("Links = %q, want %q", d.Links, want)
	}
	if want := []string{"g.png", "lost.png"}; !slices.Equal(d.Images, want) {
		t.Errorf("Images = %q, want %q", d.Images, want)
	}
	got := d.HTML(Fill{
		Link: func(href string) Link {
			switch href {
			case "../a.md":
				return Link{Href: "/pt-br/artigos/olá \"x\"", Lang: "pt-BR", Hreflang: "pt-BR", Dir: "ltr"}
			case "gone.md":
				return Link{Drop: true}
			}
			return Link{}
		},
		Image: func(src string) Image {
			if src == "g.png" {
				return Image{Src: "/media/1.png", Width: 640, Height: 480}
			}
			return Image{Drop: true}
		},
	})
	want := `<p><a href="/pt-br/artigos/olá &#34;x&#34;" hreflang="pt-BR" lang="pt-BR" dir="ltr" title="t">a</a> <a href="/b"><em>b</em></a> ` +
		`<a href="https://ex.test/c" rel="noopener">c</a> <a href="#d">d</a> <a href="mailto:e@ex.test">e</a> f ` +
		`<a href="/pt-br/artigos/olá &#34;x&#34;" hreflang="pt-BR" lang="pt-BR" dir="ltr">a</a></p>` + "\n" +
		`<p><img src="/media/1.png" alt="g" width="640" height="480" decoding="async"> h</p>` + "\n"
	if string(got) != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestAFilledAddressIsCheckedToo(t *testing.T) { // trust T7
	d, err := New(Config{}).Render("[a](b) ![c](d)", "en-US")
	if err != nil {
		t.Fatal(err)
	}
	got := d.HTML(Fill{
		Link:  func(string) Link { return Link{Href: "javascript:alert(1)"} },
		Image: func(string) Image { return Image{Src: "//evil.test/x.png"} },
	})
	if got != "<p>a c</p>\n" {
		t.Errorf("got %s", got)
	}
}

func TestRawHTMLIsClosedAndLinksDoNotNest(t *testing.T) {
	for src, want := range map[string]string{
		"<div><b>a":                           "<div><b>a</b></div>",
		"</div></p>a":                         "a",
		"<b><i>a</b>c</i>":                    "<p><b><i>a</i></b>c</p>",
		`<a href="x">a<a href="y">b</a></a>c`: `<p><a href="x">a</a><a href="y">b</a>c</p>`,
		"<a>a</a>":                            "<p>a</p>",
		"<table><tr><td>a":                    `<div class="table" tabindex="0"><table><tr><td>a</td></tr></table></div>`,
		"<pre tabindex=5>a</pre>":             `<pre dir="ltr" translate="no" tabindex="0">a</pre>`,
		"the <title> and <svg> element":       "<p>the  and  element</p>",
		"a <script>x</script> b":              "<p>a  b</p>",
		`<img src="a" srcset="b 2x">`:         `<img src="a" srcset="b 2x" alt="" decoding="async">`,
		`<p class="turn x">a</p>`:             "<p>a</p>",
	} {
		if got := strings.TrimSpace(bare(t, src)); got != want {
			t.Errorf("Render(%q)\n got %s\nwant %s", src, got, want)
		}
	}
}

func TestWordsOfAnotherLanguageAreMarked(t *testing.T) { // rule 71
	labels := testLabels
	labels.Lang = "en-US"
	r := New(Config{Labels: labelsOf(labels)})
	d, err := r.Render("## 제목\n\n> [!NOTE]\n> 글", "ko")
	if err != nil {
		t.Fatal(err)
	}
	out := string(d.HTML(Fill{}))
	for _, want := range []string{`<p class="alert-title" lang="en-US" dir="ltr">Note</p>`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in %s", want, out)
		}
	}
}
