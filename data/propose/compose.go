package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// draft is the words of a title, and how sure it is that a person would keep it.
type draft struct {
	spans []span
	worth float64
}

// How sure titles of a kind are.
const (
	worthMain     = 1.0  // a main clause, and nothing left out but its date
	worthJoined   = 0.95 // its parts are joined over an aside
	worthEmbedded = 0.85 // made of a clause within another
	worthNear     = 0.8  // the main clause beside the words that hold the date
	worthNominal  = 0.7  // without a verb
)

// compose chooses the words of a title by the clause that the date is in.
func (y *syntax) compose(d when) draft {
	at := y.clauseOf(d.at)
	c := y.clauses[at]
	if i := d.first - 1; !y.v.arab && i > c.first && i != c.verb && strings.HasSuffix(y.words[i].bare, "ed") && y.words[i].class&finite != 0 &&
		y.words[i-1].class&(auxiliary|passive|coordinating) == 0 && !strings.HasSuffix(y.words[i-1].bare, "ly") && !y.marked(i-1, i) {
		return draft{} // "said in a letter published on Friday"
	}
	if i := d.first - 1; i > c.verb && i > c.first && c.verb >= c.first && y.finite(i) && !y.marked(i, d.first) {
		switch before := y.words[i-1].class; {
		case y.v.arab && y.words[i].class&coordinating == 0 && before&(that|relative|coordinating|denying|completing) == 0 && i > c.verb+1:
			return draft{} // «في رسائل بدأت في يوليو»
		case !y.v.arab && before&pronoun != 0 && before&determiner == 0 && before&that == 0:
			return draft{} // "the post he left in 2010"
		}
	}
	switch {
	case y.content(c.first, c.last, d) == 0:
		return y.besideDate(at, d)
	case c.verb < 0:
		return y.besideVerbless(at, d)
	}
	switch c.opener {
	case relative:
		return y.related(at, d)
	case subordinate:
		if before := y.mainBefore(at); before >= 0 && y.meanwhile(at) {
			return y.main(before, d) // "it went off as he spoke on Friday"
		}
		return y.own(at, d)
	case that:
		return y.quoted(at, d)
	}
	return y.main(at, d)
}

// besideDate is the title where a date stands alone between marks.
func (y *syntax) besideDate(at int, d when) draft {
	before := y.mainBefore(at)
	if before == at-1 && before >= 0 && at+1 < len(y.clauses) {
		c, next := y.clauses[at-1], y.clauses[at+1]
		if next.opener == that || next.opener == 0 && (next.verb < 0 || y.lacksSubject(next, d)) {
			return draft{[]span{spanOf(y.begin(at-1, d), c.last), spanOf(next.first, y.extent(at+1, d))}, worthJoined}
		}
	}
	if b := y.mainAfter(at, d); len(b.spans) > 0 && (before < 0 || y.clauses[at].opener == coordinating) {
		return b
	}
	if before < 0 {
		return draft{}
	}
	b := y.main(before, d)
	b.worth *= worthJoined
	return b
}

// mainAfter is the title of the next main clause behind a place.
func (y *syntax) mainAfter(at int, d when) draft {
	for i := at + 1; i < len(y.clauses); i++ {
		c := y.clauses[i]
		switch {
		case c.opener&(relative|subordinate) != 0:
		case c.verb >= 0:
			return y.main(i, d)
		case y.begins(c, preposition) || y.content(c.first, c.last, d) == 0:
		default:
			return y.besideVerbless(i, d)
		}
	}
	return draft{}
}

