package message

import "verso/internal/locale"

// ReadingTime says how long a text of that many words takes to read: "4 min
// read". A text that has any takes at least one minute.
func (z *Localizer) ReadingTime(words int) string {
	pace := wordsPerMinute(z.tag)
	minutes := max(1, (words+pace/2)/pace)
	return z.Plural("ReadingTime", minutes)
}

// wordsPerMinute is how fast adults read a language silently, from the
// International Reading Speed Texts (Trauzettel-Klosinski and Dietz, 2012,
// doi:10.1167/iovs.11-8284, table 2); for others, the mean of that study.
func wordsPerMinute(l locale.Tag) int {
	switch l.Base() {
	case "ar":
		return 138
	case "de":
		return 179
	case "en":
		return 228
	case "es":
		return 218
	case "fi":
		return 161
	case "fr":
		return 195
	case "he":
		return 187
	case "it":
		return 188
	case "ja":
		return 193
	case "nl":
		return 202
	case "pl":
		return 166
	case "pt":
		return 181
	case "ru":
		return 184
	case "sl":
		return 180
	case "sv":
		return 199
	case "tr":
		return 166
	case "zh":
		return 158
	}
	return 184
}
