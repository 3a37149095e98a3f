package config

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// private and privateDir are the modes of what a site keeps: nobody but its
// owner reads the database, in which there are drafts and letters (T36).
const (
	private    fs.FileMode = 0o600
	privateDir fs.FileMode = 0o700
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

// Prepare makes the data folder and an empty database file, both for their
// owner only, where they are missing; SQLite gives the files it makes beside
// the database the same mode. It returns the paths that were there before and
// that others may read or write, for a warning.
func (s Storage) Prepare() (exposed []string, err error) {
	if err := os.MkdirAll(s.DataDir, privateDir); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	paths := []string{s.DataDir}
	if file, ok := strings.CutPrefix(s.URL(), "sqlite:"); ok {
		if err := makePrivate(file); err != nil {
			return nil, fmt.Errorf("make the database file: %w", err)
		}
		paths = append(paths, file)
	}
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if info.Mode().Perm()&0o077 != 0 {
			exposed = append(exposed, path)
		}
	}
	return exposed, nil
}

// makePrivate creates an empty file for its owner only, unless there is one.
func makePrivate(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), privateDir); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, private)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}
