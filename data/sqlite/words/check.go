package words

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"strings"

	"github.com/mattn/go-sqlite3"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// Check compares the search index with the rows. The index has no texts to compare
// with, but can list each word with its row, column and place (fts5vocab): both sides
// give a sum for every row, of a hash of each of these, and the sums must agree. One
// sentence for each kind that does not.
func Check(ctx context.Context, conn *sql.Conn, tx *sql.Tx) (problems []string, err error) {
	state, err := State(ctx, tx)
	if err != nil {
		return nil, err
	}
	for kind, table := range Tables() {
		if !state[kind].Complete() {
			continue // it is not searched yet
		}
		c := indexCheck{ctx: ctx, tx: tx, kind: data.Kind(kind), table: table.Name, seed: maphash.MakeSeed(), sums: map[int64]uint64{}}
		if err := c.content(); err != nil {
			return problems, err
		}
		err := conn.Raw(func(raw any) error { return c.index(raw.(*sqlite3.SQLiteConn)) })
		if err != nil && ctx.Err() == nil {
			problems = append(problems, fmt.Sprintf("The search index of table %s cannot be read (%v).", c.table, engine.Translate(err)))
			continue
		} else if err != nil {
			return problems, err
		}
		if problem := c.verdict(); problem != "" {
			problems = append(problems, problem)
		}
	}
	return problems, nil
}

type indexCheck struct {
	ctx   context.Context
	tx    *sql.Tx
	kind  data.Kind
	table string
	seed  maphash.Seed
	sums  map[int64]uint64 // by n: those of the content less those of the index
}

// sum is what one word adds; column is that of the index, place counts from 0.
func (c *indexCheck) sum(word, column string, place int64) uint64 {
	var h maphash.Hash
	h.SetSeed(c.seed)
	_, _ = h.WriteString(word)
	_, _ = h.WriteString(column)
	maphash.WriteComparable(&h, place)
	return h.Sum64()
}

func (c *indexCheck) content() error {
	var maker wordMaker
	err := EachTexts(c.ctx, c.tx, c.kind, "", func(r RowTexts) bool {
		doc := maker.document(r.Texts)
		// A row without words counts, too: it is in the index.
		sum := uint64(0)
		for column, words := range map[string]string{"f": doc.words, "s": doc.keys} {
			place := int64(0)
			for word := range strings.SplitSeq(words, " ") { // not Fields, to which between is a space
				if word == "" {
					break
				}
				sum += c.sum(word, column, place)
				place++
			}
		}
		c.sums[r.N] = sum
		return true
	})
	if err != nil && errors.Is(engine.Translate(err), data.ErrCorrupt) {
		return nil // reported where the rows are checked
	}
	return err
}

// index subtracts what the index has.
func (c *indexCheck) index(conn *sqlite3.SQLiteConn) error {
	create := fmt.Sprintf("CREATE VIRTUAL TABLE temp.check_words USING fts5vocab('main', '%s_words', 'instance')", c.table)
	if _, err := conn.ExecContext(c.ctx, create, nil); err != nil {
		return err
	}
	err := c.instances(conn)
	_, dropped := conn.ExecContext(c.ctx, "DROP TABLE temp.check_words", nil)
	return errors.Join(err, dropped)
}

func (c *indexCheck) instances(conn *sqlite3.SQLiteConn) error {
	rows, err := conn.QueryContext(c.ctx, "SELECT term, doc, col, offset FROM temp.check_words", nil)
	if err != nil {
		return err
	}
	defer rows.Close()
	row := make([]driver.Value, 4)
	for {
		if err := rows.Next(row); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		term, _ := row[0].(string)
		n, _ := row[1].(int64)
		column, _ := row[2].(string)
		place, _ := row[3].(int64)
		c.sums[n] -= c.sum(term, column, place)
	}
}

func (c *indexCheck) verdict() string {
	wrong, example := 0, int64(0)
	for n, left := range c.sums {
		if left != 0 {
			if wrong++; wrong == 1 || n < example {
				example = n
			}
		}
	}
	if wrong == 0 {
		return ""
	}
	return fmt.Sprintf("The search index does not match table %s (rows: %d, the first is row %d); check --repair rebuilds it.",
		c.table, wrong, example)
}