// besideVerbless is the title where a date stands in words without a verb: they open the
// sentence, name its subject, or belong to the main clause before them.
func (y *syntax) besideVerbless(at int, d when) draft {
	c, before := y.clauses[at], y.mainBefore(at)
	start := y.words[y.begin(at, d)]
	open := start.class&preposition != 0 || strings.HasSuffix(start.bare, "ing") && !y.v.arab
	if before < 0 && !open {
		for i := at + 1; i < len(y.clauses); i++ { // "the court, which had met twice, ruled"
			next := y.clauses[i]
			if next.opener == relative || next.verb < 0 {
				continue
			}
			if next.opener == 0 && y.lacksSubject(next, d) && !y.participle(start) {
				return draft{[]span{spanOf(y.begin(at, d), c.last), spanOf(next.first, y.extent(i, d))}, worthJoined}
			}
			break
		}
		if y.v.arab && c.opener&^coordinating == 0 {
			return draft{[]span{spanOf(y.begin(at, d), c.last)}, worthNominal}
		}
		return draft{}
	}
	if before < 0 {
		b := y.mainAfter(at, d)
		b.worth *= worthNear
		return b
	}
	if open || y.list(c) {
		b := y.main(before, d)
		n := len(b.spans)
		if n == 0 || b.spans[n-1].last > c.first {
			return draft{}
		}
		if b.spans[n-1].last == c.first {
			b.spans[n-1].last = c.last
			return b
		}
		if y.clauses[at-1].verb < 0 { // an aside between
			return draft{append(b.spans, spanOf(c.first, c.last)), b.worth * worthJoined}
		}
	}
	return draft{}
}

// main is the title of a main clause.
func (y *syntax) main(at int, d when) draft {
	c := y.clauses[at]
	if y.attributes(c, d) {
		if before := y.mainBefore(at); before >= 0 {
			b := y.main(before, d)
			if n := len(b.spans); n > 0 && at > 0 && b.spans[n-1].last == y.clauses[at-1].last {
				b.spans[n-1].last = y.extent(at, d)
				return b
			} else if n > 0 {
				b.spans = append(b.spans, span{y.begin(at, d), y.extent(at, d), true})
				return b
			}
		}
	}
	if next := at + 1; !y.v.arab && c.comma && (y.begins(c, preposition) || strings.HasSuffix(y.words[c.first].bare, "ing")) && y.words[c.verb].class&auxiliary == 0 && d.first > c.verb &&
		next < len(y.clauses) && y.clauses[next].comma && y.clauses[next].verb >= 0 && y.clauses[next].opener == 0 {
		return draft{} // "Under an accord signed on Friday, the bank takes over"
	}
	if c.comma && c.opener == 0 && y.participle(y.words[c.first]) && y.parenthetic(at) {
		return draft{}
	}
	if y.v.arab && at > 0 && c.opener == coordinating && c.verb >= 0 && y.words[c.verb].class&intransitive == 0 && (c.verb+2 >= c.last || c.verb+2 == d.first) && y.words[c.verb].class&coordinating != 0 {
		return draft{} // «وتولى الخلافة»: whether the noun is its subject nothing tells
	}
	if y.v.arab && at >= 2 && c.comma && c.opener == 0 && c.verb != c.first && y.clauses[at-2].verb == y.clauses[at-2].first && y.besides(at-1) {
		return draft{[]span{spanOf(y.begin(at-2, d), y.clauses[at-2].last), spanOf(c.first, y.extent(at, d))}, worthJoined}
	}
	initial, _ := utf8.DecodeRuneInString(y.text[y.words[y.begin(at, d)].start:])
	common := unicode.IsLower(initial) && y.words[y.begin(at, d)].class&(determiner|pronoun|preposition|finite) == 0 // a noun without an article
	if common && c.comma && !c.apart && c.opener == 0 && !y.attributes(c, d) {
		if before := y.mainBefore(at); before >= 0 && y.clauses[before].first < c.first {
			return draft{} // "said Ann Lee, head of the firm"
		}
	}
	if !y.lacksSubject(c, d) {
		from := y.begin(at, d)
		if common && at > 0 && c.comma && c.opener == 0 && y.clauses[at-1].verb < 0 && y.clauses[at-1].opener&^coordinating == 0 &&
			!y.begins(y.clauses[at-1], preposition) && y.content(y.clauses[at-1].first, y.clauses[at-1].last, d) > 0 {
			from = y.begin(at-1, d) // "the big, often sudden slide"
		}
		for i := at - 1; i >= 0 && c.comma && !y.v.arab; i-- { // "Iran, Iraq and Syria signed"
			before := y.clauses[i]
			if before.verb >= 0 || before.opener != 0 || y.begins(before, preposition) || before.last-before.first > 6 ||
				!y.joinsNouns(c) || y.content(before.first, before.last, d) == 0 {
				break
			}
			from = y.begin(i, d)
		}
		return draft{[]span{spanOf(from, y.extent(at, d))}, worthMain}
	}
	subject, ok := y.subject(at, d)
	if !ok {
		return draft{}
	}
	verb := y.begin(at, d)
	return draft{append(subject, spanOf(verb, y.extent(at, d))), worthJoined}
}

