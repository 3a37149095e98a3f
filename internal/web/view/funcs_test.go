package view

import (
	"testing"
	"time"

	"verso/internal/locale"
)

func TestTemplateFuncs(t *testing.T) {
	evening := time.Date(2026, 2, 5, 23, 30, 0, 0, time.FixedZone("", -3*60*60))
	tests := []struct {
		name   string
		locale locale.Tag
		body   string
		data   any
		want   string
	}{
		{"a message", "ar", `{{t "Greeting" "Name" .}}`, "Ada", "أهلًا Ada"},
		{"a message of a sister locale is not foreign (rule 71)", "en-GB", `{{t "Greeting" "Name" .}}`, "Ada", "Welcome, Ada"},
		{
			"a foreign message is marked (rule 71)", "ko", `{{t "Greeting" "Name" .}}`, "Ada",
			`<span lang="en-US" dir="ltr">Welcome, Ada</span>`,
		},
		{
			"a foreign message in an attribute is text", "ko", `<nav aria-label="{{t "Greeting" "Name" .}}"{{words}}>`, `A"da`,
			`<nav aria-label="Welcome, A&#34;da" lang="en-US">`,
		},
		{"words mark nothing at home", "en-US", `<nav{{words}}>`, nil, `<nav>`},
		{"text for a title", "ko", `<title>{{text "Greeting" "Name" .}}</title>`, "Ada", `<title>Welcome, Ada</title>`},
		{"a count", "en-US", `{{tn "Posts" .}}`, 1, "1 post"},
		{"a large count", "en-US", `{{tn "Posts" .}}`, 1234567, "1,234,567 posts"},
		{"a text in the page's language", "pt-BR", `<a{{in .}}>`, locale.Tag("pt-BR"), `<a>`},
		{"a text in another language (rule 60)", "pt-BR", `<a{{in .}}>`, locale.Tag("ar"), `<a lang="ar" dir="rtl">`},
		{"a text in no known language", "pt-BR", `<a{{in .}}>`, locale.Tag(""), `<a>`},
		{"a language that is no tag", "pt-BR", `<a{{in .}}>`, locale.Tag(`x" onclick="`), `<a lang="x&#34; onclick=&#34;" dir="ltr">`},
		{"the author's day", "en-US", `{{date .}}`, evening, "February 5, 2026"},
		{"a month", "en-US", `{{monthYear .}}`, evening, "February 2026"},
		{"a day", "en-US", `{{dayMonth .}}`, evening, "February 5"},
		{"a moment for machines (rule 59)", "en-US", `<time datetime="{{dateISO .}}">`, evening, `<time datetime="2026-02-06T02:30:00Z">`},
		{"a number", "en-US", `{{number .}}`, 1234567, "1,234,567"},
		{"a language's name", "en-US", `{{language .}}`, locale.Tag("pt-BR"), "Portuguese"},
		{
			"structured data cannot end its element (T4)", "en-US", `<script type="application/ld+json">{{jsonld .}}</script>`,
			map[string]any{"headline": "</script><b>"},
			`<script type="application/ld+json">{"headline":"\u003c/script\u003e\u003cb\u003e"}</script>`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := render(t, test.locale, test.body, test.data); got != test.want {
				t.Errorf("%s in %s:\n got %s\nwant %s", test.body, test.locale, got, test.want)
			}
		})
	}
}
