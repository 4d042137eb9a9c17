package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestNoun is how many words there are of a noun that a clause is about.
const longestNoun = 6

// related is the title of a clause about a noun: the noun and what the clause says.
func (y *syntax) related(at int, d when) draft {
	c := y.clauses[at]
	verb := c.first + 1
	for verb < c.last && verb >= d.first && verb < d.last {
		verb++
	}
	if at == 0 || verb >= c.last {
		return draft{}
	}
	if b, ok := y.mainAround(at, d); ok {
		return b
	}
	from := c.first + 1
	switch y.words[c.first].bare {
	case "where", "wherein", "when":
		return y.own(at, d)
	case "whose":
		from = c.first
	default:
		if !y.finite(verb) && y.words[verb].class&finite == 0 {
			return draft{}
		}
	}
	return y.nounWith(at, verb, from, d)
}

// nounWith is the title of a noun and what the clause behind it says from a word on, with
// its verb.
func (y *syntax) nounWith(at, verb, from int, d when) draft {
	c := y.clauses[at]
	noun, of, ok := y.nounBefore(at)
	if !ok {
		return draft{}
	}
	second, goesOn := y.secondVerb(at, verb)
	switch {
	case goesOn && d.first > second:
		return draft{[]span{spanOf(y.begin(at-1, d), y.extent(at, d))}, worthEmbedded}
	case y.wrongNoun(at, noun, of):
		return draft{}
	case y.v.arab && verb+1 == d.first && y.words[verb].class&slight != 0:
		return y.mainWithout(at, d)
	case y.v.arab && verb+1 == d.first && refers(y.text[y.words[verb].start:y.words[verb].end]):
		return draft{} // «الحق الذي أقرته عام 1973»
	}
	end := y.extent(at, d)
	switch {
	case d.first <= from:
	case y.v.arab:
		end = d.last // how far the clause goes, no mark says
	case goesOn && second > d.first:
		end = min(end, second)
	}
	if y.words[noun].bare == "a" && end-from-(d.last-d.first) < 2 {
		return draft{} // "a strike that began last spring"
	}
	return draft{[]span{spanOf(noun, c.first), spanOf(from, end)}, worthEmbedded}
}

// mainAround is the title of the Arabic main clause that goes on behind a clause about a
// noun, whose date is the second one there.
func (y *syntax) mainAround(at int, d when) (draft, bool) {
	c, before := y.clauses[at], y.mainBefore(at)
	if !y.v.arab || before < 0 {
		return draft{}, false
	}
	for _, other := range y.dates {
		if other.first < c.first || other.last > d.first || other.role != tells {
			continue
		}
		b := y.main(before, d)
		if n := len(b.spans); n > 0 {
			b.spans[n-1].last = min(b.spans[n-1].last, c.first)
		}
		return b, true
	}
	return draft{}, false
}

// mainWithout is the title of the main clause around one that only says that the noun
// happened: «هز الانفجار الذي وقع أمس المدينة».
func (y *syntax) mainWithout(at int, d when) draft {
	c := y.clauses[at]
	if y.mainBefore(at) != at-1 {
		return draft{}
	}
	b := y.main(at-1, d)
	n := len(b.spans)
	if n == 0 || b.spans[n-1].last < c.first {
		return draft{}
	}
	last := b.spans[n-1].last
	b.spans[n-1].last = c.first
	return draft{append(b.spans, spanOf(d.last, max(last, c.last))), worthJoined}
}

// nounBefore is the first word of the noun that a clause is about, and whether there is
// an "of" in it; false where the noun belongs to a preposition written together with it.
func (y *syntax) nounBefore(at int) (noun int, of, ok bool) {
	c, least := y.clauses[at], y.clauses[at-1].first
	noun = c.first
	for noun > least && c.first-noun < longestNoun && !y.endsNoun(noun-1) {
		w := y.words[noun-1]
		if y.v.arab && joinedPreposition(w.bare) {
			if strings.HasPrefix(w.bare, "لل") {
				return noun, of, false
			}
			break
		}
		noun--
		of = of || w.bare == "of"
		if w.class&determiner != 0 {
			break
		}
	}
	for noun < c.first && y.words[noun].bare == "of" {
		noun, of = noun+1, false
	}
	return noun, of, true
}

// endsNoun reports whether a word before a noun does not belong to it.
func (y *syntax) endsNoun(at int) bool {
	w := y.words[at]
	switch {
	case y.finite(at), y.inDate(at), w.class&preposition != 0 && w.bare != "of":
		return true
	}
	return w.class&determiner == 0 && w.class&(coordinating|subordinate|that|pronoun|saying) != 0
}

// secondVerb is the place of the next verb behind that of a clause, and whether it is the
// one of the main clause, from which no marks set the clause apart.
func (y *syntax) secondVerb(at, verb int) (second int, main bool) {
	c := y.clauses[at]
	second = verb + 1
	for second < c.last && (!y.finite(second) || y.words[second-1].class&auxiliary != 0) {
		second++
	}
	return second, !y.v.arab && !c.comma && second < c.last && y.clauses[at-1].verb < 0
}

// wrongNoun reports whether the noun before a clause is not surely what the clause is
// about.
func (y *syntax) wrongNoun(at, noun int, of bool) bool {
	c, before := y.clauses[at], y.clauses[at-1]
	if noun == c.first || c.first-noun == longestNoun {
		return true
	}
	if noun > before.first {
		switch w := y.words[noun-1]; {
		case w.bare == "and":
			return true
		case !y.v.arab && before.verb < 0 && w.class&preposition != 0:
			return true // "the number of stocks on the exchange that fell"
		}
	}
	opener := y.words[c.first].bare
	first, _ := utf8.DecodeRuneInString(y.text[y.words[noun].start:])
	switch {
	case y.v.arab && opener == "التي" && !y.feminine(noun, c.first):
		return true // «لحكومة سعد الحريري التي استقالت»
	case of && opener == "who" && y.words[c.first-1].class&determiner == 0 && !unicode.IsUpper(first):
		return true // "the case of Elian, who"
	}
	return noun == c.first-1 && unicode.IsLower(first) && !strings.HasSuffix(y.words[noun].bare, "s") // "asked who"
}
