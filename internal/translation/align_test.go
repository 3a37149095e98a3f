package translation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// keyed makes segments of lines: "h2: A title", "A paragraph".
func keyed(lines ...string) []Keyed {
	var segments []Segment
	for _, line := range lines {
		s := Segment{Kind: Paragraph, Text: line}
		if kind, text, ok := strings.Cut(line, ": "); ok && !strings.Contains(kind, " ") {
			s.Kind, s.Text = Kind(kind), text
		}
		segments = append(segments, s)
	}
	return Key(segments, nil)
}

// became writes links as "0>0 same".
func became(links []Link) []string {
	var all []string
	for _, l := range links {
		s := fmt.Sprintf("%d>%d %s", l.Old, l.New, l.Change)
		if l.Part > 0 {
			s += fmt.Sprintf(" %d", l.Part)
		}
		all = append(all, s)
	}
	return all
}

func TestAlign(t *testing.T) {
	const (
		cat   = "The cat sat on the mat and looked at the dog."
		bird  = "A bird sang in the old tree behind our house."
		train = "Nobody knows when the last train leaves this town."
		rain  = "It rained for three days before the river rose."
	)
	for name, c := range map[string]struct {
		old, new []string
		want     []string
	}{
		"nothing":     {nil, nil, nil},
		"as it was":   {[]string{cat, bird}, []string{cat, bird}, []string{"0>0 same", "1>1 same"}},
		"came":        {[]string{cat}, []string{cat, bird}, []string{"0>0 same", "-1>1 new"}},
		"went":        {[]string{cat, bird}, []string{bird}, []string{"1>0 same", "0>-1 removed"}},
		"all is new":  {[]string{cat, bird}, []string{train, rain}, []string{"-1>0 new", "-1>1 new", "0>-1 removed", "1>-1 removed"}},
		"33 a letter": {[]string{cat, bird}, []string{cat, "A bird sang in the old tree behind our horse."}, []string{"0>0 same", "1>1 changed"}},
		"33 a letter of a heading of one word": {
			[]string{"h2: Install", cat}, []string{"h2: Installs", cat}, []string{"0>0 changed", "1>1 same"},
		},
		"34 a link": {
			[]string{"See [the page](/a) of the cat.", cat}, []string{"See [the page](/b) of the cat.", cat}, []string{"0>0 trivial", "1>1 same"},
		},
		"36 a mark":                        {[]string{"Hello.", cat}, []string{"Hello!", cat}, []string{"0>0 trivial", "1>1 same"}},
		"the code in a text is no trifle":  {[]string{"Run `rm -r a` now.", cat}, []string{"Run `rm -r /a` now.", cat}, []string{"0>0 changed", "1>1 same"}},
		"nor is the point of a number":     {[]string{"Wait 1.5 seconds.", cat}, []string{"Wait 15 seconds.", cat}, []string{"0>0 changed", "1>1 same"}},
		"37 two paragraphs changed places": {[]string{cat, bird}, []string{bird, cat}, []string{"1>0 moved", "0>1 moved"}},
		"37 among others": {
			[]string{rain, cat, bird, train}, []string{rain, bird, cat, train}, []string{"0>0 same", "2>1 moved", "1>2 moved", "3>3 same"},
		},
		"moved far":                {[]string{cat, bird, train, rain}, []string{bird, train, rain, cat}, []string{"1>0 same", "2>1 same", "3>2 same", "0>3 moved"}},
		"38 a paragraph made item": {[]string{cat, bird}, []string{cat, "li: " + bird}, []string{"0>0 same", "1>1 same"}},
		"a heading made paragraph": {[]string{cat, "h2: " + bird, train}, []string{cat, bird, train}, []string{"0>0 same", "1>1 moved", "2>2 same"}},
		"39 split": {
			[]string{cat + " " + bird, train}, []string{cat, bird, train}, []string{"0>0 split 1", "0>1 split 2", "1>2 same"},
		},
		"39 split unevenly": {
			[]string{train + " " + rain + " " + cat, bird}, []string{train + " " + rain, cat, bird}, []string{"0>0 split 1", "0>1 split 2", "1>2 same"},
		},
		"40 merged": {
			[]string{cat, bird, train}, []string{cat + " And then: " + bird, train}, []string{"0>0 merged 1", "1>0 merged 2", "2>1 same"},
		},
		"a sentence more and a new paragraph are no split": {
			[]string{cat, train}, []string{cat + " It was grey.", bird, train}, []string{"0>0 changed", "-1>1 new", "1>2 same"},
		},
		"46 written anew": {
			[]string{cat, bird, train}, []string{rain, "Wholly different words about bread.", "Salt is what makes soup worth eating."},
			[]string{"-1>0 new", "-1>1 new", "-1>2 new", "0>-1 removed", "1>-1 removed", "2>-1 removed"},
		},
		"alone between neighbours a third is enough": {
			[]string{cat, "one two three four five six", bird}, []string{cat, "one two seven eight nine ten", bird},
			[]string{"0>0 same", "1>1 changed", "2>2 same"},
		},
		"moved and changed": {
			[]string{cat, bird, train, rain}, []string{bird, train, rain, strings.Replace(cat, "dog", "fox", 1)},
			[]string{"1>0 same", "2>1 same", "3>2 same", "0>3 moved-changed"},
		},
		"a title is itself however it was written anew": {
			[]string{"title: Cats", "slug: cats", cat}, []string{"title: All about birds", "slug: birds", cat},
			[]string{"0>0 changed", "1>1 trivial", "2>2 same"},
		},
		"Japanese": {
			[]string{"猫が好きです。とても好きです。", "雨が三日降りました。"}, []string{"犬が好きです。とても好きです。", "雨が三日降りました。"},
			[]string{"0>0 changed", "1>1 same"},
		},
	} {
		if d := cmp.Diff(c.want, became(Align(keyed(c.old...), keyed(c.new...)))); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
}

// Case 42.
func TestCase42RepeatedCellsKeepTheirTranslations(t *testing.T) {
	var old, now []string
	for i := range 10 {
		old = append(old, fmt.Sprintf("td: Row %d of many", i), "td: Yes")
	}
	now = append([]string{"td: A new row", "td: Yes"}, old...)
	links := Align(keyed(old...), keyed(now...))
	for _, l := range links {
		if l.Old >= 0 && (l.New != l.Old+2 || l.Change != Same) {
			t.Errorf("cell %d became cell %d (%s), want it to follow its row", l.Old, l.New, l.Change)
		}
	}
	if links[1].Old != -1 {
		t.Errorf("the Yes of the new row was cell %d, want it new", links[1].Old)
	}
}

// Case 43.
func TestCase43AHeadingThatIsThereTwiceStaysInItsPlace(t *testing.T) {
	old := keyed("h2: Usage", "Of the one.", "h2: Usage", "Of the other.", "The end of it all.")
	now := keyed("Of the one.", "h2: Usage", "Of the other.", "h2: Usage", "And something more here.", "The end of it all.")
	for _, l := range Align(old, now) {
		if l.New == 1 && l.Old != 2 {
			t.Errorf("the heading before %q was that of segment %d, want the second", now[2].Text, l.Old)
		}
	}
}

// keyedTexts draws segments of few words, so that they have much in common.
func keyedTexts() *rapid.Generator[[]Keyed] {
	word := rapid.SampledFrom([]string{"a", "b", "c", "dé", "猫", "`x`", "[l](u)", "1.5", ".", "*", ""})
	text := rapid.Custom(func(t *rapid.T) Segment {
		return Segment{
			Kind: rapid.SampledFrom([]Kind{Paragraph, Item, Heading2, Cell, FieldTitle, Code}).Draw(t, "kind"),
			Text: strings.Join(rapid.SliceOfN(word, 0, 8).Draw(t, "words"), " "),
		}
	})
	return rapid.Map(rapid.SliceOfN(text, 0, 40), func(s []Segment) []Keyed {
		fields := map[Kind]bool{} // a post has each once
		return Key(slices.DeleteFunc(s, func(s Segment) bool {
			twice := s.Kind.Field() && fields[s.Kind]
			fields[s.Kind] = true
			return twice
		}), nil)
	})
}

// checkLinks fails if a segment is not accounted for exactly once.
func checkLinks(t interface{ Errorf(string, ...any) }, old, now []Keyed, links []Link) {
	type side struct{ whole, parts int }
	from, to := make([]side, len(old)), make([]side, len(now))
	for _, l := range links {
		if l.Old >= 0 {
			if l.Part > 0 {
				from[l.Old].parts++
			} else {
				from[l.Old].whole++
			}
		}
		if l.New >= 0 {
			if l.Part > 0 {
				to[l.New].parts++
			} else {
				to[l.New].whole++
			}
		}
		if l.Change == Same && old[l.Old].Hash != now[l.New].Hash {
			t.Errorf("%q and %q are called the same", old[l.Old].Text, now[l.New].Text)
		}
	}
	for i, s := range append(from, to...) {
		if s.whole+min(s.parts, 1) != 1 || s.parts > 2 {
			t.Errorf("segment %d of %d and %d has %d links and %d of parts", i, len(old), len(now), s.whole, s.parts)
		}
	}
}

func TestAlignAccountsForEverySegmentOnceAndIsDeterministic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, now := keyedTexts().Draw(t, "old"), keyedTexts().Draw(t, "new")
		links := Align(old, now)
		checkLinks(t, old, now, links)
		if d := cmp.Diff(links, Align(old, now)); d != "" {
			t.Errorf("aligned again (-first +second):\n%s", d)
		}
		for _, l := range Align(old, old) {
			if l.Change != Same || l.Old != l.New {
				t.Errorf("a text with itself has %v", l)
			}
		}
	})
}

