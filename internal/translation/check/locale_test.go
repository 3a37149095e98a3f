package check

import "testing"

// Case 76.
func TestFrenchSpacing(t *testing.T) {
	judge(t, "fr-spacing", []example{
		{name: "a plain space", to: "fr", source: "Hello!", target: "Bonjour !", want: "CheckFrenchSpacing", at: "r !", fix: "Bonjour\u202f!"},
		{name: "no space", to: "fr", source: "Hello!", target: "Bonjour!", want: "CheckFrenchSpacing", at: "r!", fix: "Bonjour\u202f!"},
		{name: "a colon", to: "fr-FR", source: "Note: it", target: "Note : ceci", want: "CheckFrenchSpacing", at: "e : ", fix: "Note\u00a0: ceci"},
		{name: "guillemets", to: "fr", source: "“It”", target: "« Ceci »", want: "CheckFrenchSpacing", at: "« C", fix: "«\u202fCeci\u202f»"},
		{name: "guillemets without a space", to: "fr", source: "“It”?", target: "«Ceci»\u202f?", want: "CheckFrenchSpacing", at: "«C", fix: "«\u202fCeci\u202f»\u202f?"},
		{name: "as it should be", to: "fr", source: "Hello! “It”: a", target: "Bonjour\u202f! «\u202fCeci\u202f»\u00a0: a"},
		{name: "a full no-break space", to: "fr", source: "Hello!", target: "Bonjour\u00a0!"},
		{name: "Canada", to: "fr-CA", source: "Hello!", target: "Bonjour!"},
		{name: "an address, code and a scope", to: "fr", source: "a", target: "https://ex.test/?a `b:c` std::vector 12:30"},
		{name: "another language", to: "es", source: "Hello!", target: "Hola!"},
	})
}

func TestSpanishMarks(t *testing.T) {
	judge(t, "es-inverted", []example{
		{name: "none at the beginning", to: "es", source: "Why?", target: "Por qué?", want: "CheckSpanishMarks", at: "?"},
		{name: "both", to: "es-MX", source: "Why? Now!", target: "¿Por qué? ¡Ya!"},
		{name: "one of two", to: "es", source: "Now! Go!", target: "¡Ya! Vamos!", want: "CheckSpanishMarks", at: "!"},
		{name: "a name", to: "es", source: "Use Yahoo! for it.", target: "Use Yahoo! para eso."},
		{name: "code", to: "es", source: "`a != b`", target: "`a != b`"},
		{name: "Portuguese", source: "Why?", target: "Por quê?"},
	})
}

func TestGreekQuestion(t *testing.T) {
	judge(t, "el-question", []example{
		{name: "the mark of others", to: "el", source: "Why?", target: "Γιατί?", want: "CheckGreekQuestion", at: "?", fix: "Γιατί;"},
		{name: "its own", to: "el", source: "Why?", target: "Γιατί;"},
		{name: "an address", to: "el", source: "a", target: "https://ex.test/?a=b"},
	})
}

func TestCJKWidth(t *testing.T) {
	judge(t, "cjk-width", []example{
		{name: "a half-width comma", to: "ja", source: "a, b", target: "猫,犬。", want: "CheckHalfWidth", at: "猫,犬", fix: "猫、犬。"},
		{name: "a half-width stop", to: "zh-CN", source: "A cat.", target: "一只猫.", want: "CheckHalfWidth", at: "猫.", fix: "一只猫。"},
		{name: "full width", to: "zh-CN", source: "A cat, a dog.", target: "猫，狗。"},
		{name: "a space between", to: "zh-CN", source: "A cat.", target: "一只 猫。", want: "CheckSpaceWithin", at: "只 猫", fix: "一只猫。"},
		{name: "a name between", to: "zh-CN", source: "The API.", target: "这个 API 是。"},
		{name: "Korean", to: "ko", source: "A cat, a dog.", target: "고양이, 개."},
	})
}

func TestQuotes(t *testing.T) {
	judge(t, "quotes", []example{
		{name: "English ones in German", to: "de", source: "“It”", target: "”Das“", want: "CheckQuotes", at: "”"},
		{name: "German ones", to: "de", source: "“It”", target: "„Das“ und »dies«"},
		{name: "straight ones", to: "fr", source: "“It”", target: "\"Ceci\""},
		{name: "guillemets in Portuguese", source: "“It”", target: "«Isto»", want: "CheckQuotes", at: "«"},
		{name: "guillemets in Portugal", to: "pt-PT", source: "“It”", target: "«Isto»"},
		{name: "Japanese", to: "ja", source: "“It”", target: "「これ」と『それ』"},
		{name: "a language not known here", to: "ka", source: "“It”", target: "»ეს«"},
	})
}

// Case 77.
func TestEndPunct(t *testing.T) {
	judge(t, "end-punct", []example{
		{name: "as in the source", source: "Done.", target: "Feito."},
		{name: "nothing at the end", source: "Done.", target: "Feito", want: "CheckEndPunct", at: ""},
		{name: "another mark", source: "Done.", target: "Feito!", want: "CheckEndPunct", at: "!"},
		{name: "case 77: Japanese needs none", to: "ja", source: "Done.", target: "完了"},
		{name: "behind a quotation mark", source: "He said “Yes.”", target: "Ele disse “Sim.”"},
		{name: "behind emphasis", source: "It is **done.**", target: "Está **feito**."},
		{name: "Arabic's own", to: "ar", source: "Why?", target: "لماذا؟"},
		{name: "Greek's own", to: "el", source: "Why?", target: "Γιατί;"},
		{name: "three dots and their sign", source: "And…", target: "E..."},
		{name: "code at the end", source: "Run `a.`", target: "Rode `a.`"},
		{name: "Hindi's own", to: "hi", source: "Done.", target: "हो गया।"},
	})
}
