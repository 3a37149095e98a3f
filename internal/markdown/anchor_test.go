package markdown

import "testing"

// Rule 70: other generators made ids without accents.
func TestALinkWithinATextFindsItsHeadingWithoutAccents(t *testing.T) {
	const text = "## Introdução\n\n## Resumo\n\n## Résumé\n\n## Resume\n\n## Avó\n\n## Avô\n\n<p id=\"Lá\">x</p>\n\n"
	for to, want := range map[string]string{
		"#introducao":             "#introdução",
		"#Introdu%C3%A7ao":        "#introdução",
		"#introduc\u0327a\u0303o": "#introdução",
		"#introdu%C3%A7%C3%A3o":   "#introdu%C3%A7%C3%A3o",
		"#resume":                 "#resume", // it is there
		"#avo":                    "#avo",    // of two, nobody knows which
		"#la":                     "#Lá",
		"#none":                   "#none",
		"#title":                  "#title", // of the page, not of the text
		"#":                       "#",
	} {
		for kind, link := range map[string]string{"Markdown": "[go](" + to + ")", "HTML": `<a href="` + to + `">go</a>`} {
			got := ""
			for _, n := range elements(t, bare(t, text+link)) {
				if n.Data == "a" && n.FirstChild != nil && n.FirstChild.Data == "go" {
					got, _ = value(n, "href")
				}
			}
			if got != want {
				t.Errorf("%s link to %s leads to %q, want %q", kind, to, got, want)
			}
		}
	}
}
