package text

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/flow"
	"tarikh.org/tarikh/ui/text/layout"
)

// bandLines is how many lines one picture holds at most.
const bandLines = 10

// holder is the widget that shows a column.
type holder interface {
	fyne.Widget
	Theme() fyne.Theme
	// add puts a picture into the widget, in front of those before.
	add(o fyne.CanvasObject)
	// under draws what lies under the selection and the words.
	under(s *sheet)
	// arranged follows after what is in view has been placed.
	arranged()
}

// column shows what is in view of a long text, for View and Editor alike: it lays
// out and draws only that, in pictures of some lines each, scrolls, and selects with
// the mouse.
//
// Offsets that others give and get count in the text itself: those of a headline before it
// are negative, up to -1 for its end. Those of text count from the headline on.
type column struct {
	ts     *Typesetter
	holder holder
	text   *edit.Selection
	page   *flow.Page

	width  float32       // of the column; 0 while the widget has no size
	left   float32       // its left edge in what holds the pictures
	margin float32       // of a picture beside the column
	single bool          // one line, which scrolls sideways
	slide  float32       // where that begins in the column; negative where it is scrolled
	offset fyne.Position // of what holds the pictures, in the widget
	ink    fyne.ThemeColorName
	faint  bool // the selection is drawn fainter

	bands map[bandKey]*band
	free  []*band
	bar   input.Bar
	thumb *canvas.Rectangle

	clicks  input.Clicks
	pointer fyne.Position
	held    bool            // the pointer selects
	presses bool            // the pointer takes the keyboard
	motion  *fyne.Animation // scrolls
}

// band is some lines of a paragraph and their picture. Bands out of view are reused.
type band struct {
	bandKey
	to       int // the line after its last
	i        int // of the paragraph
	raster   *canvas.Raster
	slide    float32 // of the line, for the picture
	selected [2]int  // bytes of the paragraph, for the picture
	faint    bool
	inView   bool
}

// bandKey names a band by the layout of its paragraph, which every edit replaces,
// and its first line.
type bandKey struct {
	set  *edit.Setting
	from int
}

func newColumn(ts *Typesetter, h holder, text *edit.Selection, lead, tail float64) column {
	thumb := canvas.NewRectangle(nil)
	thumb.CornerRadius = 3
	return column{
		ts: ts, holder: h, text: text, page: flow.NewPage(text, lead, tail),
		bands: map[bandKey]*band{}, thumb: thumb, ink: theme.ColorNameForeground,
	}
}

// fit sets the width of the column and the height of the view. Where the width
// changes, the first line that is in view as a whole stays where it is.
func (c *column) fit(width float32, height float64) {
	if c.text.Width() > 0 && c.text.Width() != width && c.page.Top() > 0 {
		first := c.FirstVisible()
		below := c.page.Between(c.page.Place(), c.placeOf(first))
		c.text.Resize(width, float32(height))
		place := c.placeOf(first)
		place.Shift -= below
		c.page.Move(place)
	}
	c.width = width
	c.text.Resize(width, float32(height))
	c.page.Resize(height)
}

// start is where a paragraph starts.
func (c *column) start(i int) int {
	start, _ := c.text.Paragraph(i)
	return start - c.text.Headline()
}

// FirstVisible is the offset of the first line that is in view as a whole.
func (c *column) FirstVisible() int {
	found, there := 0, false
	c.page.Each(func(i int, y float64) {
		set := c.text.Setting(i)
		line := max(int(math.Ceil((-y-0.5)/float64(set.Style().LineHeight))), 0)
		if !there && line < set.Lines {
			low, _ := set.Span(line, line+1)
			found, there = c.start(i)+low, true
		}
	})
	if !there {
		found = c.start(c.page.Place().Block)
	}
	return found
}

// OffsetAt is the offset of the character nearest to a height in view, in units from
// the widget's top, at the reading start of its line.
func (c *column) OffsetAt(y float32) int {
	at := fyne.NewPos(c.left, y)
	if i, _ := c.page.Find(float64(y)); c.text.Setting(i).RTL() {
		at.X += c.width
	}
	return c.hit(at).Offset - c.text.Headline()
}

