package exporter

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"syscall"

	"verso/internal/frontmatter"
	"verso/internal/importer"
)

// Exports hold drafts: nobody else reads them until their owner says so.
const (
	fileMode   = 0o600
	folderMode = 0o700
)

// The reasons a folder is not written to.
var (
	ErrNotEmpty  = errors.New("the folder is not empty; choose a new one, or give --force to renew an earlier export")
	ErrNotExport = errors.New("the folder holds no export of Verso (it has no " + importer.SiteFile + " of one); choose a new one")
)

// A folder is where an export goes. Files are written to a hidden folder
// inside it, and moved into their places when all of them are there. Nothing
// outside is ever touched: every path goes through os.Root.
type folder struct {
	root    *os.Root
	staging string
	renew   bool // what an earlier export wrote goes
}

// openFolder opens dir, making it when it is not there. Hidden files, such as
// the ".git" of a repository, do not count.
func openFolder(dir string, force bool) (*folder, error) {
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return nil, fmt.Errorf("make the folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the folder: %w", err)
	}
	f := &folder{root: root, staging: ".verso-export-" + rand.Text()[:10]}
	if err := f.admit(force); err != nil {
		root.Close()
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if err := root.Mkdir(f.staging, folderMode); err != nil {
		root.Close()
		return nil, fmt.Errorf("make a folder in %s: %w", dir, err)
	}
	return f, nil
}

// admit reports why the folder must not be written to.
func (f *folder) admit(force bool) error {
	entries, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return err
	}
	empty := true
	for _, entry := range entries {
		empty = empty && strings.HasPrefix(entry.Name(), ".")
	}
	switch {
	case empty:
		return nil
	case !force:
		return ErrNotEmpty
	}
	f.renew = true
	data, err := f.root.ReadFile(importer.SiteFile)
	if err != nil || !importer.IsExport(data) {
		return ErrNotExport
	}
	return nil
}

// close lets go of the folder and of what was not moved.
func (f *folder) close() {
	// What is left behind is hidden, and no import reads it.
	_ = f.root.RemoveAll(f.staging)
	f.root.Close()
}

// write writes a file of the export.
func (f *folder) write(name string, data []byte) error {
	file, err := f.create(name)
	if err != nil {
		return err
	}
	if _, err = file.Write(data); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// copy writes a file of the export from another one. It is fs.ErrExist when
// something is at that place already.
func (f *folder) copy(name string, from io.Reader) error {
	file, err := f.create(name)
	if err != nil {
		return err
	}
	if _, err = io.Copy(file, from); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

func (f *folder) create(name string) (*os.File, error) {
	name = path.Join(f.staging, name)
	file, err := f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if errors.Is(err, fs.ErrNotExist) {
		if err := f.root.MkdirAll(path.Dir(name), folderMode); err != nil {
			return nil, err
		}
		file, err = f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	}
	return file, err
}

// commit moves every file into its place, a folder at once where there was
// none; then what an earlier export wrote, and this one did not, goes.
func (f *folder) commit() error {
	written := map[string]bool{}
	err := fs.WalkDir(f.root.FS(), f.staging, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || name == f.staging {
			return err
		}
		place := strings.TrimPrefix(name, f.staging+"/")
		if entry.IsDir() {
			_, err := f.root.Lstat(place)
			if !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		written[place] = f.renew
		if err := f.root.Rename(name, place); err != nil || !entry.IsDir() {
			return err
		}
		return fs.SkipDir
	})
	if err == nil && f.renew {
		err = f.removeStale(written)
	}
	if err != nil {
		return fmt.Errorf("put the export into its place: %w", err)
	}
	return nil
}

var pictureFile = regexp.MustCompile(`^` + pictureFolder + `/[0-9a-f]{64}\.[a-z]+$`)

// removeStale removes what only an export can have written: texts with its
// table, pictures named by their content, its lists.
func (f *folder) removeStale(written map[string]bool) error {
	return fs.WalkDir(f.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if written[name] || name != "." && strings.HasPrefix(entry.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		if written[name] || !entry.Type().IsRegular() || !f.ours(name) {
			return nil
		}
		return f.root.Remove(name)
	})
}

func (f *folder) ours(name string) bool {
	switch {
	case slices.Contains(importer.Lists(), name):
		return true
	case path.Ext(name) != ".md":
		return pictureFile.MatchString(name)
	}
	data, err := f.root.ReadFile(name)
	if err != nil {
		return false
	}
	doc, err := frontmatter.Parse(data)
	return err == nil && doc.Header.Table(importer.VersoTable) != nil
}

// size returns the length of a file of the export, or -1 when there is none.
func (f *folder) size(name string) int64 {
	info, err := f.root.Stat(path.Join(f.staging, name))
	if err != nil || !info.Mode().IsRegular() {
		return -1
	}
	return info.Size()
}

// notFolder reports whether a file stands where a folder was wanted.
func notFolder(err error) bool { return errors.Is(err, syscall.ENOTDIR) }
