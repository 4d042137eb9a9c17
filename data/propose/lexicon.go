package propose

import (
	"strings"
	"sync"
	"unicode"

	"tarikh.org/tarikh/data/text/fold"
)

// class is what a word can be in a sentence: bits, for many are several things.
type class uint32

const (
	dated        class = 1 << iota // goes with the date behind it: "on", "late", «مساء»
	trailing                       // goes with the date before it: "morning", «مساء»
	bounding                       // makes the date behind it a limit or a measure: "since", "until", «منذ»
	opening                        // no title begins with it
	closing                        // no title ends in it
	saying                         // a verb that attributes
	that                           // opens what was said
	relative                       // opens a clause about the noun before it
	subordinate                    // opens a clause of time or reason
	coordinating                   // joins clauses
	pronoun                        // means something only beside the sentence before
	determiner                     // a noun follows
	preposition                    // a noun follows, and no subject
	auxiliary                      // a finite verb that others follow
	finite                         // a finite verb
	passive                        // an auxiliary whose participle is passive
	present                        // a finite verb, or a noun where no subject stands before it
	noVerb                         // looks like a verb by its ending and is none
	unspecific                     // says nothing of what happened
	static                         // a verb of a state, which is no event
	denying                        // a negation
	intransitive                   // a verb that takes no object: its subject is all up to a preposition
	completing                     // «قد», which goes together with «كان»
	slight                         // a verb that says no more than that something happened
	claiming                       // a verb that "that" follows
	measuring                      // of figures: "percent", "compared"
)

// lexicon is what the words of a language do in a sentence.
type lexicon struct {
	arab    bool
	classes map[string]class // by the folded word
	// verb reports a verb by its form where the list has none, and classifies it; nil in
	// languages whose verbs are not known, where any clause may be a title.
	verb func(word string, known class) class
	// stamps are the beginnings of lines that are about the text and not of it, folded.
	stamps []string
}

// row is a class and its words.
type row struct {
	class class
	words string
}

// newLexicon returns a lexicon made of a table when it is first used.
func newLexicon(arab bool, verb func(string, class) class, stamps string, table ...row) func() *lexicon {
	return sync.OnceValue(func() *lexicon {
		v := &lexicon{arab: arab, verb: verb, classes: map[string]class{}}
		for _, r := range table {
			for word := range strings.FieldsSeq(fold.String(r.words)) {
				v.classes[word] |= r.class
			}
		}
		for stamp := range strings.SplitSeq(stamps, "|") {
			if stamp != "" {
				v.stamps = append(v.stamps, fold.String(stamp))
			}
		}
		return v
	})
}

// idling are the classes of words that say nothing of what happened.
const idling = unspecific | dated | trailing | opening | closing | that | pronoun | determiner | preposition | auxiliary

// idle reports whether a folded word says nothing of what happened.
func (v *lexicon) idle(word string) bool { return v.classes[word]&idling != 0 }

// comma is the mark between a statement and who made it.
func (v *lexicon) comma() string {
	if v.arab {
		return "،"
	}
	return ","
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// set makes a set of the words of a text.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}
