package postgres

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sift"
)

// What PostgreSQL's tsvector can hold: of a lexeme 2,046 bytes, 256 positions, which end
// at 16,383, and a megabyte in all. What is beyond is lost without a word, so a long row
// has its words in parts, which share some, as many as a phrase may have.
const (
	maxLexeme    = 2000
	maxPositions = 250
	partWords    = 8000
	partBytes    = 200_000
	sharedWords  = 100
)

// keyMark begins what is the key of a word, not a word itself.
const keyMark = "\x01"

// wordPart is a part of the words of a row, as the functions of the server take it.
type wordPart struct {
	ID    data.ID `json:"id"`
	Part  int     `json:"part"`
	Parts int     `json:"parts"`
	V     string  `json:"v"` // a tsvector
}

// vectors makes the words of a row.
func vectors(maker *sift.Words, s *data.Shape, row data.Row) []wordPart {
	b := vectorMaker{}
	maker.Each(sift.Texts(s, row), b.word, func(keys string) {
		for key := range strings.SplitSeq(keys, " ") {
			b.key(key)
		}
	})
	b.close()
	out := make([]wordPart, len(b.done))
	for i, v := range b.done {
		out[i] = wordPart{s.ID(row), i, len(b.done), v}
	}
	return out
}

type vectorMaker struct {
	lexemes map[string][]int // their positions; none of keys
	at      int
	bytes   int
	last    []string // the words that the next part shares
	done    []string
}

func (b *vectorMaker) word(word string) {
	word = lexeme(word)
	if b.at >= partWords || b.bytes >= partBytes || len(b.lexemes[word]) >= maxPositions {
		shared := slices.Clone(b.last)
		b.close()
		for _, w := range shared {
			b.put(w)
		}
	}
	if b.last = append(b.last, word); len(b.last) > sharedWords {
		b.last = b.last[1:]
	}
	b.put(word)
}

func (b *vectorMaker) put(word string) {
	b.at++
	if word != sift.Between {
		b.add(word)
		b.lexemes[word] = append(b.lexemes[word], b.at)
	}
}

func (b *vectorMaker) key(key string) {
	if key != "" {
		b.add(keyMark + lexeme(key))
	}
}

func (b *vectorMaker) add(word string) {
	if b.lexemes == nil {
		b.lexemes = map[string][]int{}
	}
	if _, ok := b.lexemes[word]; !ok {
		b.lexemes[word] = nil
		b.bytes += len(word) + 8
	}
}

func (b *vectorMaker) close() {
	var out strings.Builder
	for _, word := range sortedKeys(b.lexemes) {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(quoted(word))
		for i, at := range b.lexemes[word] {
			out.WriteByte(":,"[min(i, 1)])
			out.WriteString(strconv.Itoa(at))
		}
	}
	b.done = append(b.done, out.String())
	b.lexemes, b.at, b.bytes = nil, 0, 0
}

func sortedKeys(m map[string][]int) []string {
	out := make([]string, 0, len(m))
	for key := range m {
		out = append(out, key)
	}
	slices.Sort(out)
	return out
}

// lexeme cuts a word to what a tsvector can hold.
func lexeme(word string) string {
	if len(word) > maxLexeme {
		word = strings.ToValidUTF8(word[:maxLexeme], "")
	}
	return word
}

// quoted is a lexeme in a tsvector or a tsquery.
func quoted(word string) string {
	return "'" + strings.NewReplacer("'", "''", `\`, `\\`).Replace(word) + "'"
}

// wordsOf are the words of the rows that an edit writes, by the name of their kind.
func wordsOf(maker *sift.Words, e *data.Edit) map[string][]wordPart {
	out := map[string][]wordPart{}
	for _, s := range data.Shapes() {
		if len(s.Searched) == 0 {
			continue
		}
		name := fmt.Sprintf("%s_words", s.Kind)
		for c := range s.Changes(e) {
			if c.After != nil {
				out[name] = append(out[name], vectors(maker, s, c.After)...)
			}
		}
	}
	return out
}
