package sharecard

import (
	"bytes"
	"fmt"
	"io/fs"
	"sync"
	"unicode"
	"weak"

	"github.com/go-text/typesetting/font"
	"golang.org/x/text/unicode/rangetable"

	"verso/internal/locale"
)

// A typeface is one file of letters.
type typeface string

// The typefaces that scripts/build-assets.mjs puts beside each other. Latin is
// needed; without another one its script is not drawn.
const (
	latin    typeface = "latin.woff"
	arabic   typeface = "arabic.ttf"
	hebrew   typeface = "hebrew.woff"
	japanese typeface = "japanese.woff"
	chinese  typeface = "chinese.woff"
	korean   typeface = "korean.woff"
)

// european are the typefaces of one design, in the order they are tried.
var european = []typeface{latin, "latin-ext.woff", "vietnamese.woff", "greek.woff", "cyrillic.woff", "cyrillic-ext.woff"}

// typefaces returns where to look for a letter in a text of locale l, first
// choice first. The large typefaces of East Asia are named for their letters
// alone, so that they are not read for an emoji.
func typefaces(r rune, l locale.Tag) []typeface {
	switch {
	case unicode.Is(unicode.Arabic, r):
		return []typeface{arabic}
	case unicode.Is(unicode.Hebrew, r):
		return []typeface{hebrew}
	case unicode.Is(unicode.Hangul, r):
		return []typeface{korean}
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || wide(r):
		return eastAsian(l)
	case unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) || r < 0x80:
		return european
	}
	switch l.Script() {
	case "Arab":
		return append([]typeface{arabic}, european...)
	case "Hebr":
		return append([]typeface{hebrew}, european...)
	case "Jpan", "Hans", "Hant", "Kore":
		return append(eastAsian(l), european...)
	}
	return european
}

// eastAsian returns the typefaces of Chinese letters as l's readers know them.
func eastAsian(l locale.Tag) []typeface {
	switch l.Base() {
	case "zh":
		return []typeface{chinese, japanese, korean}
	case "ko":
		return []typeface{korean, japanese, chinese}
	}
	return []typeface{japanese, chinese, korean}
}

// wide reports whether a sign belongs to East Asian text: its punctuation, the
// full and half width forms, the long vowel.
func wide(r rune) bool {
	return 0x3000 <= r && r <= 0x30ff || 0xff00 <= r && r <= 0xffef
}

// faces reads typefaces. Which letters they have is asked for every page, so
// that is kept; the letters themselves take megabytes for East Asia, and are
// kept while something is drawn. It is safe for use by many goroutines.
type faces struct {
	fsys    fs.FS
	latin   *font.Font // always at hand
	letters sync.Map   // typeface to func() (*unicode.RangeTable, error)
	fonts   sync.Map   // typeface to weak.Pointer[font.Font]
}

// newFaces reads the typeface that stands in for every other one.
func newFaces(fsys fs.FS) (*faces, error) {
	f := &faces{fsys: fsys}
	face, err := f.load(latin)
	f.latin = face
	return f, err
}

// covered returns the letters of a typeface.
func (f *faces) covered(name typeface) (*unicode.RangeTable, error) {
	once, ok := f.letters.Load(name)
	if !ok {
		once, _ = f.letters.LoadOrStore(name, sync.OnceValues(func() (*unicode.RangeTable, error) { return f.list(name) }))
	}
	return once.(func() (*unicode.RangeTable, error))()
}

func (f *faces) list(name typeface) (*unicode.RangeTable, error) {
	face, err := f.load(name)
	if err != nil {
		return nil, err
	}
	var letters []rune
	for all := face.Cmap.Iter(); all.Next(); {
		r, _ := all.Char()
		letters = append(letters, r)
	}
	return rangetable.New(letters...), nil
}

// load returns a typeface, read again if nobody has used it of late.
func (f *faces) load(name typeface) (*font.Font, error) {
	if kept, ok := f.fonts.Load(name); ok {
		if face := kept.(weak.Pointer[font.Font]).Value(); face != nil {
			return face, nil
		}
	}
	data, err := fs.ReadFile(f.fsys, string(name))
	if err != nil {
		return nil, fmt.Errorf("typeface: %w", err)
	}
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("typeface %s: %w", name, err)
	}
	f.fonts.Store(name, weak.Make(face.Font))
	return face.Font, nil
}

// find returns the typeface that has a letter; one that cannot be read has
// none.
func (f *faces) find(r rune, l locale.Tag) (typeface, bool) {
	for _, name := range typefaces(r, l) {
		letters, err := f.covered(name)
		if err == nil && unicode.Is(letters, r) {
			return name, true
		}
	}
	return "", false
}
