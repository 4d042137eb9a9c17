package markwhen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
)

// when is the date of an event, as it is written.
type when struct {
	from, to side
	ranged   bool   // it has both sides
	repeated string // "every …"
	// date is one that only people read, as in Arabic.
	date dates.Date
	text string // all of it
}

// maxWhen is how much of a line may be a date, in bytes.
const maxWhen = 400

// dateOf reads the date with which the line of an event begins, and says how much of the
// line it is, with its colon; 0 for a line that is no event.
func dateOf(line string, today dates.Civil) (w when, size int) {
	line = line[:min(len(line), maxWhen)]
	if !strings.Contains(line, ":") {
		return w, 0
	}
	text, at := plainDigits(line)
	start := len(text) - len(strings.TrimLeft(text, " \t"))
	if start == len(text) || !mayBegin(text[start:]) {
		return w, 0
	}
	if n := w.parse(text[start:]); n > 0 {
		w.text = strings.TrimRight(text[start:start+n], ": \t")
		return w, at(start + n)
	}
	if n := w.readWords(text[start:], today); n > 0 {
		return w, at(start + n)
	}
	return w, 0
}

// mayBegin tells quickly that most lines are none of an event.
func mayBegin(s string) bool {
	c := s[0]
	return c >= '0' && c <= '9' || c >= utf8.RuneSelf || strings.IndexByte("!.-+", c) >= 0 || strings.IndexByte("jfmasondbJFMASONDB", c) >= 0
}

// plainDigits is a text with the digits of ASCII and without marks of direction, and the
// way back: where in the text a place is.
func plainDigits(s string) (plain string, at func(int) int) {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return s, func(i int) int { return i }
	}
	var b strings.Builder
	var from []int
	for i, r := range s {
		switch {
		case r >= '٠' && r <= '٩':
			r += '0' - '٠'
		case r >= '۰' && r <= '۹':
			r += '0' - '۰'
		case r == '\u200e' || r == '\u200f' || r == '\u061c' || r == '\ufeff':
			continue
		case r == '،':
			r = ','
		}
		for range utf8.RuneLen(max(r, 0)) {
			from = append(from, i)
		}
		b.WriteRune(r)
	}
	return b.String(), func(i int) int {
		if i < len(from) {
			return from[i]
		}
		return len(s)
	}
}

// parse reads a date with its colon and returns how long it is, 0 for none.
func (w *when) parse(s string) int {
	for from := range sides(s) {
		rest := s[from.size:]
		if sep := len(between.FindString(rest)); sep > 0 {
			for to := range sides(rest[sep:]) {
				if n := w.close(to.side, rest[sep+to.size:]); n > 0 {
					w.from, w.to, w.ranged = from.side, to.side, true
					w.settle()
					return from.size + sep + to.size + n
				}
			}
		}
		if n := w.close(from.side, rest); n > 0 && from.kind != isOpen {
			w.from = from.side
			return from.size + n
		}
	}
	return 0
}

// close reads what is behind a range: a recurrence, and the colon. A colon between two
// numbers is one of a time of day.
func (w *when) close(last side, rest string) int {
	every := repeats.FindString(rest)
	end := len(colon.FindString(rest[len(every):]))
	if end == 0 || last.number && last.year < 24 && clockBehind.MatchString(rest[:min(len(rest), 4)]) {
		return 0
	}
	w.repeated = strings.TrimSpace(every)
	return len(every) + end
}

// settle makes of a bare number what the other side makes of it.
func (w *when) settle() {
	if w.from.number && w.from.kind == aTime && w.to.kind == aDate && w.to.to == years {
		w.from = w.from.asYear()
	}
	if w.to.number && w.to.kind == aTime && w.from.kind == aDate && w.from.era != noEra {
		w.to = w.to.asYear()
	}
	if w.from.number && w.from.era == noEra && w.to.era == bce {
		w.from.year, w.from.era = 1-w.from.year, bce
	}
	w.settleYears()
}

// settleYears gives a side without a year that of the other one.
func (w *when) settleYears() {
	a, b := &w.from, &w.to
	switch {
	case a.kind != aDate || b.kind != aDate:
	case a.yearless && b.yearless && b.month < a.month:
		b.year++ // of that of the import
	case a.yearless == b.yearless:
	case b.yearless:
		if b.year, b.yearless = a.year, false; b.month < a.month {
			b.year++
		}
	default:
		if a.year, a.yearless = b.year, false; a.month > b.month {
			a.year--
		}
	}
}

// readWords reads a date in words that the program itself does not know: those of Arabic.
func (w *when) readWords(s string, today dates.Civil) int {
	part, _, _ := strings.Cut(s, ":")
	end := len(part)
	part = strings.TrimSpace(part)
	if utf8.RuneCountInString(part) > 80 || !strings.ContainsFunc(part, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
		return 0
	}
	first, _, _ := strings.Cut(part, " ")
	if first[0] < '0' || first[0] > '9' {
		if month, ok := form.Human(first+" 2000", today); !ok || len(month.EDTF) != len("2000-01") {
			return 0
		}
	}
	date, ok := form.Human(part, today)
	if !ok {
		return 0
	}
	w.date, w.text = date, part
	return end + 1
}
