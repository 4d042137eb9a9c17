package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/fold"
)

// The search index: for each kind of row, an FTS5 table that holds words and no
// texts. What the words of a row are is decided here, in Go, for writing, for
// checking and, by package query, for marking what was found.

// wordRules numbers the rules by which words are made. Whoever changes them, here
// or in package fold, raises it: libraries are then indexed anew.
const wordRules = 1

// between stands between the texts of one row, so that no phrase is found across
// them. It is no part of any word.
const between = "\u2029"

// searched are the tables that are indexed, in the order of data.Kind.
func searched() [data.SearchedKinds]string {
	return [data.SearchedKinds]string{events().name, articles().name, excerpts().name, annotations().name}
}

// textsOf returns the texts of a row in which words are found, the most telling
// first; false for rows that are not searched. row is a pointer to it.
func textsOf(row any) (texts []string, ok bool) {
	switch r := row.(type) {
	case *data.Event:
		return append([]string{r.Title, r.Place, r.Description, r.Source}, r.Tags...), true
	case *data.Article:
		return []string{r.Title, r.Byline, r.Publisher, r.Text}, true
	case *data.Excerpt:
		return []string{r.Anchor.Exact}, true
	case *data.Annotation:
		return append([]string{r.Text, r.Anchor.Exact}, r.Tags...), true
	}
	return nil, false
}

// document is a row as the index has it: words with a space between.
type document struct{ words, stems string }

// wordMaker makes documents. It remembers stems, of which a language uses few.
type wordMaker struct {
	known        map[string]string
	words, stems strings.Builder
}

// maxKnown bounds what a wordMaker remembers.
const maxKnown = 200_000

func (m *wordMaker) document(texts []string) document {
	m.words.Reset()
	m.stems.Reset()
	for _, text := range texts {
		first := true
		for word := range fold.Words(text) {
			if first && m.words.Len() > 0 {
				m.words.WriteString(" " + between)
			}
			first = false
			add(&m.words, word)
			if stem := m.stem(word); stem != word {
				add(&m.stems, stem)
			}
		}
	}
	return document{m.words.String(), m.stems.String()}
}

func add(b *strings.Builder, word string) {
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(word)
}

func (m *wordMaker) stem(word string) string {
	if stem, ok := m.known[word]; ok {
		return stem
	}
	if m.known == nil || len(m.known) >= maxKnown {
		m.known = map[string]string{}
	}
	word = strings.Clone(word)
	stem := fold.Stem(word)
	m.known[word] = stem
	return stem
}

// wordIndex keeps the index of one kind in step with the changes of an edit. Nil
// for kinds that are not searched.
type wordIndex struct {
	put, drop *sql.Stmt
	maker     wordMaker
}

// indexOf begins changes to the index of a table, which the edit with this
// revision changes.
func indexOf(ctx context.Context, tx *sql.Tx, table string, revision int64) (x *wordIndex, err error) {
	changed, err := tx.ExecContext(ctx, "UPDATE indexed SET changed = ? WHERE kind = ?", revision, table)
	if err != nil {
		return nil, err
	}
	if n, err := changed.RowsAffected(); n == 0 || err != nil {
		return nil, err
	}
	x = &wordIndex{}
	if x.put, err = tx.PrepareContext(ctx, putWords("INSERT OR REPLACE", table)); err != nil {
		return nil, err
	}
	if x.drop, err = tx.PrepareContext(ctx, "DELETE FROM "+table+"_words WHERE rowid = ?"); err != nil {
		x.close()
		return nil, err
	}
	return x, nil
}

func putWords(how, table string) string {
	return fmt.Sprintf("%s INTO %s_words (rowid, f, s) VALUES (?, ?, ?)", how, table)
}

func (x *wordIndex) close() {
	if x == nil {
		return
	}
	for _, stmt := range []*sql.Stmt{x.put, x.drop} {
		if stmt != nil {
			_ = stmt.Close()
		}
	}
}

// changeWords brings the index in step with a change of row n.
func changeWords[T any](x *wordIndex, n int64, c data.Change[T]) error {
	if x == nil {
		return nil
	}
	if c.After == nil {
		_, err := x.drop.Exec(n)
		return err
	}
	texts, _ := textsOf(c.After)
	doc := x.maker.document(texts)
	if c.Before != nil {
		was, _ := textsOf(c.Before)
		if x.maker.document(was) == doc {
			return nil
		}
	}
	_, err := x.put.Exec(n, doc.words, doc.stems)
	return err
}
