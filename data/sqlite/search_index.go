package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"math"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/sqlite/engine"
)

// indexed is how far a kind is indexed.
type indexed struct{ rules, upto, changed int64 }

func (x indexed) complete() bool { return x.rules == wordRules && x.upto == math.MaxInt64 }

func indexState(ctx context.Context, q engine.Querier) (state [data.SearchedKinds]indexed, err error) {
	rows, err := q.QueryContext(ctx, "SELECT kind, rules, upto, changed FROM indexed")
	if err != nil {
		return state, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var x indexed
		if err := rows.Scan(&name, &x.rules, &x.upto, &x.changed); err != nil {
			return state, err
		}
		for kind, table := range searched() {
			if name == table {
				state[kind] = x
			}
		}
	}
	return state, rows.Err()
}

// complete fails with ErrUnindexed where rows of the kinds are not indexed yet.
func complete(ctx context.Context, tx *sql.Tx, kinds []data.Kind) error {
	state, err := indexState(ctx, tx)
	if err != nil {
		return err
	}
	for _, kind := range kinds {
		if !state[kind].complete() {
			return data.ErrUnindexed
		}
	}
	return nil
}

func allComplete(state [data.SearchedKinds]indexed) bool {
	for _, x := range state {
		if !x.complete() {
			return false
		}
	}
	return true
}

// rowTexts is a row and the texts in which its words are found.
type rowTexts struct {
	n     int64
	texts []string
}

// textColumns are the columns of the texts of a row, in the order of textsOf; tags
// come last.
func textColumns() [data.SearchedKinds]string {
	return [data.SearchedKinds]string{"title, place, description, source, tags", "title, byline, publisher, text", "exact", "text, exact, tags"}
}

