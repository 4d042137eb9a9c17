package control

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Flow is an object whose height follows from its width.
type Flow interface {
	HeightFor(width float32) float32
}

// flowLayout is a layout whose height follows from its width.
type flowLayout interface {
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// HeightFor returns the height that an object needs at a width, in units.
func HeightFor(o fyne.CanvasObject, width float32) float32 {
	if f, ok := o.(Flow); ok {
		return f.HeightFor(width)
	}
	if c, ok := o.(*fyne.Container); ok {
		if f, ok := c.Layout.(flowLayout); ok {
			return f.heightFor(c.Objects, width)
		}
	}
	return o.MinSize().Height
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	shown := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o.Visible() {
			shown = append(shown, o)
		}
	}
	return shown
}

// column stacks objects at the full width.
type column struct {
	gap   float32
	width float32 // of the last layout, for MinSize
}

// Column stacks objects from top to bottom at the full width.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap}, objects...)
}

func (l *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for i, o := range visible(objects) {
		if i > 0 {
			h += l.gap
		}
		h += HeightFor(o, width)
	}
	return h
}

func (l *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	var y float32
	for _, o := range visible(objects) {
		h := HeightFor(o, size.Width)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + l.gap
	}
}

func (l *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var w float32
	for _, o := range visible(objects) {
		w = max(w, o.MinSize().Width)
	}
	return fyne.NewSize(w, l.heightFor(objects, max(w, l.width)))
}

// row sets objects side by side from the reading-start side.
type row struct {
	rtl  bool
	gap  float32
	grow int // the object that takes what is left, -1 for none
}

// Row sets objects side by side from the reading-start side, each in its own
// width, vertically centred; grow names the one that takes the room that is
// left, or -1.
func (k *Kit) Row(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{rtl: k.RTL(), gap: gap, grow: grow}, objects...)
}

func (l *row) widths(objects []fyne.CanvasObject, width float32) []float32 {
	ws := make([]float32, len(objects))
	left := width
	shown := 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		shown++
		if i != l.grow {
			ws[i] = o.MinSize().Width
			left -= ws[i]
		}
	}
	if l.grow >= 0 && l.grow < len(objects) {
		ws[l.grow] = max(0, left-l.gap*float32(max(0, shown-1)))
	}
	return ws
}

func (l *row) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for i, w := range l.widths(objects, width) {
		if objects[i].Visible() {
			h = max(h, HeightFor(objects[i], w))
		}
	}
	return h
}

func (l *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for i, w := range l.widths(objects, size.Width) {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		h := min(size.Height, HeightFor(o, w))
		at := x
		if l.rtl {
			at = size.Width - x - w
		}
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(at, (size.Height-h)/2))
		x += w + l.gap
	}
}

func (l *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range visible(objects) {
		m := o.MinSize()
		size.Width += m.Width
		if i > 0 {
			size.Width += l.gap
		}
		size.Height = max(size.Height, m.Height)
	}
	return size
}

// wrapRow sets small objects in lines from the reading-start side.
type wrapRow struct {
	rtl bool
	gap float32
}

// Wrap sets objects side by side in as many lines as they need: chips, buttons.
func (k *Kit) Wrap(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&wrapRow{rtl: k.RTL(), gap: gap}, objects...)
}

func (l *wrapRow) place(objects []fyne.CanvasObject, width float32, set func(o fyne.CanvasObject, x, y float32, size fyne.Size)) float32 {
	var x, y, line float32
	for _, o := range visible(objects) {
		m := o.MinSize()
		m.Width = min(m.Width, width)
		if x > 0 && x+m.Width > width {
			x, y, line = 0, y+line+l.gap, 0
		}
		set(o, x, y, m)
		x += m.Width + l.gap
		line = max(line, m.Height)
	}
	return y + line
}

func (l *wrapRow) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.place(objects, width, func(fyne.CanvasObject, float32, float32, fyne.Size) {})
}

func (l *wrapRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.place(objects, size.Width, func(o fyne.CanvasObject, x, y float32, m fyne.Size) {
		if l.rtl {
			x = size.Width - x - m.Width
		}
		o.Resize(m)
		o.Move(fyne.NewPos(x, y))
	})
}

func (l *wrapRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range visible(objects) {
		size = size.Max(o.MinSize())
	}
	return size
}

// pad leaves room around its objects, which lie on each other.
type pad struct {
	rtl                     bool
	start, top, end, bottom float32
}

// Pad leaves room around an object, in units.
func (k *Kit) Pad(start, top, end, bottom float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&pad{k.RTL(), start, top, end, bottom}, o)
}

func (l *pad) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range visible(objects) {
		h = max(h, HeightFor(o, width-l.start-l.end))
	}
	return h + l.top + l.bottom
}

