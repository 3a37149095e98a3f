package admin

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/web/problem"
)

// A Form is a form that templates draw by themselves: {{template "form" .Form}}.
// One whose fields stand in an order of its own draws each by
// {{template "field" .Title}}.
type Form struct {
	Action   string
	SubmitID string // message of the button
	Fields   []Field
	NoticeID string // what is wrong with the whole, as a message; "" for nothing
	Danger   bool   // the button removes something
	Quiet    bool   // the button is not the page's main one
	Plain    bool   // sent without htmx: the answer is another kind of page
}

// A Kind is how a field is drawn.
type Kind string

// The kinds of fields. Those of input elements are their type attribute.
const (
	Text     Kind = "text"
	Email    Kind = "email"
	Password Kind = "password"
	URL      Kind = "url"
	Number   Kind = "number"
	DateTime Kind = "datetime-local"
	Hidden   Kind = "hidden"
	Area     Kind = "textarea"
	Select   Kind = "select"
	Radio    Kind = "radio"
	Check    Kind = "checkbox"  // one box; Value is "on" when it is ticked
	Checks   Kind = "checklist" // several boxes of one name; Options says which are ticked
)

// A Field is one control with its label above, its help below and, when it has
// to be mended, its error beside.
type Field struct {
	Name         string // as it is sent; also its id, after "field-"
	Of           string // goes before Name in the id, where a page has several of that name
	Kind         Kind   // Text when empty
	LabelID      string // message
	Label        string // instead of LabelID, a person's own words
	HelpID       string // message; "" for none
	Value        string
	Options      []Option // of Select, Radio, Checks
	Suggested    []Option // what a browser offers while it is typed, where anything else may be typed too
	Required     bool
	Max          int // characters; 0 for no limit; also the Max of the error's message
	Rows         int // of Area
	Autocomplete string
	Placeholder  string // what counts while nothing is typed
	Autofocus    bool
	LTR          bool       // an address or a code, which is left-to-right in every language
	Lang         locale.Tag // of what is typed, where it is not the interface's
	ErrorID      string     // message; "" when there is nothing to mend
	Titled       bool       // a heading says the label already, which is heard alone
}

// An Option is one thing to choose.
type Option struct {
	Value   string
	LabelID string // message; or, when it is "",
	Label   string // a name
	HelpID  string
	Lang    locale.Tag // of Label
	Chosen  bool
}

// Offers reports whether there is something to choose in the form's first
// field.
func (f Form) Offers() bool { return len(f.Fields) > 0 && len(f.Fields[0].Options) > 0 }

// ID returns the id of the control.
func (f Field) ID() string { return "field-" + f.Of + f.Name }

// Type returns the type attribute of an input.
func (f Field) Type() string {
	if f.Kind == "" {
		return string(Text)
	}
	return string(f.Kind)
}

// Dir returns the dir attribute of the control.
func (f Field) Dir() string {
	switch {
	case f.LTR, f.Kind == Email, f.Kind == URL, f.Kind == Password:
		return "ltr"
	case f.Lang != "":
		return f.Lang.Dir()
	}
	return "auto"
}

// Described returns the ids of what explains the control.
func (f Field) Described() string {
	var ids []string
	if f.ErrorID != "" {
		ids = append(ids, f.ID()+"-error")
	}
	if f.HelpID != "" {
		ids = append(ids, f.ID()+"-help")
	}
	return strings.Join(ids, " ")
}

// keep puts what was typed back into the fields, passwords and hidden fields
// apart.
func (f *Form) keep(typed url.Values) {
	for i := range f.Fields {
		field := &f.Fields[i]
		if field.Kind == Password || field.Kind == Hidden {
			continue
		}
		field.Value = readable(typed.Get(field.Name))
		for j := range field.Options {
			field.Options[j].Chosen = slices.Contains(typed[field.Name], field.Options[j].Value)
		}
	}
}

// refuse puts beside each field what err says about it, and the focus on the
// first; what concerns no field stands above the form.
func (f *Form) refuse(err error) {
	bad, _ := errors.AsType[errs.Invalid](err)
	first := true
	for i := range f.Fields {
		field := &f.Fields[i]
		if field.Kind == Hidden {
			continue
		}
		field.ErrorID = bad[field.Name]
		field.Autofocus = field.ErrorID != "" && first
		first = first && field.ErrorID == ""
	}
	if first {
		f.NoticeID = noticeOf(err, bad)
	}
}

// noticeOf returns the message about what concerns no field of the form.
func noticeOf(err error, bad errs.Invalid) string {
	for _, id := range bad {
		return id
	}
	status := problem.Status(err)
	if status == http.StatusConflict {
		return "AdminFormConflict"
	}
	return problem.TextID(status)
}

// readable drops what no page can show.
func readable(s string) string { return strings.ToValidUTF8(strings.ReplaceAll(s, "\x00", ""), "�") }
