package sqlite

import (
	"context"
	"fmt"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
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

// importParts are events with titles of 60 letters, each with its origin, in parts.
func importParts(t testing.TB, events int) iter.Seq2[data.Edit, error] {
	const most = 500
	words := strings.Fields("summit treaty vote flood strike border trade council minister harvest railway election bridge museum")
	years := make([]dates.Date, 200)
	for i := range years {
		years[i] = parse(t, fmt.Sprintf("%d-%02d-%02d", 1800+i, 1+i%12, 1+i%28))
	}
	tracks := data.Edit{}
	for i := range 8 {
		tracks.Tracks = append(tracks.Tracks, data.Insert(data.Track{ID: data.NewID(), Name: fmt.Sprint("Track ", i), Colour: "red", Order: i}))
	}
	return func(yield func(data.Edit, error) bool) {
		if !yield(tracks, nil) {
			return
		}
		for from := 0; from < events; from += most {
			var e data.Edit
			for i := from; i < min(from+most, events); i++ {
				title := fmt.Sprintf("Event %d", i)
				for j := i; len(title) < 60; j = j*7 + 1 {
					title += " " + words[j%len(words)]
				}
				event := data.Event{
					ID: data.NewID(), Title: title[:60], Date: years[i*7919%len(years)], Importance: 1 + i%5, Track: tracks.Tracks[i%8].After.ID,
				}
				e.Events = append(e.Events, data.Insert(event))
				e.Origins = append(e.Origins, data.Insert(data.Origin{
					ID: data.NewID(), Source: "csv:events.csv", Foreign: fmt.Sprint("row ", i), Row: event.ID, Of: "event", Seen: 1_700_000_000,
					Base: map[string]string{"title": "5f3a11c9", "date": "77ab01de", "track": "0c44ef12", "importance": "a01b2c3d"},
				}))
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

// An import of many events with their origins, in parts, its undoing and its redoing, and
// the memory that the process took at most.
func BenchmarkImport(b *testing.B) {
	const events = 100_000
	var taken [3]time.Duration
	for b.Loop() {
		b.StopTimer()
		s := newStore(b)
		b.StartTimer()
		for i, do := range []func() error{
			func() error {
				_, err := s.ApplyAll(b.Context(), "edit.import", importParts(b, events), nil)
				return err
			},
			func() error { _, err := s.Undo(b.Context()); return err },
			func() error { _, err := s.Redo(b.Context()); return err },
		} {
			begun := time.Now()
			if err := do(); err != nil {
				b.Fatal(err)
			}
			taken[i] += time.Since(begun)
		}
	}
	for i, unit := range []string{"s/import", "s/undo", "s/redo"} {
		b.ReportMetric(taken[i].Seconds()/float64(b.N), unit)
	}
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		_, peak, _ := strings.Cut(string(status), "VmHWM:")
		var kB float64
		if _, err := fmt.Sscan(peak, &kB); err == nil {
			b.ReportMetric(kB/1000, "MB-peak")
		}
	}
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
