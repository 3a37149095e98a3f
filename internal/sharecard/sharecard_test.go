package sharecard_test

import (
	"bytes"
	"errors"
	"flag"
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

func TestCardsInEveryScript(t *testing.T) {
	p := painter(t)
	for name, c := range titles {
		t.Run(name, func(t *testing.T) {
			picture := draw(t, p, name, c)
			_ = picture
		})
	}
}

var _ = errors.Is
var _ = fstest.MapFS{}
var _ = goregular.TTF
