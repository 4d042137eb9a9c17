// Package poster makes one display list of the events that are taken out of a library:
// the timeline as it is drawn on a page, for pictures and for print.
//
// The one idea behind it: a poster is the strip of the window, built by the same package
// scene from the same kind of input, only that nobody can scroll it, zoom it or point at
// it. So it is as high as all rows of all tracks need unless a height is asked for, and
// what it has no room for is counted.
package poster

import (
	"cmp"
	"fmt"
	"slices"

	"tarikh.org/tarikh/assets"
	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/ui/i18n"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/paint"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Poster is what is drawn. Its functions are asked by the places of events in Index.
type Poster struct {
	Index     *scene.Index
	Axis      dates.Axis
	Tracks    []scene.Track
	Titles    func(event int) (string, bool)
	Certainty func(event int) scene.Certainty
	Noted     func(event int) bool        // nil: no notes are shown
	Sources   func(event int) int         // nil: no numbers of sources are shown
	State     func(event int) scene.State // nil: where nothing is verified
	// Picture returns the picture of an event, false for none; nil: none has. Dates are those
	// of events, for the words beside pictures.
	Picture func(event int) (data.Picture, bool)
	Dates   func(event int) dates.Date
}

// Of is the poster of all events that are taken, with signs of their notes and sources.
func Of(taken form.Taken) Poster {
	axis := taken.Library.Axis()
	place := make(map[data.ID]uint16, len(taken.Tracks))
	p := Poster{Axis: axis}
	for i, t := range taken.Tracks {
		place[t.ID] = uint16(i)
		p.Tracks = append(p.Tracks, scene.Track{Name: t.Name, Colour: t.Colour})
	}
	type row struct {
		*form.TakenEvent
		lo, hi int64
	}
	rows := make([]row, len(taken.Events))
	for i := range taken.Events {
		e := &taken.Events[i]
		lo, hi := axis.Bounds(e.Date)
		rows[i] = row{e, lo, hi}
	}
	// As data.Columns are; the axis may have changed the order.
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.lo, b.lo), cmp.Compare(b.hi, a.hi), slices.Compare(a.ID[:], b.ID[:]))
	})
	var cols data.Columns
	for _, r := range rows {
		cols.IDs, cols.Lo, cols.Hi = append(cols.IDs, r.ID), append(cols.Lo, r.lo), append(cols.Hi, r.hi)
		cols.Track, cols.Importance = append(cols.Track, place[r.Track]), append(cols.Importance, uint8(r.Importance))
	}
	p.Index = scene.NewIndex(cols, len(taken.Tracks))
	p.Titles = func(event int) (string, bool) { return rows[event].Title, true }
	p.Certainty = func(event int) scene.Certainty { return scene.CertaintyOf(axis.Shown(rows[event].Date)) }
	noted := map[data.ID]bool{}
	for _, n := range taken.Notes {
		noted[n.Event] = true
	}
	p.Noted = func(event int) bool { return noted[rows[event].ID] }
	p.Sources = func(event int) int {
		articles := map[data.ID]bool{}
		for _, x := range rows[event].Excerpts {
			articles[x.Article] = true
		}
		return len(articles)
	}
	states := make([]uint8, len(rows))
	for i, r := range rows {
		states[i] = uint8(max(slices.Index(data.States(), r.State), 0))
	}
	p.State = States(states)
	leads := map[data.ID]data.Picture{}
	for _, picture := range slices.Backward(taken.Pictures) {
		if picture.IsImage() {
			leads[picture.Event] = picture
		}
	}
	if delete(leads, data.ID{}); len(leads) > 0 {
		p.Picture = func(event int) (data.Picture, bool) {
			lead, has := leads[rows[event].ID]
			return lead, has
		}
		p.Dates = func(event int) dates.Date { return rows[event].Date }
	}
	p.MakeRoom()
	return p
}

// large is the importance of events with large pictures.
const large = 5

