package control

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text/flow"
)

// RowSource makes what a Rows shows.
type RowSource struct {
	// Show returns what shows the row of a key now: the same object as before where
	// nothing of it has changed.
	Show func(key any) fyne.CanvasObject
	// Gone follows when a row is no longer in view: what Show returned for it is not
	// needed any more. May be nil.
	Gone func(key any)
	// Keep reports whether a row stays although it is out of view, as one that has the
	// keyboard. May be nil.
	Keep func(key any) bool
	// Gap is the space between rows; Top, Bottom and Side that around them all.
	Gap, Top, Bottom, Side float32
}

// Rows shows rows of any height below each other, named by keys, of which only those in
// view exist as objects: what it costs does not depend on their number. The height of a
// row is known once it was in view, and an estimate before; the row at the top of the
// view stays where it is while others are learned or change.
type Rows struct {
	widget.BaseWidget
	source  RowSource
	keys    []any
	place   map[any]int
	heights flow.Sums[float64]
	known   float64 // sum of the heights of rows that were measured, and
	count   int     // how many these are: the estimate is their mean
	page    *flow.Page
	made    map[any]*madeRow
	width   float32 // of a row
	rtl     bool
	objects []fyne.CanvasObject
	bar     *scrollBar
}

// madeRow is a row that exists as an object.
type madeRow struct {
	object fyne.CanvasObject
	fresh  bool // the object is what the row is now, and its height is known at the width
}

var (
	_ fyne.Scrollable = (*Rows)(nil)
	_ flow.Column     = (*Rows)(nil)
)

// Rows makes an empty column of rows.
func (k *Kit) Rows(source RowSource) *Rows {
	r := &Rows{source: source, place: map[any]int{}, made: map[any]*madeRow{}, rtl: k.RTL()}
	r.page = flow.NewPage(r, float64(source.Top), float64(source.Bottom))
	r.bar = &scrollBar{scroll: r, thumb: newThumb(), bar: newBar(k)}
	r.bar.ExtendBaseWidget(r.bar)
	r.ExtendBaseWidget(r)
	return r
}

// SetKeys shows other rows, in this order; each key is there once. All that are in view
// are shown as they are now, and the first one in view that is left stays in its place.
func (r *Rows) SetKeys(keys []any) {
	at, shift, anchored := r.anchor(keys)
	heights := make([]float64, len(keys))
	place := make(map[any]int, len(keys))
	for i, key := range keys {
		place[key] = i
		if old, ok := r.place[key]; ok {
			heights[i] = r.heights.At(old)
		} else {
			heights[i] = r.estimate()
		}
	}
	for key, m := range r.made {
		m.fresh = false
		if _, ok := place[key]; !ok {
			r.drop(key)
		}
	}
	r.keys, r.place = keys, place
	r.heights.Splice(0, r.heights.Len(), heights...)
	if anchored {
		r.page.Move(flow.Place{Block: place[at], Shift: shift})
	}
	r.arrange()
}

// anchor is the first row in view that is among some keys, and how far the view's top is
// below its top; false at the beginning, which stays, and where none is left.
func (r *Rows) anchor(keys []any) (key any, shift float64, ok bool) {
	if r.page.Top() <= 0 || len(r.keys) == 0 {
		return nil, 0, false
	}
	left := make(map[any]bool, len(keys))
	for _, key := range keys {
		left[key] = true
	}
	at := r.page.Place()
	for i := at.Block; i < len(r.keys); i++ {
		shift = r.page.Between(flow.Place{Block: i}, at)
		if -shift > float64(r.Size().Height) {
			break // from a row further down, all above it would be made to be measured
		}
		if left[r.keys[i]] {
			return r.keys[i], shift, true
		}
	}
	return nil, 0, false
}

// estimate is the height of a row that was never in view.
func (r *Rows) estimate() float64 {
	const usual = 120
	if r.count == 0 {
		return usual
	}
	return r.known / float64(r.count)
}

// Update shows the rows in view as they are now.
func (r *Rows) Update() {
	for _, m := range r.made {
		m.fresh = false
	}
	r.arrange()
}

// Resized follows a row that has become higher or lower by itself; false where there is
// no such row in view.
func (r *Rows) Resized(key any) bool {
	m := r.made[key]
	if m == nil {
		return false
	}
	m.fresh = false
	r.arrange()
	return true
}

// Begin puts a row at the top of the view, where there are rows enough below it.
func (r *Rows) Begin(key any) {
	const edge = 12
	if i, ok := r.place[key]; ok && r.width > 0 {
		r.page.Move(flow.Place{Block: i, Shift: -edge})
		r.arrange()
	}
}

// Reveal scrolls as little as needed to show a row.
func (r *Rows) Reveal(key any) {
	i, ok := r.place[key]
	if !ok || r.width <= 0 {
		return
	}
	const edge = 12
	height := r.Measure(i) - float64(r.source.Gap)
	r.page.Reveal(flow.Place{Block: i, Shift: -edge}, min(height+2*edge, r.page.View()))
	r.arrange()
}

