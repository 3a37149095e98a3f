package check

import "testing"

func TestUnbalanced(t *testing.T) {
	judge(t, "md-unbalanced", []example{
		{name: "markup", source: "A **b** c.", target: "Um **b** c."},
		{name: "no end", source: "A **b** c.", target: "Um **b c.", want: "CheckUnbalanced", at: "**", fix: "Um **b c.**"},
		{name: "a blank within", source: "A **b** c.", target: "Um **b ** c.", want: "CheckUnbalanced", at: "**", fix: "Um **b** c."},
		{name: "a bracket beside a letter", to: "ja", source: "A **“b”** c.", target: "これは**「b」**です。", want: "CheckUnbalanced", at: "**", fix: "これは **「b」** です。"},
		{name: "code without its end", source: "Run `a`.", target: "Rode `a.", want: "CheckUnbalanced", at: "`", fix: "Rode `a.`"},
		{name: "a strike without its end", source: "~~a~~ b", target: "~~um b", want: "CheckUnbalanced", at: "~~", fix: "~~um b~~"},
		{name: "text in both", source: "2 ** 3", target: "2 ** 3"},
		{name: "with a backslash", source: "A **b**", target: `Um **b** \*\*`},
		{name: "in code", source: "A **b** `x`", target: "Um **b** `2 ** 3`"},
	})
}
