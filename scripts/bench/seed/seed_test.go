package seed

import (
	"slices"
	"strings"
	"testing"

	"verso/internal/content"
)

func all(t *testing.T, posts int) []Work {
	t.Helper()
	s := New(posts)
	var works []Work
	for {
		w, ok := s.Next()
		if !ok {
			return works
		}
		works = append(works, w)
	}
}

func TestASiteIsTheSameEveryTime(t *testing.T) {
	a, b := all(t, 50), all(t, 50)
	if len(a) != len(b) || a[7].Texts[0] != b[7].Texts[0] || !slices.Equal(a[7].Terms, b[7].Terms) {
		t.Error("two sites of 50 posts differ")
	}
}

func TestASiteIsBilingualAndValid(t *testing.T) {
	const posts = 300
	works := all(t, posts)
	made, both, linked := 0, 0, 0
	slugs := map[string]bool{}
	for _, w := range works {
		made += len(w.Texts)
		if len(w.Texts) == 2 {
			both++
		}
		for _, text := range w.Texts {
			if err := text.Post(1, content.Article).Validate(); err != nil {
				t.Errorf("%s: %v", text.Slug, err)
			}
			if slugs[text.Address()] {
				t.Errorf("two texts at %s", text.Address())
			}
			slugs[text.Address()] = true
			if strings.Contains(text.Body, "]("+Path(text.Locale)+"/") {
				linked++
			}
		}
		if len(w.Terms) < 1 || len(w.Terms) > 4 || len(slices.Compact(slices.Sorted(slices.Values(w.Terms)))) != len(w.Terms) {
			t.Errorf("a work has the subjects %v, want one to four different ones", w.Terms)
		}
	}
	if made < posts || made > posts+1 {
		t.Errorf("made %d posts, want %d", made, posts)
	}
	if share := float64(both) / float64(len(works)); share < 0.6 || share > 0.8 {
		t.Errorf("%.2f of the works are in both languages, want about 0.7", share)
	}
	if linked < posts/4 {
		t.Errorf("%d of %d texts lead to another", linked, posts)
	}
}

func TestQueriesAreOfTheSiteWords(t *testing.T) {
	for _, class := range Classes() {
		queries := Queries(class, Portuguese, 20)
		if !slices.Equal(queries, Queries(class, Portuguese, 20)) {
			t.Errorf("%s: two askings differ", class)
		}
		if slices.Contains(queries, "") {
			t.Errorf("%s: an empty query among %q", class, queries)
		}
	}
}
