package content

import (
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"verso/internal/errs"
	"verso/internal/locale"
)

// Media is one stored file, named by its content.
type Media struct {
	ID     MediaID
	Hash   string // SHA-256, hex
	Name   string // file name it came with
	Type   string // MIME type, sniffed
	Width  int    // pixels, as shown
	Height int    // pixels, as shown
	Bytes  int64
	Sizes  Sizes  // the smaller copies there are
	UserID UserID // who brought it in; 0: nobody in particular

	// What it shows and what stands below it, in the locale of the text that
	// refers to it; "" where nobody said.
	Alt     string
	Caption string
}

// Sizes are the smaller copies of a picture: an extension and their widths in
// pixels, ascending: "jpg 480 960". "" is none.
type Sizes string

// SizesUnknown are the sizes of a picture that nobody has made smaller yet.
const SizesUnknown Sizes = "?"

// SizesOf returns the sizes with these widths, in files that end in extension.
func SizesOf(extension string, widths ...int) Sizes {
	if len(widths) == 0 {
		return ""
	}
	words := []string{extension}
	for _, width := range widths {
		words = append(words, strconv.Itoa(width))
	}
	return Sizes(strings.Join(words, " "))
}

// Extension returns what the names of the copies end in, without a dot.
func (s Sizes) Extension() string {
	extension, _, _ := strings.Cut(string(s), " ")
	return extension
}

// Widths returns the widths of the copies in pixels, ascending.
func (s Sizes) Widths() []int {
	_, rest, _ := strings.Cut(string(s), " ")
	var widths []int
	for word := range strings.FieldsSeq(rest) {
		if width, err := strconv.Atoi(word); err == nil {
			widths = append(widths, width)
		}
	}
	return widths
}

// CopyWidths are the widths that pictures are made smaller to: a phone, a
// phone of twice the density or a column of text, and that at twice the
// density.
func CopyWidths() []int { return []int{480, 960, 1600} }

// A MediaText is what a picture shows, in one locale.
type MediaText struct {
	Locale  locale.Tag
	Alt     string // for those who do not see it
	Caption string // below it
}

// Limits of what is said of a picture, in characters.
const (
	MaxAlt     = 1000
	MaxCaption = 1000
)

// Trimmed returns t as it is kept: one line each, without blanks around.
func (t MediaText) Trimmed() MediaText {
	t.Alt, t.Caption = strings.Join(strings.Fields(t.Alt), " "), strings.Join(strings.Fields(t.Caption), " ")
	return t
}

// Validate reports what has to be mended, by "alt-pt-br" and "caption-pt-br".
func (t MediaText) Validate() error {
	bad := errs.Invalid{}
	for field, c := range map[string]struct {
		text string
		max  int
	}{"alt": {t.Alt, MaxAlt}, "caption": {t.Caption, MaxCaption}} {
		switch {
		case !CleanLine(c.text):
			bad[field+"-"+t.Locale.Path()] = "TextInvalid"
		case utf8.RuneCountInString(c.text) > c.max:
			bad[field+"-"+t.Locale.Path()] = "PostFieldTooLong"
		}
	}
	if len(bad) > 0 {
		return bad
	}
	return nil
}

// Shows reports whether the text of p, its cover or its icon is likely to
// show the picture that a reference means: where that cannot be told, it says
// yes. Imported texts spell references in many ways, but for the file's name.
func (p Post) Shows(ref string) bool {
	name := path.Base(ref)
	for _, text := range []string{p.Body, p.Cover, p.Icon} {
		if slices.ContainsFunc([]string{ref, name, url.PathEscape(name)}, func(form string) bool { return strings.Contains(text, form) }) {
			return true
		}
	}
	return false
}

// A MediaEntry is a stored file as the library lists it.
type MediaEntry struct {
	Media
	CreatedAt time.Time
	Uses      int          // posts that refer to it
	Described []locale.Tag // in which locales it is said what it shows
}
