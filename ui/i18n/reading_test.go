package i18n

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

// sayable generates dates whose words say all of them: most of those that people
// write themselves.
var sayable = rapid.Custom(func(t *rapid.T) string {
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		return sayablePoint(t, false) + rapid.SampledFrom([]string{"", "?", "~", "%"}).Draw(t, "qualifier")
	case 1:
		return sayablePoint(t, false) + "/" + sayablePoint(t, false)
	case 2:
		return sayablePoint(t, true) + "/" + sayablePoint(t, true)
	case 3:
		return sayablePoint(t, true)
	case 4:
		return rapid.SampledFrom([]string{"../%s", "%s/..", "[..%s]", "[%s..]"}).Draw(t, "open end")
	}
	return rapid.SampledFrom([]string{"199X", "19XX", "1XXX", "00XX", "-04XX", "Y-66000000", "Y-13800000000", "Y17E8", "Y12345", "-0043~"}).Draw(t, "years")
})

func sayablePoint(t *rapid.T, timed bool) string {
	y := rapid.OneOf(rapid.IntRange(1900, 2100), rapid.IntRange(-9998, 9999)).Draw(t, "year")
	year := fmt.Sprintf("%04d", y)
	if y < 0 {
		year = fmt.Sprintf("-%04d", -y)
	}
	month := rapid.IntRange(1, 12).Draw(t, "month")
	date := fmt.Sprintf("%s-%02d-%02d", year, month, rapid.IntRange(1, dates.DaysIn(int64(y), month)).Draw(t, "day"))
	if timed {
		return fmt.Sprintf("%sT%02d:%02d%s", date, rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute"),
			rapid.SampledFrom([]string{"", "Z", "+08:00", "-05:30"}).Draw(t, "offset"))
	}
	if y >= 0 && y < 100 {
		return date // a winter of two years that each name their era is not read
	}
	return rapid.SampledFrom([]string{
		year, date[:len(year)+3], date, fmt.Sprintf("%s-%d", year, rapid.IntRange(21, 41).Draw(t, "season")),
	}).Draw(t, "precision")
}

func TestDatesInWordsAreUnderstood(t *testing.T) {
	locales := []*Locale{locale(t, English, Options{})}
	for _, months := range []MonthNames{MonthsDual, MonthsEgypt, MonthsLevant, MonthsMaghreb, MonthsMorocco} {
		locales = append(locales, locale(t, Arabic, Options{Months: months}), locale(t, Arabic, Options{Months: months, Digits: DigitsArabicIndic}))
	}
	rapid.Check(t, func(t *rapid.T) {
		text := sayable.Draw(t, "date")
		if p := sayablePoint(t, false); len(text) > 2 && (text[:2] == ".." || text[0] == '[' || text[0] == '%') {
			text = fmt.Sprintf(text, p)
		}
		d, err := dates.Parse(text)
		if err != nil {
			t.Skip("the end is before the start")
		}
		for _, l := range locales {
			words := l.DateLong(d)
			u, err := find.Field(words, find.Preferences{})
			if got, sure := u.Sure(); !sure || got.Lo != d.Lo || got.Hi != d.Hi {
				t.Errorf("%s is %q, which is read as %v, %v", text, words, u, err)
			}
		}
	})
}
