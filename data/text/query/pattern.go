package query

import (
	"slices"
	"unicode/utf8"

	"tarikh.org/tarikh/data/text/fold"
)

// Pattern is what one term of words, or several that are one, are found by. All of its
// words are folded.
type Pattern struct {
	// Phrase are the words that are side by side, in order; one or more.
	Phrase []string
	// Forms are what the first of them may be in a text, itself first.
	Forms []string
	// Keys are the keys of a word that is found, see fold.Keys, or the word itself; none
	// for a phrase.
	Keys []string
	// Month is the key of the month that the words name, "" for none: its other names
	// are found, too.
	Month string
	// Prefix: the last word may go on. Where it is the only one, Beginnings are what
	// it may begin with.
	Prefix     bool
	Beginnings []string
	// Near are words of which one of each group must be within NearWords of those of the
	// others, the second after the first; then the rest is not used. A word is a phrase
	// of one or two.
	Near [][][]string
}

// NearWords is how many words may be between the first and the last of what is near.
const NearWords = 3

// Asked is a pattern that rows must have, or must not.
type Asked struct {
	Pattern
	Not bool
}

// shortest is how many letters of a word that is being typed have other forms worth
// looking for.
const shortest = 4

// Pattern returns what a term of words is found by.
func (t Term) Pattern() Pattern {
	var p Pattern
	for _, value := range t.Values {
		for word := range fold.Words(value) {
			p.Phrase = append(p.Phrase, word)
		}
	}
	if len(p.Phrase) == 0 { // never from Parse
		return p
	}
	p.Prefix, p.Forms = t.Prefix, fold.Forms(p.Phrase[0])
	if p.Prefix && len(p.Phrase) == 1 {
		p.Beginnings = fold.Beginnings(p.Phrase[0])
	}
	begun := p.Prefix && utf8.RuneCountInString(p.Phrase[0]) < shortest
	if !t.Phrase && len(p.Phrase) == 1 && !begun {
		p.Keys = fold.Lookups(p.Phrase[0])
		for _, reading := range fold.Readings(p.Phrase[0])[1:] {
			p.Forms = append(p.Forms, fold.Forms(reading)...)
		}
		p.Forms = distinct(p.Forms)
		if p.Month = fold.MonthNamed(p.Phrase[0]); p.Month != "" && fold.SpellsAugust(t.Values[0]) {
			p.Forms, p.Keys, p.Beginnings = nil, nil, nil // its letters are those of another word
		} else if p.Phrase[0] == augustFolded {
			p.Month = ""
		}
	}
	return p
}

// augustFolded is the month آب as it is folded, and the word for father.
const augustFolded = "اب"

func distinct(all []string) (out []string) {
	for _, s := range all {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Patterns returns what the words of the query are found by, in order: those of a date,
// and the two of a month's name, are one pattern.
func (q Query) Patterns() (out []Asked) {
	dated := q.Dates()
	for i := 0; i < len(q.Terms); i++ {
		t := q.Terms[i]
		if t.Field != Words {
			continue
		}
		if len(dated) > 0 && dated[0].First == i {
			out = append(out, Asked{Pattern: dated[0].pattern(q)})
			i = dated[0].Last
			dated = dated[1:]
			continue
		}
		p := t.Pattern()
		if len(p.Phrase) == 0 {
			continue
		}
		if i+1 < len(q.Terms) && single(t) && single(q.Terms[i+1]) && !t.Prefix {
			next := q.Terms[i+1].Pattern()
			if len(p.Phrase) == 1 && len(next.Phrase) == 1 {
				if month := fold.MonthNamed(p.Phrase[0], next.Phrase[0]); month != "" {
					p = Pattern{Phrase: append(p.Phrase, next.Phrase...), Forms: p.Forms, Month: month}
					i++
				}
			}
		}
		out = append(out, Asked{p, t.Not})
	}
	return out
}

// single reports whether a term is one word that must be there.
func single(t Term) bool { return t.Field == Words && !t.Not && !t.Phrase && len(t.Values) == 1 }

// core are letters of which each word that is found has some: they distinguish most
// words.
func (p Pattern) core() (out []string) {
	if p.Month != "" {
		for _, name := range fold.MonthNames(p.Month) {
			out = append(out, name[0])
		}
	}
	switch {
	case len(p.Keys) > 0:
		return append(out, fold.Cores(p.Phrase[0])...)
	case len(p.Forms) > 0:
		return append(out, slices.MinFunc(p.Forms, func(a, b string) int { return len(a) - len(b) }))
	}
	return out
}

// words is how many words of a text are looked at to see whether the pattern is there.
func (p Pattern) words() int {
	switch {
	case len(p.Near) > 0:
		return NearWords + 3
	case p.Month != "":
		return max(2, len(p.Phrase))
	}
	return len(p.Phrase)
}
