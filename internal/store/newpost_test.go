package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"verso/internal/content"
	"verso/internal/locale"
	"verso/internal/markdown"
	"verso/internal/search"
	"verso/internal/store"
	"verso/internal/store/storetest"
)

// many is how many posts the test adds at once: more than one statement takes.
const many = 120

// Rows 9 and 9b: what is added all at once is there as if it had been added
// one by one.
func TestPostsAddedAtOnceAreLikePostsAddedOneByOne(t *testing.T) {
	storetest.Run(t, func(t *testing.T, atOnce *store.DB) {
		oneByOne := storetest.SQLite(t)
		for _, db := range []*store.DB{oneByOne, atOnce} {
			storetest.Locales(t, db, en, pt)
			storetest.Do(t, db, addTerms)
		}
		storetest.Do(t, oneByOne, addOneByOne)
		storetest.Do(t, atOnce, addAtOnce)
		want := told(t, oneByOne)
		if len(want.Found.Posts) == 0 || len(want.Posts) != many {
			t.Fatalf("of %d posts %d are there, and searches find %d", many, len(want.Posts), len(want.Found.Posts))
		}
		if diff := cmp.Diff(want, told(t, atOnce)); diff != "" {
			t.Errorf("the site (-one by one +at once):\n%s", diff)
		}
	})
}

func addTerms(ctx context.Context, tx *store.Tx) error {
	for range 3 {
		if _, err := tx.AddTerm(ctx); err != nil {
			return err
		}
	}
	return nil
}

// generatedTags are the tags of three terms in two locales.
func generatedTags() []content.Tag {
	var tags []content.Tag
	for _, l := range []locale.Tag{en, pt} {
		for n := range 3 {
			tags = append(tags, content.Tag{TermID: content.TermID(n + 1), Locale: l, Slug: fmt.Sprintf("tag-%d", n), Name: "Tag"})
		}
	}
	return tags
}

// generated returns the n-th post: of two locales and three kinds, and one in
// five not for readers; and its tags, one of them twice.
func generated(n int) (content.Post, []content.TagID) {
	at := storetest.Now.AddDate(-n%7, 0, -n)
	p := content.Post{
		GroupID: content.GroupID(n + 1), Kind: content.Kinds()[n%3], Locale: en, Slug: fmt.Sprintf("slug-%d", n), Title: fmt.Sprintf("Title %d", n),
		Body:   fmt.Sprintf("# Title %d\n\nBody *number* %d of [many](other.md).\n", n, n),
		Status: content.Published, PublishedAt: &at, FirstPublishedAt: &at, CreatedAt: at, UpdatedAt: at, Words: n,
	}
	first := content.TagID(1)
	if n%2 == 1 {
		p.Locale, p.Excerpt, first = pt, "Um resumo", 4
	}
	if n%5 == 0 {
		p.Status, p.FirstPublishedAt = content.Draft, nil
	}
	return p, []content.TagID{first + content.TagID(n%3), first, first}
}

func addOneByOne(ctx context.Context, tx *store.Tx) error {
	for _, tag := range generatedTags() {
		if _, err := tx.AddTag(ctx, tag); err != nil {
			return err
		}
	}
	for n := range many {
		p, tags := generated(n)
		if _, err := tx.AddGroup(ctx, content.Group{Kind: p.Kind, Key: p.Slug}); err != nil {
			return err
		}
		p, err := tx.AddPost(ctx, p)
		if err != nil {
			return err
		}
		if err := tx.SavePostTags(ctx, p.Summary(), tags); err != nil {
			return err
		}
		if err := tx.SaveImportFile(ctx, store.ImportFile{Path: p.Slug, State: store.FilePost, Locale: p.Locale, PostID: &p.ID}); err != nil {
			return err
		}
	}
	return nil
}

func addAtOnce(ctx context.Context, tx *store.Tx) error {
	if err := tx.AddTags(ctx, generatedTags()); err != nil {
		return err
	}
	var groups []content.Group
	var posts []store.NewPost
	for n := range many {
		p, _ := generated(n)
		read, err := markdown.Read(p.Body, p.Locale)
		if err != nil {
			return err
		}
		groups = append(groups, content.Group{Kind: p.Kind, Key: p.Slug})
		posts = append(posts, store.Analyse(p, read))
	}
	if err := tx.AddGroups(ctx, groups); err != nil {
		return err
	}
	if err := tx.AddPosts(ctx, posts); err != nil {
		return err
	}
	var tags []store.PostTags
	var files []store.ImportFile
	for n, p := range posts {
		_, ids := generated(n)
		tags = append(tags, store.PostTags{Post: p.Summary(), Tags: ids})
		files = append(files, store.ImportFile{Path: p.Slug, State: store.FilePost, Locale: p.Locale, PostID: &p.ID})
	}
	if err := tx.AddPostTags(ctx, tags); err != nil {
		return err
	}
	return tx.SaveImportFiles(ctx, files)
}

// A site is what the test compares.
type site struct {
	Posts     map[content.PostID]content.Post
	Groups    map[content.GroupID]store.KeyedGroup
	Tags      map[content.PostID][]content.Tag
	Revisions []content.Revision
	Years     map[locale.Tag][]store.YearCount
	Files     []store.ImportFile
	Found     store.Found
}

// told reads everything that adding posts writes.
func told(t *testing.T, db *store.DB) (s site) {
	t.Helper()
	var posts []content.PostID
	var groups []content.GroupID
	for n := range many {
		posts, groups = append(posts, content.PostID(n+1)), append(groups, content.GroupID(n+1))
	}
	var err [5]error
	s.Posts, err[0] = db.Posts(t.Context(), posts)
	s.Groups, err[1] = db.Groups(t.Context(), groups)
	s.Tags, err[2] = db.TagsOfPosts(t.Context(), posts)
	s.Years, err[3] = db.YearsEverywhere(t.Context(), content.Article)
	s.Files, err[4] = db.ImportFiles(t.Context())
	if i := slices.IndexFunc(err[:], func(err error) bool { return err != nil }); i >= 0 {
		t.Fatal(err[i])
	}
	for _, id := range posts {
		revision, err := db.Revision(t.Context(), id, 1)
		if err != nil {
			t.Fatal(err)
		}
		s.Revisions = append(s.Revisions, revision)
	}
	var failed error
	s.Found, failed = db.Search(t.Context(), search.Parse("number").In(en), []search.Terms{search.Parse("number").In(pt)})
	if failed != nil {
		t.Fatal(failed)
	}
	return s
}
