package importer

import (
	"slices"
	"strings"
	"unicode"

	"verso/internal/locale"
)

// Limits of the vote: below them it is undecided.
const (
	minVotes  = 4    // stop words of the language that leads
	leadVotes = 1.25 // times the votes of the next language
	minScript = 0.6  // share of the letters that the leading script has
)

// languageOf returns the bare language of a text by its script and its stop
// words, or "" when that is undecided.
func languageOf(text string) locale.Tag {
	switch script := scriptOf(text); script {
	case "Latn", "Cyrl", "Arab", "Deva", "Hebr":
		return vote(text, stopWords[script])
	case "Jpan":
		return "ja"
	case "Hani":
		return "zh"
	case "Hang":
		return "ko"
	case "Grek":
		return "el"
	case "Thai":
		return "th"
	case "Beng":
		return "bn"
	case "Taml":
		return "ta"
	case "Geor":
		return "ka"
	case "Armn":
		return "hy"
	}
	return ""
}

// scripts are what languageOf tells apart. Kana beside Han is Japanese.
var scripts = []struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latn", unicode.Latin}, {"Cyrl", unicode.Cyrillic}, {"Arab", unicode.Arabic}, {"Deva", unicode.Devanagari},
	{"Hebr", unicode.Hebrew}, {"Hani", unicode.Han}, {"Hang", unicode.Hangul}, {"Grek", unicode.Greek},
	{"Thai", unicode.Thai}, {"Beng", unicode.Bengali}, {"Taml", unicode.Tamil}, {"Geor", unicode.Georgian},
	{"Armn", unicode.Armenian}, {"Jpan", unicode.Hiragana}, {"Jpan", unicode.Katakana},
}

// scriptOf returns the script that most letters of a text are in. A letter of
// Han or Hangul is worth two of an alphabet: technical texts hold many Latin
// names.
func scriptOf(text string) string {
	letters := map[string]float64{}
	var all float64
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		for _, s := range scripts {
			if unicode.Is(s.table, r) {
				weight := 1.0
				if s.name == "Hani" || s.name == "Hang" || s.name == "Jpan" {
					weight = 2
				}
				letters[s.name] += weight
				all += weight
				break
			}
		}
	}
	if kana := letters["Jpan"]; kana > 0.1*(kana+letters["Hani"]) {
		letters["Jpan"] += letters["Hani"]
		delete(letters, "Hani")
	}
	for _, s := range scripts {
		if n := letters[s.name]; n > 0 && n >= minScript*all {
			return s.name
		}
	}
	return ""
}

// vote counts the stop words of each language among the words of a text.
func vote(text string, lists map[locale.Tag]string) locale.Tag {
	words := map[string]int{}
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r)
	}) {
		words[w]++
	}
	var best locale.Tag
	var first, second int
	tags := make([]locale.Tag, 0, len(lists))
	for tag := range lists {
		tags = append(tags, tag)
	}
	slices.Sort(tags)
	for _, tag := range tags {
		n := 0
		for _, w := range strings.Fields(lists[tag]) {
			n += words[w]
		}
		switch {
		case n > first:
			best, first, second = tag, n, first
		case n > second:
			second = n
		}
	}
	if first < minVotes || float64(first) < leadVotes*float64(second) {
		return ""
	}
	return best
}

// speaks reports whether a text voted to be in lang is in the language of a
// locale. Norwegian has three tags.
func speaks(l, lang locale.Tag) bool {
	norwegian := []locale.Tag{"no", "nb", "nn"}
	base := l.Base()
	return base == lang || slices.Contains(norwegian, base) && slices.Contains(norwegian, lang)
}
