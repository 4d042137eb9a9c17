package propose

import (
	"slices"
	"strings"
	"unicode"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/dates/find"
)

// judged is how far a title can be taken as it is, 0 where nobody would keep it: it begins
// with a pronoun or, in English, with a verb, says only that something was said, or
// is a fragment.
func (y *syntax) judged(text string, b draft, d when) float64 {
	if y.v.verb == nil && text != "" {
		return 1
	}
	words := wordsIn(text, y.v)
	switch {
	case len(words) < 2:
		return 0
	}
	first := words[0]
	if first.class&(pronoun|relative|that) != 0 {
		return 0
	}
	says, verbs, content := y.told(b, d)
	switch {
	case content < 2:
		return 0
	case y.v.arab:
		return y.judgedArabic(text, words, verbs, y.words[b.spans[0].first].class&coordinating != 0 && len(b.spans) == 1)
	case verbs == 0, says == verbs && onlySaid(words):
		return 0
	case first.class&finite != 0 && first.class&noVerb == 0 && !unicode.IsUpper([]rune(y.text)[0]), strings.HasSuffix(first.bare, "ing") && first.class&noVerb == 0 && len(words) < 4:
		return 0
	case first.class&(finite|auxiliary) != 0:
		return 0
	case words[len(words)-1].class&auxiliary != 0, first.bare == "to", first.bare == "of", first.bare == "than", first.bare == "as":
		return 0
	case first.class&preposition != 0:
		return 0.9
	}
	return 1
}

// told counts the verbs of saying, all verbs and the words with a meaning of their own in a
// title without its date.
func (y *syntax) told(b draft, d when) (says, verbs, content int) {
	for _, s := range b.spans {
		for i := s.first; i < s.last; i++ {
			w := y.words[i]
			if i >= d.first && i < d.last {
				continue
			}
			if y.finite(i) || w.class&finite != 0 && i == s.first {
				verbs++
				if w.class&saying != 0 {
					says++
				}
			}
			if !w.idle && strings.IndexFunc(w.bare, unicode.IsLetter) >= 0 {
				content++
			}
		}
	}
	return says, verbs, content
}

// onlySaid reports whether a title whose one verb is one of saying tells nothing of what
// was said.
func onlySaid(words []word) bool {
	for i, w := range words {
		if w.class&saying != 0 {
			return i == len(words)-1 || words[i+1].class&preposition != 0 && words[i+1].bare != "of" && words[i+1].bare != "that"
		}
	}
	return false
}

// judgedArabic is judged in Arabic. joined says that the sentence or clause begins with a
// conjunction: then a verb without a subject means that of the one before.
func (y *syntax) judgedArabic(text string, words []word, verbs int, joined bool) float64 {
	first := words[0]
	switch {
	case first.class&preposition != 0 && (words[1].class&that != 0 || len(words) > 2 && arabicSelf()[words[2].bare]):
		return 0
	case first.class&(finite|preposition) == 0 && refers(text[first.start:first.end]):
		return 0
	case verbs == 0 && (first.class&preposition != 0 || joinedPreposition(first.bare) || len(words) < 3):
		return 0
	case first.class&preposition != 0:
		return 0.8
	case first.class&finite != 0:
		return judgedSubject(text, words, joined)
	}
	return 1
}

// judgedSubject is how far an Arabic title of two words or more that begins with its verb
// says the subject: not where a preposition or a noun with a pronoun stands behind it.
func judgedSubject(text string, words []word, joined bool) float64 {
	verb, next := words[0], words[1]
	bound := next.class&preposition != 0 || joinedPreposition(next.bare)
	switch {
	case refers(text[verb.start:verb.end]): // «أغلقته البلدية»
		return 0
	case joined && verb.class&intransitive == 0 && !strings.HasPrefix(next.bare, "ال") && (len(words) == 2 || words[2].class&finite != 0 && words[2].class&coordinating != 0):
		return 0 // «وبلغ دلهي»
	case bound && joined, refers(text[next.start:next.end]):
		return 0
	case bound:
		return 0.85
	}
	return 1
}

// eventful is how likely what a sentence says of one of its dates is an event: verbs of a
// state, and denying, make it less so.
func (y *syntax) eventful(at int) float64 {
	d := y.dates[at]
	if y.explained(d) >= 0 {
		return 0.8
	}
	switch d.role {
	case modifies:
		return 0.3
	case bounds, inAside:
		return 0.4
	}
	if y.v.verb == nil {
		return 1
	}
	c := y.telling(d)
	worth := 1.0
	if c.verb >= 0 {
		worth = y.moving(c.verb)
	}
	if slices.ContainsFunc(y.words[c.first:c.last], func(w word) bool { return w.class&denying != 0 }) {
		worth *= 0.6
	}
	return worth
}

// telling is the clause that says what happened at a date: that of the date, or the main
// clause beside it where that has no verb.
func (y *syntax) telling(d when) clause {
	at := y.clauseOf(d.first)
	if y.clauses[at].verb >= 0 {
		return y.clauses[at]
	}
	if m := y.mainBefore(at + 1); m >= 0 {
		return y.clauses[m]
	}
	for _, later := range y.clauses {
		if later.verb >= 0 && later.opener&(relative|subordinate) == 0 {
			return later
		}
	}
	return y.clauses[at]
}

// moving is how likely the verb at a place tells of an event and not of a state.
func (y *syntax) moving(verb int) float64 {
	w, behind := y.words[verb], word{}
	for i := verb + 1; i < len(y.words) && behind.bare == ""; i++ {
		if w := y.words[i]; w.class&opening == 0 && !strings.HasSuffix(w.bare, "ly") {
			behind = w
		}
	}
	switch {
	case w.class&static != 0 || y.v.classes[strings.TrimPrefix(w.bare, "و")]&static != 0:
		return 0.4
	case w.class&passive == 0 || w.class&auxiliary == 0:
		return 1
	case behind.class&(determiner|denying) != 0, behind.class&(finite|intransitive) == 0 && !strings.HasSuffix(behind.bare, "n"):
		return 0.6
	}
	return 1
}

// measures reports whether a sentence is about figures.
func (y *syntax) measures() bool {
	return slices.ContainsFunc(y.words, func(w word) bool { return w.class&measuring != 0 })
}

// weight is how likely a date of a find's kind is that of an event: days mostly
// are, while years and decades often only set a scene, and what has lasted since
// is rather a state.
func weight(f find.Find) float64 {
	start, _, interval := f.Date.Parts()
	switch {
	case f.Kind == find.KindPeriod:
		return 0.6
	case f.Kind == find.KindRelative && start.Precision < dates.PrecisionMonth:
		return 0.6
	case interval:
		return 0.9
	case start.Precision < dates.PrecisionMonth:
		return 0.75
	case start.Precision < dates.PrecisionDay:
		return 0.9
	}
	return 1
}
