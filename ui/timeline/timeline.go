// Package timeline is the Fyne widget of the timeline: the strip with tracks and
// events, and the overview of the whole library under it.
//
// The idea: the widget holds a viewport and a selection, and every gesture and
// animation makes a new viewport. Package scene turns that into a display
// list and package paint into one picture; there is no Fyne object per event,
// and however many gestures arrive between two frames, one picture is made.
// Everything here runs on the UI goroutine.
package timeline

import (
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/paint"
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
	// there are no tracks; date is as precise as the zoom.
	EventWanted(track int, date dates.Date)
	// EventMoved: the reader dragged the selected event to another date.
	EventMoved(event data.ID, date dates.Date)
	// Measured follows every change of the measured span and of where it stands.
	Measured()
	// TrackMenu: a menu is wanted for a track (-1: for none of them), at a position
	// on the canvas.
	TrackMenu(track int, at fyne.Position)
	// TrackSized: the reader gave a track another number of rows.
	TrackSized(track, rows int)
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
	// Date puts the date of an event into words.
	Date func(event data.ID) string
	// Many puts a number of events into words ("214 events").
	Many func(n int) string
	// Exact returns the date of an event as it is written, false while it is not
	// loaded: what cannot be read cannot be dragged. Words puts a date into words,
	// Length the time [lo, hi) ("76 days, 14 hours").
	Exact  func(event data.ID) (dates.Date, bool)
	Words  func(d dates.Date) string
	Length func(lo, hi int64) string
	// Editable lets the reader make and drag events.
	Editable bool
	// Certainty returns how sure the date of an event is; nil: all are sure.
	Certainty func(event data.ID) scene.Certainty
	// Noted reports whether an event carries annotations.
	Noted func(event data.ID) bool
	// Ticks are instants that the overview points out: annotations.
	Ticks  []int64
	Locale scene.Locale
	RTL    bool // time runs from right to left
	// Today is the present instant, drawn as a line where HasToday is set.
	Today    int64
	HasToday bool
	// Empty is shown where there are no events: what to do first.
	Empty string
}

// input is what the model says to package scene, which knows events by their places
// in the index.
func (m *Model) input() scene.Input {
	in := scene.Input{Index: m.Index, Tracks: m.Tracks, Today: m.Today, HasToday: m.HasToday, Locale: m.Locale}
	if titles := m.Titles; titles != nil {
		in.Titles = func(event int) (string, bool) { return titles(in.Index.ID(event)) }
	}
	if certainty := m.Certainty; certainty != nil {
		in.Certainty = func(event int) scene.Certainty { return certainty(in.Index.ID(event)) }
	}
	if noted := m.Noted; noted != nil {
		in.Noted = func(event int) bool { return noted(in.Index.ID(event)) }
	}
	return in
}

// Timeline is the widget. Make it with New.
type Timeline struct {
	widget.BaseWidget
	host         Host
	typesetter   *text.Typesetter
	builder      *scene.Builder
	painter      paint.Painter
	palette      palette.Palette
	theme        scene.Theme
	model        Model
	input        scene.Input             // what of it is drawn
	lit          *scene.Lit              // events that stand out
	modifiers    func() fyne.KeyModifier // those held now
	now          func() time.Time
	start        func(*fyne.Animation)
	animated     bool
	strip        *canvas.Raster
	overview     *overview
	picture      *image.RGBA
	list         *scene.List
	stale        bool // list does not show the state
	unpainted    bool // picture does not show list
	asked        bool // Fyne was asked for a new picture and did not yet take it
	view         scene.Viewport
	moved        bool // view was moved by somebody
	wanted       span // what to show until then; none: all events
	scrollY      float32
	chosen       data.ID // the selected event
	selected     int     // its place in the index, or -1
	hover        hover
	press        press
	measure      measure
	redate       *redate // nil while no event is dragged
	trail        trail
	reading      scene.Reading
	motion       motion
	focused      bool
	keyboard     bool // the focus came by keyboard, so it is shown
	pressFocuses bool
}

