package message

import (
	"fmt"
	"strings"
	"testing"

	"verso/internal/site"
	"verso/locales"
)

func TestShippedCatalogsHaveNoProblem(t *testing.T) {
	for _, p := range Check(locales.FS) {
		t.Error(p)
	}
	if n := len(shipped(t).words["en-US"]().messages); n < 100 {
		t.Errorf("en-US has %d messages: the check above proved little", n)
	}
}

// TestCheckFindsEachFault changes one thing in a faultless pair of catalogs.
func TestCheckFindsEachFault(t *testing.T) {
	for name, test := range map[string]struct{ file, old, new, want string }{
		"a message is missing":            {"pt-BR", "[Greeting]\nother=\"Olá, {{.Name}}\"\n", "", "pt-BR: Greeting: is missing"},
		"a message too many":              {"pt-BR", "[Greeting]", "[Extra]\nother=\"x\"\n[Greeting]", "pt-BR: Extra: is not in en-US"},
		"no description":                  {"en-US", "description=\"hello\"\n", "", "en-US: Greeting: has no description"},
		"a placeholder is missing":        {"pt-BR", "Olá, {{.Name}}", "Olá", "pt-BR: Greeting: form other lacks the placeholder {{.Name}}"},
		"a placeholder is another":        {"pt-BR", "Olá, {{.Name}}", "Olá, {{.Name}} {{.Nome}}", "pt-BR: Greeting: form other has the placeholder {{.Nome}}, which en-US has not"},
		"a count is missing from other":   {"pt-BR", "other=\"{{.Count}} coisas\"", "other=\"coisas\"", "pt-BR: Things: form other lacks the placeholder {{.Count}}"},
		"an action is no placeholder":     {"pt-BR", "Olá, {{.Name}}", "Olá, {{.Name}} {{len .Name}}", "pt-BR: Greeting: form other has braces that are no {{.Placeholder}}"},
		"a brace is left open":            {"pt-BR", "Olá, {{.Name}}", "Olá, {{.Name}} {{", "pt-BR: Greeting: form other has braces that are no {{.Placeholder}}"},
		"a plural form is missing":        {"pt-BR", "many=\"{{.Count}} de coisas\"\n", "", "pt-BR: Things: plural form many is missing"},
		"a plural form is unknown":        {"en-US", "one=\"one thing\"", "few=\"x\"\none=\"one thing\"", "en-US: Things: plural form few is not used"},
		"a plural where nothing counts":   {"pt-BR", "[Greeting]\n", "[Greeting]\none=\"Olá, {{.Name}}\"\n", "pt-BR: Greeting: plural form one is not used"},
		"the other form is missing":       {"pt-BR", "other=\"{{.Count}} coisas\"\n", "", "pt-BR: Things: plural form other is missing"},
		"a section has no word":           {"pt-BR", "other=\"w-search\"", "other=\"\"", "pt-BR: SectionSearch: section has no word"},
		"a section word in capitals":      {"pt-BR", "other=\"w-search\"", "other=\"Busca\"", "pt-BR: SectionSearch: section word \"Busca\" is not in lower case"},
		"a section word in NFD":           {"pt-BR", "other=\"w-search\"", "other=\"pa\u0301gina\"", "pt-BR: SectionSearch: section word \"pa\u0301gina\" is not in Unicode form NFC"},
		"a section word with a space":     {"pt-BR", "other=\"w-search\"", "other=\"a b\"", "pt-BR: SectionSearch: section word \"a b\" has more than letters, digits and hyphens"},
		"a section word with two hyphens": {"pt-BR", "other=\"w-search\"", "other=\"a--b\"", "pt-BR: SectionSearch: section word \"a--b\" has more than letters, digits and hyphens"},
		"a section word is taken":         {"pt-BR", "other=\"w-search\"", "other=\"w-tags\"", "pt-BR: SectionSearch: section word \"w-tags\" is also that of SectionTags"},
	} {
		t.Run(name, func(t *testing.T) {
			files := faultless()
			if !strings.Contains(files[test.file+".toml"], test.old) {
				t.Fatalf("the catalog %s has no %q to change", test.file, test.old)
			}
			files[test.file+".toml"] = strings.Replace(files[test.file+".toml"], test.old, test.new, 1)
			if got := problems(files); !strings.Contains(got, test.want) {
				t.Errorf("Check found\n%swant\n%s", got, test.want)
			}
		})
	}
}

func TestCheckRefusesEveryReservedWord(t *testing.T) { // T6
	for _, word := range []string{
		"admin", "static", "media", "healthz", "readyz", "sitemap.xml", "robots.txt", "favicon.ico",
		"feed.xml", "rss.xml", "feed.json", "locale", "page",
	} {
		files := faultless()
		files["pt-BR.toml"] = strings.Replace(files["pt-BR.toml"], "\"w-search\"", "\""+word+"\"", 1)
		if got := problems(files); !strings.Contains(got, fmt.Sprintf("SectionSearch: section word %q", word)) {
			t.Errorf("Check accepts the section word %q", word)
		}
	}
}

func TestCheckAcceptsWhatIsRight(t *testing.T) {
	if got := problems(faultless()); got != "" {
		t.Errorf("Check of faultless catalogs found\n%s", got)
	}
}

func TestCheckReportsUnreadableFiles(t *testing.T) {
	for want, files := range map[string]map[string]string{
		"de.toml":                              {"en-US.toml": "", "de.toml": "[A\n"},
		"en-US: there is no such catalog":      {"de.toml": "[A]\nother=\"a\"\n"},
		"qaa: CLDR has no plural rule for the": {"en-US.toml": "", "qaa.toml": "[A]\nother=\"a\"\n"},
	} {
		if got := problems(files); !strings.Contains(got, want) {
			t.Errorf("Check found\n%swant %s", got, want)
		}
	}
}

// faultless returns an English and a Portuguese catalog. A form other than
// other may leave out the count.
func faultless() map[string]string {
	var sections strings.Builder
	for _, s := range site.Sections() {
		fmt.Fprintf(&sections, "[%s]\ndescription=\"d\"\nother=\"w-%s\"\n", sectionID(s), s)
	}
	return map[string]string{
		"en-US.toml": sections.String() + "[Greeting]\ndescription=\"hello\"\nother=\"Hello, {{.Name}}\"\n" +
			"[Things]\ndescription=\"d\"\none=\"one thing\"\nother=\"{{.Count}} things\"\n",
		"pt-BR.toml": sections.String() + "[Greeting]\nother=\"Olá, {{.Name}}\"\n" +
			"[Things]\none=\"{{.Count}} coisa\"\nmany=\"{{.Count}} de coisas\"\nother=\"{{.Count}} coisas\"\n",
	}
}

// problems returns what Check finds, one on each line.
func problems(files map[string]string) string {
	var b strings.Builder
	for _, p := range Check(mapFS(files)) {
		fmt.Fprintln(&b, p)
	}
	return b.String()
}
