package admin_test

import (
	"net/url"
	"slices"
	"strconv"

	"verso/internal/account"
)

// A line says what an address answers to each kind of person, in the order of
// the matrix of the trust specification: nobody, a reader, a translator into
// fr, an author, an editor, an admin.
type line struct {
	route string // "POST /people/:id"
	what  string // what the path names: "one's own", "somebody else's", "missing"
	path  func(w *world, who account.User) string
	form  url.Values
	want  string
}

// table is the expectation of every route. A route that is not in it fails the
// build; one whose path names an object has a line for an object that is not
// there (T1, T2).
func table() []line {
	return slices.Concat(doorLines(), dashboardLines(), profileLines(), peopleLines(), workLines(), postLines(), relateLines(), siteLines(), libraryLines(), translatingLines())
}

const (
	everybody   = "200 200 200 200 200 200"
	outside     = "200 303 303 303 303 303" // signed in already: sent on
	invalid     = "422 422 422 422 422 422"
	adminsRead  = "303 403 403 403 403 200"
	adminsAct   = "401 403 403 403 403 303"
	signedRead  = "303 200 200 200 200 200"
	signedAct   = "401 303 303 303 303 303"
	signedWrong = "401 422 422 422 422 422"
)

func doorLines() []line {
	return []line{
		{route: "GET /sign-in", want: outside},
		{route: "POST /sign-in", form: url.Values{"email": {"a@ex.test"}, "password": {"wrong"}}, want: invalid},
		{route: "POST /sign-in/passkey/begin", want: everybody},
		{route: "POST /sign-in/passkey", form: url.Values{"answer": {"{}"}}, want: invalid},
		{route: "POST /sign-out", want: "303 303 303 303 303 303"},
		{route: "GET /setup", want: "303 303 303 303 303 303"}, // there is an admin
		{route: "POST /setup", form: url.Values{"token": {"guessed"}}, want: invalid},
		{route: "GET /invitation", want: invalid},
		{route: "POST /invitation", form: url.Values{"token": {"guessed"}, "password": {"a quiet harbour"}}, want: invalid},
		{route: "GET /reset", want: everybody},
		{route: "POST /reset", form: url.Values{"email": {"$fresh"}}, want: everybody},
		{route: "POST /reset/password", form: url.Values{"token": {"guessed"}, "password": {"a quiet harbour"}}, want: invalid},
	}
}

func dashboardLines() []line {
	return []line{
		{route: "GET ", want: "303 403 200 200 200 200"},
	}
}

func profileLines() []line {
	session := func(of func(w *world, who account.User) account.User) func(*world, account.User) string {
		return func(w *world, who account.User) string {
			u := of(w, who)
			if u.Nobody() {
				return "/profile/devices/1"
			}
			w.session(u)
			return "/profile/devices/" + strconv.FormatInt(w.newestSession(u), 10)
		}
	}
	self := func(_ *world, who account.User) account.User { return who }
	other := func(w *world, _ account.User) account.User { return w.add(account.Author) }
	return []line{
		{route: "GET /profile", want: signedRead},
		{route: "POST /profile", form: url.Values{"name": {"New Name"}, "email": {"$email"}, "role": {"admin"}, "locales": {"*"}, "locale-de": {"review"}}, want: signedAct},
		{route: "POST /profile", what: "without a name", form: url.Values{"name": {""}, "email": {"$email"}}, want: signedWrong},
		{route: "POST /profile/letters", form: url.Values{"daily": {""}}, want: signedAct},
		{route: "POST /profile/password", form: url.Values{"old_password": {"guessed"}, "password": {"a quiet harbour"}}, want: signedWrong},
		{route: "POST /profile/devices", want: signedAct},
		{route: "POST /profile/devices/:id", what: "one's own", path: session(self), want: signedAct},
		{route: "POST /profile/devices/:id", what: "somebody else's", path: session(other), want: "401 404 404 404 404 404"},
		{route: "POST /profile/devices/:id", what: "missing", path: fixed("/profile/devices/999999"), want: "401 404 404 404 404 404"},
		{route: "POST /profile/passkeys/begin", want: "401 200 200 200 200 200"},
		{route: "POST /profile/passkeys", form: url.Values{"name": {"key"}, "answer": {"{}"}}, want: signedWrong},
		{route: "POST /profile/passkeys/:id/remove", what: "missing", path: fixed("/profile/passkeys/none/remove"), want: "401 404 404 404 404 404"},
	}
}

func peopleLines() []line {
	somebody := func(suffix string) func(*world, account.User) string {
		return func(w *world, _ account.User) string {
			return "/people/" + strconv.FormatInt(int64(w.add(account.Author).ID), 10) + suffix
		}
	}
	lastAdmin := func(suffix string) func(*world, account.User) string {
		return func(w *world, _ account.User) string {
			return "/people/" + strconv.FormatInt(int64(w.people[account.Admin].ID), 10) + suffix
		}
	}
	missing := "401 403 403 403 403 404"
	lines := []line{
		{route: "GET /people", want: adminsRead},
		{route: "GET /people/new", want: adminsRead},
		{route: "POST /people", form: url.Values{"name": {"New"}, "email": {"$fresh"}, "role": {"author"}}, want: adminsAct},
		{route: "GET /people/:id", what: "somebody", path: somebody(""), want: adminsRead},
		{route: "GET /people/:id", what: "missing", path: fixed("/people/999999"), want: "303 403 403 403 403 404"},
		{route: "POST /people/:id", what: "somebody", path: somebody(""), form: url.Values{"role": {"editor"}}, want: adminsAct},
		{route: "POST /people/:id", what: "missing", path: fixed("/people/999999"), form: url.Values{"role": {"editor"}}, want: missing},
		{route: "POST /people/:id", what: "the last admin", path: lastAdmin(""), form: url.Values{"role": {"author"}}, want: "401 403 403 403 403 409"},
		{route: "POST /people/:id/invite", what: "who has a password", path: somebody("/invite"), want: "401 403 403 403 403 409"},
	}
	for _, act := range []string{"/disable", "/enable", "/remove", "/invite"} {
		if act != "/invite" {
			lines = append(lines, line{route: "POST /people/:id" + act, what: "somebody", path: somebody(act), want: adminsAct})
		}
		lines = append(lines, line{route: "POST /people/:id" + act, what: "missing", path: fixed("/people/999999" + act), want: missing})
	}
	for _, act := range []string{"/disable", "/remove"} {
		lines = append(lines, line{route: "POST /people/:id" + act, what: "the last admin", path: lastAdmin(act), want: "401 403 403 403 403 409"})
	}
	return lines
}

// fixed returns the same path for everybody.
func fixed(path string) func(*world, account.User) string {
	return func(*world, account.User) string { return path }
}
