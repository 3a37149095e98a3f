package importer_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"verso/internal/importer"
	"verso/internal/locale"
)

// truth is the part of an expected.json that an import must arrive at.
type truth struct {
	Options struct {
		Default locale.Tag `json:"default"`
	}
	Files            int            `json:"files"`
	PostsPerLocale   map[string]int `json:"posts_per_locale"`
	Groups           int            `json:"groups"`
	LinkedGroups     int            `json:"linked_groups"`
	MissingPerLocale map[string]int `json:"missing_per_locale"`
	SectionIndexes   int            `json:"section_index_files"`
	Drafts           map[string]int `json:"drafts_per_locale"`
	EmptyBodies      map[string]int `json:"empty_bodies_per_locale"`
	CopiesOfSource   []string       `json:"bodies_identical_to_source_paths"`
	SlugCollisions   int            `json:"slug_collisions_within_a_locale"`
	WithoutTitle     int            `json:"posts_without_title_count"`
}

// corpus returns the folder of real sites.
func corpus(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("VERSO_CORPUS")
	if dir == "" {
		t.Skip("VERSO_CORPUS is not set: no real content to import")
	}
	return dir
}

func readTruth(t *testing.T, set string) truth {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(corpus(t), set, "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want truth
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	return want
}

func planOf(t *testing.T, dir string, o importer.Options, s importer.Setting) importer.Plan {
	t.Helper()
	tree, err := importer.OpenTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	return importer.NewPlan(tree, o, s)
}

// empty is the setting of a new site.
var empty = importer.Setting{Default: "en-US", Empty: true, Now: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)}

func TestRealSitesAreReadAsTheyAre(t *testing.T) {
	for _, set := range []string{"erickpatrick", "hugo-folder-glossary", "hugo-suffix-hextra", "zola-suffix-tabi", "jekyll-polyglot"} {
		t.Run(set, func(t *testing.T) {
			want := readTruth(t, set)
			p := planOf(t, filepath.Join(corpus(t), set), importer.Options{Default: want.Options.Default}, empty)
			if p.Files != want.Files {
				t.Errorf("%d files, want %d", p.Files, want.Files)
			}
			posts, missing := map[string]int{}, map[string]int{}
			var groups, linked, sum int
			for _, g := range p.Groups {
				if g.Listed {
					continue
				}
				groups++
				if len(g.Variants) > 1 {
					linked++
				}
			}
			for tag, n := range p.Posts() {
				posts[tag.Path()] = n
				missing[tag.Path()] = groups - n
				sum += n
			}
			if diff := cmp.Diff(lower(want.PostsPerLocale), posts); diff != "" {
				t.Errorf("posts (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(lower(want.MissingPerLocale), missing); diff != "" {
				t.Errorf("missing (-want +got):\n%s", diff)
			}
			if groups != want.Groups || linked != want.LinkedGroups {
				t.Errorf("%d groups, %d linked; want %d, %d", groups, linked, want.Groups, want.LinkedGroups)
			}
			if sum+want.SectionIndexes+len(p.Skipped) != want.Files {
				t.Errorf("%d posts, %d section indexes and %d skipped do not make %d files", sum, want.SectionIndexes, len(p.Skipped), want.Files)
			}
			for _, problem := range append(p.Skipped, p.Warnings...) {
				t.Log(problem)
			}
		})
	}
}

// lower writes the locales of a truth in path form.
func lower(counts map[string]int) map[string]int {
	form := map[string]int{}
	for tag, n := range counts {
		form[strings.ToLower(tag)] = n
	}
	return form
}
