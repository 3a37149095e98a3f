package admin_test

import "net/url"

// libraryLines are pictures, tags, the menu and the order of pages. What is
// sent empty is refused or does nothing; who may send it at all is what the
// matrix says.
func libraryLines() []line {
	const (
		mediaMissing = "303 403 404 404 404 404"
		mediaAct     = "401 403 404 404 404 404"
		mediaRemove  = "401 403 403 503 503 503" // the site of these tests has no folder of pictures
		editMissing  = "303 403 403 403 404 404"
		editAct      = "401 403 403 403 404 404"
		editInvalid  = "401 403 403 403 422 422"
	)
	lines := []line{
		{route: "GET /media", want: writersRead},
		{route: "POST /media", form: url.Values{}, want: "401 403 403 415 415 415"}, // no form of files
		{route: "GET /media/:id", what: "missing", path: fixed("/media/999999"), want: mediaMissing},
		{route: "POST /media/:id", what: "missing", path: fixed("/media/999999"), form: url.Values{}, want: mediaAct},
		{route: "POST /media/:id/remove", what: "missing", path: fixed("/media/999999/remove"), want: mediaRemove},
		{route: "POST /media/:id/restore", what: "missing", path: fixed("/media/999999/restore"), want: mediaRemove},
		{route: "GET /tags", want: editorsRead},
		{route: "POST /tags", form: url.Values{}, want: "401 403 403 403 400 400"}, // no act was named
		{route: "GET /tags/new", want: editorsRead},
		{route: "POST /tags/new", form: url.Values{}, want: editInvalid},
		{route: "GET /tags/merge", want: editorsRead},
		{route: "POST /tags/merge", form: url.Values{}, want: editAct},
		{route: "GET /tags/:id", what: "missing", path: fixed("/tags/999999"), want: editMissing},
		{route: "POST /tags/:id", what: "missing", path: fixed("/tags/999999"), form: url.Values{}, want: editAct},
		{route: "POST /tags/:id/remove", what: "missing", path: fixed("/tags/999999/remove"), want: editAct},
		{route: "POST /pages/order", form: url.Values{}, want: editAct},
		{route: "POST /projects/order", form: url.Values{}, want: editAct},
		{route: "GET /menu", want: editorsRead},
		{route: "POST /menu", form: url.Values{}, want: editAct},
		{route: "POST /menu/start", form: url.Values{}, want: "401 403 403 403 303 409"}, // the editor has started it
		{route: "POST /menu/clear", form: url.Values{}, want: editorsAct},
		{route: "POST /menu/order", form: url.Values{}, want: editAct},
		{route: "GET /menu/:id", what: "missing", path: fixed("/menu/999999"), want: editMissing},
		{route: "POST /menu/:id", what: "missing", path: fixed("/menu/999999"), form: url.Values{}, want: editAct},
		{route: "POST /menu/:id/remove", what: "missing", path: fixed("/menu/999999/remove"), want: editAct},
	}
	return lines
}
