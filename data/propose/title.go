package propose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxTitle is the most characters of a title; what is longer ends with an earlier clause.
const maxTitle = 120

// draft is the words of a title, and how sure it is that a person would keep it.
type draft struct {
	spans []span
	worth float64
}

// span is words of a sentence, half-open.
type span struct {
	first, last int
	comma       bool // behind a comma
}

// words is the words [first, last) as a span.
func words(first, last int) span { return span{first: first, last: last} }

// How sure titles of a kind are.
const (
	worthMain     = 1.0  // a main clause, and nothing left out but its date
	worthJoined   = 0.95 // its parts are joined over an aside
	worthEmbedded = 0.85 // made of a clause within another
	worthNear     = 0.8  // the main clause beside the words that hold the date
	worthNominal  = 0.7  // without a verb
)

// title makes a title of what a sentence says of one of its dates, given by its place,
// with how sure it is; "" where there is none that a person would keep.
func (y *syntax) title(at int) (string, float64) {
	d := y.joined(at)
	if len(y.clauses) == 0 {
		return "", 0
	}
	var b draft
	next := y.explained(d)
	switch {
	case next >= 0:
		b = y.own(next, d)
	case d.role == inAside || d.role == modifies || d.role == bounds:
	case y.v.verb == nil:
		b = y.plain(d)
	default:
		b = y.compose(d)
	}
	b.spans = slices.DeleteFunc(b.spans, func(s span) bool { return s.last <= s.first })
	if len(b.spans) == 0 {
		return "", 0
	}
	b = y.withoutCompleted(b)
	b.spans = y.withoutDangling(b.spans)
	if y.holdsAnother(b.spans, d) {
		return "", 0
	}
	text := y.write(b.spans, d)
	if utf8.RuneCountInString(text) > maxTitle {
		if b.spans = y.shortened(b.spans, d); b.spans == nil {
			return "", 0
		}
		text, b.worth = y.write(b.spans, d), b.worth*0.95
	}
	return text, b.worth * y.judged(text, b, d)
}

// plain is the clause that a date is in, with its neighbours where it says little: for
// languages that are read by their marks alone.
func (y *syntax) plain(d when) draft {
	at := y.clauseOf(d.first)
	first, last := at, at
	const neighbours = 4 // that are taken in at most
	for y.content(y.clauses[first].first, y.clauses[last].last, d) < 2 && last-first < neighbours {
		switch {
		case last < len(y.clauses)-1 && (first == 0 || last == at):
			last++
		case first > 0:
			first--
		default:
			return draft{}
		}
	}
	return draft{[]span{words(y.clauses[first].first, y.clauses[last].last)}, worthNear}
}

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
			return draft{[]span{words(y.begin(at-1, d), c.last), words(next.first, y.extent(at+1, d))}, worthJoined}
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
				return draft{[]span{words(y.begin(at, d), c.last), words(next.first, y.extent(i, d))}, worthJoined}
			}
			break
		}
		if y.v.arab && c.opener&^coordinating == 0 {
			return draft{[]span{words(y.begin(at, d), c.last)}, worthNominal}
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
			return draft{append(b.spans, words(c.first, c.last)), b.worth * worthJoined}
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
	if next := at + 1; !y.v.arab && c.comma && y.begins(c, preposition) && y.words[c.verb].class&auxiliary == 0 && d.first > c.verb &&
		next < len(y.clauses) && y.clauses[next].comma && y.clauses[next].verb >= 0 && y.clauses[next].opener == 0 {
		return draft{} // "Under an accord signed on Friday, the bank takes over"
	}
	if c.comma && c.opener == 0 && y.participle(y.words[c.first]) && y.aside(at) {
		return draft{}
	}
	if y.v.arab && at >= 2 && c.comma && c.opener == 0 && c.verb != c.first && y.clauses[at-2].verb == y.clauses[at-2].first && y.besides(at-1) {
		return draft{[]span{words(y.begin(at-2, d), y.clauses[at-2].last), words(c.first, y.extent(at, d))}, worthJoined}
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
		return draft{[]span{words(from, y.extent(at, d))}, worthMain}
	}
	subject, ok := y.subject(at, d)
	if !ok {
		return draft{}
	}
	verb := y.begin(at, d)
	return draft{append(subject, words(verb, y.extent(at, d))), worthJoined}
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
	return draft{[]span{words(first, y.extent(at, d))}, worthEmbedded}
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
			return draft{[]span{words(y.begin(before, d), y.clauses[before].last), words(c.first, y.extent(at, d))}, worthJoined}
		}
		return draft{}
	}
	return draft{[]span{words(first, y.extent(at, d))}, worthJoined}
}