// InView reports whether any of a row is in view.
func (r *Rows) InView(key any) bool {
	i, ok := r.place[key]
	if !ok || r.width <= 0 {
		return false
	}
	y := r.page.Between(r.page.Place(), flow.Place{Block: i})
	return y < r.page.View() && y+r.heights.At(i)-float64(r.source.Gap) > 0
}

// Paragraphs, Measure, Top, At and Height are those of flow.Column.
func (r *Rows) Paragraphs() int { return max(len(r.keys), 1) }

// Measure makes the row.
func (r *Rows) Measure(i int) float64 {
	if i >= len(r.keys) || r.width <= 0 {
		return r.Height()
	}
	key := r.keys[i]
	m := r.made[key]
	if m == nil {
		m = &madeRow{}
		r.made[key] = m
	}
	if !m.fresh {
		m.object, m.fresh = r.source.Show(key), true
		h := float64(HeightFor(m.object, r.width) + r.source.Gap)
		r.known, r.count = r.known+h, r.count+1
		r.heights.Set(i, h)
	}
	return r.heights.At(i)
}

// Top is the distance of row i from that of the first.
func (r *Rows) Top(i int) float64 { return r.heights.Before(min(i, len(r.keys))) }

// At is the row at a distance from the first.
func (r *Rows) At(y float64) int {
	if len(r.keys) == 0 {
		return 0
	}
	return r.heights.Find(y)
}

// Height is that of all rows.
func (r *Rows) Height() float64 { return r.heights.Total() }

// drop forgets what shows a row.
func (r *Rows) drop(key any) {
	delete(r.made, key)
	if r.source.Gone != nil {
		r.source.Gone(key)
	}
}

// arrange puts the rows in view into their places.
func (r *Rows) arrange() {
	if r.width <= 0 {
		return
	}
	r.page.Settle()
	size, x := r.Size(), r.source.Side
	inView := map[any]bool{}
	r.objects = r.objects[:0]
	put := func(i int, y float64) {
		key := r.keys[i]
		inView[key] = true
		o := r.made[key].object
		place(o, x, float32(y), r.width, float32(r.heights.At(i))-r.source.Gap)
		r.objects = append(r.objects, o)
	}
	if len(r.keys) > 0 {
		r.page.Each(func(i int, y float64) { put(i, y) })
	}
	for key := range r.made {
		if inView[key] {
			continue
		}
		if r.source.Keep != nil && r.source.Keep(key) {
			i := r.place[key]
			r.Measure(i)
			put(i, r.page.Between(r.page.Place(), flow.Place{Block: i}))
			continue
		}
		r.drop(key)
	}
	r.objects = append(r.objects, r.bar)
	at := size.Width - input.BarZone
	if r.rtl {
		at = 0
	}
	place(r.bar, at, 0, input.BarZone, size.Height)
	r.bar.place()
	canvas.Refresh(r) // rows that were never drawn belong to no canvas
}

// Scrolled moves the rows.
func (r *Rows) Scrolled(ev *fyne.ScrollEvent) {
	r.page.ScrollBy(-float64(ev.Scrolled.DY) * input.Wheel)
	r.arrange()
}

// scrollTo and shown are those of scrolled.
func (r *Rows) scrollTo(top float64) {
	r.page.ScrollTo(top)
	r.arrange()
}

func (r *Rows) shown() input.Range {
	return input.Range{Top: r.page.Top(), View: float64(r.Size().Height), Extent: max(r.page.Extent(), float64(r.Size().Height))}
}

// Resize is Fyne's: in another width all heights are others.
func (r *Rows) Resize(size fyne.Size) {
	if size == r.Size() {
		return
	}
	r.BaseWidget.Resize(size)
	if width := max(size.Width-2*r.source.Side, 1); width != r.width {
		r.width, r.known, r.count = width, 0, 0
		for _, m := range r.made {
			m.fresh = false
		}
	}
	r.page.Resize(float64(size.Height))
	r.arrange()
}

// MinSize is small: the rows scroll.
func (r *Rows) MinSize() fyne.Size { return fyne.NewSize(60, 40) }

// Cursor is Fyne's.
func (r *Rows) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// CreateRenderer is Fyne's.
func (r *Rows) CreateRenderer() fyne.WidgetRenderer { return &rowsRenderer{r} }

type rowsRenderer struct{ r *Rows }

func (r *rowsRenderer) Destroy()                     {}
func (r *rowsRenderer) MinSize() fyne.Size           { return r.r.MinSize() }
func (r *rowsRenderer) Objects() []fyne.CanvasObject { return r.r.objects }
func (r *rowsRenderer) Layout(fyne.Size)             { r.r.arrange() }

// IsClip tells Fyne to clip the rows at the ends of the view.
func (r *rowsRenderer) IsClip() {}

// Refresh follows the theme.
func (r *rowsRenderer) Refresh() {
	for _, o := range r.r.objects {
		o.Refresh()
	}
}
