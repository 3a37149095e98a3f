package check

import "testing"

func TestLinkSyntax(t *testing.T) {
	refs := Facts{SourceText: aroundOf("[guide]: /guide\n[faq]: /faq"), TargetText: aroundOf("[guide]: /guide\n[faq]: /faq")}
	judge(t, "link-syntax", []example{
		{name: "a link", source: "[a](/b)", target: "[um](/b)"},
		{name: "case 78: a mark between", source: "[Diagram](../a/).", target: "[Diagrama].(../a/)", want: "CheckLinkSyntax", at: "].(../a/)", fix: "[Diagrama](../a/)"},
		{name: "case 78: a blank between", source: "See [a](https://ex.test/b).", target: "Veja [um] (https://ex.test/b).", want: "CheckLinkSyntax", at: "] (https://ex.test/b)", fix: "Veja [um](https://ex.test/b)."},
		{name: "full width", to: "ja", source: "See [a](/b).", target: "［これ］（/b）を見て。", want: "CheckLinkSyntax", at: "］（/b）", fix: "[これ](/b)を見て。"},
		{name: "full-width parentheses", to: "zh-CN", source: "See [a](/b).", target: "见[这个]（/b）。", want: "CheckLinkSyntax", at: "]（/b）", fix: "见[这个](/b)。"},
		{name: "no end", source: "[a](/b) c", target: "[um](/b c", want: "CheckLinkSyntax", at: "](/b", fix: "[um](/b) c"},
		{name: "parentheses after a bracket", source: "An array [1] (see below).", target: "Um vetor [1] (abaixo)."},
		{name: "in code", source: "`a`", target: "`[a] (/b)`"},
		{name: "a reference kept", source: "See [the guide][guide].", target: "Veja [o guia][guide].", facts: refs},
		{name: "a label translated", source: "See [the guide][guide].", target: "Veja [o guia][guia].", facts: refs, want: "CheckLinkReference", at: "[o guia][guia]", fix: "Veja [o guia][guide]."},
		{name: "a label that was the words", source: "See the [guide].", target: "Veja o [guia].", facts: refs, want: "CheckLinkReference", at: "[guia]", fix: "Veja o [guia][guide]."},
		{name: "two labels translated", source: "See [guide] and [faq].", target: "Veja [guia] e [perguntas].", facts: refs, want: "CheckLinkReference", at: "[guia]"},
	})
}
