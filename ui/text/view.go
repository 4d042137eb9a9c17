package text

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/text/flow"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Measures of the article, in units.
const (
	textSize     = 17
	arabicLine   = 34 // 2.0 times the size
	latinLine    = 27 // 1.6 times the size
	paragraphGap = 10
	fullMeasure  = 700 // the column's greatest width
	sidePadding  = 30  // the column's least distance from the sides
	gutter       = 24  // of the sidePadding, drawn with the text: bars of annotations
	headRoom     = 28
	footRoom     = 72
	titleSize    = 21
	titleLine    = 34
	metaSize     = 13
	metaLine     = 22
	metaGap      = 4
	headerGap    = 20
	scrollZone   = 14 // at the edge, where the pointer takes the scrollbar
)

// Highlight marks a passage of the text.
type Highlight struct {
	Start, End int    // bytes, half-open
	Colour     string // of the palette: palette.Palette.Soft behind it, Mark for lines
	ID         any    // given back when it is tapped
	Emphasis   bool   // stands out among the others: the passage the reader came for
	Bar        bool   // a bar in the margin too: there is a note on it
	Dashed     bool   // in dashes: it may not be the passage that was meant
	Dotted     bool   // no more than dots under the words: something is known of them
	Quiet      bool   // lies under the others without a line that tells them apart, and cannot be tapped
}

// Reading is how an article is set. The zero value is the usual way.
type Reading struct {
	Size    float32 // units; 0 is 17
	Spacing float32 // of the lines, as a factor; 0 is 1
	Family  layout.Family
}

// whole fills in what is not said.
func (r Reading) whole() Reading {
	if r.Size <= 0 {
		r.Size = textSize
	}
	if r.Spacing <= 0 {
		r.Spacing = 1
	}
	return r
}

// TextHost is told what the reader does in a View.
type TextHost interface {
	// HighlightTapped gives the IDs of the highlights under the pointer: the
	// emphasised first, then the shortest first.
	HighlightTapped(ids []any)
	// SelectionChanged is called when a selection is settled, by the mouse or a key,
	// and when it is gone: then start == end.
	SelectionChanged(start, end int)
	// SecondaryTapped gives the nearest offset and the place on the canvas, for a menu.
	SecondaryTapped(offset int, at fyne.Position)
}

// ScrollHost is a TextHost that is told when the words have moved on the screen, to
// move what it shows beside them (see RectOf).
type ScrollHost interface {
	TextMoved()
}

// Text shows an article in its own scroller, at a comfortable measure. Only what is
// in view is laid out and drawn, so that a text of megabytes opens at once.
type View struct {
	widget.BaseWidget

	// Still makes ScrollTo jump instead of glide.
	Still bool
	// BarLeft has the scrollbar at the left, where lines of Arabic end.
	BarLeft bool

	ts   *Typesetter
	host TextHost

	text       string
	headings   []Heading
	reading    Reading
	highlights []marked
	finds      []Found
	find       int // that is looked at, -1 for none
	title      string
	meta       string

	// Arrangement, see arrange.go.
	page    *flow.Page
	laid    map[int]*layout.Paragraph
	column  float32 // width of the text column
	left    float32 // its left edge
	head    []*layout.Paragraph
	bands   map[bandKey]*band
	free    []*band
	objects []fyne.CanvasObject
	back    Place // to return to once there is a size
	header  *canvas.Raster
	thumb   *canvas.Rectangle
	pending goal // where to scroll to once there is a size
	told    float64

	// Gestures, see gesture.go.
	selection selection
	reported  [2]int
	press     press
	pointing  []any // the highlights that the pointer is on
	motion    *fyne.Animation
}

const none = -1

// goal is a line to be brought to a fraction of the height.
type goal struct {
	offset   int // in the line, or none
	fraction float64
}

