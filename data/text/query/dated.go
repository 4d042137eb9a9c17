package query

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
	"tarikh.org/tarikh/data/text/fold"
)

// Dated is a run of words of a query that are a date: they ask for what happened then
// as well as for texts that name it.
type Dated struct {
	First, Last int // terms of the query, both in the run
	Date        dates.Date
}

// mostDateTerms is how many words a date is typed in at most: "4 كانون الثاني 2022".
const mostDateTerms = 4

// Dates returns the days and months of a year that the query names in words, not in
// quotation marks and not as the value of a field.
func (q Query) Dates() (out []Dated) {
	for i := 0; i < len(q.Terms); i++ {
		for last := min(i+mostDateTerms, len(q.Terms)) - 1; last >= i; last-- {
			if date, ok := dateOf(q.Terms[i : last+1]); ok {
				out = append(out, Dated{i, last, date})
				i = last
				break
			}
		}
	}
	return out
}

// dateOf reads terms as a date of a day or month.
func dateOf(terms []Term) (dates.Date, bool) {
	parts, year, month, joined := make([]string, len(terms)), false, false, false
	for i, t := range terms {
		if !single(t) {
			return dates.Date{}, false
		}
		word := t.Values[0]
		folded := fold.String(strings.Trim(word, ",،."))
		joined = joined || len(terms) == 1 && strings.ContainsAny(strings.Trim(folded, "-/."), "-/.")
		year = year || len(folded) == 4 && strings.Trim(folded, "0123456789") == ""
		month = month || fold.MayNameMonth(folded)
		parts[i] = word
	}
	if !joined && !(year && month) {
		return dates.Date{}, false
	}
	text := strings.TrimRight(strings.Join(parts, " "), ",،. ")
	if joined && !strings.ContainsFunc(text, unicode.IsDigit) {
		return dates.Date{}, false
	}
	readings, err := find.Field(text, find.Preferences{})
	if err != nil || !plainDate.MatchString(readings[0].Date.EDTF) {
		return dates.Date{}, false
	}
	return readings[0].Date, true
}

// plainDate matches a day or a month of a year of four digits in EDTF.
var plainDate = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])(-\d\d)?$`)

// pattern is how a text names the date.
func (d Dated) pattern(q Query) (p Pattern) {
	words := make([]string, 0, 2*mostDateTerms)
	for _, t := range q.Terms[d.First : d.Last+1] {
		for word := range fold.Words(t.Values[0]) {
			words = append(words, word)
		}
	}
	p.Phrase = words
	year, rest, _ := strings.Cut(d.Date.EDTF, "-")
	month, day, _ := strings.Cut(rest, "-")
	p.Near = append(p.Near, monthNames(words, number(month)), [][]string{{year}})
	if day != "" {
		n := number(day)
		p.Near = append(p.Near, [][]string{{strconv.Itoa(n)}, {fmt.Sprintf("%02d", n)}, {strconv.Itoa(n) + ordinalEnding(n)}})
	}
	return p
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // it is plain, see plainDate
	return n
}

func ordinalEnding(n int) string {
	if n/10 != 1 && 1 <= n%10 && n%10 <= 3 {
		return []string{"st", "nd", "rd"}[n%10-1]
	}
	return "th"
}

// monthNames are the names of a month in the language in which it is among some words,
// in all where it is a number there.
func monthNames(words []string, month int) (out [][]string) {
	for _, key := range fold.MonthKeys(month) {
		names := fold.MonthNames(key)
		for i := range words {
			if fold.MonthNamed(words[i]) == key || i+1 < len(words) && fold.MonthNamed(words[i], words[i+1]) == key {
				return names
			}
		}
		out = append(out, names...)
	}
	return out
}

// Within is the field of what begins and ends within a date, or is a span that begins or
// ends there. It is not typed: words that are a date ask for it, see Either.
const Within Field = "within"

// Either returns the queries of which a row must match one: the query itself, and where
// words of it are a date, the same for what happened then.
func (q Query) Either() []Query {
	dated := q.Dates()
	if len(dated) == 0 {
		return []Query{q}
	}
	var then Query
	at := 0
	for _, d := range dated {
		then.Terms = append(append(then.Terms, q.Terms[at:d.First]...), Term{Field: Within, Date: d.Date})
		at = d.Last + 1
	}
	then.Terms = append(then.Terms, q.Terms[at:]...)
	return []Query{q, then}
}
