package importer

import (
	"path"
	"strings"
)

// A fileIndex finds the file that an incomplete path means.
type fileIndex struct {
	byName map[string][]string // paths by the last segment of their stem
}

func newFileIndex(docs []document) *fileIndex {
	f := &fileIndex{byName: map[string][]string{}}
	for _, d := range docs {
		name := path.Base(stem(d.Path))
		f.byName[name] = append(f.byName[name], d.Path)
		if folder := path.Base(bundleName(stem(d.Path))); folder != name {
			f.byName[folder] = append(f.byName[folder], d.Path)
		}
	}
	return f
}

// find returns the file that name means in the file at from, or "": one
// beside it, else the first whose path ends so. name may lack the extension,
// and may be the folder of a bundle.
func (f *fileIndex) find(name, from string) string {
	want := strings.Trim(name, "/")
	if strings.HasPrefix(name, ".") {
		want = path.Join(path.Dir(from), name)
	}
	if isMarkdown(want) {
		want = stem(want)
	}
	if want == "" {
		return ""
	}
	found := ""
	for _, candidate := range f.byName[path.Base(want)] {
		at := bundleName(stem(candidate))
		switch {
		case at == path.Join(path.Dir(from), want), at == want:
			return candidate
		case found == "" && strings.HasSuffix(at, "/"+want):
			found = candidate
		}
	}
	return found
}

// bundleName returns a path without extension as people write it: that of the
// folder for a bundle.
func bundleName(name string) string {
	if base, _, _ := strings.Cut(path.Base(name), "."); base == "index" || base == "_index" {
		return path.Dir(name)
	}
	return name
}

// relative returns the way from a folder to a file.
func relative(folder, file string) string {
	from, to := strings.Split(folder, "/"), strings.Split(file, "/")
	if folder == "." {
		from = nil
	}
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	way := strings.Repeat("../", len(from)) + strings.Join(to, "/")
	return strings.ReplaceAll(way, " ", "%20")
}
