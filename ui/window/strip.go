package window

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/session"
	"tarikh.org/tarikh/ui/theme"
	"tarikh.org/tarikh/ui/timeline"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// strip ties the timeline to the session.
type strip struct {
	w        *Window
	line     *timeline.Timeline
	bar      *fyne.Container // below a measured span
	annotate *control.Button
	root     fyne.CanvasObject
}

var _ timeline.Host = (*strip)(nil)

func newStrip(w *Window) *strip {
	s := &strip{w: w}
	s.line = timeline.New(w.ts, theme.Current(), s)
	s.line.SetAnimated(w.settings.Animated())
	s.root = s.withBar()
	w.session.Subscribe(s.told)
	s.model()
	return s
}

func (s *strip) told(t session.Topic) {
	switch t {
	case session.TopicLibrary, session.TopicShown:
		s.model()
		s.line.Select(s.w.session.Open().Selected(), false)
	case session.TopicEvent:
		s.line.Select(s.w.session.Open().Selected(), true)
	case session.TopicTitles:
		s.line.Refresh()
	default:
	}
}

func (s *strip) model() {
	w, k := s.w, s.w.env.Kit
	n := w.session.Library()
	m := timeline.Model{
		Locale: k.Locale.Axis(), RTL: w.settings.AxisRTL(), Today: w.Now().Unix(), HasToday: true,
		Many:   func(n int) string { return k.Locale.TN("count.events", n) },
		Titles: s.title, Empty: k.T("library.none.hint"),
	}
	if n != nil {
		m.Library = n.Library.ID
		v := w.session.Shown()
		m.Index, m.Empty = v.Index, k.T("events.none.hint")
		if v.Len() == 0 && !v.All {
			m.Empty = k.T("filter.nothing.hint")
		}
		m.Noted = func(event data.ID) bool { return n.Noted[event] }
		m.Date = s.dateOf
		m.Exact, m.Words, m.Length = s.date, k.Locale.Date, k.Locale.Length
		m.Certainty, m.Editable = s.certainty, s.editable()
		shown := w.State.Arrangement(n.Library.ID).Tracks
		for i, t := range n.Tracks {
			view := shown[t.ID]
			m.Tracks = append(m.Tracks, scene.Track{Name: t.Name, Colour: t.Colour, Rows: view.Rows, Hidden: view.Hidden || !v.HasTrack(i), Collapsed: view.Collapsed})
		}
		m.Ticks = slices.Clone(n.NotedAt)
		for _, note := range n.Notes {
			if !note.Span.IsZero() {
				m.Ticks = append(m.Ticks, note.Span.Lo)
			}
		}
	}
	s.line.SetModel(m)
}

func (s *strip) title(event data.ID) (string, bool) {
	c, ok := s.w.session.Caption(event)
	return c.Title, ok
}

func (s *strip) date(event data.ID) (dates.Date, bool) {
	c, ok := s.w.session.Caption(event)
	return c.Date, ok
}

// dateOf puts the date of an event into words, "" while it is not loaded.
func (s *strip) dateOf(event data.ID) string {
	if d, ok := s.date(event); ok {
		return s.w.env.Kit.Locale.DateLong(d)
	}
	return ""
}

func (s *strip) zoom(factor float64)      { s.line.Zoom(factor) }
func (s *strip) fit()                     { s.line.ZoomToFit() }
func (s *strip) fitSelection()            { s.line.ZoomToSelection() }
func (s *strip) view() scene.Viewport     { return s.line.Viewport() }
func (s *strip) setView(v scene.Viewport) { s.line.SetViewport(v) }

// pan moves a third of the view along time: on where direction > 0.
func (s *strip) pan(direction float64) {
	x0, x1 := s.line.Viewport().Plot()
	by := (x1 - x0) / 3 * direction
	if !s.w.settings.AxisRTL() {
		by = -by
	}
	s.line.Pan(by)
}

// centreDay is the day in the middle of the view.
func (s *strip) centreDay() dates.Date {
	v := s.line.Viewport()
	x0, x1 := v.Plot()
	d, err := dates.Parse(time.Unix(v.Time((x0+x1)/2), 0).UTC().Format("2006-01-02"))
	if err != nil {
		return dates.Date{}
	}
	return d
}

// EventSelected and the others are the timeline's words to its host.
func (s *strip) EventSelected(event data.ID) { s.w.session.SelectAndRead(event) }
func (s *strip) EventActivated(data.ID)      {}
func (s *strip) EventHovered(data.ID)        {}
func (s *strip) KeyTyped(ev *fyne.KeyEvent)  { s.w.typedKey(ev) }
func (s *strip) RuneTyped(r rune)            { s.w.typedRune(r) }

// ViewChanged writes down where the events stand, so that tests from outside
// know where to click.
func (s *strip) ViewChanged(scene.Viewport) {
	if !s.w.Log.Enabled(context.Background(), slog.LevelDebug) {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.line)
	for _, m := range s.line.Marks() {
		title, _ := s.title(m.Event)
		s.w.Log.Debug("mark", "title", title, "x", at.X+m.X, "y", at.Y+m.Y)
	}
}

// ContextMenu offers what can be done with an event, or at an instant.
func (s *strip) ContextMenu(event data.ID, t int64, at fyne.Position) {
	w := s.w
	ro := !s.editable()
	if event != (data.ID{}) {
		w.session.SelectAndRead(event)
	}
	w.later(func() { s.contextMenu(event, t, at, ro) })
}

func (s *strip) contextMenu(event data.ID, t int64, at fyne.Position, ro bool) {
	w, k := s.w, s.w.env.Kit
	if event == (data.ID{}) {
		day := time.Unix(t, 0).UTC().Format("2006-01-02")
		d, err := dates.Parse(day)
		if err != nil || w.session.Library() == nil {
			return
		}
		k.ShowMenu(w.win.Canvas(), at, []control.Item{
			{Text: k.T("event.new.at", "date", k.Locale.Date(d)), Disabled: ro, Run: func() { w.events.Add(d, data.ID{}) }},
			{Text: k.T("command.view.fit"), Run: s.fit},
		})
		return
	}
	item := func(id string) control.Item {
		c := w.commands.Get(id)
		return control.Item{Text: k.T(c.Title), Key: w.key(id), Disabled: ro && id != "view.selection", Run: func() { w.run(id) }}
	}
	k.ShowMenu(w.win.Canvas(), at, []control.Item{item("view.selection"), item("note.add"), item("event.edit"), {}, item("event.delete")})
}

// spanInView is the time in view as a date, as precise as the zoom; false where no
// date says it.
func (s *strip) spanInView() (dates.Date, bool) {
	const tenth = 10
	v := s.line.Viewport()
	lo, hi := v.Range()
	x0, x1 := v.Plot()
	step := timeline.StepFor(v.Scale(), (x1-x0)/tenth)
	lo, hi = step.Snap(lo), step.Snap(hi)
	return step.Span(lo, max(hi, lo+1))
}
