package i18n

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

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
	set := map[MonthNames]string{MonthsEgypt: "months.axis", MonthsLevant: "months.levant", MonthsMaghreb: "months.maghreb", MonthsMorocco: "months.morocco"}[l.options.Months]
	if set != "" && l.lang == Arabic {
		long, axis, short = set, set, set
	}
	l.ordinals = strings.Split(l.T("ordinals"), "|")
	l.axis.Locale = l
	err := errors.Join(
		l.list(long, l.months[:]), l.list(axis, l.axisMonths[:]), l.list(short, l.shortMonths[:]), l.list("months.hijri", l.hijriMonths[:]),
		l.list("weekdays.long", l.weekdays[:]), l.list("weekdays.short", l.shortWeekdays[:]),
		l.list("seasons", l.seasons[:]), l.list("quarters", l.quarters[:]),
		l.list("thirds", l.thirds[:]), l.list("halves", l.halves[:]))
	weekend := cmp.Or(l.options.Weekend, l.T("weekend"))
	for day := range l.weekend {
		l.weekend[day] = strings.Contains(weekend, strconv.Itoa(day))
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
