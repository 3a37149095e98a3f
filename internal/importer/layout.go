package importer

import (
	"path"
	"slices"
	"strings"

	"verso/internal/locale"
)

// A layout is one way in which paths tell locales apart: it reads a path. ok
// is false when the path carries no locale.
type layout func(path string) (m mark, ok bool)

// A mark is what a layout reads in a path.
type mark struct {
	Locale   locale.Tag
	Spelling string // as it stands in the path: "pt_br"
	Rest     string // the path without the locale, extension included
	Root     string // the folder around the folder of a locale
	folder   bool   // the locale is a folder's name
}

// The layouts by the names that Options.Layout takes.
const (
	FolderLayout = "folder" // <locale>/…/name.md
	SuffixLayout = "suffix" // name.<locale>.md and name/index.<locale>.md
)

// Layouts lists the layouts an import can be told to use.
func Layouts() []string { return []string{FolderLayout, SuffixLayout} }

// findLayouts returns the layouts of the tree, in the order in which they are
// asked: what the old site's settings say, the folder, the name. The problems
// are folders that look like a locale and were not taken for one.
func findLayouts(docs []document, names spellings, s settings, want string) ([]layout, []Problem) {
	found := []layout{docusaurus(names), s.layout()} // these leave no doubt
	marked := marksOf(docs, found)
	docs = slices.DeleteFunc(slices.Clone(docs), func(d document) bool { _, ok := marked[d.Path]; return ok })
	var problems []Problem
	if want == "" || want == FolderLayout {
		l, doubts := folders(docs, names, s.listed, want != "")
		found, problems = append(found, l), doubts
	}
	if want == "" || want == SuffixLayout {
		found = append(found, suffixes(docs, names, s.listed, want != ""))
	}
	return found, problems
}

// spellings knows how locales are written in this folder.
type spellings map[string]locale.Tag

// newSpellings takes what the user said: from a spelling or tag to a locale.
func newSpellings(said map[string]locale.Tag) spellings {
	s := spellings{}
	for name, tag := range said {
		s[fold(name)] = tag
		if canonical, err := locale.Parse(name); err == nil {
			s[fold(string(canonical))] = tag
		}
	}
	return s
}

// known returns the locale that a folder or suffix names. It must be a
// language with a name of its own in CLDR: "app", "css" and "tag" parse as
// tags too.
func (s spellings) known(name string) (locale.Tag, bool) {
	if tag, ok := s[fold(name)]; ok {
		return tag, true
	}
	if len(name) < 2 || len(name) > 35 { // RFC 5646 4.4.1
		return "", false
	}
	tag, err := locale.Parse(name)
	if err != nil || strings.EqualFold(tag.Base().Autonym(), string(tag.Base())) {
		return "", false
	}
	return s.mapped(tag), true
}

// declared returns the locale that a front matter's "lang" names. Any
// language will do there.
func (s spellings) declared(name string) (locale.Tag, bool) {
	if tag, ok := s[fold(name)]; ok {
		return tag, true
	}
	tag, err := locale.Parse(name)
	if err != nil {
		return "", false
	}
	return s.mapped(tag), true
}

// mapped returns what the user made of a tag.
func (s spellings) mapped(tag locale.Tag) locale.Tag {
	if to, ok := s[fold(string(tag))]; ok {
		return to
	}
	return tag
}

func fold(name string) string { return strings.ReplaceAll(strings.ToLower(name), "_", "-") }

// stem returns a path without its extension.
func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// sectionIndex reports whether a file describes a section, as "_index.md" and
// "_index.fr.md" do; it is no post.
func sectionIndex(name string) bool { return strings.HasPrefix(path.Base(name), "_index") }

// address returns the path of a file as an address of the old site: below the
// root, without extension, "index", and end slash. rest is a path without its
// locale.
func address(root, rest string) string {
	a := nfc(stem(rest))
	if root != "" {
		a = strings.TrimPrefix(a, root+"/")
	}
	switch path.Base(a) {
	case "index", "_index":
		if dir := path.Dir(a); dir != "." {
			return dir
		}
	}
	return a
}

// contentRoot returns the folder that was the root of the old site: the one
// around the locale folders, else the one named for content that holds every
// file, else "".
func contentRoot(docs []document, marks map[string]mark) string {
	var parents, all []string
	for _, d := range docs {
		all = append(all, d.Path)
		if m := marks[d.Path]; m.folder {
			parents = append(parents, path.Join(m.Root, "x"))
		}
	}
	if len(parents) > 0 {
		return commonFolder(parents)
	}
	segments := strings.Split(commonFolder(all), "/")
	for i, s := range segments {
		if s == "content" || s == "_posts" {
			return strings.Join(segments[:i+1], "/")
		}
	}
	return ""
}

// commonFolder returns the deepest folder that holds every path, or "".
func commonFolder(paths []string) string {
	if len(paths) == 0 {
		return ""
	}
	common := path.Dir(paths[0])
	for _, p := range paths {
		for common != "." && !strings.HasPrefix(p, common+"/") {
			common = path.Dir(common)
		}
	}
	if common == "." {
		return ""
	}
	return common
}
