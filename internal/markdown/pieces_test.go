package markdown

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// pieceLines returns the pieces of a text, one line each, with the bytes that
// they say they are.
func pieceLines(src string, refs References) []string {
	var all []string
	for _, p := range Pieces(src, refs) {
		line := fmt.Sprintf("%s %q", p.Kind, src[p.Start:p.End])
		for _, part := range []struct{ name, value string }{{"text", p.Text}, {"dest", p.Dest}, {"title", p.Title}, {"label", p.Label}} {
			if part.value != "" {
				line += " " + part.name + "=" + part.value
			}
		}
		all = append(all, line)
	}
	return all
}

func TestPiecesSayWhereTheyAre(t *testing.T) {
	defined, err := Structure("[ref]: /there \"Title\"\n\na[^n]\n\n[^n]: note\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := defined.References.Footnotes(); len(got) != 1 || got[0] != "n" {
		t.Errorf("footnotes %q", got)
	}
	for src, want := range map[string][]string{
		"plain":                          nil,
		"a `b c` ``d`e``":                {"code \"`b c`\" text=b c", "code \"``d`e``\" text=d`e"},
		"[a *b*](/c \"d\")":              {`link "[a *b*](/c \"d\")" text=a *b* dest=/c title=d`, `em "*b*" text=b`},
		"[a][ref] [ref] [none]":          {`link "[a][ref]" text=a dest=/there title=Title label=ref`, `link "[ref]" text=ref dest=/there title=Title label=ref`},
		"![a](b.png) [![c](d)](e)":       {`image "![a](b.png)" text=a dest=b.png`, `link "[![c](d)](e)" text=![c](d) dest=e`, `image "![c](d)" text=c dest=d`},
		"see[^1] and[^n].":               {`footnote "[^1]" text=[^1] label=1`, `footnote "[^n]" text=[^n] label=n`},
		"<b>x</b><br>":                   {`html "<b>" text=<b>`, `html "</b>" text=</b>`, `html "<br>" text=<br>`},
		"at https://a.b/c, <http://d.e>": {`url "https://a.b/c" text=https://a.b/c dest=https://a.b/c`, `url "<http://d.e>" text=http://d.e dest=http://d.e`},
		"to a@b.org (c@d.org)":           {`email "a@b.org" text=a@b.org dest=a@b.org`, `email "c@d.org" text=c@d.org dest=c@d.org`},
		"{{< figure 2 >}} \\[04:13\\]":   {`tag "{{< figure 2 >}}" text={{< figure 2 >}}`, `time "\\[04:13\\]" text=04:13`},
		"**a** ~~b~~ ***c*** __d__":      {`strong "**a**" text=a`, `strike "~~b~~" text=b`, `em "***c***" text=**c**`, `strong "**c**" text=c`, `strong "__d__" text=d`},
		"1,000.5 of `7` [8](9) ٣٤ x2":    {`number "1,000.5" text=1,000.5`, "code \"`7`\" text=7", `link "[8](9)" text=8 dest=9`, `number "8" text=8`, `number "٣٤" text=٣٤`, `number "2" text=2`},
		"# 1. no block\\\n- `x`":         {`number "1" text=1`, "code \"`x`\" text=x"},
		"é `ü`\r\n日 `本`":                 {"code \"`ü`\" text=ü", "code \"`本`\" text=本"},
	} {
		if diff := cmp.Diff(want, pieceLines(src, defined.References)); diff != "" {
			t.Errorf("pieces of %q (-want +got):\n%s", src, diff)
		}
	}
}

func TestPiecesOfSeveralLinesAreWhole(t *testing.T) {
	for src, want := range map[string]string{
		"a <b\nc=\"d\"> e":     "<b\nc=\"d\">",
		"a `b\nc` d":           "`b\nc`",
		"a [b\nc](d\n\"e\") f": "[b\nc](d\n\"e\")",
	} {
		all := Pieces(src, References{})
		if len(all) != 1 || src[all[0].Start:all[0].End] != want {
			t.Errorf("pieces of %q are %+v", src, all)
		}
	}
}

func FuzzPieces(f *testing.F) {
	for _, src := range hostile {
		f.Add(src)
	}
	f.Add("**[`a`](b)** ~~c~~ <d@e.f> www.g.h [^i] 1.5")
	f.Fuzz(func(t *testing.T, src string) {
		last := 0
		for _, p := range Pieces(src, References{}) {
			if p.Start < last || p.End > len(src) || p.Start >= p.End {
				t.Fatalf("pieces of %q: %+v", src, p)
			}
			last = p.Start
			if p.Kind == PieceNumber && strings.TrimSpace(src[p.Start:p.End]) != p.Text {
				t.Errorf("%q: the number %q is at %q", src, p.Text, src[p.Start:p.End])
			}
		}
	})
}
