package importer

import (
	"slices"

	"verso/internal/locale"
)

// keysOfWork are the keys that link translations, whatever their names.
var keysOfWork = []string{"translationKey", "translation_key", "translationId", "translation_id"}

// looseKeys link translations too where a site has no plugin for it (Jekyll),
// but mean something else on other sites.
var looseKeys = []string{"lang-ref", "lang_ref", "page_id", "ref"}

// linkLoosely reads the loose keys of files that say their language. A value
// counts when several files have it, each in another language.
func linkLoosely(docs []document, names spellings) {
	for _, key := range looseKeys {
		works := map[string][]int{} // by value
		twice := map[string]bool{}
		spoken := map[string][]locale.Tag{}
		for i := range docs {
			d := &docs[i]
			value := oneLine(d.Header.Text(key))
			lang, ok := names.declared(d.Lang)
			if value == "" || !ok || d.TranslationKey != "" {
				continue
			}
			twice[value] = twice[value] || slices.Contains(spoken[value], lang)
			spoken[value] = append(spoken[value], lang)
			works[value] = append(works[value], i)
		}
		for value, files := range works {
			if len(files) < 2 || twice[value] {
				continue
			}
			for _, i := range files {
				docs[i].TranslationKey = value
			}
		}
	}
}
