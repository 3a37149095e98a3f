package importer

import (
	"path"
	"regexp"
)

// translated is a file of Docusaurus that is not in the default locale. The
// name of the plugin says what the file translates.
var translated = regexp.MustCompile(`^(?:(.+)/)?i18n/([^/]+)/docusaurus-plugin-content-(blog|docs|pages)(?:-([^/]+))?/(.+)$`)

// docusaurus finds the layout "i18n/<locale>/docusaurus-plugin-content-blog"
// beside "blog", with the same for docs and pages.
func docusaurus(names spellings) layout {
	return func(p string) (mark, bool) {
		m := translated.FindStringSubmatch(p)
		if m == nil {
			return mark{}, false
		}
		tag, ok := names.declared(m[2])
		if !ok {
			return mark{}, false
		}
		folder, rest := m[3], m[5]
		if m[4] != "" { // another instance of the plugin, named for its folder
			folder = m[4]
		}
		switch m[3] {
		case "pages":
			folder = "src/" + folder
		case "docs":
			version := docsVersion.FindStringSubmatch(rest)
			if version == nil {
				break
			}
			rest = version[2]
			if version[1] != "current" {
				folder, rest = "versioned_"+folder, version[1]+"/"+rest
			}
		}
		return mark{Locale: tag, Spelling: m[2], Rest: path.Join(m[1], folder, rest)}, true
	}
}

var docsVersion = regexp.MustCompile(`^(current|version-[^/]+)/(.+)$`)
