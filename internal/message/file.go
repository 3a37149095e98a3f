package message

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"

	"verso/internal/locale"
)

// A name is where a catalog is, and what it is in.
type name struct {
	path string
	tag  locale.Tag
}

// A file is one catalog as it was written.
type file struct {
	tag      locale.Tag
	messages []*i18n.Message // by ID
}

// findFiles finds every TOML file at the root of fsys, en-US first. The locale
// is the name of the file.
func findFiles(fsys fs.FS) ([]name, error) {
	paths, err := fs.Glob(fsys, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("find catalogs: %w", err)
	}
	names := make([]name, 0, len(paths))
	for _, p := range paths {
		tag, err := locale.Parse(strings.TrimSuffix(path.Base(p), ".toml"))
		if err != nil {
			return nil, fmt.Errorf("catalog %s: %w", p, err)
		}
		names = append(names, name{p, tag})
	}
	slices.SortFunc(names, func(a, b name) int {
		if (a.tag == locale.EnglishUS) != (b.tag == locale.EnglishUS) {
			if a.tag == locale.EnglishUS {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.tag, b.tag)
	})
	return names, nil
}

// readFiles reads every catalog at the root of fsys, en-US first.
func readFiles(fsys fs.FS) ([]file, error) {
	names, err := findFiles(fsys)
	if err != nil {
		return nil, err
	}
	files := make([]file, len(names))
	for i, n := range names {
		if files[i], err = readFile(fsys, n); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// readFile reads a catalog: tables named by the IDs of their messages, with
// the fields of go-i18n. Its own reader takes any nesting of them, for three
// times the time.
func readFile(fsys fs.FS, n name) (file, error) {
	src, err := fs.ReadFile(fsys, n.path)
	if err != nil {
		return file{}, fmt.Errorf("read catalog %s: %w", n.path, err)
	}
	var byID map[string]*i18n.Message
	if err := toml.Unmarshal(src, &byID); err != nil {
		return file{}, fmt.Errorf("read catalog %s: %w", n.path, err)
	}
	f := file{tag: n.tag}
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		byID[id].ID = id
		f.messages = append(f.messages, byID[id])
	}
	return f, nil
}
