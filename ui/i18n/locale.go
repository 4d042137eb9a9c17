// Package i18n is the language of the interface: messages with their plurals,
// numbers, and dates in words.
//
// The one idea behind it: a [Locale] is one immutable value that is handed to
// whoever shows text; another language or another choice of month names is
// another Locale, and the window is built anew with it. Every word it says is in
// the catalogs (assets/translations/en.json and ar.json); the code only knows
// which words go together.
//
// Messages hold places for values in braces ("Excerpt {n} of {m}"). Where a
// message has plural forms, n chooses among those that CLDR defines for the
// language: one and other in English; zero, one, two, few, many and other in
// Arabic.
package i18n

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
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
}

// Locale is one language with its options. It is immutable and may be used
// from any goroutine.
type Locale struct {
	lang      string
	options   Options
	localizer *i18n.Localizer
	keys      map[string]bool // of the language's own catalog

	months, axisMonths, shortMonths [12]string
	weekdays, shortWeekdays         [7]string
	weekend                         [7]bool
	seasons, quarters               [4]string
	thirds                          [3]string
	halves                          [2]string
	ordinals                        []string // patterns, see Locale.ordinal

	axis Axis
}

// New reads the catalogs "translations/en.json" and, for another language, its
// own beside it; what the latter lacks is said in English. The options are the
// zero Options.
func New(files fs.FS, lang string) (*Locale, error) {
	if !slices.Contains(Languages(), lang) {
		return nil, fmt.Errorf("language %q: there are no translations", lang)
	}
	bundle := i18n.NewBundle(language.English)
	l := &Locale{lang: lang, keys: map[string]bool{}}
	for _, name := range slices.Compact([]string{English, lang}) {
		file, err := bundle.LoadMessageFileFS(files, "translations/"+name+".json")
		if err != nil {
			return nil, fmt.Errorf("read translations of language %q: %w", name, err)
		}
		if name == lang {
			for _, m := range file.Messages {
				l.keys[m.ID] = true
			}
		}
	}
	l.localizer = i18n.NewLocalizer(bundle, lang)
	if err := l.readNames(); err != nil {
		return nil, fmt.Errorf("translations of language %q: %w", lang, err)
	}
	return l, nil
}

// With returns the same language with other options.
func (l *Locale) With(o Options) (*Locale, error) {
	changed := *l
	changed.options = o
	if err := changed.readNames(); err != nil {
		return nil, fmt.Errorf("translations of language %q: %w", l.lang, err)
	}
	return &changed, nil
}

// readNames takes the lists of names out of the catalog.
func (l *Locale) readNames() error {
	long, axis, short := "months.long", "months.axis", "months.short"
	set := map[MonthNames]string{MonthsEgypt: "months.axis", MonthsLevant: "months.levant", MonthsMaghreb: "months.maghreb"}[l.options.Months]
	if set != "" && l.lang == Arabic {
		long, axis, short = set, set, set
	}
	weekend := make([]string, 0, 2)
	l.ordinals = strings.Split(l.T("ordinals"), "|")
	l.axis.Locale = l
	err := errors.Join(
		l.list(long, l.months[:]), l.list(axis, l.axisMonths[:]), l.list(short, l.shortMonths[:]),
		l.list("weekdays.long", l.weekdays[:]), l.list("weekdays.short", l.shortWeekdays[:]),
		l.list("seasons", l.seasons[:]), l.list("quarters", l.quarters[:]),
		l.list("thirds", l.thirds[:]), l.list("halves", l.halves[:]))
	weekend = append(weekend, strings.Split(l.T("weekend"), "|")...)
	for day := range l.weekend {
		l.weekend[day] = slices.Contains(weekend, fmt.Sprint(day))
	}
	return err
}

// list reads a message that holds names with "|" between them.
func (l *Locale) list(key string, into []string) error {
	names := strings.Split(l.T(key), "|")
	if len(names) != len(into) {
		return fmt.Errorf("message %q: %d names, not %d", key, len(names), len(into))
	}
	copy(into, names)
	return nil
}

// Lang returns the language's tag: "en", "ar".
func (l *Locale) Lang() string { return l.lang }

// Options returns the options that the Locale was made with.
func (l *Locale) Options() Options { return l.options }

// RTL reports whether the language is written from right to left.
func (l *Locale) RTL() bool { return l.lang == Arabic }

// Has reports whether the language's own catalog has a message.
func (l *Locale) Has(key string) bool { return l.keys[key] }

// T returns a message with its places filled: args are names and values in
// turn. Numbers are grouped ("1,234"); texts that run against the language's
// direction are isolated (see isolate). A key without a message is returned
// itself, and a place without a value stays as it is, so that both are seen.
func (l *Locale) T(key string, args ...any) string {
	return l.message(&i18n.LocalizeConfig{
		MessageID: key, TemplateData: values{locale: l, args: args}, TemplateParser: braces{},
	})
}

// TN returns the plural form of a message for n things. The place {n} holds n
// unless args name another.
func (l *Locale) TN(key string, n int, args ...any) string {
	return l.message(&i18n.LocalizeConfig{
		MessageID: key, PluralCount: n, TemplateData: values{locale: l, args: append(slices.Clip(args), "n", n)}, TemplateParser: braces{},
	})
}

// message falls back to English, then to the key.
func (l *Locale) message(c *i18n.LocalizeConfig) string {
	text, err := l.localizer.Localize(c)
	if err != nil && text == "" {
		return c.MessageID
	}
	return text
}
