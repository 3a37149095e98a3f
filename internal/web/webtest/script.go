package webtest

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// A keep is a response field to remember under a name.
type keep struct {
	line        int
	name, field string
}

var (
	requestLine = regexp.MustCompile(`^([A-Z]+) (\S+)$`)
	fieldLine   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]*:`)
	formLine    = regexp.MustCompile(`^form (\S+) =(?: (.*))?$`)
	keepLine    = regexp.MustCompile(`^keep ([A-Za-z]+) header (\S+)$`)
)

// at returns the prefix of a failure: where the script says it, and the
// request.
func (c testCase) at(line int) string {
	return fmt.Sprintf("%s:%d: %s %s: ", c.file, line, c.method, c.target)
}

// parse reads a script. A line that means nothing is a failure, as is a case
// without checks: it would pass whatever came back.
func parse(file, text string) (cases []testCase, failures []string) {
	fail := func(line int, format string, args ...any) {
		failures = append(failures, fmt.Sprintf("%s:%d: ", file, line)+fmt.Sprintf(format, args...))
	}
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if m := requestLine.FindStringSubmatch(line); m != nil {
			cases = append(cases, testCase{file: file, line: number, method: m[1], target: m[2], form: url.Values{}})
			continue
		}
		if len(cases) == 0 {
			fail(number, "%q comes before any request", line)
			continue
		}
		if err := cases[len(cases)-1].read(number, line); err != nil {
			fail(number, "%v", err)
		}
	}
	for _, c := range cases {
		if len(c.checks) == 0 {
			fail(c.line, "%s %s checks nothing", c.method, c.target)
		}
	}
	return cases, failures
}

// read adds a line below the request line to the case.
func (c *testCase) read(number int, line string) error {
	if m := keepLine.FindStringSubmatch(line); m != nil {
		c.keeps = append(c.keeps, keep{number, m[1], m[2]})
		return nil
	}
	form := formLine.FindStringSubmatch(line)
	if form == nil && !fieldLine.MatchString(line) {
		check, err := parseCheck(number, line)
		c.checks = append(c.checks, check)
		return err
	}
	if len(c.checks) > 0 {
		return fmt.Errorf("%q belongs to the request: it comes before the checks", line)
	}
	if form != nil {
		c.form.Add(form[1], form[2])
		return nil
	}
	c.header = append(c.header, line)
	return nil
}
