// Package find reads the dates that people write, through two doors: [Field] for
// what somebody types into a field, which is a date as a whole, and [Dates] for
// running text, in which it finds each date with the exact bytes that name it. It
// reads Arabic and English in full; French, Spanish, German, Portuguese and
// Italian with the common relative dates; absolute dates, decades and centuries in
// Russian, Turkish, Persian, Chinese, Japanese, Hebrew, Urdu, Hindi and Indonesian.
//
// The one idea behind it: words and numbers become tokens with a meaning, and one
// small grammar reads them from left to right, the longest match first. In a text
// it takes a number for a date only where something next to it says so (a month, a
// preposition of time, the word "year"), for most numbers in a text are none; in a
// field it needs no such sign, and asks where there are two ways to read it.
//
//	4 فبراير 2022, February 4, 2022, 2022-02-04, 4/2/2022 (two readings), 19-Nov-12
//	كانون الثاني/يناير 2020, 12 غشت 2019, 3 رجب 1443 هـ, 15 بهمن 1400, 2017/Oct/31
//	عام 1941, in 1941, أولمبياد 2022, 44 BC, c. 1475, أوائل عام 2020, late 1990s
//	من 4 إلى 20 فبراير, 4–20 February, between 2013 and 2015, 100 BCE - 100 AD
//	القرن الثاني عشر, 193X by ثلاثينيات القرن الماضي, الربع الأول من 2021, summer 2020
//	the last Monday of May 2016, last weekend, Christmas Day 1912, عيد الفطر 1444
//	اليوم الجمعة, last Friday, منذ نحو عامين, two years ago, the following month
//
// What is named without its year, and what counts from a day, is resolved against
// the last date named in the paragraph, or the day on which the text was published; without
// either it is left out. Whether a month or a weekday lies ahead or behind is told by the
// verbs of its sentence. A span begins after prepositions and proclitics («و», «ب»), and
// holds what the date is made of: "about", "year", the words of a range.
//
// "Early", "mid" and "late" are thirds: of a year its four months (2020-37~), of
// a month, decade or century an interval of its days or years, approximate.
package find

import "tarikh.org/tarikh/data/dates"

// Kind is what sort of expression names a date.
type Kind string

const (
	KindAbsolute Kind = "absolute" // with its year
	KindPartial  Kind = "partial"  // the year is taken from the context
	KindRelative Kind = "relative" // counted from a day: today, two years ago, last month
	KindWeekday  Kind = "weekday"  // a day of the week
	KindRange    Kind = "range"    // from and to
	KindPeriod   Kind = "period"   // a decade, century, quarter, season, or early or late part
	KindHijri    Kind = "hijri"    // of the Islamic calendar
)

// Kinds returns all kinds.
func Kinds() []Kind {
	return []Kind{KindAbsolute, KindPartial, KindRelative, KindWeekday, KindRange, KindPeriod, KindHijri}
}

// Options are what the text does not say itself.
type Options struct {
	// Lang is the text's language as a BCP 47 tag. Without one it is guessed from
	// script and words. "en-US" reads 4/2/2022 with the month first.
	Lang string
	// Published is when the text appeared, or the zero Date. Without one, a
	// dateline at the head of the text takes its place. Where it is less exact than
	// a day, what counts from it is no more exact.
	Published dates.Date
}

// Find is a date that a text names.
type Find struct {
	Start, End int        // bytes of the text, half-open
	Text       string     // text[Start:End]
	Date       dates.Date // never zero
	Confidence float64    // 0 to 1
	Kind       Kind
	Zone       string    // the time zone that is named, see Reading
	Why        Note      // why Date is what it is
	Readings   []Reading // other ways to understand it, the likelier first
}