func (l *pad) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := l.start
	if l.rtl {
		left = l.end
	}
	for _, o := range objects {
		o.Move(fyne.NewPos(left, l.top))
		o.Resize(fyne.NewSize(max(0, size.Width-l.start-l.end), max(0, size.Height-l.top-l.bottom)))
	}
}

func (l *pad) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range visible(objects) {
		size = size.Max(o.MinSize())
	}
	return size.AddWidthHeight(l.start+l.end, l.top+l.bottom)
}

// stack lays objects on each other, all at the full size.
type stack struct{}

// Stack lays objects on each other, the last on top.
func Stack(objects ...fyne.CanvasObject) *fyne.Container { return container.New(stack{}, objects...) }

func (stack) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	var h float32
	for _, o := range visible(objects) {
		h = max(h, HeightFor(o, width))
	}
	return h
}

func (stack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
		o.Move(fyne.NewPos(0, 0))
	}
}

func (stack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range visible(objects) {
		size = size.Max(o.MinSize())
	}
	return size
}

// Gap is empty room.
func Gap(w, h float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}

// pair sets two objects side by side in equal widths, from the top.
type pair struct {
	rtl bool
	gap float32
}

// Pair sets two objects side by side in equal widths.
func Pair(k *Kit, gap float32, first, second fyne.CanvasObject) *fyne.Container {
	return container.New(&pair{k.RTL(), gap}, first, second)
}

func (l *pair) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	half := (width - l.gap) / 2
	return max(HeightFor(objects[0], half), HeightFor(objects[1], half))
}

func (l *pair) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	half := (size.Width - l.gap) / 2
	for i, o := range objects {
		x := float32(i) * (half + l.gap)
		if l.rtl {
			x = size.Width - half - x
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(half, HeightFor(o, half)))
	}
}

func (l *pair) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(2*max(a.Width, b.Width)+l.gap, max(a.Height, b.Height))
}

// beside sets a caption of a fixed width before an object.
type beside struct {
	rtl   bool
	width float32
}

// Beside sets a caption of a fixed width at the reading-start side of an object.
func Beside(k *Kit, width float32, caption, o fyne.CanvasObject) *fyne.Container {
	return container.New(&beside{k.RTL(), width}, caption, o)
}

func (l *beside) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return max(HeightFor(objects[0], l.width), HeightFor(objects[1], width-l.width))
}

func (l *beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, second := float32(0), l.width
	if l.rtl {
		first, second = size.Width-l.width, 0
	}
	h := HeightFor(objects[0], l.width)
	objects[0].Move(fyne.NewPos(first, (size.Height-h)/2))
	objects[0].Resize(fyne.NewSize(l.width, h))
	objects[1].Move(fyne.NewPos(second, 0))
	objects[1].Resize(fyne.NewSize(max(0, size.Width-l.width), size.Height))
}

func (l *beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[1].MinSize()
	return fyne.NewSize(l.width+m.Width, max(m.Height, objects[0].MinSize().Height))
}

// middle sets an object of at most a width in the middle, and another before it.
type middle struct {
	rtl   bool
	width float32
}

// Middle sets an object of at most a width in the middle of the room, and another,
// which may be cut, at the reading-start side of it.
func Middle(k *Kit, width float32, before, o fyne.CanvasObject) *fyne.Container {
	return container.New(&middle{k.RTL(), width}, before, o)
}

func (l *middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const gap, least = 12, 0.3 // the share of the one before
	w := min(l.width, size.Width*(1-least))
	at := (size.Width - w) / 2
	if natural := objects[0].MinSize().Width; natural > at-gap {
		at = size.Width - w // no middle is left
	}
	first := max(at-gap, 0)
	x0, x1 := float32(0), at
	if l.rtl {
		x0, x1 = size.Width-first, size.Width-at-w
	}
	for i, b := range [2][2]float32{{x0, first}, {x1, w}} {
		h := HeightFor(objects[i], b[1])
		place(objects[i], b[0], (size.Height-h)/2, b[1], h)
	}
}

func (l *middle) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[1].MinSize()
	return fyne.NewSize(m.Width+objects[0].MinSize().Width, max(m.Height, objects[0].MinSize().Height))
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(max(0, w), max(0, h)))
}

// Banded sets the first object as a band of a height over the second, with a line
// between them.
func Banded(first fyne.CanvasObject, height float32, second fyne.CanvasObject) *fyne.Container {
	return container.New(banded{height}, first, HLine(), second)
}

type banded struct{ height float32 }

func (banded) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 100) }

func (l banded) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := min(l.height, size.Height/2)
	place(objects[0], 0, 0, size.Width, h)
	place(objects[1], 0, h, size.Width, 1)
	place(objects[2], 0, h+1, size.Width, size.Height-h-1)
}
