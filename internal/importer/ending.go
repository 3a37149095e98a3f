package importer

import (
	"path"
	"strings"

	"verso/internal/locale"
)

// endings knows the files whose names end in their locale behind a hyphen:
// "newsletter-ja.md" beside "newsletter.md".
type endings struct {
	names spellings
	rests map[string]map[locale.Tag]bool // paths without locale and extension, to the locales they are there in
}

// newEndings looks at every file. marks are what their paths say.
func newEndings(docs []document, marks map[string]mark, names spellings, bare func(*document) locale.Tag) endings {
	e := endings{names: names, rests: map[string]map[locale.Tag]bool{}}
	for i := range docs {
		m, marked := marks[docs[i].Path]
		if !marked {
			m = mark{Locale: bare(&docs[i]), Rest: docs[i].Path}
		}
		rest := nfc(stem(m.Rest))
		if e.rests[rest] == nil {
			e.rests[rest] = map[locale.Tag]bool{}
		}
		e.rests[rest][m.Locale] = true
	}
	return e
}

// cut takes the locale off the end of a name. It must be the locale of the
// file, by its folder or its "lang", or the language that the text is in; and
// the name without it must be there in another locale.
func (e endings) cut(d *document, m mark, marked bool) mark {
	ext := path.Ext(m.Rest)
	before, spelling, ok := splitEnding(stem(m.Rest))
	for ; ok; before, spelling, ok = longerEnding(before, spelling) {
		tag, known := e.names.known(spelling)
		if !known || !e.elsewhere(nfc(before), tag) {
			continue
		}
		if lang, declared := e.names.declared(d.Lang); marked || declared {
			if !marked {
				m.Locale = lang
			}
			if tag.Base() != m.Locale.Base() {
				continue
			}
		} else if written := languageOf(prose(d.Body)); written == "" || !speaks(tag, written) {
			continue
		} else {
			m.Locale = tag
		}
		if m.Spelling == "" {
			m.Spelling = spelling
		}
		m.Rest = before + ext
		return m
	}
	return m
}

// elsewhere reports whether a name is there in another locale.
func (e endings) elsewhere(name string, tag locale.Tag) bool {
	for other := range e.rests[name] {
		if other != tag {
			return true
		}
	}
	return false
}

// splitEnding cuts a path without extension at the last hyphen of its name.
func splitEnding(name string) (before, ending string, ok bool) {
	at := strings.LastIndexAny(name, "-_/")
	if at <= 0 || name[at] == '/' || name[at-1] == '/' {
		return "", "", false
	}
	return name[:at], name[at+1:], true
}

// longerEnding moves one more part from the name to its ending: "a-pt" and
// "br" become "a" and "pt-br".
func longerEnding(name, ending string) (before, longer string, ok bool) {
	if strings.Count(ending, "-") > 1 {
		return "", "", false
	}
	before, part, ok := splitEnding(name)
	return before, part + "-" + ending, ok
}
