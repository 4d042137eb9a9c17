package text

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/uax9"
)

// strip is some lines of a paragraph and their picture. In a single line it is as
// wide as the field, in others as the column; those out of view are reused.
type strip struct {
	key      stripKey
	to       int // the line after its last
	i        int // of the paragraph
	raster   *canvas.Raster
	slide    float32 // of the line, for the picture
	selected [2]int  // bytes from the start of its first line, for the picture
	faint    bool    // selected in an editor without the keyboard
	inView   bool
}

// stripKey names a strip by the layout of its paragraph, which every edit replaces,
// and its first line.
type stripKey struct {
	set  *edit.Setting
	from int
}

// follow scrolls to the caret and shows it.
func (e *Editor) follow() {
	if e.width <= 0 {
		return
	}
	e.view.Reveal()
	if e.options.Single && e.focused {
		_, box := e.doc.CaretBox(e.doc.Head())
		e.slide = max(e.slide, -box.X)        // the caret is not left of the column
		e.slide = min(e.slide, e.width-box.X) // nor right of it
	}
	e.arrange()
	e.startBlinking()
	if e.OnCaret != nil {
		e.OnCaret()
	}
}

// rewind scrolls a single line to its beginning.
func (e *Editor) rewind() {
	e.slide = 0
	if e.options.Single && e.doc.Setting(0).RTL() {
		e.slide = -e.doc.Setting(0).Width() // arrange stops it at the edge
	}
}

// arrange places what is in view and hides the rest, as Fyne culls nothing.
func (e *Editor) arrange() {
	if e.width <= 0 {
		return
	}
	if e.options.Single {
		set := e.doc.Setting(0)
		switch over := set.Width() - e.width; {
		case over > 0:
			e.slide = min(max(e.slide, -over), 0)
		case set.RTL():
			e.slide = -over
		default:
			e.slide = 0
		}
	}
	for _, s := range e.strips {
		s.inView = false
	}
	scale := deviceScale(e.area.self)
	first, last := e.doc.Paragraphs(), 0
	height := float64(e.area.self.Size().Height)
	line := e.options.LineHeight
	e.view.Each(func(i int, y float64) {
		first, last = min(first, i), max(last, i)
		set := e.doc.Setting(i)
		for from := 0; from < set.Lines; from += bandLines {
			to := min(from+bandLines, set.Lines)
			top := y + float64(float32(from)*line)
			high := float32(to-from) * line
			if top >= height || top+float64(high) <= 0 {
				continue
			}
			s := e.strip(stripKey{set, from}, to, i)
			s.raster.Resize(fyne.NewSize(ceil((e.width+2*areaReach)*scale)/scale, ceil(high*scale)/scale))
			s.raster.Move(fyne.NewPos(0, float32(math.Round(top*float64(scale))/float64(scale))))
		}
	})
	for key, s := range e.strips {
		if !s.inView {
			s.raster.Hide()
			delete(e.strips, key)
			e.free = append(e.free, s)
		}
	}
	if first <= last {
		e.doc.Forget(first, last+1)
	}
	if e.doc.Len() == 0 {
		e.placeholder.Show()
	} else {
		e.placeholder.Hide()
	}
	e.arrangeCaret(scale)
	e.arrangeThumb()
	canvas.Refresh(e.box) // new pictures alone do not tell the canvas
}

// strip is the strip of a key, in view from now on, drawn anew if it shows something
// else than before.
func (e *Editor) strip(key stripKey, to, i int) *strip {
	s, ok := e.strips[key]
	if !ok {
		if n := len(e.free); n > 0 {
			s, e.free = e.free[n-1], e.free[:n-1]
		} else {
			s = &strip{}
			s.raster = canvas.NewRaster(e.drawer(s))
			e.area.add(s.raster)
		}
		e.strips[key] = s
		s.raster.Show()
	}
	start, end := e.doc.Span(i, key.from, to)
	from, until := e.doc.Range()
	selected := [2]int{min(max(from, start), end) - start, min(max(until, start), end) - start}
	if selected[0] == selected[1] {
		selected = [2]int{}
	}
	faint := !e.focused && selected[1] > 0
	if !ok || s.selected != selected || s.slide != e.slide || s.faint != faint || s.to != to {
		canvas.Refresh(s.raster)
	}
	*s = strip{key, to, i, s.raster, e.slide, selected, faint, true}
	return s
}