func FuzzAlign(f *testing.F) {
	f.Add("a\nb\nc", "a\nc\nb")
	f.Add("h2: x\n`a` [b](c)", "\xff\nh2: X")
	f.Fuzz(func(t *testing.T, a, b string) {
		old, now := keyed(strings.Split(a, "\n")...), keyed(strings.Split(b, "\n")...)
		checkLinks(t, old, now, Align(old, now))
	})
}

// longText makes a text of n segments, and the same after some edits.
func longText(n, edits int) (old, now []Segment) {
	r := rand.New(rand.NewPCG(1, 2))
	vocabulary := make([]string, 3000)
	for i := range vocabulary {
		vocabulary[i] = fmt.Sprintf("%c%c%d", 'a'+rune(r.IntN(26)), 'a'+rune(r.IntN(26)), i)
	}
	sentence := func() string {
		words := make([]string, 12+r.IntN(60))
		for i := range words {
			// Some words are much more common than others.
			words[i] = vocabulary[int(float64(len(vocabulary))*r.Float64()*r.Float64()*r.Float64())]
		}
		return strings.Join(words, " ") + " [here](/" + words[0] + ")."
	}
	for i := range n {
		k := Paragraph
		if i%10 == 0 {
			k = Heading2
		}
		old = append(old, Segment{Kind: k, Text: sentence()})
	}
	now = append(now, old...)
	for range edits {
		i := r.IntN(len(now))
		words := strings.Fields(now[i].Text)
		switch r.IntN(5) {
		case 0:
			now = append(now[:i], now[i+1:]...)
		case 1:
			now = append(now[:i], append([]Segment{{Kind: Paragraph, Text: sentence()}}, now[i:]...)...)
		case 2:
			j := r.IntN(len(now))
			now[i], now[j] = now[j], now[i]
		default:
			for range 4 {
				words[r.IntN(len(words))] = vocabulary[r.IntN(len(vocabulary))]
			}
			now[i].Text = strings.Join(words, " ")
		}
	}
	return old, now
}

