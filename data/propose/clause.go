package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// saidFrom returns where reported speech begins in a sentence that attributes it
// to somebody, if the find lies in it: after "the minister said that". It is 0 if
// the date is that of the saying.
func saidFrom(text string, named part, v *lexicon) int {
	const reach = 14 // words within which "that" follows
	words, since, begin := 0, -1, 0
	for at, word := range fields(text[:named.start]) {
		words++
		bare := fold.String(strings.TrimFunc(word, notLetter))
		switch {
		case v.saying[bare] && words <= reach:
			since = words
		case since > 0 && words-since <= reach && v.that[bare]:
			begin, since = at+len(word), -1
		}
		if since > 0 && words-since <= 4 && strings.HasSuffix(word, ":") {
			begin, since = at+len(word), -1
		}
	}
	return begin
}

// fields yields the words of a text with their places.
func fields(text string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for at := 0; at < len(text); {
			r, size := utf8.DecodeRuneInString(text[at:])
			if unicode.IsSpace(r) {
				at += size
				continue
			}
			end := strings.IndexFunc(text[at:], unicode.IsSpace)
			if end < 0 {
				end = len(text) - at
			}
			if !yield(at, text[at:at+end]) {
				return
			}
			at += end
		}
	}
}

// clausesOf cuts a sentence, from a place on, into clauses at commas, colons, dashes
// and the like, but not within its date, a number, a pair of brackets or a
// quotation.
func clausesOf(text string, named part, from int) []part {
	var clauses []part
	start, depth, quoted := from, 0, false
	cut := func(end, next int) {
		if strings.TrimSpace(text[start:end]) != "" {
			clauses = append(clauses, part{start, end})
		}
		start = next
	}
	for i, r := range text[from:] {
		at := from + i
		next := at + utf8.RuneLen(r)
		if r == utf8.RuneError {
			next = at + 1
		}
		inside := at >= named.start && at < named.end
		switch r {
		case '(', '[', '«', '“':
			depth++
		case ')', ']', '»', '”':
			depth = max(depth-1, 0)
		case '"':
			quoted = !quoted
		default:
			if !inside && depth == 0 && separates(text, r, at, next, quoted && at < named.start) {
				cut(at, next)
			}
		}
	}
	cut(len(text), len(text))
	if len(clauses) == 0 {
		clauses = []part{{from, len(text)}}
	}
	return clauses
}

// separates reports whether a mark that lies from at to next ends a clause. Within
// a quotation commas do not.
func separates(text string, mark rune, at, next int, quoted bool) bool {
	switch mark {
	case ',', '،', '؛', ';', '，', '；', '、':
		return !quoted && !betweenDigits(text, at, next)
	case ':':
		return !betweenDigits(text, at, next)
	case '–', '—', '-':
		return betweenSpaces(text, at, next)
	}
	return false
}

// betweenDigits reports whether there are digits on both sides.
func betweenDigits(text string, at, next int) bool {
	a, _ := utf8.DecodeLastRuneInString(text[:at])
	b, _ := utf8.DecodeRuneInString(text[next:])
	return unicode.IsDigit(a) && unicode.IsDigit(b)
}

// betweenSpaces reports whether there is white space on both sides.
func betweenSpaces(text string, at, next int) bool {
	a, _ := utf8.DecodeLastRuneInString(text[:at])
	b, _ := utf8.DecodeRuneInString(text[next:])
	return unicode.IsSpace(a) && unicode.IsSpace(b)
}

// datelineEnd returns how long the place, day and agency are that a paragraph of
// news begins with: "BEIJING, Feb 4 (Reuters) - ", «بكين (رويترز) - ». It is 0
// where there are none.
func datelineEnd(text string, v *lexicon) int {
	const longest, words = 90, 7
	head := text[:min(len(text), longest)]
	for at, r := range head {
		next := at + utf8.RuneLen(r)
		if r != '-' && r != '–' && r != '—' || next > len(head) || at == 0 {
			continue
		}
		before, after := strings.TrimRightFunc(text[:at], unicode.IsSpace), text[next:]
		if len(before) == at && r == '-' && !strings.HasPrefix(after, "-") && !strings.HasPrefix(after, " ") {
			continue // a hyphen
		}
		n := len(strings.Fields(before))
		bracket := strings.HasSuffix(before, ")")
		capital := strings.ToUpper(before) == before && strings.ToLower(before) != before
		place := v.arab && n <= 2 && strings.IndexFunc(before, unicode.IsLetter) >= 0
		if n > words || !bracket && !capital && !place {
			return 0
		}
		return next + len(after) - len(strings.TrimLeftFunc(after, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }))
	}
	return 0
}

// part is bytes of a text, half-open.
type part struct{ start, end int }
