package message

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"verso/internal/locale"
	"verso/locales"
)

// A typography is what the writing rules of a language ask of its catalog.
type typography struct {
	quotes    string         // pairs that are its own: opening, closing
	forbidden *regexp.Regexp // signs of another language, and words of false politeness
}

func typographies() map[locale.Tag]typography {
	return map[locale.Tag]typography{
		"en-US": {"“”‘’", regexp.MustCompile(`(?i)\b(please|successfully|sorry|oops)\b`)},
		"pt-BR": {"“”‘’", regexp.MustCompile(`(?i)\b(por favor|com sucesso|desculpe|ops)\b`)},
		"de":    {"„“‚‘", regexp.MustCompile(`(?i)\b(bitte|erfolgreich|leider|hoppla)\b`)},
		"ar":    {"«»", regexp.MustCompile(`[,;?]|من فضلك|يرجى|بنجاح|عذرًا`)},
		"es":    {"«»“”‘’", regexp.MustCompile(`(?i)^[^¿]*\?|por favor|con éxito|lo sentimos|perdón`)},
		"fr":    {"«»“”", regexp.MustCompile(`(?i)[^\x{202f}][;?»]|«[^\x{202f}]|[^\x{a0}]:([^/]|$)|s’il (vous|te) plaît|avec succès|désolé|oups`)},
		"he":    {"””’’", regexp.MustCompile(`בבקשה|בהצלחה|מצטערים|סליחה|אופס`)},
		"ja":    {"「」『』", regexp.MustCompile(`[\p{Han}\p{Hiragana}\p{Katakana}][,.?:;()]|[,.?:;()][\p{Han}\p{Hiragana}\p{Katakana}]|申し訳|正常に`)},
	}
}

// foreignSigns match what no catalog may have: typewriter quotes and
// ellipses, exclamation marks, hyphens for dashes, spaces too many.
var foreignSigns = regexp.MustCompile("[\"'`!！]|\\.\\.\\.|--| - |  |^ | $|\t|\n")

// scheme matches the beginning of an address, whose colon no language spaces.
var scheme = regexp.MustCompile(`\b(?:https?|mailto):`)

var lineEnds = regexp.MustCompile("\n+")

const allQuotes = "“”„‟‘’‚‛«»‹›「」『』〝〞＂＇"

func TestCatalogsUseTheTypographyOfTheirLanguage(t *testing.T) {
	files, err := readFiles(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	known := typographies()
	for _, f := range files {
		rules, ok := known[f.tag]
		if !ok {
			t.Errorf("%s: typographies does not say which quotes are its own", f.tag)
		}
		for _, m := range f.messages {
			for form, text := range formTexts(m) {
				if strings.HasPrefix(m.ID, "Letter") { // a letter has paragraphs
					text = strings.Trim(lineEnds.ReplaceAllString(text, " "), " ")
				}
				for _, fault := range faults(text, rules) {
					t.Errorf("%s: %s, form %s: %s in %q", f.tag, m.ID, form, fault, text)
				}
			}
		}
	}
}

func TestFaultsFindsWhatIsWrong(t *testing.T) {
	known := typographies()
	for text, l := range map[string]locale.Tag{
		`a "b"`: "en-US", "it's": "en-US", "wait...": "en-US", "Please wait": "en-US", "Done!": "en-US",
		"„so“": "en-US", "“so”": "de", "”so“": "pt-BR", "“so": "pt-BR", "a, b": "ar", "“ا”": "ar",
		"「題": "ja", "はい.": "ja", "a  b": "en-US", "a -- b": "en-US", "cafe\u0301": "pt-BR",
		"Qué?": "es", "„a“": "es", "Por favor, espera": "es",
		"« a »": "fr", "«a»": "fr", "“«\u202fa\u202f»": "fr", "Où ?": "fr", "un; deux": "fr", "note : a": "fr", "Désolé": "fr",
		"„א“": "he", "“א”": "he", "”א": "he", "דוא\"ל": "he", "נשמר בהצלחה": "he",
	} {
		if len(faults(text, known[l])) == 0 {
			t.Errorf("faults of %q in %s: none found", text, l)
		}
	}
	for text, l := range map[string]locale.Tag{
		"¿Qué «es “eso”»?": "es", "«\u202foui\u202f»\u00a0: c’est où\u202f?": "fr", "https://example.org ou mailto:…": "fr", "”כן”, דוא״ל": "he",
		"the “one”, it’s …": "en-US", "„so“": "de", "«ا»، ب؟": "ar", "「題」、Go 1.2。": "ja",
	} {
		if got := faults(text, known[l]); len(got) > 0 {
			t.Errorf("faults of %q in %s: %v, want none", text, l, got)
		}
	}
}

// faults returns what in text breaks the rules of its language.
func faults(text string, rules typography) []string {
	text = scheme.ReplaceAllString(placeholder.ReplaceAllString(text, "X"), "X")
	var found []string
	if sign := foreignSigns.FindString(text); sign != "" {
		found = append(found, "the sign "+sign)
	}
	if rules.forbidden != nil {
		if sign := rules.forbidden.FindString(text); sign != "" {
			found = append(found, "the words "+sign)
		}
	}
	if !norm.NFC.IsNormalString(text) {
		found = append(found, "a letter outside NFC")
	}
	if quote := wrongQuote(text, []rune(rules.quotes)); quote != "" {
		found = append(found, "the quote "+quote)
	}
	return found
}

// wrongQuote returns the first quotation mark that is not the language's own,
// or does not pair, or "". An apostrophe inside a word is none.
func wrongQuote(text string, own []rune) string {
	var open []rune // closing marks that are still to come
	runes := []rune(text)
	for i, r := range runes {
		if !strings.ContainsRune(allQuotes, r) || apostrophe(runes, i) {
			continue
		}
		if n := len(open); n > 0 && open[n-1] == r {
			open = open[:n-1]
			continue
		}
		closing := closingOf(r, own)
		if closing == 0 {
			return string(r)
		}
		open = append(open, closing)
	}
	if len(open) > 0 {
		return string(open)
	}
	return ""
}

func closingOf(r rune, own []rune) rune {
	for i := 0; i+1 < len(own); i += 2 {
		if own[i] == r {
			return own[i+1]
		}
	}
	return 0
}

func apostrophe(runes []rune, i int) bool {
	return runes[i] == '’' && i > 0 && i+1 < len(runes) &&
		unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1])
}
