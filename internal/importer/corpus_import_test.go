package importer_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/importer"
	"verso/internal/locale"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

func TestRealSitesImportToExactlyTheirTruth(t *testing.T) {
	for _, set := range []string{"erickpatrick", "hugo-folder-glossary", "hugo-suffix-hextra", "zola-suffix-tabi", "jekyll-polyglot"} {
		t.Run(set, func(t *testing.T) {
			want := readTruth(t, set)
			storetest.Run(t, func(t *testing.T, db *store.DB) {
				dir := filepath.Join(corpus(t), set)
				o := importer.Options{Default: want.Options.Default}
				first := imported(t, db, dir, o)
				if diff := cmp.Diff(lower(want.PostsPerLocale), first.Posts); diff != "" {
					t.Errorf("posts (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(lower(want.MissingPerLocale), first.Missing); diff != "" {
					t.Errorf("missing (-want +got):\n%s", diff)
				}
				if first.Files != want.Files || first.Groups != want.Groups || first.Linked != want.LinkedGroups {
					t.Errorf("%d files, %d groups, %d linked; want %d, %d, %d",
						first.Files, first.Groups, first.Linked, want.Files, want.Groups, want.LinkedGroups)
				}
				if len(first.Skipped) > 0 {
					t.Errorf("skipped:\n%s", reasons(first.Skipped))
				}
				again := imported(t, db, dir, o)
				if again.Created+again.Updated != 0 || again.Unchanged != first.Created || again.Untranslated != first.Untranslated {
					t.Errorf("the second import did %+v, after %+v", again, first)
				}
			})
		})
	}
}

func TestTheSixCopiesOfTheRealSiteAreHeldBack(t *testing.T) { // FACTS 14
	want := readTruth(t, "erickpatrick")
	db := storetest.SQLite(t)
	r := imported(t, db, filepath.Join(corpus(t), "erickpatrick"), importer.Options{})
	if r.Untranslated != len(want.CopiesOfSource) || len(want.CopiesOfSource) == 0 {
		t.Errorf("%d held back, want %d", r.Untranslated, len(want.CopiesOfSource))
	}
	files, err := db.ImportFiles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for _, f := range files {
		if f.State == store.FileUntranslated && f.PostID == nil {
			held[f.Path] = true
		}
	}
	for _, path := range want.CopiesOfSource {
		if !held[path] {
			t.Errorf("%s is the source's text and was not held back", path)
		}
	}
	projects, err := db.PublishedInOrder(t.Context(), "pt-BR", content.Project)
	if err != nil || len(projects) != 2 || projects[0].Title != "RPG do Mestre" {
		t.Errorf("projects %+v (%v), want the two of the list in its order", projects, err)
	}
}

func TestSourcesWithoutTextAreDrafts(t *testing.T) {
	want := readTruth(t, "hugo-folder-glossary")
	db := storetest.SQLite(t)
	r := imported(t, db, filepath.Join(corpus(t), "hugo-folder-glossary"), importer.Options{Default: want.Options.Default})
	empty := 0
	for _, n := range want.EmptyBodies {
		empty += n
	}
	if r.Untranslated != empty-1 {
		t.Errorf("%d held back, want the %d without text less the source", r.Untranslated, empty)
	}
	if p := postAt(t, db, "en", content.Article, "search"); p.Status != content.Draft {
		t.Errorf("the source without text is %s, want a draft", p.Status)
	}
	if p := postAt(t, db, "en", content.Article, "firewall"); p.Status != content.Draft {
		t.Errorf("a draft of the old site is %s", p.Status)
	}
	if p := postAt(t, db, "en", content.Article, "template"); p.Status != content.Draft {
		t.Errorf("_TEMPLATE.md is %s, want a draft", p.Status)
	}
}

func TestTheSeedDocumentsImport(t *testing.T) {
	db := storetest.SQLite(t)
	r := imported(t, db, filepath.Join(corpus(t), "seeds"), importer.Options{})
	if r.Created != 2 || len(r.Skipped) > 0 || r.Posts["en-us"] != 2 {
		t.Fatalf("report %+v, want two posts in en-us", r)
	}
	p := postAt(t, db, "en-US", content.Article, "proximo-desafio-elixir")
	if p.Title != "Next challenge: Elixir, OTP, Phoenix and Liveview ecosystem" || p.Date().Format("2006-01-02") != "2024-02-26" {
		t.Errorf("post %q of %s", p.Title, p.Date())
	}
	if talk := postAt(t, db, "en-US", content.Article, "elixir-talk-transcript"); talk.Title != "Elixir talk transcript" {
		t.Errorf("the transcript is called %q", talk.Title)
	}
}

func TestAParentOfTheLocaleFoldersIsTheSameSite(t *testing.T) {
	set := filepath.Join(corpus(t), "erickpatrick")
	whole := imported(t, storetest.SQLite(t), set, importer.Options{})
	part := imported(t, storetest.SQLite(t), filepath.Join(set, "src", "_posts"), importer.Options{})
	if diff := cmp.Diff(whole.Posts, part.Posts); diff != "" || whole.Groups != part.Groups {
		t.Errorf("from the site and from its posts (-site +posts):\n%s", diff)
	}
	if whole.Created-part.Created != 4 {
		t.Errorf("%d and %d posts; only the four projects may differ", whole.Created, part.Created)
	}
}

func TestEqualSlugsOfARealSiteAreToldApart(t *testing.T) {
	db := storetest.SQLite(t)
	imported(t, db, filepath.Join(corpus(t), "hugo-suffix-hextra"), importer.Options{Default: "en"})
	for _, l := range []locale.Tag{"en", "fa", "ja", "zh-CN"} {
		blog := postAt(t, db, l, content.Article, "markdown")
		guide := postAt(t, db, l, content.Article, "markdown-guide")
		variants, err := db.Variants(t.Context(), guide.GroupID)
		if err != nil || len(variants) != 4 || blog.GroupID == guide.GroupID {
			t.Errorf("%s: the guide has %d variants (%v), want 4, apart from the blog's", l, len(variants), err)
		}
	}
}

func TestTheNearMissOfARealSiteIsOffered(t *testing.T) { // FACTS 8
	db := storetest.SQLite(t)
	r := imported(t, db, filepath.Join(corpus(t), "jekyll-polyglot"), importer.Options{Default: "en"})
	var offered []importer.Problem
	for _, p := range r.Warnings {
		if strings.Contains(p.Reason, "may be the same work") {
			offered = append(offered, p)
		}
	}
	if len(offered) != 1 || offered[0].File != "site/_posts/zh-CN/2023-06-08-polyglot-1.6.0-chinese-support.md" ||
		!strings.Contains(offered[0].Reason, "site/_posts/2023-06-8-polyglot-1.6.0-chinese-support.md") {
		t.Errorf("offered %+v, want the pair of June 2023", offered)
	}
}

func TestLinkTagsOfARealSiteBecomeLinks(t *testing.T) { // FACTS 34, 36
	db := storetest.SQLite(t)
	r := imported(t, db, filepath.Join(corpus(t), "jekyll-polyglot"), importer.Options{Default: "en"})
	p := postAt(t, db, "en", content.Article, "localized-variables")
	if strings.Contains(p.Body, "{% highlight") || !strings.Contains(p.Body, "```") {
		t.Errorf("highlighted code stayed a tag:\n%s", p.Body)
	}
	for _, problem := range r.Warnings {
		if strings.Contains(problem.Reason, "highlight") {
			t.Errorf("%+v: a block of code needs no report", problem)
		}
	}
}
