package importer

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"verso/internal/content"
)

// RedirectLine writes a redirect as a line of "_redirects". Signs that mean
// something there are percent-encoded.
func RedirectLine(r content.Redirect) string {
	from := escapedFrom.Replace((&url.URL{Path: r.From}).EscapedPath())
	if r.Prefix {
		from += "*"
	}
	return fmt.Sprintf("%s %s %d\n", from, withoutBlanks(r.To), r.Status)
}

// escapedFrom encodes what a path may hold but a rule may not.
var escapedFrom = strings.NewReplacer("*", "%2A", ":", "%3A")

// withoutBlanks percent-encodes blanks; a rule ends at one.
func withoutBlanks(to string) string {
	var b strings.Builder
	for _, r := range to {
		if unicode.IsSpace(r) {
			b.WriteString(url.PathEscape(string(r)))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// parseSavedRedirects reads the lines that RedirectLine writes. others is the
// file with those lines blank: what a person added.
func parseSavedRedirects(f File) (rules []Redirect, others File) {
	var rest strings.Builder
	line := 0
	for text := range strings.Lines(string(f.Data)) {
		line++
		rule, ok := parseSavedRule(strings.Fields(text))
		if !ok {
			rest.WriteString(text)
			continue
		}
		rest.WriteByte('\n')
		rules = append(rules, Redirect{Redirect: rule, File: f.Path, Line: line})
	}
	return rules, File{f.Path, []byte(rest.String())}
}

func parseSavedRule(words []string) (r content.Redirect, ok bool) {
	if len(words) != 3 {
		return r, false
	}
	from, isPrefix := strings.CutSuffix(words[0], "*")
	decoded, err := url.PathUnescape(from)
	if err != nil {
		return r, false
	}
	r = content.Redirect{From: decoded, Prefix: isPrefix, To: words[1]}
	if r.Status, err = strconv.Atoi(words[2]); err != nil {
		return r, false
	}
	return r, r.Validate() == nil
}
