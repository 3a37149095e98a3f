//go:build browser

package browser

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// The link that the program prints makes the first admin, by the keyboard
// alone, and leads to the dashboard. It works once.
func TestTheFirstAdminIsMadeByThePrintedLink(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	link, err := s.site.Setup(t.Context())
	if err != nil || link == "" {
		t.Fatalf("the program prints no link: %q, %v", link, err)
	}
	b := newTab(t)
	b.wantStatus(http.StatusOK, navigate(link))
	b.await("the cursor in the name", `document.activeElement.name === "name"`)
	b.do(types("Ana Prado"), types(kb.Tab), types("ana@example.org"), types(kb.Tab), types(password))
	b.wantStatus(http.StatusOK, types(kb.Enter))
	if got := b.location(); got != s.admin("en-US") {
		t.Fatalf("the first admin is led to %s", got)
	}
	if got := value[string](b, `document.querySelector("[popovertarget=person-menu]").innerText`); got != "Ana Prado" {
		t.Errorf("the dashboard is %q's", got)
	}
	b.quiet()

	again := newTab(t)
	again.wantStatus(http.StatusOK, navigate(link))
	if got := again.location(); got != s.admin("en-US", "sign-in") {
		t.Errorf("the link, used again, leads to %s, want where one signs in", got)
	}
}

// A person signs in by address and password, by the keyboard alone. A wrong
// password says so and keeps the address.
func TestSigningInByPassword(t *testing.T) {
	t.Parallel()
	s := newStudio(t)
	s.person(t, "Ana", "admin")
	b := newTab(t)
	b.wantStatus(http.StatusOK, navigate(s.admin("pt-BR", "articles")))
	b.reach("#field-email")
	b.do(types("ana@example.org"), types(kb.Tab), types("a loud harbour"))
	b.wantStatus(http.StatusUnprocessableEntity, types(kb.Enter))
	if got := value[string](b, `document.querySelector("#field-email").value`); got != "ana@example.org" {
		t.Errorf("after a wrong password the address is %q", got)
	}
	b.reach("#field-password")
	b.do(types(password))
	b.wantStatus(http.StatusOK, types(kb.Enter))
	if got := b.location(); got != s.admin("pt-BR", "articles") {
		t.Errorf("signing in leads to %s, want where the person was going", got)
	}
	b.quiet()
}
