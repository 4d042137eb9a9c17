package postgres

import (
	"context"
	"fmt"
	"iter"
	"math"
	"reflect"
	"strings"

	"github.com/jackc/pgx/v5"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/postgres/schema"
)

// sql puts the library's schema into a statement: "$." before the name of a table.
func (s *Store) sql(text string) string { return strings.ReplaceAll(text, "$.", `"`+s.schema+`".`) }

// shapeOf is the shape of the rows of a type.
func shapeOf[T any]() *data.Shape {
	for _, s := range data.Shapes() {
		if reflect.TypeOf(s.New()) == reflect.TypeFor[*T]() {
			return s
		}
	}
	panic(fmt.Sprintf("no shape of %s", reflect.TypeFor[T]()))
}

// eachRow calls f for each row of a kind that rest of a query finds, until it returns
// false. Long texts are not read. The rows are in memory together, so there is an end to
// them.
func (s *Store) eachRow(ctx context.Context, tx pgx.Tx, shape *data.Shape, rest string, f func(data.Row) bool, args ...any) error {
	return s.stream(ctx, tx, mostKept, shape, rest, f, args...)
}

// mostKept is how many bytes of rows a program has in memory at once: those of a server
// that never ends would take all.
const mostKept = 1 << 30

// stream is eachRow for rows of so many bytes.
func (s *Store) stream(ctx context.Context, tx pgx.Tx, most int64, shape *data.Shape, rest string, f func(data.Row) bool, args ...any) error {
	found, err := tx.Query(ctx, s.sql(selected(shape, rest)), args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		said, err := rawValues(found, 1)
		if err != nil {
			return err
		}
		if most -= int64(len(said[0])); most < 0 {
			return data.ErrUnsafe
		}
		row, err := schema.Decode(shape, said[0])
		if err != nil {
			return err
		}
		if !f(row) {
			return nil
		}
	}
	return found.Err()
}

// selected is the query for the rows of a kind that rest of it finds.
func selected(shape *data.Shape, rest string) string {
	return fmt.Sprintf(`SELECT row_to_json(t)::text FROM $."%s" t %s`, shape.Kind, rest)
}

// rawValues are the n values of a row as the server has sent them, which may be as many as
// it likes.
func rawValues(r pgx.Rows, n int) ([][]byte, error) {
	if raw := r.RawValues(); len(raw) == n {
		return raw, nil
	}
	return nil, fmt.Errorf("%w: a row that is not as it was asked for", data.ErrCorrupt)
}

func listIn[T any](ctx context.Context, s *Store, tx pgx.Tx, rest string, args ...any) (out []T, err error) {
	err = s.eachRow(ctx, tx, shapeOf[T](), rest, func(row data.Row) bool {
		out = append(out, *any(row).(*T))
		return true
	}, args...)
	return out, err
}

func list[T any](ctx context.Context, s *Store, action, rest string, args ...any) ([]T, error) {
	return ask(ctx, s, action, func(ctx context.Context, tx pgx.Tx) ([]T, error) { return listIn[T](ctx, s, tx, rest, args...) })
}

// one reads one row, or ErrNotFound.
func one[T any](ctx context.Context, s *Store, action, rest string, args ...any) (T, error) {
	return ask(ctx, s, action, func(ctx context.Context, tx pgx.Tx) (row T, err error) {
		found, err := listIn[T](ctx, s, tx, rest, args...)
		switch {
		case err != nil:
			return row, err
		case len(found) == 0:
			return row, data.ErrNotFound
		}
		return found[0], nil
	})
}

// byID reads rows in the order of ids, zero where there is none.
func byID[T any](ctx context.Context, s *Store, action string, ids []data.ID) ([]T, error) {
	shape := shapeOf[T]()
	found := make(map[data.ID]T, len(ids))
	err := s.asking(ctx, action, func(ctx context.Context, tx pgx.Tx) error {
		return s.eachRow(ctx, tx, shape, "WHERE t.id = ANY($1)", func(row data.Row) bool {
			found[shape.ID(row)] = *any(row).(*T)
			return true
		}, ids)
	})
	if err != nil {
		return nil, err
	}
	return inOrder(ids, found), nil
}

func inOrder[T any](ids []data.ID, found map[data.ID]T) []T {
	out := make([]T, len(ids))
	for i, id := range ids {
		out[i] = found[id]
	}
	return out
}

// Library returns what the library says of itself.
func (s *Store) Library(ctx context.Context) (data.Library, error) {
	return one[data.Library](ctx, s, "read the library", "")
}

