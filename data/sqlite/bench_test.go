package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tarikh.org/tarikh/data"
)

func BenchmarkApplyOneEvent(b *testing.B) {
	s := newStore(b)
	done, err := s.Apply(b.Context(), testEdit(b, 1))
	if err != nil {
		b.Fatal(err)
	}
	event := *done.Events[0].After
	for b.Loop() {
		event.ID = data.NewID()
		e := data.Edit{Label: "edit.event.add", Events: []data.Change[data.Event]{data.Insert(event)}}
		if _, err := s.Apply(b.Context(), e); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkApplyMany(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s, e := newStore(b), testEdit(b, 20_000)
		b.StartTimer()
		if _, err := s.Apply(b.Context(), e); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/20_000, "µs/event")
}

func BenchmarkColumns(b *testing.B) {
	for _, events := range []int{1000, 100_000} {
		b.Run(fmt.Sprint(events), func(b *testing.B) {
			s := newStore(b)
			fill(b, s, events)
			for b.Loop() {
				columns, err := s.Columns(b.Context())
				if err != nil || columns.Len() != events {
					b.Fatal(columns.Len(), err)
				}
			}
		})
	}
}

func BenchmarkOpenAndClose(b *testing.B) {
	s := newStore(b)
	fill(b, s, 1000)
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		again, err := testOpener.openStore(b.Context(), s.path)
		if err != nil {
			b.Fatal(err)
		}
		if err := again.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCaptions(b *testing.B) {
	s := newStore(b)
	fill(b, s, 10_000)
	columns, err := s.Columns(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Captions(b.Context(), columns.IDs[5000:5200]); err != nil {
			b.Fatal(err)
		}
	}
}

// fill makes events over two centuries on eight tracks, without a journal.
func fill(b *testing.B, s *Store, events int) {
	b.Helper()
	_, err := s.write.ExecContext(context.Background(), fmt.Sprintf(`
		WITH RECURSIVE k (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM k WHERE n < 8)
		INSERT INTO track (id, rev, name, colour, place) SELECT randomblob(16), 1, 'Track ' || n, 'red', n FROM k;
		WITH RECURSIVE k (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM k WHERE n < %d)
		INSERT INTO event (id, rev, title, edtf, lo, hi, track, place, description, source, importance)
		SELECT unhex(format('%%012x', n) || hex(randomblob(10))), 1, 'Event number ' || n, '1970', lo, lo + 86400,
			(SELECT id FROM track WHERE track.n = 1 + k.n %% 8), '', '', '', 1 + n %% 5
		FROM (SELECT n, n * 2654435761 %% 6000000000 - 4000000000 AS lo FROM k) AS k`, events))
	if err != nil {
		b.Fatal(err)
	}
}

// renameTag is the edit that gives events another last tag.
func renameTag(to string, events []data.Event) data.Edit {
	edit := data.Edit{Label: "tag"}
	for _, e := range events {
		after := e
		after.Tags = append(slices.Clip(e.Tags[:len(e.Tags)-1]), to)
		edit.Events = append(edit.Events, data.Update(e, after))
	}
	return edit
}

// A tag is renamed in many events, and that is undone.
func BenchmarkRenameTag(b *testing.B) {
	const events = 100_000
	s := newStore(b)
	fill(b, s, events)
	year := parse(b, "1970")
	_, err := s.write.ExecContext(b.Context(), `UPDATE event SET tags = '["x ' || (n % 7) || '","sport"]', lo = ?, hi = ?`, year.Lo, year.Hi)
	if err != nil {
		b.Fatal(err)
	}
	from, to := "sport", "رياضة"
	for b.Loop() {
		rows, _, err := s.Tagged(b.Context(), from)
		if err != nil || len(rows) != events {
			b.Fatal(len(rows), err)
		}
		if _, err := s.Apply(b.Context(), renameTag(to, rows)); err != nil {
			b.Fatal(err)
		}
		from, to = to, from
	}
}

func BenchmarkTags(b *testing.B) {
	s := newStore(b)
	fill(b, s, 100_000)
	if _, err := s.write.ExecContext(b.Context(), `UPDATE event SET tags = '["x ' || (n % 500) || '","sport"]'`); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if tags, err := s.Tags(b.Context()); err != nil || len(tags) != 501 {
			b.Fatal(len(tags), err)
		}
	}
}

// Typing in a note: each key is an edit that becomes part of the one before.
func BenchmarkTyping(b *testing.B) {
	s := newStore(b)
	note := data.Annotation{ID: data.NewID(), Span: parse(b, "2022"), Text: "x", Colour: "red"}
	e := data.Edit{Label: "edit.note.change", Merge: "note", Annotations: []data.Change[data.Annotation]{data.Insert(note)}}
	for i := 0; b.Loop(); i++ {
		made, err := s.Apply(b.Context(), e)
		if err != nil {
			b.Fatal(err)
		}
		note = *made.Annotations[0].After
		next := note
		next.Text = fmt.Sprintf("A note of some length that somebody types, key %d", i)
		e.Annotations = []data.Change[data.Annotation]{data.Update(note, next)}
	}
}

// An article of the largest size gets another text, and that is undone.
func BenchmarkLargestText(b *testing.B) {
	s := newStore(b)
	text := strings.Repeat("The summit was held in Beijing on 4 February 2022, said the ministry.\n", data.MaxArticle/71-1)
	a := insertArticle(b, s, testArticle(b, text))
	for b.Loop() {
		edit := retext(a, a.WithText("New. "+text))
		if _, err := s.Apply(b.Context(), edit); err != nil {
			b.Fatal(err)
		}
		done, err := s.Undo(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		a = *done.Articles[0].After
	}
}
