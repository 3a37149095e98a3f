package markdown

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// safeElements and safeAttributes are the promise of trust T7, written down
// a second time so that a slip in the policy shows.
var (
	safeElements = strings.Fields(`a abbr aside b bdi blockquote br caption cite code dd del details dfn div dl dt em
		figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rb rp rt ruby s samp section small
		span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr`)
	safeAttributes = strings.Fields(`alt aria-label aria-labelledby cite class colspan datetime decoding dir height href hreflang id
		lang loading open rel reversed role rowspan scope src srcset start tabindex title translate type value width`)
)

// checkSafe parses out as a browser would and fails for anything that the
// promise does not hold.
func checkSafe(t testing.TB, src, out string) {
	t.Helper()
	ids := map[string]bool{}
	for _, n := range elements(t, out) {
		if n.Data == "colgroup" || !slices.Contains(safeElements, n.Data) {
			t.Errorf("%q gives the element <%s>: %.300s", src, n.Data, out)
		}
		for _, a := range n.Attr {
			switch {
			case !slices.Contains(safeAttributes, a.Key) || a.Namespace != "":
				t.Errorf("%q gives the attribute %s of <%s>: %.300s", src, a.Key, n.Data, out)
			case a.Key == "href" || a.Key == "src" || a.Key == "cite":
				checkURL(t, src, a.Val)
			case a.Key == "srcset":
				for candidate := range strings.SplitSeq(a.Val, ",") {
					checkURL(t, src, strings.Fields(candidate)[0])
				}
			case a.Key == "id":
				if ids[a.Val] || isDOMName[a.Val] {
					t.Errorf("%q gives the id %q twice, or it is one of the DOM's", src, a.Val)
				}
				ids[a.Val] = true
			}
		}
	}
	checkContained(t, src, out)
}

// checkURL reads the address as a browser does: white space at its ends and
// line breaks and tabs anywhere are nothing, a backslash is a slash.
func checkURL(t testing.TB, src, address string) {
	t.Helper()
	seen := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.Trim(address, "\x00 \t\n\r\f"))
	u, err := url.Parse(seen)
	if err != nil {
		scheme, _, _ := strings.Cut(seen, ":")
		if strings.ContainsAny(scheme, "/?#%") || strings.HasPrefix(strings.ToLower(seen), "http") {
			return // no scheme of a script: "%zz" in a path, a bad port
		}
		t.Errorf("%q gives the address %q: %v", src, address, err)
		return
	}
	switch {
	case !slices.Contains([]string{"", "http", "https", "mailto"}, u.Scheme):
		t.Errorf("%q gives the scheme of %q", src, address)
	case u.Scheme == "" && (u.Host != "" || strings.HasPrefix(seen, "//")):
		t.Errorf("%q gives the other site %q", src, address)
	case strings.HasPrefix(u.Scheme, "http") && u.Host == "":
		t.Errorf("%q gives %q, which has no host", src, address)
	}
}

// checkContained fails when out closes an element of the page around it.
func checkContained(t testing.TB, src, out string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(`<!doctype html><body><main><article>` + out + `</article><footer></footer></main>`))
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	for n := range root.Descendants() {
		if n.Data == "footer" && n.Parent.Data != "main" {
			t.Errorf("%q breaks out of the page: <footer> is in <%s>: %.300s", src, n.Parent.Data, out)
		}
	}
}

func TestNoScriptReachesThePage(t *testing.T) { // trust T4, T7, T8
	for _, src := range hostile {
		for _, wrapped := range []string{src, "> " + src, "- " + src, "a " + src + " b", "| a |\n|---|\n| " + src + " |", "a[^1]\n\n[^1]: " + src} {
			d, err := newTestRenderer().Render(wrapped, "ar")
			if err != nil {
				t.Fatalf("Render(%q): %v", wrapped, err)
			}
			checkSafe(t, wrapped, string(d.HTML(Fill{})))
		}
	}
}

