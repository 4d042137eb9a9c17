package propose

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// participle reports a word that ends as participles do.
func (y *syntax) participle(w word) bool {
	return !y.v.arab && w.class&finite != 0 && w.class&auxiliary == 0
}

// list reports whether a clause is the end of a list: "east and south".
func (y *syntax) list(c clause) bool {
	const near = 4
	for i := c.first + 1; i < min(c.first+near, c.last); i++ {
		if y.words[i].class&coordinating != 0 {
			return true
		}
	}
	return false
}

// lacksSubject reports whether a clause begins with its verb, so that its subject stands
// before it. In Arabic verbs come first: there it is a verb that nothing follows which
// could be its subject.
func (y *syntax) lacksSubject(c clause, d when) bool {
	i := c.first
	skipped := func(i int) bool {
		w := y.words[i]
		return i >= d.first && i < d.last || w.aside || w.class&finite == 0 && (w.class&(opening|coordinating) != 0 || strings.HasSuffix(w.bare, "ly"))
	}
	for i < c.last && skipped(i) {
		i++
	}
	if i >= c.last {
		return true
	}
	if !y.v.arab {
		return y.words[i].class&finite != 0 || i == c.verb
	}
	if i != c.verb {
		return false
	}
	for i++; i < c.last && i >= d.first && i < d.last; i++ {
	}
	if i >= c.last || y.words[i].class&(preposition|relative|that|finite) != 0 {
		return true
	}
	if c.opener != coordinating {
		return false
	}
	w := y.words[i]
	return joinedPreposition(w.bare) || refers(y.text[w.start:w.end]) || strings.HasSuffix(w.bare, "ا") && !strings.HasPrefix(w.bare, "ال")
}

// besides reports whether an Arabic clause between marks is about the noun before it.
func (y *syntax) besides(at int) bool {
	c := y.clauses[at]
	return c.comma && (c.opener == relative || c.verb < 0 && strings.HasPrefix(y.words[c.first].bare, "ال"))
}

// aside reports whether a clause that begins with a participle stands between a subject
// and its verb: "the factory, built by a shoemaker, closed".
func (y *syntax) aside(at int) bool {
	if at == 0 || y.clauses[at-1].verb >= 0 || at+1 >= len(y.clauses) {
		return false
	}
	next := y.clauses[at+1]
	first := y.words[next.first]
	return next.comma && next.opener == 0 && !strings.HasSuffix(first.bare, "ing") && first.class&(preposition|determiner) == 0
}

// joinsNouns reports whether "and" stands before the verb of a clause.
func (y *syntax) joinsNouns(c clause) bool {
	for i := c.first + 1; i < c.verb; i++ {
		if y.words[i].bare == "and" {
			return true
		}
	}
	return false
}

// subject is the subject of a clause that begins with its verb.
func (y *syntax) subject(at int, d when) ([]span, bool) {
	if at > 0 && !y.v.arab && !y.clauses[at].comma && y.clauses[at-1].opener == relative {
		return nil, false // "which is traded in London and resumes on Friday"
	}
	found := -1
	for i := at - 1; i >= 0; i-- {
		c := y.clauses[i]
		switch {
		case c.opener == relative || c.opener == subordinate:
			continue
		case y.appositive(i, at):
			continue
		case c.verb < 0:
			if y.begins(c, preposition) || y.content(c.first, c.last, d) == 0 {
				continue
			}
			found = i
			continue
		}
		if found >= 0 && c.last == y.clauses[found].first && y.clauses[at].opener == 0 && !y.v.arab {
			// An aside between two verbs: "was born in Paris, the capital, moved".
			found = -1
		}
		return y.subjectOf(i, at, d)
	}
	if found < 0 || y.v.arab {
		return nil, false
	}
	return []span{words(y.begin(found, d), y.clauses[found].last)}, true
}

// appositive reports whether a clause stands between a subject and its verb, with a
// participle that only looks like a verb: "the Bastille, a fort used as a prison, fell".
func (y *syntax) appositive(i, at int) bool {
	c := y.clauses[i]
	return i > 0 && i == at-1 && c.verb > c.first && c.comma && c.opener == 0 && y.words[c.verb].class&auxiliary == 0 && y.clauses[at].comma &&
		y.clauses[at].opener == 0 && y.clauses[i-1].verb < 0 && !y.begins(y.clauses[i-1], preposition) && y.mainBefore(i) < 0
}

