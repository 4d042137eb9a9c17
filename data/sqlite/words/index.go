package words

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
	"tarikh.org/tarikh/data/sqlite/rows"
)

// Indexed is how far a kind is indexed.
type Indexed struct {
	rules, upto, Changed int64
	absent               bool // the library is of a version that has no index of the kind
}

// Complete reports whether all rows of the kind are indexed, by today's rules.
func (x Indexed) Complete() bool { return x.rules == wordRules && x.upto == math.MaxInt64 }

// State returns how far each kind is indexed, and at which revision its rows were
// changed last. A library of a version that does not index a kind yet is complete without.
func State(ctx context.Context, q engine.Querier) (state [data.SearchedKinds]Indexed, err error) {
	found, err := q.QueryContext(ctx, "SELECT kind, rules, upto, changed FROM indexed")
	if err != nil {
		return state, err
	}
	defer found.Close()
	for first := true; found.Next(); first = false {
		if first {
			for kind := range state {
				state[kind] = Indexed{rules: wordRules, upto: math.MaxInt64, absent: true}
			}
		}
		var name string
		var x Indexed
		if err := found.Scan(&name, &x.rules, &x.upto, &x.Changed); err != nil {
			return state, err
		}
		for kind, table := range Tables() {
			if name == table.Name {
				state[kind] = x
			}
		}
	}
	return state, found.Err()
}

// Begin says of a new library, which has no rows yet, that all are indexed by today's
// rules.
func Begin(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "UPDATE indexed SET rules = ?, upto = ?", wordRules, int64(math.MaxInt64))
	return err
}

// NeedComplete fails with ErrUnindexed where rows of the kinds are not indexed yet.
func NeedComplete(ctx context.Context, tx *sql.Tx, kinds []data.Kind) error {
	state, err := State(ctx, tx)
	if err != nil {
		return err
	}
	for _, kind := range kinds {
		if !state[kind].Complete() {
			return data.ErrUnindexed
		}
	}
	return nil
}

// AllComplete reports whether all kinds are indexed.
func AllComplete(state [data.SearchedKinds]Indexed) bool {
	for _, x := range state {
		if !x.Complete() {
			return false
		}
	}
	return true
}

// RowTexts is a row and the texts in which its words are found.
type RowTexts struct {
	N     int64
	Texts []string
}

// textColumns are the columns of the texts of a row, in the order of sift.Texts.
func textColumns(kind data.Kind) string {
	t := rows.Of(kind)
	var names []string
	for _, f := range t.Searched {
		for _, c := range engine.ColumnsOf(t.Shape, f) {
			if len(engine.ColumnsOf(t.Shape, f)) == 1 || c.Name == "exact" {
				names = append(names, c.Name)
			}
		}
	}
	return strings.Join(names, ", ")
}

