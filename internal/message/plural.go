package message

import (
	"slices"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"verso/internal/locale"
)

// A form is a plural category of CLDR (UTS #35 part 3).
type form uint8

// The categories. Every language has other.
const (
	other form = iota
	zero
	one
	two
	few
	many
	forms = iota
)

func (f form) String() string {
	return [forms]string{"other", "zero", "one", "two", "few", "many"}[f]
}

// formTexts returns the forms of m that were written.
func formTexts(m *i18n.Message) map[form]string {
	texts := map[form]string{
		other: m.Other, zero: m.Zero, one: m.One, two: m.Two, few: m.Few, many: m.Many,
	}
	for f, text := range texts {
		if text == "" {
			delete(texts, f)
		}
	}
	return texts
}

// remembered is how many counts, from 0, a rule keeps the form of.
const remembered = 200

// A rule tells the form of any count in one language. The rules themselves
// are go-i18n's: x/text has those of an older CLDR, without many for
// Portuguese, Spanish and French.
type rule struct {
	localizer *i18n.Localizer
	small     [remembered]form // go-i18n matches the language anew at each call
}

// ruleOf returns the rule of l's language and region, and false when CLDR has
// none.
func ruleOf(l locale.Tag) (*rule, bool) {
	tag := language.Make(string(l))
	bundle := i18n.NewBundle(tag)
	probe := &i18n.Message{
		ID: "form", Other: "other", Zero: "zero", One: "one", Two: "two", Few: "few", Many: "many",
	}
	if err := bundle.AddMessages(tag, probe); err != nil {
		return nil, false
	}
	r := &rule{localizer: i18n.NewLocalizer(bundle, string(l))}
	for n := range r.small {
		r.small[n] = r.probe(n)
	}
	return r, true
}

// form returns the form for n things.
func (r *rule) form(n int) form {
	if 0 <= n && n < remembered {
		return r.small[n]
	}
	return r.probe(n)
}

// probe asks go-i18n for the form of count, an int or a decimal like "1.5".
func (r *rule) probe(count any) form {
	text, err := r.localizer.Localize(&i18n.LocalizeConfig{MessageID: "form", PluralCount: count})
	if err != nil {
		return other
	}
	for f := range form(forms) {
		if f.String() == text {
			return f
		}
	}
	return other
}

// forms returns every form the language uses, for whole numbers and decimals,
// in the order of the constants.
func (r *rule) forms() []form {
	var used [forms]bool
	used[other] = true
	for n := range remembered {
		used[r.form(n)] = true
	}
	for _, count := range []any{1000, 1_000_000, 2_000_000, "0.0", "0.1", "0.5", "1.0", "1.5", "2.0", "10.0"} {
		used[r.probe(count)] = true
	}
	var all []form
	for f := range form(forms) {
		if used[f] {
			all = append(all, f)
		}
	}
	return slices.Clip(all)
}
