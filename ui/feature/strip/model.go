package strip

import (
	"slices"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
	"tarikh.org/tarikh/ui/library"
	"tarikh.org/tarikh/ui/timeline"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// view is the timeline with the model that it shows.
type view struct {
	host  *feature.Host
	parts Parts
	line  *timeline.Timeline
	bar   *measureBar
	known *knownBar
	found *review // nil where none goes on
	moves library.Subscribers[struct{}]
	drops library.Subscribers[[2]data.ID] // of events on others

	carries library.Subscribers[feature.Carried]

	group    *Grouping // nil: events are on their tracks
	laid     *laid     // nil: they are as they are
	laying   library.Slot
	related  related
	states   states
	lighted  *scene.Lit // of the shown index
	reveal   bool       // what is laid out next comes into view
	dissolve bool       // it replaces what is shown softly

	quoted quoted
}

// quoted is the passage that the tip of the event under the pointer quotes.
type quoted struct {
	event   data.ID
	words   string
	looking library.Slot
}

// quote is that of an event, "" while another one's is loaded.
func (v *view) quote(event data.ID) string {
	if event != v.quoted.event || v.quoted.words == "" {
		return ""
	}
	return v.host.Kit().T("quoted", "words", v.quoted.words)
}

// Update shows what is loaded now.
func (v *view) Update() {
	v.lay()
	v.show()
}

// show shows it as it is laid out by now.
func (v *view) show() {
	v.line.SetModel(v.model())
	v.line.Select(v.selected(), false)
	v.line.Light(v.lit(v.lighted))
	v.known.update()
}

// model is what the timeline shows of what is loaded.
func (v *view) model() timeline.Model {
	l, k := v.host.Library, v.host.Kit()
	n := l.Snapshot()
	m := timeline.Model{
		Locale: k.Locale.Axis(), Direction: k.Direction(), RTL: v.parts.Choices.AxisRTL(), Today: l.Axis().Now(v.host.Now()), HasToday: true,
		Many:   func(n int) string { return k.Locale.TN("count.events", n) },
		Hidden: v.hidden, Reading: k.T("tip.reading"),
		Titles: v.title, Whole: k.T("axis.whole"), Empty: k.T("library.none.hint"),
	}
	if n != nil {
		m.Library = n.Library.ID
		shown := l.Shown()
		m.Index, m.Empty = v.index(), k.T("events.none.hint")
		if shown.Len() == 0 && !shown.All {
			m.Empty = k.T("filter.nothing.hint")
		}
		m.Noted = func(event data.ID) bool { return n.Noted[event] }
		m.Date, m.Quote = v.dateOf, v.quote
		m.Axis, m.Zone, m.Second = n.Axis, k.Locale.Zone(n.Axis.Zone()), v.second(n.Axis)
		m.Exact, m.Words, m.Length, m.Flag = v.date, v.words, k.Locale.Length, v.flag
		m.Certainty, m.Editable, m.Sources, m.Dropping = v.certainty, v.editable(), v.sources, v.dropping
		looks := v.host.Arrangement().Tracks
		for i, t := range n.Tracks {
			look := looks[t.ID]
			m.Tracks = append(m.Tracks, scene.Track{Name: t.Name, Colour: t.Colour, Rows: look.Rows, Hidden: look.Hidden || !shown.HasTrack(i), Collapsed: look.Collapsed})
		}
		if places, at := n.InDoubt(); len(places) > 0 {
			m.Doubted, m.Doubts = v.lit(scene.NewLit(shown.Index, shown.Events(places))), at
		}
		m.Ticks = slices.Clone(n.NotedAt)
		for _, note := range n.Notes {
			if !note.Span.IsZero() {
				lo, _ := n.Axis.Bounds(note.Span)
				m.Ticks = append(m.Ticks, lo)
			}
		}
		m.Spot, m.Known, m.Given = v.spot, v.knownMark(), v.given
		m.States = v.states.shown(v, n)
		v.picture(&m)
		v.arranged(&m)
		v.related.model(v, &m)
		if v.found != nil {
			v.found.model(v, &m)
		}
	}
	return m
}

// picture gives the model the pictures of events, where any has one.
func (v *view) picture(m *timeline.Model) {
	p := v.parts.Pictures
	if p == nil || !p.Any() {
		return
	}
	m.Pictured, m.Thumb = p.Has, p.Thumb
	for i := range m.Tracks {
		m.Tracks[i].Pictured = p.OnTrack(i)
	}
}

// hidden says what a chip of the timeline stands for, and what a press on it does.
func (v *view) hidden(c scene.Chip) (head, below string) {
	k := v.host.Kit()
	switch {
	case !c.Beyond:
		return k.Locale.TN("tip.chip.hidden", c.Count), k.T("tip.chip.list")
	case c.After:
		return k.Locale.TN("tip.chip.after", c.Count), k.T("tip.chip.go")
	}
	return k.Locale.TN("tip.chip.before", c.Count), k.T("tip.chip.go")
}

// dropping says what it does to drop an event on another one.
func (v *view) dropping(event, on data.ID) (head, below string) {
	k := v.host.Kit()
	if on == (data.ID{}) {
		return k.T("drop.event.hint"), ""
	}
	into, _ := v.title(on)
	title, _ := v.title(event)
	return into, k.T("drop.event", "title", k.Given(control.OneLine(title, mostDropped)))
}

// mostDropped is how long a title of a dragged event is shown.
const mostDropped = 60

func (v *view) title(event data.ID) (string, bool) {
	c, ok := v.host.Library.Caption(event)
	return c.Title, ok
}

func (v *view) date(event data.ID) (dates.Date, bool) {
	c, ok := v.host.Library.Caption(event)
	return c.Date, ok
}

// sources is how many articles report an event, as far as that is loaded.
func (v *view) sources(event data.ID) int {
	c, _ := v.host.Library.Caption(event)
	return c.Sources
}

// flag is the date of an event in few words, "" while it is not loaded.
func (v *view) flag(event data.ID) string {
	d, ok := v.date(event)
	if v.byKnown() {
		d, ok = v.firstReport(event)
	}
	if ok {
		return v.host.Kit().Locale.DateDays(d)
	}
	return ""
}

// dateOf returns the date of an event in words, "" while it is not loaded.
func (v *view) dateOf(event data.ID) string {
	if d, ok := v.date(event); ok {
		own, onAxis := v.host.Clocks(d, "")
		all := append(append(own, onAxis...), v.hijri(d), v.states.word(v, event))
		if v.byKnown() {
			if first, ok := v.firstReport(event); ok {
				all = append(all, v.host.Kit().T("clock.since", "date", v.host.Kit().Locale.DateDays(first)))
			}
		}
		return v.host.Kit().Join(all...)
	}
	return ""
}

// hijri is a date in the Islamic calendar, "" where the reader does not want it.
func (v *view) hijri(d dates.Date) string {
	if v.host.State.Reading.Second != "hijri" {
		return ""
	}
	return v.host.Kit().Locale.Hijri(v.host.Library.Axis().Shown(d))
}

// second is the second line of the axis that the reader has chosen. The reader's own
// clock is one only beside that of a zone, where it shows something else.
func (v *view) second(axis dates.Axis) scene.Second {
	k := v.host.Kit()
	switch v.host.State.Reading.Second {
	case "hijri":
		return scene.Second{Hijri: true, Name: k.T("second.hijri")}
	case "local":
		now := v.host.Now()
		if own := dates.AxisOf(now.Location()); axis.Zone() != "" && !own.SameNow(axis, now) {
			return scene.Second{Clock: own, Axis: axis, Name: k.T("second.local.name")}
		}
	}
	return scene.Second{}
}

// words puts a date that the axis shows into words. On the axis of own clocks that of an
// event that is dragged has the offset that it will have.
func (v *view) words(event data.ID, d dates.Date) string {
	axis := v.host.Library.Axis()
	if e := v.host.Library.Event(); e != nil && e.ID == event && axis.Zone() == "" {
		d = axis.Settled(e.Date, d, e.Zone)
	}
	return v.host.Kit().Locale.Date(d)
}

// certainty is how sure the date of an event is, as far as it is loaded.
func (v *view) certainty(event data.ID) scene.Certainty {
	d, ok := v.date(event)
	if !ok {
		return scene.Certainty{}
	}
	return scene.CertaintyOf(v.host.Library.Axis().Shown(d))
}

// arranged is what is different where events are laid out otherwise.
func (v *view) arranged(m *timeline.Model) {
	l := v.laid
	if l == nil || l.arranged == nil {
		return
	}
	if l.lanes != nil {
		for _, t := range m.Tracks {
			m.Colours = append(m.Colours, t.Colour)
		}
		m.Tracks = l.lanes
	}
	if l.known {
		m.Certainty, m.Editable, m.Ticks, m.Doubts = nil, false, nil, nil
	}
}

// editable reports whether events can be made and dragged on the strip.
func (v *view) editable() bool {
	return v.host.Library.Writable() && !v.host.State.Locked
}
