package admin

import (
	"cmp"
	"strings"

	"verso/internal/policy"
)

// A section is a part of the admin as the side shows it. The first of a group
// carries the group's name.
type section struct {
	group string // message, heard by users of screen readers
	path  string // below /:locale/admin
	label string // message
	icon  string
	main  bool // within a thumb's reach on a phone
}

// sections lists the parts of the admin in the order of the side. A section
// whose page is not served is left out.
func sections() []section {
	return []section{
		{group: "AdminNavStart", path: "", label: "AdminNavDashboard", icon: "dashboard", main: true},
		{group: "AdminNavWriting", path: "articles", label: "AdminNavArticles", icon: "articles", main: true},
		{path: "pages", label: "AdminNavPages", icon: "pages"},
		{path: "projects", label: "AdminNavProjects", icon: "projects"},
		{group: "AdminNavTranslating", path: "translations", label: "AdminNavTranslations", icon: "translations", main: true},
		{path: "review", label: "AdminNavReview", icon: "review"},
		{group: "AdminNavLibrary", path: "media", label: "AdminNavMedia", icon: "media"},
		{path: "tags", label: "AdminNavTags", icon: "tags"},
		{path: "menu", label: "AdminNavMenu", icon: "menu"},
		{group: "AdminNavReaders", path: "messages", label: "AdminNavMessages", icon: "messages", main: true},
		{group: "AdminNavSite", path: "settings", label: "AdminNavSettings", icon: "settings"},
		{path: "languages", label: "AdminNavLanguages", icon: "languages"},
		{path: "people", label: "AdminNavPeople", icon: "people"},
	}
}

// nav returns the sections that the visit's person may see.
func (a *Admin) nav(v *visit) []NavGroup {
	var groups []NavGroup
	at, label := strings.TrimPrefix(v.path, v.href()), ""
	for _, s := range sections() {
		label = cmp.Or(s.group, label)
		path := strings.TrimSuffix("/"+s.path, "/")
		route, served := a.pages[path]
		if !served || !policy.Somewhere(v.person, route.Action) {
			continue
		}
		if len(groups) == 0 || groups[len(groups)-1].LabelID != label {
			groups = append(groups, NavGroup{LabelID: label})
		}
		group := &groups[len(groups)-1]
		group.Items = append(group.Items, NavItem{
			Href: v.href() + path, LabelID: s.label, Icon: s.icon, Main: s.main,
			Current: at == path || path != "" && strings.HasPrefix(at, path+"/"),
		})
	}
	return groups
}
