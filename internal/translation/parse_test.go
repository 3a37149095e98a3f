package translation

import (
	"errors"
	"strings"
	"testing"

	"verso/internal/frontmatter"
	"verso/internal/markdown"
)

func TestCase1ATextWithoutWordsHasNoSegments(t *testing.T) {
	header, err := frontmatter.Parse([]byte("---\ntitle: Only a header\n---\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range []string{"", "\n", " \n\t\n", "\ufeff", string(header.Body), "\u00a0\n", "---\n", "\u200b\n"} {
		segmentsAre(t, src)
	}
}

func TestCase3LineEndsStayWhatTheyAre(t *testing.T) {
	src := "# Title\r\n\r\nOne line\r\nand another.\r\n"
	segmentsAre(t, src, "h1 Title", "p One line and another.")
	becomes(t, src, 1, "Une ligne.\\\nEt une autre.", "# Title\r\n\r\nUne ligne.\\\r\nEt une autre.\r\n")
	becomes(t, src, 0, "Titre", "# Titre\r\n\r\nOne line\r\nand another.\r\n")
	segmentsAre(t, "old\rMac\r\rtext", "p old Mac", "p text")
}

func TestCase4TheFirstMarkAndTheLastLineEndStayWhatTheyAre(t *testing.T) {
	segmentsAre(t, "\ufeff# Title\r\n\r\nNo end", "h1 Title", "p No end")
	becomes(t, "\ufeff# Title\n\nNo end", 1, "Sans fin", "\ufeff# Title\n\nSans fin")
}

func TestCase5AQuoteInAQuoteIsOneSegment(t *testing.T) {
	src := "> > One line\n> > and another.\n"
	segmentsAre(t, src, "bq One line and another.")
	becomes(t, src, 0, "Une ligne\\\net une autre\\\net la fin", "> > Une ligne\\\n> > et une autre\\\n> > et la fin\n")
	becomes(t, "> > One line\n", 0, "Une\\\ndeux", "> > Une\\\n> > deux\n")
}

func TestCase6ALazyLineNeedsNoMark(t *testing.T) {
	src := "> One line\nand a lazy one.\n\nAfter.\n"
	segmentsAre(t, src, "bq One line and a lazy one.", "p After.")
	becomes(t, src, 0, "Une ligne\\\net une paresseuse.", "> Une ligne\\\net une paresseuse.\n\nAfter.\n")
	becomes(t, src, 0, "Une ligne\\\n- comme une liste", "> Une ligne\\\n\\- comme une liste\n\nAfter.\n")
}

func TestCase7TheSecondParagraphOfAnItemKeepsItsIndentation(t *testing.T) {
	src := "- One\n  - Two\n\n    More of two\n    goes on.\n"
	segmentsAre(t, src, "li One", "li Two", "li More of two goes on.")
	becomes(t, src, 2, "Encore", "- One\n  - Two\n\n    Encore\n")
	becomes(t, src, 2, "Encore\\\nun", "- One\n  - Two\n\n    Encore\\\n    un\n")
	becomes(t, src, 1, "Deux\\\nlignes", "- One\n  - Deux\\\n    lignes\n\n    More of two\n    goes on.\n")
}

func TestCase8ATightListAndALooseOneHaveTheSameSegments(t *testing.T) {
	segmentsAre(t, "- a\n- b\n", "li a", "li b")
	segmentsAre(t, "- a\n\n- b\n", "li a", "li b")
	becomes(t, "- a\n- b\n", 0, "x", "- x\n- b\n")
	becomes(t, "- a\n\n- b\n", 1, "x", "- a\n\n- x\n")
}

func TestCase9TheBoxOfATaskStays(t *testing.T) {
	src := "- [x] done\n- [ ] to do\n  in two lines\n\n  and more\n"
	segmentsAre(t, src, "li done", "li to do in two lines", "li and more")
	becomes(t, src, 0, "fait", strings.Replace(src, "done", "fait", 1))
	becomes(t, src, 1, "à faire\\\nbientôt", strings.Replace(src, "to do\n  in two lines", "à faire\\\n  bientôt", 1))
	becomes(t, "- plain\n", 0, "[x] faux", "- \\[x] faux\n")
}

func TestCase10WhatMarksAHeadingStays(t *testing.T) {
	for _, form := range []string{"## % {#id .c} ##", "## % ## {#id .c}", "##  % {#id}", "## % ##", "## %"} {
		src := strings.Replace(form, "%", "Title", 1)
		segmentsAre(t, src+"\n", "h2 Title")
		becomes(t, src+"\n", 0, "Le titre", strings.Replace(form, "%", "Le titre", 1)+"\n")
	}
	becomes(t, "# On C\n", 0, "Sur le C #", "# Sur le C \\#\n")
	becomes(t, "# Title {#a}\n", 0, "Titre {#b}", "# Titre {#a}\n")
}

func TestCase11AHeadingOverTwoLinesKeepsItsUnderline(t *testing.T) {
	src := "A title\nover two lines\n=====\n\nText\n"
	segmentsAre(t, src, "h1 A title over two lines", "p Text")
	becomes(t, src, 0, "Un titre", "Un titre\n=====\n\nText\n")
	becomes(t, src, 0, "- Un titre", "\\- Un titre\n=====\n\nText\n")
}

func TestCase12PipesOfACellAreEscaped(t *testing.T) {
	src := "| a \\| b | `x\\|y` |\n|---|---|\n| c | d |\n"
	segmentsAre(t, src, `th a \| b`, "th `x\\|y`", "td c", "td d")
	becomes(t, src, 2, "c|c", strings.Replace(src, "| c |", `| c\|c |`, 1))
	becomes(t, src, 2, "`c|c` \\| c", strings.Replace(src, "| c |", "| `c\\|c` \\| c |", 1))
	becomes(t, "|a|b|\n|-|-|\n|c|d|\n", 2, `c\`, "|a|b|\n|-|-|\n|c\\ |d|\n")
}

func TestCase13ARowWithOtherCellsThanItsHeaderStaysWhatItIs(t *testing.T) {
	src := "a | b\n--|--\nc\nd | e | f | g\n|\n"
	segmentsAre(t, src, "th a", "th b", "td c", "td d", "td e")
	becomes(t, src, 4, "é", strings.Replace(src, "d | e | f", "d | é | f", 1))
}

func TestCase14FootnotesStandWhereTheyAreWritten(t *testing.T) {
	segmentsAre(t, "First[^b] and[^a].\n\n[^a]: Note a\n\nMiddle.\n\n[^b]: Note b\n\n    goes on.\n\nLast.\n",
		"p First[^b] and[^a].", "fn Note a", "p Middle.", "fn Note b", "fn goes on.", "p Last.")
	src := "One[^1] two[^2].\n\n[^1]: Eins\n[^2]: Zwei\n"
	becomes(t, src, 0, "Deux[^2] un[^1].", "Deux[^2] un[^1].\n\n[^1]: Eins\n[^2]: Zwei\n")
	becomes(t, src, 1, "Un\\\net demi", "One[^1] two[^2].\n\n[^1]: Un\\\n    et demi\n[^2]: Zwei\n")
	refused(t, src, 0, "Un[^1] deux.", FaultFootnote)
}

func TestCase15AFootnoteThatNothingRefersToIsLeftAlone(t *testing.T) {
	src := "Text.\n\n[^nobody]: Nobody reads this.\n\nMore.\n"
	segmentsAre(t, src, "p Text.", "p More.")
	becomes(t, src, 1, "Encore.", strings.Replace(src, "More.", "Encore.", 1))
}

func TestCase16OfAReferenceOnlyTheTitleIsText(t *testing.T) {
	src := "See [one].\n\n[one]: /one\n[two]: <b c> 'The second'\n[three]: /three\n    \"The third\"\n\nMore [two] [three].\n"
	segmentsAre(t, src, "p See [one].", "ref-title The second", "ref-title The third", "p More [two] [three].")
	becomes(t, src, 1, "L'autre", strings.Replace(src, "The second", `L\'autre`, 1))
	becomes(t, src, 2, `Le "troisième"`, strings.Replace(src, "The third", `Le \"troisième\"`, 1))
}

func TestCase17HTMLIsTextWhereLettersStandOutsideTags(t *testing.T) {
	src := "<div class=\"a\">\n\n<p>Some words</p>\n<br>\n\n<!-- a comment -->\n\n<script>\nlet x\n</script>\n\n</div>\n"
	segmentsAre(t, src, "html <p>Some words</p>\n<br>")
	becomes(t, src, 0, "<p>Des mots</p>\n<br>", strings.Replace(src, "Some words", "Des mots", 1))
	refused(t, src, 0, "<p>Des mots</p>\n\n<br>", FaultStructure)
	becomes(t, "> <p>Some\n> words</p>\n", 0, "<p>Des\nmots\nici</p>", "> <p>Des\n> mots\n> ici</p>\n")
}

func TestCase18ATagOverTwoLinesKeepsItsLines(t *testing.T) {
	src := "Text\nwith <a\n  href=\"x\">a link</a>\nand more.\n"
	d := segmentsAre(t, src, "p Text with <a\nhref=\"x\">a link</a> and more.")
	becomes(t, src, 0, strings.Replace(d.Segments[0].Text, "a link", "un\nlien", 1),
		"Text with <a\nhref=\"x\">un lien</a> and more.\n")
}

func TestCase19CodeIsNoText(t *testing.T) {
	segmentsAre(t, "```md\n# No heading\n<!-- t:skip -->\n```\n\nText\n\n    <!-- t:skip -->\n\nMore `<!-- t:skip -->`\n",
		"p Text", "p More `<!-- t:skip -->`")
	code := "```mermaid t\ngraph TD\n  A[Start]\n```\n\n```mermaid\ngraph TD\n```\n"
	segmentsAre(t, code, "code graph TD\n  A[Start]")
	becomes(t, code, 0, "graph TD\n  A[Début]", strings.Replace(code, "Start", "Début", 1))
	refused(t, code, 0, "graph TD\n```\n", FaultStructure)
}

func TestCase22AnImageByItselfIsItsTexts(t *testing.T) {
	src := "![A *cat*](cat.png \"My cat\")\n\nProse with ![a dog](dog.png) in it.\n"
	d := segmentsAre(t, src, "img-alt A *cat*", "img-src cat.png", "img-title My cat", "p Prose with ![a dog](dog.png) in it.")
	if d.Segments[0].Path != "p[1]/img[1]" {
		t.Errorf("the path is %q", d.Segments[0].Path)
	}
	becomes(t, src, 0, "Un] chat", strings.Replace(src, "A *cat*", `Un\] chat`, 1))
	becomes(t, src, 1, "le chat.png", strings.Replace(src, "cat.png", "le%20chat.png", 1))
	becomes(t, src, 2, `Mon "chat"`, strings.Replace(src, "My cat", `Mon \"chat\"`, 1))
	segmentsAre(t, "![cat]\n\n[cat]: cat.png\n", "p ![cat]") // its text is the name of a reference
}

func TestCase23TwoImagesKeepTheirOrder(t *testing.T) {
	segmentsAre(t, "![one](1.png)\n![two](<2.png>) ![three][t] ![](none.png)\n\n[t]: 3.png\n",
		"img-alt one", "img-src 1.png", "img-alt two", "img-src 2.png", "img-alt three", "img-src none.png")
}

func TestCase29JapaneseLinesJoinWithoutSpaces(t *testing.T) {
	src := "これは最初の行で、\nこれは次の行です。English\nと日本語。\n"
	segmentsAre(t, src, "p これは最初の行で、これは次の行です。English と日本語。")
	becomes(t, "Two\nlines\n", 0, "最初の\n行", "最初の行\n")
	becomes(t, "Two\nlines\n", 0, "eine\nZeile", "eine Zeile\n")
}

func TestCase31WhatIsNoTextIsRefusedWithItsPlace(t *testing.T) {
	for src, want := range map[string]markdown.EncodingError{
		"one\n\ntwo\x00": {Offset: 8, Line: 3},
		"a\xed\xa0\x80":  {Offset: 1, Line: 1}, // half of a pair
		"\n\xff":         {Offset: 1, Line: 2},
	} {
		_, err := Parse(src)
		if got, ok := errors.AsType[*markdown.EncodingError](err); !ok || *got != want {
			t.Errorf("Parse(%q): %v, want %v", src, err, &want)
		}
	}
	refused(t, "text\n", 0, "te\xffxt", FaultEncoding)
	becomes(t, "text\n", 0, "te\x00xt\x07", "text\n")
}
