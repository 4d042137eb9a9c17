package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// holdsAnother reports whether spans name another date that tells when something happened.
func (y *syntax) holdsAnother(spans []span, d when) bool {
	for _, other := range y.dates {
		if other.role != tells && other.role != bounds || other.first >= d.first && other.first < d.last {
			continue
		}
		for _, s := range spans {
			if other.first >= s.first && other.first < s.last {
				return true
			}
		}
	}
	return false
}

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

// clauseOf is the place of the clause of a word.
func (y *syntax) clauseOf(word int) int {
	for i, c := range y.clauses {
		if word < c.last {
			return i
		}
	}
	return len(y.clauses) - 1
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

// mainBefore is the place of the last main clause before a place, -1 for none.
func (y *syntax) mainBefore(at int) int {
	for i := at - 1; i >= 0; i-- {
		if c := y.clauses[i]; c.verb >= 0 && c.opener&(relative|subordinate) == 0 {
			return i
		}
	}
	return -1
}

// begins reports whether the first word of a clause is of a class.
func (y *syntax) begins(c clause, of class) bool { return y.words[c.first].class&of != 0 }

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

// inDate reports whether a word belongs to a date.
func (y *syntax) inDate(at int) bool { return y.inDates[at] }

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

// shortened ends spans with an earlier clause, or before a preposition, so that they are
// not too long; nil where they cannot.
func (y *syntax) shortened(spans []span, d when) []span {
	const least = 25 // characters
	last := spans[len(spans)-1]
	verb := last.first
	for verb < last.last-1 && !y.finite(verb) {
		verb++
	}
	ends := func(i int) bool {
		for k, c := range y.clauses {
			if c.first == i {
				return c.opener != that && k > 0 && y.clauses[k-1].verb >= 0
			}
		}
		return false
	}
	breaks := func(i int) bool {
		w := y.words[i]
		if c := y.clauses[y.clauseOf(i)]; i <= c.verb+1 {
			return false
		}
		if strings.HasSuffix(y.words[i-1].bare, "ing") && !y.v.arab || y.words[i-1].class&(determiner|auxiliary) != 0 {
			return false
		}
		return w.class&(preposition|relative|subordinate) != 0 && w.bare != "of" && w.bare != "من" && !y.inDate(i) || w.class&coordinating != 0 && y.v.arab && y.finite(i)
	}
	for _, may := range []func(int) bool{ends, breaks} {
		for i := last.last - 1; i > verb+1; i-- {
			if !may(i) {
				continue
			}
			short := append(append([]span{}, spans[:len(spans)-1]...), words(last.first, i))
			if n := utf8.RuneCountInString(y.write(short, d)); n <= maxTitle && n >= least {
				return short
			}
		}
	}
	return nil
}

// withoutDangling ends spans before a "that" behind which no verb comes: "a decision that
// the boy".
func (y *syntax) withoutDangling(spans []span) []span {
	last := &spans[len(spans)-1]
	if y.v.verb == nil || y.v.arab {
		return spans
	}
	for i := last.last - 1; i > last.first && !y.finite(i); i-- {
		if y.words[i].bare != "that" && y.words[i].class&subordinate == 0 || y.words[i].class&preposition != 0 {
			continue
		}
		last.last = i
		if i > last.first+2 && strings.HasSuffix(y.words[i-1].bare, "ing") && y.words[i-2].class&preposition != 0 {
			last.last = i - 2
		}
	}
	return spans
}

// whens reports whether a clause says what happened at the time before it.
func (y *syntax) whens(at int) bool {
	switch y.words[y.clauses[at].first].bare {
	case "when", "عندما", "حين", "حينما":
		return true
	}
	return false
}
