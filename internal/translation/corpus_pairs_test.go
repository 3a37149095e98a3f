package translation_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"verso/internal/frontmatter"
	"verso/internal/translation"
)

// A set is a folder of real posts in several languages.
type set struct {
	Layout  string
	Options struct{ Root, Default string }
	Source  string              `json:"source_locale"`
	groups  map[string][]string // locales of a post
	folder  string
}

// body returns the text of a post in a locale, "" if there is none.
func (s set) body(t *testing.T, name, locale string) string {
	t.Helper()
	paths := []string{name + "." + locale + ".md"}
	if s.Layout == "folder" {
		paths = []string{locale + "/" + name + ".md"}
	}
	if locale == s.Options.Default {
		paths = append(paths, name+".md")
	}
	for _, path := range paths {
		raw, err := os.ReadFile(filepath.Join(s.folder, s.Options.Root, path))
		if err != nil {
			continue
		}
		doc, _ := frontmatter.Parse(raw)
		return string(doc.Body)
	}
	return ""
}

func readSets(t *testing.T, root string) []set {
	t.Helper()
	var sets []set
	names, _ := filepath.Glob(filepath.Join(root, "*", "groups.json"))
	for _, name := range names {
		s := set{folder: filepath.Dir(name)}
		for file, into := range map[string]any{"expected.json": &s, "groups.json": &s.groups} {
			raw, err := os.ReadFile(filepath.Join(s.folder, file))
			if err == nil {
				err = json.Unmarshal(raw, into)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		sets = append(sets, s)
	}
	return sets
}

// Real translations are linked with their sources by kind and order, and the
// text is what it was.
func TestRealTranslationsAreLinkedWithTheirSources(t *testing.T) {
	root := os.Getenv("VERSO_CORPUS")
	if root == "" {
		t.Skip("VERSO_CORPUS is not set: no real translations to link")
	}
	for _, s := range readSets(t, root) {
		var pairs, alike, segments, linked int
		for name, locales := range s.groups {
			source := s.body(t, name, s.Source)
			if source == "" {
				continue
			}
			for _, locale := range locales {
				body := s.body(t, name, locale)
				if locale == s.Source || body == "" || body == source {
					continue
				}
				n, found, score := linkPair(t, source, body)
				pairs, segments, linked = pairs+1, segments+n, linked+found
				if score == 1 {
					alike++
				}
			}
		}
		if pairs == 0 || linked*10 < segments*8 {
			t.Errorf("%s: %d of %d segments of %d pairs are linked", filepath.Base(s.folder), linked, segments, pairs)
			continue
		}
		t.Logf("%-22s %4d pairs, %3d %% of the same blocks; %5d of %5d source segments linked by kind and order: %.1f %%",
			filepath.Base(s.folder), pairs, alike*100/pairs, linked, segments, float64(linked)*100/float64(segments))
	}
}

// linkPair links a translation with its source, and returns how many segments
// the source has and how many of them are linked with one of their own kind.
func linkPair(t *testing.T, source, body string) (segments, linked int, score float64) {
	t.Helper()
	s, err := translation.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	target, err := translation.Parse(body)
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]translation.SegmentID, len(s.Segments))
	kinds := map[translation.SegmentID]translation.Kind{}
	for i := range ids {
		ids[i] = translation.SegmentID(i + 1)
		kinds[ids[i]] = s.Segments[i].Kind
	}
	of := translation.Linked(s, ids)
	text, score := translation.Match(of, target)
	if compiled, err := text.Compile(); err != nil || compiled != body {
		t.Errorf("%.60q: compiled, it is not what it was (%v)", body, err)
	}
	for i, slot := range text.Slots {
		if slot.ID != 0 && kinds[slot.ID] == text.Segments(i)[0].Kind {
			linked++
		}
	}
	same := translation.Update{Base: of, Next: of, Target: text}.Apply()
	if !same.Applied || same.Doc.Source != body {
		t.Errorf("%.60q: an edit of nothing changed it", body)
	}
	again, guessed := translation.Realign(of, text, target)
	if !slices.Equal(again.Slots, text.Slots) {
		t.Errorf("%.60q: linked again it has other links, %d guessed", body, len(guessed))
	}
	return len(s.Segments), linked, score
}
