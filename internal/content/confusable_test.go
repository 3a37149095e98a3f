package content_test

import (
	"testing"

	"verso/internal/content"
	"verso/internal/locale"
)

// Trust T33: what slugs become of letters that look or case otherwise.
func TestSlugsOfLettersWithTwoForms(t *testing.T) {
	for title, want := range map[string]string{
		"ﬁne ﬂow":        "fine-flow",
		"Ｆｕｌｌ　Ｗｉｄｔｈ２":    "full-width2",
		"Verso™":         "verso",
		"1º de m²":       "1o-de-m2",
		"İstanbul":       "istanbul",
		"Iğdır ılık":     "iğdır-ılık",
		"Straße STRASSE": "straße-strasse",
		"ẞ":              "ß",
		"xn--bcher-kva":  "xn-bcher-kva",
		"cafe\u0301":     "café",
		"ｶﾀｶﾅ":           "カタカナ",
		"ｶﾞｷﾞ":           "ガギ",
	} {
		if got := content.Slugify(title); got != want {
			t.Errorf("Slugify(%q) = %q, want %q", title, got, want)
		}
	}
	for title, want := range map[string]string{"İstanbul": "istanbul", "ISPARTA": "ısparta", "Iğdır": "ığdır"} {
		if got := content.SlugifyIn(title, "tr"); got != want {
			t.Errorf("SlugifyIn(%q, tr) = %q, want %q", title, got, want)
		}
	}
	if got := content.SlugifyIn("ISPARTA", locale.EnglishUS); got != "isparta" {
		t.Errorf("in English: %q, want isparta", got)
	}
}

// Trust T33: a slug that looks like another.
func TestSlugsThatLookAlikeHaveOneSkeleton(t *testing.T) {
	for slug, mixes := range map[string]bool{
		"pаypal": true, "paypal": false, "привет-world": false, "日本語abc": false, "ωmega": true, "москва": false,
	} {
		if got := content.MixesScripts(slug); got != mixes {
			t.Errorf("MixesScripts(%q) is %v, want %v", slug, got, mixes)
		}
	}
	if content.Skeleton("pаypal") != "paypal" || content.Skeleton("paypal") != "paypal" {
		t.Error("the two spellings of paypal have different skeletons")
	}
	if content.Skeleton("москва") == "mockba" {
		t.Error("small letters of Cyrillic that look like no Latin ones were folded")
	}
}