// EachTexts calls f for the rows that rest of a query chooses, until it returns
// false. The texts are f's until it returns.
func EachTexts(ctx context.Context, q engine.Querier, kind data.Kind, rest string, f func(RowTexts) bool, args ...any) error {
	table := Tables()[kind].Name
	found, err := q.QueryContext(ctx, "SELECT n, "+textColumns(kind)+" FROM "+table+" "+rest, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	columns, err := found.Columns()
	if err != nil {
		return err
	}
	columns = columns[1:]
	r := RowTexts{Texts: make([]string, len(columns))}
	dest := []any{&r.N}
	for i := range r.Texts {
		dest = append(dest, &r.Texts[i])
	}
	for found.Next() {
		if err := found.Scan(dest...); err != nil {
			return err
		}
		given := r
		for i := len(columns) - 1; i >= 0; i-- {
			if !isPacked(columns[i]) {
				continue
			}
			texts, err := unpacked(columns[i], r.Texts[i], table)
			if err != nil {
				return err
			}
			given.Texts = slices.Concat(given.Texts[:i], texts, given.Texts[i+1:])
		}
		if !f(given) {
			return nil
		}
	}
	return found.Err()
}

// isPacked reports whether a column holds JSON.
func isPacked(column string) bool {
	switch column {
	case "tags", "aliases", "names", "citation":
		return true
	}
	return false
}

// unpacked are the texts in a column that holds JSON.
func unpacked(column, text, table string) ([]string, error) {
	what := "the " + column + " of a row of table " + table
	switch column {
	case "tags", "aliases":
		return rows.Tags(text, what)
	case "names":
		return rows.Names(text, what)
	}
	c, err := rows.Citation(text, what)
	return c.Words(), err
}

// EachRow calls f for the newest rows of a kind, at most so many, with their words and
// keys. The words are f's until it returns.
func EachRow(ctx context.Context, q engine.Querier, kind data.Kind, most int, f func(n int64, words, keys []string)) error {
	var maker wordMaker
	return EachTexts(ctx, q, kind, "ORDER BY n DESC LIMIT ?", func(r RowTexts) bool {
		doc := maker.document(r.Texts)
		f(r.N, split(doc.words), split(doc.keys))
		return true
	}, most)
}

// split divides what a document has at the spaces between; not where Unicode has others.
func split(words string) []string {
	return slices.DeleteFunc(strings.Split(words, " "), func(word string) bool { return word == "" })
}

// chunkRows is how many rows of a kind are indexed at once, chunkBytes after how many
// bytes of their texts there are no more.
func chunkRows() [data.SearchedKinds]int {
	return [data.SearchedKinds]int{4096, 64, 1024, 1024, 1024, 1024, 1024, 1024}
}

const chunkBytes = 8 << 20

// nextTexts reads rows that follow one; none if there are none.
func nextTexts(ctx context.Context, q engine.Querier, kind data.Kind, after int64) (out []RowTexts, err error) {
	size := 0
	err = EachTexts(ctx, q, kind, "WHERE n > ? ORDER BY n LIMIT ?", func(r RowTexts) bool {
		out = append(out, RowTexts{r.N, append([]string(nil), r.Texts...)})
		for _, text := range r.Texts {
			size += len(text)
		}
		return size < chunkBytes
	}, after, chunkRows()[kind])
	return out, err
}

// Reindex rebuilds the index and reports progress.
func Reindex(ctx context.Context, tx *sql.Tx, progress func(done float64)) error {
	r := reindexing{ctx: ctx, tx: tx, progress: progress}
	if err := r.measure(); err != nil {
		return err
	}
	for kind := range data.Kind(data.SearchedKinds) {
		if err := r.kind(kind); err != nil {
			return err
		}
	}
	return nil
}

// reindexing is a Reindex that is under way.
type reindexing struct {
	ctx         context.Context
	tx          *sql.Tx
	progress    func(float64)
	done, total float64 // in the weights of rowWeight
	maker       wordMaker
}

// rowWeight is about how long a row of a kind takes, where an event takes 1.
func rowWeight() [data.SearchedKinds]float64 {
	return [data.SearchedKinds]float64{1, 100, 5, 5, 1, 2, 1, 5}
}

func (r *reindexing) measure() error {
	for kind, table := range Tables() {
		var n float64
		if err := r.tx.QueryRowContext(r.ctx, "SELECT count(*) FROM "+table.Name).Scan(&n); err != nil {
			return err
		}
		r.total += n * rowWeight()[kind]
	}
	return nil
}

// kind indexes all rows of a kind. While the words of some are written, those of the
// next are computed concurrently.
func (r *reindexing) kind(kind data.Kind) error {
	table := Tables()[kind].Name
	if err := r.exec(fmt.Sprintf("INSERT INTO %[1]s_words (%[1]s_words) VALUES ('delete-all')", table)); err != nil {
		return err
	}
	if err := r.set(table, manyHash, 0); err != nil {
		return err
	}
	put, err := r.tx.PrepareContext(r.ctx, putWords("INSERT", table))
	if err != nil {
		return err
	}
	defer put.Close()
	after := int64(0)
	var batch []RowTexts
	var made chan []document
	for {
		next, err := nextTexts(r.ctx, r.tx, kind, after)
		if err != nil {
			return err
		}
		var docs []document
		if made != nil {
			docs = <-made
		}
		written := batch
		if batch = next; len(batch) > 0 {
			after = batch[len(batch)-1].N
			made = make(chan []document, 1)
			go func() { made <- r.maker.documents(next) }()
		}
		if err := r.write(put, kind, written, docs); err != nil {
			if len(batch) > 0 {
				<-made
			}
			return err
		}
		if len(batch) == 0 {
			break
		}
	}
	if err := r.set(table, usualHash, usualMerge); err != nil {
		return err
	}
	return r.exec("UPDATE indexed SET rules = ?, upto = ? WHERE kind = ?", wordRules, int64(math.MaxInt64), table)
}

// FTS5 gathers words in memory and writes them as a segment when they take so many
// bytes, and merges segments of one size. Where all rows are indexed, fewer and
// larger ones that are not merged are made sooner.
const (
	usualHash, manyHash = 1 << 20, 8 << 20
	usualMerge          = 4
)

func (r *reindexing) set(table string, hash, merge int) error {
	for option, value := range map[string]int{"hashsize": hash, "automerge": merge} {
		err := r.exec(fmt.Sprintf("INSERT INTO %[1]s_words (%[1]s_words, rank) VALUES (?, ?)", table), option, value)
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reindexing) exec(text string, args ...any) error {
	_, err := r.tx.ExecContext(r.ctx, text, args...)
	return err
}

func (r *reindexing) write(put *sql.Stmt, kind data.Kind, batch []RowTexts, docs []document) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	for i, row := range batch {
		// Without ctx: watching it costs more than the row.
		if _, err := put.Exec(row.N, docs[i].words, docs[i].keys); err != nil {
			return err
		}
	}
	r.done += float64(len(batch)) * rowWeight()[kind]
	if r.progress != nil && len(batch) > 0 {
		r.progress(r.done / r.total)
	}
	return nil
}

func (m *wordMaker) documents(batch []RowTexts) []document {
	out := make([]document, len(batch))
	for i, row := range batch {
		out[i] = m.document(row.Texts)
	}
	return out
}

// IndexMore indexes some rows, and reports whether there may be more.
func IndexMore(ctx context.Context, tx *sql.Tx, kind data.Kind) (more bool, err error) {
	table := Tables()[kind].Name
	state, err := State(ctx, tx)
	if err != nil || state[kind].Complete() {
		return false, err
	}
	upto := state[kind].upto
	if state[kind].rules != wordRules {
		upto = 0
		clear := fmt.Sprintf("INSERT INTO %[1]s_words (%[1]s_words) VALUES ('delete-all')", table)
		if _, err := tx.ExecContext(ctx, clear); err != nil {
			return false, err
		}
	}
	batch, err := nextTexts(ctx, tx, kind, upto)
	if err != nil {
		return false, err
	}
	put, err := tx.PrepareContext(ctx, putWords("INSERT OR REPLACE", table))
	if err != nil {
		return false, err
	}
	defer put.Close()
	upto = math.MaxInt64
	var maker wordMaker
	for _, row := range batch {
		doc := maker.document(row.Texts)
		if _, err := put.Exec(row.N, doc.words, doc.keys); err != nil {
			return false, err
		}
		upto = row.N
	}
	_, err = tx.ExecContext(ctx, "UPDATE indexed SET rules = ?, upto = ? WHERE kind = ?", wordRules, upto, table)
	return len(batch) > 0, err
}

// Size returns the bytes that the index takes and those of the texts in it.
func Size(ctx context.Context, tx *sql.Tx) (index, text int64, err error) {
	for kind, table := range Tables() {
		var i, t int64
		length := "octet_length(" + strings.ReplaceAll(textColumns(data.Kind(kind)), ", ", ") + octet_length(") + ")"
		// A row of docsize has 5 bytes in addition to its content.
		err := tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT coalesce((SELECT sum(octet_length(block)) FROM %[1]s_words_data), 0) +
			coalesce((SELECT sum(octet_length(sz) + 7) FROM %[1]s_words_docsize), 0),
			coalesce((SELECT sum(%[2]s) FROM %[1]s), 0)`, table.Name, length)).Scan(&i, &t)
		if err != nil {
			return 0, 0, err
		}
		index, text = index+i, text+t
	}
	return index, text, nil
}
