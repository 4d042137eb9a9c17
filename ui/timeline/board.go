package timeline

import (
	"image"
	"math"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/theme/palette"
	"tarikh.org/tarikh/ui/timeline/paint"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// board is what is shown: the library, the view of it and what stands out, with the
// display list and the picture of it.
type board struct {
	host       Host
	typesetter *text.Typesetter
	builder    *scene.Builder
	painter    paint.Painter
	palette    palette.Palette
	theme      scene.Theme
	over       layers
	model      Model
	input      scene.Input // what of it is drawn
	lit        *scene.Lit  // events that stand out
	strip      *frame
	plan       *frame // of the overview
	list       *scene.List
	stale      bool // list does not show the state
	view       scene.Viewport
	scrollY    float32
	chosen     data.ID // the selected event
	selected   int     // its place in the index, or -1
	hovered    int     // place of the event under the pointer, or -1
	reading    scene.Reading
	readDate   dates.Date // of reading
	measure    measure
	filling    filling
}

// layers are what lies over the strip, from back to front.
type layers interface{ layers() []*scene.Layer }

func newBoard(typesetter *text.Typesetter, colours palette.Palette, host Host, over layers) board {
	return board{
		host: host, typesetter: typesetter,
		builder: scene.NewBuilder(typesetter.Shaper), painter: paint.Painter{Glyphs: typesetter.Glyphs},
		palette: colours, theme: paint.Theme(colours), over: over,
		model: Model{Index: scene.NewIndex(data.Columns{}, 0)},
		stale: true, selected: -1, hovered: -1,
		view: scene.NewViewport(1, false),
	}
}

// invalidate says that the strip shows something else now.
func (t *board) invalidate() {
	t.stale = true
	t.strip.repaint()
}

// scene returns the display list of the strip as it is now.
func (t *board) scene() *scene.List {
	if t.stale || t.list == nil {
		t.list = t.build(t.view, t.scrollY)
		t.stale = false
	}
	return t.list
}

// build makes the display list of a view that may differ from the present one.
func (t *board) build(v scene.Viewport, scrollY float32) *scene.List {
	return t.builder.Build(t.inputOf(v, scrollY))
}

// inputOf is what is drawn of a view.
func (t *board) inputOf(v scene.Viewport, scrollY float32) scene.Input {
	in := t.input
	in.View, in.Height, in.ScrollY = v, t.height(), scrollY
	in.Selected, in.Hovered, in.Lit = t.selected, t.hovered, t.lit
	in.Tracks, in.Reading, in.Theme = t.model.Tracks, t.reading, t.theme
	if in.Selected >= 0 && t.model.Exact != nil && t.model.Flag != nil {
		in.SelectedDate = t.model.Flag(t.chosen)
		d, ok := t.model.Exact(t.chosen)
		in.Handles = ok && t.model.Editable && Movable(d, PartBody)
	}
	if len(t.filling.events) > 0 {
		in.Filled = t.filled
	}
	return in
}

// size is that of the strip, height its height.
func (t *board) size() fyne.Size { return t.strip.raster.Size() }

func (t *board) height() float32 { return t.size().Height }

// drawStrip draws the strip with what lies over it; another picture follows where it is
// unfinished.
func (t *board) drawStrip(img *image.RGBA, scale float32) (unfinished bool) {
	list := t.scene()
	t.painter.Paint(img, list, scale)
	t.stale = list.Unfinished
	if t.model.Index.Len() == 0 {
		t.painter.Over(img, t.hint(), scale)
	}
	if t.measure.on {
		t.painter.Over(img, t.spanLayer(), scale)
	}
	for _, l := range t.over.layers() {
		t.painter.Over(img, l, scale)
	}
	return list.Unfinished
}

// Picture paints what is in view, scale pixels to the unit, without what follows the
// pointer.
func (t *board) Picture(scale float32) *image.RGBA {
	in := t.inputOf(t.view, t.scrollY)
	in.Hovered, in.Handles = -1, false
	list := t.builder.Build(in)
	t.stale = true // the list was that of the strip
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(float64(list.W*scale))), int(math.Ceil(float64(list.H*scale)))))
	t.painter.Paint(img, list, scale)
	return img
}

const (
	hintWidth  = 460 // of the words, at most
	hintMargin = 16
)

// hint is the text of an empty library, in the middle of the plot.
func (t *board) hint() *scene.Layer {
	plot := t.scene().Plot
	width := min(plot.W-4*hintMargin, hintWidth)
	if t.model.Empty == "" || width < 60 {
		return &scene.Layer{}
	}
	style := layout.Style{Size: 15, LineHeight: 24, Align: layout.AlignCenter}
	// Lines of about one length, so that no word stands alone on the last.
	natural := t.typesetter.Shaper.Paragraph(t.model.Empty, style, 0).Width
	lines := float32(math.Ceil(float64(natural / width)))
	width = min(width, natural/lines*1.12+1)
	p := t.typesetter.Shaper.Paragraph(t.model.Empty, style, width)
	x, y := plot.X+(plot.W-width)/2, plot.Y+max((plot.H-p.Height)/2, 0)
	return &scene.Layer{
		// The grid and today's line end around the words.
		Marks: []scene.Rect{{
			X: plot.X + (plot.W-p.Width)/2 - hintMargin, Y: y - hintMargin/2, W: p.Width + 2*hintMargin, H: p.Height + hintMargin,
			Radius: hintMargin, Fill: t.palette.Panel,
		}},
		Texts: []scene.Text{{X: x, Y: y, P: p, Colour: t.palette.Muted}},
	}
}

