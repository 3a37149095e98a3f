package seo_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"verso/internal/seo"
)

func TestCanonicalIsThePagesOwnUnlessOnAnotherHost(t *testing.T) { // rules 37 and 72
	const own = "https://ex.test/en-us/articles/hello-world"
	for _, test := range []struct {
		declared, want string
		elsewhere      bool
	}{
		{"", own, false},
		{"https://elsewhere.test/post?a=1", "https://elsewhere.test/post?a=1", true},
		{"http://elsewhere.test/", "http://elsewhere.test/", true},
		{"https://EX.test/pt-br/artigos/ola-mundo", own, false},
		{"/en-us/other", own, false},
		{"javascript:alert(1)", own, false},
		{"//elsewhere.test/post", own, false},
		{"https://ana:secret@elsewhere.test/", own, false},
		{"https://%zz", own, false},
	} {
		got, elsewhere := seo.Canonical(own, test.declared)
		if got != test.want || elsewhere != test.elsewhere {
			t.Errorf("Canonical of %q = %q, %t, want %q, %t", test.declared, got, elsewhere, test.want, test.elsewhere)
		}
	}
}

func TestDescriptionEndsAtAWord(t *testing.T) {
	long := strings.Repeat("palavra ", 40)
	for _, test := range []struct{ text, want string }{
		{"  short\n text ", "short text"},
		{strings.Repeat("x", 160), strings.Repeat("x", 160)},
		{strings.Repeat("字", 200), strings.Repeat("字", 159) + "…"},
		{long, strings.TrimSpace(strings.Repeat("palavra ", 20)) + "…"},
	} {
		got := seo.Description(test.text)
		if got != test.want {
			t.Errorf("Description of %.20q = %q, want %q", test.text, got, test.want)
		}
		if n := utf8.RuneCountInString(got); n > 160 {
			t.Errorf("Description of %.20q has %d characters, want 160 at most", test.text, n)
		}
	}
}
