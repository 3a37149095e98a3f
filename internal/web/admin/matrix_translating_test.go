package admin_test

import (
	"net/url"
)

// translatingLines are the matrix of works by languages and the workbench.
func translatingLines() []line {
	return []line{
		{route: "GET /translations", want: writersRead},
		{route: "POST /translations/start", what: "nothing chosen", form: url.Values{}, want: writersAct},
		{route: "POST /translations/start", what: "a language that the site does not have", form: url.Values{"start": {"1:xx"}}, want: "401 403 404 404 404 404"},
		{route: "POST /translations/start", what: "a work that is not there", form: url.Values{"start": {"999999:fr"}}, want: "401 403 404 404 404 404"},
	}
}
