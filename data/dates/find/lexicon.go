package find

import (
	"strings"
	"sync"
	"unicode"
)

// class is what a word means to the grammar.
type class uint8

const (
	none class = iota
	month
	hijriMonth
	jalaliMonth
	weekday   // n from 0, Sunday
	season    // n is a dates.Season
	part      // quarter or half: n is the first dates.Season of them
	ordinal   // n from 1
	cardinal  // n
	unit      // n is one of the units; flags say how many
	century   // the word
	decade    // "nineties": n is 90
	yearWord  // "year" before a number
	yearAfter // "year" behind one
	today     // n days after the day of the text
	past      // "last"
	future    // "next"
	current   // "this"
	same      // "the same" as the one last named
	following // "the following"
	previous  // "the previous"
	ago       // behind a number of units
	later     // behind a number of units
	before    // "قبل", "منذ" before units; a preposition as well
	after     // "بعد" before units; a preposition as well
	about     // "about"
	stage     // early, mid, late: n is 1 to 3
	from
	to
	between
	and
	of
	the
	in   // prepositions of time
	at   // before a time of day
	noon // am and pm: n is 0 or 12 hours
	zone // UTC
	era  // n is one of the eras
	event
	name     // streets, revolutions: a day in their name is no date
	count    // what numbers count: people, dollars
	blocked  // words that number things: page, resolution, and the like
	matching // between a date and the same in another calendar
	age      // "of age" behind a decade of somebody's life
	holiday  // before a weekday that is no day: "Black", «صلاة»
	coming   // words of a sentence that tell what is to come
	hanYear
	hanMonth
	hanDay
	hanDigit
	hanEra // begins 公元前, before our era
)

// Units of time.
const (
	days = iota
	weeks
	months
	years
	decades
	centuries
)

// Eras.
const (
	eraCE = iota + 1
	eraBCE
	eraHijri
	eraJalali
)

// flag says more about a word.
type flag uint8

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
	class class
	flags flag
	n     int16
	more  bool // longer phrases begin like this
}

// longest is the most words a phrase has.
const longest = 4

// lexicon holds the words of a language, folded.
type lexicon struct {
	words map[string]meaning
	arab  bool // proclitics are written together with the word
}

// add gives each phrase of a list, with "|" between them, one meaning.
func (l *lexicon) add(c class, n int, f flag, phrases string) {
	for phrase := range strings.SplitSeq(phrases, "|") {
		key := string(foldPhrase(phrase))
		for i := range len(key) {
			if key[i] == ' ' {
				begin := l.words[key[:i]]
				begin.more = true
				l.words[key[:i]] = begin
			}
		}
		l.words[key] = meaning{class: c, n: int16(n), flags: f, more: l.words[key].more}
	}
}

// list gives the lists the numbers n, n+1 and so on.
func (l *lexicon) list(c class, n int, f flag, lists ...string) {
	for i, phrases := range lists {
		l.add(c, n+i, f, phrases)
	}
}

// lazily makes a lexicon when it is first asked for.
func lazily(size int, arab bool, fill func(l *lexicon)) func() *lexicon {
	return sync.OnceValue(func() *lexicon {
		l := &lexicon{words: make(map[string]meaning, size), arab: arab}
		fill(l)
		return l
	})
}

// foldPhrase folds all words of a phrase.
func foldPhrase(phrase string) []byte {
	var out []byte
	for _, r := range phrase {
		out = appendFolded(out, r)
	}
	return out
}

// appendFolded appends a character in the form in which words are compared: small,
// without marks, with the letters that people do not tell apart made one.
func appendFolded(out []byte, r rune) []byte {
	if r < 0x80 {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		return append(out, byte(r))
	}
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return append(out, "ا"...)
	case 'ى', 'ی', 'ئ':
		return append(out, "ي"...)
	case 'ة', 'ۀ':
		return append(out, "ه"...)
	case 'ک':
		return append(out, "ك"...)
	case 'ؤ':
		return append(out, "و"...)
	case '\u0640', '\u200c', '\u200d', '\u00ad': // tatweel, joiners, soft hyphen
		return out
	case 'é', 'è', 'ê', 'É':
		return append(out, 'e')
	case 'û', 'ü', 'ú', 'ù', 'Ü', 'Û':
		return append(out, 'u')
	case 'á', 'â', 'à', 'Â', 'Á', 'À':
		return append(out, 'a')
	case 'í', 'î', 'ı', 'İ':
		return append(out, 'i')
	case 'ó', 'ö', 'ô', 'Ö', 'Ó':
		return append(out, 'o')
	case 'ñ':
		return append(out, 'n')
	case 'ç', 'Ç':
		return append(out, 'c')
	case 'ş', 'Ş':
		return append(out, 's')
	case 'ğ', 'Ğ':
		return append(out, 'g')
	case 'ё', 'Ё':
		return append(out, "е"...)
	}
	if unicode.Is(unicode.Mn, r) {
		return out
	}
	return append(out, string(unicode.ToLower(r))...)
}
