package check

import (
	"testing"

	"verso/internal/translation"
)

func TestDoubleSpace(t *testing.T) {
	judge(t, "double-space", []example{
		{name: "two blanks", source: "a b", target: "um  dois", want: "CheckDoubleSpace", at: "  ", fix: "um dois"},
		{name: "three blanks", source: "a b", target: "um   dois  três", want: "CheckDoubleSpace", at: "   ", fix: "um dois três"},
		{name: "in code", source: "a `b`", target: "um `a  b`"},
		{name: "in the source too", source: "a.  b", target: "um.  dois"},
	})
}

func TestEdgeSpace(t *testing.T) {
	judge(t, "edge-space", []example{
		{name: "before", source: "a", target: "  um", want: "CheckEdgeSpace", at: "  ", fix: "um"},
		{name: "after", source: "a", target: "um\u00a0", want: "CheckEdgeSpace", at: "\u00a0", fix: "um"},
		{name: "both", source: "a", target: " um ", want: "CheckEdgeSpace", at: " ", fix: "um"},
		{name: "raw HTML", kind: translation.HTML, source: " <p>a</p>", target: " <p>um</p>"},
	})
}

func TestDupWord(t *testing.T) {
	judge(t, "dup-word", []example{
		{name: "twice", source: "the end", target: "o fim fim dele", want: "CheckDupWord", at: "fim fim", fix: "o fim dele"},
		{name: "with a capital", source: "the end", target: "Para para sempre", want: "CheckDupWord", at: "Para para", fix: "para sempre"},
		{name: "in the source too", source: "Sing la la la", target: "Cante trá trá trá"},
		{name: "a language that says words twice", to: "id", source: "people", target: "orang orang"},
		{name: "a good sentence", to: "fr", source: "We wash.", target: "Nous nous lavons."},
		{name: "a part of a word", to: "en-US", from: "pt-BR", source: "a", target: "go hands-on on Mondays"},
		{name: "a mark between", source: "a", target: "fim, fim"},
	})
}

func TestBrackets(t *testing.T) {
	judge(t, "brackets", []example{
		{name: "no end", source: "a (b)", target: "um (dois", want: "CheckBrackets", at: "("},
		{name: "no beginning", source: "a (b)", target: "um e mais dois)", want: "CheckBrackets", at: ")"},
		{name: "of two widths", to: "ja", source: "a (b)", target: "猫（犬)"},
		{name: "a link", source: "[a](b)", target: "[um](b)"},
		{name: "a face", source: "Hi :)", target: "Olá :)"},
		{name: "the sign of a list", source: "a) one", target: "a) um"},
		{name: "not in the source either", source: "a (b", target: "um (dois"},
	})
}

func TestEmphasis(t *testing.T) {
	judge(t, "emphasis", []example{
		{name: "as in the source", source: "a **b**", target: "um **dois**"},
		{name: "less", source: "a **b**", target: "um dois", want: "CheckStrongMissing", at: "**b**"},
		{name: "more", source: "a b", target: "um **dois**", want: "CheckStrongAdded", at: "**dois**"},
		{name: "italics", source: "a b", target: "um *dois*"},
	})
}

func TestEllipsis(t *testing.T) {
	judge(t, "ellipsis", []example{
		{name: "three dots", source: "And…", target: "E...", want: "CheckEllipsis", at: "...", fix: "E…"},
		{name: "in the source too", source: "And...", target: "E..."},
		{name: "the sign", source: "And…", target: "E…"},
		{name: "in code", source: "And… `a`", target: "E… `a...`"},
	})
}

func TestInvisible(t *testing.T) {
	judge(t, "zero-width", []example{
		{name: "a zero-width space", source: "a", target: "um\u200b dois", want: "CheckInvisible", at: "\u200b", fix: "um dois"},
		{name: "where lines may end", to: "th", source: "a", target: "แมว\u200bสุนัข"},
		{name: "a control", source: "a", target: "um\x07", want: "CheckInvisible", at: "\x07", fix: "um"},
		{name: "a stretched word", to: "ar", source: "a", target: "مـــــرحبا", want: "CheckInvisible", at: "ـ", fix: "مـرحبا"},
		{name: "joiners", to: "fa", source: "a", target: "می\u200cروم"},
		{name: "in the source too", source: "a\u200b", target: "um\u200b"},
	})
}

func TestLengthRatio(t *testing.T) {
	judge(t, "length-ratio", []example{
		{name: "as long", source: "A sentence of some length.", target: "Uma frase de certo tamanho."},
		{name: "much shorter", source: "A sentence of some length, and another.", target: "Uma frase.", want: "CheckLength", at: "Uma frase."},
		{name: "much longer", source: "A sentence of some length.", target: "Uma frase de certo tamanho, e mais outra que o original não tem.", want: "CheckLength", at: "Uma frase de certo tamanho, e mais outra que o original não tem."},
		{name: "Japanese is short", to: "ja", source: "A sentence of some length.", target: "ある長さの文。"},
		{name: "from Japanese", from: "ja", to: "en-US", source: "これはある程度の長さをもった文章の例です。", target: "This is an example of a sentence that has a certain length."},
		{name: "few letters", source: "Yes", target: "Certamente que sim"},
	})
}

func TestHeadingID(t *testing.T) {
	judge(t, "heading-id", []example{
		{name: "an id", kind: translation.Heading2, source: "Install", target: "Instalar {#install}", want: "CheckHeadingID", at: " {#install}", fix: "Instalar"},
		{name: "none", kind: translation.Heading2, source: "Install", target: "Instalar"},
		{name: "a paragraph", source: "Install", target: "Instalar {#install}"},
	})
}
