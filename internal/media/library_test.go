package media_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"verso/internal/account"
	"verso/internal/content"
	"verso/internal/errs"
	"verso/internal/locale"
	"verso/internal/media"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// The people of these tests.
var (
	editor = account.User{ID: 1, Role: account.Editor}
	ana    = account.User{ID: 2, Role: account.Author}
	bob    = account.User{ID: 3, Role: account.Author}
	tess   = account.User{ID: 4, Role: account.Translator, Grants: []account.Grant{{Locale: "pt-BR"}}}
	reader = account.User{ID: 5}
)

// A shelf is a library with the folder and the database it keeps things in.
type shelf struct {
	*media.Library
	t     *testing.T
	db    *store.DB
	files *media.Store
	now   time.Time
}

// atShelf runs test at an empty library on each database.
func atShelf(t *testing.T, test func(t *testing.T, s *shelf)) {
	t.Helper()
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		storetest.Locales(t, db, "en-US", "pt-BR")
		s := &shelf{t: t, db: db, files: opened(t), now: storetest.Now}
		s.Library = media.NewLibrary(db, s.files, func() time.Time { return s.now }, slog.New(slog.DiscardHandler))
		test(t, s)
	})
}

func (s *shelf) upload(by account.User, name string, data []byte) content.Media {
	s.t.Helper()
	m, err := s.Upload(s.t.Context(), by, name, data)
	if err != nil {
		s.t.Fatal(err)
	}
	return m
}

func (s *shelf) entry(id content.MediaID) content.MediaEntry {
	s.t.Helper()
	e, err := s.db.MediaEntry(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return e
}

// folder returns the names in the folder of pictures.
func (s *shelf) folder() []string {
	s.t.Helper()
	files, err := fs.ReadDir(s.files.Root().FS(), ".")
	if err != nil {
		s.t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	return names
}

// show writes an article with text in a locale that shows pictures.
func (s *shelf) show(l locale.Tag, slug string, files ...content.Media) content.Post {
	s.t.Helper()
	body := ""
	refs := map[string]string{}
	for _, m := range files {
		ref := "/media/" + media.FileName(m)
		body += "![](" + ref + ")\n"
		refs[ref] = m.Hash
	}
	p := storetest.Work(s.t, s.db, content.Post{Locale: l, Slug: slug, Body: body})[0]
	storetest.Do(s.t, s.db, func(ctx context.Context, tx *store.Tx) error { return tx.SaveUploads(ctx, p.ID, refs) })
	return p
}

func photo(t *testing.T, width, height int) []byte {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = byte(i * i >> 7)
		if i%4 == 3 {
			m.Pix[i] = 255
		}
	}
	return encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, m, nil) })
}

func drawing(t *testing.T) []byte {
	return encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, square(40, 30)) })
}

// Trust T9: what a file is called, and what it says of itself, is not what it
// is.
func TestOnlyWholePicturesAreTaken(t *testing.T) {
	whole := drawing(t)
	chunk := func(name, data string) []byte {
		c := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
		c = append(append(c, name...), data...)
		return binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
	}
	coloured := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, image.NewNRGBA(image.Rect(0, 0, 4, 3))) })
	hollow := bytes.Join([][]byte{coloured[:33], chunk("IDAT", "<script>alert(1)</script>"), chunk("IEND", "")}, nil)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"a.svg.png":    {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), media.ErrSVG},
		"page.png":     {[]byte("<!doctype html><script>alert(1)</script>"), media.ErrType},
		"photo.JPG.ht": {photo(t, 8, 8), media.ErrName},
		"x.jpg.html":   {photo(t, 8, 8), media.ErrName},
		"head.png":     {append(slices.Clone(whole[:33]), "<html>"...), media.ErrBroken},
		"hollow.png":   {hollow, media.ErrBroken},
		"js.gif":       {[]byte("GIF89a/*\x01\x00\x80*/=1;alert(document.domain)//;"), media.ErrBroken},
		"cut.jpg":      {photo(t, 64, 64)[:700], media.ErrBroken},
		"big.png":      {make([]byte, media.MaxBytes+1), media.ErrBytes},
	} {
		t.Run(name, func(t *testing.T) {
			atShelf(t, func(t *testing.T, s *shelf) {
				if _, err := s.Upload(t.Context(), ana, name, c.data); !errors.Is(err, c.want) {
					t.Errorf("%v, want %v", err, c.want)
				}
				if left := s.folder(); len(left) > 0 {
					t.Errorf("%v is left behind", left)
				}
			})
		})
	}
}

