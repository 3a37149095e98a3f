package check

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A number is digits with the signs that stand within them.
type number struct {
	token
	digits string   // all of them as 0 to 9, without leading zeros
	runs   []string // those between signs, the same way
}

// Groups of three may have a blank between them, and every sign that CLDR
// knows in a number may stand within; what it means does not matter here.
var numberForm = regexp.MustCompile(`^\p{Nd}+(?:[\x{a0}\x{202f}\x{2009} ]\p{Nd}{3})*(?:[.,٫٬'’]\p{Nd}+)*`)

// numbersIn returns the numbers of prose.
func numbersIn(prose string) []number {
	var all []number
	for from := 0; ; {
		digit := strings.IndexFunc(prose[from:], unicode.IsDigit)
		if digit < 0 {
			return all
		}
		at := [2]int{from + digit, from + digit + len(numberForm.FindString(prose[from+digit:]))}
		from = at[1]
		before, _ := utf8.DecodeLastRuneInString(prose[:at[0]])
		after, _ := utf8.DecodeRuneInString(prose[at[1]:])
		if isLatin(before) && isLatin(after) && !afterDigit(prose[:at[0]]) {
			continue // a part of a word: i18n
		}
		n := number{token: token{prose[at[0]:at[1]], at[0], at[1]}}
		plain := plainDigits(n.text)
		for _, run := range strings.FieldsFunc(plain, func(r rune) bool { return r == ' ' }) {
			n.runs = append(n.runs, trimZeros(run))
		}
		n.digits = trimZeros(strings.ReplaceAll(plain, " ", ""))
		all = append(all, n)
	}
}

// afterDigit reports whether one letter parts prose from a digit before, as in
// 1h30.
func afterDigit(prose string) bool {
	_, letter := utf8.DecodeLastRuneInString(prose)
	before, _ := utf8.DecodeLastRuneInString(prose[:len(prose)-letter])
	return unicode.IsDigit(before)
}

func isLatin(r rune) bool { return unicode.In(r, unicode.Latin) }

func trimZeros(digits string) string {
	if trimmed := strings.TrimLeft(digits, "0"); trimmed != "" {
		return trimmed
	}
	return "0"
}

// plainDigits returns text with the digits of every script as 0 to 9 and a
// blank for all else.
func plainDigits(text string) string {
	var b strings.Builder
	for _, r := range text {
		if d := digitOf(r); d >= 0 {
			b.WriteByte(byte('0' + d))
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// digitOf returns the value of a decimal digit, -1 of anything else. Digits
// stand in Unicode in runs from zero to nine.
func digitOf(r rune) int {
	if r < 0x80 {
		if '0' <= r && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	for _, in := range unicode.Nd.R16 {
		if rune(in.Lo) <= r && r <= rune(in.Hi) {
			return int(r-rune(in.Lo)) % 10
		}
	}
	for _, in := range unicode.Nd.R32 {
		if rune(in.Lo) <= r && r <= rune(in.Hi) {
			return int(r-rune(in.Lo)) % 10
		}
	}
	return -1
}

// A count is how a number may be written in another language.
type count struct {
	digits map[string]bool // every number of a text, and every run of it
	text   string          // its prose, for numbers in letters
}

func counts(s side) count {
	c := count{digits: map[string]bool{}, text: s.prose}
	for _, n := range s.numbers {
		c.digits[n.digits] = true
		for _, run := range n.runs {
			c.digits[run] = true
		}
	}
	return c
}

// has reports whether the text has n, in digits or in another usual form.
// after is what follows n where it stands.
func (c count) has(n number, after string) bool {
	if c.digits[n.digits] || len(n.runs) > 0 && c.hasAll(n.runs) {
		return true
	}
	value, err := strconv.Atoi(n.digits)
	if err != nil {
		return false
	}
	return c.hasClock(value, after) || c.hasDecade(n.digits, after) || c.hasLetters(value) || c.hasThousands(value) || c.hasWord(value)
}

func (c count) hasAll(runs []string) bool {
	for _, run := range runs {
		if !c.digits[run] {
			return false
		}
	}
	return true
}

var afternoon = regexp.MustCompile(`(?i)^(?::\d\d)?[\s\x{a0}\x{202f}]*p\.?\s?m\b`)

// hasClock takes 3 pm for 15, and 15 for 3 pm.
func (c count) hasClock(value int, after string) bool {
	if value > 12 && value < 24 {
		return regexp.MustCompile(`(?i)\b` + strconv.Itoa(value-12) + `(?::\d\d)?[\s\x{a0}\x{202f}]*p\.?\s?m\b`).MatchString(c.text)
	}
	return value < 12 && afternoon.MatchString(after) && c.digits[strconv.Itoa(value+12)]
}

var decade = regexp.MustCompile(`^(?:['’]?s|ies|er)\b`)

// hasDecade takes the 1990s for the years 90.
func (c count) hasDecade(digits, after string) bool {
	return len(digits) == 4 && decade.MatchString(after) && c.digits[trimZeros(digits[2:])]
}

// hasLetters takes XIX for 19, and 三 for 3.
func (c count) hasLetters(value int) bool {
	if value < 1 || value > 30 {
		return false
	}
	if value <= 10 && strings.ContainsRune(c.text, []rune("一二三四五六七八九十")[value-1]) {
		return true
	}
	if value == 2 && strings.ContainsAny(c.text, "两兩") {
		return true
	}
	return value > 1 && regexp.MustCompile(`\b`+roman(value)).MatchString(strings.ToUpper(c.text))
}

// roman returns a number to 39 in Roman numerals.
func roman(n int) string {
	return strings.Repeat("X", n/10) + []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[n%10]
}