// subjectOf is the subject of an earlier main clause, for a later verb: with its
// auxiliary where that is for both.
func (y *syntax) subjectOf(main, at int, d when) ([]span, bool) {
	c, later := y.clauses[main], y.clauses[at]
	if y.v.arab {
		return y.arabicSubject(main, d)
	}
	var spans []span
	if y.lacksSubject(c, when{}) {
		var ok bool
		if spans, ok = y.subject(main, when{}); !ok {
			return nil, false
		}
	} else {
		spans = []span{words(y.begin(main, when{}), c.verb)}
	}
	verb := y.begin(at, d)
	if y.words[c.verb].class&passive == 0 || y.words[verb].class&auxiliary != 0 || y.words[verb].class&finite == 0 {
		return spans, true
	}
	if c.verb+1 < c.last && y.words[c.verb+1].class&intransitive != 0 {
		return spans, true
	}
	if next := verb + 1; next >= later.last || next >= d.first && next < d.last || y.words[next].class&preposition != 0 {
		spans = append(spans, words(c.verb, c.verb+1))
	}
	return spans, true
}

// arabicSubject is the subject of a clause whose verb takes no object: what stands
// between the verb and the next preposition.
func (y *syntax) arabicSubject(main int, d when) ([]span, bool) {
	const longest = 5
	c := y.clauses[main]
	if first := y.begin(main, when{}); first < c.verb { // «القوات انسحبت», «كان الأمير قد بويع»
		last := c.verb
		if y.words[last-1].class&completing != 0 {
			last--
		}
		if y.words[first].class&auxiliary != 0 {
			first++
		}
		if last > first && last-first <= longest && y.words[first].class&(preposition|pronoun) == 0 {
			return []span{words(first, last)}, true
		}
		return nil, false
	}
	if y.lacksSubject(c, when{}) {
		return y.subject(main, d)
	}
	alone := y.words[c.verb].class&intransitive != 0 || y.v.classes[strings.TrimPrefix(y.words[c.verb].bare, "و")]&intransitive != 0
	end, named := c.verb+1, true
	for end < c.last && end-c.verb <= longest && y.words[end].class&(preposition|relative|that) == 0 && !joinedPreposition(y.words[end].bare) && !y.inDate(end) {
		w := y.words[end].bare
		named = named && !strings.HasPrefix(w, "ال") && !strings.HasSuffix(w, "ا")
		end++
	}
	// Of a verb that may take an object, only a name of two words is surely the subject.
	if end == c.verb+1 || end-c.verb > longest || !alone && (!named || end < c.verb+3) {
		return nil, false
	}
	return []span{words(c.verb+1, end)}, true
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
		return draft{[]span{words(y.begin(at-1, d), y.extent(at, d))}, worthEmbedded}
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
				return draft{append(b.spans, words(d.last, max(last, c.last))), worthJoined}
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
	return draft{[]span{words(noun, c.first), words(from, end)}, worthEmbedded}
}

// feminine reports whether one of some words ends as feminine words and plurals do.
func (y *syntax) feminine(first, last int) bool {
	for i := first; i < last; i++ {
		w := y.text[y.words[i].start:y.words[i].end]
		for _, end := range [...]string{"ة", "ات", "ى", "اء"} {
			if strings.HasSuffix(w, end) {
				return true
			}
		}
	}
	return false
}

// joinedPreposition reports an Arabic noun that a preposition is written together with.
func joinedPreposition(word string) bool {
	for _, p := range [...]string{"بال", "لل", "كال"} {
		if strings.HasPrefix(word, p) {
			return true
		}
	}
	for _, p := range [...]string{"ب", "ل"} {
		if rest, ok := strings.CutPrefix(word, p); ok && utf8.RuneCountInString(rest) >= 3 && !arabicBa()[word] {
			return true
		}
	}
	return false
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
				b.spans = append([]span{words(s.first, i), words(i+1, s.last)}, b.spans[1:]...)
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
			spans := []span{words(s.first+1, i), words(i+1, s.last)}
			b.spans = append(spans, b.spans[1:]...)
			return b
		}
	}
	return b
}
