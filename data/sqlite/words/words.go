// Package words is the search index: for each kind of row that is searched, an FTS5
// table of words without texts.
//
// The one idea behind it: the words of a row are determined here, in Go, once for
// writing, for rebuilding the index and for checking it.
package words

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/rows"
	"tarikh.org/tarikh/data/text/anchor"
	"tarikh.org/tarikh/data/text/fold"
)

// The search index: for each kind of row, an FTS5 table of words without texts.

// wordRules is the version of the rules by which words are made. It is increased with
// every change of them, here or in package fold: libraries are then indexed again.
const wordRules = 2

// between separates the texts of one row, so that no phrase is found across them. It is
// no part of any word.
const between = "\u2029"

// Tables are the tables that are indexed, in the order of data.Kind.
func Tables() []*rows.Table {
	out := make([]*rows.Table, data.SearchedKinds)
	for kind := range out {
		out[kind] = rows.Of(data.Kind(kind))
	}
	return out
}

// textsOf returns the texts of a row in which words are found.
func textsOf(t *rows.Table, row data.Row) (texts []string) {
	for _, f := range t.Searched {
		switch v := f.At(row).(type) {
		case *string:
			texts = append(texts, *v)
		case *anchor.Selector:
			texts = append(texts, v.Exact)
		case *[]string:
			texts = append(texts, *v...)
		case *data.Citation:
			texts = append(texts, v.Words()...)
		}
	}
	return texts
}

// document is a row as the index has it: words and their keys, with a space between.
type document struct{ words, keys string }

// wordMaker makes documents. It remembers the keys of words, of which a language uses few.
type wordMaker struct {
	known       map[string]knownWord
	words, keys strings.Builder
}

// knownWord is what goes into the index for a word.
type knownWord struct {
	keys  string // with a space between
	month bool   // it may be the name of a month, see fold.MonthAt
}

// maxKnown bounds what a wordMaker remembers.
const maxKnown = 200_000

func (m *wordMaker) document(texts []string) document {
	m.words.Reset()
	m.keys.Reset()
	m.each(texts, func(word string) { add(&m.words, word) }, func(keys string) { add(&m.keys, keys) })
	return document{m.words.String(), m.keys.String()}
}

// each calls word with each word of a row, and keys with their keys, some at once with a
// space between; those of months follow the others of a text. Nothing is held of a text
// but the names of months in it: it may be long.
func (m *wordMaker) each(texts []string, word, keys func(string)) {
	any := false
	for _, text := range texts {
		var beside monthsBeside
		for w := range fold.Words(text) {
			if beside.n == 0 && any {
				word(between)
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

func add(b *strings.Builder, words string) {
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(words)
}

func (m *wordMaker) know(word string) knownWord {
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

// Index keeps the index of one kind in step with the changes of an edit. Nil for
// kinds that are not searched.
type Index struct {
	table     *rows.Table
	put, drop *sql.Stmt
	maker     wordMaker
}

// IndexOf begins changes to the index of a table, which the edit with this revision
// changes.
func IndexOf(ctx context.Context, tx *sql.Tx, table *rows.Table, revision int64) (x *Index, err error) {
	if len(table.Searched) == 0 {
		return nil, nil
	}
	if _, err := tx.ExecContext(ctx, "UPDATE indexed SET changed = ? WHERE kind = ?", revision, table.Name); err != nil {
		return nil, err
	}
	x = &Index{table: table}
	if x.put, err = tx.PrepareContext(ctx, putWords("INSERT OR REPLACE", table.Name)); err != nil {
		return nil, err
	}
	if x.drop, err = tx.PrepareContext(ctx, "DELETE FROM "+table.Name+"_words WHERE rowid"+rows.InNumbers); err != nil {
		x.Close()
		return nil, err
	}
	return x, nil
}

func putWords(how, table string) string {
	return fmt.Sprintf("%s INTO %s_words (rowid, f, s) VALUES (?, ?, ?)", how, table)
}

// Close ends the changes.
func (x *Index) Close() {
	if x == nil {
		return
	}
	for _, stmt := range []*sql.Stmt{x.put, x.drop} {
		if stmt != nil {
			_ = stmt.Close()
		}
	}
}

// Drop takes rows out of the index, by a JSON array of their n.
func (x *Index) Drop(list string) error {
	if x == nil {
		return nil
	}
	_, err := x.drop.Exec(list)
	return err
}

// Change brings the index in step with row n, which was inserted or updated.
func (x *Index) Change(n int64, c data.RowChange) error {
	if x == nil {
		return nil
	}
	doc := x.maker.document(textsOf(x.table, c.After))
	if c.Before != nil && x.maker.document(textsOf(x.table, c.Before)) == doc {
		return nil
	}
	_, err := x.put.Exec(n, doc.words, doc.keys)
	return err
}