func TestAnAddressIsHTTPMailOrRelative(t *testing.T) { // trust T7
	kept := []string{
		"https://ex.test/a?b=c#d", "HTTP://EX.test", "mailto:a@ex.test", "/a", "/", "a", "a/b:c", "./a", "../a", "?a", "#a",
		"@/posts/a.md", "olá.md", "a%20b", "a b", "/a//b",
	}
	for _, address := range kept {
		if !urlForm.MatchString(address) {
			t.Errorf("%q is refused", address)
		}
	}
	refused := []string{
		"", "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "java%0Ascript:alert(1)",
		"\x01javascript:alert(1)", "data:text/html,x", "data:image/svg+xml,x", "vbscript:x", "file:///etc/passwd", "ftp://ex.test",
		"//evil.test", `/\evil.test`, `\\evil.test`, `\/evil.test`, "/\tevil", "https:evil.test", "https:/evil.test", "https:///evil.test",
		"http://\\evil.test", "a:b", ":a", "mailto:", "/\x7f",
	}
	for _, address := range refused {
		if urlForm.MatchString(address) {
			t.Errorf("%q is kept", address)
		}
	}
}

func TestHostileAddressesLeaveTheirWords(t *testing.T) { // trust T7
	cases := map[string]string{
		"[x](javascript:alert(1))":           "<p>x</p>",
		"[x](&#106;avascript:alert(1))":      "<p>x</p>",
		"[x](java&#x0A;script:alert(1))":     "<p>x</p>",
		"[x](//evil.test)":                   "<p>x</p>",
		"<javascript:alert(1)>":              "<p>javascript:alert(1)</p>",
		"![x](data:image/svg+xml,<svg>)":     "<p>x</p>",
		"[x]\n\n[x]: vbscript:a":             "<p>x</p>",
		`<a href="//evil.test" id="k">x</a>`: `<p><a id="k">x</a></p>`,
	}
	for src, want := range cases {
		if got := bare(t, src); got != want {
			t.Errorf("Render(%q)\n got %s\nwant %s", src, got, want)
		}
	}
}

func TestAttributesOfAuthors(t *testing.T) { // trust 0.8, T8
	cases := map[string]string{
		`# a {data-get="/x" style="x" onclick="y" .b #c}`: `<h2 id="c">a</h2>`,
		`# a {#location}`:           `<h2 id="a">a</h2>`,
		`# a {data-get=/x style=x}`: `<h2 id="a-data-get-x-style-x">a {data-get=/x style=x}</h2>`,
		`![x](y "t\" onerror=1") z`: `<p><img src="y" alt="x" title="t&#34; onerror=1" decoding="async"> z</p>`,
		"```\"><script>\nx\n```":    "<div class=\"code\"><pre class=\"chroma\" dir=\"ltr\" translate=\"no\" tabindex=\"0\"><code>x\n</code></pre></div>",
		"```a b=c\nx\n```":          "<div class=\"code\"><span class=\"code-lang\" dir=\"ltr\" translate=\"no\">a</span><pre class=\"chroma\" dir=\"ltr\" translate=\"no\" tabindex=\"0\"><code class=\"language-a\">x\n</code></pre></div>",
		`a {.b onclick=c}`:          `<p>a {.b onclick=c}</p>`,
	}
	for src, want := range cases {
		if got := bare(t, src); got != want {
			t.Errorf("Render(%q)\n got %s\nwant %s", src, got, want)
		}
	}
}

func TestTemplatesStayLiteral(t *testing.T) { // trust T5
	for _, src := range []string{`{{printf "%s" .}}`, `{{template "x"}}`, `{{.}}`, `{{define "a"}}b{{end}}`, `<%= 1 %>`, `{% include a.html %}`} {
		out := bare(t, src)
		root, err := html.Parse(strings.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode {
				text.WriteString(n.Data)
			}
		}
		if strings.TrimSpace(text.String()) != src {
			t.Errorf("Render(%q) shows %q", src, text.String())
		}
	}
}

func TestWhatSanitisingDropsIsReportedOncePerKind(t *testing.T) {
	d, err := New(Config{}).Render("<script>a</script>\n\n<p style=x onclick=y>a</p>\n\nb <script>c</script> [d](javascript:e) <i style=f>g</i>", "en-US")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"<script>", "href=", "onclick=", "style="}; !slices.Equal(d.Removed, want) {
		t.Errorf("Removed = %q, want %q", d.Removed, want)
	}
}
