package importer_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"verso/internal/importer"
	"verso/internal/locale"
)

// groupsOf plans the import of files with these names, and returns each group
// as "key: locale locale".
func groupsOf(t *testing.T, o importer.Options, files map[string]string) ([]string, importer.Plan) {
	t.Helper()
	p := planOf(t, folder(t, files), o, empty)
	var groups []string
	for _, g := range p.Groups {
		line := g.Key + ":"
		for _, v := range g.Variants {
			line += " " + v.Post.Locale.Path()
		}
		groups = append(groups, line)
	}
	return groups, p
}

// named returns files with a text each.
func named(names ...string) map[string]string {
	files := map[string]string{}
	for _, name := range names {
		files[name] = "---\ntitle: T\n---\nText of " + name + "\n"
	}
	return files
}

func with(files map[string]string, name, text string) map[string]string {
	files = maps.Clone(files)
	files[name] = text
	return files
}

func TestLocalesAndGroupsAreFound(t *testing.T) {
	for name, test := range map[string]struct {
		files map[string]string
		o     importer.Options
		want  []string
	}{
		"a folder per locale": {
			files: named("content/en/posts/a.md", "content/pt_br/posts/a.md", "content/pt_br/posts/b.md"),
			want:  []string{"posts/a: en pt-br", "posts/b: pt-br"},
		},
		"folders that only parse as locales (FACTS 10)": {
			files: named("en/a.md", "fr/a.md", "en/app/a.md", "app/x.md", "api/x.md", "css/x.md", "tag/x.md", "is/only.md", "docs/a.md", "base-l10n/a.md"),
			want: []string{
				"a: en fr", "api/x: en-us", "app/a: en", "app/x: en-us", "base-l10n/a: en-us", "css/x: en-us",
				"docs/a: en-us", "is/only: en-us", "tag/x: en-us",
			},
		},
		"one folder, said": {
			files: named("pt-br/a.md"),
			o:     importer.Options{Layout: importer.FolderLayout},
			want:  []string{"a: pt-br"},
		},
		"one folder that its files agree with": {
			files: map[string]string{"is/a.md": "---\ntitle: T\nlang: is\n---\nText"},
			want:  []string{"a: is"},
		},
		"a suffix, the source bare (FACTS 2)": {
			files: named("blog/a.md", "blog/a.fa.md", "blog/b.zh-cn.md", "blog/b.md"),
			want:  []string{"blog/a: en-us fa", "blog/b: en-us zh-cn"},
		},
		"bare files and .en files (FACTS 3)": {
			files: named("a.md", "a.fa.md", "b.en.md", "b.fa.md"),
			o:     importer.Options{Default: "en"},
			want:  []string{"a: en fa", "b: en fa"},
		},
		"every file with a suffix": {
			files: named("x.pt-br.md", "y.pt-br.md"),
			want:  []string{"x: pt-br", "y: pt-br"},
		},
		"dots that are no locale (FACTS 24)": {
			files: named("v1.0-trio.md", "0.6.1.30-release.md", "polyglot-1.2.4.md", "my.app.md", "my.md", "about.is.md"),
			want: []string{
				"0.6.1.30-release: en-us", "about.is: en-us", "my: en-us", "my.app: en-us", "polyglot-1.2.4: en-us", "v1.0-trio: en-us",
			},
		},
		"bundles: the folder is the group": {
			files: named("blog/a/index.md", "blog/a/index.es.md", "blog/b/index.ar.md", "blog/b/index.md", "blog/_index.md", "blog/_index.es.md"),
			want:  []string{"blog/a: en-us es", "blog/b: ar en-us"},
		},
		"translationKey before the path (FACTS 4)": {
			files: map[string]string{
				"en/hello.md": "---\ntitle: Hello\ntranslationKey: k1\n---\nText", "fr/bonjour.md": "---\nTitle: Bonjour\nTranslationKey: k1\n---\nTexte",
				"de/hello.md": "---\ntitle: Hallo\n---\nText de", "en/bonjour.md": "---\ntitle: Other\ntranslationKey: k2\n---\nOther",
			},
			want: []string{"translationKey:k1: de en fr", "translationKey:k2: en"},
		},
		"lang is the only sign (FACTS 6)": {
			files: map[string]string{"a.md": "---\nlang: fa\n---\nمتن", "b.md": "---\nlang: en\n---\nText", "c.md": "---\nlang: fa\n---\nمتن", "d.md": "متن"},
			want:  []string{"a: fa", "b: en", "c: fa", "d: fa"},
		},
		"a language of programs is no locale (FACTS 6)": {
			files: map[string]string{"a.md": "---\nlanguage: go\ntitle: A\n---\nText"},
			want:  []string{"a: en-us"},
		},
		"spellings that are mapped": {
			files: named("english/a.md", "br/a.md"),
			o:     importer.Options{Map: map[string]locale.Tag{"english": "en-GB", "br": "pt-BR"}},
			want:  []string{"a: en-gb pt-br"},
		},
		"names in NFC and NFD": {
			files: named("en/ol\u00e1.md", "pt/ola\u0301.md"),
			want:  []string{"ol\u00e1: en pt"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got, p := groupsOf(t, test.o, test.files)
			if !slices.Equal(got, test.want) {
				t.Errorf("groups\n%s\nwant\n%s\nwarnings\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"), reasons(p.Warnings))
			}
			if len(p.Skipped) > 0 {
				t.Errorf("skipped:\n%s", reasons(p.Skipped))
			}
		})
	}
}

func TestDoubtsAboutLocalesAreReported(t *testing.T) {
	for name, test := range map[string]struct {
		files  map[string]string
		want   string
		inSkip bool
	}{
		"a folder like a locale": {named("en/a.md", "fr/a.md", "is/b.md"), "is: the folder looks like the locale is", false},
		"lang against the folder (FACTS 6)": {
			with(named("en/a.md", "he/b.md", "en/b.md"), "he/a.md", "---\nlang: en\n---\nText"), "he/a.md: says lang: en", false,
		},
		"two files for one locale (FACTS 11)": {named("a.md", "a.en-us.md", "a.fr.md"), "a.md: is a second en-US text of one work; a.en-us.md was kept", true},
		"dates written two ways (FACTS 8)": {
			named("en/2023-06-8-x.md", "zh/2023-06-08-x.md", "en/a.md", "zh/a.md"), "may be the same work as", false,
		},
		"a file about the repository": {with(named("en/a.md", "fr/a.md"), "README.md", "# About\n"), "README.md: is about the repository", true},
	} {
		t.Run(name, func(t *testing.T) {
			_, p := groupsOf(t, importer.Options{}, test.files)
			in := p.Warnings
			if test.inSkip {
				in = p.Skipped
			}
			if !strings.Contains(reasons(in), test.want) {
				t.Errorf("reported:\n%s\nwant %q", reasons(in), test.want)
			}
		})
	}
}