// eachTexts calls f for the rows that rest of a query chooses, until it returns
// false. The texts are f's until it returns.
func eachTexts(ctx context.Context, q engine.Querier, kind data.Kind, rest string, f func(rowTexts) bool, args ...any) error {
	table := searched()[kind]
	rows, err := q.QueryContext(ctx, "SELECT n, "+textColumns()[kind]+" FROM "+table+" "+rest, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	tagged := columns[len(columns)-1] == "tags"
	r := rowTexts{texts: make([]string, len(columns)-1)}
	dest := []any{&r.n}
	for i := range r.texts {
		dest = append(dest, &r.texts[i])
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		given := r
		if tagged {
			last := len(r.texts) - 1
			tags, err := textList[string](r.texts[last], "the tags of a row of table "+table, data.ID{})
			if err != nil {
				return err
			}
			given.texts = append(r.texts[:last:last], tags...)
		}
		if !f(given) {
			return nil
		}
	}
	return rows.Err()
}

// chunkRows is how many rows of a kind are indexed at once.
func chunkRows() [data.SearchedKinds]int { return [data.SearchedKinds]int{4096, 64, 1024, 1024} }

// nextTexts reads the rows that follow one.
func nextTexts(ctx context.Context, q engine.Querier, kind data.Kind, after int64) (out []rowTexts, err error) {
	err = eachTexts(ctx, q, kind, "WHERE n > ? ORDER BY n LIMIT ?", func(r rowTexts) bool {
		out = append(out, rowTexts{r.n, append([]string(nil), r.texts...)})
		return true
	}, after, chunkRows()[kind])
	return out, err
}

// Reindex makes the search index anew, see [data.Store].
func (s *Store) Reindex(ctx context.Context, progress func(done float64)) error {
	return s.writing(ctx, "make the search index", func(tx *sql.Tx) error {
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
	})
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
func rowWeight() [data.SearchedKinds]float64 { return [data.SearchedKinds]float64{1, 100, 5, 5} }

func (r *reindexing) measure() error {
	for kind, table := range searched() {
		var n float64
		if err := r.tx.QueryRowContext(r.ctx, "SELECT count(*) FROM "+table).Scan(&n); err != nil {
			return err
		}
		r.total += n * rowWeight()[kind]
	}
	return nil
}

// kind indexes all rows of a kind. While the words of some are written, those of
// the next are made beside it.
func (r *reindexing) kind(kind data.Kind) error {
	table := searched()[kind]
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
	var rows []rowTexts
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
		written := rows
		if rows = next; len(rows) > 0 {
			after = rows[len(rows)-1].n
			made = make(chan []document, 1)
			go func() { made <- r.maker.documents(next) }()
		}
		if err := r.write(put, kind, written, docs); err != nil {
			if len(rows) > 0 {
				<-made
			}
			return err
		}
		if len(rows) == 0 {
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

func (r *reindexing) write(put *sql.Stmt, kind data.Kind, rows []rowTexts, docs []document) error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	for i, row := range rows {
		// Without ctx: watching it costs more than the row.
		if _, err := put.Exec(row.n, docs[i].words, docs[i].stems); err != nil {
			return err
		}
	}
	r.done += float64(len(rows)) * rowWeight()[kind]
	if r.progress != nil && len(rows) > 0 {
		r.progress(r.done / r.total)
	}
	return nil
}

func (m *wordMaker) documents(rows []rowTexts) []document {
	out := make([]document, len(rows))
	for i, row := range rows {
		out[i] = m.document(row.texts)
	}
	return out
}

// keepIndexed indexes in the background what an older program, or one with other
// rules, has left unindexed. Edits have their turn between; Close ends it, and the
// next opening goes on where it was.
func (s *Store) keepIndexed() {
	ctx := s.health.ctx
	if s.write == nil {
		return
	}
	if state, err := indexState(ctx, s.read); err != nil || allComplete(state) || s.gate.enter() != nil {
		return
	}
	go func() {
		defer s.gate.leave()
		if s.editable(ctx) != nil {
			return
		}
		// Where it fails, search says that it is not ready, and Reindex says why.
		for kind := range data.Kind(data.SearchedKinds) {
			for more := true; more; {
				err := s.inTransaction(ctx, func(tx *sql.Tx) (err error) {
					more, err = indexMore(ctx, tx, kind)
					return err
				})
				if err != nil {
					return
				}
			}
		}
	}()
}

// indexMore indexes some rows, and reports whether there may be more.
func indexMore(ctx context.Context, tx *sql.Tx, kind data.Kind) (more bool, err error) {
	table := searched()[kind]
	state, err := indexState(ctx, tx)
	if err != nil || state[kind].complete() {
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
	rows, err := nextTexts(ctx, tx, kind, upto)
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
	for _, row := range rows {
		doc := maker.document(row.texts)
		if _, err := put.Exec(row.n, doc.words, doc.stems); err != nil {
			return false, err
		}
		upto = row.n
	}
	_, err = tx.ExecContext(ctx, "UPDATE indexed SET rules = ?, upto = ? WHERE kind = ?", wordRules, upto, table)
	return len(rows) > 0, err
}

// IndexSize returns the bytes that the search index takes and those of the texts
// in it.
func (s *Store) IndexSize(ctx context.Context) (index, text int64, err error) {
	err = s.reading(ctx, "measure the search index", func(tx *sql.Tx) error {
		for kind, table := range searched() {
			var i, t int64
			length := "octet_length(" + strings.ReplaceAll(textColumns()[kind], ", ", ") + octet_length(") + ")"
			// A row of docsize has 5 bytes besides what it holds.
			err := tx.QueryRowContext(ctx, fmt.Sprintf(`SELECT coalesce((SELECT sum(octet_length(block)) FROM %[1]s_words_data), 0) +
				coalesce((SELECT sum(octet_length(sz) + 7) FROM %[1]s_words_docsize), 0),
				coalesce((SELECT sum(%[2]s) FROM %[1]s), 0)`, table, length)).Scan(&i, &t)
			if err != nil {
				return err
			}
			index, text = index+i, text+t
		}
		return nil
	})
	return index, text, err
}
