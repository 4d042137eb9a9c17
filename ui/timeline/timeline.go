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
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/paint"
	"tarikh.org/tarikh/ui/timeline/scene"
)

var (
	_ fyne.Widget        = (*Timeline)(nil)
	_ fyne.Focusable     = (*Timeline)(nil)
	_ desktop.Keyable    = (*Timeline)(nil)
	_ fyne.Draggable     = (*Timeline)(nil)
	_ fyne.Scrollable    = (*Timeline)(nil)
	_ desktop.Mouseable  = (*Timeline)(nil)
	_ desktop.Hoverable  = (*Timeline)(nil)
	_ desktop.Cursorable = (*Timeline)(nil)
)

// New returns an empty timeline.
func New(typesetter *text.Typesetter, colours palette.Palette, host Host) *Timeline {
	t := &Timeline{modifiers: input.Held}
	t.mover = mover{
		board:  newBoard(typesetter, colours, host, t),
		follow: t, now: time.Now, start: (*fyne.Animation).Start, animated: true,
	}
	t.painter.Pixels = func(event int) *image.RGBA { return t.model.pixels(event) }
	t.strip = newFrame(t.paintStrip)
	t.overview = newOverview(&t.mover, t)
	t.plan = t.overview.frame
	t.ExtendBaseWidget(t)
	return t
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
	t.fill(newlyAccepted(t.model, m))
	t.model, t.input = m, m.input()
	t.ReadAt(t.readDate)
	if t.selected = m.Index.Find(t.chosen); t.selected < 0 {
		t.chosen = data.ID{}
	}
	if t.redate != nil || t.carry != nil {
		t.Cancel() // the event may have another date now, or be gone
	}
	if !t.moved {
		t.place()
	}
	if size := t.Size(); t.hasOverview(size.Height) != t.overview.Visible() && size.Width >= 1 {
		t.arrange(size)
	}
	t.Refresh()
	t.host.Measured()
}

// SetPalette changes the colours, as when the theme changes.
func (t *Timeline) SetPalette(p palette.Palette) {
	t.palette, t.theme = p, paint.Theme(p)
	t.Refresh()
}

// Refresh draws everything again, as when titles or notes have changed.
func (t *Timeline) Refresh() {
	if t.hover.tip != nil {
		t.hover.tip = t.tip()
	}
	t.invalidate()
	t.plan.repaint()
}

// layers implements layers: the dragged event, the tip and the focus ring.
func (t *Timeline) layers() []*scene.Layer {
	over := t.shown[:0]
	if t.redate != nil {
		over = append(over, t.redateLayer(t.redate))
	}
	if t.carry != nil {
		over = append(over, t.carryLayer(t.carry))
	}
	if t.hover.tip != nil {
		over = append(over, t.hover.tip)
	}
	if t.focused && t.keyboard {
		over = append(over, t.focusRing())
	}
	t.shown = over
	return over
}

// Needed is the height that the timeline wants where there is room for most units: that
// at which all tracks have the rows that their events need.
func (t *Timeline) Needed(most float32) float32 {
	plan := float32(0)
	if t.hasOverview(most) {
		plan = overviewHeight
	}
	if t.model.Found != nil {
		return min(t.builder.NeededFound(t.inputOf(t.view, 0), most-plan)+plan, most)
	}
	return min(t.model.Index.Needed(t.model.Tracks, t.model.Second, most-plan)+plan, most)
}

// hasOverview reports whether the overview has room below a timeline of a height: not
// where it would take that of a track that is in view without it.
func (t *Timeline) hasOverview(height float32) bool {
	const rounding = 1 // the strip is as high as whole pixels are
	least := t.model.Index.Least(t.model.Tracks, t.model.Second) - rounding
	return height >= overviewFrom && (height-overviewHeight >= least || height < least)
}

// MinSize leaves the timeline room for one track and the scale.
func (t *Timeline) MinSize() fyne.Size { return fyne.NewSize(160, 96) }

// CreateRenderer is part of fyne.Widget.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer { return &renderer{t} }

type renderer struct{ t *Timeline }

func (r *renderer) Destroy() {}

func (r *renderer) MinSize() fyne.Size { return r.t.MinSize() }

func (r *renderer) Refresh() { r.t.Refresh() }

func (r *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.strip.raster, r.t.overview}
}

func (r *renderer) Layout(size fyne.Size) { r.t.arrange(size) }

// arrange divides the timeline's room between the strip and the overview.
func (t *Timeline) arrange(size fyne.Size) {
	height := size.Height
	if t.hasOverview(height) {
		height -= overviewHeight
		t.overview.Show()
		t.overview.Move(fyne.NewPos(0, height))
		t.overview.Resize(fyne.NewSize(size.Width, overviewHeight))
	} else {
		t.overview.Hide()
	}
	// The state first: Fyne may ask for a picture as soon as the raster has a size.
	t.resized(size.Width)
	t.strip.raster.Resize(fyne.NewSize(size.Width, height))
	t.invalidate()
	t.host.ViewChanged(t.view)
}
