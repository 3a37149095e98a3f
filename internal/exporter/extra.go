package exporter

import (
	"encoding/json"
	"regexp"
	"strings"

	"verso/internal/frontmatter"
	"verso/internal/importer"
)

// splitExtra returns the author's own keys, in their order, and what an export
// keeps in its table of those that cannot stand in the header: their names
// are an export's, or YAML would read them as something else.
func splitExtra(extra string) (own, aside frontmatter.Header) {
	if extra == "" {
		return nil, nil
	}
	doc, err := frontmatter.Parse([]byte(extra))
	if err != nil || doc.Kind != frontmatter.JSON {
		return nil, frontmatter.Header{{Key: "extra", Value: extra}}
	}
	var odd frontmatter.Header
	var order []any
	for _, f := range doc.Header {
		order = append(order, f.Key)
		if importer.ExportKey(f.Key) || !readable(frontmatter.Header{f}, maxDepth) {
			odd = append(odd, f)
			continue
		}
		own = append(own, f)
	}
	if len(odd) == 0 {
		return own, nil
	}
	data, err := json.Marshal(odd)
	if err != nil {
		return nil, frontmatter.Header{{Key: "extra", Value: extra}}
	}
	aside = frontmatter.Header{{Key: "extra", Value: string(data)}}
	if len(own) > 0 {
		aside = append(aside, frontmatter.Field{Key: "extra_order", Value: order})
	}
	return own, aside
}

// maxDepth is how deep the author's own values may be nested in a header.
const maxDepth = 12

// simpleNumber is a number that YAML and JSON spell alike.
var simpleNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,15})?$`)

// readable reports whether a value is the same after it was written as YAML
// and read again.
func readable(v any, depth int) bool {
	switch v := v.(type) {
	case frontmatter.Number:
		return simpleNumber.MatchString(string(v))
	case []any:
		for _, each := range v {
			if depth == 0 || !readable(each, depth-1) {
				return false
			}
		}
	case frontmatter.Header:
		for _, f := range v {
			if depth == 0 || f.Key == "" || f.Key == "<<" || strings.TrimSpace(f.Key) != f.Key || !readable(f.Value, depth-1) {
				return false
			}
		}
	}
	return true
}