var (
	_ fyne.Widget            = (*View)(nil)
	_ fyne.Scrollable        = (*View)(nil)
	_ fyne.Draggable         = (*View)(nil)
	_ fyne.Focusable         = (*View)(nil)
	_ fyne.Shortcutable      = (*View)(nil)
	_ fyne.SecondaryTappable = (*View)(nil)
	_ desktop.Mouseable      = (*View)(nil)
	_ desktop.Hoverable      = (*View)(nil)
	_ desktop.Cursorable     = (*View)(nil)
	_ desktop.Keyable        = (*View)(nil)
)

// NewView returns an empty article.
func NewView(ts *Typesetter, host TextHost) *View {
	t := &View{ts: ts, host: host, reading: Reading{}.whole(), bands: map[bandKey]*band{}, pending: goal{offset: none}}
	t.header = canvas.NewRaster(t.drawHeader)
	t.thumb = canvas.NewRectangle(nil)
	t.thumb.CornerRadius = 3
	t.objects = []fyne.CanvasObject{t.header, t.thumb}
	t.ExtendBaseWidget(t)
	t.open("")
	return t
}

// SetText shows another text from its beginning, without highlights or selection.
func (t *View) SetText(text string) { t.SetTextWith(text, nil) }

// show shows a text from its beginning.
func (t *View) show(text string) {
	t.stop()
	t.highlights, t.finds, t.find = nil, nil, -1
	t.selection = selection{}
	t.pending.offset = none
	t.open(text)
	t.Refresh()
	t.settled()
}

// open splits the text; nothing is laid out before there is a size.
func (t *View) open(text string) {
	t.text = text
	t.laid = map[int]*layout.Paragraph{}
	t.page = flow.NewPage(flow.New(text, t.estimate), t.lead(), footRoom, t.lay)
	if t.column > 0 {
		t.page.Resize(float64(t.Size().Height))
	}
}

// SetHeader sets what stands above the text and scrolls with it: a title, and a
// line of byline, publisher and date, divided by " · ". Either may be empty.
func (t *View) SetHeader(title, meta string) {
	if title == t.title && meta == t.meta {
		return
	}
	t.title, t.meta, t.head = title, meta, nil
	more := t.lead() - t.page.Lead
	at := t.page.Place()
	t.page.Lead += more
	if at.Block == 0 && at.Shift <= 0 {
		at.Shift = -t.page.Lead // at the beginning: show the header
	}
	t.page.Move(at)
	t.arrange()
	t.refresh(t.header)
}

// SetHighlights replaces the highlights.
func (t *View) SetHighlights(hs []Highlight) {
	t.highlights = mark(hs, len(t.text))
	t.redraw()
}

// ScrollTo brings the passage at an offset to a third of the height.
func (t *View) ScrollTo(offset int) { t.glideTo(offset, 1.0/3) }

// Place is where a text stands in its view, to the pixel.
type Place struct {
	at    flow.Place
	known bool
}

// Place returns where the text stands.
func (t *View) Place() Place { return Place{t.page.Place(), t.column > 0} }

// Return goes back to a place of the same text, at once; set in another size or
// width, to the same paragraph.
func (t *View) Return(p Place) {
	t.stop()
	t.pending = goal{offset: none}
	if !p.known || p.at.Block >= t.page.Len() {
		return
	}
	if t.column <= 0 {
		t.back = p
		return
	}
	t.page.Move(p.at)
	t.arrange()
}

// Restore puts the line of an offset that FirstVisible gave at the top, at once.
func (t *View) Restore(offset int) {
	t.stop()
	if t.column <= 0 {
		t.pending = goal{offset, 0}
		return
	}
	t.page.Move(t.placeOf(offset))
	t.arrange()
}

// FirstVisible is the offset of the first line that is in view as a whole.
func (t *View) FirstVisible() int {
	found := none
	t.page.Each(func(i int, y float64) {
		b := t.page.Block(i)
		for _, l := range t.paragraph(i).Lines {
			if found == none && y+float64(l.Y) >= -0.5 {
				found = b.Start + l.Start
			}
		}
	})
	if found == none {
		return t.page.Block(t.page.Place().Block).Start
	}
	return found
}

