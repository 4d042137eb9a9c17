package markwhen

import (
	"iter"
	"regexp"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// kind is what a side of a range says.
type kind uint8

const (
	aDate    kind = iota
	aTime         // of the day of another event
	aNow          // when the file is looked at
	relative      // to another event
	isOpen        // ".."
)

// side is one side of a range, as it is written.
type side struct {
	kind
	// Of a date; a time has only the clock. The year is astronomical.
	year       int64
	month, day int
	to         unit
	week       bool // seven days from that one
	clock      form.Clock
	offset     string
	era        era
	yearless   bool
	wrong      bool // there is no such date
	number     bool // it is a bare number, which may be a year, an hour or a day
	slashes    bool // which number is the month is for the file to say, see ordered

	// Of what is relative.
	before  bool
	id      string // of the event; "" for the one before
	edge    string // of that event: "start", "end", or "" for the usual one
	amounts []amount
}

type era uint8

const (
	noEra era = iota
	bce
	common
)

// amount is a part of a duration.
type amount struct {
	n  int64
	of string // a unit in the singular; "workday"
}

const (
	clockForm  = `(\d{1,2})(?::(\d{2}))?(?:\s?([ap])\.?m\.?)?`
	monthForm  = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`
	behindForm = `,?(?:\s+(\d{4}),?)?(?:\s+` + clockForm + `)?`
	amountForm = `-?\d+[^\pL\pN:]{0,3}(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|hours?|h|(?:week|work|business)\s*(?:days?|d)|days?|d|weeks?|w|months?|years?|y)(?:\s*,\s*|\s*)`
)

// shape is a way to write a side of a range.
type shape struct {
	*regexp.Regexp
	make func(parts []string) side
}

func shaped(form string, make func([]string) side) shape {
	return shape{regexp.MustCompile(`(?i)^(?:` + form + `)`), make}
}

// The ways to write a side by its first character, in the order in which they count.
var (
	numeric = []shape{
		shaped(`(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d*)?)?(Z|[+-]\d{2}:\d{2})?`, stamp),
		shaped(`(\d{4})-(\d{2})-(\d{2})(?:,|\s)+`+clockForm, func(p []string) side { return calendar(p[1], p[2], p[3]).timed(p[4:]) }),
		shaped(`(\d{4})-?W(\d{2})(?:-?([1-7]))?`, isoWeek),
		shaped(`(\d{4})-(\d{2})-(\d{2})`, func(p []string) side { return calendar(p[1], p[2], p[3]) }),
		shaped(`(\d{4})-(\d{2})`, func(p []string) side { return calendar(p[1], p[2], "") }),
		shaped(`(\d{1,5})/(\d{1,5})/(\d{1,5})(?:,|\s)+`+clockForm, func(p []string) side { return slashed(p[1], p[2], p[3]).timed(p[4:]) }),
		shaped(`(\d{1,5})/(\d{1,5})/(\d{1,5})`, func(p []string) side { return slashed(p[1], p[2], p[3]) }),
		shaped(`(\d{3,5})/(\d{1,2})`, func(p []string) side { return calendar(p[1], p[2], "") }),
		shaped(`(\d{1,2})/(\d{1,5})`, func(p []string) side { return calendar(p[2], p[1], "") }),
		shaped(clockForm, hour),
		shaped(`(\d{1,5})(?:\s?(bce?|ce|ad|ق\.? ?م\.?|م\.?))?`, yearOf),
		related,
		shaped(`([0-3]?\d)\s+`+monthForm+behindForm, func(p []string) side { return inWords(p[1], p[2], p[3]).timed(p[4:]) }),
	}
	worded = []shape{
		shaped(`now`, func([]string) side { return side{kind: aNow} }),
		related,
		shaped(monthForm+`\s+([0-3]?\d)`+behindForm, func(p []string) side { return inWords(p[2], p[1], p[3]).timed(p[4:]) }),
		shaped(monthForm+`(?:\s+(\d{1,4}))?`, func(p []string) side { return inWords("", p[1], p[2]) }),
	}
	others = []shape{
		shaped(`\.\.`, func([]string) side { return side{kind: isOpen} }),
		related,
	}
	related = shaped(`(by\s|before\s|after\s)?\s*(?:!([\pL\pN_]+)(?:\.(start|end))?|\.(start|end))?\s*(?:plus|\+)?\s*((?:`+amountForm+`)*)`, relation)
)

var (
	between     = regexp.MustCompile(`(?i)^(?:\s*/\s*|\s*[-–—]\s*|\s+(?:to|إلى|الى|حتى)\s+)`)
	repeats     = regexp.MustCompile(`(?i)^\s*every[^:]+`)
	clockBehind = regexp.MustCompile(`^:\d\d`)
	colon       = regexp.MustCompile(`^\s*:`)
	amounts     = regexp.MustCompile(`(?i)(-)?(\d+)[^\pL\pN:]{0,3}(\pL+(?:\s*days?|\s*d\b)?)`)
)

type sized struct {
	side
	size int
}

// sides are all ways in which a text can begin with a side.
func sides(s string) iter.Seq[sized] {
	return func(yield func(sized) bool) {
		for _, shape := range shapesOf(s) {
			m := shape.FindStringSubmatch(s)
			if m == nil || m[0] == "" {
				continue
			}
			one := sized{shape.make(m), len(strings.TrimRight(m[0], " \t,"))}
			if !one.bare() && !yield(one) {
				return
			}
		}
	}
}

func shapesOf(s string) []shape {
	switch {
	case s == "":
		return nil
	case s[0] >= '0' && s[0] <= '9':
		return numeric
	case s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z':
		return worded
	}
	return others
}

// bare says that a text only looks like a side: a word without anything that it is of, an
// hour that no day has.
func (s side) bare() bool {
	return s.kind == relative && s.id == "" && s.edge == "" && len(s.amounts) == 0 || s.kind == aTime && s.wrong
}

// asYear makes the year of an hour that is a bare number.
func (s side) asYear() side { return side{year: int64(s.clock.Hour), number: true} }

func number(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}

// calendar is a date of parts, of which the last may be "".
func calendar(year, month, day string) side {
	s := side{year: number(year), month: int(number(month)), day: int(number(day)), to: years}
	if month != "" {
		s.to = months
	}
	if day != "" {
		s.to = days
	}
	return s.checked()
}

// checked notes that there is no such date.
func (s side) checked() side {
	s.wrong = s.to >= months && (s.month < 1 || s.month > 12) || s.to >= days && (s.day < 1 || !s.wrong && s.month >= 1 && s.month <= 12 && s.day > dates.DaysIn(s.year, s.month))
	return s
}

// slashed is a date of three numbers: a year of three digits and more is where it is, and
// else it is the last; of the others the month is the first until the order of the file is
// known, see ordered.
func slashed(a, b, c string) side {
	if len(a) > 2 {
		return calendar(a, b, c)
	}
	s := side{year: number(c), month: int(number(a)), day: int(number(b)), to: days}
	s.slashes = true
	return s
}

// ordered is a date with slashes in the order of the file.
func (s side) ordered(dayFirst bool) side {
	if !s.slashes {
		return s
	}
	if dayFirst {
		s.month, s.day = s.day, s.month
	}
	return s.checked()
}

// timed is a date with the hour, minute and half of a time behind it, if any.
func (s side) timed(clock []string) side {
	if clock[0] == "" {
		return s
	}
	at := hour(append([]string{""}, clock...))
	s.clock, s.to, s.wrong = at.clock, max(s.to, minutes), s.wrong || at.wrong
	return s
}

// hour is a time of day: hour, minute, and the half of the day.
func hour(p []string) side {
	h, m := number(p[1]), number(p[2])
	s := side{kind: aTime, to: minutes, wrong: h > 23 || m > 59, number: p[2] == "" && p[3] == ""}
	if p[3] != "" {
		s.wrong = h < 1 || h > 12 || m > 59
		if h %= 12; strings.EqualFold(p[3], "p") {
			h += 12
		}
	}
	s.clock = form.Clock{Said: true, Hour: int(h), Minute: int(m)}
	return s
}

func stamp(p []string) side {
	s := calendar(p[1], p[2], p[3])
	h, m, sec := number(p[4]), number(p[5]), number(p[6])
	s.clock = form.Clock{Said: true, Hour: int(h), Minute: int(m), Second: int(sec)}
	s.wrong = s.wrong || h > 23 || m > 59 || sec > 59
	s.offset = strings.ToUpper(p[7])
	if s.to = minutes; sec != 0 {
		s.to = seconds
	}
	return s
}

// isoWeek is a week of ISO 8601, or a day of one.
func isoWeek(p []string) side {
	y, week := number(p[1]), number(p[2])
	fourth := dates.DaysFromCivil(y, 1, 4) // is always in the first week
	monday := fourth - int64((dates.Weekday(fourth)+6)%7)
	s := side{to: days, week: p[3] == "", wrong: week < 1 || week > 53}
	day := monday + 7*(week-1) + max(number(p[3]), 1) - 1
	s.year, s.month, s.day = dates.CivilFromDays(day)
	return s
}

func yearOf(p []string) side {
	s := side{year: number(p[1]), to: years, number: p[2] == ""}
	switch mark := strings.ToLower(p[2]); {
	case mark == "":
	case strings.HasPrefix(mark, "b"), strings.HasPrefix(mark, "ق"):
		s.era, s.year = bce, 1-s.year
	default:
		s.era = common
	}
	return s
}

// englishMonths are the first letters of the months.
const englishMonths = "janfebmaraprmayjunjulaugsepoctnovdec"

// inWords is a date with the name of its month; without a year it is yearless.
func inWords(day, month, year string) side {
	s := side{
		year: number(year), month: strings.Index(englishMonths, strings.ToLower(month[:3]))/3 + 1, day: int(number(day)), to: months, yearless: year == "",
	}
	if day != "" {
		s.to = days
	}
	if s.yearless {
		s.wrong = s.to == days && (s.day < 1 || s.day > dates.DaysIn(2000, s.month))
		return s
	}
	return s.checked()
}

// relation is what is relative to an event.
func relation(p []string) side {
	s := side{kind: relative, id: p[2], edge: strings.ToLower(p[3] + p[4])}
	word := strings.ToLower(strings.TrimSpace(p[1]))
	s.before = word == "by" || word == "before"
	negative := int64(1)
	for i, m := range amounts.FindAllStringSubmatch(p[5], -1) {
		if i == 0 && m[1] == "-" {
			negative = -1
		}
		n := number(m[2])
		if len(m[2]) > 9 {
			s.wrong = true
		}
		s.amounts = append(s.amounts, amount{negative * n, unitNamed(m[3])})
	}
	return s
}

// unitNamed is the unit of a duration in the singular.
func unitNamed(word string) string {
	word = strings.ToLower(word)
	if (strings.HasPrefix(word, "week") || strings.HasPrefix(word, "work") || strings.HasPrefix(word, "business")) && strings.Contains(word[4:], "d") {
		return workday
	}
	switch {
	case word == "ms", strings.HasPrefix(word, "milli"):
		return "millisecond"
	case strings.HasPrefix(word, "mo"):
		return "month"
	case strings.HasPrefix(word, "mi"):
		return "minute"
	}
	return map[byte]string{'s': "second", 'h': "hour", 'd': "day", 'w': "week", 'y': "year"}[word[0]]
}

const workday = "workday"