// Light lets events of the model's index stand out, nil: none. What was made for
// another index is left out.
func (t *board) Light(l *scene.Lit) {
	if l != t.lit {
		t.lit = l
		t.invalidate()
		t.plan.repaint()
	}
}

// show changes what is in view.
func (t *board) show(v scene.Viewport) {
	if v == t.view {
		return
	}
	t.view = v
	t.invalidate()
	t.plan.repaint()
	t.host.ViewChanged(v)
	if t.measure.on {
		t.host.Measured()
	}
}

// limit keeps a viewport near the events.
func (t *board) limit(v scene.Viewport) scene.Viewport {
	if lo, hi, ok := t.model.Index.Span(); ok {
		return v.Within(lo, hi)
	}
	return v
}

// bounds are those of an event's date without open ends.
func (t *board) bounds(event int) (lo, hi int64) {
	lo, hi = t.model.Index.Bounds(event)
	if first, last, ok := t.model.Index.Span(); ok {
		if lo < first {
			lo = min(first, hi-1)
		}
		if hi > last {
			hi = max(last, lo+1)
		}
	}
	return lo, hi
}

// scrollTo moves the tracks up and down, within what there is to see.
func (t *board) scrollTo(y float32) {
	most := max(t.scene().ContentHeight-t.height(), 0)
	y = float32(math.Round(float64(min(max(y, 0), most))))
	if y != t.scrollY {
		t.scrollY = y
		t.invalidate()
	}
}

// scrollRatio is how far the tracks scroll when the bar moves by one unit; 0
// where all tracks are in view.
func (t *board) scrollRatio() float32 {
	l := t.scene()
	if l.Plot.H <= 0 || l.ContentHeight <= l.H+0.5 {
		return 0
	}
	scale := l.H - l.Plot.H // above the tracks, and does not scroll
	return (l.ContentHeight - scale) / l.Plot.H
}

// Viewport returns what is in view.
func (t *board) Viewport() scene.Viewport { return t.view }

// Marks returns where the events in view are that are drawn on their own.
func (t *board) Marks() []Mark {
	var marks []Mark
	for _, h := range t.scene().Hits {
		if h.Event >= 0 {
			marks = append(marks, Mark{t.model.Index.ID(h.Event), h.Track, (h.M0 + h.M1) / 2, (h.Y0 + h.Y1) / 2})
		}
	}
	return marks
}

// Selected returns the selected event.
func (t *board) Selected() data.ID { return t.chosen }

// ids are the events of a bar.
func (t *board) ids(bar scene.Hit) []data.ID {
	var ids []data.ID
	for _, event := range t.model.Index.Events(bar) {
		ids = append(ids, t.model.Index.ID(event))
	}
	return ids
}

// ReadAt marks where the text that is read is in time; the zero Date marks
// nothing. The view stays where it is.
func (t *board) ReadAt(d dates.Date) {
	t.readDate = d
	r := scene.Reading{}
	if !d.IsZero() {
		r.Lo, r.Hi = t.model.Axis.Bounds(d)
	}
	if r != t.reading {
		t.reading = r
		t.invalidate()
	}
}

// extent is the part of the plot that [lo, hi) takes, in units; empty where
// x0 >= x1.
func (t *board) extent(lo, hi int64) (x0, x1 float32) {
	a, b := t.view.X(lo), t.view.X(hi)
	p0, p1 := t.view.Plot()
	return float32(min(max(min(a, b), p0), p1)), float32(min(max(a, b, p0), p1))
}

// overPlot reports whether a point is where time runs, below the scale.
func (t *board) overPlot(at fyne.Position) bool {
	x0, x1 := t.view.Plot()
	plot := t.scene().Plot
	return float64(at.X) >= x0 && float64(at.X) < x1 && at.Y >= plot.Y && at.Y < plot.Y+plot.H
}

// overScale reports whether a point is on the scale.
func (t *board) overScale(at fyne.Position) bool {
	x0, x1 := t.view.Plot()
	return float64(at.X) >= x0 && float64(at.X) < x1 && at.Y >= 0 && at.Y < t.scene().Plot.Y
}

// overGutter reports whether a point is beside the plot, on the tracks' names.
func (t *board) overGutter(at fyne.Position) bool {
	x0, x1 := t.view.Plot()
	x, plot := float64(at.X), t.scene().Plot
	return (x < x0 || x >= x1) && x >= 0 && x < t.view.Width() && at.Y >= plot.Y && at.Y < plot.Y+plot.H
}

// trackAt returns the track at a height of the strip, or -1.
func (t *board) trackAt(y float32) int {
	for _, box := range t.scene().Tracks {
		if y >= box.Y0 && y < box.Y1 {
			return box.Track
		}
	}
	return -1
}

// rowHeight is that of a row of a track, as the display list has it; 0 where no
// mark is in view.
func (t *board) rowHeight() float32 {
	for _, h := range t.scene().Hits {
		return h.Y1 - h.Y0
	}
	return 0
}