// Counts returns the numbers of rows.
func (s *Store) Counts(ctx context.Context) (data.Counts, error) {
	return ask(ctx, s, "count rows", func(ctx context.Context, tx pgx.Tx) (c data.Counts, err error) {
		err = tx.QueryRow(ctx, s.sql(`SELECT (SELECT count(*) FROM $.track), (SELECT count(*) FROM $.event),
			(SELECT count(*) FROM $.article), (SELECT count(*) FROM $.excerpt), (SELECT count(*) FROM $.annotation)`)).
			Scan(&c.Tracks, &c.Events, &c.Articles, &c.Excerpts, &c.Annotations)
		return c, err
	})
}

// Tracks returns all tracks by Order, then ID.
func (s *Store) Tracks(ctx context.Context) ([]data.Track, error) {
	return list[data.Track](ctx, s, "list tracks", `ORDER BY "order", id`)
}

// Event returns one event, or ErrNotFound.
func (s *Store) Event(ctx context.Context, id data.ID) (data.Event, error) {
	return one[data.Event](ctx, s, "read event "+id.String(), "WHERE id = $1", id)
}

// byTime is the order of events by their own clocks, as the index event_columns has it.
const byTime = "ORDER BY date_lo, date_hi DESC, id"

// Events yields all events in the order of Columns; it stops at the first error. On an
// axis with a zone they are put in order here.
func (s *Store) Events(ctx context.Context) iter.Seq2[data.Event, error] {
	return func(yield func(data.Event, error) bool) {
		stopped := false
		err := s.listing(ctx, "list events", func(ctx context.Context, tx pgx.Tx) error {
			axis, err := s.axis(ctx, tx)
			if err != nil {
				return err
			}
			if axis.Zone() != "" {
				all, err := s.onAxis(ctx, tx, axis, byTime)
				for i := 0; i < len(all) && err == nil && !stopped; i++ {
					stopped = !yield(all[i], nil)
				}
				return err
			}
			return s.stream(ctx, tx, math.MaxInt64, data.KindEvent.Shape(), byTime, func(row data.Row) bool {
				stopped = !yield(*row.(*data.Event), nil)
				return !stopped
			})
		})
		if err != nil && !stopped {
			yield(data.Event{}, err)
		}
	}
}

// Rows yields all rows of a kind by ID, without their texts.
func (s *Store) Rows(ctx context.Context, kind data.Kind) iter.Seq2[data.Row, error] {
	if s.moment != nil {
		return s.pages(ctx, kind)
	}
	return func(yield func(data.Row, error) bool) {
		stopped := false
		err := s.listing(ctx, "list rows of "+kind.String(), func(ctx context.Context, tx pgx.Tx) error {
			return s.stream(ctx, tx, math.MaxInt64, kind.Shape(), "ORDER BY id", func(row data.Row) bool {
				stopped = !yield(row, nil)
				return !stopped
			})
		})
		if err != nil && !stopped {
			yield(nil, err)
		}
	}
}

// Captions returns the captions of events in the order of ids.
func (s *Store) Captions(ctx context.Context, ids []data.ID) ([]data.Caption, error) {
	found := make(map[data.ID]data.Caption, len(ids))
	err := s.asking(ctx, "read captions", func(ctx context.Context, tx pgx.Tx) error {
		err := s.each(ctx, tx, `SELECT id, title, date_edtf, (SELECT count(DISTINCT article) FROM $.excerpt WHERE event = e.id) FROM $.event e WHERE id = ANY($1)`, func(r pgx.Rows) error {
			var id data.ID
			var c data.Caption
			var edtf string
			if err := r.Scan(&id, &c.Title, &edtf, &c.Sources); err != nil {
				return err
			}
			d, err := dates.Parse(edtf)
			if err != nil {
				return fmt.Errorf("%w: the date of event %s: %v", data.ErrCorrupt, id, err)
			}
			c.Date = d
			found[id] = c
			return nil
		}, ids)
		if err != nil {
			return err
		}
		// The dates that passages give.
		return s.eachRow(ctx, tx, data.KindExcerpt.Shape(), "WHERE event = ANY($1) AND date_edtf <> '' ORDER BY date_lo, date_hi, id", func(row data.Row) bool {
			x := row.(*data.Excerpt)
			c := found[x.Event]
			c.Given = append(c.Given, data.GivenDate{Article: x.Article, Date: x.Date})
			found[x.Event] = c
			return true
		}, ids)
	})
	if err != nil {
		return nil, err
	}
	return inOrder(ids, found), nil
}

