package markdown

import "verso/internal/locale"

// quoteMarks are the quotation marks of a locale: outer ones for ", inner
// ones for '.
type quoteMarks struct {
	open, close           string
	innerOpen, innerClose string
}

// narrow is the no-break space inside French guillemets.
const narrow = "\u202f"

var (
	english    = quoteMarks{"“", "”", "‘", "’"}
	german     = quoteMarks{"„", "“", "‚", "‘"}
	polish     = quoteMarks{"„", "”", "«", "»"}
	spanish    = quoteMarks{"«", "»", "“", "”"}
	russian    = quoteMarks{"«", "»", "„", "“"}
	norwegian  = quoteMarks{"«", "»", "‘", "’"}
	swiss      = quoteMarks{"«", "»", "‹", "›"}
	french     = quoteMarks{"«" + narrow, narrow + "»", "“", "”"}
	finnish    = quoteMarks{"”", "”", "’", "’"}
	hungarian  = quoteMarks{"„", "”", "»", "«"}
	japanese   = quoteMarks{"「", "」", "『", "』"}
	georgian   = quoteMarks{"„", "“", "“", "”"}
	macedonian = quoteMarks{"„", "“", "’", "‘"}
)

// marks are the quotation marks by language (CLDR 46 delimiters), by locale
// where a country has its own; a language that is absent has the English ones.
var marks = map[locale.Tag]quoteMarks{
	"ar": spanish, "be": russian, "bg": german, "bs": polish, "ca": spanish, "cs": german,
	"de": german, "el": spanish, "es": spanish, "et": german, "eu": spanish, "fa": swiss,
	"fi": finnish, "fr": french, "gl": spanish, "he": finnish, "hr": german, "hu": hungarian,
	"hy": swiss, "is": german, "it": spanish, "ja": japanese, "ka": georgian, "lt": german,
	"mk": macedonian, "nb": norwegian, "nn": norwegian, "no": norwegian, "pl": polish,
	"ro": polish, "ru": russian, "sk": german, "sl": german, "sr": polish, "sv": finnish,
	"uk": russian, "yue": japanese,

	"de-CH": swiss, "de-LI": swiss, "fr-CH": swiss, "it-CH": swiss, "pt-PT": spanish,
}

// quotesOf returns the quotation marks of l.
func quotesOf(l locale.Tag) quoteMarks {
	if m, ok := marks[l]; ok {
		return m
	}
	if m, ok := marks[l.Base()]; ok {
		return m
	}
	if l.Base() == "zh" && l.Script() == "Hant" {
		return japanese
	}
	return english
}
