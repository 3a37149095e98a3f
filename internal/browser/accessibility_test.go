//go:build browser

package browser

import (
	"net/http"
	"testing"

	"verso/internal/site"
)

// A reading is how a page is read.
type reading struct {
	name     string
	settings []setting
}

// readings are the ways in which pages are judged, the first in every language.
// The policy refuses inline styles, and with them hides their faults of
// contrast, so it is lifted once (trust, section 4).
func readings() []reading {
	return []reading{
		{"as served", nil},
		{"without the policy", []setting{withoutPolicy()}},
		{"without scripts", []setting{scripts(false)}},
	}
}

// Every kind of page, in every locale that is shown, light and dark, has
// nothing that WCAG 2.2 AA or best practice would have otherwise, and the
// browser refuses nothing in it (T25).
func TestEveryPageIsAccessible(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, l := range shown {
		ways := readings()
		if l != "en-US" && l != "ar" {
			ways = ways[:1] // one language of each direction has been read in the others
		}
		for _, r := range ways {
			t.Run(l.Path()+" "+r.name, func(t *testing.T) {
				t.Parallel()
				b := newTab(t, r.settings...)
				for _, v := range f.views(l) {
					b.do(r.settings...)
					b.see(v)
					for _, colours := range []string{"light", "dark"} {
						b.do(theme(colours))
						b.judge().wantAccessible(t, v.name+", "+colours)
					}
					for _, complaint := range b.complained() {
						t.Errorf("%s: %s", v.name, complaint)
					}
				}
			})
		}
	}
}

// The two themes are two: a dark one that looks light would be judged twice.
func TestDarkIsDark(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t)
	b.open(f.article("en-US"))
	paper := func(colours string) string {
		b.do(theme(colours))
		return value[string](b, "getComputedStyle(document.documentElement).backgroundColor")
	}
	if light, dark := paper("light"), paper("dark"); light == dark {
		t.Errorf("the paper is %s in both themes", light)
	}
}

// What is wrong with a form is said where screen readers look for it.
func TestARefusedFormIsAccessible(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t)
	for _, l := range shown {
		b.open(f.urls.Abs(f.urls.Section(l, site.ContactForm)))
		b.wantStatus(http.StatusUnprocessableEntity, submitEmpty)
		b.judge().wantAccessible(t, "refused form, "+l.Path())
	}
}

// The page that says the site is away needs no database, and is as readable
// as the others (rule 58).
func TestTheFailurePageIsAccessible(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	if err := f.db.Close(); err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	for _, l := range shown {
		b.wantStatus(http.StatusInternalServerError, navigate(f.urls.Abs(f.urls.Home(l))))
		if got := value[string](b, "document.documentElement.lang"); got != string(l) {
			t.Errorf("the failure page of %s has lang %q", l, got)
		}
		b.judge().wantAccessible(t, "failure, "+l.Path())
	}
}
