package i18n

import (
	"strconv"
	"strings"
)

// Number writes n without grouping, for years and days.
func (l *Locale) Number(n int64) string {
	if n < 0 {
		return l.minus() + l.digits(strconv.FormatUint(-uint64(n), 10))
	}
	return l.digits(strconv.FormatInt(n, 10))
}

// Count writes n with its thousands grouped ("1,234").
func (l *Locale) Count(n int) string {
	if n < 0 {
		return l.minus() + l.grouped(-uint64(n))
	}
	return l.grouped(uint64(n))
}

func (l *Locale) grouped(n uint64) string {
	s := strconv.FormatUint(n, 10)
	var b strings.Builder
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(s[i])
	}
	return l.digits(b.String())
}

// ordinal writes n as an ordinal. The message "ordinals" holds one pattern, or
// four for the endings that English has: 1st, 2nd, 3rd, and all others.
func (l *Locale) ordinal(n int64) string {
	form := 0
	if len(l.ordinals) == 4 {
		form = 3
		if last := n % 10; last >= 1 && last <= 3 && n/10%10 != 1 {
			form = int(last) - 1
		}
	}
	return strings.ReplaceAll(l.ordinals[form], "{n}", l.Number(n))
}

// minus is CLDR's minus sign, with a mark in Arabic that keeps it at its number.
func (l *Locale) minus() string {
	switch {
	case l.arabicIndic():
		return "\u061c-"
	case l.RTL():
		return "\u200e-"
	}
	return "-"
}

// Percent writes n hundredths with CLDR's sign for the digits in use. Among Arabic
// letters digits of ASCII are no longer European numbers, which the sign would join
// (UAX #9 rule W2): marks keep it at its number.
func (l *Locale) Percent(n int) string {
	switch {
	case l.arabicIndic():
		return l.Count(n) + "\u066a\u061c"
	case l.RTL():
		return l.Count(n) + "\u200e%\u200e"
	}
	return l.Count(n) + "%"
}

func (l *Locale) arabicIndic() bool {
	return l.lang == Arabic && l.options.Digits == DigitsArabicIndic
}

// digits puts ASCII digits and their separators into the locale's.
func (l *Locale) digits(s string) string {
	if !l.arabicIndic() {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return '\u0660' + r - '0'
		case r == ',':
			return '\u066c'
		case r == '.':
			return '\u066b'
		}
		return r
	}, s)
}

// Year returns a year in words, as historians count: 0 is "1 BCE". The first
// hundred years are marked, as bare they read like a day; long numbers are
// grouped or given in millions and billions.
func (l *Locale) Year(y int64) string {
	switch {
	case y > 99:
		return l.yearNumber(y)
	case y > 0:
		return l.own("date.ce", "year", l.Number(y))
	case y <= -10_000 && y%1000 == 0:
		return l.own("date.bce", "year", l.yearNumber(-y)) // a round number, not a count from year 0
	}
	return l.own("date.bce", "year", l.yearNumber(1-y))
}

// yearNumber writes a positive number of years.
func (l *Locale) yearNumber(n int64) string {
	const million, billion = 1_000_000, 1_000_000_000
	switch {
	case n >= billion && n%(billion/10) == 0:
		return l.own("year.billion", "n", l.Tenths(n/(billion/10)))
	case n >= million && n%(million/10) == 0:
		return l.own("year.million", "n", l.Tenths(n/(million/10)))
	case n >= 10_000:
		return l.grouped(uint64(n))
	}
	return l.Number(n)
}

// Counted is a number of things that have a message of their own in plural forms.
type Counted struct {
	Key string
	N   int
}

// Counts lists numbers of things, without those of which there is none; "" where there
// is none of any.
func (l *Locale) Counts(things ...Counted) string {
	list := ""
	for _, c := range things {
		switch words := l.TN(c.Key, c.N); {
		case c.N == 0:
		case list == "":
			list = words
		default:
			list = l.own("list.next", "list", list, "next", words)
		}
	}
	return list
}

// Tenths writes n/10: "66", "13.8".
func (l *Locale) Tenths(n int64) string {
	s := strconv.FormatInt(n/10, 10)
	if n%10 != 0 {
		s += "." + strconv.FormatInt(n%10, 10)
	}
	return l.digits(s)
}

// wording puts dates and lengths of time into the words of a language.
type wording struct{ *Locale }
