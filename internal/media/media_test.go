package media_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"sync"
	"testing"

	"golang.org/x/image/webp"

	"verso/internal/content"
	"verso/internal/media"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// secret stands for what a picture must not tell: a name, a place.
const secret = "55.7558N 37.6173E"

func square(width, height int) *image.Paletted {
	m := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})
	m.SetColorIndex(1, 1, 1)
	return m
}

func encoded(t *testing.T, encode func(b *bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngWithText(t *testing.T) []byte {
	plain := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, square(4, 3)) })
	const header = 33 // signature and IHDR
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(secret)))
	chunk = append(append(chunk, "tEXt"...), secret...)
	chunk = binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
	return bytes.Join([][]byte{plain[:header], chunk, plain[header:], []byte(secret)}, nil)
}

// jpegWithPlace is a JPEG that lies on its side, with a place in its EXIF.
func jpegWithPlace(t *testing.T) []byte {
	plain := encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, square(8, 4), nil) })
	exif := []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00" + secret)
	segment := append([]byte{0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(exif)+2))...)
	comment := append([]byte{0xff, 0xfe, 0, byte(len(secret) + 2)}, secret...)
	return bytes.Join([][]byte{plain[:2], segment, exif, comment, plain[2:], []byte(secret)}, nil)
}

func gifWithComment(t *testing.T) []byte {
	plain := encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, square(4, 3), nil) })
	head := 13 + 3*2 // two colours
	comment := append([]byte{0x21, 0xfe, byte(len(secret))}, secret...)
	return bytes.Join([][]byte{plain[:head], comment, {0}, plain[head:], []byte(secret)}, nil)
}

func webpWithExif(t *testing.T) []byte {
	plain, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	chunk := append([]byte("EXIF"), binary.LittleEndian.AppendUint32(nil, uint32(len(secret)))...)
	chunk = append(append(chunk, secret...), make([]byte, len(secret)%2)...)
	data := append(plain, chunk...)
	binary.LittleEndian.PutUint32(data[4:], uint32(len(data)-8))
	return data
}

// opened lends a test an empty store.
func opened(t *testing.T) *media.Store {
	t.Helper()
	s, err := media.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestAPictureIsKeptOnceWithoutWhatDoesNotShow(t *testing.T) { // T9, T10
	type decoder = func(b []byte) (image.Image, error)
	for name, test := range map[string]struct {
		data          []byte
		want          string
		width, height int
		decode        decoder
	}{
		"png":  {pngWithText(t), "image/png", 4, 3, func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) }},
		"jpeg": {jpegWithPlace(t), "image/jpeg", 4, 8, func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) }},
		"gif":  {gifWithComment(t), "image/gif", 4, 3, func(b []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(b)) }},
		"webp": {webpWithExif(t), "image/webp", 1, 1, func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) }},
	} {
		t.Run(name, func(t *testing.T) {
			if !bytes.Contains(test.data, []byte(secret)) {
				t.Fatal("the picture has no secret to begin with")
			}
			pictures := opened(t)
			db := storetest.SQLite(t)
			var first, second content.Media
			storetest.Do(t, db, func(ctx context.Context, tx *store.Tx) (err error) {
				if first, err = pictures.Add(ctx, tx, "a."+name, test.data, storetest.Now); err != nil {
					return err
				}
				second, err = pictures.Add(ctx, tx, "b."+name, test.data, storetest.Now)
				return err
			})
			if first.ID != second.ID {
				t.Errorf("kept as %d and %d, want once", first.ID, second.ID)
			}
			if first.Type != test.want || first.Width != test.width || first.Height != test.height {
				t.Errorf("%s of %d × %d, want %s of %d × %d", first.Type, first.Width, first.Height, test.want, test.width, test.height)
			}
			file, err := pictures.Root().ReadFile(media.FileName(first))
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(file, []byte(secret)) {
				t.Error("the kept picture still tells its secret")
			}
			if int64(len(file)) != first.Bytes {
				t.Errorf("%d bytes kept, %d recorded", len(file), first.Bytes)
			}
			before, _ := test.decode(test.data)
			after, err := test.decode(file)
			if err != nil {
				t.Fatalf("the kept picture does not decode: %v", err)
			}
			for x := range after.Bounds().Dx() {
				for y := range after.Bounds().Dy() {
					if before.At(x, y) != after.At(x, y) {
						t.Fatalf("pixel %d,%d changed from %v to %v", x, y, before.At(x, y), after.At(x, y))
					}
				}
			}
		})
	}
}

