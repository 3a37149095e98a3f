package translation

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// block draws a block of a source. Each has words that no other has, so that a
// text found again is the one that was lost or not.
func block(t *rapid.T, n int) string {
	text := func() string {
		return fmt.Sprintf("%s number %d.", rapid.SampledFrom([]string{"Some words about it", "The cat sat on the mat", "Nobody *knows* `when` it is", "See [that](/page) and this"}).Draw(t, "text"), rapid.IntRange(1, 9999).Draw(t, "n"))
	}
	switch rapid.IntRange(0, 11).Draw(t, "block") {
	case 0:
		return "## Title " + text()
	case 1:
		return "- " + text() + "\n- " + text() + "\n  - " + text()
	case 2:
		return "> " + text() + "\n>\n> " + text()
	case 3:
		return "| " + text() + " | b |\n|---|---|\n| " + text() + " | yes |\n| " + text() + " | yes |"
	case 4:
		return fmt.Sprintf("```go\ncode %d\n\n- more\n```", rapid.IntRange(1, 3).Draw(t, "code"))
	case 5:
		return "1. " + text() + "\n\n   " + text() + "\n\n2. " + text()
	case 6:
		return "---"
	case 7:
		return "![alt " + text() + "](/a.png \"title " + text() + "\")"
	case 8:
		return "Heading " + text() + "\n==="
	case 9:
		return "Term " + text() + "\n: " + text()
	}
	return text()
}

// edited draws an edit of a source.
func edited(t *rapid.T, blocks []string) []string {
	blocks = slices.Clone(blocks)
	for range rapid.IntRange(1, 4).Draw(t, "edits") {
		i := rapid.IntRange(0, len(blocks)).Draw(t, "at")
		switch kind := rapid.IntRange(0, 6).Draw(t, "edit"); {
		case kind == 0 || len(blocks) < 2 || i == len(blocks):
			blocks = slices.Insert(blocks, i, block(t, i))
		case kind == 1:
			blocks = slices.Delete(blocks, i, i+1)
		case kind == 2:
			j := rapid.IntRange(0, len(blocks)-1).Draw(t, "to")
			blocks[i], blocks[j] = blocks[j], blocks[i]
		case kind == 3:
			blocks[i] = strings.Replace(blocks[i], "number", "figure", 1)
		case kind == 4:
			blocks[i] = strings.Replace(blocks[i], "/page", "/sheet", 1)
		case kind == 5 && !strings.Contains(blocks[i], "\n"):
			blocks[i] = "- " + blocks[i]
		case kind == 6:
			lines := strings.SplitAfter(blocks[i], "\n")
			at := rapid.IntRange(0, len(lines)-1).Draw(t, "line")
			blocks[i] = strings.TrimSuffix(strings.Join(slices.Delete(lines, at, at+1), ""), "\n")
		}
	}
	return blocks
}

func TestNoEditOfASourceLosesATranslation(t *testing.T) {
	applied, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		var blocks []string
		for i := range rapid.IntRange(1, 8).Draw(t, "blocks") {
			blocks = append(blocks, block(t, i))
		}
		w := begin(t, strings.Join(blocks, "\n\n")+"\n")
		torn := map[SegmentID]bool{}
		for range rapid.IntRange(1, 4).Draw(t, "rounds") {
			for _, s := range w.source.Slots {
				if i := w.target.Index(s.ID); i >= 0 && rapid.Bool().Draw(t, "translated") {
					w.translate(t, s.ID, "Übersetzt: "+w.target.Text(i))
				}
			}
			blocks = edited(t, blocks)
			texts := map[SegmentID]string{}
			for id, target := range w.targets {
				texts[id] = target.Text
			}
			done := w.edit(t, strings.Join(blocks, "\n\n")+"\n")
			all++
			if done.Applied {
				applied++
			}
			for id, text := range texts {
				if w.targets[id].Text != strings.ReplaceAll(text, "/page", "/sheet") && w.targets[id].Text != text {
					t.Errorf("segment %d was %q and is %q", id, text, w.targets[id].Text)
				}
				if target := w.targets[id]; target.State != Untranslated && w.target.Index(id) >= 0 {
					if got := w.target.Text(w.target.Index(id)); got != text && got != strings.ReplaceAll(text, "/page", "/sheet") {
						t.Errorf("segment %d stands as %q, want %q", id, got, text)
					}
				}
			}
			for _, id := range done.Missing {
				if len(done.Conflicts) > 0 {
					torn[id] = true // a cell of a row whose other cells are elsewhere
				}
				if done.Applied && w.targets[id].State == Untranslated && !torn[id] {
					t.Errorf("segment %d has no place in\n%s\nof\n%s", id, w.target.Doc.Source, w.source.Doc.Source)
				}
			}
		}
	})
	if applied*100 < all*90 {
		t.Errorf("%d of %d edits came into the translation, want nearly all", applied, all)
	}
	t.Logf("%d of %d edits came into the translation", applied, all)
}
