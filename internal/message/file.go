package message

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/pelletier/go-toml/v2"

	"verso/internal/locale"
)

// A file is one catalog as it was written.
type file struct {
	tag      locale.Tag
	messages []*i18n.Message // by ID
}

// readFiles reads every TOML file at the root of fsys, en-US first.
func readFiles(fsys fs.FS) ([]file, error) {
	paths, err := fs.Glob(fsys, "*.toml")
	if err != nil {
		return nil, fmt.Errorf("find catalogs: %w", err)
	}
	files := make([]file, 0, len(paths))
	for _, p := range paths {
		f, err := readFile(fsys, p)
		if err != nil {
			return nil, fmt.Errorf("read catalog %s: %w", p, err)
		}
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b file) int {
		if (a.tag == locale.EnglishUS) != (b.tag == locale.EnglishUS) {
			if a.tag == locale.EnglishUS {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.tag, b.tag)
	})
	return files, nil
}

// readFile reads a catalog; the locale is the name of the file.
func readFile(fsys fs.FS, name string) (file, error) {
	tag, err := locale.Parse(strings.TrimSuffix(path.Base(name), ".toml"))
	if err != nil {
		return file{}, err
	}
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return file{}, err
	}
	parsed, err := i18n.ParseMessageFileBytes(src, name, map[string]i18n.UnmarshalFunc{"toml": toml.Unmarshal})
	if err != nil {
		return file{}, err
	}
	slices.SortFunc(parsed.Messages, func(a, b *i18n.Message) int { return cmp.Compare(a.ID, b.ID) })
	return file{tag: tag, messages: parsed.Messages}, nil
}
