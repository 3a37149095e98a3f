package check

import (
	"strings"
	"unicode"

	"verso/internal/locale"
)

// foreignShare is how much of the letters may be of other scripts, in percent,
// in a text of at least fewLetters of them.
const (
	foreignShare = 60
	fewLetters   = 12
)

// wrongScript finds a translation in the letters of another language. What the
// source has too is no translation yet, which is another check's; so are names
// that both have.
func wrongScript(r *reading) []Finding {
	tables := scriptsOf(r.To)
	if !prose(r.Kind) || tables == nil || strings.TrimSpace(r.Target) == strings.TrimSpace(r.Source) {
		return nil
	}
	known := map[string]bool{}
	for _, w := range r.source.words() {
		known[strings.ToLower(w.text)] = true
	}
	letters, foreign := 0, 0
	start, end := -1, 0
	for _, w := range r.target.words() {
		for _, c := range w.text {
			if !unicode.IsLetter(c) || unicode.In(c, unicode.Common, unicode.Inherited) {
				continue
			}
			letters++
			if known[strings.ToLower(w.text)] || unicode.In(c, tables...) {
				continue
			}
			foreign++
			if start < 0 {
				start = w.start
			}
			end = w.end
		}
	}
	if letters < fewLetters || foreign*100 < letters*foreignShare {
		return nil
	}
	return []Finding{r.at("CheckWrongScript", start, end, "Language", r.To.Autonym())}
}

// scriptsOf returns the scripts that a locale writes its words in; nil when
// they are not known here.
func scriptsOf(l locale.Tag) []*unicode.RangeTable {
	switch script := l.Script(); script {
	case "Jpan":
		return []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana}
	case "Hans", "Hant", "Hani":
		return []*unicode.RangeTable{unicode.Han, unicode.Bopomofo}
	case "Kore":
		return []*unicode.RangeTable{unicode.Hangul, unicode.Han}
	default:
		name, known := scriptNames()[script]
		if !known {
			return nil
		}
		return []*unicode.RangeTable{unicode.Scripts[name]}
	}
}

// scriptNames holds Unicode's names of the scripts that sites are written in,
// by their ISO 15924 codes.
func scriptNames() map[string]string {
	return map[string]string{
		"Arab": "Arabic", "Armn": "Armenian", "Beng": "Bengali", "Cyrl": "Cyrillic", "Deva": "Devanagari",
		"Ethi": "Ethiopic", "Geor": "Georgian", "Grek": "Greek", "Gujr": "Gujarati", "Guru": "Gurmukhi",
		"Hebr": "Hebrew", "Khmr": "Khmer", "Knda": "Kannada", "Laoo": "Lao", "Latn": "Latin",
		"Mlym": "Malayalam", "Mymr": "Myanmar", "Orya": "Oriya", "Sinh": "Sinhala", "Taml": "Tamil",
		"Telu": "Telugu", "Thaa": "Thaana", "Thai": "Thai", "Tibt": "Tibetan",
	}
}
