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
	"tarikh.org/tarikh/data/sift"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// The search index: for each kind of row, an FTS5 table of words without texts.

// wordRules is the version of the rules by which words are made. It is increased with
// every change of them, here or in package fold: libraries are then indexed again.
const wordRules = 2

// Tables are the tables that are indexed, in the order of data.Kind.
func Tables() []*rows.Table {
	out := make([]*rows.Table, data.SearchedKinds)
	for kind := range out {
		out[kind] = rows.Of(data.Kind(kind))
	}
	return out
}

// document is a row as the index has it: words and their keys, with a space between.
type document struct{ words, keys string }

// wordMaker makes documents.
type wordMaker struct {
	sift.Words
	words, keys strings.Builder
}

func (m *wordMaker) document(texts []string) document {
	m.words.Reset()
	m.keys.Reset()
	m.Each(texts, func(word string) { add(&m.words, word) }, func(keys string) { add(&m.keys, keys) })
	return document{m.words.String(), m.keys.String()}
}

func add(b *strings.Builder, words string) {
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(words)
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
	doc := x.maker.document(sift.Texts(x.table.Shape, c.After))
	if c.Before != nil && x.maker.document(sift.Texts(x.table.Shape, c.Before)) == doc {
		return nil
	}
	_, err := x.put.Exec(n, doc.words, doc.keys)
	return err
}
