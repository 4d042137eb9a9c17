package claims

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/fold"
)

// token is a word, a number in digits or a sign of a passage.
type token struct {
	start, end int
	word       string  // folded; empty for numbers
	n          float64 // of a number in digits
	digits     bool
	// grouped is the number that the digits give where their one point divides thousands
	// and no fraction, as in 300.000; 0 where it cannot.
	grouped float64
	spaced  bool // white space is before it
	dated   bool // it is part of a date
	sign    bool
	breaks  bool // a sign that ends a sentence
}

// tokens divides a passage; what is part of one of its dates is marked as such.
func tokens(text string, finds []find.Find) []token {
	var out []token
	spaced := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		t := token{start: i, end: i + size, spaced: spaced}
		spaced = false
		switch {
		case unicode.IsSpace(r):
			i, spaced = i+size, true
			if r == '\n' {
				t.sign, t.breaks = true, true
				out = append(out, t)
			}
			continue
		case unicode.IsDigit(r):
			t.end = i + digitsEnd(text[i:])
			t.digits = true
			t.n, t.grouped = parseDigits(fold.String(text[i:t.end]))
		case unicode.IsLetter(r) || unicode.IsMark(r):
			t.end = i + lettersEnd(text[i:])
			t.word = fold.String(text[i:t.end])
		case unicode.Is(unicode.Cf, r) || r == utf8.RuneError && size == 1: // invisible, or not UTF-8
			i, spaced = i+size, t.spaced
			continue
		default:
			t.sign, t.word = true, text[i:i+size]
			t.breaks = strings.ContainsRune(".!?؟;؛", r) && (i+size == len(text) || strings.ContainsAny(text[i+size:i+size+1], " \n\t\"')]"))
		}
		for _, f := range finds {
			t.dated = t.dated || f.Start <= t.start && t.end <= f.End
		}
		out = append(out, t)
		i = t.end
	}
	return out
}

// lettersEnd is where the word at the beginning of s ends. An apostrophe between letters
// is part of it.
func lettersEnd(s string) int {
	end := 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		next, _ := utf8.DecodeRuneInString(s[end+size:])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && r != 'ـ' && !((r == '\'' || r == '’') && unicode.IsLetter(next)) {
			break
		}
		end += size
	}
	return end
}

// separators are what divides the digits of one number.
const separators = ".,'’٬٫\u00a0\u202f\u2009"

// digitsEnd is where the number at the beginning of s ends.
func digitsEnd(s string) int {
	end := 0
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		next, _ := utf8.DecodeRuneInString(s[end+size:])
		if !unicode.IsDigit(r) && !(strings.ContainsRune(separators, r) && unicode.IsDigit(next)) {
			break
		}
		end += size
	}
	return end
}

// parseDigits is the number that folded digits with separators write, and the one that
// they write where a single point divides thousands, 0 if it cannot.
func parseDigits(s string) (n, grouped float64) {
	var parts []string
	var signs []rune
	rest := s
	for {
		i := strings.IndexFunc(rest, func(r rune) bool { return r < '0' || r > '9' })
		if i < 0 {
			parts = append(parts, rest)
			break
		}
		r, size := utf8.DecodeRuneInString(rest[i:])
		parts, signs, rest = append(parts, rest[:i]), append(signs, r), rest[i+size:]
	}
	whole := strings.Join(parts, "")
	n, _ = strconv.ParseFloat(whole, 64)
	if len(signs) == 0 {
		return n, 0
	}
	last := signs[len(signs)-1]
	thousands := len(parts[0]) <= 3 && parts[0] != "0"
	for _, p := range parts[1:] {
		thousands = thousands && len(p) == 3
	}
	fraction, _ := strconv.ParseFloat(strings.Join(parts[:len(parts)-1], "")+"."+parts[len(parts)-1], 64)
	switch {
	case last == '٫', last == '.' && len(signs) > 1 && signs[0] != '.': // 1,234.5
		return fraction, 0
	case len(signs) > 1 && last != signs[0]: // 1.234,5
		return fraction, 0
	case thousands && last == '.' && len(signs) == 1:
		return fraction, n
	case thousands:
		return n, 0
	case len(signs) == 1 && (last == '.' || last == ','):
		return fraction, 0
	}
	return n, 0
}
