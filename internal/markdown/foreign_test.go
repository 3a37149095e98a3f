package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Translation case 66: a block in another language says so, also in a text
// that runs the other way, with a byte order mark and two-byte line ends.
func TestCase66BlocksInAnotherLanguageSaySo(t *testing.T) {
	const src = "\ufeffمرحبا.\r\n\r\n## Install *it*\r\n\r\nFirst.\r\n\r\n- بند\r\n- Two `x`\r\n\r\n| A | ب |\r\n|---|---|\r\n| c | د |\r\n\r\n> Quoted.\r\n\r\nTerm\r\n: تعريف\r\n"
	var parts []Span
	for _, text := range []string{"Install", "First.", "Two", "A |", "c |", "Quoted.", "Term"} {
		at := strings.Index(src, text)
		parts = append(parts, Span{at, at + 1})
	}
	d, err := New(Config{}).RenderPartly(src, "ar", nil, Foreign{Locale: "en-US", Parts: parts})
	if err != nil {
		t.Fatal(err)
	}
	const en = ` lang="en-US" dir="ltr"`
	want := `<p>مرحبا.</p>
<h2 id="install-it"><span` + en + `>Install <em>it</em></span></h2>
<p` + en + `>First.</p>
<ul>
<li>بند</li>
<li><span` + en + `>Two <code dir="ltr">x</code></span></li>
</ul>
<div class="table" tabindex="0"><table>
<thead>
<tr>
<th scope="col"><span` + en + `>A</span></th>
<th scope="col">ب</th>
</tr>
</thead>
<tbody>
<tr>
<td><span` + en + `>c</span></td>
<td>د</td>
</tr>
</tbody>
</table></div>
<blockquote>
<p` + en + `>Quoted.</p>
</blockquote>
<dl>
<dt` + en + `>Term</dt>
<dd>تعريف</dd>
</dl>
`
	if diff := cmp.Diff(want, strings.ReplaceAll(string(d.HTML(Fill{})), "\r", "")); diff != "" {
		t.Errorf("the page (-want +got):\n%s", diff)
	}
}

// A text with other foreign parts is another page.
func TestForeignPartsAreRemembered(t *testing.T) {
	r := New(Config{})
	for _, parts := range [][]Span{nil, {{0, 1}}, {{3, 4}}} {
		d, err := r.RenderPartly("A\n\nB\n", "fr", nil, Foreign{Locale: "en", Parts: parts})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(string(d.HTML(Fill{})), "lang="); got != len(parts) {
			t.Errorf("%v: %d blocks say their language", parts, got)
		}
	}
}

// Translation case 80: code stands by itself in a text that runs from right to
// left, and the marks that its author set are kept.
func TestCase80CodeIsIsolatedInATextFromRightToLeft(t *testing.T) {
	d, err := New(Config{}).Render("اضبط `port=80` في <https://ex.test/a>\u200f الآن.\n", "ar")
	if err != nil {
		t.Fatal(err)
	}
	html := string(d.HTML(Fill{}))
	for _, want := range []string{`<code dir="ltr">port=80</code>`, `href="https://ex.test/a"`, "\u200f"} {
		if !strings.Contains(html, want) {
			t.Errorf("no %q in %s", want, html)
		}
	}
}
