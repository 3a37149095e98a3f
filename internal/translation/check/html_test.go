package check

import (
	"testing"

	"verso/internal/translation"
)

func TestRawHTML(t *testing.T) {
	judge(t, "html", []example{
		{name: "kept", source: "Press <kbd>Enter</kbd>.", target: "Aperte <kbd>Enter</kbd>."},
		{name: "in another order", source: "<b>a</b> <i>b</i>", target: "<i>b</i> <b>a</b>"},
		{name: "lost", source: "Press <kbd>Enter</kbd>.", target: "Aperte Enter.", want: "CheckTagMissing", at: "<kbd>"},
		{name: "an end lost", source: "a <b>b</b>", target: "a <b>b", want: "CheckTagMissing", at: "</b>"},
		{name: "one more", source: "a b", target: "a<br>b", want: "CheckTagAdded", at: "<br>"},
		{name: "an attribute more", source: `a <span lang="ja">b</span>`, target: `a <span lang="ja" onclick="x">b</span>`, want: "CheckTagMissing", at: `<span lang="ja">`},
		{name: "another value", source: `a <img src="a" alt="dog">`, target: `a <img alt="cão" src="b">`},
		{name: "a block", kind: translation.HTML, source: "<div class=\"x\">\n<p>Hello > you</p>\n</div>", target: "<div class=\"x\">\n<p>Olá</p>\n</div>"},
		{name: "a block with less", kind: translation.HTML, source: "<div>\n<p>Hello</p>\n</div>", target: "<div>\nOlá\n</div>", want: "CheckTagMissing", at: "<p>"},
		{name: "a comment", source: "a <!-- b --> c", target: "a c"},
		{name: "less than", source: "a < b", target: "a < b > c"},
		{name: "a title is no HTML", kind: translation.FieldTitle, source: "The <b> tag", target: "A marca b"},
	})
}
