package strip

import (
	"cmp"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/timeline"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Found is an event that an article proposes, as the strip shows it during a review. Its
// ID is the review's own.
type Found struct {
	ID    data.ID
	Title string
	Date  dates.Date
	Track int // its place among the library's
	scene.FoundMark
}

// review is what the strip shows during a review in place of the library's events.
type review struct {
	all    map[data.ID]Found
	index  *scene.Index
	marks  []scene.FoundMark
	shown  data.ID
	chosen func(data.ID)
}

// ShowFound shows proposals in place of the library's events, which are ticks at the foot
// of their lanes then; the one that is shown is brought into view. chosen follows a press
// on one of them.
func (f *Feature) ShowFound(all []Found, shown data.ID, chosen func(data.ID)) {
	first := f.found == nil
	f.found = newReview(all, f.host.Library, shown, chosen)
	f.Update()
	if first {
		f.line.ZoomToFit()
	}
	f.line.Select(shown, true)
}

// HideFound shows the events of the library again.
func (f *Feature) HideFound() {
	if f.found == nil {
		return
	}
	f.found = nil
	f.Update()
	f.line.ZoomToFit()
	f.line.Select(f.host.Library.Selected(), true)
}

// ReadAt shows where the text that is read is in time; the zero Date: nowhere.
func (f *Feature) ReadAt(d dates.Date) { f.line.ReadAt(d) }

func newReview(all []Found, l *library.Library, shown data.ID, chosen func(data.ID)) *review {
	r := &review{all: map[data.ID]Found{}, shown: shown, chosen: chosen}
	sorted := slices.Clone(all)
	axis := l.Axis()
	lo := func(f Found) int64 { lo, _ := axis.Bounds(f.Date); return lo }
	hi := func(f Found) int64 { _, hi := axis.Bounds(f.Date); return hi }
	slices.SortStableFunc(sorted, func(a, b Found) int { return cmp.Or(cmp.Compare(lo(a), lo(b)), cmp.Compare(hi(b), hi(a))) })
	var c data.Columns
	for _, f := range sorted {
		r.all[f.ID] = f
		c.IDs, c.Lo, c.Hi = append(c.IDs, f.ID), append(c.Lo, lo(f)), append(c.Hi, hi(f))
		c.Track, c.Importance = append(c.Track, uint16(max(f.Track, 0))), append(c.Importance, data.DefaultImportance)
		r.marks = append(r.marks, f.FoundMark)
	}
	tracks := 0
	if n := l.Snapshot(); n != nil {
		tracks = len(n.Tracks)
	}
	r.index = scene.NewIndex(c, tracks)
	return r
}

// model makes a model of the library one of the proposals.
func (r *review) model(v *view, m *timeline.Model) {
	own := m.Index
	m.Index, m.Found = r.index, &scene.Found{Marks: r.marks, Own: own}
	m.Titles = func(id data.ID) (string, bool) { f, ok := r.all[id]; return f.Title, ok }
	m.Exact = func(id data.ID) (dates.Date, bool) { f, ok := r.all[id]; return f.Date, ok }
	m.Words = func(_ data.ID, d dates.Date) string { return v.host.Kit().Locale.Date(d) }
	m.Flag = func(id data.ID) string { return v.host.Kit().Locale.Date(r.all[id].Date) }
	m.Date = func(id data.ID) string { return v.host.Kit().Locale.Date(r.all[id].Date) }
	m.States = nil
	m.Certainty, m.Noted, m.Doubted, m.Sources, m.Editable = nil, nil, nil, nil, false
	m.Ticks, m.Doubts = nil, nil
	for i := range m.Tracks {
		m.Tracks[i].Collapsed, m.Tracks[i].Hidden = false, false
	}
}

// selected is what the timeline shows as selected.
func (v *view) selected() data.ID {
	if v.found != nil {
		return v.found.shown
	}
	return v.host.Library.Selected()
}
