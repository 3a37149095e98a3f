package sharecard

import (
	"bytes"
	"fmt"
	"io/fs"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"

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

// faces reads typefaces and keeps them. It is safe for use by many goroutines.
type faces struct {
	fsys fs.FS
	kept sync.Map // typeface to func() (*font.Font, error)
}

// load returns a typeface, read on first use.
func (f *faces) load(name typeface) (*font.Font, error) {
	once, ok := f.kept.Load(name)
	if !ok {
		once, _ = f.kept.LoadOrStore(name, sync.OnceValues(func() (*font.Font, error) { return f.read(name) }))
	}
	return once.(func() (*font.Font, error))()
}

func (f *faces) read(name typeface) (*font.Font, error) {
	data, err := fs.ReadFile(f.fsys, string(name))
	if err != nil {
		return nil, fmt.Errorf("typeface: %w", err)
	}
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("typeface %s: %w", name, err)
	}
	return face.Font, nil
}

// find returns the typeface that has a letter; one that cannot be read has
// none.
func (f *faces) find(r rune, l locale.Tag) (*font.Font, bool) {
	for _, name := range typefaces(r, l) {
		face, err := f.load(name)
		if err != nil {
			continue
		}
		if _, ok := face.NominalGlyph(r); ok {
			return face, true
		}
	}
	return nil, false
}
