package check

import (
	"strings"
	"unicode/utf8"

	"verso/internal/locale"
)

// quoteSigns are every quotation mark that only some languages use. Straight
// ones are none of them: the page shows those of its language.
const quoteSigns = "«»„‟“”「」『』《》"

// quotes finds quotation marks that the language does not use (CLDR
// delimiters).
func quotes(r *reading) []Finding {
	own := quotesIn(r.To)
	if !prose(r.Kind) || own == "" {
		return nil
	}
	for i, c := range r.target.prose {
		if strings.ContainsRune(quoteSigns, c) && !strings.ContainsRune(own, c) {
			return []Finding{r.at("CheckQuotes", i, i+utf8.RuneLen(c), "Text", string(c), "Quotes", sample(own))}
		}
	}
	return nil
}

// sample returns the first two marks with something between.
func sample(own string) string {
	marks := []rune(own)
	return string(marks[0]) + "…" + string(marks[1])
}

// quotesIn returns the quotation marks of a locale, the outer ones first, ""
// where it is not known here.
func quotesIn(l locale.Tag) string {
	switch l.Base() {
	case "en", "pt", "he", "hi", "bn", "ko", "tr", "vi", "id", "ms", "th", "nl", "ga", "cy":
		if l == "pt-PT" {
			return "«»“”„"
		}
		return "“”„"
	case "fr", "es", "it", "ca", "gl", "eu", "pt-PT", "el", "ar", "fa", "ur":
		return "«»“”"
	case "de", "cs", "sk", "sl", "hr", "bg", "et", "is", "lt", "da":
		return "„“«»‚‘"
	case "pl", "ro", "hu", "sr", "bs":
		return "„”«»"
	case "ru", "uk", "be", "hy", "nb", "nn", "no":
		return "«»„“”"
	case "fi", "sv":
		return "””»«"
	case "ja":
		return "「」『』《》“”"
	case "zh":
		if l.Script() == "Hant" {
			return "「」『』《》“”"
		}
		return "“”「」『』《》"
	}
	return ""
}