// RectOf is the area that the bytes [start, end) cover in view, relative to the
// widget; false if none of it is in view.
func (c *column) RectOf(start, end int) (fyne.Position, fyne.Size, bool) {
	var x0, y0, x1, y1 float32
	found := false
	var areas []layout.Rect
	c.page.Each(func(i int, y float64) {
		first := c.start(i)
		areas = c.text.Setting(i).Areas(start-first, end-first, areas[:0])
		for _, r := range areas {
			top := max(float32(y)+r.Y, 0)
			bottom := min(float32(y)+r.Y+r.H, c.holder.Size().Height)
			if bottom <= top {
				continue
			}
			if !found {
				x0, y0, x1, y1, found = r.X, top, r.X+r.W, bottom, true
			}
			x0, y0, x1, y1 = min(x0, r.X), min(y0, top), max(x1, r.X+r.W), max(y1, bottom)
		}
	})
	return c.offset.AddXY(c.left+c.slide+x0, y0), fyne.NewSize(x1-x0, y1-y0), found
}

// Selection is the selected bytes, half-open; start == end if nothing is selected.
func (c *column) Selection() (start, end int) {
	start, end = c.text.Range()
	return start - c.text.Headline(), end - c.text.Headline()
}

// placeOf is the top of the line that holds an offset.
func (c *column) placeOf(offset int) flow.Place {
	i, box := c.text.CaretBox(edit.Caret{Offset: offset + c.text.Headline()})
	return flow.Place{Block: i, Shift: float64(box.Top)}
}

// reveal scrolls as little as needed to show the line of the caret.
func (c *column) reveal() {
	i, box := c.text.CaretBox(c.text.Head())
	c.page.Reveal(flow.Place{Block: i, Shift: float64(box.Top)}, float64(box.Bottom-box.Top))
}

// arrange places what is in view and hides the rest, as Fyne culls nothing.
func (c *column) arrange() {
	if c.width <= 0 {
		return
	}
	if c.single {
		c.stopSlide()
	}
	for _, b := range c.bands {
		b.inView = false
	}
	scale := deviceScale(c.holder)
	first, last := c.text.Paragraphs(), 0
	c.page.Each(func(i int, y float64) {
		first, last = min(first, i), max(last, i)
		if from, to := c.text.Paragraph(i); from < to || c.text.Within(i, 0, 1) != [2]int{} {
			c.place(i, y, scale)
		}
	})
	for key, b := range c.bands {
		if !b.inView {
			b.raster.Hide()
			delete(c.bands, key)
			c.free = append(c.free, b)
		}
	}
	if first <= last {
		c.text.Forget(first, last+1)
	}
	c.bar.Place(c.thumb, c.holder.Size(), c.shown())
	c.holder.arranged()
}

// stopSlide keeps a single line within its ends.
func (c *column) stopSlide() {
	set := c.text.Setting(0)
	switch over := set.Width() - c.width; {
	case over > 0:
		c.slide = min(max(c.slide, -over), 0)
	case set.RTL():
		c.slide = -over
	default:
		c.slide = 0
	}
}

// place puts the lines of a paragraph that are in view into their places.
func (c *column) place(i int, y float64, scale float32) {
	set := c.text.Setting(i)
	line := set.Style().LineHeight
	for from := 0; from < set.Lines; from += bandLines {
		to := min(from+bandLines, set.Lines)
		above, below := c.reach(i, from, to)
		top, height := y+float64(float32(from)*line-above), float32(to-from)*line+above+below
		if top >= c.page.View() || top+float64(height) <= 0 {
			continue
		}
		b := c.band(bandKey{set, from}, i, to)
		b.raster.Resize(fyne.NewSize(ceil((c.width+2*c.margin)*scale)/scale, ceil(height*scale)/scale))
		b.raster.Move(fyne.NewPos(c.left-c.margin, snap(top, scale)))
	}
}

// headlineReach is how far the letters of a headline reach above its first line and below
// its last, which are set closely, in units.
const headlineReach = 12

