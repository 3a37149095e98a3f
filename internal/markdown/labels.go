package markdown

import (
	"strings"

	"verso/internal/locale"
)

// Labels are the interface words inside a rendered text, in the words of its
// locale. A word that is "" leaves out what it names.
type Labels struct {
	Lang      locale.Tag // of the words, when they are not in the text's language (rule 71)
	Footnotes string     // name of the list of footnotes
	Backlink  string     // name of the way back from a footnote; {number} is its number
	Anchors   bool       // each heading has a link to itself, which the heading names
	Table     string     // name of the region that scrolls when a table is wide
	Done      string     // a ticked box of a task list
	Undone    string     // an empty one
	Note      string     // titles of alerts
	Tip       string
	Important string
	Warning   string
	Caution   string
}

// alert returns the title of the alert called name; known is false when no
// alert is called so.
func (l Labels) alert(name string) (title string, known bool) {
	switch name {
	case "note":
		return l.Note, true
	case "tip":
		return l.Tip, true
	case "important":
		return l.Important, true
	case "warning":
		return l.Warning, true
	case "caution":
		return l.Caution, true
	}
	return "", false
}

// lang returns the attributes of an element whose words are labels.
func (l Labels) lang() string {
	if l.Lang == "" {
		return ""
	}
	return ` lang="` + string(l.Lang) + `" dir="` + l.Lang.Dir() + `"`
}

// named returns the attributes that name an element label, with the
// placeholder replaced, or "" without a label.
func (l Labels) named(label, placeholder, value string) string {
	if label == "" {
		return ""
	}
	return ` aria-label="` + escape(fill(label, placeholder, value)) + `"` + l.lang()
}

func fill(label, placeholder, value string) string {
	if placeholder == "" {
		return label
	}
	return strings.ReplaceAll(label, placeholder, value)
}

// group returns the attributes of the region around a table: a group, for
// one landmark per table would be too many.
func (l Labels) group() string {
	named := l.named(l.Table, "", "")
	if named == "" {
		return ""
	}
	return ` role="group"` + named
}
