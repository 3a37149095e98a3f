//go:build browser

package browser

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/webauthn"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"verso/internal/account"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// Without a script one signs in, invites somebody and goes on in another
// language; what is wrong is said beside its field, which has the focus.
func TestTheAdminWorksWithoutScripts(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t, scripts(false))
	b.signIn(f, "en-US", f.person(t, "Ana", account.Admin))
	b.open(f.admin("pt-BR", "people", "new"))
	b.do(write("#field-name", "Rui Silva"), write("#field-email", "nobody"))
	b.wantStatus(http.StatusUnprocessableEntity, chromedp.KeyEvent(kb.Enter))
	if got := value[string](b, `document.querySelector("[autofocus]").id + " " + document.querySelector("#field-name").value`); got != "field-email Rui Silva" {
		t.Errorf("after a refusal the page has %q, want the focus on the address and the name kept", got)
	}
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#field-email").value = ""`), write("#field-email", "rui@example.org"))
	b.wantStatus(http.StatusOK, chromedp.KeyEvent(kb.Enter))
	if got := value[string](b, `document.querySelector(".flash").textContent + document.querySelector("table").textContent`); strings.Count(got, "Rui Silva") != 2 {
		t.Errorf("after the invitation the list says %q, want it to say who was invited", got)
	}
}

// Going about the admin loads no page anew, and keeps what a browser would
// have done: address, title, language, direction, and where one reads on.
func TestNavigationMorphsThePage(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t)
	b.signIn(f, "en-US", f.person(t, "Ana", account.Admin))
	b.do(chromedp.Evaluate[chromedp.Void](`void (window.kept = document.querySelector(".side"))`))
	same := func(step string) {
		t.Helper()
		if !value[bool](b, `window.kept === document.querySelector(".side")`) {
			t.Errorf("%s loaded the page anew", step)
		}
	}
	b.do(click(`.side a[href$="/people"]`))
	if !value[bool](b, soon(`document.title.startsWith("People")`)) || b.location() != f.admin("en-US", "people") {
		t.Fatalf("the people are at %s, titled %s", b.location(), value[string](b, "document.title"))
	}
	same("a link")
	if got := value[string](b, `document.activeElement.id`); got != "main" {
		t.Errorf("the focus is on %q, want it where the new page begins", got)
	}
	b.do(click(`[popovertarget=language-menu]`), click(`#language-menu [hreflang=ar]`))
	if !value[bool](b, soon(`document.documentElement.dir === "rtl"`)) {
		t.Fatal("the page is not turned round in Arabic")
	}
	if got := value[string](b, `document.documentElement.lang`); got != "ar" || b.location() != f.admin("ar", "people") {
		t.Errorf("in Arabic: lang=%q at %s", got, b.location())
	}
	same("the language")
	b.do(chromedp.Evaluate[chromedp.Void](`history.back()`))
	if !value[bool](b, soon(`document.documentElement.dir === "ltr" && document.title.startsWith("People")`)) {
		t.Errorf("back leads to %s in %s", b.location(), value[string](b, `document.documentElement.lang`))
	}
	for _, complaint := range b.complained() {
		t.Error(complaint)
	}
}

// A list answers while one types; the words stay under the fingers and in the
// address.
func TestListsAnswerWhileOneTypes(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t)
	admin := f.person(t, "Ana", account.Admin)
	for _, name := range []string{"Rui", "Aurelie", "Tomoko"} {
		f.person(t, name, account.Author)
	}
	b.signIn(f, "pt-BR", admin)
	b.open(f.admin("pt-BR", "people"))
	b.do(write("#sought", "aurel"))
	if !value[bool](b, soon(`document.querySelectorAll(".rows tbody tr").length === 1`)) {
		t.Fatalf("typing finds %d people", value[int](b, `document.querySelectorAll(".rows tbody tr").length`))
	}
	if got := value[string](b, `document.activeElement.id + " " + document.activeElement.value`); got != "sought aurel" {
		t.Errorf("the focus is on %q, want it in the search", got)
	}
	if got := b.location(); got != f.admin("pt-BR", "people")+"?q=aurel" {
		t.Errorf("the address is %s", got)
	}
	b.do(write("#sought", "ie"))
	if !value[bool](b, soon(`location.search === "?q=aurelie"`)) {
		t.Errorf("typing on leads to %s", b.location())
	}
	b.do(click(`.rows th a[href*="order=-name"]`))
	if !value[bool](b, soon(`document.querySelector(".rows [aria-sort=descending]")`)) {
		t.Error("a click on a column does not sort by it")
	}
	if got := b.location(); !strings.Contains(got, "q=aurelie") || !strings.Contains(got, "order=-name") {
		t.Errorf("the address is %s, want what is sought and the order", got)
	}
}

