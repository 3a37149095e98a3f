package importer

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"verso/internal/content"
)

// Limits on what is read, in bytes. They hold before reading.
const (
	maxMarkdown = content.MaxBody + 64<<10 // a text and its header
	maxImage    = 32 << 20
	maxSettings = 64 << 10
)

// A File is one Markdown file of the folder.
type File struct {
	Path string // below the folder, with slashes
	Data []byte // UTF-8 without NUL
}

// A Tree is what an import reads of a folder. Nothing outside the folder is
// ever opened: every path goes through os.Root (trust T14).
type Tree struct {
	Markdown  int       // Markdown files there are, readable or not
	Files     []File    // the readable ones, by path
	Images    []string  // paths of files that may be pictures, by path
	Redirects []File    // files named "_redirects"
	Settings  []File    // of the generator that made the old site
	Projects  []byte    // data/projects.json, or nil
	Refused   []Problem // what was not read, and why

	entries int // files there are, of any kind, hidden ones aside
	root    *os.Root
}

// projectsFile is where the list of projects is kept.
const projectsFile = "data/projects.json"

// OpenTree reads the Markdown of the folder dir. Close lets go of the folder.
func OpenTree(dir string) (*Tree, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open the folder: %w", err)
	}
	t := &Tree{root: root}
	err = fs.WalkDir(root.FS(), ".", t.visit)
	if err != nil {
		root.Close()
		return nil, fmt.Errorf("read the folder: %w", err)
	}
	// The walk goes folder by folder, which is not the order of whole paths.
	slices.SortFunc(t.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(t.Images)
	return t, nil
}

// Close lets go of the folder.
func (t *Tree) Close() error { return t.root.Close() }

// lacks says why there is nothing to import in the folder, or "".
func (t *Tree) lacks() string {
	switch {
	case t.Markdown > 0:
		return ""
	case t.entries == 0:
		return "the folder is empty; name the one that holds your texts"
	}
	return fmt.Sprintf("the folder holds no Markdown (%d files, none of which ends in .md, .markdown or .mdx); name the one that holds your texts", t.entries)
}

// Image reads a picture of the folder.
func (t *Tree) Image(name string) ([]byte, error) { return t.read(name, maxImage) }

func (t *Tree) visit(name string, entry fs.DirEntry, err error) error {
	if err != nil {
		if name == "." {
			return err
		}
		t.refuse(name, 0, "cannot be read: "+reason(err))
		return nil
	}
	hidden := name != "." && strings.HasPrefix(entry.Name(), ".")
	if entry.IsDir() && (hidden || entry.Name() == "node_modules") {
		return fs.SkipDir
	}
	if entry.IsDir() || hidden {
		return nil
	}
	t.entries++
	markdown := isMarkdown(name)
	if markdown {
		t.Markdown++
	}
	switch {
	case !content.CleanText(name):
		if markdown {
			t.refuse(strings.ToValidUTF8(name, "\ufffd"), 0, "the file name holds characters that cannot be kept; rename it")
		}
	case entry.Type()&fs.ModeSymlink != 0:
		t.refuseLink(name, markdown)
	case !entry.Type().IsRegular():
		if markdown {
			t.refuse(name, 0, "is not a regular file")
		}
	case markdown:
		if data, ok := t.text(name); ok {
			t.Files = append(t.Files, File{name, data})
		}
	case name == projectsFile:
		if data, ok := t.text(name); ok {
			t.Projects = data
		}
	case entry.Name() == "_redirects":
		if data, ok := t.text(name); ok {
			t.Redirects = append(t.Redirects, File{name, data})
		}
	case isSettings(name):
		if data, err := t.read(name, maxSettings); err == nil && utf8.Valid(data) {
			t.Settings = append(t.Settings, File{name, data})
		}
	case isImage(name):
		t.Images = append(t.Images, name)
	}
	return nil
}

// refuseLink reports a symbolic link that hides Markdown, or may: one to a
// file or folder of any kind outside, and one to a folder inside.
func (t *Tree) refuseLink(name string, markdown bool) {
	info, err := t.root.Stat(name)
	switch {
	case err != nil:
		t.refuse(name, 0, "is a symbolic link that leads out of the folder or nowhere; it was not followed")
	case markdown || info.IsDir():
		t.refuse(name, 0, "is a symbolic link; it was not followed: put the file itself here")
	}
}

// text reads a file that must be UTF-8, or reports why it cannot.
func (t *Tree) text(name string) ([]byte, bool) {
	data, err := t.read(name, maxMarkdown)
	if err != nil {
		t.refuse(name, 0, reason(err))
		return nil, false
	}
	if line, why := notText(data); why != "" {
		t.refuse(name, line, why)
		return nil, false
	}
	return data, true
}

func (t *Tree) refuse(name string, line int, why string) {
	t.Refused = append(t.Refused, Problem{File: name, Line: line, Reason: why})
}

// read reads a regular file of at most limit bytes.
func (t *Tree) read(name string, limit int64) ([]byte, error) {
	f, err := t.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("is not a regular file")
	}
	if info.Size() > limit {
		return nil, fmt.Errorf("has %s; %s is the most that is read", size(info.Size()), size(limit))
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = fmt.Errorf("grew while it was read")
	}
	return data, err
}

// notText says on which line data is no text that can be kept, and why.
func notText(data []byte) (line int, why string) {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return 1, "is UTF-16; save it as UTF-8"
	}
	if at := bytes.IndexByte(data, 0); at >= 0 {
		return lineAt(data, at), "holds a NUL character; is it a text?"
	}
	for at := 0; at < len(data); {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n == 1 {
			return lineAt(data, at), "is not UTF-8 (Latin-1, perhaps); save it as UTF-8"
		}
		at += n
	}
	return 0, ""
}

func lineAt(data []byte, at int) int { return 1 + bytes.Count(data[:at], []byte("\n")) }

// reason returns what went wrong without the path, which the report names.
func reason(err error) string {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err.Error()
	}
	return err.Error()
}

func size(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d kB", n>>10)
}

func isMarkdown(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdx":
		return true
	}
	return false
}

// isImage goes by the name alone; media looks at the content. SVG is among
// them so that its refusal can be reported.
func isImage(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif":
		return true
	}
	return false
}

// nfc returns a path in the form in which paths are compared.
func nfc(name string) string { return norm.NFC.String(name) }
