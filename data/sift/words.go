// Package sift is what all stores do alike in finding rows: the words of a row as an
// index has them, and what of a row is shown around the words that were found.
//
// The one idea behind it: where the words come from is decided here, so that every store
// finds the same; how they are looked up is the store's own.
package sift

import (
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/fold"
)

// Between separates the texts of one row, so that no phrase is found across them. It is
// no part of any word.
const Between = "\u2029"

// Texts returns the texts of a row in which words are found.
func Texts(s *data.Shape, row data.Row) (texts []string) {
	for _, f := range s.Searched {
		switch v := f.At(row).(type) {
		case *string:
			texts = append(texts, *v)
		case *anchor.Selector:
			texts = append(texts, v.Exact)
		case *[]string:
			texts = append(texts, *v...)
		case *data.EntityNames:
			for _, name := range *v {
				texts = append(texts, name.Text)
			}
		case *data.Citation:
			texts = append(texts, v.Words()...)
		}
	}
	return texts
}

// Words makes the words of texts. It remembers the keys of words, of which a language uses
// few. The zero value can be used, by one goroutine.
type Words struct{ known map[string]knownWord }

// knownWord is what goes into the index for a word.
type knownWord struct {
	keys  string // with a space between
	month bool   // it may be the name of a month, see fold.MonthAt
}

// maxKnown bounds what Words remembers.
const maxKnown = 200_000

// Each calls word with each word of a row, and keys with their keys, some at once with a
// space between; those of months follow the others of a text. Nothing is held of a text
// but the names of months in it: it may be long.
func (m *Words) Each(texts []string, word, keys func(string)) {
	any := false
	for _, text := range texts {
		var beside monthsBeside
		for w := range fold.Words(text) {
			if beside.n == 0 && any {
				word(Between)
			}
			any = true
			word(w)
			known := m.know(w)
			if known.keys != "" {
				keys(known.keys)
			}
			beside.add(text, w, known.month)
		}
		for _, month := range beside.end() {
			keys(month)
		}
	}
}

// monthsBeside finds the months that the words of a text name. What a word names depends
// on those beside it.
type monthsBeside struct {
	n     int       // words so far
	last  [3]string // the last two, and room for the next one
	maybe bool      // the last one may name a month
	spelt *bool     // see fold.MonthAt; nil until it is needed
	found []string
}

func (b *monthsBeside) add(text, word string, maybe bool) {
	if b.spelt == nil && maybe {
		spelt := fold.SpellsAugust(text)
		b.spelt = &spelt
	}
	b.last[2] = word
	b.look(3)
	b.last[0], b.last[1] = b.last[1], word
	b.n, b.maybe = b.n+1, maybe
}

// end returns the keys of the months.
func (b *monthsBeside) end() []string {
	b.look(2)
	return b.found
}

// look looks at the last word, of which one side or both are known.
func (b *monthsBeside) look(known int) {
	if !b.maybe {
		return
	}
	from, at := 0, 1
	if b.n == 1 { // it is the first
		from, at = 1, 0
	}
	if key := fold.MonthAt(b.last[from:known], at, *b.spelt).Key; key != "" {
		b.found = append(b.found, key)
	}
}

func (m *Words) know(word string) knownWord {
	if known, ok := m.known[word]; ok {
		return known
	}
	if m.known == nil || len(m.known) >= maxKnown {
		m.known = map[string]knownWord{}
	}
	word = strings.Clone(word)
	known := knownWord{strings.Join(fold.Keys(word), " "), fold.MayNameMonth(word)}
	m.known[word] = known
	return known
}
