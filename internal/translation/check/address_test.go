package check

import "testing"

func TestAddress(t *testing.T) {
	judge(t, "email-url", []example{
		{name: "kept", source: "Write to a@ex.test or https://ex.test/a.", target: "Escreva a a@ex.test ou https://ex.test/a."},
		{name: "a letter changed", source: "Write to info@ex.test.", target: "Escreva a infos@exx.test.", want: "CheckAddress", at: "info@ex.test"},
		{name: "an address lost", source: "See https://ex.test/a.", target: "Veja.", want: "CheckAddress", at: "https://ex.test/a"},
		{name: "now with words", source: "See <https://ex.test/a>.", target: "Veja [isto](https://ex.test/a)."},
		{name: "its edition in the language", source: "See https://ex.test/en-US/a.", target: "Veja https://ex.test/pt-BR/a."},
	})
}
