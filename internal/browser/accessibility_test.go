//go:build browser

package browser

import (
	"net/http"
	"testing"
)

// A reading is how a page is read.
type reading struct {
	name     string
	settings []setting
}

// readings are the ways in which every page is judged. The policy refuses
// inline styles, and with them hides their faults of contrast, so it is
// lifted once (trust, section 4).
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
	f := newFixture(t)
	for _, l := range shown {
		t.Run(l.Path(), func(t *testing.T) {
			t.Parallel()
			for _, r := range readings() {
				for _, v := range f.views(l) {
					b := newTab(t, r.settings...)
					for _, colours := range []string{"light", "dark"} {
						b.do(theme(colours))
						if colours == "light" {
							b.open(v.url)
						}
						b.judge().wantAccessible(t, v.name+", "+r.name+", "+colours)
					}
					for _, complaint := range b.complained() {
						t.Errorf("%s, %s: %s", v.name, r.name, complaint)
					}
					b.close()
				}
			}
		})
	}
}

// What is wrong with a form is said where screen readers look for it.
func TestARefusedFormIsAccessible(t *testing.T) {
	f := newFixture(t)
	for _, v := range f.views(shown...) {
		if v.name != "contact" {
			continue
		}
		b := newTab(t)
		b.open(v.url)
		b.wantStatus(http.StatusUnprocessableEntity, submitEmpty)
		b.judge().wantAccessible(t, "refused form, "+v.locale.Path())
		b.close()
	}
}

// The page that says the site is away needs no database, and is as readable
// as the others (rule 58).
func TestTheFailurePageIsAccessible(t *testing.T) {
	f := newFixture(t)
	if err := f.db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, l := range shown {
		b := newTab(t)
		b.wantStatus(http.StatusInternalServerError, navigate(f.urls.Abs(f.urls.Home(l))))
		if got := value[string](b, "document.documentElement.lang"); got != string(l) {
			t.Errorf("the failure page of %s has lang %q", l, got)
		}
		b.judge().wantAccessible(t, "failure, "+l.Path())
		b.close()
	}
}
