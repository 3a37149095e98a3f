package importer_test

import (
	"slices"
	"strings"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/store/storetest"
)

func TestSyntaxOfOtherGeneratorsIsReadByOneRule(t *testing.T) { // FACTS 34
	for name, test := range map[string]struct{ written, want string }{
		"unknown tags stay":             {"A {{< callout >}} and {% include x.html %} and {{ site.title }}.", "A {{< callout >}} and {% include x.html %} and {{ site.title }}."},
		"raw marks go":                  {"A {% raw %}{{ b }}{% endraw %} c", "A {{ b }} c"},
		"what is raw is not read":       {"{% raw %}\n<Tabs> {: .x}\n{% endraw %}\nText", "<Tabs> {: .x}\nText"},
		"comments go":                   {"A\n{% comment %}\nno\n\nno\n{% endcomment %}\nB {{/* no */}}C", "A\nB C"},
		"highlighted code":              {"A\n\n{% highlight ruby linenos %}\n{% raw %}\n{{ x }} {: .y}\n{% endraw %}\n{% endhighlight %}\nB", "A\n\n```ruby\n{{ x }} {: .y}\n```\nB"},
		"highlighted raw code":          {"{% highlight html %}{% raw %}\n{{ x }}\n{% endraw %}\n{% endhighlight %}\n- a\n\n    {% highlight sh %}\n    x\n    {% endraw %}{% endhighlight %}\n", "```html\n{{ x }}\n```\n- a\n\n    ```sh\n    x\n    ```\n"},
		"highlighted code with a fence": {"{{< highlight md \"hl=1\" >}}\n```\nx\n```\n{{< /highlight >}}\n", "````md\n```\nx\n```\n````\n"},
		"highlighting that never ends":  {"{% highlight ruby %}\nx\n", "{% highlight ruby %}\nx\n"},
		"figures":                       {`{{< figure src="a b.png" alt="An [x]" caption="Say \"x\"" >}}`, `![An \[x\]](<a b.png> "Say \"x\"")`},
		"figures with a link":           {`{{% figure src="a.png" link="https://x.test/" %}}`, "[![](a.png)](https://x.test/)"},
		"classes of kramdown":           {"# A\n{: .no_toc}\n\nText{: .lead} *b*{: .c #d}\n{: .x y=\"z\"}\n\nEnd", "# A\n\nText *b*\n\nEnd"},
		"ids of headings":               {"Text\n\n## A {: #one .c}\n\n## B\n{: #two}\n\nEnd", "Text\n\n## A {#one}\n\n## B {#two}\n\nEnd"},
		"the contents of kramdown":      {"A\n\n* TOC\n{:toc}\n\nB", "A\n\n\nB"},
		"options of kramdown":           {"{::options parse_block_html=\"true\" /}\nA", "A"},
		"tuples are no marks":           {"It returns {:ok, value} or {:error}.", "It returns {:ok, value} or {:error}."},
		"imports of MDX":                {"import A from 'a';\nimport {\n  B,\n  C\n} from \"b\"\nimport './c.css'\nexport const x = {\n  y: 1\n}\n\nText", "Text"},
		"sentences are no imports":      {"import means to bring in\n\nexport is the other way", "import means to bring in\n\nexport is the other way"},
		"components":                    {"<Tabs\n  values={[{a: '>'}]}\n  b=\"c\">\n<TabItem value=\"a\">\n\nOne\n\n</TabItem></Tabs>\n\nTwo <Theme.Icon/>.", "\nOne\n\n\nTwo ."},
		"no components":                 {"<b>a</b> <Details> <B>x</B> List<String> a < B", "<b>a</b> <Details> <B>x</B> List<String> a < B"},
		"comments and blanks of MDX":    {"A{' '}B {/* no */}C", "A B C"},
		"code is text": {
			"```jsx\nimport A from 'a'\n<Tabs> {: .x} {% raw %}\n```\n\n`<Tabs>` and `{% raw %}` and `{: .x}`\n\n    {% raw %}<Tabs>\n\n> ~~~\n> {: .x}\n> ~~~\n\n- a\n\n      <Tabs>\n",
			"```jsx\nimport A from 'a'\n<Tabs> {: .x} {% raw %}\n```\n\n`<Tabs>` and `{% raw %}` and `{: .x}`\n\n    {% raw %}<Tabs>\n\n> ~~~\n> {: .x}\n> ~~~\n\n- a\n\n      <Tabs>\n",
		},
		"the root of the site": {
			"[a]({{ site.baseurl }}/a) [b]({{site.url}}{{ site.baseurl }}b#c) ![c]({{ '/c.png' | relative_url }}) [d]: x\n\n[e]: {{ \"/e/\" | absolute_url }}\n\n{{ site.url }}",
			"[a](/a) [b](/b#c) ![c](/c.png) [d]: x\n\n[e]: /e/\n\n{{ site.url }}",
		},
	} {
		t.Run(name, func(t *testing.T) {
			v, _ := variantOf(t, "a.md", "---\ntitle: T\n---\n"+test.written)
			if v.Post.Body != strings.TrimLeft(test.want, "\n") {
				t.Errorf("\n%s\nbecame\n%q, want\n%q", test.written, v.Post.Body, test.want)
			}
		})
	}
}

