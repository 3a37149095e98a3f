package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

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
	letters, foreign := 0, 0
	for _, c := range r.target.prose {
		if unicode.IsLetter(c) && !unicode.In(c, unicode.Common, unicode.Inherited) {
			letters++
			if !unicode.In(c, tables...) {
				foreign++
			}
		}
	}
	if letters < fewLetters || foreign*100 < letters*foreignShare {
		return nil
	}
	known := map[string]bool{}
	for _, w := range r.source.words() {
		known[strings.ToLower(w.text)] = true
	}
	start, end := -1, 0
	for _, w := range byScript(r.target.words(), tables) {
		first, _ := utf8.DecodeRuneInString(w.text)
		switch {
		case unicode.In(first, tables...) || unicode.In(first, unicode.Common, unicode.Inherited):
		case known[strings.ToLower(w.text)]:
			foreign -= utf8.RuneCountInString(w.text)
		default:
			end = w.end
			if start < 0 {
				start = w.start
			}
		}
	}
	if start < 0 || foreign*100 < letters*foreignShare {
		return nil
	}
	return []Finding{r.at("CheckWrongScript", start, end, "Language", r.To.Autonym())}
}

// byScript cuts words where letters of the scripts meet others: in a language
// without blanks a foreign name stands within the word.
func byScript(words []token, tables []*unicode.RangeTable) []token {
	var all []token
	for _, w := range words {
		start, was := 0, false
		for i, c := range w.text {
			is := unicode.In(c, tables...) || unicode.In(c, unicode.Common, unicode.Inherited)
			if i > 0 && is != was {
				all = append(all, token{w.text[start:i], w.start + start, w.start + i})
				start = i
			}
			was = is
		}
		all = append(all, token{w.text[start:], w.start + start, w.start + len(w.text)})
	}
	return all
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