// The target is 300 ms (performance.md, section 7), hashes included.
func BenchmarkAlign2000After200Edits(b *testing.B) {
	old, now := longText(2000, 200)
	for b.Loop() {
		Align(Key(old, nil), Key(now, nil))
	}
}

// What nothing is left of takes longest: it must not hold a server.
func BenchmarkAlignStrangers(b *testing.B) {
	old, _ := longText(2000, 0)
	_, now := longText(4000, 200)
	now = now[2000:]
	for b.Loop() {
		Align(Key(old, nil), Key(now, nil))
	}
}

// markdownOf writes the first words of segments as a body.
func markdownOf(segments []Segment) string {
	var b strings.Builder
	for _, s := range segments {
		words := strings.Fields(s.Text)
		b.WriteString(strings.Repeat("#", s.Kind.Heading()) + " " + strings.Join(words[:min(15, len(words))], " ") + "\n\n")
	}
	return b.String()
}

func BenchmarkUpdate2000After200Edits(b *testing.B) {
	old, now := longText(2000, 200)
	base := parse(b, markdownOf(old))
	next := parse(b, markdownOf(now))
	ids := make([]SegmentID, len(base.Segments))
	for i := range ids {
		ids[i] = SegmentID(i + 1)
	}
	found, _ := Identify(Key(base.Segments, ids), nil, Key(next.Segments, nil))
	nextIDs := make([]SegmentID, len(found))
	for i, f := range found {
		if nextIDs[i] = f.ID; f.ID == 0 {
			nextIDs[i] = SegmentID(10_000 + i)
		}
	}
	update := Update{Base: Linked(base, ids), Next: Linked(next, nextIDs), Target: Linked(base, ids)}
	for b.Loop() {
		if !update.Apply().Applied {
			b.Fatal("not applied")
		}
	}
}

func BenchmarkMatch2000(b *testing.B) {
	old, now := longText(2000, 200)
	base := parse(b, markdownOf(old))
	source := Linked(base, make([]SegmentID, len(base.Segments)))
	target := parse(b, markdownOf(now))
	for b.Loop() {
		Match(source, target)
	}
}
