package webtest

import (
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
)

// A check is one thing that must be true of an answer.
type check struct {
	line     int
	text     string // as the script has it
	subject  string // code, redirect, header, body, css
	name     string // of the field, for header
	selector string // for css
	aspect   string // for css: count, text, or the name of an attribute
	denied   bool
	operator string // ==, contains, ~
	value    string
}

var checkLine = regexp.MustCompile(`^(code|redirect|body|header (\S+)|css "(.+?)" (count|text|attr (\S+))) ` +
	`(!?)(=|==|contains|~)(?: (.*))?$`)

func parseCheck(number int, line string) (check, error) {
	m := checkLine.FindStringSubmatch(line)
	if m == nil || (m[7] == "=" && m[6] == "") {
		return check{}, fmt.Errorf("%q is no line of a script", line)
	}
	subject, _, _ := strings.Cut(m[1], " ")
	c := check{line: number, text: line, subject: subject, name: m[2], selector: m[3], aspect: m[4],
		denied: m[6] != "", operator: m[7], value: m[8]}
	if m[5] != "" {
		c.aspect = "attr " + m[5]
	}
	if c.operator == "=" { // "!="
		c.operator = "=="
	}
	if c.operator == "~" {
		if _, err := regexp.Compile(c.value); err != nil {
			return check{}, err
		}
	}
	if c.selector != "" {
		if _, err := cascadia.ParseGroup(c.selector); err != nil {
			return check{}, fmt.Errorf("selector %q: %w", c.selector, err)
		}
	}
	if c.value == "" && !(c.subject == "header" && c.operator == "==") {
		return check{}, fmt.Errorf("%q compares with nothing", line)
	}
	return c, nil
}

// holds reports whether the check is true of a, and what it looked at.
func (c check) holds(a *answer, kept map[string]string) (got string, ok bool) {
	values, err := c.look(a)
	if err != nil {
		return err.Error(), false
	}
	want, matched := expand(c.value, kept), false
	for _, value := range values {
		matched = matched || c.compare(value, want)
	}
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = strconv.Quote(short(value))
	}
	return strings.Join(quoted, ", "), matched != c.denied
}

// look returns the values that the check is about.
func (c check) look(a *answer) ([]string, error) {
	switch c.subject {
	case "code":
		return []string{strconv.Itoa(a.Code)}, nil
	case "redirect":
		if a.Code < 300 || a.Code > 399 {
			return nil, fmt.Errorf("status %d, which is no redirect", a.Code)
		}
		return []string{a.Header.Get("Location")}, nil
	case "header":
		if values := a.Header.Values(c.name); len(values) > 0 {
			return values, nil
		}
		return []string{""}, nil
	case "body":
		return []string{a.Body}, nil
	}
	return c.elements(a)
}

// elements returns the aspect of each element that the selector finds.
func (c check) elements(a *answer) ([]string, error) {
	page, err := goquery.NewDocumentFromReader(strings.NewReader(a.Body))
	if err != nil {
		return nil, err
	}
	found := page.Find(c.selector)
	if c.aspect == "count" {
		return []string{strconv.Itoa(found.Length())}, nil
	}
	if found.Length() == 0 {
		return nil, fmt.Errorf("no element for %q, status %d %s", c.selector, a.Code, http.StatusText(a.Code))
	}
	attribute, isAttribute := strings.CutPrefix(c.aspect, "attr ")
	return found.Map(func(_ int, element *goquery.Selection) string {
		if isAttribute {
			return element.AttrOr(attribute, "")
		}
		return strings.Join(strings.Fields(element.Text()), " ")
	}), nil
}

func (c check) compare(value, want string) bool {
	switch c.operator {
	case "==":
		return value == want
	case "contains":
		return strings.Contains(value, want)
	}
	return regexp.MustCompile(c.value).MatchString(value)
}

// short cuts a body to what a failure can show.
func short(s string) string {
	const most = 2000
	if len(s) <= most {
		return s
	}
	return s[:most] + "…"
}
