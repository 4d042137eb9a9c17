package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/postgres/schema"
	"tarikh.org/tarikh/data/sift"
)

// mostProblems is how many are told.
const mostProblems = 100

// Check reads the whole library and returns what is wrong, one clear sentence each, see
// [data.Store]: that each row and text is as it may be, that no row of a source is there
// twice, and that each row has its words. References are the server's to keep.
func (s *Store) Check(ctx context.Context, progress func(done float64)) ([]string, error) {
	return ask(ctx, s, "check the library", func(ctx context.Context, tx pgx.Tx) ([]string, error) {
		c := checker{ctx: ctx, tx: tx, store: s}
		shapes := data.Shapes()
		for i, shape := range shapes {
			if err := c.kind(shape); err != nil {
				return nil, err
			}
			if progress != nil {
				progress(float64(i+1) / float64(len(shapes)))
			}
		}
		return c.problems, c.origins()
	})
}

type checker struct {
	ctx      context.Context
	tx       pgx.Tx
	store    *Store
	maker    sift.Words
	problems []string
}

func (c *checker) tell(problem string) {
	if len(c.problems) < mostProblems {
		c.problems = append(c.problems, problem)
	}
}

// kind checks the rows of a kind, some at a time: their texts and words are asked for in
// between.
func (c *checker) kind(shape *data.Shape) error {
	const some = 500
	for last, more := (data.ID{}), true; more; {
		var rows []data.Row
		more = false
		text := c.store.sql(fmt.Sprintf("SELECT id, row_to_json(t)::text FROM $.%q t WHERE id > $1 ORDER BY id LIMIT %d", shape.Kind, some))
		err := c.store.each(c.ctx, c.tx, text, func(r pgx.Rows) error {
			var said []byte
			if err := r.Scan(&last, &said); err != nil {
				return err
			}
			more = true
			row, err := schema.Decode(shape, said)
			if err != nil {
				c.tell(err.Error())
				return nil
			}
			rows = append(rows, row)
			return nil
		}, last)
		if err == nil {
			err = c.texts(shape, rows)
		}
		if err == nil && len(shape.Searched) > 0 {
			err = c.words(shape, rows)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// texts reads the texts of rows, and checks each row as a whole.
func (c *checker) texts(shape *data.Shape, rows []data.Row) error {
	for _, row := range rows {
		if text, of := textOf(shape, row); text != nil {
			body, err := c.store.body(c.ctx, c.tx, *of)
			if err != nil && !errors.Is(err, data.ErrCorrupt) {
				return err
			}
			if *text = string(body); err != nil {
				c.tell(fmt.Sprintf("%s %s: %v", shape.Kind, shape.ID(row), err))
				continue
			}
		}
		if err := row.Validate(); err != nil {
			c.tell(fmt.Sprintf("%s %s: %v", shape.Kind, shape.ID(row), err))
		}
	}
	return nil
}

// words compares the words of rows with those that they should have.
func (c *checker) words(shape *data.Shape, rows []data.Row) error {
	var want []wordPart
	for _, row := range rows {
		want = append(want, vectors(&c.maker, shape, row)...)
	}
	if len(want) == 0 {
		return nil
	}
	text, err := json.Marshal(want)
	if err != nil {
		return err
	}
	return c.store.each(c.ctx, c.tx, fmt.Sprintf(`SELECT DISTINCT x.id FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, part smallint, v text)
		LEFT JOIN $.%s_words w ON w.id = x.id AND w.part = x.part WHERE w.v IS DISTINCT FROM x.v::tsvector`, shape.Kind), func(r pgx.Rows) error {
		var id data.ID
		err := r.Scan(&id)
		c.tell(fmt.Sprintf("%s %s is not found by its words", shape.Kind, id))
		return err
	}, text)
}

// origins looks for rows of a source that are there twice.
func (c *checker) origins() error {
	return c.store.each(c.ctx, c.tx, `SELECT source, "foreign", of, string_agg(id::text, ' and ' ORDER BY id) FROM $.origin GROUP BY 1, 2, 3 HAVING count(*) > 1 ORDER BY 1, 2, 3`, func(r pgx.Rows) error {
		var source, foreign, of, ids string
		err := r.Scan(&source, &foreign, &of, &ids)
		c.tell(fmt.Sprintf("origins %s are all of the %s %q of %s", ids, of, foreign, source))
		return err
	})
}

var _ data.Store = (*Store)(nil)
