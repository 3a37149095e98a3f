// Package sharecard draws the picture that stands for a work where its address is shared.
package sharecard

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"

	"verso/internal/locale"
)

// The size of every card in pixels: what Open Graph and Twitter cards show
// without cutting.
const (
	Width  = 1200
	Height = 630
)

// edition changes when cards look different than before, so that addresses do.
const edition = "1"

// A Card is what is drawn.
type Card struct {
	Title    string
	Locale   locale.Tag // of the title: where lines begin, and which shapes its letters have
	Site     string     // the site's name
	Language string     // the locale's own name for itself
}

// Hash names the picture of a card: other words have another name, so a
// picture never changes.
func (c Card) Hash() string {
	sum := sha256.New()
	for _, part := range []string{edition, c.Title, string(c.Locale), c.Site, c.Language} {
		sum.Write([]byte(part + "\x00"))
	}
	return hex.EncodeToString(sum.Sum(nil)[:hashBytes])
}

const hashBytes = 8

// ErrNoGlyphs is the answer to a title in a script that no typeface has.
var ErrNoGlyphs = errors.New("share card: no typeface for the title's script")

// A Painter draws cards. It is safe for use by many goroutines.
type Painter struct {
	faces *faces
}

// New returns a painter that draws with the typefaces in fsys: latin.woff and
// those beside it, see typefaces. Each is read when it is first needed.
func New(fsys fs.FS) (*Painter, error) {
	f, err := newFaces(fsys)
	return &Painter{faces: f}, err
}

// Can reports whether a card can be drawn: whether there is a letter of some
// typeface for every letter of its title. Emoji and other signs without a
// typeface are left out of a picture and never stand in its way.
func (p *Painter) Can(c Card) bool {
	_, ok := p.faces.printable(c.Title, c.Locale)
	return ok
}
