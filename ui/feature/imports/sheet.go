package imports

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/table"
	"tarikh.org/tarikh/ui/state"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// sheet is an open table with what its columns mean.
type sheet struct {
	table   *table.Table
	shape   string       // of the table as it was found, before the reader said otherwise
	want    table.Layout // what the reader said of the layout
	mapping table.Mapping
	ask     bool // the reader has not seen the mapping, and somebody should
}

// openSheet opens a table and finds what its columns mean: as they were read before, else
// as they look.
func openSheet(ctx context.Context, file form.File, o form.Options, before map[string]state.TableRead) (*sheet, error) {
	t, err := table.Open(ctx, file, table.Layout{})
	if err != nil {
		return nil, err
	}
	s := &sheet{table: t, shape: t.Shape()}
	known, ok := before[s.shape]
	if ok && known.Layout != (table.Layout{}) {
		if again, err := table.Open(ctx, file, known.Layout); err == nil {
			s.table, s.want = again, known.Layout
		}
	}
	if ok && known.Mapping.Fits(s.table) {
		s.mapping = known.Mapping
	} else if err := s.guess(o); err != nil {
		return nil, err
	}
	s.ask = !ok && s.table.Format() == ""
	return s, nil
}

// reopen opens the table in another layout.
func (s *sheet) reopen(ctx context.Context, file form.File, want table.Layout, o form.Options) (*sheet, error) {
	t, err := table.Open(ctx, file, want)
	if err != nil {
		return nil, err
	}
	again := &sheet{table: t, shape: s.shape, want: want, ask: s.ask}
	return again, again.guess(o)
}

func (s *sheet) guess(o form.Options) (err error) {
	track, zone := s.mapping.Track, s.mapping.Zone
	s.mapping, err = table.Guess(s.table, o)
	s.mapping.Track, s.mapping.Zone = track, zone
	return err
}

// complete reports whether the mapping says when and what the events are.
func (s *sheet) complete() bool {
	m := s.mapping
	return (m.Has(table.Start) || m.Has(table.Year) || m.Has(table.Display)) && (m.Has(table.Title) || m.Has(table.EventTitle) || m.Has(table.Text))
}

// settled reports whether the table can be read without a question.
func (s *sheet) settled() bool {
	return !s.ask && s.complete() && len(s.table.Ambiguous(s.mapping)) == 0
}

// outcome is what becomes of a row.
type outcome struct {
	events  int
	date    dates.Date // of the first
	skipped []form.Skipped
}

// result is what becomes of a table.
type result struct {
	form.Document
	rows     map[int]*outcome // by their numbers
	problems []int            // the numbers of rows of which something cannot be read, ascending
	lost     int              // rows that make no event for such a reason
	byID     map[data.ID]form.Event
	index    *scene.Index // of the events
	tracks   []data.Track // those of the document, and one without an ID for events without one
}

// read reads the whole table, and makes a timeline of it.
func (s *sheet) read(ctx context.Context, o form.Options, axis dates.Axis) (result, error) {
	r := result{rows: map[int]*outcome{}}
	if !s.complete() {
		r.plot(axis)
		return r, nil
	}
	var err error
	if r.Document, err = table.Read(ctx, s.table, s.mapping, o); err != nil {
		return r, err
	}
	r.byID = make(map[data.ID]form.Event, len(r.Events))
	for _, e := range r.Events {
		r.byID[e.ID] = e
		at := r.at(e.Source.Place.Row)
		if at.events++; at.events == 1 {
			at.date = e.Date
		}
	}
	for _, n := range r.Notes {
		at := r.at(n.Source.Place.Row)
		if at.events++; at.events == 1 {
			at.date = n.Span
		}
	}
	for _, skipped := range r.Skipped {
		at := r.at(skipped.Where.Row)
		if len(at.skipped) == 0 {
			r.problems = append(r.problems, skipped.Where.Row)
		}
		at.skipped = append(at.skipped, skipped)
	}
	slices.Sort(r.problems)
	for _, n := range r.problems {
		if r.rows[n].events == 0 {
			r.lost++
		}
	}
	r.plot(axis)
	return r, nil
}

// plot makes the timeline.
func (r *result) plot(axis dates.Axis) {
	r.tracks = slices.Clone(r.Tracks)
	if slices.ContainsFunc(r.Events, func(e form.Event) bool { return e.Track == (data.ID{}) }) {
		r.tracks = append(r.tracks, data.Track{})
	}
	places := map[data.ID]uint16{}
	for i, t := range r.tracks {
		places[t.ID] = uint16(i)
	}
	r.index = scene.NewIndex(columnsOf(r.Events, func(id data.ID) uint16 { return places[id] }, axis), len(r.tracks))
}

func (r *result) at(row int) *outcome {
	o := r.rows[row]
	if o == nil {
		o = &outcome{}
		r.rows[row] = o
	}
	return o
}