// MakeRoom gives tracks with large pictures room for them.
func (p *Poster) MakeRoom() {
	if p.Picture == nil {
		return
	}
	for event := range p.Index.Len() {
		if _, has := p.Picture(event); has && p.Index.Importance(event) >= large {
			p.Tracks[p.Index.Track(event)].Pictured = true
		}
	}
}

// States are the states of events by their places in data.States; nil where nothing is
// verified.
func States(all []uint8) func(event int) scene.State {
	if !slices.ContainsFunc(all, func(s uint8) bool { return s != uint8(scene.StateUnverified) }) {
		return nil
	}
	return func(event int) scene.State { return scene.State(all[event]) }
}

// Lay lays a poster out in fonts.
func (p Poster) Lay(fonts Fonts, page Page) (Set, error) {
	locale, err := i18n.New(assets.Files, page.Lang)
	if err != nil {
		return Set{}, err
	}
	faces, err := fonts()
	if err != nil {
		return Set{}, fmt.Errorf("read the fonts: %w", err)
	}
	colours := palette.Light()
	if page.Dark {
		colours = palette.Dark()
	}
	in := scene.Input{
		Tracks: p.Tracks, Titles: p.Titles, Certainty: p.Certainty, Noted: p.Noted, Sources: p.Sources, State: p.State, Selected: -1, Hovered: -1,
		Locale: &printed{locale.Axis(), locale}, Zone: locale.Zone(p.Axis.Zone()), Second: page.Second, Theme: paint.Theme(colours),
		View: scene.NewViewport(float64(page.Width), locale.RTL()),
	}
	if p.Picture != nil {
		in.Pictured = func(event int) bool {
			_, has := p.Picture(event)
			return has
		}
		in.Dates = func(event int) string { return locale.DateDays(p.Axis.Shown(p.Dates(event))) }
	}
	if page.Today != nil {
		in.Today, in.HasToday = *page.Today, true
	}
	lo, hi, ok := p.Index.Main()
	if page.Span != (scene.Reading{}) {
		lo, hi = page.Span.Lo, page.Span.Hi
		in.View = in.View.Fit(lo, hi, 0)
	} else if ok {
		in.View = in.View.FitAll(lo, hi)
		if page.Spread { // room for the label of the last one, however long
			in.View = in.View.FitAll(lo, hi+int64(spreadLabel/2*in.View.Scale()))
		}
	}
	in.Index = p.Index
	if page.Spread {
		in.Index = p.Index.Spread(int64(spreadLabel * in.View.Scale()))
	}
	return laidOut(faces, func(s *layout.Shaper) (Set, bool) {
		h := newHead(s, page, in.Theme)
		in.Height = page.Height - h.height
		if page.Height == 0 {
			in.Height = max(in.Index.Needed(p.Tracks, page.Second, tallest)+foot, least)
		}
		list := scene.NewBuilder(s).Build(in)
		h.above(list)
		from, to := in.View.Range()
		return Set{List: list, View: in.View, Unseen: p.Index.Len() - p.Index.EventsIn(from, to), picture: p.Picture, largest: largest(list), undescribed: locale.T("picture.undescribed")}, waiting(list)
	})
}

// largest is the size of the largest picture of a list.
func largest(l *scene.List) (size scene.Rect) {
	for _, p := range l.Pictures {
		size.W, size.H = max(size.W, p.W), max(size.H, p.H)
	}
	return size
}

// printed is the words of a scale that nobody can scroll: where all events of a track are
// on the page, it is not said that these are in view.
type printed struct {
	*i18n.Axis
	locale *i18n.Locale
}

func (p *printed) InView(n, all int) string {
	if n == all {
		return p.locale.TN("count.events", n)
	}
	return p.Axis.InView(n, all)
}

// spreadLabel is the room for a label where each is to have some, in units: many are longer
// and find it all the same.
const spreadLabel = 200

// tallest is more than all rows ever take together that fit on a picture, in units; least
// is the height of a poster of nothing, foot what is free below the last row.
const tallest, least, foot = 1 << 16, 160, 12

// Needs is the least height of a page on which no track is left out, in units.
func (p Poster) Needs(page Page) float32 {
	return p.Index.Least(p.Tracks, page.Second) + headHeight(page)
}
