package table

import (
	"fmt"
	"math"
	"strings"

	"tarikh.org/tarikh/data/dates"
)

// epoch is what the dates of a workbook count days from.
type epoch bool

const (
	since1900 epoch = false // 1 is 1900-01-01, and 60 a 29 February that there was not
	since1904 epoch = true  // 0 is 1904-01-01
)

// lastSerial is 9999-12-31 since 1900.
const lastSerial = 2_958_465

// day is the day of a serial number; the second result is false where it is none.
func (e epoch) day(serial float64) (y int64, m, d int, ok bool) {
	if !(serial >= 0 && serial < lastSerial+1) {
		return 0, 0, 0, false
	}
	days := int64(serial)
	switch {
	case e == since1904:
		days += dates.DaysFromCivil(1904, 1, 1)
	case days == 0 || days == 60:
		return 0, 0, 0, false
	case days < 60:
		days += dates.DaysFromCivil(1899, 12, 31)
	default:
		days += dates.DaysFromCivil(1899, 12, 30)
	}
	y, m, d = dates.CivilFromDays(days)
	return y, m, d, true
}

// text is a serial number in ISO 8601, as precise as its format shows it; a time that is
// midnight to the second is left out, for formats with a time are given to dates as well.
// What is no day is written as spreadsheets do, which nothing reads as a date.
func (e epoch) text(serial float64, f numberFormat) string {
	seconds := int64(math.Round((serial - math.Floor(serial)) * 86_400))
	if seconds == 86_400 {
		serial, seconds = math.Floor(serial)+1, 0
	}
	clock := fmt.Sprintf("%02d:%02d", seconds/3600, seconds/60%60)
	if f.seconds || seconds%60 != 0 {
		clock += fmt.Sprintf(":%02d", seconds%60)
	}
	if (f == numberFormat{time: true} || f == numberFormat{time: true, seconds: true}) && serial >= 0 && serial < 1 {
		return clock
	}
	y, m, d, ok := e.day(serial)
	if !ok {
		if e == since1900 && int64(serial) == 60 {
			return "1900-02-29"
		}
		return "#####"
	}
	switch day := fmt.Sprintf("%04d-%02d-%02d", y, m, d); {
	case f.year && !f.day && !f.month:
		return day[:len(day)-len("-01-01")]
	case f.year && !f.day:
		return day[:len(day)-len("-01")]
	case f.time && seconds > 0:
		return day + " " + clock
	default:
		return day
	}
}

// numberFormat is what a format of numbers shows of a date.
type numberFormat struct{ year, month, day, time, seconds bool }

func (f numberFormat) date() bool { return f != numberFormat{} }

// formatOf reads a code of a format such as "d mmm yyyy;@", of which the first section
// counts.
func formatOf(code string) (f numberFormat) {
	code, _, _ = strings.Cut(plainCode(code), ";")
	last := byte(0) // the letter before, of those that count
	for i := 0; i < len(code); {
		c := code[i]
		end := i
		for end < len(code) && code[end] == c {
			end++
		}
		switch c {
		case 'y', 'e':
			f.year = true
		case 'd':
			f.day = true
		case 'h':
			f.time = true
		case 's':
			f.time, f.seconds = true, true
		case 'm':
			// Minutes are written like months, beside hours or seconds.
			if last == 'h' || nextLetter(code[end:]) == 's' {
				f.time = true
			} else {
				f.month = true
			}
		case 'a':
			if strings.HasPrefix(code[i:], "am/pm") {
				end = i + len("am/pm")
			} else if strings.HasPrefix(code[i:], "a/p") {
				end = i + len("a/p")
			} else {
				f.day = true // a day of the week
			}
			c = last
		default:
			if strings.IndexByte("0#?", c) >= 0 && last == 0 {
				return numberFormat{} // a number with a unit
			}
			c = last
		}
		last = c
		i = end
	}
	return f
}

func nextLetter(code string) byte {
	for i := range len(code) {
		if code[i] >= 'a' && code[i] <= 'z' {
			return code[i]
		}
	}
	return 0
}

// plainCode is a code in lower case without its texts, colours, conditions and languages;
// "[h]", hours that pass, becomes "h". A code that is none of a date is empty.
func plainCode(code string) string {
	code = strings.ToLower(code)
	if code == "general" || code == "@" {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '\\', '_', '*':
			i++
		case '"':
			for i++; i < len(code) && code[i] != '"'; i++ {
			}
		case '[':
			start := i + 1
			for i++; i < len(code) && code[i] != ']'; i++ {
			}
			if inner := code[start:min(i, len(code))]; inner != "" && strings.Trim(inner, inner[:1]) == "" && strings.ContainsAny(inner[:1], "hms") {
				b.WriteString(inner)
			}
		default:
			b.WriteByte(code[i])
		}
	}
	plain := b.String()
	if strings.Contains(plain, "e+") || strings.Contains(plain, "e-") || strings.Contains(plain, "general") {
		return ""
	}
	return plain
}

// builtin is the code of a format that workbooks know by its number alone, of those that
// show dates (ECMA-376 part 1, 18.8.30).
func builtin(id int) string {
	switch {
	case id == 14, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id >= 57 && id <= 58:
		return "yyyy-mm-dd"
	case id == 15:
		return "d-mmm-yy"
	case id == 16:
		return "d-mmm"
	case id == 17, id == 55:
		return "mmm-yy"
	case id == 18, id == 20, id == 32, id == 34, id == 56:
		return "h:mm"
	case id == 19, id == 21, id == 33, id == 35, id >= 45 && id <= 47:
		return "h:mm:ss"
	case id == 22:
		return "m/d/yy h:mm"
	}
	return ""
}
