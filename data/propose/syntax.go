package propose

import (
	"strings"
)

// clause is words of a sentence, half-open, up to a mark or a word that opens the next.
type clause struct {
	first, last int
	comma       bool  // a mark stands before it
	apart       bool  // the mark is a semicolon
	opener      class // of the word that opens it: relative, subordinate, that or coordinating
	verb        int   // its first finite verb, -1 where there is none
}

// syntax is a sentence divided into clauses, as far as punctuation and words tell.
type syntax struct {
	text    string
	v       *lexicon
	words   []word
	named   []part // the dates
	clauses []clause
	dates   []when   // that the sentence names, in order
	verbs   []verbal // whether the words are finite verbs, as far as it was asked
	inDates []bool   // whether the words belong to dates
}

// verbal is whether a word is a finite verb.
type verbal uint8

const (
	unasked verbal = iota
	verbYes
	verbNo
)

// mainly is the opener of a main clause that no mark sets apart.
const mainly class = 1 << 31

// part is bytes of a text, half-open.
type part struct{ start, end int }

func (p part) holds(at int) bool { return at >= p.start && at < p.end }

// word is one of a sentence, without the punctuation around it.
type word struct {
	part
	bare  string // folded
	class class
	idle  bool // it says nothing of what happened
	aside bool // in brackets
}

// role is what a date does in its sentence.
type role uint8

const (
	tells     role = iota // when something happened: the title does without it
	modifies              // it belongs to a noun, whose words must stay: "the April 20 explosion"
	bounds                // it limits, compares or counts: "since 1990", "by October"
	inAside               // it stands in brackets: "(1874–1965)"
	belonging             // part of a name or of a longer statement; the title keeps it
)

// when is a date in a sentence: its words with the prepositions before it and the part
// of day around it, as bytes and as words.
type when struct {
	named       part // the find
	part             // with all that goes with it
	first, last int  // words that the part touches, half-open
	at          int  // the first word of the find
	role        role
}

// marked reports whether there is more than white space between two words.
func (y *syntax) marked(a, b int) bool {
	return strings.TrimSpace(y.text[y.words[a].end:y.words[b].start]) != ""
}

// span is words of a sentence, half-open.
type span struct {
	first, last int
	comma       bool // behind a comma
}

// spanOf is the words [first, last) as a span.
func spanOf(first, last int) span { return span{first: first, last: last} }

// clauseOf is the place of the clause of a word.
func (y *syntax) clauseOf(word int) int {
	for i, c := range y.clauses {
		if word < c.last {
			return i
		}
	}
	return len(y.clauses) - 1
}

// mainBefore is the place of the last main clause before a place, -1 for none.
func (y *syntax) mainBefore(at int) int {
	for i := at - 1; i >= 0; i-- {
		if c := y.clauses[i]; c.verb >= 0 && c.opener&(relative|subordinate) == 0 {
			return i
		}
	}
	return -1
}

// begins reports whether the first word of a clause is of a class.
func (y *syntax) begins(c clause, of class) bool { return y.words[c.first].class&of != 0 }

// inDate reports whether a word belongs to a date.
func (y *syntax) inDate(at int) bool { return y.inDates[at] }

// whens reports whether a clause says what happened at the time before it.
func (y *syntax) whens(at int) bool {
	switch y.words[y.clauses[at].first].bare {
	case "when", "عندما", "حين", "حينما":
		return true
	}
	return false
}
