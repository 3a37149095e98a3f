package admin

import (
	"net/url"
	"slices"

	"verso/internal/account"
	"verso/internal/locale"
)

// noRole is how a form says account.None: an empty value means that nothing
// was chosen.
const noRole = "none"

func roleValue(r account.Role) string {
	if r == account.None {
		return noRole
	}
	return string(r)
}

// roleID returns the message that names a role.
func roleID(r account.Role) string {
	switch r {
	case account.Admin:
		return "AdminRoleAdmin"
	case account.Editor:
		return "AdminRoleEditor"
	case account.Author:
		return "AdminRoleAuthor"
	case account.Translator:
		return "AdminRoleTranslator"
	}
	return "AdminRoleNone"
}

// roleHelpID returns the message that says what a role may do.
func roleHelpID(r account.Role) string {
	switch r {
	case account.Admin:
		return "AdminRoleAdminHelp"
	case account.Editor:
		return "AdminRoleEditorHelp"
	case account.Author:
		return "AdminRoleAuthorHelp"
	case account.Translator:
		return "AdminRoleTranslatorHelp"
	}
	return "AdminRoleNoneHelp"
}

// roleOptions returns the roles to choose from, with what each may do.
func roleOptions(chosen string) []Option {
	var options []Option
	for _, r := range account.Roles() {
		options = append(options, Option{Value: roleValue(r), LabelID: roleID(r), HelpID: roleHelpID(r), Chosen: roleValue(r) == chosen})
	}
	return options
}

// grantNone, grantWork and grantReview are how a form says what a translator
// may do in a language.
const (
	grantNone   = "no"
	grantWork   = "translate"
	grantReview = "review"
)

// grantFields returns one choice for each language of the site.
func grantFields(v *visit, u account.User) []Field {
	var fields []Field
	for _, l := range v.Site().Locales {
		chosen := grantNone
		if i := slices.IndexFunc(u.Grants, func(g account.Grant) bool { return g.Locale == l.Tag }); i >= 0 {
			chosen = grantWork
			if u.Grants[i].MayReview {
				chosen = grantReview
			}
		}
		field := Field{Name: "locale-" + l.Tag.Path(), Kind: Select, Label: v.Site().LanguageName(l.Tag), Lang: l.Tag}
		for _, o := range []Option{{Value: grantNone, LabelID: "AdminGrantNone"}, {Value: grantWork, LabelID: "AdminGrantWork"}, {Value: grantReview, LabelID: "AdminGrantReview"}} {
			o.Chosen = o.Value == chosen
			field.Options = append(field.Options, o)
		}
		fields = append(fields, field)
	}
	return fields
}

// grantsIn reads the languages of a translator. A language that the site does
// not have is not read (T13).
func grantsIn(form url.Values, v *visit) []account.Grant {
	var grants []account.Grant
	for _, l := range v.Site().Locales {
		given := form["locale-"+l.Tag.Path()]
		if len(given) != 1 || given[0] != grantWork && given[0] != grantReview {
			continue
		}
		grants = append(grants, account.Grant{Locale: l.Tag, MayReview: given[0] == grantReview})
	}
	return grants
}

// roleIn reads a role; one that nobody has is invalid, and the service says so.
func roleIn(form url.Values) account.Role {
	switch given := form.Get("role"); given {
	case noRole:
		return account.None
	case "":
		return "?"
	default:
		return account.Role(given)
	}
}

// defaultLanguage returns the language in which somebody new is written to.
func defaultLanguage(v *visit, asked string) locale.Tag {
	if l := locale.Tag(asked); v.Site().Set.Has(l) {
		return l
	}
	return v.Site().Set.Default()
}
