package check

import "testing"

// Case 79.
func TestLinkLocale(t *testing.T) {
	facts := Facts{Links: map[string]Link{
		"/en/posts/a": {Group: 1, Locale: "en", Public: true, Here: "/fr/articles/un"},
		"/en/posts/b": {Group: 2, Locale: "en", Public: true},
		"/fr/posts/c": {Group: 3, Locale: "fr", Public: true, Here: "/fr/articles/c"},
	}}
	judge(t, "link-locale", []example{
		{name: "published in French", from: "en", to: "fr", source: "[a](/en/posts/a)", target: "[un](/en/posts/a)", facts: facts, want: "CheckLinkLocale", at: "[un](/en/posts/a)", fix: "[un](/fr/articles/un)"},
		{name: "with a fragment", from: "en", to: "fr", source: "[a](/en/posts/a#b)", target: "Voir [un](/en/posts/a#b).", facts: facts, want: "CheckLinkLocale", at: "[un](/en/posts/a#b)", fix: "Voir [un](/fr/articles/un#b)."},
		{name: "not published in French", from: "en", to: "fr", source: "[b](/en/posts/b)", target: "[deux](/en/posts/b)", facts: facts},
		{name: "French already", from: "en", to: "fr", source: "[c](/fr/posts/c)", target: "[trois](/fr/posts/c)", facts: facts},
		{name: "nothing known", from: "en", to: "fr", source: "[a](/en/posts/x)", target: "[un](/en/posts/x)", facts: facts},
	})
}

func TestLinkDead(t *testing.T) {
	facts := Facts{Links: map[string]Link{"/en/a": {Group: 1, Public: true}, "/en/b": {Group: 2}, "/en/c": {}}}
	judge(t, "link-dead", []example{
		{name: "public", source: "[a](/en/a)", target: "[um](/en/a)", facts: facts},
		{name: "a draft", source: "[a](/en/b)", target: "[um](/en/b#c)", facts: facts, want: "CheckLinkDead", at: "[um](/en/b#c)"},
		{name: "nothing there", source: "[a](/en/c)", target: "[um](/en/c)", facts: facts, want: "CheckLinkDead", at: "[um](/en/c)"},
		{name: "another site", source: "[a](https://ex.test)", target: "[um](https://ex.test)", facts: facts},
	})
}

func TestAnchorDead(t *testing.T) {
	around := Facts{TargetText: Around{Anchors: []string{"install", "use"}}}
	judge(t, "anchor-dead", []example{
		{name: "alive", source: "[a](#install)", target: "[um](#install)", facts: around},
		{name: "translated", source: "[a](#install)", target: "[um](#instalar)", facts: around, want: "CheckAnchorDead", at: "[um](#instalar)", fix: "[um](#install)"},
		{name: "two to choose from", source: "[a](#install) [b](#use)", target: "[um](#instalar) e dois", facts: around, want: "CheckAnchorDead", at: "[um](#instalar)"},
		{name: "the top", source: "[a](#top)", target: "[um](#top) [dois](#)", facts: around},
		{name: "another page", source: "[a](/b#c)", target: "[um](/b#c)", facts: around},
		{name: "nothing known", source: "[a](#install)", target: "[um](#instalar)"},
	})
}
