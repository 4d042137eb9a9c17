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
// sentence for each kind that does not. progress gets the part that is done, 0 to 1.
func Check(ctx context.Context, conn *sql.Conn, tx *sql.Tx, progress func(done float64)) (problems []string, err error) {
	state, err := State(ctx, tx)
	if err != nil {
		return nil, err
	}
	from := 0.0
	for kind, share := range shares(ctx, tx) {
		table, tell := Tables()[kind], engine.Part(progress, from, from+share)
		from += share
		if !state[kind].Complete() || state[kind].absent {
			continue // it is not searched yet
		}
		c := indexCheck{ctx: ctx, tx: tx, kind: data.Kind(kind), table: table.Name, seed: maphash.MakeSeed(), sums: map[int64]uint64{}, tell: tell}
		if err := c.content(); err != nil {
			return problems, err
		}
		err := conn.Raw(func(raw any) error { return c.index(raw.(*sqlite3.SQLiteConn)) })
		if err == nil {
			err = c.sizes()
		}
		if err != nil && ctx.Err() == nil {
			problems = append(problems, fmt.Sprintf("The search index of table %s cannot be read (%v).", c.table, engine.Translate(err)))
			continue
		} else if err != nil {
			return problems, err
		}
		tell(1)
		if problem := c.verdict(); problem != "" {
			problems = append(problems, problem)
		}
	}
	return problems, nil
}

// shares are the parts of the work that the kinds are, by the words that their indexes
// say they have.
func shares(ctx context.Context, tx *sql.Tx) (parts [data.SearchedKinds]float64) {
	sum := 0.0
	for kind, table := range Tables() {
		totals, err := totalsOf(ctx, tx, table.Name)
		parts[kind] = 1
		if err == nil { // else it is found later
			parts[kind] += float64(max(totals[1], 0)) + float64(max(totals[2], 0))
		}
		sum += parts[kind]
	}
	for kind := range parts {
		parts[kind] /= sum
	}
	return parts
}

// totalsOf returns how many rows and, by column, words an index says it has.
func totalsOf(ctx context.Context, tx *sql.Tx, table string) ([]int64, error) {
	var packed []byte
	err := tx.QueryRowContext(ctx, fmt.Sprintf("SELECT block FROM main.%s_words_data WHERE id = 1", table)).Scan(&packed)
	return varints(packed, 1+indexColumns), err
}

type indexCheck struct {
	ctx   context.Context
	tx    *sql.Tx
	tell  func(done float64) // how much of this kind is done, 0 to 1
	kind  data.Kind
	table string
	seed  maphash.Seed
	sums  map[int64]uint64 // by n: those of the content less those of the index
	total [2]int64         // words of all rows, by column
	wrong bool             // it does not find a word that it has, or counts the words wrongly
}

// indexColumns is how many columns the index has.
const indexColumns = 2

// columnNames are those of the index: words and stems.
func columnNames() [indexColumns]string { return [2]string{"f", "s"} }

// sizeOf marks the sum of how many words a column has.
const sizeOf = "\x00size"