// Trust T9: what hides behind a whole picture, or within it, is not kept.
func TestAPolyglotIsKeptAsThePictureItShows(t *testing.T) {
	atShelf(t, func(t *testing.T, s *shelf) {
		m := s.upload(ana, "a.gif", append(gifWithComment(t), "=1;alert(document.domain)//"...))
		kept, err := s.files.Root().ReadFile(media.FileName(m))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(kept, []byte("alert")) || bytes.Contains(kept, []byte(secret)) {
			t.Errorf("the kept file holds more than a picture: %q", kept)
		}
		if _, err := gif.DecodeAll(bytes.NewReader(kept)); err != nil {
			t.Error(err)
		}
	})
}

// Trust T15.
func TestFilmsAreNoLongerThanAnybodyLooks(t *testing.T) {
	long := &gif.GIF{}
	for range 1001 {
		long.Image, long.Delay = append(long.Image, square(1, 1)), append(long.Delay, 1)
	}
	film := encoded(t, func(b *bytes.Buffer) error { return gif.EncodeAll(b, long) })
	atShelf(t, func(t *testing.T, s *shelf) {
		if _, err := s.Upload(t.Context(), ana, "a.gif", film); !errors.Is(err, media.ErrFilm) {
			t.Errorf("1001 frames: %v, want ErrFilm", err)
		}
		wide := slices.Clone(film[:len(film)/100])
		if _, err := s.Upload(t.Context(), ana, "b.gif", wide); !errors.Is(err, media.ErrBroken) {
			t.Errorf("a cut one: %v, want ErrBroken", err)
		}
	})
}

func TestWhoeverMayNotBringPicturesBringsNone(t *testing.T) { // trust 2, the matrix
	atShelf(t, func(t *testing.T, s *shelf) {
		for _, by := range []account.User{{}, reader, tess} {
			if _, err := s.Upload(t.Context(), by, "a.png", drawing(t)); !errors.Is(err, errs.Forbidden) {
				t.Errorf("%q: %v, want Forbidden", by.Role, err)
			}
		}
		if left := s.folder(); len(left) > 0 {
			t.Errorf("%v was kept", left)
		}
	})
}

func TestTheNameOfAPictureIsTheLastPartOfItsPath(t *testing.T) { // trust T14, T32
	for given, want := range map[string]string{
		"photo.png":             "photo.png",
		`C:\Users\ana\home.png`: "home.png",
		"../../etc/passwd.png":  "passwd.png",
		"a\u202egnp.exe.png":    "agnp.exe.png",
		"line\nbreak.png":       "linebreak.png",
		"\xff\xfe.png":          "\ufffd.png",
		"..":                    "..",
	} {
		t.Run(given, func(t *testing.T) {
			s := &shelf{t: t, db: storetest.SQLite(t), files: opened(t)}
			s.Library = media.NewLibrary(s.db, s.files, func() time.Time { return storetest.Now }, slog.New(slog.DiscardHandler))
			m, err := s.Upload(t.Context(), ana, given, drawing(t))
			if given == ".." {
				if !errors.Is(err, media.ErrName) {
					t.Errorf("%v, want ErrName", err)
				}
				return
			}
			if err != nil || m.Name != want {
				t.Errorf("kept as %q (%v), want %q", m.Name, err, want)
			}
			if names := s.folder(); len(names) != 1 || !strings.HasPrefix(names[0], m.Hash) {
				t.Errorf("the folder holds %v", names)
			}
		})
	}
}