// arrangeCaret places the caret, and the flag on it where the direction of typing
// can be in doubt: in a paragraph of both directions, or after a letter of the other
// one than the paragraph's.
func (e *Editor) arrangeCaret(scale float32) {
	if !e.focused || e.Disabled() {
		e.caret.Hide()
		e.flag.Hide()
		return
	}
	i, box := e.doc.CaretBox(e.doc.Head())
	y, found := float32(0), false
	e.view.Each(func(n int, top float64) {
		if n == i {
			y, found = float32(top), true
		}
	})
	if !found {
		e.caret.Hide()
		e.flag.Hide()
		return
	}
	const inset = 3 // from the top and the bottom of the line
	snap := func(v float32) float32 { return float32(math.Round(float64(v*scale))) / scale }
	at := fyne.NewPos(snap(areaReach+e.slide+box.X-caretWidth/2.0), snap(y+box.Top)+inset)
	if e.placeholder.Visible() && box.RTL {
		at.X += caretWidth // beside the placeholder's first letter: an alef would vanish behind it
	}
	e.caret.Move(at)
	e.caret.Resize(fyne.NewSize(caretWidth, box.Bottom-box.Top-2*inset))
	e.caret.Show()
	rtl, base := box.RTL, e.doc.Setting(i)
	if e.typed != uax9.Auto {
		rtl = e.typed == uax9.RTL
	}
	if !base.Mixed && rtl == base.RTL() {
		e.flag.Hide()
		return
	}
	if at.X += caretWidth; rtl {
		at.X -= caretWidth + flagWidth
	}
	e.flag.Move(at)
	e.flag.Resize(fyne.NewSize(flagWidth, flagHeight))
	e.flag.Show()
}

// arrangeThumb places the scrollbar's thumb.
func (e *Editor) arrangeThumb() {
	y, h, ok := e.thumbRange()
	if !ok {
		e.thumb.Hide()
		return
	}
	e.thumb.Show()
	e.thumb.Resize(fyne.NewSize(5, h))
	x := e.Size().Width - 8
	if e.barLeft() {
		x = 3
	}
	e.thumb.Move(fyne.NewPos(x, y))
}

// barLeft reports whether the scrollbar stands at the left, as where the interface
// runs from right to left.
func (e *Editor) barLeft() bool { return e.options.Neutral == uax9.RTL }

// thumbRange is the top and the height of the thumb, false if everything is in view.
func (e *Editor) thumbRange() (y, h float32, ok bool) {
	view := float64(e.area.self.Size().Height)
	over := e.view.Extent() - view
	track := float64(e.Size().Height) - 2*editorAbove
	if e.options.Single || over <= 0.5 || track <= 0 {
		return 0, 0, false
	}
	length := min(max(track*view/e.view.Extent(), 24), track)
	return editorAbove + float32(min(e.view.Top()/over, 1)*(track-length)), float32(length), true
}

// hit is the caret nearest to a point of the editor.
func (e *Editor) hit(pos fyne.Position) edit.Caret {
	at := pos.Subtract(e.area.self.Position())
	x := at.X - areaReach - e.slide
	if e.options.Single {
		return e.doc.HitIn(0, x, 0)
	}
	return e.view.Hit(x, float64(at.Y))
}

// editorArea holds the text, clipped.
type editorArea struct {
	widget.BaseWidget
	editor  *Editor
	self    fyne.Widget // as it stands in the tree
	objects []fyne.CanvasObject
}

// scrollArea is the area of an editor of many lines, which takes the wheel.
type scrollArea struct{ editorArea }

var _ fyne.Scrollable = (*scrollArea)(nil)

func newEditorArea(e *Editor) *editorArea {
	var a *editorArea
	if e.options.Single {
		a = &editorArea{editor: e}
		a.self = a
	} else {
		s := &scrollArea{editorArea{editor: e}}
		a = &s.editorArea
		a.self = s
	}
	a.objects = []fyne.CanvasObject{e.placeholder, e.caret, e.flag}
	a.ExtendBaseWidget(a.self)
	return a
}

// add puts a picture behind the caret.
func (a *editorArea) add(o fyne.CanvasObject) {
	a.objects = append([]fyne.CanvasObject{o}, a.objects...)
}

// MinSize leaves the editor to say how large it is.
func (a *editorArea) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// CreateRenderer implements fyne.Widget.
func (a *editorArea) CreateRenderer() fyne.WidgetRenderer { return areaRenderer{a} }

// Scrolled implements fyne.Scrollable.
func (s *scrollArea) Scrolled(ev *fyne.ScrollEvent) {
	s.editor.view.ScrollBy(-float64(ev.Scrolled.DY))
	s.editor.arrange()
}

// areaRenderer places nothing: the editor does.
type areaRenderer struct{ area *editorArea }

// IsClip tells Fyne to clip what is in the area.
func (r areaRenderer) IsClip() {}

func (r areaRenderer) Destroy()                     {}
func (r areaRenderer) Layout(fyne.Size)             {}
func (r areaRenderer) MinSize() fyne.Size           { return r.area.MinSize() }
func (r areaRenderer) Objects() []fyne.CanvasObject { return r.area.objects }
func (r areaRenderer) Refresh()                     {}
