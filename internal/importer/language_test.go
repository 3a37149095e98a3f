package importer

import (
	"testing"

	"verso/internal/locale"
)

func TestLanguageOf(t *testing.T) {
	for text, want := range map[string]locale.Tag{
		"This is how we can build a site that is read in all of the languages of its readers.":                  "en",
		"Este é um texto que não está em inglês, mas em português, como você já deve ter visto.":                "pt",
		"Este es un texto que no está en inglés, sino en español, como ya se puede ver por las palabras.":       "es",
		"Aquest és un text que no està en anglès, sinó en català, com es pot veure per les paraules dels.":      "ca",
		"Ceci est un texte qui n'est pas en anglais mais en français, comme vous pouvez le voir dans les mots.": "fr",
		"Dies ist ein Text, der nicht auf Englisch ist, sondern auf Deutsch, wie man an den Wörtern sieht.":     "de",
		"Questo è un testo che non è in inglese ma in italiano, come si può vedere dalle parole della frase.":   "it",
		"Dit is een tekst die niet in het Engels is maar in het Nederlands, zoals je aan de woorden ziet.":      "nl",
		"To jest tekst, który nie jest po angielsku, ale po polsku, co widać, że się różni od innych.":          "pl",
		"Это текст, который не на английском, а на русском, как вы можете видеть из того, что в нём есть.":      "ru",
		"Це текст, який не англійською, а українською, і це видно з того, що в ньому є такі слова, як ці.":      "uk",
		"هذا نص ليس باللغة الإنجليزية بل هو في العربية كما يمكن أن ترى من الكلمات التي فيه على الصفحة":          "ar",
		"این متن به زبان فارسی است و آن را می توان از کلمه های آن شناخت که در هر متن فارسی با هم هستند":         "fa",
		"یہ متن انگریزی میں نہیں ہے بلکہ اردو میں ہے اور اس کے الفاظ سے یہ دیکھا جا سکتا ہے کہ کیا ہے":          "ur",
		"これは英語ではなく日本語で書かれた文章です。":                                                                                "ja",
		"这是一段用中文写的文字，不是英文。":                                                                                     "zh",
		"이것은 영어가 아니라 한국어로 쓴 글입니다.":                                                                              "ko",
		"fmt.Println(42)":              "",
		"":                             "",
		"Kubernetes Docker Helm Istio": "",
	} {
		if got := languageOf(prose(text)); got != want {
			t.Errorf("languageOf(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestProseLeavesOutWhatIsNotForPeople(t *testing.T) {
	got := prose("One `code` <b>two</b> {{< fig src=\"x\" >}} [three](/the/of/and)\n\n```go\nthe of and\n```\n~~~\nthe\n~~~\n<!-- the\nof -->four https://the.of/and")
	if want := "One two [three four "; got != want {
		t.Errorf("prose is %q, want %q", got, want)
	}
}
