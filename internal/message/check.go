package message

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"verso/internal/locale"
)

// A Problem is one fault of a catalog.
type Problem struct {
	Locale locale.Tag // of the catalog, or "" when the files cannot be read
	ID     string     // of the message, or "" for the whole catalog
	Text   string     // what is wrong, in English
}

// String returns the problem on one line: "pt-BR: ArticleCount: form many is
// missing".
func (p Problem) String() string {
	s := p.Text
	if p.ID != "" {
		s = p.ID + ": " + s
	}
	if p.Locale != "" {
		s = string(p.Locale) + ": " + s
	}
	return s
}

// Check compares every catalog in fsys with en-US, message by message, and
// with the plural rules of its language. A catalog without problems renders
// every message in its own words.
func Check(fsys fs.FS) []Problem {
	files, err := readFiles(fsys)
	if err != nil {
		return []Problem{{Text: err.Error()}}
	}
	if len(files) == 0 || files[0].tag != locale.EnglishUS {
		return []Problem{{Locale: locale.EnglishUS, Text: "there is no such catalog"}}
	}
	english := files[0]
	found := checkDescriptions(english)
	for _, f := range files {
		found = append(found, checkIDs(f, english)...)
		found = append(found, checkMessages(f, english)...)
		found = append(found, checkSections(f)...)
	}
	return found
}

// checkDescriptions asks that en-US tells translators where each message
// stands.
func checkDescriptions(english file) []Problem {
	var found []Problem
	for _, m := range english.messages {
		if m.Description == "" {
			found = append(found, Problem{english.tag, m.ID, "has no description"})
		}
	}
	return found
}

func checkIDs(f, english file) []Problem {
	var found []Problem
	for _, m := range english.messages {
		if f.message(m.ID) == nil {
			found = append(found, Problem{f.tag, m.ID, "is missing"})
		}
	}
	for _, m := range f.messages {
		if english.message(m.ID) == nil {
			found = append(found, Problem{f.tag, m.ID, "is not in en-US"})
		}
	}
	return found
}

func checkMessages(f, english file) []Problem {
	rule, ok := ruleOf(f.tag)
	if !ok {
		return []Problem{{f.tag, "", "CLDR has no plural rule for the language"}}
	}
	needed := rule.forms()
	var found []Problem
	for _, m := range f.messages {
		model := english.message(m.ID)
		if model == nil {
			continue
		}
		for _, text := range append(checkForms(m, model, needed), checkPlaceholders(m, model)...) {
			found = append(found, Problem{f.tag, m.ID, text})
		}
	}
	return found
}

// checkForms compares the forms of m with those its language needs, when the
// en-US message has forms at all.
func checkForms(m, model *i18n.Message, needed []form) []string {
	if len(formTexts(model)) < 2 {
		needed = []form{other}
	}
	texts := formTexts(m)
	var found []string
	for f := range form(forms) {
		_, have := texts[f]
		need := slices.Contains(needed, f)
		if need && !have {
			found = append(found, fmt.Sprintf("plural form %s is missing", f))
		}
		if have && !need {
			found = append(found, fmt.Sprintf("plural form %s is not used", f))
		}
	}
	return found
}

// checkPlaceholders compares the placeholders of each form of m with those of
// the en-US message. A form may leave out the count ("one article"), since
// the form itself says it; other must have all.
func checkPlaceholders(m, model *i18n.Message) []string {
	wanted, _ := names(model.Other)
	var found []string
	texts := formTexts(m)
	for f := range form(forms) {
		text, written := texts[f]
		if !written {
			continue
		}
		have, clean := names(text)
		if !clean {
			found = append(found, fmt.Sprintf("form %s has braces that are no {{.Placeholder}}", f))
		}
		for _, name := range have {
			if !slices.Contains(wanted, name) {
				found = append(found, fmt.Sprintf("form %s has the placeholder {{.%s}}, which en-US has not", f, name))
			}
		}
		for _, name := range wanted {
			optional := name == "Count" && f != other
			if !optional && !slices.Contains(have, name) {
				found = append(found, fmt.Sprintf("form %s lacks the placeholder {{.%s}}", f, name))
			}
		}
	}
	return found
}

// message returns the message with that ID, or nil.
func (f file) message(id string) *i18n.Message {
	for _, m := range f.messages {
		if m.ID == id {
			return m
		}
	}
	return nil
}

// text returns the other form of the message with that ID, or "".
func (f file) text(id string) string {
	if m := f.message(id); m != nil {
		return m.Other
	}
	return ""
}
