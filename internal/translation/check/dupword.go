package check

import (
	"slices"
	"strings"

	"verso/internal/locale"
)

// reduplicates are the languages in which a word is often said twice.
var reduplicates = []locale.Tag{"id", "ms", "jv", "su", "tl", "fil", "haw", "mi", "sm", "th", "lo", "my", "km", "vi", "zh", "ja", "ko", "yue", "tr", "hi", "bn", "ur", "mr"}

// twice are words that stand twice in a row in good sentences.
var twice = map[locale.Tag][]string{
	"en": {"that", "had"},
	"fr": {"nous", "vous", "de", "en"},
	"de": {"die", "der", "das", "sie", "den", "dem", "ihr"},
	"nl": {"die", "dat", "ze", "zijn", "het", "er", "je"},
	"es": {"se", "lo", "la"},
	"pt": {"se", "que"},
	"it": {"si", "se"},
	"sv": {"det", "att", "var"},
	"da": {"det", "at", "der"},
	"nb": {"det", "at", "der"},
	"he": {"יום", "לאט", "אחד", "אחת"},
	"ar": {"جدا", "جداً"},
}

// dupWord finds a word that is written twice in a row, where the source has
// none such.
func dupWord(r *reading) []Finding {
	base := r.To.Base()
	if !prose(r.Kind) || slices.Contains(reduplicates, base) {
		return nil
	}
	words := doubled(r.target)
	if len(words) == 0 || len(doubled(r.source)) > 0 {
		return nil
	}
	var found []Finding
	for _, d := range words {
		if slices.Contains(twice[base], strings.ToLower(d.text)) {
			continue
		}
		mended := r.Target[:d.start] + r.Target[d.end-len(d.text):]
		found = append(found, r.at("CheckDupWord", d.start, d.end, "Text", d.text).fixed(mended))
	}
	return found
}

// doubled returns the words that follow themselves with blanks between; the
// place is that of both.
func doubled(s side) []token {
	var all []token
	words := s.words()
	for i := 1; i < len(words); i++ {
		a, b := words[i-1], words[i]
		between := s.prose[a.start+len(a.text) : b.start]
		if a.start > 0 && s.prose[a.start-1] == '-' {
			continue // hands-on on Mondays
		}
		if len(a.text) > 1 && strings.EqualFold(a.text, b.text) && between != "" && strings.Trim(between, " \n\u00a0") == "" {
			all = append(all, token{b.text, a.start, b.start + len(b.text)})
		}
	}
	return all
}
