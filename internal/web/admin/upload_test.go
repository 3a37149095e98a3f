package admin_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"verso/internal/account"
	"verso/internal/server"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// withPictures returns a world that keeps its pictures in dir.
func withPictures(t *testing.T, db *store.DB, dir string) *world {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return newWorld(t, db, func(cfg *server.Config) { cfg.Media = root })
}

// A sent is a file as a browser sends it: with what it says of itself.
type sent struct {
	name, says string
	data       []byte
}

// upload sends files as an author.
func (w *world) upload(files ...sent) *httptest.ResponseRecorder {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, f := range files {
		part, err := form.CreatePart(map[string][]string{
			"Content-Disposition": {`form-data; name="files"; filename=` + strconv.Quote(f.name)}, "Content-Type": {f.says},
		})
		if err == nil {
			_, err = part.Write(f.data)
		}
		if err != nil {
			w.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		w.t.Fatal(err)
	}
	return w.send(body.Bytes(), form.FormDataContentType())
}

// send sends a body to the library as an author.
func (w *world) send(body []byte, contentType string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "https://ex.test/en-us/admin/media", bytes.NewReader(body))
	r.Header.Set("Content-Type", contentType)
	r.Header.Set("Cookie", "__Host-session="+w.secrets[account.Author])
	answer := httptest.NewRecorder()
	w.handler.ServeHTTP(answer, r)
	return answer
}

func drawing(t *testing.T, width, height int) *image.Paletted {
	t.Helper()
	return image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.White, color.Black})
}

func pngOf(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, drawing(t, width, height)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// place is where a photograph was taken, by its EXIF.
const place = "55.7558N 37.6173E"

func photograph(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, drawing(t, 8, 4), nil); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00" + place
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return bytes.Join([][]byte{b.Bytes()[:2], segment, []byte(exif), b.Bytes()[2:]}, nil)
}

