package strip

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/text/query"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/timeline"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// The two clocks: events are laid out by when they happened or by when they were first
// reported, and what had not been reported by a date can be hidden. That date is a term of
// the filter, so that search, lists and notes follow, and views keep it.

// toggleClock lays events out by the other clock.
func (s *view) toggleClock() {
	a := s.host.Arrangement()
	if a.Clock == "known" {
		a.Clock = ""
	} else {
		a.Clock = "known"
	}
	s.host.Remember()
	s.dissolve = true
	s.Update()
	s.reveal = true
	if s.laid == nil {
		s.revealAll()
	}
}

// revealAll brings the selected event into view, or all events.
func (s *view) revealAll() {
	s.reveal = false
	if id := s.selected(); id != (data.ID{}) && s.index().Find(id) >= 0 {
		s.line.Select(id, true)
		return
	}
	s.line.ZoomToFit()
}

// knows reports whether what is shown is what was known on a date.
func (s *view) knows() bool {
	return s.host.Library.Snapshot() != nil && len(s.knownTerms()) > 0
}

// knownMark is the handle of that date on the strip.
func (s *view) knownMark() scene.Known {
	terms := s.knownTerms()
	if len(terms) == 0 || s.found != nil {
		return scene.Known{}
	}
	_, at := s.host.Library.Axis().Bounds(terms[0].Date)
	return scene.Known{On: true, At: at, Words: s.host.Kit().Locale.DateDays(terms[0].Date)}
}

// toggleKnown shows what was known at the end of the view, or all again.
func (s *view) toggleKnown() {
	if s.knows() {
		s.host.Library.SetFilter(s.host.Library.Filter().WithoutField(query.Known))
		return
	}
	const tenth = 10
	v := s.line.Viewport()
	lo, hi := v.Range()
	s.knownBy(hi - (hi-lo)/tenth)
}

// knownBy shows what was known at an instant of the axis: at the end of the day that is over
// then.
func (s *view) knownBy(at int64) {
	d, ok := (timeline.Step{Precision: dates.PrecisionDay, N: 1}).Date(at - 1)
	if !ok {
		return
	}
	s.host.Library.SetFilter(s.host.Library.Filter().WithoutField(query.Known).With(query.Term{Field: query.Known, Date: d}))
}

// step goes to the next date on which something new was reported, or the one before, and
// reports whether there is one.
func (s *view) step(direction int) bool {
	if !s.knows() || s.laid == nil || len(s.laid.ends) == 0 {
		return false
	}
	ends, at := s.laid.ends, s.knownMark().At
	i, found := slices.BinarySearch(ends, at)
	switch {
	case direction < 0:
		i--
	case found:
		i++
	}
	if i < 0 || i >= len(ends) {
		return false
	}
	s.knownBy(ends[i])
	return true
}

// KnownMoved is that of timeline.Host: while the handle is dragged, as often as the filter
// is applied.
func (e events) KnownMoved(at int64, done bool) {
	if done || !e.host.Library.Filtering() {
		e.knownBy(at)
	}
}

// SpotPressed is that of timeline.Host.
func (e events) SpotPressed(kind scene.SpotKind, event data.ID, n int, _ fyne.Position) {
	switch kind {
	case scene.SpotParts:
		e.foldParts(event)
	case scene.SpotGiven:
		e.choose(event)
	case scene.SpotRelation:
		if n < len(e.related.drawn) {
			one := e.related.drawn[n]
			if other := one.To; other != e.selected() {
				e.choose(other)
			} else {
				e.choose(one.From)
			}
		}
	case scene.SpotKnown:
	}
}

// spot says what something beside the marks means.
func (s *view) spot(kind scene.SpotKind, event data.ID, n int) (head, below, words string) {
	k := s.host.Kit()
	switch kind {
	case scene.SpotKnown:
		return k.T("known.banner", "date", s.knownMark().Words), k.T("known.drag"), ""
	case scene.SpotParts:
		parts := len(s.related.parts[event])
		if s.related.fold != nil && s.related.fold.folded[event] {
			return k.Locale.TN("tip.parts", parts), k.T("tip.parts.show"), ""
		}
		return k.Locale.TN("tip.parts", parts), k.T("tip.parts.fold"), ""
	case scene.SpotRelation:
		return s.related.words(s, n)
	case scene.SpotGiven:
		return s.givenWords(event, n)
	default:
		return "", "", ""
	}
}

// given are the dates that sources give for an event, where one of them is not its own, as
// far as they are loaded.
func (s *view) given(event data.ID) []scene.Given {
	c, _ := s.host.Library.Caption(event)
	if len(c.Given) == 0 || s.byKnown() || !differ(c) {
		return nil
	}
	all := make([]scene.Given, len(c.Given))
	for i, g := range c.Given {
		all[i].Lo, all[i].Hi = s.host.Library.Axis().Bounds(g.Date)
	}
	return all
}

func differ(c data.Caption) bool {
	return slices.ContainsFunc(c.Given, func(g data.GivenDate) bool { return g.Date.EDTF != c.Date.EDTF })
}

// givenWords say which source gives a date for an event, and which the event has.
func (s *view) givenWords(event data.ID, n int) (head, below, words string) {
	c, ok := s.host.Library.Caption(event)
	if !ok || n >= len(c.Given) {
		return "", "", ""
	}
	k, g := s.host.Kit(), c.Given[n]
	source := ""
	for _, a := range s.host.Library.Snapshot().Articles {
		if a.ID == g.Article {
			source = cmp.Or(a.Publisher, a.Title)
			words = a.Title
		}
	}
	return k.T("tip.given", "date", k.Locale.Date(g.Date), "source", k.Given(source)), k.T("tip.given.own", "date", k.Locale.Date(c.Date)), words
}

// listAside lists events that have no time on the axis, to choose one of them: then it is
// shown where it happened.
func (s *view) listAside(at fyne.Position) {
	l := s.laid
	if l == nil {
		return
	}
	k := s.host.Kit()
	s.host.Later(func() {
		s.host.Library.LoadCaptions(l.aside, func() {
			items := []control.Item{{Text: k.Locale.TN("count.events", l.apart)}}
			for _, id := range l.aside {
				title, _ := s.title(id)
				items = append(items, control.Item{Text: title, Run: func() { s.host.Library.SelectAndRead(id) }})
			}
			if more := l.apart - len(l.aside); more > 0 {
				items = append(items, control.Item{Text: k.Locale.TN("events.met.more", more)})
			}
			k.ShowMenu(s.host.Canvas, at, items)
		})
	})
}
