package check

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"verso/internal/frontmatter"
	"verso/internal/locale"
	"verso/internal/translation"
)

// A shelf is a published site of several languages.
type shelf struct {
	name   string
	source locale.Tag
	tags   map[string]locale.Tag            // by how the site writes them
	texts  map[string]map[locale.Tag]string // bodies by work
}

// Translation 2.11: what fires on more than one in fifty published pairs is no
// warning. Run with -v to read how often each check fires.
func TestWarningsAreRareInWhatIsPublished(t *testing.T) {
	root := os.Getenv("VERSO_CORPUS")
	if root == "" {
		t.Skip("VERSO_CORPUS is not set: no published translations to read")
	}
	fires, pairs := map[string]int{}, 0
	shown := map[string]int{}
	for _, s := range shelves(t, os.DirFS(root)) {
		for name, texts := range s.texts {
			for tag, text := range texts {
				if tag == s.source || texts[s.source] == "" || text == texts[s.source] {
					continue
				}
				for _, p := range alignedPairs(t, texts[s.source], text) {
					p.From, p.To = s.source, tag
					pairs++
					told := map[string]bool{}
					for _, f := range Run(p, Facts{}) {
						if told[f.Check] {
							continue
						}
						told[f.Check] = true
						fires[f.Check]++
						if shown[f.Check]++; testing.Verbose() && shown[f.Check] <= 12 {
							t.Logf("%s %s/%s %s %v\n\t%.300s\n\t%.300s", f.Check, s.name, name, tag, f.Args, p.Source, p.Target)
						}
					}
				}
			}
		}
	}
	if pairs < 1000 {
		t.Fatalf("only %d pairs were read", pairs)
	}
	for _, c := range All() {
		rate := 100 * float64(fires[c.ID]) / float64(pairs)
		t.Logf("%-16s %-8s %5d of %d %6.2f %%", c.ID, c.Severity, fires[c.ID], pairs, rate)
		if c.Severity != Info && rate > 2 {
			t.Errorf("%s is an %s and fires on %.2f %% of published pairs", c.ID, c.Severity, rate)
		}
	}
}

// alignedPairs returns the segments of two bodies that have one structure.
func alignedPairs(t *testing.T, source, target string) []Pair {
	t.Helper()
	a, err := translation.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	b, err := translation.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	kind := func(x, y translation.Segment) bool { return x.Kind == y.Kind }
	if !slices.EqualFunc(a.Segments, b.Segments, kind) {
		return nil
	}
	var all []Pair
	for i, s := range a.Segments {
		all = append(all, Pair{Kind: s.Kind, Source: s.Text, Target: b.Segments[i].Text})
	}
	return all
}

// shelves reads the sites below root.
func shelves(t *testing.T, root fs.FS) []*shelf {
	t.Helper()
	var all []*shelf
	known, err := fs.Glob(root, "*/expected.json")
	if err != nil || len(known) == 0 {
		t.Fatalf("no sites: %v", err)
	}
	for _, name := range known {
		var facts struct {
			Source  string   `json:"source_locale"`
			Locales []string `json:"locales"`
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, &facts); err != nil || len(facts.Locales) < 2 {
			continue
		}
		s := &shelf{name: path.Dir(name), source: locale.Tag(facts.Source), tags: map[string]locale.Tag{}, texts: map[string]map[locale.Tag]string{}}
		for _, l := range facts.Locales {
			if tag, err := locale.Parse(l); err == nil {
				s.tags[l] = tag
			}
		}
		s.source = s.tags[facts.Source]
		s.fill(t, root)
		all = append(all, s)
	}
	return all
}

// fill reads the texts of a site.
func (s *shelf) fill(t *testing.T, root fs.FS) {
	t.Helper()
	err := fs.WalkDir(root, s.name, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		data, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		doc, err := frontmatter.Parse(data)
		if err != nil {
			return nil //nolint:nilerr // its author has yet to mend it
		}
		work, tag := s.place(name)
		if s.texts[work] == nil {
			s.texts[work] = map[locale.Tag]string{}
		}
		s.texts[work][tag] = string(doc.Body)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// place returns the work of a file and its language, which a folder or the end
// of the name says.
func (s *shelf) place(name string) (string, locale.Tag) {
	var kept []string
	tag := s.source
	for _, part := range strings.Split(strings.TrimSuffix(name, ".md"), "/") {
		if l, ok := s.tags[part]; ok {
			tag = l
			continue
		}
		kept = append(kept, part)
	}
	last := kept[len(kept)-1]
	if at := strings.LastIndexByte(last, '.'); at >= 0 {
		if l, ok := s.tags[last[at+1:]]; ok {
			kept[len(kept)-1], tag = last[:at], l
		}
	}
	return path.Join(kept...), tag
}
