package strip

import (
	"context"
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/timeline"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Grouping lays events on lanes of something else than tracks. It is not changed after Group.
type Grouping struct {
	Lanes []scene.Track
	// Of are the lanes of events, by ID: none, one or several. Rest is the name of the last
	// lane, of those that are on none; "" leaves these out.
	Of   map[data.ID][]int
	Rest string
}

// Group lays events on lanes; nil: on their tracks.
func (f *Feature) Group(g *Grouping) {
	f.group = g
	f.Update()
}

// layout is how events are laid out otherwise than by their dates and on their tracks.
type layout struct {
	shown  *library.Shown
	known  bool // at the time when they were first reported
	report bool // it is asked when they were
	group  *Grouping
	folds  *folds
}

// laid is a layout that has been made.
type laid struct {
	layout
	ends     []int64         // when something new was reported, ascending
	whole    *scene.Arranged // of the base of shown; nil: as it is
	arranged *scene.Arranged // of shown
	lanes    []scene.Track   // nil: the tracks
	aside    []data.ID       // events that have no time on the axis, the first ones
	apart    int             // how many these are
}

// mostAside is how many events without a time are listed.
const mostAside = mostMet

// layout is how the events are to be laid out, false for as they are.
func (v *view) layout() (l layout, other bool) {
	l = layout{shown: v.host.Library.Shown(), group: v.group, folds: v.related.folds()}
	if l.shown == nil || v.found != nil {
		return l, false
	}
	l.known = v.host.Arrangement().Clock == "known"
	l.report = l.known || len(v.knownTerms()) > 0
	return l, l.report || l.group != nil || l.folds != nil
}

// lay makes the layout that is wanted now and shows it; until then the last one is shown.
func (v *view) lay() {
	want, other := v.layout()
	if !other {
		v.turn()
		v.laid = nil
		v.laying.Drop()
		return
	}
	if v.laid != nil && v.laid.layout == want {
		return
	}
	n, was := v.host.Library.Snapshot(), v.laid
	library.Load(v.host.Library, &v.laying, func(ctx context.Context, store data.Store) (*laid, error) {
		l := &laid{layout: want}
		return l, l.make(ctx, store, n, was)
	}, func(l *laid) {
		v.turn()
		v.laid = l
		v.show()
	})
}

// turn lets the layout that is shown go away softly, where another clock was asked for.
func (v *view) turn() {
	if v.dissolve {
		v.dissolve = false
		v.line.Dissolve()
	}
}

// make lays the events out; what was stays where the base of what is shown is the same.
func (l *laid) make(ctx context.Context, store data.Store, n *library.Snapshot, was *laid) error {
	base := l.shown.Base()
	same := was != nil && was.shown.Base() == base && was.known == l.known && was.group == l.group && was.folds == l.folds && was.report == l.report
	switch {
	case same:
		l.ends, l.whole, l.lanes, l.aside, l.apart = was.ends, was.whole, was.lanes, was.aside, was.apart
	case l.report:
		reported, err := store.Reported(ctx, n.Columns)
		if err != nil {
			return err
		}
		l.begin(n, base, &reported)
	default:
		l.begin(n, base, nil)
	}
	if l.arranged = l.whole; l.whole != nil && base != l.shown {
		l.arranged = l.whole.Keep(l.shown.Index, func(event int) int { return l.shown.Event(base.Place(event)) })
	}
	return ctx.Err()
}

// begin lays out the events of the base.
func (l *laid) begin(n *library.Snapshot, base *library.Shown, reported *data.Reported) {
	if reported != nil {
		for i := range base.Len() {
			if _, hi, ok := reported.At(base.Place(i)); ok && hi != dates.OpenHi {
				l.ends = append(l.ends, hi)
			}
		}
		slices.Sort(l.ends)
		l.ends = slices.Compact(l.ends)
	}
	if !l.known && l.group == nil && l.folds == nil {
		return
	}
	lanes := len(n.Tracks)
	if l.group != nil {
		l.lanes = slices.Clone(l.group.Lanes)
		if l.group.Rest != "" {
			l.lanes = append(l.lanes, scene.Track{Name: l.group.Rest, Colour: "slate"})
		}
		lanes = len(l.lanes)
	}
	places := make([]scene.Placing, 0, base.Len())
	for i := range base.Len() {
		p, id := base.Index.Placed(i), base.Index.ID(i)
		if l.folds != nil && l.folds.hidden[id] {
			continue
		}
		if l.known {
			var ok bool
			if p.Lo, p.Hi, ok = reported.At(base.Place(i)); !ok {
				if l.apart++; len(l.aside) < mostAside {
					l.aside = append(l.aside, id)
				}
				continue
			}
		}
		if l.group == nil {
			places = append(places, p)
			continue
		}
		on := l.group.Of[id]
		if len(on) == 0 && l.group.Rest != "" {
			on = []int{lanes - 1}
		}
		for _, lane := range on {
			p.Lane = uint16(lane)
			places = append(places, p)
		}
	}
	l.whole = base.Index.Arrange(places, lanes)
}

// knownTerms are those of the filter that say what was known when.
func (v *view) knownTerms() []query.Term {
	return slices.DeleteFunc(v.host.Library.Filter().Field(query.Known), func(t query.Term) bool { return t.Not })
}

// index is what is shown of the events, as it is laid out now.
func (v *view) index() *scene.Index {
	if v.laid != nil && v.laid.arranged != nil {
		return v.laid.arranged.Index
	}
	return v.host.Library.Shown().Index
}

// lit is a choice of the shown events as they are laid out now.
func (v *view) lit(l *scene.Lit) *scene.Lit {
	if v.laid != nil && v.laid.arranged != nil {
		return v.laid.arranged.Lit(l)
	}
	return l
}

// onLanes reports whether the lanes are other ones than the tracks.
func (v *view) onLanes() bool { return v.laid != nil && v.laid.lanes != nil }

// byKnown reports whether events are where they were first reported.
func (v *view) byKnown() bool { return v.laid != nil && v.laid.known && v.laid.arranged != nil }

// firstReport is when an event was first reported, where the axis shows that.
func (v *view) firstReport(event data.ID) (dates.Date, bool) {
	e := v.index().Find(event)
	if e < 0 {
		return dates.Date{}, false
	}
	lo, hi := v.index().Bounds(e)
	return dateOf(lo, hi)
}

// dateOf is the day, month or year that is [lo, hi), else the day of lo.
func dateOf(lo, hi int64) (dates.Date, bool) {
	for _, p := range []dates.Precision{dates.PrecisionYear, dates.PrecisionMonth, dates.PrecisionDay} {
		if d, ok := (timeline.Step{Precision: p, N: 1}).Date(lo); ok && (d.Lo == lo && d.Hi == hi || p == dates.PrecisionDay) {
			return d, true
		}
	}
	return dates.Date{}, false
}
