package wording

import (
	"slices"
	"strings"
)

// passage is the words from i to j of a text, among those around them.
type passage struct {
	all   []token
	i, j  int
	names Names
}

// kindsOf returns which kinds of words differ between two stretches of words, and how.
func kindsOf(was, now passage) []Reason {
	var out []Reason
	for _, kind := range [...]Kind{Figure, Date, Name, Negation} {
		old, new := was.of(kind), now.of(kind)
		switch {
		case slices.Equal(old, new):
		case len(old) == 0:
			out = append(out, Reason{kind, Added})
		case len(new) == 0:
			out = append(out, Reason{kind, Removed})
		default:
			out = append(out, Reason{kind, Changed})
		}
	}
	if r, ok := turned(was, now); ok && !slices.ContainsFunc(out, func(r Reason) bool { return r.Kind == Negation }) {
		out = append(out, r)
	}
	if len(out) > 0 {
		return out
	}
	how := Changed
	switch {
	case was.i == was.j:
		how = Added
	case now.i == now.j:
		how = Removed
	}
	return []Reason{{Words, how}}
}

// of returns those words of a stretch that are of a kind.
func (p passage) of(kind Kind) (out []string) {
	for i := p.i; i < p.j; i++ {
		if p.is(kind, i) {
			out = append(out, p.all[i].word)
		}
	}
	return out
}

// is reports whether a word is of a kind.
func (p passage) is(kind Kind, i int) bool {
	c := classOf(p.all[i])
	switch kind {
	case Figure:
		return p.counts(i) && !p.inDate(i)
	case Date:
		return c&(month|period) != 0 && !p.isNumber(i) || p.isNumber(i) && p.inDate(i) || p.isHalfDay(i)
	case Name:
		return p.isName(i)
	case Negation:
		return c&negation != 0
	case Words:
	}
	return false
}

// isHalfDay reports whether a word is the first of "a.m." or "p.m.".
func (p passage) isHalfDay(i int) bool {
	word := p.all[i].word
	return (word == "a" || word == "p") && i+1 < len(p.all) && p.all[i+1].word == "m"
}

// isNumber reports whether a word is a number in digits or letters.
func (p passage) isNumber(i int) bool {
	return numeric(p.all[i].word) || classOf(p.all[i])&number != 0
}

// counts reports whether a word is a number, or belongs to one beside it.
func (p passage) counts(i int) bool {
	c := classOf(p.all[i])
	word := p.all[i].word
	if p.isNumber(i) || c&measure != 0 || strings.ContainsAny(word, "%‰°№$€£¥<>±×÷") {
		return true
	}
	return c&bound != 0 && p.near(i, 2, p.isNumber)
}

// near reports whether one of the words up to some places from i is so.
func (p passage) near(i, reach int, so func(int) bool) bool {
	for k := max(0, i-reach); k <= min(len(p.all)-1, i+reach); k++ {
		if k != i && so(k) {
			return true
		}
	}
	return false
}

// inDate reports whether a number belongs to a date: it is beside a month or weekday, in
// a row of numbers that writes one, a time of day, or a year.
func (p passage) inDate(i int) bool {
	isMonth := func(k int) bool { return classOf(p.all[k])&month != 0 }
	of := i+2 < len(p.all) && (p.all[i+1].word == "من" || p.all[i+1].word == "of") && isMonth(i+2)
	if of || p.near(i, 1, isMonth) || year(p.all[i].word) && p.near(i, 2, isMonth) {
		return true
	}
	if p.divided(i, ":") || p.divided(i+1, ":") {
		return true
	}
	before, behind := p.divided(i, dateSigns), p.divided(i+1, dateSigns)
	if before && (p.divided(i-1, dateSigns) || behind) || behind && p.divided(i+2, dateSigns) {
		return true
	}
	return p.yearAlone(i)
}

// dateSigns are what stands between the numbers of a date.
const dateSigns = "/-.–"

// divided reports whether nothing but one of some signs parts a number from the number
// before it.
func (p passage) divided(i int, by string) bool {
	if i <= 0 || i >= len(p.all) {
		return false
	}
	t := p.all[i]
	return !t.apart && t.linked != "" && strings.Contains(by, t.linked) && numeric(t.word) && numeric(p.all[i-1].word)
}

// yearAlone reports whether a number is a year that neither month nor day is with, and
// counts nothing.
func (p passage) yearAlone(i int) bool {
	const money = "$€£¥"
	if !year(p.all[i].word) || i > 0 && strings.ContainsAny(p.all[i-1].word, money) {
		return false
	}
	if i+1 == len(p.all) {
		return true
	}
	next := p.all[i+1]
	if strings.ContainsAny(next.word, "%‰°"+money) || classOf(next)&(measure|number) != 0 {
		return false
	}
	return i > 0 && classOf(p.all[i-1])&dated != 0 || next.linked != "" || next.begins || classOf(next)&(period|negation) != 0 || p.divided(i, dateSigns)
}

// year reports whether a number can be that of a year of which people write.
func year(word string) bool {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "م"), "s")
	return len(word) == 4 && ("1000" <= word && word <= "2199") && strings.Trim(word, "0123456789") == ""
}

// turned reports whether a word became its opposite by a prefix: "likely" and "unlikely".
func turned(was, now passage) (Reason, bool) {
	for i := was.i; i < was.j; i++ {
		for k := now.i; k < now.j; k++ {
			a, b := was.all[i].word, now.all[k].word
			switch {
			case opposite(b, a):
				return Reason{Negation, Added}, true
			case opposite(a, b):
				return Reason{Negation, Removed}, true
			}
		}
	}
	return Reason{}, false
}

// opposite reports whether a word is another one with a prefix that turns it around.
func opposite(word, plain string) bool {
	if len(plain) < 4 {
		return false
	}
	for _, prefix := range [...]string{"un", "in", "im", "il", "ir", "dis", "non", "mis", "لا"} {
		if word == prefix+plain {
			return true
		}
	}
	return false
}

// neighbours is the text before a passage and after it.
type neighbours struct{ before, after string }

// How many words before a passage can turn it around, and how many after it.
const reachBefore, reachAfter = 2, 1

// clauseEnds are what divides clauses: a negation beyond it belongs to another.
const clauseEnds = "\n.!?؟;؛:،,()\"«»“”"

// negatedUnlike reports whether a negation is next to the passage, in the same clause,
// that the others do not have there, in the same clause or not.
func (n neighbours) negatedUnlike(o neighbours) bool {
	before, after := n.before[strings.LastIndexAny(n.before, clauseEnds)+1:], n.after
	if end := strings.IndexAny(after, clauseEnds); end >= 0 {
		after = after[:end]
	}
	return negations(before, after) > negations(o.before, o.after)
}

// Negated returns the end of the text before a passage from a negation next to it on, and
// the beginning of the text after it up to one; each is empty where there is none.
func Negated(prefix, suffix string) (before, after string) {
	words := tokens(prefix)
	for i := max(0, len(words)-reachBefore); i < len(words); i++ {
		if classOf(words[i])&negation != 0 {
			before = prefix[words[i].start:]
			break
		}
	}
	if next := tokens(suffix); len(next) > 0 && classOf(next[0])&negation != 0 {
		after = suffix[:next[0].end]
	}
	return before, after
}

// negations counts the negations among the words next to a passage.
func negations(before, after string) (count int) {
	words, next := tokens(before), tokens(after)
	for _, t := range slices.Concat(words[max(0, len(words)-reachBefore):], next[:min(reachAfter, len(next))]) {
		if classOf(t)&negation != 0 {
			count++
		}
	}
	return count
}
