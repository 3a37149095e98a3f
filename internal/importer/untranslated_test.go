package importer_test

import (
	"slices"
	"testing"

	"verso/internal/content"
	"verso/internal/importer"
)

const (
	englishText    = "This is the text of the post, and it is in English, as you can see from all of the words that are in it.\n"
	portugueseText = "Este é o texto do artigo e ele está em português, como você pode ver pelas palavras que não são de outra língua.\n"
	undecidedText  = "```\nfmt.Println(42)\n```\n"
)

func TestNotYetTranslatedIsHeldBack(t *testing.T) { // FACTS 13, 14
	for name, test := range map[string]struct {
		bodies map[string]string // by locale
		held   []string
		drafts []string
	}{
		"translated":                         {bodies: map[string]string{"en-us": englishText, "pt-br": portugueseText}},
		"without text":                       {bodies: map[string]string{"en-us": englishText, "pt-br": " \n"}, held: []string{"pt-br"}},
		"only a comment":                     {bodies: map[string]string{"en-us": englishText, "pt-br": "<!-- later -->\n"}, held: []string{"pt-br"}},
		"a source without text is a draft":   {bodies: map[string]string{"en-us": "", "pt-br": portugueseText}, drafts: []string{"en-us"}},
		"none has text":                      {bodies: map[string]string{"en-us": "", "pt-br": ""}, held: []string{"pt-br"}, drafts: []string{"en-us"}},
		"alone without text":                 {bodies: map[string]string{"pt-br": ""}, drafts: []string{"pt-br"}},
		"the default holds the other's text": {bodies: map[string]string{"en-us": portugueseText, "pt-br": portugueseText}, held: []string{"en-us"}},
		"the other holds the default's":      {bodies: map[string]string{"en-us": englishText, "pt-br": englishText}, held: []string{"pt-br"}},
		"line ends alone differ":             {bodies: map[string]string{"en-us": englishText, "pt-br": englishText[:len(englishText)-1] + "\r\n"}, held: []string{"pt-br"}},
		"three with one text":                {bodies: map[string]string{"en-us": portugueseText, "pt-br": portugueseText, "fr": portugueseText}, held: []string{"en-us", "fr"}},
		"undecided":                          {bodies: map[string]string{"en-us": undecidedText, "pt-br": undecidedText, "fr": undecidedText}, held: []string{"fr", "pt-br"}},
		"one language, two regions":          {bodies: map[string]string{"en-us": englishText, "en-gb": englishText}, held: []string{"en-gb"}},
		"neither is in its locale":           {bodies: map[string]string{"de": englishText, "fr": englishText, "en-us": "Short."}, held: []string{"de", "fr"}},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string]string{"en-us/other.md": "# O\n" + englishText} // keeps the default locale
			for l, body := range test.bodies {
				files[l+"/post.md"] = "---\ntitle: T\n---\n" + body
			}
			p := planOf(t, folder(t, files), importer.Options{Layout: importer.FolderLayout}, empty)
			var held, drafts []string
			for _, v := range p.Groups[1].Variants {
				if v.Held {
					held = append(held, v.Post.Locale.Path())
				}
				if v.Post.Status == content.Draft {
					drafts = append(drafts, v.Post.Locale.Path())
				}
			}
			if !slices.Equal(held, test.held) || !slices.Equal(drafts, test.drafts) {
				t.Errorf("held %v, drafts %v; want %v and %v", held, drafts, test.held, test.drafts)
			}
		})
	}
}

func TestAHeldFileBecomesAPostWhenItIsTranslated(t *testing.T) {
	db := newSite(t)
	dir := folder(t, map[string]string{"en-us/a.md": "---\ntitle: A\n---\n" + englishText, "pt-br/a.md": "---\ntitle: A\n---\n" + englishText})
	first := imported(t, db, dir, importer.Options{})
	if first.Created != 1 || first.Untranslated != 1 || first.Posts["pt-br"] != 1 {
		t.Fatalf("report %+v, want one post and one file held back, counted as a file", first)
	}
	write(t, dir, map[string]string{"pt-br/a.md": "---\ntitle: Á\n---\n" + portugueseText})
	second := imported(t, db, dir, importer.Options{})
	if second.Created != 1 || second.Unchanged != 1 || second.Untranslated != 0 {
		t.Fatalf("report %+v, want the translation created", second)
	}
	if en, pt := postAt(t, db, "en-US", content.Article, "a"), postAt(t, db, "pt-BR", content.Article, "a"); en.GroupID != pt.GroupID {
		t.Error("the translation is not in its source's group")
	}
	write(t, dir, map[string]string{"pt-br/a.md": "---\ntitle: Á\n---\n"})
	if third := imported(t, db, dir, importer.Options{}); third.Untranslated != 1 {
		t.Errorf("report %+v, want the file held back again", third)
	}
	if pt := postAt(t, db, "pt-BR", content.Article, "a"); pt.Status != content.Draft {
		t.Errorf("the post of a file without text is %s, want a draft", pt.Status)
	}
}
