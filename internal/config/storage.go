package config

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// URL returns the database to open: the one that is set, else verso.db in the
// data folder. It is "sqlite:PATH" or a "postgres://" URL.
func (s Storage) URL() string {
	if s.DatabaseURL == "" {
		return "sqlite:" + filepath.Join(s.DataDir, "verso.db")
	}
	return s.DatabaseURL
}

// Validate reports the first setting that cannot be used. It never repeats a
// database URL, which may hold a password.
func (s Storage) Validate() error {
	if s.DataDir == "" {
		return invalid("VERSO_DATA_DIR", "is empty; name a folder, such as ./data")
	}
	scheme, rest, _ := strings.Cut(s.URL(), ":")
	switch scheme {
	case "sqlite":
		if rest == "" || strings.ContainsAny(rest, "?#\x00") {
			return invalid("VERSO_DATABASE_URL", "sqlite: needs the path of a file without ? or #, such as sqlite:./data/verso.db")
		}
	case "postgres", "postgresql":
		u, err := url.Parse(s.DatabaseURL)
		if err != nil || u.Host == "" && u.Query().Get("host") == "" || strings.Trim(u.Path, "/") == "" {
			return invalid("VERSO_DATABASE_URL", "is not a URL of the form postgres://USER:PASSWORD@HOST/NAME")
		}
	default:
		return invalid("VERSO_DATABASE_URL", "must begin with sqlite: or postgres://")
	}
	return nil
}

// MakeDir creates the data folder, for its owner only, where it is missing.
func (s Storage) MakeDir() error {
	if err := os.MkdirAll(s.DataDir, 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	return nil
}

// Exposed returns the data folder and the database file if others than their
// owner may read or write them: there are drafts and letters in them (T36).
func (s Storage) Exposed() []string {
	paths := []string{s.DataDir}
	if file, ok := strings.CutPrefix(s.URL(), "sqlite:"); ok {
		paths = append(paths, file)
	}
	return slices.DeleteFunc(paths, func(path string) bool {
		info, err := os.Stat(path)
		return err != nil || info.Mode().Perm()&0o077 == 0
	})
}
