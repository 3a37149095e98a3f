package check

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// smallNumbers are how 1 to 10 are written in letters in the languages that
// people here write in, in every form; a word that ends in * goes on.
var smallNumbers = [10]string{
	"one um uma un una uno une ein eine* один одна одно واحد* אחד אחת",
	"two dois duas dos deux zwei два две двух اثن* שני שתי שניים שתיים",
	"three três tres trois drei три трёх трех ثلاث* שלוש שלושה שלושת",
	"four quatro cuatro quatre vier четыре четырёх أربع* ארבע ארבעה ארבעת",
	"five cinco cinq fünf пять пяти خمس* חמש חמישה חמשת",
	"six seis sechs шесть шести ست ستة שש שישה ששת",
	"seven sete siete sept sieben семь семи سبع* שבע שבעה שבעת",
	"eight oito ocho huit acht восемь восьми ثمان* שמונה שמונת",
	"nine nove nueve neuf neun девять девяти تسع* תשע תשעה תשעת",
	"ten dez diez dix zehn десять десяти عشر عشرة עשר עשרה עשרת",
}

// hasWord takes three, or três, for 3.
func (c count) hasWord(value int) bool {
	if value < 1 || value > len(smallNumbers) {
		return false
	}
	forms := strings.Fields(smallNumbers[value-1])
	return slices.ContainsFunc(wordsOf(c.text), func(word string) bool {
		return slices.ContainsFunc(forms, func(form string) bool {
			stem, open := strings.CutSuffix(form, "*")
			return word == form || open && strings.HasPrefix(word, stem)
		})
	})
}

// wordsOf returns the words of prose in small letters.
func wordsOf(prose string) []string {
	var words []string
	for _, w := range (side{prose: strings.ToLower(prose)}).words() {
		words = append(words, w.text)
	}
	return words
}

// thousands is what stands for three zeros behind a number.
const thousands = `[\s\x{a0}\x{202f}]*(?:тыс|тис|mil\b|mille\b|tausend|tsd|千|천|ألف|آلاف|אלף|אלפים|هزار|k\b)`

// hasThousands takes 5 тыс. for 5,000.
func (c count) hasThousands(value int) bool {
	if value < 1000 || value%1000 != 0 || !c.digits[strconv.Itoa(value/1000)] {
		return false
	}
	return regexp.MustCompile(`(?i)(?:^|\P{Nd})` + strconv.Itoa(value/1000) + thousands).MatchString(c.text)
}
