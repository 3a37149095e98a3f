package importer

import (
	"path"
	"strings"

	"verso/internal/locale"
)

// suffixes finds the layout "name.<locale>.md", page bundles
// "name/index.<locale>.md" included. What stands behind the last dot is a
// locale only when it is a known language and the same name is there without
// it or with another locale ("v1.0-trio" has none), or when it names a region
// too ("pt-br"), or the file says that it is in that language, or it is listed
// in the settings of the old site. trust skips that test.
func suffixes(docs []document, names spellings, listed map[string]locale.Tag, trust bool) layout {
	stems := map[string]bool{}
	for _, d := range docs {
		stems[nfc(stem(d.Path))] = true
	}
	siblings := map[string]map[locale.Tag]bool{} // stem without suffix, to the locales it is there in
	for name := range stems {
		if before, tag, ok := splitSuffix(name, names); ok {
			if siblings[before] == nil {
				siblings[before] = map[locale.Tag]bool{}
			}
			siblings[before][tag] = true
		}
	}
	accepted := map[locale.Tag]bool{}
	for _, d := range docs {
		before, tag, ok := splitSuffix(nfc(stem(d.Path)), names)
		if !ok {
			continue
		}
		lang, declared := names.declared(d.Lang)
		if trust || listed[fold(string(tag))] != "" || stems[before] || len(siblings[before]) > 1 || tag != tag.Base() || declared && lang == tag {
			accepted[tag] = true
		}
	}
	return func(p string) (mark, bool) {
		before, tag, ok := splitSuffix(stem(p), names)
		if !ok || !accepted[tag] {
			return mark{}, false
		}
		return mark{Locale: tag, Spelling: stem(p)[len(before)+1:], Rest: before + path.Ext(p)}, true
	}
}

// splitSuffix cuts a path without extension at the last dot of its name, when
// a known locale stands behind it.
func splitSuffix(name string, names spellings) (before string, tag locale.Tag, ok bool) {
	base := path.Base(name)
	dot := strings.LastIndexByte(base, '.')
	if dot <= 0 {
		return "", "", false
	}
	tag, ok = names.known(base[dot+1:])
	return name[:len(name)-len(base)+dot], tag, ok
}
