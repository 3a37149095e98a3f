package sharecard

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"

	"verso/internal/locale"
	"verso/static"
)

func typesetterFor(t *testing.T, l locale.Tag) *typesetter {
	t.Helper()
	fonts, err := fs.Sub(static.FS, "dist/fonts")
	if err != nil {
		t.Fatal(err)
	}
	f, err := newFaces(fonts)
	if err != nil {
		t.Fatal(err)
	}
	return newTypesetter(f, l)
}

// glyphs returns the glyphs of a word.
func (t *typesetter) glyphs(word string) (ids []font.GID) {
	for _, run := range t.shape([]rune(word), 100) {
		for _, g := range run.Glyphs {
			ids = append(ids, g.GlyphID)
		}
	}
	return ids
}

// A typeface may have rules that the shaper does not follow: then the letters
// of a word keep the shapes they have alone.
func TestArabicLettersJoin(t *testing.T) {
	arabic := typesetterFor(t, "ar")
	for _, letter := range strings.Split("بتثجحخسشصضطظعغفقكلمنهي", "") {
		alone, word := arabic.glyphs(letter), arabic.glyphs(strings.Repeat(letter, 3))
		if len(word) < 3 || slices.Contains(word, alone[len(alone)-1]) {
			t.Errorf("%s has the glyphs %v alone and %v three times in a word", letter, alone, word)
		}
	}
}

func TestLettersComeFromTheTypefaceOfTheirReaders(t *testing.T) {
	for _, test := range []struct {
		locale locale.Tag
		text   string
		want   typeface
	}{
		{"ja", "直", japanese}, {"zh", "直", chinese}, {"zh-Hant", "直", chinese}, {"en-US", "直", japanese},
		{"ja", "、", japanese}, {"zh", "，", chinese}, {"ja", "—", japanese}, {"ja", "A", latin},
		{"ko", "글", korean}, {"ja", "글", korean}, {"ar", "؟", arabic}, {"en-US", "س", arabic}, {"he", "ש", hebrew},
		{"vi", "ộ", "vietnamese.woff"}, {"ru", "ы", "cyrillic.woff"}, {"el", "ω", "greek.woff"}, {"pl", "ł", "latin-ext.woff"},
	} {
		setter := typesetterFor(t, test.locale)
		if got, ok := setter.faces.find([]rune(test.text)[0], test.locale); !ok || got != test.want {
			t.Errorf("%s in %s is from %q, want %s", test.text, test.locale, got, test.want)
		}
	}
}

func TestLatinTitleReadsNoTypefaceOfAnotherScript(t *testing.T) {
	setter := typesetterFor(t, "pt-BR")
	setter.fit("Olá 🌊 — “mundo” ❤️ → 2026", measure{width: 800, height: 400, sizes: []int{92}, most: 5})
	setter.faces.letters.Range(func(name, _ any) bool {
		if read, ok := name.(typeface); ok && !slices.Contains(european, read) {
			t.Errorf("%s was read", read)
		}
		return true
	})
}

func TestLongWordsAreHyphenatedAtSyllables(t *testing.T) {
	for word, want := range map[string]string{
		"Donaudampfschifffahrtsgesellschaftskapitän": "Donau-dampfschiff-fahrts-ge-sellschafts-ka-pitän",
		"Internacionalização":                        "Inter-na-cio-na-li-zação",
		"короткое слово":                             "короткое слово",
		"short words stay, whole":                    "short words stay, whole",
	} {
		got := strings.ReplaceAll(string(soften([]rune(word))), string(softHyphen), "-")
		if got != want {
			t.Errorf("soften(%s) = %s, want %s", word, got, want)
		}
	}
}

func TestWordsOfKoreanStayWhole(t *testing.T) {
	setter := typesetterFor(t, "ko")
	text := setter.together([]rune("줄의 길이: 눈을 위한 글쓰기"))
	for _, l := range setter.lines(text, setter.shape(text, 90), 420, 0, shaping.Never) {
		end := 0
		for _, run := range l.runs {
			end = max(end, run.Runes.Offset+run.Runes.Count)
		}
		if end < len(text) && text[end-1] != ' ' {
			t.Errorf("a line ends within a word: %q", string(text[:end]))
		}
	}
}

func TestTooLongTitleIsCutWithAnEllipsis(t *testing.T) {
	setter := typesetterFor(t, "en-US")
	b := setter.fit(strings.Repeat("many words ", 60), measure{width: 800, height: 400, sizes: []int{56, 48}, broken: []int{48}, most: 5})
	if len(b.lines) != 5 {
		t.Fatalf("the title takes %d lines, want 5", len(b.lines))
	}
	last := b.lines[4].runs[len(b.lines[4].runs)-1]
	ellipsis := setter.shape([]rune("…"), 48)[0]
	if glyphs := last.Glyphs; len(glyphs) == 0 || glyphs[len(glyphs)-1].GlyphID != ellipsis.Glyphs[0].GlyphID {
		t.Error("the last line does not end with an ellipsis")
	}
}

func FuzzFit(f *testing.F) {
	for _, seed := range []string{
		"The measure of a line", "قياس السطر: كيف نكتب", "מקדמה ל-Go 1.26", "Donaudampfschifffahrtsgesellschaft", "\u202e\u0301\u00ad",
	} {
		f.Add(seed, "en-US")
		f.Add(seed, "ar")
	}
	fonts, err := fs.Sub(static.FS, "dist/fonts")
	if err != nil {
		f.Fatal(err)
	}
	read, err := newFaces(fonts)
	if err != nil {
		f.Fatal(err)
	}
	m := measure{width: 800, height: 400, sizes: []int{92, 48}, broken: []int{64, 48}, most: 5}
	f.Fuzz(func(t *testing.T, title, tag string) {
		l, err := locale.Parse(tag)
		if err != nil {
			return
		}
		printed, ok := read.printable(title, l)
		if again, still := read.printable(printed, l); ok && (again != printed || !still) {
			t.Fatalf("%q is printed as %q, and that as %q", title, printed, again)
		}
		b := newTypesetter(read, l).fit(printed, m)
		if len(b.lines) > m.most || widest(b.lines) > m.width+b.size || ok && printed != "" && len(b.lines) == 0 {
			t.Fatalf("%q takes %d lines of %d pixels", printed, len(b.lines), widest(b.lines))
		}
	})
}