func TestTagsThatNameAFileBecomeTheWayToIt(t *testing.T) { // FACTS 36
	files := named("site/_posts/2020-01-01-one.md", "site/_posts/fr/2020-01-01-one.md", "site/docs/guide/index.md", "site/docs/other.md")
	files["site/docs/a.md"] = `---
title: T
---
[1]({% link _posts/2020-01-01-one.md %}) [2]({{ site.baseurl }}{% post_url 2020-01-01-one %}#x)
[3]({{< ref "guide" >}}) [4]({{% relref "other.md#y" %}}) [5]({{< ref path="/docs/guide/" lang="fr" >}})
[6]({{< ref "gone.md" >}}) [7]({{< relref "#z" >}}) {% link _posts/2020-01-01-one.md %} <a href="{% link docs/other.md %}">8</a>
`
	p := planOf(t, folder(t, files), importer.Options{}, empty)
	want := `[1](../_posts/2020-01-01-one.md) [2](../_posts/2020-01-01-one.md#x)
[3](guide/index.md) [4](other.md#y) [5](guide/index.md)
[6](gone.md) [7](#z) {% link _posts/2020-01-01-one.md %} <a href="other.md">8</a>
`
	for _, g := range p.Groups {
		if g.Variants[0].Path == "site/docs/a.md" && g.Variants[0].Post.Body != want {
			t.Errorf("body\n%s\nwant\n%s", g.Variants[0].Post.Body, want)
		}
	}
}

func TestWhatIsLeftOutIsReportedOncePerKindAndLinesStayRight(t *testing.T) { // FACTS 34
	files := map[string]string{}
	for _, name := range []string{"a.md", "b.md", "c.md"} {
		files[name] = "---\ntitle: T\n---\nimport A from 'a'\n\n<Tabs>\nText {{< x >}} {{< x >}}\n</Tabs>\n{: .y}\n\n![gone](" + name + ".png)\n"
	}
	db := storetest.SQLite(t)
	r := imported(t, db, folder(t, files), importer.Options{})
	w := reasons(r.Warnings)
	for _, want := range []string{
		"a.md: import and export lines of MDX were left out (in 3 files)", "a.md: <Tabs> is a component", "marks of kramdown", "{{< x >}} is a tag of another generator; it is shown as text (in 3 files)",
	} {
		if strings.Count(w, want) != 1 {
			t.Errorf("warnings:\n%s\nwant once %q", w, want)
		}
	}
	at := slices.IndexFunc(r.Warnings, func(p importer.Problem) bool { return strings.Contains(p.Reason, "b.md.png") })
	if at < 0 || r.Warnings[at].Line != 11 {
		t.Errorf("warnings %+v, want the lost picture of b.md on line 11 of the file", r.Warnings)
	}
	if p := postAt(t, db, "en-US", content.Article, "a"); !strings.HasPrefix(p.Body, "Text {{< x >}}") {
		t.Errorf("body %q", p.Body)
	}
}
