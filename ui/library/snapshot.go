package library

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Snapshot is what is loaded of a library: everything the window shows but the texts
// and the captions, which are loaded on demand. It is immutable; a change of rows makes
// another one of it, see renew.
type Snapshot struct {
	Revision int64 // of the library; what is loaded may be newer
	Library  data.Library
	Axis     dates.Axis // of Library
	Counts   data.Counts
	Tracks   []data.Track
	Columns  data.Columns
	Index    *scene.Index
	Articles []data.Article // without their text
	Notes    []data.Annotation
	Noted    map[data.ID]bool // events with notes
	NotedAt  []int64          // when they begin, Unix seconds
	Doubted  map[data.ID]bool // events with a passage to check, of an excerpt or a note
	// UndoLabel and RedoLabel are message keys, "" where there is nothing.
	UndoLabel, RedoLabel string
	Views                []data.View
	Excerpts             map[data.ID]int // how many excerpts each article has

	doubted []data.ID         // events that an excerpt to check reports
	begins  map[data.ID]int64 // when the events of Noted and Doubted begin
}

// Find returns the place of an event with a date in the columns, or -1.
func (n *Snapshot) Find(id data.ID, d dates.Date) int {
	lo, _ := n.Axis.Bounds(d)
	return n.FindAt(id, lo)
}

// FindAt is Find of an event whose date begins at lo on the axis.
func (n *Snapshot) FindAt(id data.ID, lo int64) int {
	c := n.Columns
	i, _ := slices.BinarySearch(c.Lo, lo)
	for ; i < c.Len() && c.Lo[i] == lo; i++ {
		if c.IDs[i] == id {
			return i
		}
	}
	return -1
}

// Awaits reports whether a note waits for the text of its article, see data.Article.Awaits.
func (n *Snapshot) Awaits(note data.Annotation) bool {
	if n == nil || !note.OnPassage() || note.Doubt.State == data.Orphan {
		return false
	}
	for i := range n.Articles {
		if n.Articles[i].ID == note.Article {
			return n.Articles[i].Awaits(note.Anchor)
		}
	}
	return false
}

// EventsOn counts the events of a track by its place among the tracks.
func (n *Snapshot) EventsOn(track int) int {
	count := 0
	for _, t := range n.Columns.Track {
		if int(t) == track {
			count++
		}
	}
	return count
}

// loadSnapshot reads all that a snapshot holds.
func loadSnapshot(ctx context.Context, store data.Store) (*Snapshot, error) {
	n := &Snapshot{}
	var err error
	// First, so that later edits are reported as changes.
	if n.Revision, err = store.Revision(ctx); err != nil {
		return nil, err
	}
	if n.Library, err = store.Library(ctx); err != nil {
		return nil, err
	}
	n.Axis = n.Library.Axis()
	if n.Tracks, err = store.Tracks(ctx); err != nil {
		return nil, err
	}
	if n.Columns, err = store.Columns(ctx); err != nil {
		return nil, err
	}
	n.Index = scene.NewIndex(n.Columns, len(n.Tracks))
	if n.Articles, err = store.Articles(ctx); err != nil {
		return nil, err
	}
	if n.Notes, err = store.Annotations(ctx); err != nil {
		return nil, err
	}
	if n.Views, err = store.Views(ctx); err != nil {
		return nil, err
	}
	if n.Excerpts, err = store.ArticleExcerptCounts(ctx); err != nil {
		return nil, err
	}
	if n.doubted, err = store.DoubtedEvents(ctx); err != nil {
		return nil, err
	}
	n.count()
	if err := n.mark(ctx, store, nil); err != nil {
		return nil, err
	}
	n.UndoLabel, n.RedoLabel, err = store.History(ctx)
	return n, err
}

// count counts the rows that are loaded.
func (n *Snapshot) count() {
	n.Counts = data.Counts{Tracks: len(n.Tracks), Events: n.Columns.Len(), Articles: len(n.Articles), Annotations: len(n.Notes)}
	for _, excerpts := range n.Excerpts {
		n.Counts.Excerpts += excerpts
	}
}

// InDoubt returns the places of the events of Doubted in the columns, ascending, and when
// these begin.
func (n *Snapshot) InDoubt() (places []int32, begins []int64) {
	for id := range n.Doubted {
		if place := n.FindAt(id, n.begins[id]); place >= 0 {
			places = append(places, int32(place))
		}
	}
	slices.Sort(places)
	for _, p := range places {
		begins = append(begins, n.Columns.Lo[p])
	}
	return places, begins
}

// mark finds which events have notes or passages to check, and when these begin; the
// begins of events that had some before and were not changed since are reused.
func (n *Snapshot) mark(ctx context.Context, store data.Store, changed []data.Event) error {
	known := make(map[data.ID]int64, len(changed))
	for _, e := range changed {
		known[e.ID], _ = n.Axis.Bounds(e.Date)
	}
	begins := map[data.ID]int64{}
	var missing []data.ID
	find := func(event data.ID) {
		if _, done := begins[event]; done {
			return
		}
		lo, ok := known[event]
		if !ok {
			lo, ok = n.begins[event]
		}
		if !ok {
			missing = append(missing, event)
		}
		begins[event] = lo
	}
	noted, doubted := map[data.ID]bool{}, map[data.ID]bool{}
	for _, id := range n.doubted {
		doubted[id] = true
		find(id)
	}
	for _, a := range n.Notes {
		if a.Event == (data.ID{}) {
			continue
		}
		noted[a.Event] = true
		if a.Doubt.State == data.CheckMe {
			doubted[a.Event] = true
		}
		find(a.Event)
	}
	if len(missing) > 0 {
		found, err := store.Captions(ctx, missing)
		if err != nil {
			return err
		}
		for i, c := range found {
			begins[missing[i]], _ = n.Axis.Bounds(c.Date)
		}
	}
	n.begins, n.Noted, n.Doubted, n.NotedAt = begins, noted, doubted, make([]int64, 0, len(noted))
	for id := range noted {
		n.NotedAt = append(n.NotedAt, begins[id])
	}
	slices.Sort(n.NotedAt)
	return nil
}