// A passkey is made in the profile and opens the door.
func TestPasskeys(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t, command(webauthn.Enable, webauthn.EnableParams{}),
		chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, webauthn.AddVirtualAuthenticator, webauthn.AddVirtualAuthenticatorParams{
				Options: &webauthn.VirtualAuthenticatorOptions{
					Protocol: "ctap2", Transport: "internal", HasResidentKey: true, HasUserVerification: true,
					IsUserVerified: true, AutomaticPresenceSimulation: true,
				},
			})
			return err
		}))
	b.signIn(f, "en-US", f.person(t, "Ana", account.Admin))
	b.open(f.admin("en-US", "profile"))
	b.do(write("#field-passkey-name", "laptop"), chromedp.KeyEvent(kb.Enter))
	if !value[bool](b, soon(`document.querySelector(".flash")?.textContent.includes("laptop")`)) {
		t.Fatalf("no passkey was made: %q %s", b.complained(), value[string](b, `document.querySelector("main [role=alert], main .error")?.innerText ?? ""`))
	}
	b.do(click(`[popovertarget=person-menu]`))
	b.wantStatus(http.StatusOK, click(`#person-menu form button`))
	if got := b.location(); got != f.admin("en-US", "sign-in") {
		t.Fatalf("signing out leads to %s", got)
	}
	b.wantStatus(http.StatusOK, click(`[data-passkey] button`))
	if b.location() != f.admin("en-US") {
		t.Errorf("the passkey does not open the door: %s", value[string](b, `document.querySelector("main").innerText`))
	}
	for _, complaint := range b.complained() {
		t.Error(complaint)
	}
}

// What the program takes for an address of the admin, Chromium takes for one
// of this site (T11).
func TestChromiumAgreesWhereAnAddressLeads(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t)
	b.open(f.admin("en-US", "setup"))
	parts := []string{"/", "//", "\\", "/\\", "\t", "\n", "..", ".", "%5C", "%2F", "%09", "@", ":", "?", "#", "e.test", "https:", "en-us/admin", "/en-us/admin", "admin"}
	checked := 0
	for _, first := range parts {
		for _, second := range parts {
			for _, third := range parts {
				next := first + second + third
				if f.urls.Next(next, "en-US") != next {
					continue
				}
				checked++
				if !value[bool](b, `new URL(`+strconv.Quote(next)+`, location.href).origin === location.origin`) {
					t.Errorf("%q is taken for an address of this site, and leads elsewhere", next)
				}
			}
		}
	}
	if checked == 0 {
		t.Error("no address was taken for one of the admin")
	}
}

// A form that is sent when the session is over, or the network gone, stays as
// it is; the page says why nothing came of it.
func TestNothingTypedIsLostWithTheSession(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	b := newTab(t)
	u := f.person(t, "Ana", account.Admin)
	b.signIn(f, "en-US", u)
	b.open(f.admin("en-US", "people", "new"))
	b.do(write("#field-name", "Rui Silva"))
	send := func(step, want string) {
		t.Helper()
		b.do(click("main form button.primary"))
		if !value[bool](b, soon(`document.querySelector(".flash")?.textContent.includes(`+strconv.Quote(want)+`)`)) {
			t.Errorf("%s: the page says %q", step, value[string](b, `document.querySelector(".flash")?.textContent ?? ""`))
		}
		if got := value[string](b, `document.querySelector("#field-name").value`); got != "Rui Silva" {
			t.Errorf("%s: the name is now %q", step, got)
		}
	}
	b.do(online(false))
	send("offline", "does not answer")
	b.do(online(true))
	storetest.Do(t, f.db, func(ctx context.Context, tx *store.Tx) error { return tx.RemoveSessions(ctx, u.ID, 0) })
	send("signed out", "signed out")
	b.do(click(".flash [data-close]"))
	if value[bool](b, `!!document.querySelector(".flash")`) {
		t.Error("what the page said cannot be put away")
	}
}
