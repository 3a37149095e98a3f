package importer

import (
	"strconv"
	"strings"

	"verso/internal/store"
)

// A place is where a folder lies in the ledger. The ledger knows a file by a
// name: its path below the folder that was imported first, "en/a.md", and
// below each other folder with its number before that, "2:/en/a.md". So files
// of two folders are never taken for one another, while links from file to
// file stay within their folder.
type place struct {
	folder int    // number of the folder; 0 is the first
	below  string // what is imported now is this folder inside it, or ""
	above  string // it is this folder inside what is imported now, or ""
}

// name returns the name of a file, whose path is below what is imported now.
func (p place) name(file string) string {
	if p.below != "" {
		file = p.below + "/" + file
	}
	return folderName(p.folder, file)
}

// former returns the name that the file had until a folder around the known
// one was imported; ok is false where there is none.
func (p place) former(file string) (name string, ok bool) {
	if p.above == "" {
		return "", false
	}
	rest, ok := strings.CutPrefix(file, p.above+"/")
	return folderName(p.folder, rest), ok
}

// holds reports whether the file of a name lies below what is imported now.
func (p place) holds(name string) bool {
	folder, file := cutFolder(name)
	return folder == p.folder && (p.below == "" || strings.HasPrefix(file, p.below+"/"))
}

// file returns the path of a named file below what is imported now.
func (p place) file(name string) string {
	_, file := cutFolder(name)
	if p.above != "" {
		return p.above + "/" + file
	}
	if p.below != "" {
		return strings.TrimPrefix(file, p.below+"/")
	}
	return file
}

// folderName returns the name of a file of a folder.
func folderName(folder int, file string) string {
	if folder == 0 {
		return file
	}
	return strconv.Itoa(folder) + ":/" + file
}

// cutFolder is the opposite of folderName.
func cutFolder(name string) (folder int, file string) {
	if number, rest, ok := strings.Cut(name, ":/"); ok {
		if n, err := strconv.Atoi(number); err == nil && n > 0 {
			return n, rest
		}
	}
	return 0, name
}

// placeOf returns the places at which a file that was known by name would
// have the path file now.
func placeOf(name, file string) (place, bool) {
	folder, known := cutFolder(name)
	switch {
	case known == file:
		return place{folder: folder}, true
	case strings.HasSuffix(known, "/"+file):
		return place{folder: folder, below: strings.TrimSuffix(known, "/"+file)}, true
	case strings.HasSuffix(file, "/"+known):
		return place{folder: folder, above: strings.TrimSuffix(file, "/"+known)}, true
	}
	return place{folder: folder}, false
}

// isFile reports whether a row of the ledger is a text that a folder brought:
// not a setting, a list of redirects, or what the site began with.
func isFile(f store.ImportFile) bool {
	switch f.State {
	case store.FilePost, store.FileUntranslated, store.FileGone:
		return true
	}
	return false
}
