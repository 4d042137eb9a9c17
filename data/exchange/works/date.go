package works

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/exchange/form"
)

// numeric is a day in three numbers, the year last.
var numeric = regexp.MustCompile(`^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})$`)

// Date reads a date as people type it into a list of references: EDTF, 01/2020, April 13,
// 2018. 4/2/2022 is either of the two days where the options do not say which.
func Date(text string, o form.Options) (dates.Date, bool) {
	text = form.Line(text)
	if d, err := dates.Parse(text); err == nil {
		return d, true
	}
	if m := numeric.FindStringSubmatch(text); m != nil && o.DayFirst != form.ByContents {
		day, month := m[1], m[2]
		if o.DayFirst == form.MonthFirst {
			day, month = month, day
		}
		if d, err := dates.Parse(fmt.Sprintf("%s-%02s-%02s", m[3], month, day)); err == nil {
			return d, true
		}
	}
	readings, err := find.Field(text, find.Preferences{})
	switch {
	case err != nil || len(readings) > 2:
		return dates.Date{}, false
	case len(readings) == 1:
		return readings[0].Date, true
	}
	either := []string{readings[0].Date.EDTF, readings[1].Date.EDTF}
	slices.Sort(either)
	d, err := dates.Parse("[" + strings.Join(either, ",") + "]")
	return d, err == nil
}

// Parts is a date in the numbers of a file, of which the first that is zero ends it; year
// counts without a year 0.
func Parts(year int64, month, day int) string {
	return form.Moment{Year: form.Historical(year), Month: month, Day: day}.EDTF()
}

// Season is a season of a year as EDTF, from 1 for spring to 4 for winter.
func Season(year int64, n int) string {
	return form.Year(form.Historical(year)) + "-" + strconv.Itoa(int(dates.FirstSeason)+n-1)
}

// Spring is the number of a season by its name, 0 for none.
func SeasonNamed(name string) int {
	switch strings.ToLower(form.Line(name)) {
	case "spring", "الربيع", "ربيع", "printemps", "frühling", "frühjahr":
		return 1
	case "summer", "الصيف", "صيف", "été", "sommer":
		return 2
	case "autumn", "fall", "الخريف", "خريف", "automne", "herbst":
		return 3
	case "winter", "الشتاء", "شتاء", "hiver":
		return 4
	}
	return 0
}

// Dated is a date in the parts that formats of references know.
type Dated struct {
	From, To form.Moment // the same where it is one; years are astronomical
	Season   int         // of From, 1 to 4; 0 for none
	Circa    bool
	Open     bool // one end is: From and To are the other
	Exact    bool // nothing of the date is lost
}

// DatedOf is a date as a Dated: in doubt as wide as it may be, and circa. The zero date is
// the zero Dated.
func DatedOf(d dates.Date) Dated {
	if d.IsZero() {
		return Dated{Exact: true}
	}
	start, _, interval := d.Parts()
	if d.Kind() == dates.KindPoint && !interval && start.X == 0 && start.Significant == 0 {
		doubts := start.Qualifier | start.Parts[0] | start.Parts[1] | start.Parts[2]
		known := Dated{Circa: doubts != 0, Exact: doubts == 0 || start.Qualifier == dates.Approximate && doubts == start.Qualifier && start.Parts == [3]dates.Qualifier{}}
		if start.Precision == dates.PrecisionSeason && start.Season < dates.FirstQuarter {
			known.From = form.Moment{Year: start.Year}
			known.To, known.Season = known.From, 1+int(start.Season-dates.FirstSeason)%4
			known.Exact = known.Exact && start.Season < dates.FirstNorthern
			return known
		}
		if start.Precision != dates.PrecisionSeason && start.Precision != dates.PrecisionNone {
			known.From = form.Moment{Year: start.Year, Month: start.Month, Day: start.Day}
			known.To = known.From
			known.Exact = known.Exact && start.Precision <= dates.PrecisionDay
			return known
		}
	}
	p, open := form.PlainOf(d), d.Lo == dates.OpenLo || d.Hi == dates.OpenHi
	return Dated{
		From: p.From.DayOnly(), To: p.To.DayOnly(), Circa: !p.Certain, Open: open,
		Exact: p.Certain && !open && !p.From.Clock.Said && !p.To.Clock.Said && d.Kind() == dates.KindInterval,
	}
}
