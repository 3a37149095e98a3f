package site

import (
	"strings"

	"verso/internal/content"
)

// A Link leads to where the owner is elsewhere.
type Link struct {
	Label   string
	Address string // a path of this site, an https, http or mailto URL
}

// MaxLinks is how many links the home shows.
const MaxLinks = 20

// ParseLinks reads links, one on a line: what it is called, then a blank and
// the address. An address alone is its own label. ok is false when a line has
// no address.
func ParseLinks(text string) (links []Link, ok bool) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		at := strings.LastIndexAny(line, " \t") + 1
		link := Link{Label: strings.TrimSpace(line[:at]), Address: line[at:]}
		if !leads(link.Address) || len(links) == MaxLinks {
			return nil, false
		}
		if link.Label == "" {
			link.Label = link.bare()
		}
		links = append(links, link)
	}
	return links, true
}

// bare returns the address without what every address begins with.
func (l Link) bare() string {
	_, rest, absolute := strings.Cut(l.Address, ":")
	if !absolute {
		return l.Address
	}
	return strings.TrimSuffix(strings.TrimPrefix(rest, "//"), "/")
}

// leads reports whether an address can be that of a link.
func leads(address string) bool {
	if mail, ok := strings.CutPrefix(address, "mailto:"); ok {
		return strings.Contains(mail, "@") && !strings.ContainsAny(mail, "?\"<>\\")
	}
	return content.ValidTarget(address)
}
