package library

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Shown is what the filter leaves of a library: events, notes and articles. Events have
// two numbers: their place in the library's columns, and their place in Index, which
// has only the events that are shown. It is immutable.
type Shown struct {
	Index   *scene.Index // of the events that are shown, alone
	Columns data.Columns // theirs
	All     bool         // there is no filter

	of       *scene.Index // of all events
	base     *Shown       // without what says when things became known; nil where that is the same
	query    query.Query  // of base
	tracks   []int        // how many of them are on each track
	places   []int32      // their places in the library's columns, ascending; nil where All
	notes    map[data.ID]bool
	articles map[data.ID]bool
}

// Len is the number of events that are shown.
func (v *Shown) Len() int { return v.Columns.Len() }

// Place returns the place in the library's columns of an event of the index.
func (v *Shown) Place(event int) int {
	if event < 0 || v.places == nil || event >= len(v.places) {
		return event
	}
	return int(v.places[event])
}

// Event returns the event of the index at a place in the library's columns, or -1
// where it is not shown.
func (v *Shown) Event(place int) int {
	if place < 0 || v.All {
		return place
	}
	i, found := slices.BinarySearch(v.places, int32(place))
	if !found {
		return -1
	}
	return i
}

// Places are the places of the events in the library's columns, ascending; nil for
// all.
func (v *Shown) Places() []int32 { return v.places }

// Events returns the events of the index at those of some places in the library's
// columns, ascending, that are shown.
func (v *Shown) Events(places []int32) []int32 {
	if v.All {
		return places
	}
	out := make([]int32, 0, min(len(places), len(v.places)))
	i := 0
	for _, p := range places {
		for i < len(v.places) && v.places[i] < p {
			i++
		}
		if i < len(v.places) && v.places[i] == p {
			out = append(out, int32(i))
		}
	}
	return out
}

// HasTrack reports whether the filter leaves any events of a track.
func (v *Shown) HasTrack(track int) bool {
	return v.All || v.Len() == 0 || track < len(v.tracks) && v.tracks[track] > 0
}

// Note reports whether a note is shown in a list of notes; an answer is shown
// with the note that it answers.
func (v *Shown) Note(n data.Annotation) bool {
	return v.All || v.notes[n.ID] || v.notes[n.Parent]
}

// Article reports whether an article is shown in the list of articles.
func (v *Shown) Article(id data.ID) bool { return v.All || v.articles[id] }

// allShown is what no filter leaves: everything.
func allShown(n *Snapshot) *Shown { return &Shown{Index: n.Index, Columns: n.Columns, All: true} }

// readShown applies a filter to a loaded library. Unchanged parts of before, the
// previous result, are reused; before may be nil. data.ErrUnindexed where the words of
// the filter cannot be found yet.
func readShown(ctx context.Context, store data.Store, n *Snapshot, filter query.Query, before *Shown) (*Shown, error) {
	if filter.Empty() {
		return allShown(n), nil
	}
	base, err := readBase(ctx, store, n, filter, before)
	if err != nil {
		return nil, err
	}
	places, err := store.Matching(ctx, filter, n.Columns, n.Tracks)
	if err != nil {
		return nil, err
	}
	v := &Shown{of: n.Index, places: places, base: base, query: filter.WithoutField(query.Known)}
	if places == nil {
		v.places = []int32{}
	}
	if before != nil && before.of == v.of && before.base == v.base && slices.Equal(before.places, v.places) {
		v.Index, v.Columns, v.tracks = before.Index, before.Columns, before.tracks
	} else {
		v.narrow(n)
	}
	if v.notes, err = idsOf(ctx, store, filter, data.KindAnnotation); err != nil {
		return nil, err
	}
	v.articles, err = idsOf(ctx, store, filter, data.KindArticle)
	return v, err
}

// readBase is what the filter leaves without its terms of what was known, whose rows stay
// while those change; nil where it has none.
func readBase(ctx context.Context, store data.Store, n *Snapshot, filter query.Query, before *Shown) (*Shown, error) {
	rest := filter.WithoutField(query.Known)
	switch {
	case rest.Equal(filter):
		return nil, nil
	case before != nil && before.base != nil && before.of == n.Index && before.query.Equal(rest):
		return before.base, nil
	}
	return readShown(ctx, store, n, rest, nil)
}

// Base is what the filter leaves without its terms of what was known: v itself where it has
// none.
func (v *Shown) Base() *Shown {
	if v.base == nil {
		return v
	}
	return v.base
}

func idsOf(ctx context.Context, store data.Store, q query.Query, kind data.Kind) (map[data.ID]bool, error) {
	found, err := store.SearchIDs(ctx, q, kind)
	if err != nil {
		return nil, err
	}
	ids := make(map[data.ID]bool, len(found))
	for _, id := range found {
		ids[id] = true
	}
	return ids, nil
}

// narrow makes the index of the events at v's places.
func (v *Shown) narrow(n *Snapshot) {
	v.Columns = narrowed(n.Columns, v.places)
	if v.base != nil {
		v.Index = v.base.Index.Kept(v.base.Events(v.places), v.Columns)
	} else {
		v.Index = scene.NewIndex(v.Columns, len(n.Tracks))
	}
	v.tracks = make([]int, len(n.Tracks))
	for _, t := range v.Columns.Track {
		v.tracks[t]++
	}
}

// narrowed returns the columns of the events at places, in their order.
func narrowed(c data.Columns, places []int32) data.Columns {
	out := data.Columns{
		IDs: make([]data.ID, len(places)), Lo: make([]int64, len(places)), Hi: make([]int64, len(places)),
		Track: make([]uint16, len(places)), Importance: make([]uint8, len(places)),
	}
	for i, p := range places {
		out.IDs[i], out.Lo[i], out.Hi[i], out.Track[i], out.Importance[i] = c.IDs[p], c.Lo[p], c.Hi[p], c.Track[p], c.Importance[p]
	}
	return out
}

// step returns the place of the shown event before (-1) or after (+1) the one at a
// place, which need not be shown; at the ends that stays.
func (v *Shown) step(place, direction int) int {
	last := v.Len() - 1
	at, found := place, v.All
	if !v.All {
		at, found = slices.BinarySearch(v.places, int32(place))
	}
	switch {
	case place < 0 && direction < 0:
		at = last
	case place < 0:
		at = 0
	case direction < 0:
		at--
	case found:
		at++
	}
	return v.Place(min(max(at, 0), last))
}