// reach is how much larger than its lines the picture of a band is, above and below: that
// of a headline, which has nothing beside it.
func (c *column) reach(i, from, to int) (above, below float32) {
	if i > 0 || c.text.Headline() == 0 {
		return 0, 0
	}
	if from == 0 {
		above = headlineReach
	}
	if to == c.text.Setting(i).Lines {
		below = headlineReach
	}
	return above, below
}

// snap is the nearest height that is a whole number of device pixels.
func snap(v float64, scale float32) float32 {
	return float32(math.Round(v*float64(scale)) / float64(scale))
}

// band is the band of a key, in view from now on, drawn again if it shows something
// else than before.
func (c *column) band(key bandKey, i, to int) *band {
	b, ok := c.bands[key]
	if !ok {
		if n := len(c.free); n > 0 {
			b, c.free = c.free[n-1], c.free[:n-1]
		} else {
			b = &band{}
			b.raster = NewRaster(func(w, h int) image.Image { return c.draw(b, w, h) })
			c.holder.add(b.raster)
		}
		c.bands[key] = b
		b.raster.Show()
	}
	selected := c.text.Within(i, key.from, to)
	faint := c.faint && selected[1] > 0
	if !ok || b.selected != selected || b.slide != c.slide || b.faint != faint || b.to != to {
		c.refresh(b.raster)
	}
	*b = band{key, to, i, b.raster, c.slide, selected, faint, true}
	return b
}

// draw draws a band: what lies under the words, the selection and the words.
func (c *column) draw(b *band, w, h int) image.Image {
	img := c.ts.picture(w, h)
	if b.set == nil || b.i >= c.text.Paragraphs() || c.text.Setting(b.i) != b.set {
		return img // about to go out of view
	}
	start := c.start(b.i)
	low, high := b.set.Span(b.from, b.to)
	line := b.set.Style().LineHeight
	above, _ := c.reach(b.i, b.from, b.to)
	s := &sheet{
		img: img, set: b.set, start: start, from: b.from, to: b.to, low: start + low, high: start + high,
		width: c.width, scale: float32(w) / b.raster.Size().Width,
		dx: c.margin + b.slide, dy: above - float32(b.from)*line,
	}
	c.holder.under(s)
	if b.selected[1] > 0 {
		colour := themed(c.holder.Theme(), theme.ColorNameSelection)
		if b.faint {
			colour.A /= 2
		}
		for _, r := range c.text.Areas(b.i, b.from, b.to, nil) {
			s.fill(r, 0, colour)
		}
	}
	ink := themed(c.holder.Theme(), c.ink)
	// The lines beside the band may reach into it.
	b.set.Each(b.from-1, b.to+1, func(p *edit.Piece) {
		from, to := max(b.from-1-p.Line, 0), min(b.to+1-p.Line, p.Lines)
		c.ts.Glyphs.DrawLines(img, p.P, from, to, s.dx*s.scale, (s.dy+float32(p.Line)*line)*s.scale, s.scale, ink)
	})
	return img
}

// redraw draws every band in view again.
func (c *column) redraw() {
	for _, b := range c.bands {
		c.refresh(b.raster)
	}
}

// refresh draws one of the objects again. The canvas is asked by the widget itself:
// an object that was hidden for long is no longer known to belong to any.
func (c *column) refresh(o fyne.CanvasObject) {
	if on := input.Canvas(c.holder); on != nil {
		on.Refresh(o)
		return
	}
	canvas.Refresh(o)
}

// shown is what the scrollbar shows.
func (c *column) shown() input.Range {
	return input.Range{Top: c.page.Top(), View: c.page.View(), Extent: c.page.Extent()}
}

// hit is the caret nearest to a point of the widget.
func (c *column) hit(at fyne.Position) edit.Caret {
	i, y := c.page.Find(float64(at.Y - c.offset.Y))
	return c.text.HitIn(i, at.X-c.offset.X-c.left-c.slide, float32(y))
}

// paint takes the thumb's colour from the theme.
func (c *column) paint() { c.thumb.FillColor = themed(c.holder.Theme(), theme.ColorNameScrollBar) }
