package message

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"verso/internal/locale"
	"verso/internal/site"
	"verso/locales"
)

func TestForFallsBackByLanguageThenToEnglish(t *testing.T) { // rule 71
	c := shipped(t)
	for _, test := range []struct {
		asked, catalog locale.Tag
		foreign        bool
	}{
		{"pt-BR", "pt-BR", false},
		{"pt", "pt-BR", false},
		{"pt-PT", "pt-BR", false},
		{"en", "en-US", false},
		{"en-GB", "en-US", false},
		{"ar-EG", "ar", false},
		{"de-AT", "de", false},
		{"es-419", "es", false},
		{"fr-CA", "fr", false},
		{"ko", "en-US", true},
		{"ur", "en-US", true},
		{"", "en-US", true},
	} {
		z := c.For(test.asked)
		if z.Catalog() != test.catalog || z.Foreign() != test.foreign || z.Tag() != test.asked {
			t.Errorf("For(%q) is %q from %q, foreign %t; want catalog %q, foreign %t",
				test.asked, z.Tag(), z.Catalog(), z.Foreign(), test.catalog, test.foreign)
		}
	}
}

func TestForReturnsTheSameLocalizerAgain(t *testing.T) {
	c := shipped(t)
	first := c.For("pt-BR")
	if c.For("pt-BR") != first {
		t.Error("For made a second localizer for pt-BR")
	}
}

func TestTagsBeginWithEnglish(t *testing.T) {
	got := fmt.Sprint(shipped(t).Tags())
	if want := "[en-US ar de es fr he ja pt-BR]"; got != want {
		t.Errorf("Tags() = %s, want %s", got, want)
	}
}

func TestSectionsAreWordsOfTheCatalog(t *testing.T) {
	c := shipped(t)
	for l, want := range map[locale.Tag]string{
		"en-US": "articles projects tags search contact archive",
		"pt":    "artigos projetos etiquetas busca contato arquivo",
		"es":    "artículos proyectos etiquetas búsqueda contacto archivo",
		"fr":    "articles projets étiquettes recherche contact archives",
		"he":    "מאמרים פרויקטים תגיות חיפוש יצירת-קשר ארכיון",
		"ko":    "articles projects tags search contact archive",
	} {
		words := c.Sections(l)
		var got []string
		for _, section := range site.Sections() {
			got = append(got, words[section])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("Sections(%q) = %q, want %q", l, got, want)
		}
	}
}

func TestLoadRefusesWhatItCannotRead(t *testing.T) {
	english := &fstest.MapFile{Data: []byte("[A]\nother = \"a\"\n")}
	for name, test := range map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"no en-US":     {fstest.MapFS{"de.toml": english}, "no en-US.toml"},
		"not a locale": {fstest.MapFS{"en-US.toml": english, "words.toml": english}, "words.toml"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(test.files)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Load: %v, want an error about %s", err, test.want)
			}
		})
	}
}

// No reader meets such a catalog: Check finds it before the program is built.
func TestACatalogThatCannotBeReadSpeaksEnglishAndSaysWhy(t *testing.T) {
	for name, german := range map[string]string{
		"broken TOML":       "[A\n",
		"the same ID twice": "[A]\nother=\"a\"\n[A]\nother=\"b\"\n",
		"no table":          "A = \"a\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			var written bytes.Buffer
			files := map[string]string{"en-US.toml": "[A]\nother=\"an A\"\n", "de.toml": german}
			c := load(t, files, Log(slog.New(slog.NewTextHandler(&written, nil))))
			compareText(t, c.For("en-US").Text("A"), "an A")
			if written.Len() > 0 {
				t.Errorf("nobody speaks German yet, and the log says\n%s", &written)
			}
			compareText(t, c.For("de-AT").Text("A"), "an A")
			if !strings.Contains(written.String(), "read catalog de.toml") {
				t.Errorf("the log does not say which catalog cannot be read:\n%s", &written)
			}
			if found := problems(files); !strings.Contains(found, "de.toml") {
				t.Errorf("Check found\n%swant one about de.toml", found)
			}
		})
	}
}

func TestMissingMessageIsEnglishAndLoggedOnce(t *testing.T) {
	var written bytes.Buffer
	c := load(t, map[string]string{
		"en-US.toml": "[Here]\nother=\"here\"\n[Gone]\nother=\"{{.What}} is gone\"\n" +
			"[Left]\none=\"{{.Count}} thing\"\nother=\"{{.Count}} things\"\n",
		"pt-BR.toml": "[Here]\nother=\"aqui\"\n",
	}, Log(slog.New(slog.NewTextHandler(&written, nil))))
	z := c.For("pt-BR")
	for range 3 {
		compareText(t, z.Text("Gone", "What", "it"), "it is gone")
		compareText(t, z.Plural("Left", 0), "0 things") // the grammar of English, not of Portuguese
		compareText(t, z.Text("Nowhere"), "Nowhere")
	}
	compareText(t, z.Text("Here"), "aqui")
	for id, want := range map[string]int{"id=Gone": 1, "id=Left": 1, "id=Here": 0, "id=Nowhere catalog=pt-BR": 1, "id=Nowhere catalog=en-US": 1} {
		if got := strings.Count(written.String(), id); got != want {
			t.Errorf("the log has %s %d times, want %d:\n%s", id, got, want, written.String())
		}
	}
}

// TestManyGoroutines holds a catalog to serving many readers at once; run it
// with -race (rule 66).
func TestManyGoroutines(t *testing.T) {
	c := shipped(t)
	var wg sync.WaitGroup
	for i := range 64 {
		wg.Go(func() {
			l := []locale.Tag{"en-US", "pt-BR", "ar", "ja", "de", "es", "fr", "he", "ko"}[i%9]
			z := c.For(l)
			if got := z.Tag(); got != l {
				t.Errorf("For(%q) is for %q", l, got)
			}
			z.Plural("ArticleCount", i)
			z.Text("PageOf", "Number", i, "Count", 9)
			z.Sort([]string{"b", "a", "ç"})
			z.Text("Nowhere")
		})
	}
	wg.Wait()
}

func shipped(t testing.TB) *Catalog {
	t.Helper()
	c, err := Load(locales.FS, Log(slog.New(slog.DiscardHandler)))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func load(t *testing.T, files map[string]string, options ...Option) *Catalog {
	t.Helper()
	c, err := Load(mapFS(files), options...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mapFS(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, src := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(src)}
	}
	return fsys
}

func compareText(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
