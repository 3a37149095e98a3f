package check

import (
	"testing"

	"verso/internal/translation"
)

// Case 81.
func TestUnchanged(t *testing.T) {
	same := func(name, text, want string) example {
		e := example{name: name, source: text, target: text, want: want}
		if want != "" {
			e.at = text
		}
		return e
	}
	examples := []example{
		same("a name", "Kubernetes", ""),
		same("a version", "v1.2", ""),
		same("code alone", "`go test ./... now or never`", ""),
		same("six words", "The quick brown fox jumps over", "CheckUnchanged"),
		same("three words", "Visual Studio Code", ""),
		same("an address", "https://ex.test/a/long/way/to/go/there", ""),
		same("a path", "src/main/resources/application.yaml", ""),
		same("words of no language", "Lorem ipsum dolor sit amet, consectetur adipiscing elit.", ""),
		same("code of another generator", "{% highlight yaml %} gem install this one now {% endhighlight %}", ""),
		same("words after such code", "{% raw %} {{ a }} {% endraw %} is what you want to write", "CheckUnchanged"),
		same("letters for names", "HTTP TLS TCP UDP IP", ""),
		{name: "one language", from: "pt-PT", to: "pt-BR", source: "O gato está no telhado", target: "O gato está no telhado"},
		{name: "an address of a page", kind: translation.FieldSlug, source: "the-quick-brown-fox-jumps", target: "the-quick-brown-fox-jumps"},
		{name: "translated", source: "The quick brown fox jumps over", target: "A rápida raposa marrom pula"},
		{name: "from Japanese", from: "ja", to: "en-US", source: "明日は雨です", target: "明日は雨です", want: "CheckUnchanged", at: "明日は雨です"},
	}
	judge(t, "unchanged", examples)
}
