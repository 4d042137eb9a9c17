package story

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/motion"
	"tarikh.org/tarikh/ui/slide"
	"tarikh.org/tarikh/ui/text"
	"tarikh.org/tarikh/ui/theme"
	"tarikh.org/tarikh/ui/timeline/paint"
)

// stage covers the window with the step that is shown. It takes every click and every key
// until it ends.
type stage struct {
	widget.BaseWidget
	show    *show
	painter paint.Painter
	laid    *slide.Laid // for the present size, nil before

	front  *canvas.Raster // the step
	before *canvas.Image  // the step before, while it fades
	last   *image.RGBA    // what front shows
	world  *chart         // the map of the step
	line   *canvas.Raster
	dark   *canvas.Rectangle // over everything, while the screen is black
	around *fyne.Container   // buttons, counter and keys
	face   *fyne.Container

	from   slide.Sight // what the line showed when the step came
	sight  slide.Sight // what it shows
	moving *fyne.Animation
	start  func(*fyne.Animation)
}

var (
	_ control.Keyed          = (*stage)(nil)
	_ fyne.Focusable         = (*stage)(nil)
	_ fyne.Tappable          = (*stage)(nil)
	_ fyne.SecondaryTappable = (*stage)(nil)
	_ fyne.Scrollable        = (*stage)(nil)
	_ desktop.Cursorable     = (*stage)(nil)
)

func newStage(s *show) *stage {
	t := &stage{show: s, painter: paint.Painter{Glyphs: s.host.Kit().Typesetter.Glyphs}, start: (*fyne.Animation).Start, around: control.Stack(), dark: canvas.NewRectangle(color.Black)}
	t.front, t.line = text.NewRaster(t.paint), text.NewRaster(t.paintLine)
	t.before = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScalePixels}
	t.before.Hide()
	t.dark.Hide()
	t.world = newChart(t)
	t.face = &fyne.Container{Layout: stageLayout{t}, Objects: []fyne.CanvasObject{t.front, t.before, t.world.raster, t.line, t.around, t.dark}}
	t.ExtendBaseWidget(t)
	return t
}

// frame is what the step is laid out in.
func (t *stage) frame() slide.Frame {
	return slide.Frame{
		W: t.Size().Width, H: t.Size().Height, RTL: t.show.locale.RTL(), Palette: theme.Current(), Shaper: t.show.host.Kit().Typesetter.Shaper, Controls: true,
	}
}

// pixels is how large a picture is decoded, for it to fill its box.
func (t *stage) pixels(p data.Picture) (w, h int) {
	scale := float32(1)
	if s := t.show.host.Canvas.Scale(); s > 0 {
		scale = s
	}
	size := t.Size()
	width, height := size.Width*scale, size.Height*scale
	shape := float32(p.Width) / float32(max(p.Height, 1))
	return int(max(width, height*shape)), int(max(height, width/shape))
}

// turn goes on to the present step from another one, in motion where that is wanted: what
// was shown fades, line and map go on from where they are.
func (t *stage) turn(first bool) {
	animated := !first && t.show.parts.Choices.Animated() && fyne.CurrentApp().Settings().ShowAnimations()
	t.from = t.sight
	t.halt()
	t.dark.Hide()
	t.lay()
	t.world.turn()
	if animated && t.last != nil {
		t.before.Image, t.before.Translucency = t.world.over(t.last), 0
		t.before.Show()
		t.before.Refresh()
	}
	if !animated {
		t.arrive(1)
		return
	}
	t.arrive(0)
	var a *fyne.Animation
	a = fyne.NewAnimation(motion.Step, func(p float32) {
		if t.moving == a {
			t.arrive(float64(p))
		}
	})
	a.Curve = fyne.AnimationLinear
	t.moving = a
	t.start(a)
}

// arrive draws the way from one step to the next, when a part of its time is gone. The
// picture of the step before is not made again: only how much of it shines through changes,
// which any refresh draws.
func (t *stage) arrive(part float64) {
	gone := motion.Ease(part)
	t.sight = t.from.Between(t.show.line.Sight(t.show.at), gone)
	t.before.Translucency = gone
	t.world.arrive(gone)
	if part >= 1 {
		t.halt()
	}
	t.line.Refresh()
}

// stop ends the way to the present step: it is there.
func (t *stage) stop() {
	if t.moving != nil {
		t.arrive(1)
	}
}

// halt ends it where it is.
func (t *stage) halt() {
	if t.moving != nil {
		t.moving.Stop()
		t.moving = nil
	}
	t.before.Hide()
	t.before.Image = nil
}

// black blanks the screen, or shows the step again.
func (t *stage) black() {
	if t.dark.Visible() {
		t.dark.Hide()
	} else {
		t.dark.Show()
	}
	t.face.Refresh()
}

// lay lays the present step out for the size that there is.
func (t *stage) lay() {
	if t.show.at < 0 || t.Size().Width < 1 {
		return
	}
	t.laid = slide.Lay(t.frame(), t.show.slide())
	t.world.lay()
	t.build()
	t.face.Layout.Layout(nil, t.Size())
	t.front.Refresh()
	t.line.Refresh()
}

