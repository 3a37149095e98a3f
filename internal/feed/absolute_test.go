package feed_test

import (
	"testing"

	"verso/internal/feed"
)

func TestAbsoluteLeavesNoAddressRelative(t *testing.T) { // rule 69
	const page = "https://ex.test/pt-br/artigos/ol%C3%A1"
	for given, want := range map[string]string{
		`<p>Texto &amp; <b>mais</b></p>`:                                                  `<p>Texto &amp; <b>mais</b></p>`,
		`<a href="/pt-br/sobre?a=1&amp;b">x</a>`:                                          `<a href="https://ex.test/pt-br/sobre?a=1&amp;b">x</a>`,
		`<a href="outro">x</a>`:                                                           `<a href="https://ex.test/pt-br/artigos/outro">x</a>`,
		`<a href="https://other.test/é">x</a>`:                                            `<a href="https://other.test/%C3%A9">x</a>`,
		`<a href="mailto:a@ex.test">x</a>`:                                                `<a href="mailto:a@ex.test">x</a>`,
		`<a href="#fn:1">1</a>`:                                                           `<a href="` + page + `#fn:1">1</a>`,
		`<img src="/media/a.png" alt="&lt;">`:                                             `<img src="https://ex.test/media/a.png" alt="&lt;">`,
		`<img srcset="/a.png 1x, /b.png 2x" alt="">`:                                      `<img srcset="https://ex.test/a.png 1x, https://ex.test/b.png 2x" alt="">`,
		`<blockquote cite="/q">x</blockquote>`:                                            `<blockquote cite="https://ex.test/q">x</blockquote>`,
		`<h2 id="a">A <a class="anchor" href="#a" aria-labelledby="a">#</a></h2><p>b</p>`: `<h2 id="a">A </h2><p>b</p>`,
		`<h2 id="a"><a class="anchor" href="#a">A</a></h2><p><a href="/b">b</a></p>`:      `<h2 id="a">A</h2><p><a href="https://ex.test/b">b</a></p>`,
		`<pre tabindex="0" dir="ltr">a &lt; b</pre>`:                                      `<pre dir="ltr">a &lt; b</pre>`,
	} {
		if got := feed.Absolute(given, page); got != want {
			t.Errorf("Absolute(%s)\n = %s\nwant %s", given, got, want)
		}
	}
}

func FuzzAbsolute(f *testing.F) {
	f.Add(`<a class="anchor" href="#a">#</a><img srcset=", ,">`, "https://ex.test/a")
	f.Add(`<a href="http://[::1`, "::")
	f.Fuzz(func(t *testing.T, fragment, page string) {
		once := feed.Absolute(fragment, page)
		_ = feed.Absolute(once, page)
	})
}