// own is the title of a clause of time or reason: its own subject and verb.
func (y *syntax) own(at int, d when) draft {
	c := y.clauses[at]
	if c.verb < 0 || y.lacksSubject(c, d) {
		return draft{}
	}
	first := y.begin(at, d)
	for first < c.verb && (y.words[first].class&(subordinate|that|coordinating) != 0 || y.words[first].bare == "يوم") {
		first++
	}
	if y.v.arab && first > c.verb {
		first = c.verb
	}
	if i := c.verb + 1; y.v.arab && y.words[c.verb].class&intransitive == 0 && (i+1 >= c.last || i+1 == d.first) {
		return draft{} // «عندما غادر القرية»
	}
	if opener := y.words[c.first].bare; !y.v.arab && (strings.HasSuffix(y.words[first].bare, "ing") || opener == "if" || opener == "unless") {
		return draft{}
	}
	return draft{[]span{spanOf(first, y.extent(at, d))}, worthEmbedded}
}

// quoted is the title of what somebody said: without who said it, where that is no
// pronoun's meaning.
func (y *syntax) quoted(at int, d when) draft {
	c := y.clauses[at]
	first := c.first
	suffixed := y.v.arab && strings.HasSuffix(y.words[first].bare, "ه") || y.v.arab && strings.HasSuffix(y.words[first].bare, "ها") || y.v.arab && strings.HasSuffix(y.words[first].bare, "هم")
	for first < c.last-1 && (y.words[first].class&that != 0 || first >= d.first && first < d.last) {
		first++
	}
	if suffixed || y.words[first].class&pronoun != 0 {
		if before := y.mainBefore(at); before >= 0 {
			return draft{[]span{spanOf(y.begin(before, d), y.clauses[before].last), spanOf(c.first, y.extent(at, d))}, worthJoined}
		}
		return draft{}
	}
	return draft{[]span{spanOf(first, y.extent(at, d))}, worthJoined}
}

// besides reports whether an Arabic clause between marks is about the noun before it.
func (y *syntax) besides(at int) bool {
	c := y.clauses[at]
	return c.comma && (c.opener == relative || c.verb < 0 && strings.HasPrefix(y.words[c.first].bare, "ال"))
}

// parenthetic reports whether a clause that begins with a participle stands between a subject
// and its verb: "the factory, built by a shoemaker, closed".
func (y *syntax) parenthetic(at int) bool {
	if at == 0 || y.clauses[at-1].verb >= 0 || at+1 >= len(y.clauses) {
		return false
	}
	next := y.clauses[at+1]
	first := y.words[next.first]
	return next.comma && next.opener == 0 && !strings.HasSuffix(first.bare, "ing") && first.class&(preposition|determiner) == 0
}

