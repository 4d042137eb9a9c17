package pictures

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// stage shows a picture that can be zoomed and moved. One place of it stays under the
// pointer while it is zoomed. Below is all of it, as fine as it fits into the room; over that
// lies the part that was last in view, as fine as it is shown, once that is made.
type stage struct {
	widget.BaseWidget
	room    fyne.Size
	image   *canvas.Image
	detail  *canvas.Image // hidden while there is none
	part    image.Rectangle
	natural fyne.Size     // of the picture, a unit a pixel
	zoom    float32       // 1: all of it is in view
	middle  fyne.Position // that of the room, as parts of the picture
	changed func()        // another part is in view, or the same one larger
}

var (
	_ fyne.Scrollable     = (*stage)(nil)
	_ fyne.Draggable      = (*stage)(nil)
	_ fyne.DoubleTappable = (*stage)(nil)
	_ desktop.Cursorable  = (*stage)(nil)
)

// How a stage is zoomed: by a step, a unit of the wheel, and at most so that a pixel of the
// picture has that many units.
const (
	zoomStep  = 1.25
	wheelZoom = 0.004
	mostUnits = 8
)

func newStage(room fyne.Size, changed func()) *stage {
	s := &stage{room: room, image: newImage(nil), detail: newImage(nil), natural: fyne.NewSize(1, 1), zoom: 1, middle: fyne.NewPos(0.5, 0.5), changed: changed}
	for _, img := range s.images() {
		img.FillMode = canvas.ImageFillStretch
		img.Hide()
	}
	s.ExtendBaseWidget(s)
	return s
}

// set is for another picture, of so many pixels; it is fitted.
func (s *stage) set(width, height float32) {
	s.natural = fyne.NewSize(max(width, 1), max(height, 1))
	s.show(nil)
	s.showDetail(nil, image.Rectangle{})
	s.fit()
}

func (s *stage) images() []*canvas.Image { return []*canvas.Image{s.image, s.detail} }

// show shows the pixels of the picture, nil for none.
func (s *stage) show(pixels *image.RGBA) { s.put(s.image, pixels) }

// showDetail shows a part of the picture in more pixels, nil for none.
func (s *stage) showDetail(pixels *image.RGBA, part image.Rectangle) {
	s.part = part
	s.put(s.detail, pixels)
}

func (s *stage) put(into *canvas.Image, pixels *image.RGBA) {
	if pixels == nil {
		into.Image = nil
		into.Hide()
		return
	}
	into.Image = pixels
	s.place()
	into.Show()
	into.Refresh()
	canvas.Refresh(s) // one that was hidden is on no canvas yet that could draw it
}

// inView is the part of the picture that is in view, in its pixels.
func (s *stage) inView() image.Rectangle {
	scale, at := float64(s.fitted()*s.zoom), s.image.Position()
	x0, y0 := float64(-at.X)/scale, float64(-at.Y)/scale
	part := image.Rect(int(x0), int(y0), int(math.Ceil(x0+float64(s.room.Width)/scale)), int(math.Ceil(y0+float64(s.room.Height)/scale)))
	return part.Intersect(image.Rect(0, 0, int(s.natural.Width), int(s.natural.Height)))
}

// fitted is how many units a pixel has where all of the picture is in view: one at most.
func (s *stage) fitted() float32 {
	return min(s.room.Width/s.natural.Width, s.room.Height/s.natural.Height, 1)
}

// zoomed reports whether more than what fits is shown.
func (s *stage) zoomed() bool { return s.zoom > 1 }

// fit shows all of the picture.
func (s *stage) fit() { s.zoomTo(1, s.centre()) }

// actual shows each pixel as one unit.
func (s *stage) actual() { s.zoomTo(1/s.fitted(), s.centre()) }

func (s *stage) zoomBy(factor float32) { s.zoomTo(s.zoom*factor, s.centre()) }

func (s *stage) centre() fyne.Position { return fyne.NewPos(s.room.Width/2, s.room.Height/2) }

// zoomTo zooms; what is at a point of the stage stays there.
func (s *stage) zoomTo(zoom float32, at fyne.Position) {
	before := s.size()
	fx, fy := s.middle.X+(at.X-s.room.Width/2)/before.Width, s.middle.Y+(at.Y-s.room.Height/2)/before.Height
	s.zoom = min(max(zoom, 1), max(mostUnits/s.fitted(), 1))
	now := s.size()
	s.middle = fyne.NewPos(fx-(at.X-s.room.Width/2)/now.Width, fy-(at.Y-s.room.Height/2)/now.Height)
	s.place()
	s.changed()
}

// size is that of the whole picture, in units.
func (s *stage) size() fyne.Size {
	scale := s.fitted() * s.zoom
	return fyne.NewSize(s.natural.Width*scale, s.natural.Height*scale)
}

// place puts the picture into its place, whose edges stay outside the room where it is larger.
func (s *stage) place() {
	size := s.size()
	keep := func(middle, size, room float32) float32 {
		if size <= room {
			return 0.5
		}
		half := room / size / 2
		return min(max(middle, half), 1-half)
	}
	s.middle = fyne.NewPos(keep(s.middle.X, size.Width, s.room.Width), keep(s.middle.Y, size.Height, s.room.Height))
	s.image.Resize(size)
	at := fyne.NewPos(s.room.Width/2-s.middle.X*size.Width, s.room.Height/2-s.middle.Y*size.Height)
	s.image.Move(at)
	if scale := s.fitted() * s.zoom; !s.part.Empty() {
		s.detail.Resize(fyne.NewSize(float32(s.part.Dx())*scale, float32(s.part.Dy())*scale))
		s.detail.Move(at.AddXY(float32(s.part.Min.X)*scale, float32(s.part.Min.Y)*scale))
	}
}

// Scrolled zooms at the pointer.
func (s *stage) Scrolled(ev *fyne.ScrollEvent) {
	s.zoomTo(s.zoom*float32(math.Exp(float64(ev.Scrolled.DY)*wheelZoom)), ev.Position)
}

// Dragged moves the picture.
func (s *stage) Dragged(ev *fyne.DragEvent) {
	size := s.size()
	s.middle = fyne.NewPos(s.middle.X-ev.Dragged.DX/size.Width, s.middle.Y-ev.Dragged.DY/size.Height)
	s.place()
	s.changed()
}

// DragEnd is Fyne's.
func (s *stage) DragEnd() {}

// DoubleTapped shows each pixel as one unit, or all of the picture again.
func (s *stage) DoubleTapped(ev *fyne.PointEvent) {
	if s.zoomed() {
		s.zoomTo(1, ev.Position)
		return
	}
	s.zoomTo(max(1/s.fitted(), 2), ev.Position)
}

// Cursor is a hand where the picture can be moved.
func (s *stage) Cursor() desktop.Cursor {
	if s.zoomed() {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MinSize is the room.
func (s *stage) MinSize() fyne.Size { return s.room }

// Resize is Fyne's: the room may be wider than was asked for.
func (s *stage) Resize(size fyne.Size) {
	s.room = fyne.NewSize(size.Width, s.room.Height)
	s.BaseWidget.Resize(size)
	s.place()
}

// CreateRenderer is part of fyne.Widget.
func (s *stage) CreateRenderer() fyne.WidgetRenderer { return stageRenderer{s} }

type stageRenderer struct{ s *stage }

func (r stageRenderer) Destroy()           {}
func (r stageRenderer) Layout(fyne.Size)   { r.s.place() }
func (r stageRenderer) MinSize() fyne.Size { return r.s.room }
func (r stageRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.image, r.s.detail}
}
func (r stageRenderer) Refresh() {}
