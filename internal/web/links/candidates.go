package links

import (
	"path"
	"slices"
	"strings"

	"verso/internal/locale"
)

// candidates returns the files that a link may mean: paths under the import's
// folder, and addresses of the old site, with and without locale (rule 70).
func (r Resolver) candidates(text Text, to string) []string {
	var found []string
	add := func(p string) {
		p = strings.Trim(path.Clean("/"+p), "/")
		for _, candidate := range []string{p, r.address(p)} {
			if candidate != "" && !slices.Contains(found, candidate) {
				found = append(found, candidate)
			}
		}
	}
	switch {
	case strings.HasPrefix(to, "@/"):
		add(to[2:])
		if root := contentRoot(text); root != "" {
			add(path.Join(root, to[2:]))
		}
	case strings.HasPrefix(to, "/"):
		add(to)
	case text.File != "":
		add(path.Join(path.Dir(text.File), to))    // a file beside this one
		add(path.Join(text.Address, to))           // this page as a folder, as generators publish it
		add(path.Join(path.Dir(text.Address), to)) // this page as a file
	}
	return found
}

// contentRoot returns the folder that the text's old address begins below:
// "content" for the file content/blog/x.md with the address blog/x.
func contentRoot(text Text) string {
	at := strings.Index(text.File, text.Address)
	if text.Address == "" || at <= 0 {
		return ""
	}
	return strings.Trim(text.File[:at], "/")
}

// address returns a path as the ledger keeps addresses: without locale,
// extension, "index" and end slash.
func (r Resolver) address(p string) string {
	first, rest, _ := strings.Cut(p, "/")
	if r.isLocale(first) {
		p = rest
	}
	for _, extension := range []string{".md", ".markdown", ".mdx", ".html", ".htm"} {
		if cut, ok := strings.CutSuffix(p, extension); ok {
			p = cut
			break
		}
	}
	if name, suffix, ok := cutLast(p, '.'); ok && r.isLocale(suffix) {
		p = name
	}
	for _, index := range []string{"index", "_index"} {
		if p == index {
			return ""
		}
		if cut, ok := strings.CutSuffix(p, "/"+index); ok {
			return cut
		}
	}
	return p
}

// isLocale reports whether a segment names a locale of this site, or the bare
// language of one.
func (r Resolver) isLocale(segment string) bool {
	if _, _, _, ok := r.urls.Site().Set.ByPath(segment); ok {
		return true
	}
	tag, err := locale.Parse(segment)
	if err != nil {
		return false
	}
	_, known := r.urls.Site().Locale(tag)
	return known
}

func cutLast(s string, sep byte) (before, after string, ok bool) {
	at := strings.LastIndexByte(s, sep)
	if at <= 0 || strings.IndexByte(s[at:], '/') >= 0 {
		return s, "", false
	}
	return s[:at], s[at+1:], true
}