var (
	_ fyne.Widget        = (*Timeline)(nil)
	_ fyne.Focusable     = (*Timeline)(nil)
	_ fyne.Draggable     = (*Timeline)(nil)
	_ fyne.Scrollable    = (*Timeline)(nil)
	_ desktop.Mouseable  = (*Timeline)(nil)
	_ desktop.Hoverable  = (*Timeline)(nil)
	_ desktop.Cursorable = (*Timeline)(nil)
)

// span is a half-open range of time; the zero span is none.
type span struct{ lo, hi int64 }

// New returns an empty timeline.
func New(typesetter *text.Typesetter, colours palette.Palette, host Host) *Timeline {
	t := &Timeline{
		host: host, typesetter: typesetter,
		builder: scene.NewBuilder(typesetter.Shaper), painter: paint.Painter{Glyphs: typesetter.Glyphs},
		palette: colours, theme: paint.Theme(colours),
		model:    Model{Index: scene.NewIndex(data.Columns{}, 0)},
		now:      time.Now,
		start:    (*fyne.Animation).Start,
		animated: true,
		stale:    true,
		selected: -1,
		hover:    hover{event: -1},
		view:     scene.NewViewport(1, false),
	}
	t.modifiers = heldModifiers
	t.strip = canvas.NewRaster(t.paintStrip)
	t.overview = newOverview(t)
	t.ExtendBaseWidget(t)
	return t
}

func heldModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// SetModel shows another library, as a whole and with nothing selected, or the
// same one after a change: then a view that was moved stays, and the selection
// too, unless the event is gone.
func (t *Timeline) SetModel(m Model) {
	if m.Index == nil {
		m.Index = scene.NewIndex(data.Columns{}, len(m.Tracks))
	}
	if m.RTL != t.view.RTL() {
		t.stop()
		t.view = t.view.WithRTL(m.RTL)
	}
	if m.Library != t.model.Library {
		t.stop()
		t.chosen, t.scrollY, t.moved = data.ID{}, 0, false
		t.measure = measure{}
		if (t.model.Library != data.ID{}) {
			t.wanted = span{}
		}
	}
	t.forgetHover()
	t.model, t.input = m, m.input()
	if t.selected = m.Index.Find(t.chosen); t.selected < 0 {
		t.chosen = data.ID{}
	}
	if t.redate != nil {
		t.Cancel() // the event may have another date now, or be gone
	}
	if !t.moved {
		t.place()
	}
	t.Refresh()
	t.host.Measured()
}

// Light lets events of the model's index stand out, nil: none. What was made for
// another index is left out.
func (t *Timeline) Light(l *scene.Lit) {
	if l != t.lit {
		t.lit = l
		t.invalidate()
		t.overview.invalidate()
	}
}

// SetPalette changes the colours, as when the theme changes.
func (t *Timeline) SetPalette(p palette.Palette) {
	t.palette, t.theme = p, paint.Theme(p)
	t.Refresh()
}

// SetAnimated switches inertia and animated jumps on or off. They are off too
// where Fyne's settings say so.
func (t *Timeline) SetAnimated(on bool) {
	t.stop()
	t.animated = on
}

// Viewport returns what is in view.
func (t *Timeline) Viewport() scene.Viewport { return t.view }

// SetViewport shows what v shows, at the timeline's own width and direction.
func (t *Timeline) SetViewport(v scene.Viewport) {
	lo, hi := v.Range()
	t.JumpTo(lo, hi)
}

// JumpTo shows the time [lo, hi) at once.
func (t *Timeline) JumpTo(lo, hi int64) {
	t.stop()
	t.wanted, t.moved = span{lo, hi}, false
	t.place()
}

// Mark is where the mark of an event is, in units from the top left of the strip.
type Mark struct {
	Event data.ID
	Track int
	X, Y  float32 // its middle
}

// Marks returns where the events in view are that are drawn on their own.
func (t *Timeline) Marks() []Mark {
	var marks []Mark
	for _, h := range t.scene().Hits {
		if h.Event >= 0 {
			marks = append(marks, Mark{t.model.Index.ID(h.Event), h.Track, (h.M0 + h.M1) / 2, (h.Y0 + h.Y1) / 2})
		}
	}
	return marks
}