// related is the title of a clause about a noun: the noun and what the clause says.
func (y *syntax) related(at int, d when) draft {
	const longest = 6
	c := y.clauses[at]
	verb := c.first + 1
	for verb < c.last && verb >= d.first && verb < d.last {
		verb++
	}
	if at == 0 || verb >= c.last {
		return draft{}
	}
	for _, other := range y.dates { // the date of the main clause, behind that of this one
		if other.first >= c.first && other.last <= d.first && other.role == tells && y.v.arab {
			if before := y.mainBefore(at); before >= 0 {
				b := y.main(before, d)
				if n := len(b.spans); n > 0 {
					b.spans[n-1].last = min(b.spans[n-1].last, c.first)
				}
				return b
			}
		}
	}
	whose := y.words[c.first].bare == "whose"
	if y.words[c.first].bare == "where" || y.words[c.first].bare == "wherein" || y.words[c.first].bare == "when" {
		return y.own(at, d)
	}
	if !whose && !y.finite(verb) && y.words[verb].class&finite == 0 {
		return draft{}
	}
	noun, of := c.first, false
	least := y.clauses[at-1].first
	for noun > least && c.first-noun < longest {
		w := y.words[noun-1]
		if y.finite(noun-1) || w.class&preposition != 0 && w.bare != "of" || w.class&(coordinating|subordinate|that|pronoun|saying) != 0 && w.class&determiner == 0 || y.inDate(noun-1) {
			break
		}
		if y.v.arab && joinedPreposition(w.bare) {
			if strings.HasPrefix(w.bare, "لل") {
				return draft{}
			}
			break
		}
		noun--
		of = of || w.bare == "of"
		if w.class&determiner != 0 {
			break
		}
	}
	second := verb + 1 // the verb of the main clause, behind a clause that no marks set apart
	for second < c.last && !y.finite(second) || second < c.last && y.words[second-1].class&auxiliary != 0 {
		second++
	}
	if !y.v.arab && !c.comma && second < c.last && y.clauses[at-1].verb < 0 && d.first > second {
		return draft{[]span{spanOf(y.begin(at-1, d), y.extent(at, d))}, worthEmbedded}
	}
	for noun < c.first && y.words[noun].bare == "of" {
		noun, of = noun+1, false
	}
	first, _ := utf8.DecodeRuneInString(y.text[y.words[min(noun, len(y.words)-1)].start:])
	switch {
	case !y.v.arab && y.clauses[at-1].verb < 0 && noun > least && y.words[noun-1].class&preposition != 0:
		return draft{} // "the number of stocks on the exchange that fell"
	case y.v.arab && y.words[c.first].bare == "التي" && !y.feminine(noun, c.first):
		return draft{} // «لحكومة سعد الحريري التي استقالت»
	case noun == c.first, c.first-noun == longest, noun > least && y.words[noun-1].bare == "and":
		return draft{}
	case of && y.words[c.first].bare == "who" && y.words[c.first-1].class&determiner == 0 && !unicode.IsUpper(first):
		return draft{} // "the case of Elian, who"
	case noun == c.first-1 && unicode.IsLower(first) && !strings.HasSuffix(y.words[noun].bare, "s"):
		return draft{} // "asked who"
	}
	from := c.first + 1
	if whose {
		from = c.first
	}
	if y.v.arab && y.words[verb].class&slight != 0 && verb+1 == d.first {
		// «هز الانفجار الذي وقع أمس المدينة»: the event is what the main clause says.
		if before := y.mainBefore(at); before == at-1 {
			b := y.main(before, d)
			if n := len(b.spans); n > 0 && b.spans[n-1].last >= c.first {
				last := b.spans[n-1].last
				b.spans[n-1].last = c.first
				return draft{append(b.spans, spanOf(d.last, max(last, c.last))), worthJoined}
			}
		}
		return draft{}
	}
	if y.v.arab && verb+1 == d.first && refers(y.text[y.words[verb].start:y.words[verb].end]) {
		return draft{} // «الحق الذي أقرته عام 1973»
	}
	end := y.extent(at, d)
	if !y.v.arab && !c.comma && d.first > from && second > d.first && second < end && y.clauses[at-1].verb < 0 {
		end = second
	}
	if y.words[noun].bare == "a" && end-from-(d.last-d.first) < 2 {
		return draft{} // "a strike that began last spring"
	}
	if y.v.arab && d.first > from {
		end = d.last // how far the clause goes, no mark says
	}
	return draft{[]span{spanOf(noun, c.first), spanOf(from, end)}, worthEmbedded}
}
