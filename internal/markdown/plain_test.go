package markdown

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPlainIsTheWordsWithoutMarkup(t *testing.T) {
	src := "# A *title* {#x}\n\nOne \\*two\\* &amp; [three](x) ![no](y) `four` <b>five</b> \\[04:13\\] six[^1] {{< no >}}\nseven\n\n- eight\n- nine\n\n```\nno\n```\n\n| ten | eleven |\n|---|---|\n| twelve | \"13\" |\n\n<p>no</p>\n\n[^1]: fourteen"
	want := "A title\nOne *two* & three four five six seven\neight\nnine\nten\neleven\ntwelve\n\"13\"\nfourteen"
	if got := Plain(src); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

func TestPlainOfATextOverTheLimits(t *testing.T) {
	if got := Plain(strings.Repeat("> ", 40) + "a\nb"); !strings.HasSuffix(got, "> a b") {
		t.Errorf("got %q", got)
	}
}

func TestExcerptEndsWithAWord(t *testing.T) {
	for _, c := range []struct {
		src  string
		n    int
		want string
	}{
		{"# Title\n\nA short text.", 100, "A short text."},
		{"One two, three four.\n\n- list\n\nFive.", 100, "One two, three four. Five."},
		{"One two, three four.", 11, "One two…"},
		{"One two, three four.", 15, "One two, three…"},
		{"- only\n- a list", 100, "only a list"},
		{"日本語のとても長い文章です", 5, "日本語の…"},
		{"Donaudampfschifffahrtsgesellschaft", 6, "Donau…"},
		{"", 10, ""},
		{"```\ncode\n```", 10, ""},
	} {
		got := Excerpt(c.src, c.n)
		if got != c.want {
			t.Errorf("Excerpt(%q, %d) = %q, want %q", c.src, c.n, got, c.want)
		}
		d, err := New(Config{}).Render(c.src, "en-US")
		if err != nil || d.Excerpt(c.n) != got {
			t.Errorf("the Document's Excerpt(%d) = %q, want %q", c.n, d.Excerpt(c.n), got)
		}
		if utf8.RuneCountInString(got) > c.n {
			t.Errorf("Excerpt(%q, %d) has %d letters", c.src, c.n, utf8.RuneCountInString(got))
		}
	}
}

func TestTitleIsTheFirstHeadingOfLevelOne(t *testing.T) { // FACTS 17
	for src, want := range map[string]string{
		"a\n\n## b\n\n# The `title`\n\n# c": "The title",
		"The title\n===":                    "The title",
		"## b":                              "",
		"":                                  "",
		"```\n# a\n```":                     "",
	} {
		if got := Title(src); got != want {
			t.Errorf("Title(%q) = %q, want %q", src, got, want)
		}
	}
}

func TestAHeadingThatRepeatsTheTitleIsTrimmed(t *testing.T) {
	for src, want := range map[string]string{
		"# The Title\n\ntext":       "\ntext",
		"\n# the  title #\ntext":    "text",
		"The title\n===\n\ntext":    "\ntext",
		"# The title {#a}\n\ntext":  "\ntext",
		"# The title":               "",
		"# Another\n\ntext":         "# Another\n\ntext",
		"## The title\n\ntext":      "## The title\n\ntext",
		"text\n\n# The title\n\nb":  "text\n\n# The title\n\nb",
		"# The *title*\r\n\r\ntext": "\r\ntext",
		"#The title\ntext":          "#The title\ntext",
		"- The title\n===":          "- The title\n===",
	} {
		if got := TrimTitle(src, "The title"); got != want {
			t.Errorf("TrimTitle(%q) = %q, want %q", src, got, want)
		}
	}
}

func TestReadingUnits(t *testing.T) {
	for src, want := range map[string]int{
		"One two, don't: three-four. 5 6.7!":  7,
		"Введение в язык":                     3,
		"مقدمة عن لغة":                        3,
		"안녕하세요 세계":                            2,
		"日本語の文章":                              3,
		"Go 言語":                               2,
		"สวัสดีชาวโลก":                        3,
		"`code` counts\n\n```\nnot here\n```": 2,
		"":                                    0,
	} {
		if got := CountWords(src, "en-US"); got != want {
			t.Errorf("CountWords(%q) = %d, want %d", src, got, want)
		}
	}
}
