package message

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"verso/internal/locale"
)

// LanguageName returns the name of l in the words of the catalog: "inglês".
// The region is named only where it is not the usual one of the language:
// "Portuguese" for pt-BR, "European Portuguese" for pt-PT. It is l's autonym
// where the catalog's language has no name for it.
func (z *Localizer) LanguageName(l locale.Tag) string {
	if name := z.names.Name(usual(language.Make(string(l)))); name != "" {
		return name
	}
	return l.Autonym()
}

// usual drops script and region from t when a reader of the bare language
// would assume them.
func usual(t language.Tag) language.Tag {
	base, _ := t.Base()
	bare := language.Make(base.String())
	script, _ := t.Script()
	region, _ := t.Region()
	usualScript, _ := bare.Script()
	usualRegion, _ := bare.Region()
	if script == usualScript && region == usualRegion {
		return bare
	}
	return t
}

// Languages returns the tags of the languages, and of their kinds in script and
// region, that readers are most likely to have: those of which CLDR knows words.
// Any other tag is as good.
func Languages() []locale.Tag {
	var tags []locale.Tag
	for _, t := range display.Supported.Tags() {
		if l, err := locale.Parse(t.String()); err == nil {
			tags = append(tags, l)
		}
	}
	return tags
}

func languageNames(l locale.Tag) display.Namer {
	if names := display.Tags(language.Make(string(l))); names != nil {
		return names
	}
	return display.Tags(language.English)
}