// RectOf is the area that the bytes [start, end) cover in view, relative to the
// widget; false if none of it is in view.
func (t *View) RectOf(start, end int) (fyne.Position, fyne.Size, bool) {
	var x0, y0, x1, y1 float32
	found := false
	height := t.Size().Height
	var rects []layout.Rect
	t.page.Each(func(i int, y float64) {
		b := t.page.Block(i)
		rects = t.paragraph(i).Selection(max(start, b.Start)-b.Start, min(end, b.End)-b.Start, rects[:0])
		for _, r := range rects {
			top := max(float32(y)+r.Y, 0)
			bottom := min(float32(y)+r.Y+r.H, height)
			if bottom <= top || b.Start >= end || b.End <= start {
				continue
			}
			if !found {
				x0, y0, x1, y1, found = r.X, top, r.X+r.W, bottom, true
			}
			x0, y0, x1, y1 = min(x0, r.X), min(y0, top), max(x1, r.X+r.W), max(y1, bottom)
		}
	})
	return fyne.NewPos(t.left+x0, y0), fyne.NewSize(x1-x0, y1-y0), found
}

// Selection is the selected bytes, half-open; start == end if nothing is selected.
func (t *View) Selection() (start, end int) { return t.selection.start, t.selection.end }

// ClearSelection selects nothing.
func (t *View) ClearSelection() {
	t.selectRange(0, 0)
	t.selection = selection{}
	t.settled()
}

// MinSize is small: the text wraps and scrolls.
func (t *View) MinSize() fyne.Size { return fyne.NewSize(160, 80) }

// CreateRenderer implements fyne.Widget.
func (t *View) CreateRenderer() fyne.WidgetRenderer { return &textRenderer{t} }

type textRenderer struct{ text *View }

func (r *textRenderer) Destroy()                     { r.text.stop() }
func (r *textRenderer) Objects() []fyne.CanvasObject { return r.text.objects }
func (r *textRenderer) MinSize() fyne.Size           { return r.text.MinSize() }
func (r *textRenderer) Layout(size fyne.Size)        { r.text.resized(size) }

// Refresh draws everything in view anew, as in another theme.
func (r *textRenderer) Refresh() {
	t := r.text
	t.thumb.FillColor = themed(t.Theme(), theme.ColorNameScrollBar)
	t.arrange()
	t.redraw()
	t.refresh(t.header)
	t.refresh(t.thumb)
}

// refresh draws one of the text's objects anew. The canvas is asked by the text
// itself: one that was hidden for long is no longer known to belong to any.
func (t *View) refresh(o fyne.CanvasObject) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Refresh(o)
		return
	}
	canvas.Refresh(o)
}

// style is how a block is set.
func (t *View) style(b flow.Block) layout.Style {
	st := layout.Style{Size: t.reading.Size, LineHeight: latinLine, Base: uax9.LTR, Family: t.reading.Family}
	if b.RTL {
		st.LineHeight, st.Base = arabicLine, uax9.RTL
	}
	// Whole units keep the lines evenly spaced on whole pixels.
	st.LineHeight = float32(math.Round(float64(st.LineHeight * t.reading.Spacing * t.reading.Size / textSize)))
	t.headed(b.Start, &st)
	return st
}

// SetReading changes how the text is set; the place that is read stays in view.
func (t *View) SetReading(r Reading) {
	r = r.whole()
	if r == t.reading {
		return
	}
	at := none
	if t.column > 0 && t.page.Top() > 0 {
		at = t.FirstVisible()
	}
	t.reading = r
	if t.column > 0 {
		t.column = 0 // as if it had had no width yet
		t.resized(t.Size())
	}
	if at != none {
		t.Restore(at)
	}
	t.Refresh()
}
