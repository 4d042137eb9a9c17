package timeline

import (
	"image"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text/uax9"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// Host is told what the reader does on the timeline. The zero ID is no event.
type Host interface {
	// EventSelected: the reader clicked an event. The timeline shows it as selected
	// already.
	EventSelected(event data.ID)
	// EventActivated: the reader double-clicked an event. The timeline zooms to it.
	EventActivated(event data.ID)
	// EventHovered: the pointer is over an event, or over none any more.
	EventHovered(event data.ID)
	// ViewChanged follows every change of the viewport, also while it moves.
	ViewChanged(v scene.Viewport)
	// ContextMenu: a menu is wanted for an event, or for the instant t alone, at a
	// position on the canvas.
	ContextMenu(event data.ID, t int64, at fyne.Position)
	// EventsMet: the reader clicked a bar of events of a track that no zoom separates.
	// One of them is to be chosen, at a position on the canvas.
	EventsMet(track int, events []data.ID, at fyne.Position)
	// EventWanted: the reader double-clicked an empty place of a track, -1 where
	// there are no tracks; date is as precise as the zoom, as the axis shows it.
	EventWanted(track int, date dates.Date)
	// EventMoved: the reader dragged what the axis shows of the selected event's date,
	// see dates.Axis.Shown, to another date.
	EventMoved(event data.ID, date dates.Date)
	// EventDropped: the reader dragged an event on another one.
	EventDropped(event, on data.ID)
	// EventCarried: the reader drags an event that could be dropped on another one beside the
	// strip, at a position on the canvas; done when it is let go there. The zero position is
	// that of one that is put down again.
	EventCarried(event data.ID, at fyne.Position, done bool)
	// Measured follows every change of the measured span and of where it is.
	Measured()
	// TrackMenu: a menu is wanted for a track (-1: for none of them), at a position
	// on the canvas.
	TrackMenu(track int, at fyne.Position)
	// TrackSized: the reader gave a track another number of rows.
	TrackSized(track, rows int)
	// SpotPressed: the reader clicked what is beside the marks; event is the one that it
	// belongs to, and n which of its dates or of Model.Relations.
	SpotPressed(kind scene.SpotKind, event data.ID, n int, at fyne.Position)
	// KnownMoved: the reader drags the handle of what was known to an instant, done when
	// it is let go.
	KnownMoved(at int64, done bool)
	// KeyTyped and RuneTyped get what is typed while the timeline has the keyboard.
	KeyTyped(ev *fyne.KeyEvent)
	RuneTyped(r rune)
}

// Model is what the timeline shows. It is not changed after SetModel.
type Model struct {
	// Library tells one library from another: the view of one is not kept for the next.
	Library data.ID
	Index   *scene.Index // nil is an empty library
	Tracks  []scene.Track
	// Titles returns the title of an event, false while it is not loaded; call
	// Refresh when it is.
	Titles func(event data.ID) (string, bool)
	// Quote is the first words of a passage that reports an event, "" where there is none,
	// or while it is not loaded; call RefreshTip when it is.
	Quote func(event data.ID) string
	// Date puts the date of an event into words.
	Date func(event data.ID) string
	// Flag puts the date of an event into few words, for the scale; "" while it is not
	// loaded.
	Flag func(event data.ID) string
	// Many puts a number of events into words ("214 events").
	Many func(n int) string
	// Hidden says what a chip stands for, in a line and one below it; Reading what the
	// mark of the text that is read means. Without them these say nothing.
	Hidden  func(c scene.Chip) (head, below string)
	Reading string
	// Exact returns the date of an event as it is written, false while it is not
	// loaded: what cannot be read cannot be dragged. Words puts a date that the axis
	// shows into words, which may be that of a dragged event (else the zero ID), Length
	// the time [lo, hi) ("76 days, 14 hours").
	Exact  func(event data.ID) (dates.Date, bool)
	Words  func(event data.ID, d dates.Date) string
	Length func(lo, hi int64) string
	// Dropping says what it does to drop an event on another one, the zero ID for none yet;
	// nil: events are not dropped on others.
	Dropping func(event, on data.ID) (head, below string)
	// Editable lets the reader make and drag events.
	Editable bool
	// Certainty returns how sure the date of an event is; nil: all are sure.
	Certainty func(event data.ID) scene.Certainty
	// Noted reports whether an event carries annotations.
	Noted func(event data.ID) bool
	// Doubted are events of Index with a passage to check; nil for none.
	Doubted *scene.Lit
	// Found says that the events of Index are proposals, see scene.Input; nil: they are
	// events of the library.
	Found *scene.Found
	// Sources returns how many articles report an event; nil: it is not known.
	Sources func(event data.ID) int
	// Pictured reports whether an event has a picture, and Thumb returns it: nil while it is
	// not loaded; call Refresh when it is. nil: none has one.
	Pictured func(event data.ID) bool
	Thumb    func(event data.ID) *image.RGBA
	// States are how well the events of Index are verified, by their places; nil: that is not
	// shown.
	States []scene.State
	// Given returns the dates that sources give for an event, where they differ from its own.
	Given func(event data.ID) []scene.Given
	// Parts returns how many parts an event has, and whether they are folded into it.
	Parts func(event data.ID) (n int, folded bool)
	// Relations are arcs between events of Index.
	Relations []scene.Relation
	Known     scene.Known
	// Spot says what something beside the marks means, as SpotPressed names it.
	Spot func(kind scene.SpotKind, event data.ID, n int) (head, below, words string)
	// Colours are those of the tracks, where Tracks are other lanes.
	Colours []string
	// Whole is the name of the overview.
	Whole string
	// Ticks are instants that the overview points out: annotations. Doubts are those of
	// events with a passage to check.
	Ticks, Doubts []int64
	Locale        scene.Locale
	// Axis is the clock of the axis, Zone its name in words, "" for own clocks.
	Axis   dates.Axis
	Zone   string
	Second scene.Second // a second line of the scale
	RTL    bool         // time runs from right to left
	// Direction is that of the interface's own words.
	Direction uax9.Direction
	// Today is what the axis shows now, drawn as a line where HasToday is set.
	Today    int64
	HasToday bool
	// Empty is shown where there are no events: what to do first.
	Empty string
}

// input is what the model says to package scene, which knows events by their places
// in the index.
func (m *Model) input() scene.Input {
	in := scene.Input{
		Index: m.Index, Doubted: m.Doubted, Found: m.Found, Tracks: m.Tracks, Today: m.Today, HasToday: m.HasToday, Locale: m.Locale, Zone: m.Zone, Second: m.Second,
		Colours: m.Colours, Relations: m.Relations, Known: m.Known,
	}
	if titles := m.Titles; titles != nil {
		in.Titles = func(event int) (string, bool) { return titles(in.Index.ID(event)) }
	}
	if certainty := m.Certainty; certainty != nil {
		in.Certainty = func(event int) scene.Certainty { return certainty(in.Index.ID(event)) }
	}
	if noted := m.Noted; noted != nil {
		in.Noted = func(event int) bool { return noted(in.Index.ID(event)) }
	}
	if states := m.States; in.Index != nil && len(states) == in.Index.Len() && len(states) > 0 {
		in.State = func(event int) scene.State { return states[event] }
	}
	if given := m.Given; given != nil {
		in.Given = func(event int) []scene.Given { return given(in.Index.ID(event)) }
	}
	if parts := m.Parts; parts != nil {
		in.Parts = func(event int) (int, bool) { return parts(in.Index.ID(event)) }
	}
	if pictured := m.Pictured; pictured != nil {
		in.Pictured = func(event int) bool { return pictured(in.Index.ID(event)) }
		if flag := m.Flag; flag != nil {
			in.Dates = func(event int) string { return flag(in.Index.ID(event)) }
		}
	}
	if sources := m.Sources; sources != nil {
		in.Sources = func(event int) int { return sources(in.Index.ID(event)) }
	}
	return in
}

// pixels are those of an event's picture.
func (m *Model) pixels(event int) *image.RGBA {
	if m.Thumb == nil || event < 0 || event >= m.Index.Len() {
		return nil
	}
	return m.Thumb(m.Index.ID(event))
}

// Mark is where the mark of an event is, in units from the top left of the strip.
type Mark struct {
	Event data.ID
	Track int
	X, Y  float32 // its middle
}
