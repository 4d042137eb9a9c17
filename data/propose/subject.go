package propose

import (
	"strings"
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
		return i >= d.first && i < d.last || w.aside || w.class&finite == 0 && (w.class&(opening|coordinating) != 0 || y.adverb(i))
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
	return i == c.verb && y.noSubjectBehind(c, d)
}

// noSubjectBehind reports whether nothing behind the verb that an Arabic clause begins with
// could be its subject.
func (y *syntax) noSubjectBehind(c clause, d when) bool {
	i := c.verb + 1
	for ; i < c.last && i >= d.first && i < d.last; i++ { // the date
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
	return []span{spanOf(y.begin(found, d), y.clauses[found].last)}, true
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
		spans = []span{spanOf(y.begin(main, when{}), c.verb)}
	}
	verb := y.begin(at, d)
	if y.words[c.verb].class&passive == 0 || y.words[verb].class&auxiliary != 0 || y.words[verb].class&finite == 0 {
		return spans, true
	}
	if c.verb+1 < c.last && y.words[c.verb+1].class&intransitive != 0 {
		return spans, true
	}
	if next := verb + 1; next >= later.last || next >= d.first && next < d.last || y.words[next].class&preposition != 0 {
		spans = append(spans, spanOf(c.verb, c.verb+1))
	}
	return spans, true
}

// longestSubject is how many words there are of an Arabic subject.
const longestSubject = 5

// subjectBefore is the words between the beginning of an Arabic clause and its verb:
// «القوات انسحبت», «كان الأمير قد بويع».
func (y *syntax) subjectBefore(first, verb int) ([]span, bool) {
	last := verb
	if y.words[last-1].class&completing != 0 {
		last--
	}
	if y.words[first].class&auxiliary != 0 {
		first++
	}
	if last > first && last-first <= longestSubject && y.words[first].class&(preposition|pronoun) == 0 {
		return []span{spanOf(first, last)}, true
	}
	return nil, false
}

// arabicSubject is the subject of a clause whose verb takes no object: what stands
// between the verb and the next preposition.
func (y *syntax) arabicSubject(main int, d when) ([]span, bool) {
	c := y.clauses[main]
	if first := y.begin(main, when{}); first < c.verb {
		return y.subjectBefore(first, c.verb)
	}
	if y.lacksSubject(c, when{}) {
		return y.subject(main, d)
	}
	alone := y.words[c.verb].class&intransitive != 0 || y.v.classes[strings.TrimPrefix(y.words[c.verb].bare, "و")]&intransitive != 0
	end, named := c.verb+1, true
	for end < c.last && end-c.verb <= longestSubject && y.words[end].class&(preposition|relative|that) == 0 && !joinedPreposition(y.words[end].bare) && !y.inDate(end) {
		w := y.words[end].bare
		named = named && !strings.HasPrefix(w, "ال") && !strings.HasSuffix(w, "ا")
		end++
	}
	// Of a verb that may take an object, only a name of two words is surely the subject.
	if end == c.verb+1 || end-c.verb > longestSubject || !alone && (!named || end < c.verb+3) {
		return nil, false
	}
	return []span{spanOf(c.verb+1, end)}, true
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
