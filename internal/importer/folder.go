package importer

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"verso/internal/locale"
)

// folders finds the layout "<locale>/…/name.md". A folder is a locale only
// when its name is a known language and another locale's folder beside it, or
// the folder around it, holds a file of the same name or translation key, or
// its own files say that they are in that language, or it is listed in the
// settings of the old site. trust skips that test.
func folders(docs []document, names spellings, listed map[string]locale.Tag, trust bool) (layout, []Problem) {
	parents := candidates(docs, names)
	accepted := map[string]locale.Tag{}
	var doubts []Problem
	for _, parent := range slices.Sorted(maps.Keys(parents)) {
		siblings := parents[parent]
		for _, name := range slices.Sorted(maps.Keys(siblings.folders)) {
			f := siblings.folders[name]
			if trust || listed[fold(name)] != "" || f.declared*2 > f.files || siblings.share(name) {
				accepted[path.Join(parent, name)] = f.tag
				continue
			}
			doubts = append(doubts, Problem{File: path.Join(parent, name), Reason: fmt.Sprintf(
				"the folder looks like the locale %s, but no other locale has a file of the same name; use --layout folder if it is one", f.tag)})
		}
	}
	l := func(p string) (mark, bool) { return folderMark(accepted, p) }
	inside := map[string]bool{} // doubts inside an accepted locale are none
	for _, d := range docs {
		if _, ok := l(d.Path); ok {
			for dir := path.Dir(d.Path); dir != "."; dir = path.Dir(dir) {
				inside[dir] = true
			}
		}
	}
	return l, slices.DeleteFunc(doubts, func(p Problem) bool { return inside[p.File] })
}

// folderMark takes the outermost accepted folder of a path for its locale.
func folderMark(accepted map[string]locale.Tag, p string) (mark, bool) {
	segments := strings.Split(p, "/")
	for i := range segments[:len(segments)-1] {
		tag, ok := accepted[strings.Join(segments[:i+1], "/")]
		if !ok {
			continue
		}
		rest := append(slices.Clone(segments[:i]), segments[i+1:]...)
		return mark{
			Locale:   tag,
			Spelling: segments[i],
			Rest:     strings.Join(rest, "/"),
			Root:     strings.Join(segments[:i], "/"),
			folder:   true,
		}, true
	}
	return mark{}, false
}

// localeFolder is a folder whose name may be a locale.
type localeFolder struct {
	tag      locale.Tag
	works    map[string]bool // what is in it: paths below it, and translation keys
	files    int
	declared int // files whose "lang" is this locale
}

// localeFolders are the folders of one parent, by name.
type localeFolders struct {
	folders map[string]*localeFolder
	bare    map[string]bool // works beside the folders
}

// share reports whether another locale holds a work that the folder holds.
func (s *localeFolders) share(name string) bool {
	f := s.folders[name]
	for work := range f.works {
		if s.bare[work] {
			return true
		}
		for _, other := range s.folders {
			if other.tag != f.tag && other.works[work] {
				return true
			}
		}
	}
	return false
}

// candidates collects every folder with the name of a language, by parent.
func candidates(docs []document, names spellings) map[string]*localeFolders {
	parents := map[string]*localeFolders{}
	for _, d := range docs {
		segments := strings.Split(d.Path, "/")
		for i, name := range segments[:len(segments)-1] {
			tag, ok := names.known(name)
			if !ok {
				continue
			}
			parent := strings.Join(segments[:i], "/")
			if parents[parent] == nil {
				parents[parent] = &localeFolders{folders: map[string]*localeFolder{}, bare: map[string]bool{}}
			}
			f := parents[parent].folders[name]
			if f == nil {
				f = &localeFolder{tag: tag, works: map[string]bool{}}
				parents[parent].folders[name] = f
			}
			f.files++
			if lang, ok := names.declared(d.Lang); ok && lang == tag {
				f.declared++
			}
			addWorks(f.works, strings.Join(segments[i+1:], "/"), d)
		}
	}
	for parent, siblings := range parents {
		for _, d := range docs {
			below, ok := strings.CutPrefix(d.Path, parent+"/")
			if parent == "" {
				below, ok = d.Path, true
			}
			first, _, _ := strings.Cut(below, "/")
			if ok && siblings.folders[first] == nil {
				addWorks(siblings.bare, below, d)
			}
		}
	}
	return parents
}

// addWorks adds what identifies a file among translations. "index" and
// "README" are in every folder and say nothing.
func addWorks(works map[string]bool, below string, d document) {
	name := nfc(stem(below))
	switch strings.ToLower(path.Base(name)) {
	case "index", "_index", "readme":
		if name == path.Base(name) {
			return
		}
	}
	works[name] = true
	if d.TranslationKey != "" {
		works["\x00"+d.TranslationKey] = true // no path begins so
	}
}
