// Package i18n is the language of the interface: messages with their plurals,
// numbers, and dates in words.
//
// The one idea behind it: a [Locale] is one immutable value that is handed to
// the code that shows text; another language or another choice of month names is
// another Locale, and the window is rebuilt with it. Every word it says is in
// the catalogs (assets/translations/en.json and ar.json); the code only knows
// which words go together.
//
// Messages hold places for values in braces ("Excerpt {n} of {m}"). Where a
// message has plural forms, n chooses among those that CLDR defines for the
// language: one and other in English; zero, one, two, few, many and other in
// Arabic.
package i18n

import (
	"github.com/nicksnyder/go-i18n/v2/i18n"
)

// The languages of the interface.
const (
	English = "en"
	Arabic  = "ar"
)

// Languages returns the languages that there are catalogs for.
func Languages() []string { return []string{English, Arabic} }

// MonthNames is one of the sets of names that Arabic has for the months of the
// Gregorian calendar. Other languages have one set and ignore the choice.
type MonthNames uint8

const (
	// MonthsDual gives both the Levantine and the Egyptian name in texts, as
	// news agencies do, and the Egyptian one on the timeline's scale.
	MonthsDual    MonthNames = iota
	MonthsEgypt              // also the Gulf, Sudan, Libya and Yemen
	MonthsLevant             // Iraq, Jordan, Lebanon, Palestine, Syria
	MonthsMaghreb            // Algeria and Tunisia
	MonthsMorocco
)

// Digits is the set of digits that numbers are written with.
type Digits uint8

const (
	DigitsWestern     Digits = iota // 2022
	DigitsArabicIndic               // U+0660 to U+0669, in Arabic only
)

// Options are a reader's choices within a language.
type Options struct {
	Months MonthNames
	Digits Digits
	// Weekend has the digit of each day of it, 0 for Sunday ("56"); "": as is usual where
	// the language is.
	Weekend string
}

// Locale is one language with its options. It is immutable and may be used
// from any goroutine.
type Locale struct {
	lang      string
	options   Options
	localizer *i18n.Localizer
	keys      map[string]bool // of the language's own catalog

	months, axisMonths, shortMonths [12]string
	hijriMonths                     [12]string
	weekdays, shortWeekdays         [7]string
	weekend                         [7]bool
	seasons, quarters               [4]string
	thirds                          [3]string
	halves                          [2]string
	ordinals                        []string // patterns, see Locale.ordinal

	axis Axis
}

// Lang returns the language's tag: "en", "ar".
func (l *Locale) Lang() string { return l.lang }

// Options returns the options that the Locale was made with.
func (l *Locale) Options() Options { return l.options }

// RTL reports whether the language is written from right to left.
func (l *Locale) RTL() bool { return l.lang == Arabic }

// Has reports whether the language's own catalog has a message.
func (l *Locale) Has(key string) bool { return l.keys[key] }

// Axis puts the timeline's scale into words: the same language, shorter names.
// It implements scene.Locale.
type Axis struct{ *Locale }
