package markdown

import (
	"net/url"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// anchors are the ids that links within a text may lead to. Other generators
// made ids without accents: "#introducao" means the heading "introdução"
// where nothing else has that id.
type anchors struct {
	ids    ids
	folded map[string]string // to the one id of that fold, "" when there are several; nil until asked
}

// lead returns where a link to "#…" leads.
func (a *anchors) lead(href string) string {
	id, err := url.PathUnescape(strings.TrimPrefix(href, "#"))
	if err != nil || id == "" || a.ids[id] > 0 || isTaken(id) {
		return href
	}
	if a.folded == nil {
		a.fold()
	}
	if found := a.folded[foldAccents(id)]; found != "" {
		return "#" + found
	}
	return href
}

func (a *anchors) fold() {
	a.folded = make(map[string]string, len(a.ids))
	for id := range a.ids {
		if isTaken(id) {
			continue // no part of the text has it
		}
		fold := foldAccents(id)
		if _, several := a.folded[fold]; several {
			id = ""
		}
		a.folded[fold] = id
	}
}

// foldAccents returns s in lower case without the marks of its letters.
func foldAccents(s string) string {
	bare := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	return norm.NFC.String(bare)
}
