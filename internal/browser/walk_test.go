//go:build browser

package browser

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/locale"
	"verso/internal/web/admin"
)

// worked are the languages in which every page of the admin is judged.
var worked = []locale.Tag{"en-US", "pt-BR", "ar"}

// stage is how many pages are judged in one go: stages run beside each other.
const stage = 12

// narrow is how wide the narrowest phone is, in CSS pixels (WCAG 1.4.10).
const narrow = 320

// A page of the admin that nobody judges does not exist.
func TestEveryAdminPageIsOnTheWalk(t *testing.T) {
	listed := map[string]bool{}
	for _, d := range slices.Concat(beginnings(), gates(), desks()) {
		listed[d.route] = true
	}
	for path := range parts {
		listed[path] = true
	}
	for _, r := range admin.Routes() {
		if r[0] != http.MethodGet {
			continue
		}
		if !listed[r[1]] {
			t.Errorf("GET %q is neither among the desks nor among the parts", r[1])
		}
		delete(listed, r[1])
	}
	for path := range listed {
		t.Errorf("%q is listed and is no page of the admin", path)
	}
}

// Every page of the admin, in three languages, light and dark, has nothing
// that WCAG 2.2 AA or best practice would have otherwise, fits a phone, and
// the browser refuses nothing in it (T25); in one language so it is with the
// policy lifted (trust, section 4), and without scripts.
func TestEveryAdminPageIsAccessible(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	walk := func(name string, l locale.Tag, all []desk, settings ...setting) {
		for some := range slices.Chunk(all, stage) {
			t.Run(l.Path()+" "+name+" from "+cmp.Or(some[0].route, "the overview"), func(t *testing.T) {
				t.Parallel()
				b := newTab(t, settings...)
				b.signIn(f.fixture, l, f.admin)
				for _, d := range some {
					b.do(settings...)
					b.visit(f.fixture, l, d, f.names.Replace)
				}
			})
		}
	}
	for _, l := range worked {
		walk("as served", l, desks())
	}
	still := slices.DeleteFunc(desks(), func(d desk) bool { return d.steps != nil })
	walk("without the policy", "en-US", still, withoutPolicy())
	walk("without scripts", "en-US", still, scripts(false))
}

// So have the pages before the door.
func TestPagesBeforeTheDoorAreAccessible(t *testing.T) {
	t.Parallel()
	f, b := newFurnished(t), newTab(t)
	for _, l := range worked {
		for _, d := range gates() {
			b.visit(f.fixture, l, d, f.names.Replace)
		}
	}
}

// So have those of a site that has nothing yet: before anybody is its admin,
// and when the first one looks around.
func TestPagesOfANewSiteAreAccessible(t *testing.T) {
	t.Parallel()
	s, b := newStudio(t), newTab(t)
	link := s.token(t, account.Setup, account.User{})
	for _, l := range worked {
		for _, d := range beginnings() {
			b.visit(s.fixture, l, d, func(path string) string { return strings.ReplaceAll(path, "$setup", link) })
		}
	}
	b.signIn(s.fixture, "en-US", s.person(t, "Ana", account.Admin))
	for _, d := range desks() {
		if !strings.Contains(d.path, "$") && d.steps == nil {
			b.visit(s.fixture, "en-US", d, strings.Clone)
		}
	}
}

// visit opens a page and judges it in both themes.
func (b *tab) visit(f fixture, l locale.Tag, d desk, fill func(string) string) {
	b.t.Helper()
	path := cmp.Or(fill(d.path), d.route)
	what := strings.TrimSpace(d.route + " " + d.name + " " + l.Path())
	b.see(view{name: what, locale: l, url: f.admin(l) + path, status: cmp.Or(d.status, http.StatusOK)})
	b.do(d.steps...)
	if d.empty {
		b.wantStatus(http.StatusUnprocessableEntity, submitEmpty)
	}
	for _, colours := range []string{"light", "dark"} {
		b.do(theme(colours))
		b.judge().wantAccessible(b.t, what+", "+colours)
	}
	b.do(screen(narrow, 640))
	if wide := value[int](b, "document.documentElement.scrollWidth"); wide > narrow {
		b.t.Errorf("%s is %d px wide on a phone; too wide are %s", what, wide, value[string](b, tooWide))
	}
	b.do(screen(1280, 900))
	for _, complaint := range b.complained() {
		b.t.Errorf("%s: %s", what, complaint)
	}
}
