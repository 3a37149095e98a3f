//go:build browser

package browser

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"verso/internal/account"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// password is everybody's.
const password = "a quiet harbour"

// person adds somebody who can sign in.
func (f fixture) person(t *testing.T, name string, role account.Role, grants ...account.Grant) account.User {
	t.Helper()
	u := account.User{
		Email: strings.ToLower(name) + "@example.org", Name: name, Role: role, Grants: grants,
		Language: "en-US", TimeZone: "UTC", CreatedAt: storetest.Now,
	}
	var err error
	if u.PasswordHash, err = account.NewHasher().Hash(t.Context(), password); err != nil {
		t.Fatal(err)
	}
	storetest.Do(t, f.db, func(ctx context.Context, tx *store.Tx) (err error) {
		u, err = tx.AddUser(ctx, u)
		return err
	})
	return u
}

// admin returns an address of the admin.
func (f fixture) admin(l locale.Tag, parts ...string) string {
	return f.urls.Abs(f.urls.Admin(l, parts...))
}

// signIn signs somebody in by the form, and waits for the page behind it.
func (b *tab) signIn(f fixture, l locale.Tag, u account.User) {
	b.t.Helper()
	b.open(f.admin(l, "sign-in"))
	b.do(write("#field-email", u.Email), write("#field-password", password))
	b.wantStatus(200, click("main button.primary"))
}

// online connects the tab to the network, or not.
func online(on bool) setting {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Offline: !on, DownloadThroughput: -1, UploadThroughput: -1}},
		})
		return err
	})
}
