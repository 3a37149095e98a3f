package check

import "testing"

func TestLinkMissing(t *testing.T) {
	work := Facts{Links: map[string]Link{"/en-us/articles/a": {Group: 7}, "/pt-br/artigos/um": {Group: 7}}}
	judge(t, "link-missing", []example{
		{name: "kept", source: "[a](https://ex.test/a)", target: "[um](https://ex.test/a)"},
		{name: "lost", source: "See [a](https://ex.test/a).", target: "Veja um.", want: "CheckLinkMissing", at: "[a](https://ex.test/a)"},
		{name: "another fragment", source: "[a](/b#install)", target: "[um](/b#instalar)"},
		{name: "a fragment of its own text", source: "[a](#install)", target: "[um](#instalar)"},
		{name: "the work's other language", source: "[a](/en-us/articles/a)", target: "[um](/pt-br/artigos/um)", facts: work},
		{name: "another work", source: "[a](/en-us/articles/a)", target: "[um](/pt-br/artigos/dois)", facts: work, want: "CheckLinkMissing", at: "[a](/en-us/articles/a)"},
		{name: "another language in the path", source: "[a](https://ex.test/en-US/docs/b)", target: "[um](https://ex.test/pt-BR/docs/b)"},
		{name: "a path without a language", source: "[a](https://ex.test/docs/b)", target: "[um](https://ex.test/pt_BR/docs/b/)"},
		{name: "a file for each language", source: "[a](@/blog/index.md#search)", target: "[um](@/blog/index.pt-br.md#busca)"},
		{name: "a file for each language, the source's too", source: "[a](../b.en.md)", target: "[um](../b.pt.md)"},
		{name: "another file", source: "[a](b.md)", target: "[um](b.v2.md)", want: "CheckLinkMissing", at: "[a](b.md)"},
		{name: "a site for each language", source: "[cat](https://en.wikipedia.org/wiki/Cat)", target: "[gato](https://pt.wikipedia.org/wiki/Gato)"},
		{name: "percent signs", source: "[a](/caf%C3%A9)", target: "[um](/café)"},
		{name: "a picture is no link", source: "![a](/b.png) c", target: "um"},
	})
}

func TestLinkAdded(t *testing.T) {
	judge(t, "link-added", []example{
		{name: "as many", source: "[a](/a)", target: "[um](/b)"},
		{name: "one more", source: "[a](/a)", target: "[um](/a) e [dois](/b)", want: "CheckLinkAdded", at: "[dois](/b)"},
		{name: "none before", source: "a", target: "[um](/a)", want: "CheckLinkAdded", at: "[um](/a)"},
	})
}
