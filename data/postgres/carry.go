package postgres

import (
	"context"
	"crypto/sha256"
	"errors"
	"iter"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
)

var _ data.Journaled = (*Store)(nil)

// stepsAtOnce is how many steps of a journal are listed, or written, at once; writtenBytes how
// many bytes of texts and pages these have, about.
const stepsAtOnce, writtenBytes = 50, 8 << 20

// carried is which steps go to other libraries: that one was made as a copy is none.
const carried = "NOT undone AND label <> 'edit.copy'"

// JournalSteps is how many steps Journal has, see [data.Journaler].
func (s *Store) JournalSteps(ctx context.Context) (int, error) {
	return ask(ctx, s, "read the journal", func(ctx context.Context, tx pgx.Tx) (n int, err error) {
		err = tx.QueryRow(ctx, s.sql("SELECT count(*) FROM $.history WHERE "+carried)).Scan(&n)
		return n, err
	})
}

// Journal yields the steps of all people, see [data.Journaled].
func (s *Store) Journal(ctx context.Context, skip int) iter.Seq2[data.JournalPart, error] {
	return func(yield func(data.JournalPart, error) bool) {
		var after int64
		for {
			var steps []data.JournalPart
			err := s.asking(ctx, "read the journal", func(ctx context.Context, tx pgx.Tx) error {
				return s.each(ctx, tx, `SELECT n, at, label, merge, who FROM $.history
					WHERE n > $1 AND `+carried+` ORDER BY n OFFSET $2 LIMIT $3`, func(r pgx.Rows) error {
					var p data.JournalPart
					err := r.Scan(&p.N, &p.Time, &p.Label, &p.Merge, &p.Who)
					steps = append(steps, p)
					return err
				}, after, skip, stepsAtOnce)
			})
			if err != nil {
				yield(data.JournalPart{}, err)
				return
			}
			for _, step := range steps {
				if !s.carry(ctx, step, yield) {
					return
				}
				after, skip = step.N, 0
			}
			if len(steps) < stepsAtOnce {
				return
			}
		}
	}
}

// carry yields a step in parts, and reports whether more are wanted.
func (s *Store) carry(ctx context.Context, step data.JournalPart, yield func(data.JournalPart, error) bool) bool {
	for at := int64(0); ; {
		err := s.asking(ctx, "read the journal", func(ctx context.Context, tx pgx.Tx) (err error) {
			step.Edit, at, err = s.changes(ctx, tx, ownStep{n: step.N, label: step.Label}, redoing(), at)
			return err
		})
		if err == nil && step.Edit.Empty() {
			return true
		}
		if err != nil {
			yield(data.JournalPart{}, err)
			return false
		}
		for part, err := range step.Divided(func(e *data.Edit, shape *data.Shape, c data.RowChange) (int, error) {
			return s.load(ctx, e, shape, c)
		}) {
			if !yield(part, err) || err != nil {
				return false
			}
		}
	}
}

// load adds the texts and pages that a change names, as far as they are there, and returns
// how many bytes these have.
func (s *Store) load(ctx context.Context, e *data.Edit, shape *data.Shape, c data.RowChange) (bytes int, err error) {
	var before hashOf
	texts := !sameText(shape, c)
	for _, row := range []data.Row{c.Before, c.After} {
		if row == nil {
			continue
		}
		if text, of := textOf(shape, row); text != nil && texts && *of != (hashOf{}) {
			err := s.asking(ctx, "read a text", func(ctx context.Context, tx pgx.Tx) error { return s.withText(ctx, tx, shape, row) })
			if err != nil {
				return 0, err
			}
			bytes += len(*text)
		}
		of := shape.Page(row)
		if of == (hashOf{}) || of == before {
			continue
		}
		before = of
		page, err := s.Page(ctx, of)
		if errors.Is(err, data.ErrNotFound) {
			continue
		}
		if err != nil {
			return 0, err
		}
		e.Pages = append(e.Pages, page)
		bytes += len(page.Body)
	}
	return bytes + 512, nil
}

// sameText reports whether a change leaves the text of a row as it is.
func sameText(shape *data.Shape, c data.RowChange) bool {
	if c.Before == nil || c.After == nil {
		return false
	}
	_, before := textOf(shape, c.Before)
	_, after := textOf(shape, c.After)
	return before != nil && *before == *after
}

