package view

import (
	"strconv"
	"strings"
)

// accepted reports which codings an Accept-Encoding field (RFC 9110 12.5.3)
// allows and does not like less than the plain body. A weight that cannot be
// read counts as a refusal.
func accepted(lines []string) (gzip, brotli bool) {
	zip, br, star, identity := -1.0, -1.0, -1.0, -1.0
	for _, line := range lines {
		for member := range strings.SplitSeq(line, ",") {
			coding, params, _ := strings.Cut(member, ";")
			coding = strings.TrimSpace(coding)
			switch {
			case strings.EqualFold(coding, "gzip"), strings.EqualFold(coding, "x-gzip"):
				zip = Weight(params)
			case strings.EqualFold(coding, "br"):
				br = Weight(params)
			case strings.EqualFold(coding, "identity"):
				identity = Weight(params)
			case coding == "*":
				star = Weight(params)
			}
		}
	}
	if zip < 0 {
		zip = star
	}
	if br < 0 {
		br = star
	}
	return zip > 0 && zip >= identity, br > 0 && br >= identity && br >= zip
}

// Weight reads the q parameter among the parameters of one member of an Accept
// field (RFC 9110 12.4.2): 1 when there is none, 0 when
// it is malformed.
func Weight(params string) float64 {
	for param := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(param, "=")
		if !strings.EqualFold(strings.TrimSpace(name), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || !(q >= 0 && q <= 1) {
			return 0
		}
		return q
	}
	return 1
}

// matchesTag reports whether an If-None-Match field (RFC 9110 13.1.2) names
// tag, by weak comparison. It stops reading at the first malformed tag.
func matchesTag(lines []string, tag string) bool {
	for _, line := range lines {
		for {
			line = strings.TrimLeft(line, ", \t")
			if line == "" {
				break
			}
			if line[0] == '*' {
				return true
			}
			opaque, ok := strings.CutPrefix(strings.TrimPrefix(line, "W/"), `"`)
			end := strings.IndexByte(opaque, '"')
			if !ok || end < 0 {
				break
			}
			if opaque[:end] == tag[1:len(tag)-1] {
				return true
			}
			line = opaque[end+1:]
		}
	}
	return false
}
