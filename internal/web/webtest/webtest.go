// Package webtest runs request scripts against a handler: plain text files that say what is asked and what must come back.
//
// A script is a sequence of cases. Empty lines and lines that begin with "#"
// separate and explain; a comment names the rule that its case proves.
//
//	# rule 18: one spelling per address
//	GET /PT-br/artigos/ola-mundo
//	Accept-Language: en
//	code == 301
//	redirect == /pt-br/artigos/ola-mundo
//
// The first line of a case is a method and a target. The lines below it, in
// this order, are
//
//	Name: value               a request field; Host replaces ex.test
//	form name = value         a field of an URL-encoded form
//
// and then checks, at least one:
//
//	code == 200               the status
//	redirect == /path         the Location field, and a status of 3xx
//	header Name == value      a response field; an empty value means absent
//	header Name contains text
//	body contains text        the body as it was sent
//	body ~ regexp
//	css "selector" count == 2
//	css "selector" text == text           white space is folded
//	css "selector" attr href contains text
//
// Operators are ==, contains and ~ (a regular expression); with "!" before
// them they are denied, and != is the same as !==. Of several elements, or
// several fields of one name, one must satisfy the check, or, when it is
// denied, none. A check on elements that are not there fails, denied or not;
// absence is "count == 0".
//
//	keep NAME header ETag     remembers a response field
//
// makes $NAME stand for the field's value in the lines of later cases.
package webtest

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// host is where requests go unless a case says otherwise.
const host = "ex.test"

// Run runs every script that matches the glob pattern as a test of its own
// against handler, whose origin must be https://ex.test. No match is a
// failure, and so is a script without cases.
func Run(t *testing.T, handler http.Handler, pattern string) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no script matches %s", pattern)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, failure := range runScript(handler, file, string(text)) {
				t.Error(failure)
			}
		})
	}
}

// runScript returns what went otherwise than the script says, each with the
// line that said so.
func runScript(handler http.Handler, file, text string) []string {
	cases, failures := parse(file, text)
	if len(cases) == 0 {
		failures = append(failures, file+": no case in the script")
	}
	kept := map[string]string{}
	for _, c := range cases {
		response, err := c.do(handler, kept)
		if err != nil {
			failures = append(failures, c.at(c.line)+err.Error())
			continue
		}
		for _, check := range c.checks {
			if got, ok := check.holds(response, kept); !ok {
				failures = append(failures, c.at(check.line)+expand(check.text, kept)+"\n\tgot "+got)
			}
		}
		for _, k := range c.keeps {
			kept[k.name] = response.Header.Get(k.field)
			if kept[k.name] == "" {
				failures = append(failures, c.at(k.line)+"no field "+k.field+" to keep")
			}
		}
	}
	return failures
}

// do sends the case's request to handler, read from the wire format as a
// server reads it.
func (c testCase) do(handler http.Handler, kept map[string]string) (*answer, error) {
	var wire strings.Builder
	wire.WriteString(c.method + " " + expand(c.target, kept) + " HTTP/1.1\r\n")
	body := c.form.Encode()
	if body != "" {
		c.header = append([]string{"Content-Type: application/x-www-form-urlencoded"}, c.header...)
	}
	at := host
	for _, line := range c.header {
		line = expand(line, kept)
		if name, value, _ := strings.Cut(line, ":"); strings.EqualFold(name, "Host") {
			at = strings.TrimSpace(value)
			continue
		}
		wire.WriteString(line + "\r\n")
	}
	wire.WriteString("Host: " + at + "\r\n\r\n")

	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(wire.String())))
	if err != nil {
		return nil, err
	}
	r.RemoteAddr = "192.0.2.1:1234" // RFC 5737
	if body != "" {
		r.Body, r.ContentLength = io.NopCloser(strings.NewReader(body)), int64(len(body))
	}
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return &answer{Code: w.Code, Header: w.Result().Header, Body: w.Body.String()}, nil
}

// An answer is what the handler sent.
type answer struct {
	Code   int
	Header http.Header
	Body   string
}

// expand puts what was kept in the place of each $NAME.
func expand(s string, kept map[string]string) string {
	for name, value := range kept {
		s = strings.ReplaceAll(s, "$"+name, value)
	}
	return s
}

// A testCase is one request and what its answer must be.
type testCase struct {
	file   string
	line   int
	method string
	target string
	header []string // "Name: value"
	form   url.Values
	checks []check
	keeps  []keep
}
