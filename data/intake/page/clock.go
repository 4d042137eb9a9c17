package page

import (
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/dates/find"
)

// clockLine reports a line that is a time of day, with its zone or day at most:
// "14:20", "2.05 pm GMT", "الساعة 14:20", "4 March 2019, 14:20".
func clockLine(line string) bool {
	if len(line) > 80 || !strings.ContainsFunc(line, unicode.IsDigit) || strings.Count(line, " ") > 8 {
		return false
	}
	timed, rest := takeClock(line)
	if !timed {
		return false
	}
	if strings.ContainsFunc(rest, unicode.IsDigit) {
		for _, f := range find.Dates(rest, find.Options{}) {
			rest = strings.Replace(rest, f.Text, " ", 1)
		}
	}
	for word := range strings.FieldsFuncSeq(strings.ToLower(rest), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",،|·•()–—-/.:", r) }) {
		if !clockWord(word) && labelled(word) == unnamed {
			return false
		}
	}
	return true
}

// takeClock takes the time of day out of a line.
func takeClock(line string) (timed bool, rest string) {
	words := strings.Fields(line)
	var left []string
	for i, w := range words {
		w = strings.Trim(w, ",،|·•()–—")
		half := strings.ToLower(strings.ReplaceAll(strings.TrimLeftFunc(w, unicode.IsDigit), ".", ""))
		next := ""
		if i+1 < len(words) {
			next = strings.ToLower(strings.ReplaceAll(strings.Trim(words[i+1], ",،()"), ".", ""))
		}
		number := strings.TrimRightFunc(w, func(r rune) bool { return !unicode.IsDigit(r) })
		switch {
		case timed:
			left = append(left, w)
		case isClock(number) && (len(number) == len(w) || clockWord(strings.ToLower(strings.ReplaceAll(w[len(number):], ".", "")))):
			timed = true
		case number != "" && len(number) <= 2 && (half == "am" || half == "pm" || half == "h"), number == w && number != "" && len(number) <= 2 && (next == "am" || next == "pm" || next == "uhr" || next == "o'clock"):
			timed = true
		default:
			left = append(left, w)
		}
	}
	return timed, strings.Join(left, " ")
}

// isClock reports hours and minutes: "14:20", "2.05", "14h20", "14:20:05".
func isClock(s string) bool {
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == ':' || r == '.' || r == 'h' || r == 'H' || r == '٫' })
	if len(parts) < 2 || len(parts) > 3 {
		return false
	}
	for i, p := range parts {
		n := 0
		for _, r := range p {
			if !unicode.IsDigit(r) {
				return false
			}
			n++
		}
		if n > 2 || i > 0 && n != 2 {
			return false
		}
	}
	return true
}

// clockWord reports the words beside a time of day: half of the day, zone, weekday.
func clockWord(w string) bool {
	switch w {
	case "am", "pm", "gmt", "utc", "bst", "est", "edt", "et", "ct", "cst", "cdt", "pst", "pdt", "pt", "mst", "cet", "cest", "ist", "msk", "ast", "z",
		"at", "o'clock", "h", "uhr", "um", "à", "a", "alle", "ore", "hrs", "local", "time", "ago",
		"الساعة", "ص", "م", "صباحًا", "صباحا", "مساءً", "مساء", "ظهرًا", "ظهرا", "بتوقيت", "غرينتش", "جرينتش", "مكة", "المكرمة", "القاهرة", "بغداد", "بيروت", "دمشق", "القدس", "في":
		return true
	}
	return weekdays()[w]
}