// Selected returns the selected event.
func (t *Timeline) Selected() data.ID { return t.chosen }

// Select shows an event as selected; reveal moves the view so far that it is well in
// sight. The host is not told.
func (t *Timeline) Select(id data.ID, reveal bool) { t.selectAt(t.model.Index.Find(id), reveal) }

// selectAt is Select for the event at a place in the index.
func (t *Timeline) selectAt(event int, reveal bool) {
	if event != t.selected {
		t.selected, t.chosen = event, t.model.Index.ID(event)
		t.invalidate()
	}
	if reveal && event >= 0 {
		t.reveal(event)
	}
}

// Refresh draws everything anew, as when titles or notes have changed.
func (t *Timeline) Refresh() {
	if t.hover.tip != nil {
		t.hover.tip = t.makeTip()
	}
	t.invalidate()
	t.overview.invalidate()
}

// MinSize leaves the timeline room for one track and the scale.
func (t *Timeline) MinSize() fyne.Size { return fyne.NewSize(160, 96) }

// CreateRenderer is part of fyne.Widget.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer { return &renderer{t} }

type renderer struct{ t *Timeline }

func (r *renderer) Destroy()                     {}
func (r *renderer) MinSize() fyne.Size           { return r.t.MinSize() }
func (r *renderer) Refresh()                     { r.t.Refresh() }
func (r *renderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.t.strip, r.t.overview} }

// overviewHeight is that of the overview strip in units; it is left out where
// the timeline is lower than overviewFrom.
const (
	overviewHeight = 48
	overviewFrom   = 190
)

func (r *renderer) Layout(size fyne.Size) {
	t := r.t
	height := size.Height
	if height >= overviewFrom {
		height -= overviewHeight
		t.overview.Show()
		t.overview.Move(fyne.NewPos(0, height))
		t.overview.Resize(fyne.NewSize(size.Width, overviewHeight))
	} else {
		t.overview.Hide()
	}
	// The state first: Fyne may ask for a picture as soon as the raster has a size.
	t.resized(size.Width)
	t.strip.Resize(fyne.NewSize(size.Width, height))
	t.invalidate()
}

// resized takes the width of the strip.
func (t *Timeline) resized(width float32) {
	if width < 1 || float64(width) == t.view.Width() {
		return
	}
	t.stop()
	lo, hi := t.view.Range()
	t.view = t.view.WithWidth(float64(width))
	if t.moved {
		// What was in view stays in view.
		t.show(t.view.Fit(lo, hi, 0))
		return
	}
	t.place()
}

// place shows what is wanted, or all events; a library without events shows the
// year around today.
func (t *Timeline) place() {
	const halfYear = 183 * day
	lo, hi, ok := t.model.Index.Span()
	switch {
	case t.wanted != span{}:
		t.show(t.view.Fit(t.wanted.lo, t.wanted.hi, 0))
	case ok:
		t.show(t.view.FitAll(lo, hi))
	case t.model.HasToday:
		t.show(t.view.Fit(t.model.Today-halfYear, t.model.Today+halfYear, 0))
	}
}

// setView is show for what the reader did: the view stays as they left it.
func (t *Timeline) setView(v scene.Viewport) {
	t.moved = true
	t.show(v)
}

// show changes what is in view.
func (t *Timeline) show(v scene.Viewport) {
	if v == t.view {
		return
	}
	t.view = v
	t.invalidate()
	t.overview.invalidate()
	t.host.ViewChanged(v)
	if t.measure.on {
		t.host.Measured()
	}
}

// limit keeps a viewport near the events.
func (t *Timeline) limit(v scene.Viewport) scene.Viewport {
	if lo, hi, ok := t.model.Index.Span(); ok {
		return v.Within(lo, hi)
	}
	return v
}

// scrollTo moves the tracks up and down, within what there is to see.
func (t *Timeline) scrollTo(y float32) {
	most := max(t.scene().ContentHeight-t.strip.Size().Height, 0)
	y = float32(math.Round(float64(min(max(y, 0), most))))
	if y != t.scrollY {
		t.scrollY = y
		t.invalidate()
	}
}
