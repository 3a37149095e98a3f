package webtest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// echo answers with a small page that says what was asked.
var echo = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/old":
		http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		return
	case "/fresh":
		w.Header().Set("Etag", `"v1"`)
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	w.Header().Add("Link", "</a>")
	w.Header().Add("Link", "</b>")
	fmt.Fprintf(w, `<h1>%s  %s</h1><a href="/x">one</a><a href="/y">two</a><p>host=%s name=%s peer=%s</p>`,
		r.Method, r.Header.Get("X-Ask"), r.Host, r.FormValue("name"), r.RemoteAddr)
})

func TestTrueScriptPasses(t *testing.T) {
	failures := runScript(echo, "true.txt", `
# request fields and forms
POST /form
X-Ask: why not
form name = Ana & Eva
code == 200
body contains name=Ana & Eva
body contains host=ex.test
header Link == </b>
header Link !== </c>
header Set-Cookie ==
css "h1" text == POST why not
css "a" count == 2
css "a" attr href == /y
css "a" attr href != /z
css "a" text ~ ^t.o$
body !~ zebra

GET /old
redirect == /new

GET /fresh
Host: other.test
body contains host=other.test
keep tag header ETag

GET /fresh
If-None-Match: $tag
code == 304
header ETag == $tag
`)
	for _, failure := range failures {
		t.Error(failure)
	}
}

func TestEachFalseCheckFailsWithItsLine(t *testing.T) {
	for _, check := range []string{
		"code == 404",
		"code != 200",
		"redirect == /new",
		"header Link == </c>",
		"header Link ==",
		"header Set-Cookie contains lang",
		"body contains zebra",
		"body !contains one",
		"body ~ ^zebra",
		`css "a" count == 3`,
		`css "h1" text == POST`,
		`css "a" attr href == /z`,
		`css "table" text !contains anything`,
	} {
		failures := runScript(echo, "false.txt", "GET /\n"+check+"\n")
		if len(failures) != 1 || !strings.HasPrefix(failures[0], "false.txt:2: GET /: "+check+"\n\tgot ") {
			t.Errorf("%s: failures %q, want one that names line 2 and the check", check, failures)
		}
	}
}

func TestScriptThatProvesNothingFails(t *testing.T) {
	for name, script := range map[string]string{
		"no case":             "# only a comment\n",
		"no check":            "GET /\nX-Ask: why\n",
		"unknown line":        "GET /\ncode == 200\nbody resembles x\n",
		"single equals":       "GET /\ncode = 200\n",
		"nothing to compare":  "GET /\nbody contains\n",
		"bad regexp":          "GET /\nbody ~ (\n",
		"bad selector":        "GET /\ncss \"a[\" count == 1\n",
		"field after a check": "GET /\ncode == 200\nX-Ask: why\n",
		"check before a case": "code == 200\nGET /\ncode == 200\n",
		"bad target":          "GET /%zz\ncode == 200\n",
		"nothing to keep":     "GET /\ncode == 200\nkeep tag header ETag\n",
	} {
		if failures := runScript(echo, "x.txt", script); len(failures) == 0 {
			t.Errorf("%s: no failure for %q", name, script)
		}
	}
}
