package telling

import (
	"cmp"
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
)

// MostFound is how many of the events that a view leaves are named, mostPlaced how many of
// them are on the map at most.
const MostFound, mostPlaced = 8, 500

// Found is an event that the filter of a step leaves.
type Found struct {
	ID     data.ID
	Title  string
	Date   dates.Date
	Colour string // of its track
}

// Views are what steps without an event are looked up in.
type Views struct {
	Columns data.Columns
	Tracks  []data.Track
	Today   dates.Civil
	Only    func(event data.ID) bool // whether an event may be shown; nil: all may
	Placed  bool                     // whether Place or Locate follows: the events on the map are read, too
}

// Find fills in what the filters of steps leave: how many events, and the most important
// of them in the order of time. Errors are those of Store.Matching.
func (t *Told) Find(ctx context.Context, store data.Store, v Views) error {
	for i := range t.Steps {
		s := &t.Steps[i]
		if !s.IsView() {
			continue
		}
		places, err := v.places(ctx, store, s)
		if err != nil {
			return err
		}
		s.All = len(places)
		slices.SortStableFunc(places, func(a, b int32) int { return cmp.Compare(v.Columns.Importance[b], v.Columns.Importance[a]) })
		named := places[:min(len(places), MostFound)]
		slices.Sort(named)
		read := named
		if v.Placed {
			read = places[:min(len(places), mostPlaced)]
		}
		if s.shows, err = v.rows(ctx, store, read); err != nil {
			return err
		}
		s.Found = nil
		for i := range named {
			e := &s.shows[i]
			s.Found = append(s.Found, Found{ID: e.ID, Title: e.Title, Date: e.Date, Colour: e.colour})
		}
	}
	return nil
}

// rows are events by their places in the columns.
func (v Views) rows(ctx context.Context, store data.Store, places []int32) ([]shown, error) {
	ids := make([]data.ID, len(places))
	for i, p := range places {
		ids[i] = v.Columns.IDs[p]
	}
	events, err := store.EventRows(ctx, ids)
	if err != nil {
		return nil, err
	}
	all := make([]shown, len(events))
	for i, e := range events {
		all[i] = shown{e, colourOf(v.Tracks, e.Track)}
	}
	return all, nil
}

// HasViews reports whether a step shows what a filter leaves.
func (t *Told) HasViews() bool { return slices.ContainsFunc(t.Steps, Step.IsView) }

// IsView reports whether a step shows what a filter leaves.
func (s Step) IsView() bool { return s.Event == data.ID{} && (s.Query != "" || s.Timed()) }

// places are the events that a step shows, by their places in the columns, in order.
func (v Views) places(ctx context.Context, store data.Store, s *Step) (out []int32, err error) {
	var all []int32
	if q := query.Parse(s.Query, query.Options{Today: v.Today}); len(q.Terms) > 0 {
		if all, err = store.Matching(ctx, q, v.Columns, v.Tracks); err != nil {
			return nil, err
		}
	} else {
		all = make([]int32, v.Columns.Len())
		for i := range all {
			all[i] = int32(i)
		}
	}
	for _, p := range all {
		if s.Lo < s.Hi && (v.Columns.Hi[p] <= s.Lo || v.Columns.Lo[p] >= s.Hi) || v.Only != nil && !v.Only(v.Columns.IDs[p]) {
			continue
		}
		out = append(out, p)
	}
	return out, nil
}