// TakeJournal adds the steps of another library, see [data.Journaled]. Steps keep the logins
// that made them: who has one of these here undoes their own.
func (s *Store) TakeJournal(ctx context.Context, from data.Journaler) error {
	if err := s.asOwner(ctx, "take over the journal", ownCopying()...); err != nil {
		return err
	}
	have, err := ask(ctx, s, "read the journal", func(ctx context.Context, tx pgx.Tx) (n int, err error) {
		err = tx.QueryRow(ctx, s.sql("SELECT count(*) FROM $.history")).Scan(&n)
		return n, err
	})
	if err != nil {
		return err
	}
	t := taking{store: s}
	var batch []data.JournalPart
	bytes := 0
	for part, err := range from.Journal(ctx, have) {
		if err != nil {
			return err
		}
		batch = append(batch, part)
		if bytes += sizeOf(&part.Edit); bytes >= writtenBytes || len(batch) >= stepsAtOnce {
			if err := t.add(ctx, batch, false); err != nil {
				return err
			}
			batch, bytes = nil, 0
		}
	}
	return t.add(ctx, batch, true)
}

// sizeOf is how many bytes of texts and pages an edit has.
func sizeOf(e *data.Edit) (bytes int) {
	for _, page := range e.Pages {
		bytes += len(page.Body)
	}
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(e) {
			for _, row := range []data.Row{c.Before, c.After} {
				if row != nil {
					if text, _ := textOf(shape, row); text != nil {
						bytes += len(*text)
					}
				}
			}
		}
	}
	return bytes
}

// taking is the journal of another library that is being added: of a step the changes come
// first, in as many transactions as it takes, and its row in the history last.
type taking struct {
	store *Store
	step  data.JournalPart // the last one; N is 0 before the first
	n, i  int64            // its number here, and that of its last change
}

// add adds parts in one transaction, and ends the last step, if it is whole.
func (t *taking) add(ctx context.Context, parts []data.JournalPart, whole bool) error {
	s := t.store
	err := s.governing(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, schema.AsOwner(s.schema)); err != nil {
			return err
		}
		for _, p := range parts {
			if p.N != t.step.N {
				if err := t.end(ctx, tx); err != nil {
					return err
				}
				if err := tx.QueryRow(ctx, s.sql("SELECT nextval('$.begun')")).Scan(&t.n); err != nil {
					return err
				}
				t.step, t.i = p, 0
				t.step.Edit = data.Edit{}
			}
			var err error
			if t.i, err = s.addChanges(ctx, tx, t.n, t.i, p.Edit); err != nil {
				return err
			}
		}
		if whole {
			return t.end(ctx, tx)
		}
		return nil
	})
	return fail(ctx, "take over the journal", err)
}

// end ends the step that was added last, if there is any.
func (t *taking) end(ctx context.Context, tx pgx.Tx) error {
	if t.step.N == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, t.store.sql(`INSERT INTO $.history (n, who, at, label, merge, undone)
		VALUES ($1, coalesce(nullif($2, ''), session_user), $3, $4, $5, false)`), t.n, t.step.Who, t.step.Time, t.step.Label, t.step.Merge)
	return err
}

// addChanges adds changes of step n behind number i, and returns that of the last.
func (s *Store) addChanges(ctx context.Context, tx pgx.Tx, n, i int64, e data.Edit) (int64, error) {
	bodies, batch := map[hashOf]packedBody{}, &pgx.Batch{}
	for _, page := range e.Pages {
		if err := keep(bodies, page.Hash, page.Body); err != nil {
			return 0, err
		}
	}
	for _, shape := range data.Shapes() {
		for c := range shape.Changes(&e) {
			var states [2]any
			for k, row := range []data.Row{c.Before, c.After} {
				if row == nil {
					continue
				}
				if text, of := textOf(shape, row); text != nil && !sameText(shape, c) && (*text != "" || *of == sha256.Sum256(nil)) {
					if err := keepText(bodies, shape, row); err != nil {
						return 0, err
					}
				}
				encoded, err := schema.Encode(shape, row)
				if err != nil {
					return 0, err
				}
				states[k] = encoded
			}
			i++
			batch.Queue(s.sql("INSERT INTO $.change (n, i, kind, id, before, after) VALUES ($1, $2, $3, $4, $5, $6)"),
				n, i, shape.Kind.String(), shape.ID(c.Row()), states[0], states[1])
		}
	}
	for of, b := range bodies {
		batch.Queue(s.sql("INSERT INTO $.body (hash, length, packed) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING"), of[:], b.Length, b.Packed)
	}
	for _, p := range e.Pages {
		batch.Queue(s.sql("INSERT INTO $.page (hash, media, url, fetched) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING"), p.Hash[:], p.Media, p.URL, p.Fetched)
	}
	return i, tx.SendBatch(ctx, batch).Close()
}
