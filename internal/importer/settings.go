package importer

import (
	"cmp"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"verso/internal/frontmatter"
	"verso/internal/locale"
)

// settings are what the generator of the old site was told about languages.
type settings struct {
	standard locale.Tag             // of files that name none, or ""
	listed   map[string]locale.Tag  // languages by their spelling, folded
	dirs     map[string]contentsDir // by folder
	root     string                 // the folder around all of dirs
	patterns patterns               // of addresses
}

// A contentsDir is a folder that holds the texts of one language.
type contentsDir struct {
	locale   locale.Tag
	spelling string
}

// settingsKind returns the notation of a file when it is the settings of a
// generator: Hugo, Zola, Jekyll or Docusaurus. Those of themes are not the
// site's.
func settingsKind(name string) (kind frontmatter.Kind, script, ok bool) {
	if strings.Count(name, "/") > 3 || strings.Contains("/"+name, "/themes/") || strings.Contains("/"+name, "/exampleSite/") {
		return "", false, false
	}
	base := path.Base(name)
	switch stem(base) {
	case "docusaurus.config":
		return "", true, true
	case "languages", "permalinks":
		if !strings.Contains(name, "config/") {
			return "", false, false
		}
	case "hugo", "config", "_config":
	default:
		return "", false, false
	}
	switch path.Ext(base) {
	case ".toml":
		return frontmatter.TOML, false, true
	case ".yaml", ".yml":
		return frontmatter.YAML, false, true
	case ".json":
		return frontmatter.JSON, false, true
	}
	return "", false, false
}

// readSettings reads the settings that lie in the folder, those closest to
// its top first, and teaches names what they call the languages. What cannot
// be read is a problem.
func readSettings(files []File, names spellings) (settings, []Problem) {
	s := settings{listed: map[string]locale.Tag{}, dirs: map[string]contentsDir{}, patterns: patterns{hugo: map[string]string{}}}
	var problems []Problem
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b File) int {
		return cmp.Compare(strings.Count(a.Path, "/"), strings.Count(b.Path, "/"))
	})
	for _, f := range files {
		kind, script, _ := settingsKind(f.Path)
		if script {
			s.readScript(string(f.Data), names)
			continue
		}
		h, err := frontmatter.ParseAll(kind, f.Data)
		if err != nil {
			problems = append(problems, Problem{File: f.Path, Reason: "the languages it names were not used: " + err.Error()})
			continue
		}
		switch path.Base(stem(f.Path)) { // parts of Hugo's "config/_default"
		case "languages", "permalinks":
			h = frontmatter.Header{{Key: path.Base(stem(f.Path)), Value: h}}
		}
		s.patterns.read(f.Path, h)
		s.read(h, siteFolder(f.Path), names)
	}
	for name, tag := range s.listed {
		if _, said := names[name]; !said {
			names[name] = tag
		}
	}
	s.root = commonFolder(slices.Sorted(maps.Keys(s.dirs)))
	return s, problems
}

// siteFolder returns the folder of the site that a file of settings belongs
// to: the one it lies in, or the one around Hugo's "config/_default".
func siteFolder(name string) string {
	dir := path.Dir(name)
	if path.Base(path.Dir(dir)) == "config" {
		return path.Dir(path.Dir(dir))
	}
	return dir
}

func (s *settings) read(h frontmatter.Header, folder string, names spellings) {
	standard := h.Text("defaultContentLanguage", "default_language", "default_lang", "lang", "locale")
	if tag, ok := names.declared(standard); ok && s.standard == "" {
		s.standard = tag
	}
	field, _ := h.First("languages")
	if list, ok := field.Value.([]any); ok { // Jekyll polyglot
		for _, v := range list {
			s.list(frontmatter.Text(v), "", names)
		}
		return
	}
	table, _ := field.Value.(frontmatter.Header)
	own := false
	for _, f := range table {
		language, _ := f.Value.(frontmatter.Header)
		tag, ok := s.list(f.Key, language.Text("languageCode", "locale"), names)
		dir := language.Text("contentDir")
		if ok && dir != "" {
			s.dirs[path.Join(folder, dir)] = contentsDir{tag, f.Key}
			own = true
		}
	}
	if dir := path.Join(folder, cmp.Or(h.Text("contentDir"), "content")); own {
		if _, taken := s.dirs[dir]; !taken && !s.within(dir) && s.standard != "" {
			s.dirs[dir] = contentsDir{s.standard, standard}
		}
	}
}

// within reports whether every folder of a language lies in dir: then dir
// itself holds none.
func (s *settings) within(dir string) bool {
	for own := range s.dirs {
		if !strings.HasPrefix(own, dir+"/") {
			return false
		}
	}
	return true
}

// list notes a language of the old site. code is its tag when its name is
// none.
func (s *settings) list(name, code string, names spellings) (locale.Tag, bool) {
	tag, ok := names.declared(name)
	if !ok {
		tag, ok = names.declared(code)
	}
	if ok {
		s.listed[fold(name)] = tag
	}
	return tag, ok
}

var (
	scriptDefault = regexp.MustCompile(`\bdefaultLocale\s*:\s*['"]([\w-]+)['"]`)
	scriptLocales = regexp.MustCompile(`\blocales\s*:\s*\[([^\]]*)\]`)
	scriptWord    = regexp.MustCompile(`['"]([\w-]+)['"]`)
)

// readScript finds the languages in the settings of Docusaurus, which are a
// program; it is not run.
func (s *settings) readScript(program string, names spellings) {
	if m := scriptDefault.FindStringSubmatch(program); m != nil && s.standard == "" {
		s.standard, _ = names.declared(m[1])
	}
	if m := scriptLocales.FindStringSubmatch(program); m != nil {
		for _, word := range scriptWord.FindAllStringSubmatch(m[1], -1) {
			s.list(word[1], "", names)
		}
	}
}

// layout finds a folder of texts for each language, as Hugo's contentDir
// names them: the longest one that holds a file counts.
func (s *settings) layout() layout {
	return func(p string) (mark, bool) {
		for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
			if own, ok := s.dirs[dir]; ok {
				return mark{
					Locale:   own.locale,
					Spelling: own.spelling,
					Rest:     path.Join(s.root, strings.TrimPrefix(p, dir+"/")),
					Root:     s.root,
					folder:   true,
				}, true
			}
		}
		return mark{}, false
	}
}

func isSettings(name string) bool {
	_, _, ok := settingsKind(name)
	return ok
}