// contentShare is the part of the check of a kind that reading its rows takes; tellEvery
// is after how many rows or words progress is told.
const (
	contentShare = 0.3
	tellEvery    = 1 << 10
)

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
	var most int64 // rows, about
	if err := c.tx.QueryRowContext(c.ctx, "SELECT coalesce(max(n), 0) FROM "+c.table).Scan(&most); err != nil {
		return err
	}
	rows := 0
	err := EachTexts(c.ctx, c.tx, c.kind, "ORDER BY n", func(r RowTexts) bool {
		if rows++; rows%tellEvery == 0 {
			c.tell(contentShare * float64(r.N) / float64(most))
		}
		// A row without words counts, too: it is in the index.
		sum, columns := uint64(0), columnNames()
		var places [len(columns)]int64
		add := func(column int, word string) {
			sum += c.sum(word, columns[column], places[column])
			places[column]++
		}
		maker.Each(r.Texts, func(word string) { add(0, word) }, func(keys string) {
			for key := range strings.SplitSeq(keys, " ") {
				add(1, key)
			}
		})
		for i, column := range columns {
			sum += c.sum(sizeOf, column, places[i])
			c.total[i] += places[i]
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
	create := fmt.Sprintf("CREATE VIRTUAL TABLE temp.check_words USING fts5vocab('main', '%[1]s_words', 'instance');"+
		"CREATE VIRTUAL TABLE temp.check_rows USING fts5vocab('main', '%[1]s_words', 'row')", c.table)
	_, err := conn.ExecContext(c.ctx, create, nil)
	if err == nil {
		err = errors.Join(c.instances(conn), c.findable(conn))
	}
	_, dropped := conn.ExecContext(c.ctx, "DROP TABLE IF EXISTS temp.check_words; DROP TABLE IF EXISTS temp.check_rows", nil)
	return errors.Join(err, dropped)
}

func (c *indexCheck) instances(conn *sqlite3.SQLiteConn) error {
	rows, err := conn.QueryContext(c.ctx, "SELECT term, doc, col, offset FROM temp.check_words", nil)
	if err != nil {
		return err
	}
	defer rows.Close()
	row, all := make([]driver.Value, 4), c.total[0]+c.total[1]
	for i := int64(1); ; i++ {
		if i%tellEvery == 0 {
			c.tell(contentShare + (1-contentShare)*float64(i)/float64(max(all, 1)))
		}
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

// findable looks words up, as a search does: through the list of the words with which
// the blocks of the index begin. A wrong entry there hides many words, so not every one
// has to be tried.
func (c *indexCheck) findable(conn *sqlite3.SQLiteConn) error {
	const tried = 20_000
	rows, err := conn.QueryContext(c.ctx, "SELECT term, doc FROM temp.check_rows", nil)
	if err != nil {
		return err
	}
	defer rows.Close()
	words := int64(0)
	for _, total := range c.total {
		words += total
	}
	step, row := 1+words/tried/4, make([]driver.Value, 2)
	for i := int64(0); !c.wrong; i++ {
		if err := rows.Next(row); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if i%step != 0 {
			continue
		}
		term, _ := row[0].(string)
		found, err := c.lookUp(conn, term)
		if err != nil {
			return err
		}
		if docs, _ := row[1].(int64); found != docs {
			c.wrong = true
		}
	}
	return nil
}

// lookUp returns in how many rows the index finds a word.
func (c *indexCheck) lookUp(conn *sqlite3.SQLiteConn, term string) (int64, error) {
	query := fmt.Sprintf("SELECT count(*) FROM main.%[1]s_words WHERE %[1]s_words MATCH ?", c.table)
	rows, err := conn.QueryContext(c.ctx, query, []driver.NamedValue{{Ordinal: 1, Value: `"` + term + `"`}})
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	row := make([]driver.Value, 1)
	if err := rows.Next(row); err != nil {
		return 0, err
	}
	n, _ := row[0].(int64)
	return n, nil
}

// sizes subtracts the numbers of words that the index has of each row, and compares those
// of all rows: the order of what is found depends on them.
func (c *indexCheck) sizes() error {
	rows, err := c.tx.QueryContext(c.ctx, fmt.Sprintf("SELECT id, sz FROM main.%s_words_docsize", c.table))
	if err != nil {
		return err
	}
	defer rows.Close()
	columns := columnNames()
	for rows.Next() {
		var n int64
		var packed sql.RawBytes
		if err := rows.Scan(&n, &packed); err != nil {
			return err
		}
		counts := varints(packed, len(columns))
		for i, column := range columns {
			c.sums[n] -= c.sum(sizeOf, column, counts[i])
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	totals, err := totalsOf(c.ctx, c.tx, c.table)
	if err != nil {
		return err
	}
	if len(c.sums) > 0 && (totals[1] != c.total[0] || totals[2] != c.total[1]) {
		c.wrong = true
	}
	return nil
}

// varints unpacks numbers as SQLite packs them (https://www.sqlite.org/fileformat.html,
// 1.6); -1 for those that are missing.
func varints(packed []byte, n int) []int64 {
	out := make([]int64, n)
	for i := range out {
		out[i] = -1
		var v int64
		for at, b := range packed {
			if v = v<<7 | int64(b&0x7f); b < 0x80 {
				out[i], packed = v, packed[at+1:]
				break
			}
		}
	}
	return out
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
	if wrong == 0 && c.wrong {
		return fmt.Sprintf("The search index of table %s does not find all of its words; check --repair rebuilds it.", c.table)
	} else if wrong == 0 {
		return ""
	}
	return fmt.Sprintf("The search index does not match table %s (rows: %d, the first is row %d); check --repair rebuilds it.",
		c.table, wrong, example)
}
