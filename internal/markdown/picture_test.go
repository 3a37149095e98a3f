package markdown

import (
	"strings"
	"testing"
)

// answer is what a page knows of a picture.
func answer(string) Image {
	return Image{
		Src: "/media/a.jpg", Srcset: "/media/a-480.jpg 480w, /media/a.jpg 900w", Sizes: "90vw", Width: 900, Height: 600,
		Alt: "A <harbour>", Caption: "Ten years \"later\" & more",
	}
}

func TestAPageSaysWhatItKnowsOfAPicture(t *testing.T) {
	const img = `<img src="/media/a.jpg" srcset="/media/a-480.jpg 480w, /media/a.jpg 900w" sizes="90vw" alt="A &lt;harbour&gt;" width="900" height="600" decoding="async">`
	const own = `<img src="/media/a.jpg" srcset="/media/a-480.jpg 480w, /media/a.jpg 900w" sizes="90vw" alt="Mine" width="900" height="600" decoding="async">`
	const caption = `<figcaption>Ten years "later" &amp; more</figcaption>`
	for src, want := range map[string]string{
		"![](a.jpg)":               "<figure>" + img + caption + "</figure>",
		"![Mine](a.jpg)":           "<figure>" + own + caption + "</figure>",
		"![Mine](a.jpg) and text":  "<p>" + own + " and text</p>",
		`![Mine](a.jpg "My own")`:  "<figure>" + own + "<figcaption>My own</figcaption></figure>",
		"- ![Mine](a.jpg)\n\n- b":  "<ul>\n<li>\n<figure>" + own + caption + "</figure>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>",
		"[![Mine](a.jpg)](#there)": `<p><a href="#there">` + own + "</a></p>",
		"<figure>\n\n![Mine](a.jpg)\n\n<figcaption>x</figcaption></figure>": "<figure>\n<p>" + own + "</p>\n<figcaption>x</figcaption></figure>",
		`<img src="a.jpg" alt="Mine" srcset="b.jpg 2x" sizes="1px">`:        own,
	} {
		d, err := New(Config{}).Render(src, "en-US")
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSpace(string(d.HTML(Fill{Image: answer}))); got != want {
			t.Errorf("%s\n got %s\nwant %s", src, got, want)
		}
	}
}

func TestWithoutACaptionAPictureIsAParagraph(t *testing.T) {
	for src, image := range map[string]Image{"![Mine](a.jpg)": {}, "![](a.jpg)": {Alt: "Mine"}} {
		d, err := New(Config{}).Render(src, "en-US")
		if err != nil {
			t.Fatal(err)
		}
		got := d.HTML(Fill{Image: func(string) Image { return image }})
		if want := `<p><img src="a.jpg" alt="Mine" decoding="async"></p>` + "\n"; string(got) != want {
			t.Errorf("%s: got %s, want %s", src, got, want)
		}
		gone := d.HTML(Fill{Image: func(string) Image { return Image{Drop: true, Alt: image.Alt, Caption: "c"} }})
		if want := "<p>Mine</p>\n"; string(gone) != want {
			t.Errorf("%s without its file: got %s, want %s", src, gone, want)
		}
	}
}

func TestAnAnswerWithAHostileSrcsetIsNotWritten(t *testing.T) { // trust T7
	d, err := New(Config{}).Render("![a](b)", "en-US")
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []string{"javascript:alert(1) 1x", "//evil.test/x 2x", `a" onerror=x 1x`} {
		got := string(d.HTML(Fill{Image: func(string) Image { return Image{Src: "/media/a.jpg", Srcset: set} }}))
		if strings.Contains(got, "srcset") {
			t.Errorf("srcset %q: got %s", set, got)
		}
	}
}

// Only the first picture, and only one near the beginning, is fetched before
// the reader comes to it.
func TestPicturesBelowTheFoldWait(t *testing.T) {
	lead := strings.Repeat("word ", 120)
	for src, lazy := range map[string]int{
		"![](a)\n\n![](b)\n\n![](c)": 2, "A line.\n\n![](a)": 0, lead + "\n\n![](a)\n\n![](b)": 2,
		`<img src="a" loading="lazy">`: 1, lead + ` <img src="a" loading="eager">`: 0,
	} {
		d, err := New(Config{}).Render(src, "en-US")
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(string(d.HTML(Fill{})), `loading="lazy"`); got != lazy {
			t.Errorf("%.40q: %d pictures wait, want %d", src, got, lazy)
		}
	}
}