// Two people may upload one picture at the same time: each is told that it is
// kept only when it is, whole.
func TestOnePictureWrittenByManyAtOnceIsWholeForEach(t *testing.T) {
	pictures, data := opened(t), encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, noise(700)) })
	dbs := make([]*store.DB, 8)
	for i := range dbs {
		dbs[i] = storetest.SQLite(t) // one each: a database lets one write at a time
	}
	var begin, done sync.WaitGroup
	begin.Add(1)
	for _, db := range dbs {
		done.Go(func() {
			begin.Wait()
			err := db.Tx(t.Context(), func(tx *store.Tx) error {
				m, err := pictures.Add(t.Context(), tx, "a.png", data, storetest.Now)
				if err != nil {
					return err
				}
				file, err := pictures.Root().ReadFile(media.FileName(m))
				if err == nil && int64(len(file)) != m.Bytes {
					t.Errorf("kept %d bytes of %d", len(file), m.Bytes)
				}
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	begin.Done()
	done.Wait()
	if left, err := fs.ReadDir(pictures.Root().FS(), "."); err != nil || len(left) != 1 {
		t.Errorf("the folder holds %v (%v), want the picture alone", left, err)
	}
}

// noise is a picture that does not compress.
func noise(side int) *image.Gray {
	m := image.NewGray(image.Rect(0, 0, side, side))
	random := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = byte(random.Uint32())
	}
	return m
}

func TestAJPEGStaysTurned(t *testing.T) {
	pictures := opened(t)
	var m content.Media
	storetest.Do(t, storetest.SQLite(t), func(ctx context.Context, tx *store.Tx) (err error) {
		m, err = pictures.Add(ctx, tx, "a.jpg", jpegWithPlace(t), storetest.Now)
		return err
	})
	kept, err := pictures.Root().ReadFile(media.FileName(m))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(kept, []byte("\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06")) {
		t.Error("the kept picture does not say that it lies on its side")
	}
}

func TestWhatIsNoPictureIsRefused(t *testing.T) { // T9, T15
	huge := encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, square(4, 3)) })
	binary.BigEndian.PutUint32(huge[16:], 12_000)
	binary.BigEndian.PutUint32(huge[20:], 12_000)
	binary.BigEndian.PutUint32(huge[29:], crc32.ChecksumIEEE(huge[12:29]))
	whole := pngWithText(t)
	for name, test := range map[string]struct {
		data []byte
		want error
	}{
		"page":       {[]byte("<!doctype html><script>alert(1)</script>"), media.ErrType},
		"svg":        {[]byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`), media.ErrSVG},
		"page.png":   {append([]byte("\x89PNG\r\n\x1a\n"), "<script>"...), media.ErrBroken},
		"cut.png":    {whole[:60], media.ErrBroken},
		"bomb.png":   {huge, media.ErrPixels},
		"empty":      {nil, media.ErrType},
		"cut.gif":    {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00"), media.ErrBroken},
		"empty.webp": {[]byte("RIFF\x04\x00\x00\x00WEBP"), media.ErrBroken},
	} {
		pictures := opened(t)
		err := storetest.SQLite(t).Tx(t.Context(), func(tx *store.Tx) error {
			_, err := pictures.Add(t.Context(), tx, name, test.data, storetest.Now)
			return err
		})
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
		if left, _ := fs.ReadDir(pictures.Root().FS(), "."); len(left) > 0 {
			t.Errorf("%s left %v behind", name, left)
		}
	}
}
