package page

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

// datelineDay is the day at the head of a paragraph: "BERLIN, Nov. 9, 1999 (CW) –",
// or on a line with nothing but a few words.
func datelineDay(text, lang string, first bool) dates.Date {
	head := strings.ToValidUTF8(text[:min(len(text), 200)], "")
	finds := find.Dates(head, find.Options{Lang: lang})
	if len(finds) == 0 {
		return dates.Date{}
	}
	f := finds[0]
	before, after := strings.Fields(head[:f.Start]), strings.TrimSpace(head[f.End:])
	if !isDay(f) || len(before) > 4 || len(before) > 0 && preposition(before[len(before)-1]) {
		return dates.Date{}
	}
	dash := strings.IndexAny(after, "–—-:")
	alone := len(text) < 200 && len(strings.Fields(after)) <= 3
	if alone || first && dash >= 0 && utf8.RuneCountInString(after[:dash]) <= 30 {
		return dayOf(f.Date)
	}
	return dates.Date{}
}

// DatelineOf is the day in the dateline of a text: on a line of its own, or
// before the dash with which agencies begin. It is the zero Date if there is none.
func DatelineOf(text, lang string) dates.Date {
	const most = 6 // lines
	n := 0
	for line := range strings.Lines(text[:min(len(text), 10_000)]) {
		if line = oneLine(line); line == "" {
			continue
		}
		if day := datelineDay(line, lang, true); !day.IsZero() {
			return day
		}
		if n++; n >= most {
			break
		}
	}
	return dates.Date{}
}

// preposition reports the words that put a date into a sentence.
func preposition(word string) bool {
	switch strings.ToLower(word) {
	case "on", "in", "by", "since", "of", "from", "at", "the", "until", "till", "before", "after", "to", "and",
		"في", "منذ", "من", "يوم", "حتى", "قبل", "بعد", "إلى", "مساء", "صباح", "بتاريخ":
		return true
	}
	return false
}

// firstDay is the first day, with its year, that a line names.
func firstDay(line, lang string) dates.Date {
	for _, f := range findDates(line, lang) {
		if isDay(f) {
			return dayOf(f.Date)
		}
	}
	return dates.Date{}
}

// findDates finds the dates of a short line, which may be in another language than the
// template of its page says.
func findDates(line, lang string) []find.Find {
	finds := find.Dates(line, find.Options{Lang: lang})
	if !slices.ContainsFunc(finds, isDay) && lang != "" {
		return find.Dates(line, find.Options{})
	}
	return finds
}

// dayOf is a date without its time of day.
func dayOf(d dates.Date) dates.Date {
	text, _, timed := strings.Cut(d.EDTF, "T")
	if !timed {
		return d
	}
	day, err := dates.Parse(text)
	if err != nil {
		return dates.Date{}
	}
	return day
}

func isDay(f find.Find) bool {
	start, _, interval := f.Date.Parts()
	return (f.Kind == find.KindAbsolute || f.Kind == find.KindHijri) && !interval && start.Precision >= dates.PrecisionDay && start.X == 0
}

// ParseDay reads a date as metadata gives it: ISO 8601 with or without a time,
// digits alone, seconds since 1970, or as people write it in the language lang.
// The day is that of the publisher's own clock. It is the zero Date for what is
// none, or lies before 1400 or after 2200.
func ParseDay(value, lang string) dates.Date {
	value = strings.TrimSpace(value)
	if len(value) > 100 {
		return dates.Date{}
	}
	value = fourDigitYear(value)
	text := machineDay(value)
	if text == "" {
		text = firstDay(value, lang).EDTF
	}
	day, err := dates.Parse(text)
	const from, to = -17987443200, 7258118400 // 1400 and 2200
	if err != nil || day.Lo < from || day.Hi > to || text == "1970-01-01" {
		return dates.Date{}
	}
	return day
}

// machineDay is the day, as EDTF, of a value that begins as machines write one, or empty.
func machineDay(value string) string {
	digits := strings.IndexFunc(value, func(r rune) bool { return !unicode.IsDigit(r) || r > unicode.MaxASCII })
	switch {
	case digits < 0 && len(value) == 8:
		return value[:4] + "-" + value[4:6] + "-" + value[6:]
	case digits < 0 && (len(value) == 10 || len(value) == 13):
		seconds, _ := strconv.ParseInt(value[:10], 10, 64)
		return time.Unix(seconds, 0).UTC().Format(time.DateOnly)
	case digits == 4 && len(value) >= 10 && (value[4] == '-' || value[4] == '/' || value[4] == '.') && value[7] == value[4]:
		return value[:4] + "-" + value[5:7] + "-" + value[8:10]
	case digits == 4 && len(value) == 7 && value[5:] >= "01" && value[5:] <= "12":
		return value[:4] + "-" + value[5:]
	}
	return ""
}

// shortYear finds days with a year of two digits.
var shortYear = regexp.MustCompile(`(?:^|[^\d/.:-])(\d{1,2}[./-]\d{1,2}[./-])(\d\d)(?:$|[^\d/.:-])`)

// fourDigitYear writes out the first year of two digits in a line of a page: "3/09/15".
// Pages are no older than the web.
func fourDigitYear(line string) string {
	m := shortYear.FindStringSubmatchIndex(line)
	if m == nil {
		return line
	}
	century := "20"
	if line[m[4]:m[5]] >= "90" {
		century = "19"
	}
	return line[:m[4]] + century + line[m[4]:]
}