// build makes the buttons of the present step.
func (t *stage) build() {
	s, k := t.show, t.show.host.Kit()
	back := fynetheme.NavigateBackIcon()
	if s.locale.RTL() {
		back = fynetheme.NavigateNextIcon()
	}
	previous := k.Button(control.Outline, "", back, func() { s.goTo(s.at - 1) })
	if s.at == 0 {
		previous.Disable()
	}
	next := k.Button(control.Outline, s.locale.T("slide.end"), nil, func() { s.end(false) })
	if at := s.at + 1; at < len(s.told.Steps) {
		next = k.Button(control.Primary, control.OneLine(slide.Named(s.locale, s.told.Steps[at], at), 36)+"  ›", nil, func() { s.goTo(at) })
	}
	count := k.Text(t.counter(), text.LabelStyle{Size: 14, Lines: 1, LineHeight: 22, Colour: fynetheme.ColorNamePlaceHolder})
	leave := control.Stack(control.NewSurface(control.Raised, control.Line, 8), k.Button(control.Quiet, "", fynetheme.CancelIcon(), func() { s.end(false) }))
	t.around.Objects = []fyne.CanvasObject{previous, next, count, leave, t.hints()}
	t.around.Layout = aroundLayout{t}
	t.around.Refresh()
}

// counter says which step it is, and how long after it the next one is.
func (t *stage) counter() string {
	s := t.show
	return s.host.Kit().Join(slide.Count(s.locale, s.told, s.at), slide.Later(s.locale, s.told, s.at, s.at+1))
}

// hints are the keys that matter, over the line of time.
func (t *stage) hints() *fyne.Container {
	k, l := t.show.host.Kit(), t.show.locale
	var parts []fyne.CanvasObject
	back := "←"
	if l.RTL() {
		back = "→"
	}
	for _, hint := range [][2]string{{l.T("slide.key.space"), "slide.key.next"}, {back, "slide.key.back"}, {"S", "slide.key.sources"}, {"Esc", "slide.key.leave"}} {
		words := k.Text(l.T(hint[1]), text.LabelStyle{Size: control.SizeCaption, Lines: 1, LineHeight: 20, Colour: fynetheme.ColorNamePlaceHolder})
		parts = append(parts, k.KeyChip(hint[0]), words, control.Gap(6, 1))
	}
	return k.Row(4, -1, parts...)
}

// paint draws the step.
func (t *stage) paint(w, h int) image.Image {
	if t.laid == nil || w < 1 || h < 1 || t.laid.W < 1 {
		return image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	}
	var picture image.Image
	if p := t.show.pictures[t.show.at]; p != nil {
		picture = p
	}
	t.last = t.laid.Paint(&t.painter, picture, nil, w, h, float32(w)/t.laid.W)
	return t.last
}

// paintLine draws the line of time, which moves between two steps.
func (t *stage) paintLine(w, h int) image.Image {
	dst := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	if t.laid == nil || w < 1 || h < 1 {
		return dst
	}
	f := t.frame()
	layer, _ := t.show.line.Draw(f, f.Foot(), t.sight, t.show.at)
	slide.PaintOver(&t.painter, dst, &layer, float32(w)/f.W)
	return dst
}

// stageLayout gives the step all of the room, and the line its foot.
type stageLayout struct{ t *stage }

func (stageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l stageLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	t := l.t
	for _, o := range []fyne.CanvasObject{t.front, t.before, t.around, t.dark} {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
	foot := t.frame().Foot()
	t.line.Move(fyne.NewPos(0, size.Height-foot))
	t.line.Resize(fyne.NewSize(size.Width, foot))
}

// aroundLayout places the buttons: back, next, the counter, leave, and the keys.
type aroundLayout struct{ t *stage }

// leastHints is from which scale on the keys are shown.
const leastHints = 0.85

// largerButton is how much larger buttons are than in the window, in units.
const largerButton = 10

func (aroundLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l aroundLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f := l.t.frame()
	put := func(o fyne.CanvasObject, x, middle, wider, higher float32) float32 {
		min := o.MinSize().AddWidthHeight(wider, higher)
		at := x
		if f.RTL {
			at = size.Width - x - min.Width
		}
		o.Resize(min)
		o.Move(fyne.NewPos(at, middle-min.Height/2))
		return x + min.Width
	}
	middle := f.ControlsAt()
	x := put(objects[0], f.Side(), middle, largerButton, largerButton)
	x = put(objects[1], x+12, middle, 2*largerButton, largerButton)
	put(objects[2], x+18, middle, 0, 0)
	put(objects[3], size.Width-28-objects[3].MinSize().Width, 44*f.Scale(), 0, 0)
	hints := objects[4].MinSize()
	objects[4].Hide() // where the scale of the line has no room for them
	if f.Scale() >= leastHints {
		objects[4].Show()
	}
	put(objects[4], size.Width-f.Side()-hints.Width, size.Height-f.Foot()+24*f.Scale(), 0, 0)
}

// CreateRenderer is Fyne's.
func (t *stage) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.face) }

// Resize lays the step out again.
func (t *stage) Resize(size fyne.Size) {
	if size != t.Size() {
		t.BaseWidget.Resize(size)
		t.stop()
		t.lay()
		t.world.stay()
	}
}

// Tapped goes on; TappedSecondary goes back, and so does the wheel.
func (t *stage) Tapped(*fyne.PointEvent)          { t.show.goTo(t.show.at + 1) }
func (t *stage) TappedSecondary(*fyne.PointEvent) { t.show.goTo(t.show.at - 1) }
func (t *stage) Scrolled(*fyne.ScrollEvent)       {}
func (t *stage) Cursor() desktop.Cursor           { return desktop.DefaultCursor }

// FocusGained and the others are Fyne's: the stage has the keyboard.
func (t *stage) FocusGained()               {}
func (t *stage) FocusLost()                 {}
func (t *stage) TypedRune(rune)             {}
func (t *stage) TypedKey(ev *fyne.KeyEvent) { t.show.key(ev.Name) }
