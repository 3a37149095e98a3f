package markdown

import (
	"strings"
	"testing"

	"verso/internal/locale"
)

func TestQuotesOfTheLocale(t *testing.T) {
	const nn = "\u202f"
	for l, want := range map[locale.Tag]string{
		"en-US": "“a ‘b’ c”", "pt-BR": "“a ‘b’ c”", "pt-PT": "«a “b” c»", "de": "„a ‚b‘ c“", "de-CH": "«a ‹b› c»",
		"fr": "«" + nn + "a “b” c" + nn + "»", "es": "«a “b” c»", "ar": "«a “b” c»", "he": "”a ’b’ c”", "ja": "「a 『b』 c」",
		"zh-Hans": "“a ‘b’ c”", "zh-Hant": "「a 『b』 c」", "zh-TW": "「a 『b』 c」", "ru": "«a „b“ c»", "pl": "„a «b» c”", "sv": "”a ’b’ c”",
		"ko": "“a ‘b’ c”", "xx": "“a ‘b’ c”",
	} {
		if got := typeset(t, `"a 'b' c"`, l); got != want {
			t.Errorf("%s: %s, want %s", l, got, want)
		}
	}
}

// typeset renders src, one paragraph, and returns its content.
func typeset(t *testing.T, src string, l locale.Tag) string {
	t.Helper()
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(render(t, src, l)), "<p>"), "</p>")
}

func TestQuotesPairAndApostrophesStayOne(t *testing.T) {
	cases := []struct {
		l         locale.Tag
		src, want string
	}{
		{"en-US", `He said "yes", she "no".`, `He said “yes”, she “no”.`},
		{"en-US", `"*a*" and *"a"* ("b") – "c"?`, `“<em>a</em>” and <em>“a”</em> (“b”) – “c”?`},
		{"en-US", `it's the dogs' house, 'tis '90s rock 'n' roll`, `it’s the dogs’ house, ’tis ’90s rock ‘n’ roll`},
		{"en-US", `"She's 'there'," he said`, `“She’s ‘there’,” he said`},
		{"en-US", `a 6" disk`, `a 6" disk`},
		{"en-US", `"a paragraph of a longer quotation`, `“a paragraph of a longer quotation`},
		{"en-US", `an "open one`, `an "open one`},
		{"en-US", `" spaced "`, `" spaced "`},
		{"en-US", `\"escaped\" &quot;named&quot;`, `"escaped" "named"`},
		{"en-US", "\"a\nb\"", "“a\nb”"},
		{"en-US", `["a"](b "c 'd'")`, `<a href="b" title="c 'd'">“a”</a>`},
		{"en-US", `![a "b"](c)`, `<img src="c" alt="a &#34;b&#34;" decoding="async">`},
		{"en-US", "`\"a\"` <code>\"b\"</code> \"c\"", `<code>"a"</code> <code>"b"</code> “c”`},
		{"en-US", `https://ex.test/"a" x`, `<a href="https://ex.test/%22a%22" rel="noopener">https://ex.test/"a"</a> x`},
		{"en-US", `{{< a b="c" >}} "d"`, `{{&lt; a b="c" &gt;}} “d”`},
		{"ja", `彼は"はい"と'A'を`, `彼は「はい」と『A』を`},
		{"ja", `"Go"という"言語"。`, `「Go」という「言語」。`},
		{"ko", `"안녕"이라고`, `“안녕”이라고`},
		{"he", `צה"ל אמר "שלום" לג'ירפה`, `צה"ל אמר ”שלום” לג'ירפה`},
		{"fr", `il dit "oui" et l'autre "non"`, "il dit «\u202foui\u202f» et l’autre «\u202fnon\u202f»"},
	}
	for _, c := range cases {
		if got := typeset(t, c.src, c.l); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.l, c.src, got, c.want)
		}
	}
}