// bomb is a small PNG of 144 million pixels, whole to the last one.
func bomb(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, drawing(t, 12_000, 12_000)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func film(t *testing.T, frames int) []byte {
	t.Helper()
	g := &gif.GIF{}
	for range frames {
		g.Image, g.Delay = append(g.Image, drawing(t, 1, 1)), append(g.Delay, 1)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// animated is a PNG of so many frames, each of width × height by what it says.
func animated(t *testing.T, frames int, width, height uint32) []byte {
	t.Helper()
	number := binary.BigEndian.AppendUint32
	chunk := func(name string, data []byte) []byte {
		c := append(append(number(nil, uint32(len(data))), name...), data...)
		return number(c, crc32.ChecksumIEEE(c[4:]))
	}
	whole := pngOf(t, 4, 3)
	const header = 33 // signature and IHDR
	out := append(bytes.Clone(whole[:header]), chunk("acTL", number(number(nil, uint32(frames)), 0))...)
	for i := range frames {
		frame := number(number(number(number(number(nil, uint32(i)), width), height), 0), 0)
		out = append(out, chunk("fcTL", append(frame, 0, 1, 0, 1, 0, 0))...)
	}
	return append(out, whole[header:]...)
}

// T9, T10: a picture is kept as what it is, and tells no place; opened alone
// it is inert.
func TestAnUploadIsKeptAsThePictureItIs(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		w := withPictures(t, db, t.TempDir())
		if answer := w.upload(sent{"a.png", "text/html", photograph(t)}); answer.Code != http.StatusSeeOther {
			t.Fatalf("an upload: %d, want 303", answer.Code)
		}
		files, err := db.MediaAfter(t.Context(), 0, false, 10)
		if err != nil || len(files) != 1 || files[0].Type != "image/jpeg" {
			t.Fatalf("kept %+v, %v, want one JPEG", files, err)
		}
		shown := w.do(call{method: http.MethodGet, path: "/media/" + files[0].Hash + ".jpg"})
		if strings.Contains(shown.Body.String(), place) {
			t.Error("the picture tells where it was taken")
		}
		if _, err := jpeg.Decode(shown.Body); err != nil {
			t.Errorf("the picture that is served: %v", err)
		}
		for name, want := range map[string]string{
			"Content-Type": "image/jpeg", "X-Content-Type-Options": "nosniff", "Content-Disposition": "inline",
			"Content-Security-Policy": "sandbox; default-src 'none'", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := shown.Header().Get(name); got != want {
				t.Errorf("%s = %q, want %q", name, got, want)
			}
		}
	})
}

// kept is how a picture is called in the folder: by its content.
var kept = regexp.MustCompile(`^[0-9a-f]{64}\.png$`)

// T9, T14, T15, T30: what is no picture, or too much of one, is refused for what it
// is, and nothing of it stays.
func TestUploadsThatCannotBeKeptAreRefused(t *testing.T) {
	storetest.Run(t, func(t *testing.T, db *store.DB) {
		dir := t.TempDir()
		w := withPictures(t, db, dir)
		good := sent{"good.png", "image/png", pngOf(t, 4, 3)}
		many := make([]sent, 60)
		for i := range many {
			many[i] = sent{"a.txt", "text/plain", []byte("no picture")}
		}
		for name, c := range map[string]struct {
			files []sent
			want  int
		}{
			"an SVG":                   {[]sent{{"a.svg", "image/svg+xml", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)}}, 415},
			"an SVG called PNG":        {[]sent{{"a.png", "image/png", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)}}, 415},
			"a page":                   {[]sent{{"a.html", "text/html", []byte("<!doctype html><script>alert(1)</script>")}}, 415},
			"a page called a picture":  {[]sent{{"a.png", "image/png", []byte("<!doctype html><script>alert(1)</script>")}}, 415},
			"a picture called a page":  {[]sent{{"x.jpg.html", "image/jpeg", photograph(t)}}, 415},
			"a page behind a header":   {[]sent{{"a.png", "image/png", append(pngOf(t, 4, 3)[:33:33], "<script>alert(1)</script>"...)}}, 415},
			"a script that is a GIF":   {[]sent{{"a.gif", "image/gif", []byte("GIF89a/*\x01\x00\x80*/=1;alert(document.domain)//;")}}, 415},
			"a cut picture":            {[]sent{{"a.jpg", "image/jpeg", photograph(t)[:120]}}, 415},
			"a cut WebP":               {[]sent{{"a.webp", "image/webp", []byte("RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\x7f/")}}, 415},
			"144 million pixels":       {[]sent{{"a.png", "image/png", bomb(t)}}, 422},
			"a film of 10,000":         {[]sent{{"a.gif", "image/gif", film(t, 10_000)}}, 422},
			"more than 20 MB":          {[]sent{{"a.png", "image/png", append(pngOf(t, 4, 3), make([]byte, 20<<20)...)}}, 413},
			"too many at once":         {many, 413},
			"one bad beside one good":  {[]sent{{"a.txt", "text/plain", []byte("no picture")}, good}, 415},
			"a PNG of 10,000 frames":   {[]sent{{"a.png", "image/png", animated(t, 10_000, 1, 1)}}, 422},
			"a PNG of wide frames":     {[]sent{{"a.png", "image/png", animated(t, 2, 1<<31-1, 1<<31-1)}}, 422},
			"a PNG of endless frames":  {[]sent{{"a.png", "image/png", animated(t, 900, 1<<32-1, 1<<32-1)}}, 422},
			"nothing":                  {nil, 303},
			"a name that goes up":      {[]sent{{"../../../etc/cron.d/a.png", "image/png", good.data}}, 303}, // by its last part, and kept by its content
			"a name that goes nowhere": {[]sent{{"..", "image/png", good.data}}, 415},
		} {
			before := storetest.Dump(t, db)
			answer := w.upload(c.files...)
			if answer.Code != c.want {
				t.Errorf("%s: %d, want %d", name, answer.Code, c.want)
			}
			if c.want == http.StatusSeeOther || len(c.files) == 2 {
				continue // something was kept
			}
			if changed := changedTables(before, storetest.Dump(t, db)); len(changed) > 0 {
				t.Errorf("%s: %d, and yet %v changed", name, answer.Code, changed)
			}
		}
		for name, c := range map[string]struct {
			body        []byte
			contentType string
			want        int
		}{
			"an ordinary form":    {[]byte("files=a"), "application/x-www-form-urlencoded", 415},
			"no type":             {[]byte("x"), "", 415},
			"no boundary":         {[]byte("x"), "multipart/form-data", 415},
			"a form cut off":      {[]byte("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\nabc"), "multipart/form-data; boundary=b", 400},
			"more than all files": {make([]byte, 102<<20), "multipart/form-data; boundary=b", 413},
		} {
			if got := w.send(c.body, c.contentType).Code; got != c.want {
				t.Errorf("%s: %d, want %d", name, got, c.want)
			}
		}
		left, err := fs.ReadDir(os.DirFS(dir), ".")
		if err != nil || len(left) != 1 || !kept.MatchString(left[0].Name()) {
			t.Errorf("the folder holds %v, %v, want the good picture alone", left, err)
		}
	})
}