// each calls f for each row of a query.
func (s *Store) each(ctx context.Context, tx pgx.Tx, text string, f func(pgx.Rows) error, args ...any) error {
	found, err := tx.Query(ctx, s.sql(text), args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for most := mostKept; found.Next(); {
		for _, value := range found.RawValues() {
			most -= len(value)
		}
		if most < 0 {
			return data.ErrUnsafe
		}
		if err := f(found); err != nil {
			return err
		}
	}
	return found.Err()
}

// EventRows returns events in the order of ids, zero where there is no such event.
func (s *Store) EventRows(ctx context.Context, ids []data.ID) ([]data.Event, error) {
	return byID[data.Event](ctx, s, "read events", ids)
}

// Excerpt returns one excerpt, or ErrNotFound.
func (s *Store) Excerpt(ctx context.Context, id data.ID) (data.Excerpt, error) {
	return one[data.Excerpt](ctx, s, "read excerpt "+id.String(), "WHERE id = $1", id)
}

// EventExcerpts returns the excerpts that report an event, by the article's date, then
// place in the article.
func (s *Store) EventExcerpts(ctx context.Context, event data.ID) ([]data.Excerpt, error) {
	return list[data.Excerpt](ctx, s, "list excerpts of event "+event.String(), `WHERE event = $1 ORDER BY
		(SELECT coalesce(a.published_lo, 0) FROM $.article a WHERE a.id = t.article), article, part COLLATE "C" DESC, anchor_start, anchor_end, id`, event)
}

// ArticleExcerpts returns the excerpts of an article by Anchor.Compare.
func (s *Store) ArticleExcerpts(ctx context.Context, article data.ID) ([]data.Excerpt, error) {
	return list[data.Excerpt](ctx, s, "list excerpts of article "+article.String(),
		`WHERE article = $1 ORDER BY part COLLATE "C" DESC, anchor_start, anchor_end, id`, article)
}

// ExcerptCounts returns the number of excerpts of each event that has any.
func (s *Store) ExcerptCounts(ctx context.Context) (map[data.ID]int, error) {
	return s.countExcerpts(ctx, "SELECT event, count(*) FROM $.excerpt GROUP BY event")
}

// ArticleExcerptCounts returns the number of excerpts of each article that has any.
func (s *Store) ArticleExcerptCounts(ctx context.Context) (map[data.ID]int, error) {
	return s.countExcerpts(ctx, "SELECT article, count(*) FROM $.excerpt GROUP BY article")
}

func (s *Store) countExcerpts(ctx context.Context, text string) (map[data.ID]int, error) {
	return ask(ctx, s, "count excerpts", func(ctx context.Context, tx pgx.Tx) (map[data.ID]int, error) {
		out := map[data.ID]int{}
		err := s.each(ctx, tx, text, func(r pgx.Rows) error {
			var of data.ID
			var n int
			err := r.Scan(&of, &n)
			out[of] = n
			return err
		})
		return out, err
	})
}

// DoubtedEvents returns the events that an excerpt to check reports, by ID.
func (s *Store) DoubtedEvents(ctx context.Context) ([]data.ID, error) {
	return values[data.ID](ctx, s, "list events in doubt", "SELECT DISTINCT event FROM $.excerpt WHERE doubt = 'check' ORDER BY event")
}

// values are what a query finds that has one column.
func values[T any](ctx context.Context, s *Store, action, text string, args ...any) ([]T, error) {
	return ask(ctx, s, action, func(ctx context.Context, tx pgx.Tx) ([]T, error) { return valuesIn[T](ctx, s, tx, text, args...) })
}

func valuesIn[T any](ctx context.Context, s *Store, tx pgx.Tx, text string, args ...any) (out []T, err error) {
	err = s.each(ctx, tx, text, func(r pgx.Rows) error {
		var v T
		err := r.Scan(&v)
		out = append(out, v)
		return err
	}, args...)
	return out, err
}

// Dismissals returns what was dismissed in an article, by Anchor.Start.
func (s *Store) Dismissals(ctx context.Context, article data.ID) ([]data.Dismissal, error) {
	return list[data.Dismissal](ctx, s, "list what was dismissed in article "+article.String(),
		"WHERE article = $1 ORDER BY anchor_start, anchor_end, id", article)
}

// Views returns the saved views by Order, then ID.
func (s *Store) Views(ctx context.Context) ([]data.View, error) {
	return list[data.View](ctx, s, "list the saved views", `ORDER BY "order", id`)
}

// Origins returns where rows came from: of one source, or of all, by Foreign.
func (s *Store) Origins(ctx context.Context, source string) ([]data.Origin, error) {
	if source == "" {
		return list[data.Origin](ctx, s, "list origins", `ORDER BY source COLLATE "C", "foreign" COLLATE "C", id`)
	}
	return list[data.Origin](ctx, s, "list origins", `WHERE source = $1 ORDER BY "foreign" COLLATE "C", id`, source)
}

// OriginSources returns the sources of all origins, in order.
func (s *Store) OriginSources(ctx context.Context) ([]string, error) {
	return values[string](ctx, s, "list sources", `SELECT source FROM $.origin GROUP BY source ORDER BY source COLLATE "C"`)
}
