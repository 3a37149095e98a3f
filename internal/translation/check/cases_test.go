package check

import (
	"testing"

	"verso/internal/locale"
	"verso/internal/translation"
)

// found returns the checks that find something, in order, and the fixes.
func found(from, to locale.Tag, source, target string, facts Facts) (checks []string, fix string) {
	for _, f := range Run(Pair{Kind: translation.Paragraph, From: from, To: to, Source: source, Target: target}, facts) {
		checks = append(checks, string(f.Severity)+" "+f.Check)
		if f.Fix != "" {
			fix = f.Fix
		}
	}
	return checks, fix
}

// A caseOf is a case of the test list: what is found, worst first, and what a
// key press makes of it.
type caseOf struct {
	name           string
	to             locale.Tag
	source, target string
	facts          Facts
	want           string // the worst finding; "" for none at all
	fix            string
}

// TestCases78To81 are the findings of the test list of the translation design.
func TestCases78To81WhatIsFoundInATranslation(t *testing.T) {
	published := Facts{Links: map[string]Link{"/en/posts/a": {Locale: "en", Public: true, Here: "/fr/articles/un"}}}
	abroad := Facts{Links: map[string]Link{"/en/posts/a": {Locale: "en", Public: true}}}
	for _, c := range []caseOf{
		{"case 78 a full stop between", "es", "[Text](/url)", "[Texto].(/url)", Facts{}, "error link-syntax", "[Texto](/url)"},
		{"case 78 a blank between", "es", "[Text](/url)", "[Texto] (/url)", Facts{}, "error link-syntax", "[Texto](/url)"},
		{"case 79 published here", "fr", "[A](/en/posts/a)", "[Un](/en/posts/a)", published, "warning link-locale", "[Un](/fr/articles/un)"},
		{"case 79 not published here", "fr", "[A](/en/posts/a)", "[Un](/en/posts/a)", abroad, "", ""},
		{"case 80 right to left, with a mark", "ar", "Set `port` at https://ex.test/a now.", "اضبط `port` في \u200fhttps://ex.test/a\u200f الآن.", Facts{}, "", ""},
		{"case 81 a name", "fr", "Kubernetes", "Kubernetes", Facts{}, "", ""},
		{"case 81 a version", "fr", "v1.2", "v1.2", Facts{}, "", ""},
		{"case 81 only code", "fr", "`make all`", "`make all`", Facts{}, "", ""},
		{"case 81 six English words", "fr", "The weather is fine over there", "The weather is fine over there", Facts{}, "warning unchanged", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			checks, fix := found("en", c.to, c.source, c.target, c.facts)
			worst := ""
			if len(checks) > 0 {
				worst = checks[0]
			}
			if worst != c.want || fix != c.fix {
				t.Errorf("%q: found %q, mended as %q; want %q, %q", c.target, checks, fix, c.want, c.fix)
			}
		})
	}
}

// Case 82 by the fingerprint; what a dismissal does to a translation is tested
// with the workbench.
func TestCase82AFingerprintIsOfBothTexts(t *testing.T) {
	fingerprint := func(source, target string) string { return Fingerprint("number-missing", source, target) }
	one := fingerprint("It has 3 doors.", "Es hat Türen.")
	if fingerprint("It has 3 doors.", "Es hat Tore.") == one || fingerprint("It has 4 doors.", "Es hat Türen.") == one || fingerprint("It has 3 doors.", "Es hat Türen.") != one {
		t.Error("a finding is told apart by something else than both texts")
	}
}
