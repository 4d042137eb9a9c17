package find

import (
	"strings"
	"sync"
)

// class is what a word means to the grammar.
type class uint8

const (
	none class = iota
	month
	hijriMonth
	jalaliMonth
	weekday     // n from 0, Sunday
	season      // n is a dates.Season
	part        // quarter, third or half: n is the first dates.Season of them
	hemisphere  // n is the first dates.Season of it
	nthWeekdays // n is ten times the ordinal, 6 for the last, and the day of the week
	ordinal     // n from 1; lastOrdinal for "last"
	cardinal    // n
	scale       // n is the power of ten: "million"
	unit        // n is one of the units; flags say how many
	century     // the word; n is its years, 100 or 1000
	decade      // "nineties": n is 90
	yearWord    // "year" before a number
	yearAfter   // "year" behind one
	today       // n days after the day of the text
	past        // "last"
	future      // "next"
	current     // "this"
	same        // "the same" as the one last named
	following   // "the following"
	previous    // "the previous"
	ago         // behind a number of units
	later       // behind a number of units
	earlier     // behind a number of units: before the one last named
	before      // "قبل", "منذ" before units; a preposition as well
	after       // "بعد" before units; a preposition as well
	about       // "about"
	exactly     // words within a distance that do not change it: hace ya tres años
	unsure      // "perhaps"
	orSo        // "or earlier": n is -1; "or later": 1
	stage       // early, mid, late: n is 1 to 3
	stageAfter  // the same, behind the century or month
	firstDay    // a word for the first day of a month
	from
	to
	between
	and
	of
	the
	in   // prepositions of time; n is one of the bounds
	at   // before a time of day
	noon // am and pm: n is 0 or 12 hours
	hour // "h", "Uhr" behind a time of day
	zone // a time zone: n is minutes east of UTC
	era  // n is one of the eras
	event
	name     // streets, revolutions: a day in their name is no date
	count    // what numbers count: people, dollars
	blocked  // words that number things: page, resolution, and the like
	matching // between a date and the same in another calendar
	age      // "of age" behind a decade of somebody's life
	holiday  // before a weekday that is no day: "Black", «صلاة»
	title    // behind "the day", of a name: «الوطني»
	weekend  // the days off at the end of a week
	feast    // a day with a name of its own; n says how it is found
	coming   // words of a sentence that tell what is to come
	gone     // verbs of the past
	hanYear
	hanMonth
	hanDay
	hanDigit
	hanEra  // begins 公元前, before our era
	hanYuan // the first year of an era
)

// Units of time.
const (
	days = iota
	weeks
	months
	years
	decades
	centuries
	millennia
)

// Eras.
const (
	eraCE = iota + 1
	eraBCE
	eraHijri
	eraJalali
	eraMinguo // of the Republic of China; the last of those that begin in a year of ours
	eraReiwa
	eraHeisei
	eraShowa
	eraTaisho
	eraMeiji
)

// Bounds that prepositions set.
const (
	within = iota
	notAfter
	notBefore
	onward
	upTo // of "to" in a field
)

// lastOrdinal is the n of "last" among ordinals.
const lastOrdinal = -1

// turn is the n of "turn of" among stages.
const turn = 4

// flag says more about a word.
type flag uint16

const (
	definite flag = 1 << iota // with the article
	dual                      // two of the unit
	plural                    // several of it
	short                     // an abbreviation, of use next to a number only
	strong                    // says by itself that a number is a year; of a preposition, that the time is past
	common                    // an ordinary word too: needs the context of a date
	opens                     // begins a range where "to" follows: «del 4 al 20», «с 4 по 20»
)

// meaning is what a word, or a phrase, stands for.
type meaning struct {
	class  class
	flags  flag
	n      int16
	more   bool // longer phrases begin like this
	last   bool // phrases end with this word
	dotted bool // it means something else with a point behind it: "sept."
}

// longest is the most words a phrase has.
const longest = 4

// lexicon holds the words of a language, folded.
type lexicon struct {
	words     map[string]meaning
	arab      bool // proclitics are written together with the word
	english   bool
	persian   bool
	bareYears bool     // a year needs no preposition
	ahead     []string // endings of verbs of the future
	over      []string // and of the past
	behind    bool     // "last" and "next" may stand behind what they are said of
}

// add gives each phrase of a list, with "|" between them, one meaning.
func (l *lexicon) add(c class, n int, f flag, phrases string) {
	for phrase := range strings.SplitSeq(phrases, "|") {
		if phrase == "" {
			continue
		}
		key := string(foldPhrase(phrase))
		for i := range len(key) {
			if key[i] == ' ' {
				begin := l.words[key[:i]]
				begin.more = true
				l.words[key[:i]] = begin
			}
		}
		if space := strings.LastIndexByte(key, ' '); space >= 0 {
			end := l.words[key[space+1:]]
			end.last = true
			l.words[key[space+1:]] = end
		}
		old := l.words[key]
		if old.class != none && (c == gone || c == coming || c == title) {
			continue // signs of a sentence, which a date's own words come before
		}
		l.words[key] = meaning{class: c, n: int16(n), flags: f, more: old.more, last: old.last, dotted: old.dotted}
	}
}

// abbreviate gives an abbreviation with its point a meaning that it does not have
// without.
func (l *lexicon) abbreviate(c class, n int, word string) {
	l.add(c, n, short, word+".")
	m := l.words[word]
	m.dotted = true
	l.words[word] = m
}

// list gives the lists the numbers n, n+1 and so on.
func (l *lexicon) list(c class, n int, f flag, lists ...string) { l.steps(c, n, 1, f, lists...) }

// chars gives each word of a list, in a script without spaces, one meaning; its
// characters become tokens that are joined.
func (l *lexicon) chars(c class, n int, words string) {
	for word := range strings.SplitSeq(words, "|") {
		for i := range word {
			if i > 0 {
				begin := l.words[word[:i]]
				begin.more = true
				l.words[word[:i]] = begin
			}
		}
		l.words[word] = meaning{class: c, n: int16(n), more: l.words[word].more}
	}
}

// steps gives the lists the numbers n, n+step and so on.
func (l *lexicon) steps(c class, n, step int, f flag, lists ...string) {
	for i, phrases := range lists {
		l.add(c, n+i*step, f, phrases)
	}
}

// lazily makes a lexicon when it is first asked for.
func lazily(size int, l lexicon, fill func(l *lexicon)) func() *lexicon {
	return sync.OnceValue(func() *lexicon {
		l.words = make(map[string]meaning, size)
		fill(&l)
		return &l
	})
}
