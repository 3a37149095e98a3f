package sharecard_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/image/font/gofont/goregular"

	"verso/internal/locale"
	"verso/internal/sharecard"
	"verso/static"
)

// cardsDir is where to put the cards of the tests, to look at them:
//
//	go test ./internal/sharecard -cards /tmp/cards
var cardsDir = flag.String("cards", "", "write the cards of the tests to this directory")

// painter draws with the typefaces that are built in.
func painter(t testing.TB) *sharecard.Painter {
	t.Helper()
	fonts, err := fs.Sub(static.FS, "dist/fonts")
	if err != nil {
		t.Fatal(err)
	}
	p, err := sharecard.New(fonts)
	if err != nil {
		t.Fatal(err) // `make assets` builds them
	}
	return p
}

func card(title string, l locale.Tag) sharecard.Card {
	return sharecard.Card{Title: title, Locale: l, Site: "Verso", Language: l.Base().Autonym()}
}

// draw returns the picture of a card.
func draw(t testing.TB, p *sharecard.Painter, name string, c sharecard.Card) *image.Paletted {
	t.Helper()
	data, err := p.Draw(c)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if *cardsDir != "" {
		if err := os.WriteFile(filepath.Join(*cardsDir, name+".png"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	decoded, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	picture, ok := decoded.(*image.Paletted)
	if !ok {
		t.Fatalf("%s is a %T, want a picture with a palette", name, decoded)
	}
	if got := picture.Bounds().Size(); got != image.Pt(sharecard.Width, sharecard.Height) {
		t.Errorf("%s is %v, want 1200×630", name, got)
	}
	if len(data) > 64<<10 {
		t.Errorf("%s takes %d bytes", name, len(data))
	}
	return picture
}

// titles are what cards are drawn of, by the name of a file.
var titles = map[string]sharecard.Card{
	"en":       card("The measure of a line", "en-US"),
	"en-long":  card("What I learned from translating my own notes about lighthouses for ten years, one word at a time", "en-US"),
	"en-tiny":  card("Tides", "en-US"),
	"pt-br":    card("Internacionalizando o sítio: ação, emoção e tradução", "pt-BR"),
	"de":       card("Donaudampfschifffahrtsgesellschaftskapitän", "de"),
	"de-long":  card("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", "de"),
	"ar":       card("قياس السطر: كيف نكتب للعين؟", "ar"),
	"ar-mixed": card("مقدمة إلى Go 1.26 للمبتدئين (الجزء 2)", "ar"),
	"he":       card("אורך השורה: איך כותבים לעין", "he"),
	"ja":       card("行の長さ——目のために書くということ", "ja"),
	"ja-long":  card("十年間、自分のノートを一語ずつ訳しながら灯台について学んだこと。「ことば」とコードのあいだで", "ja"),
	"zh":       card("一行的长度：为眼睛而写作", "zh"),
	"zh-hant":  card("一行的長度：為眼睛而寫作", "zh-Hant"),
	"ko":       card("줄의 길이: 눈을 위한 글쓰기", "ko"),
	"ru":       card("Длина строки: как писать для глаз", "ru"),
	"el":       card("Το μήκος της γραμμής", "el"),
	"vi":       card("Độ dài của một dòng chữ và cách viết cho mắt", "vi"),
	"emoji":    card("Tides 🌊 and 👩‍👩‍👧 lighthouses 1️⃣ ❤️", "en-US"),
	"word":     card(strings.Repeat("Wordwithoutend", 20), "en-US"),
}

// Where titles begin, in pixels from the side where lines begin, and the part
// of the picture that holds them.
const (
	start     = 328
	tolerance = 16 // a letter stands a little beside its place
)

var titleArea = image.Rect(0, 80, sharecard.Width, 500)

// inked returns the bounds of what is darker than the mark in a part of a
// picture: its text.
func inked(picture *image.Paletted, part image.Rectangle) image.Rectangle {
	var bounds image.Rectangle
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if r, g, b, _ := picture.At(x, y).RGBA(); r < 0x3000 && g < 0x3000 && b < 0x3000 {
				bounds = bounds.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return bounds
}

func TestTitlesBeginWhereTheirLanguageBegins(t *testing.T) { // rule 49
	p := painter(t)
	for name, c := range titles {
		t.Run(name, func(t *testing.T) {
			text := inked(draw(t, p, name, c), titleArea)
			if text.Dx() < 200 || text.Dy() < 40 {
				t.Fatalf("the title takes %v", text)
			}
			begins := text.Min.X - start
			if c.Locale.Dir() == "rtl" {
				begins = sharecard.Width - start - text.Max.X
			}
			if begins < -tolerance || begins > tolerance {
				t.Errorf("the title takes %v, want it to begin %d from the %s side", text, start, c.Locale.Dir())
			}
			if text.Min.X < 56 || text.Max.X > sharecard.Width-56 {
				t.Errorf("the title takes %v and leaves the page", text)
			}
		})
	}
}

func TestSameCardIsTheSameBytes(t *testing.T) {
	for _, name := range []string{"en-long", "ar-mixed", "ja"} {
		c := titles[name]
		first, err := painter(t).Draw(c)
		if err != nil {
			t.Fatal(err)
		}
		p := painter(t)
		if _, err := p.Draw(titles["de-long"]); err != nil { // what was drawn before leaves no trace
			t.Fatal(err)
		}
		second, err := p.Draw(c)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Errorf("%s was drawn in two ways", name)
		}
	}
}

func TestOtherWordsHaveAnotherName(t *testing.T) {
	base := sharecard.Card{Title: "a", Locale: "en", Site: "b", Language: "c"}
	seen := map[string]sharecard.Card{}
	for _, c := range []sharecard.Card{
		base, {Title: "b", Locale: "en", Site: "b", Language: "c"}, {Title: "a", Locale: "de", Site: "b", Language: "c"},
		{Title: "a", Locale: "en", Site: "c", Language: "c"}, {Title: "a", Locale: "en", Site: "b", Language: "d"},
		{Title: "ab", Locale: "en", Site: "", Language: "c"}, {Title: "a", Locale: "en", Site: "bc", Language: ""},
	} {
		if other, taken := seen[c.Hash()]; taken {
			t.Errorf("%+v and %+v are both %s", c, other, c.Hash())
		}
		seen[c.Hash()] = c
		if len(c.Hash()) != 16 {
			t.Errorf("the name is %q, want 16 digits", c.Hash())
		}
	}
}

func TestTitleWithoutLettersToDrawItHasNoCard(t *testing.T) {
	fonts := fstest.MapFS{"latin.woff": {Data: goregular.TTF}}
	p, err := sharecard.New(fonts)
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string]bool{
		"Plain words": true,
		"Words 🌊 with 👩‍👩‍👧 emoji ❤️": true,
		"① ﬁrst 𝓦ords":                true, // their plain forms are drawn
		"行の長さ":                        false,
		"Words and שורה":              false,
		"བོད་ཡིག":                     false,
	} {
		c := card(title, "en-US")
		_, err := p.Draw(c)
		if can := p.Can(c); can != want || errors.Is(err, sharecard.ErrNoGlyphs) == want {
			t.Errorf("%q: Can is %v and Draw says %v, want a card: %v", title, can, err, want)
		}
	}
}

func TestTitleOfEmojiAloneShowsTheSite(t *testing.T) {
	p := painter(t)
	if text := inked(draw(t, p, "emoji-alone", card("🌊🌊🌊", "en-US")), titleArea); text.Dx() < 150 {
		t.Errorf("what stands for the title takes %v, want the site's name", text)
	}
	draw(t, p, "nothing", sharecard.Card{Locale: "en-US"})
}

func TestNewSaysThatTypefacesAreMissing(t *testing.T) {
	if _, err := sharecard.New(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("New without typefaces: %v, want fs.ErrNotExist", err)
	}
	broken, err := sharecard.New(fstest.MapFS{"latin.woff": {Data: []byte("wOFF")}})
	if err == nil {
		t.Errorf("New with a broken typeface: %v, want an error", broken)
	}
}

func TestHostileTitlesAreDrawn(t *testing.T) { // T4
	p := painter(t)
	for _, title := range []string{
		"\u202e\u0000\xff\ufeff\u0301\u2028", strings.Repeat("\u0301", 300), "</svg><script>alert(1)</script>", "{{.}}",
		strings.Repeat("אa", 150), strings.Repeat("(", 300), strings.Repeat("word ", 5000), "\u2060\u00ad\u200d\u200c",
	} {
		for _, l := range []locale.Tag{"en-US", "ar", "ja", "ko"} {
			draw(t, p, fmt.Sprintf("hostile %.10q in %s", title, l), sharecard.Card{Title: title, Locale: l, Site: title, Language: title})
		}
	}
}
