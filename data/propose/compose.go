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
	switch {
	case y.ofNoun(c, d):
		return draft{}
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

// ofNoun reports whether the verb right before a date is not that of the clause but says
// something about a noun in it.
func (y *syntax) ofNoun(c clause, d when) bool {
	i := d.first - 1
	if i <= c.first {
		return false
	}
	verb, before := y.words[i], y.words[i-1]
	if !y.v.arab && i != c.verb && strings.HasSuffix(verb.bare, "ed") && verb.class&finite != 0 &&
		before.class&(auxiliary|passive|coordinating) == 0 && !strings.HasSuffix(before.bare, "ly") && !y.marked(i-1, i) {
		return true // "said in a letter published on Friday"
	}
	if i <= c.verb || c.verb < c.first || !y.finite(i) || y.marked(i, d.first) {
		return false
	}
	if y.v.arab { // «في رسائل بدأت في يوليو»
		return verb.class&coordinating == 0 && before.class&(that|relative|coordinating|denying|completing) == 0 && i > c.verb+1
	}
	return before.class&pronoun != 0 && before.class&(determiner|that) == 0 // "the post he left in 2010"
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
	if b, ok := y.attributed(at, d); ok {
		return b
	}
	switch {
	case y.unclear(at, d):
		return draft{}
	case y.aroundAside(at):
		return draft{[]span{spanOf(y.begin(at-2, d), y.clauses[at-2].last), spanOf(c.first, y.extent(at, d))}, worthJoined}
	case y.explains(at, d):
		return draft{}
	case !y.lacksSubject(c, d):
		return draft{[]span{spanOf(y.subjectBegin(at, d), y.extent(at, d))}, worthMain}
	}
	subject, ok := y.subject(at, d)
	if !ok {
		return draft{}
	}
	verb := y.begin(at, d)
	return draft{append(subject, spanOf(verb, y.extent(at, d))), worthJoined}
}

// attributed is the title of a main clause that says who said what stands before it.
func (y *syntax) attributed(at int, d when) (draft, bool) {
	if !y.attributes(y.clauses[at], d) {
		return draft{}, false
	}
	before := y.mainBefore(at)
	if before < 0 {
		return draft{}, false
	}
	b := y.main(before, d)
	n := len(b.spans)
	switch {
	case n == 0:
		return draft{}, false
	case b.spans[n-1].last == y.clauses[at-1].last:
		b.spans[n-1].last = y.extent(at, d)
	default:
		b.spans = append(b.spans, span{y.begin(at, d), y.extent(at, d), true})
	}
	return b, true
}

// unclear reports whether nothing tells what the subject of a main clause is, or whether
// it is one.
func (y *syntax) unclear(at int, d when) bool {
	c := y.clauses[at]
	if y.v.arab { // «وتولى الخلافة»: whether the noun is its subject nothing tells
		const alone = coordinating | intransitive
		return at > 0 && c.opener == coordinating && c.verb >= 0 && y.words[c.verb].class&alone == coordinating && (c.verb+2 >= c.last || c.verb+2 == d.first)
	}
	return c.comma && (y.openingPhrase(at, d) || c.opener == 0 && y.participle(y.words[c.first]) && y.parenthetic(at))
}

// openingPhrase reports whether what looks like a main clause only opens the one behind
// it: "Under an accord signed on Friday, the bank takes over".
func (y *syntax) openingPhrase(at int, d when) bool {
	if at+1 >= len(y.clauses) {
		return false
	}
	c, next := y.clauses[at], y.clauses[at+1]
	opens := y.begins(c, preposition) || strings.HasSuffix(y.words[c.first].bare, "ing")
	return opens && y.words[c.verb].class&auxiliary == 0 && d.first > c.verb && next.comma && next.verb >= 0 && next.opener == 0
}

// aroundAside reports whether an Arabic clause goes on with the one that begins before
// the aside between them.
func (y *syntax) aroundAside(at int) bool {
	if !y.v.arab || at < 2 {
		return false
	}
	c, main := y.clauses[at], y.clauses[at-2]
	return c.comma && c.opener == 0 && c.verb != c.first && main.verb == main.first && y.besides(at-1)
}

// bareNoun reports whether the words of a clause begin with a noun without an article.
func (y *syntax) bareNoun(at int, d when) bool {
	w := y.words[y.begin(at, d)]
	initial, _ := utf8.DecodeRuneInString(y.text[w.start:])
	return unicode.IsLower(initial) && w.class&(determiner|pronoun|preposition|finite) == 0
}

// explains reports whether a clause between marks is about a name in the main clause
// before it: "said Ann Lee, head of the firm".
func (y *syntax) explains(at int, d when) bool {
	c := y.clauses[at]
	return c.comma && !c.apart && c.opener == 0 && y.bareNoun(at, d) && !y.attributes(c, d) && y.mainBefore(at) >= 0
}

// subjectBegin is where the subject of a clause begins, of which marks may divide the
// first words.
func (y *syntax) subjectBegin(at int, d when) int {
	c, from := y.clauses[at], y.begin(at, d)
	if at == 0 || !c.comma {
		return from
	}
	before := y.clauses[at-1]
	if c.opener == 0 && before.verb < 0 && before.opener&^coordinating == 0 && y.bareNoun(at, d) &&
		!y.begins(before, preposition) && y.content(before.first, before.last, d) > 0 {
		from = y.begin(at-1, d) // "the big, often sudden slide"
	}
	if y.v.arab || !y.joinsNouns(c) {
		return from
	}
	for i := at - 1; i >= 0 && y.listed(y.clauses[i], d); i-- { // "Iran, Iraq and Syria signed"
		from = y.begin(i, d)
	}
	return from
}

// listed reports whether words between marks can be one of several subjects.
func (y *syntax) listed(c clause, d when) bool {
	const longest = 6
	return c.verb < 0 && c.opener == 0 && !y.begins(c, preposition) && c.last-c.first <= longest && y.content(c.first, c.last, d) > 0
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
