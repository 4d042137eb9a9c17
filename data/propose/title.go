package propose

import (
	"slices"
	"strings"
	"unicode/utf8"
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
		if b.spans = y.cutShort(b.spans, d); b.spans == nil {
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
	return draft{[]span{spanOf(y.clauses[first].first, y.clauses[last].last)}, worthNear}
}

// withoutCompleted leaves out «كان … قد», which puts what is told before something else:
// «كان الوفد قد غادر» is «الوفد غادر» alone.
func (y *syntax) withoutCompleted(b draft) draft {
	if !y.v.arab || len(b.spans) == 0 {
		return b
	}
	const reach = 9
	s := b.spans[0]
	if s.first > 0 && y.words[s.first-1].bare == "اما" { // «أما القاهرة فقد اختطها جوهر»
		for i := s.first + 1; i < min(s.last-1, s.first+reach); i++ {
			if y.words[i].bare == "فقد" {
				b.spans = append([]span{spanOf(s.first, i), spanOf(i+1, s.last)}, b.spans[1:]...)
				return b
			}
		}
	}
	was := strings.TrimPrefix(y.words[s.first].bare, "و")
	if was != "كان" && was != "كانت" {
		return b
	}
	for i := s.first + 1; i < min(s.last-1, s.first+reach); i++ {
		if y.words[i].class&completing != 0 && y.finite(i+1) {
			spans := []span{spanOf(s.first+1, i), spanOf(i+1, s.last)}
			b.spans = append(spans, b.spans[1:]...)
			return b
		}
	}
	return b
}

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

// cutShort ends spans with an earlier clause, or before a preposition, so that they are
// not too long; nil where they cannot.
func (y *syntax) cutShort(spans []span, d when) []span {
	const least = 25 // characters
	last := spans[len(spans)-1]
	verb := last.first
	for verb < last.last-1 && !y.finite(verb) {
		verb++
	}
	for _, may := range []func(int) bool{y.clauseBefore, y.phraseBefore} {
		for i := last.last - 1; i > verb+1; i-- {
			if !may(i) {
				continue
			}
			short := append(append([]span{}, spans[:len(spans)-1]...), spanOf(last.first, i))
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

// clauseBefore reports whether a clause with a verb ends before a word.
func (y *syntax) clauseBefore(at int) bool {
	for k, c := range y.clauses {
		if c.first == at {
			return c.opener != that && k > 0 && y.clauses[k-1].verb >= 0
		}
	}
	return false
}

// phraseBefore reports whether a phrase ends before a word, behind which a title can do
// without the rest.
func (y *syntax) phraseBefore(at int) bool {
	w, before := y.words[at], y.words[at-1]
	switch {
	case at <= y.clauses[y.clauseOf(at)].verb+1:
		return false
	case strings.HasSuffix(before.bare, "ing") && !y.v.arab, before.class&(determiner|auxiliary) != 0:
		return false
	}
	return w.class&(preposition|relative|subordinate) != 0 && w.bare != "of" && w.bare != "من" && !y.inDate(at) || w.class&coordinating != 0 && y.v.arab && y.finite(at)
}
