package problem

import (
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"

	"verso/internal/errs"
	"verso/internal/web/view"
)

// details is a problem as RFC 9457 has it. The type is "about:blank", for
// which the title is the status phrase (section 4.2.1).
type details struct {
	Type   string       `json:"type"`
	Title  string       `json:"title"`
	Status int          `json:"status"`
	Errors []fieldError `json:"errors,omitempty"`
}

// fieldError is one field that cannot be accepted, by message ID.
type fieldError struct {
	Field string `json:"field"`
	Code  string `json:"code"`
}

func problemJSON(status int, err error) []byte {
	d := details{Type: "about:blank", Title: http.StatusText(status), Status: status}
	if invalid, ok := errors.AsType[errs.Invalid](err); ok {
		for _, field := range slices.Sorted(maps.Keys(invalid)) {
			d.Errors = append(d.Errors, fieldError{field, invalid[field]})
		}
	}
	body, err := json.Marshal(d)
	if err != nil {
		panic(err) // strings and a number always marshal
	}
	return append(body, '\n')
}

// prefersJSON reports whether an Accept field (RFC 9110 12.5.1) names a JSON
// type and weighs it above HTML. A browser's "*/*" is no wish for JSON.
func prefersJSON(lines []string) bool {
	wish, html := 0.0, 0.0
	for _, line := range lines {
		for member := range strings.SplitSeq(line, ",") {
			mediaType, params, _ := strings.Cut(member, ";")
			switch strings.ToLower(strings.TrimSpace(mediaType)) {
			case "application/json", "application/problem+json":
				wish = max(wish, view.Weight(params))
			case "text/html", "application/xhtml+xml":
				html = max(html, view.Weight(params))
			}
		}
	}
	return wish > html
}
