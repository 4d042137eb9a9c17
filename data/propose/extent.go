package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTitle is the most characters of a title; what is longer ends with an earlier clause.
const maxTitle = 120

// explained is the clause that says what happened on a date that is a limit: "until 1933,
// when Hitler was named chancellor"; -1 for none.
func (y *syntax) explained(d when) int {
	if d.role != bounds {
		return -1
	}
	at := y.clauseOf(d.first) + 1
	if at < len(y.clauses) && y.clauses[at].first == d.last && y.whens(at) {
		return at
	}
	return -1
}

// joined is a date with those that touch it: "on Thursday, April 11".
func (y *syntax) joined(at int) when {
	d := y.dates[at]
	for i := at + 1; i < len(y.dates) && y.dates[i].first == d.last && y.dates[i].role == d.role; i++ {
		d.last, d.end = y.dates[i].last, y.dates[i].end
	}
	for i := at - 1; i >= 0 && y.dates[i].last == d.first && y.dates[i].role == d.role; i-- {
		d.first, d.start = y.dates[i].first, y.dates[i].start
	}
	return d
}

// content counts the words of [first, last) that say something, a date's aside; in a
// script without spaces, two characters are as good as one.
func (y *syntax) content(first, last int, d when) (n int) {
	for i := first; i < last; i++ {
		w := y.words[i]
		if y.v.verb != nil && i >= d.first && i < d.last {
			continue
		}
		if y.v.verb != nil {
			if !w.aside && !w.idle && strings.IndexFunc(w.bare, unicode.IsLetter) >= 0 {
				n++
			}
			continue
		}
		han := 0
		for at, r := range y.text[w.start:w.end] {
			if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai) && !d.holds(w.start+at) {
				han++
			}
		}
		switch {
		case han > 0:
			n += han / 2
		case i >= d.first && i < d.last, w.aside:
		case !w.idle && strings.IndexFunc(w.bare, unicode.IsLetter) >= 0:
			n++
		}
	}
	return n
}

// begin is the first word of a clause that a title takes: behind conjunctions and what
// goes with the date.
func (y *syntax) begin(at int, d when) int {
	c := y.clauses[at]
	i := c.first
	for i < c.last-1 {
		w := y.words[i]
		skip := i >= d.first && i < d.last || w.aside ||
			y.v.classes[w.bare]&opening != 0 && (w.class&subordinate == 0 || c.opener == subordinate) && w.class&finite == 0
		if !skip {
			break
		}
		i++
	}
	return i
}

// attributes reports whether a clause only says whose words another one holds.
func (y *syntax) attributes(c clause, d when) bool {
	if c.verb < 0 || !c.comma || c.opener != 0 || y.words[c.verb].class&saying == 0 || c.first == 0 {
		return false
	}
	for i := c.verb + 1; i < c.last; i++ {
		if i < d.first || i >= d.last {
			return c.verb == c.first || y.words[c.verb].bare == "told" || y.words[i].class&preposition != 0 || y.words[i].bare == "here" // "said the bank", "the bank said in a letter"
		}
	}
	return true
}

// extent is the end of a title that begins in a clause: the clause and those that words,
// no marks, join to it, up to another date.
func (y *syntax) extent(at int, d when) int {
	c := y.clauses[at]
	end := y.beforeDate(c.first, c.last, max(c.verb, c.first), d)
	if end < c.last {
		return end
	}
	for i := at + 1; i < len(y.clauses) && !y.clauses[i].comma && y.clauses[i].opener != mainly; i++ {
		next := y.clauses[i]
		to := y.beforeDate(next.first, next.last, max(next.verb, next.first), d)
		if to == next.last && y.length(c.first, to) <= maxTitle+d.end-d.start {
			end = to
			continue
		}
		if next.opener == that && to > next.verb+1 {
			return to // to be shortened
		}
		break
	}
	for i := y.clauseOf(end - 1); i > at && y.clauses[i].verb < 0 && y.clauses[i].last == end && !y.v.arab; i-- {
		end = y.clauses[i].first // "said that a man", whose verb comes later
	}
	return end
}

// beforeDate is where words that hold another date end before it.
func (y *syntax) beforeDate(first, last, verb int, d when) int {
	for _, other := range y.dates {
		if other.first < first || other.first >= last || other.first >= d.first && other.first < d.last || other.role == modifies || other.role == inAside || other.role == belonging {
			continue
		}
		if other.first > verb {
			return other.first
		}
	}
	return last
}

// length is how many bytes words take.
func (y *syntax) length(first, last int) int {
	if last <= first {
		return 0
	}
	return utf8.RuneCountInString(y.text[y.words[first].start:y.words[last-1].end])
}

// meanwhile reports whether a clause tells of a pronoun what happened at the time of the
// clause before it.
func (y *syntax) meanwhile(at int) bool {
	c := y.clauses[at]
	switch y.words[c.first].bare {
	case "when", "while", "as":
		return !c.comma && c.first+1 < c.last && y.words[c.first+1].class&pronoun != 0 && y.words[c.first+1].class&determiner == 0
	}
	return false
}
