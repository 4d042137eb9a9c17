package text

import (
	"cmp"
	"image/color"
	"math"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/input"
	"tarikh.org/tarikh/ui/text/edit"
	"tarikh.org/tarikh/ui/text/flow"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
	look "tarikh.org/tarikh/ui/theme"
	"tarikh.org/tarikh/ui/theme/palette"
)

// glideTime is how long ScrollTo takes.
const glideTime = 200 * time.Millisecond

// TextHost is told what the reader does in a View.
type TextHost interface {
	// HighlightTapped gives the IDs of the highlights under the pointer: the
	// emphasised first, then the shortest first; none for a click beside them.
	HighlightTapped(ids []any)
	// SelectionChanged is called when a selection is settled, by the mouse or a key,
	// and when it is gone: then start == end.
	SelectionChanged(start, end int)
	// SecondaryTapped gives the highlights as HighlightTapped does, the nearest offset and
	// the place on the canvas, for a menu.
	SecondaryTapped(ids []any, offset int, at fyne.Position)
}

// ScrollHost is a TextHost that is told when the words have moved on the screen, to
// move what it shows beside them (see RectOf).
type ScrollHost interface {
	TextMoved()
}

// HoverHost is a TextHost that is told which highlights the pointer is on, as
// TextHost.HighlightTapped gives them; none when it leaves them, and when the words
// move away under it.
type HoverHost interface {
	HighlightHovered(ids []any)
}

// View shows an article in its own scroller, in a comfortable column. Only what is
// in view is laid out and drawn, so that a text of megabytes opens at once.
type View struct {
	widget.BaseWidget
	column

	// Still makes ScrollTo jump instead of glide.
	Still bool
	// BarLeft has the scrollbar at the left, where lines of Arabic end.
	BarLeft bool

	host       TextHost
	reading    Reading
	room       float32 // kept free beside the column at the scrollbar's side
	parts      []Part
	highlights []marked
	finds      []Found
	numbers    []numbered
	figures    []placed
	find       int // that is looked at, -1 for none
	header     *header
	ring       ring // shown while the keyboard is here and came without the pointer
	objects    []fyne.CanvasObject

	back     Place   // to return to once there is a size
	pending  goal    // where to scroll to once there is a size
	told     float64 // the host, where the view's top is
	reported [2]int  // to the host, as the selection
	single   bool    // the press is a click without Shift or a drag
	pointing []any   // the highlights that the pointer is on
}

// goal is a line to be brought to a fraction of the height.
type goal struct {
	offset   int // in the line
	fraction float64
	set      bool
}

// NewView returns an empty article.
func NewView(ts *Typesetter, host TextHost) *View {
	t := &View{host: host, reading: Reading{}.whole()}
	t.ExtendBaseWidget(t)
	t.header = newHeader(ts, t)
	text := edit.NewSelection(ts.Shaper, edit.Options{
		ReadOnly: true, Gap: paragraphGap, Blank: 0.5,
		Style: func(start int, rtl bool) layout.Style {
			if start < 0 {
				return titleStyle(rtl)
			}
			return t.reading.style(t.parts, start, rtl)
		},
	})
	t.column = newColumn(ts, t, text, headRoom, footRoom)
	t.margin = gutter
	t.bar = input.Bar{Width: 6, Edge: 3, Inset: 2, Least: 36}
	t.ring = newRing()
	t.objects = []fyne.CanvasObject{t.header.raster, t.ring[0], t.ring[1], t.ring[2], t.ring[3], t.thumb}
	t.paint()
	return t
}

// SetText shows another text from its beginning, without highlights or selection.
func (t *View) SetText(text string) { t.SetTextWith("", text, nil) }

// SetTextWith shows another text like SetText, under a title, with parts that are set
// apart, in order and without overlap. The title scrolls with the text, and its words can
// be selected and highlighted apart from the text's: an offset in it is less than 0, by
// what is left of the title and one more (-1 is its end). Nothing is laid out before there
// is a size.
func (t *View) SetTextWith(title, text string, parts []Part) {
	t.stop()
	t.parts, t.highlights, t.finds, t.find = parts, nil, nil, -1
	t.pending, t.back = goal{}, Place{}
	t.SetFigures(nil)
	t.text.SetTextUnder(oneLine(title), text, uax9.FirstStrong(strings.TrimLeft(text[:min(len(text), longestStart)], "\n")))
	t.header.align(uax9.FirstStrong(title) == uax9.RTL)
	t.head()
	t.page.Move(flow.Place{Shift: -t.page.Lead})
	t.Refresh()
	t.settled()
}

// longestStart is how much of a text is looked at for the direction of empty
// paragraphs at its beginning.
const longestStart = 16 << 10

// SetSource sets the line under the title: byline, publisher and date, divided by " · ".
func (t *View) SetSource(line string) {
	if !t.header.set(line) {
		return
	}
	t.head()
	t.page.Settle()
	t.arrange()
	t.refresh(t.header.raster)
}

// head makes room under the title for the line that is there.
func (t *View) head() {
	t.header.fit(t.width)
	t.text.SetUnder(t.header.room())
	t.makeRoom()
}

// SetHighlights replaces the highlights.
func (t *View) SetHighlights(hs []Highlight) {
	t.highlights = mark(hs, -t.text.Headline(), t.text.Len()-t.text.Headline())
	t.redraw()
}

// SetFinds shows what a search found in the text: finds ascend without overlap, and
// shown is the one that is looked at, or -1.
func (t *View) SetFinds(finds []Found, shown int) {
	if shown == t.find && slices.Equal(finds, t.finds) {
		return
	}
	t.finds, t.find = finds, shown
	t.redraw()
}

// SetReading changes how the text is set; the place that is read stays in view.
func (t *View) SetReading(r Reading) {
	r = r.whole()
	if r == t.reading {
		return
	}
	first, moved := 0, t.width > 0 && t.page.Top() > 0
	if moved {
		first = t.FirstVisible()
	}
	t.reading = r
	t.text.Restyle()
	if t.width > 0 {
		t.resized(t.Size())
	}
	if moved {
		t.Restore(first)
	}
	t.Refresh()
}

// SetRoom keeps a width free beside the column at the side of the scrollbar, for what is
// shown over it there.
func (t *View) SetRoom(width float32) {
	if width == t.room {
		return
	}
	t.room = width
	if t.width > 0 {
		t.resized(t.Size())
		t.Refresh()
	}
}

// ColumnAt is the left edge of the column and its width; zero while there is no size.
func (t *View) ColumnAt() (left, width float32) { return t.left, t.width }

// Place is where a text is in its view, to the pixel.
type Place struct {
	at    flow.Place
	known bool
}

// Place returns where the text is.
func (t *View) Place() Place { return Place{t.page.Place(), t.width > 0} }

// Return goes back to a place of the same text, at once; set in another size or
// width, to the same paragraph.
func (t *View) Return(p Place) {
	t.pending = goal{}
	switch {
	case !p.known || p.at.Block >= t.text.Paragraphs():
		t.stop()
	case t.width <= 0:
		t.back = p
	default:
		t.moveTo(p.at)
	}
}

// Restore puts the line of an offset that FirstVisible gave at the top, at once.
func (t *View) Restore(offset int) {
	if t.width <= 0 {
		t.pending = goal{offset, 0, true}
		return
	}
	at := t.placeOf(offset)
	if at == (flow.Place{}) {
		at.Shift = -t.page.Lead
	}
	t.moveTo(at)
}

// moveTo moves the view's top to a place, at once.
func (t *View) moveTo(at flow.Place) {
	t.stop()
	t.page.Move(at)
	t.arrange()
}

// scroll moves the view down by dy at once.
func (t *View) scroll(dy float64) {
	at := t.page.Place()
	at.Shift += dy
	t.moveTo(at)
}

// ScrollTo brings the line of an offset to a third of the height. From afar it jumps
// to within a view of the place first.
func (t *View) ScrollTo(offset int) {
	const fraction = 1.0 / 3
	t.stop()
	if t.width <= 0 {
		t.pending = goal{offset, fraction, true}
		return
	}
	before := t.page.Place()
	target := t.placeOf(offset)
	target.Shift -= t.page.View() * fraction
	t.page.Move(target)
	target = t.page.Place()
	way := t.page.Between(before, target)
	if t.Still || math.Abs(way) < 1 {
		t.arrange()
		return
	}
	limit := t.page.View() * 0.8
	way = min(max(way, -limit), limit)
	t.motion = fyne.NewAnimation(glideTime, func(done float32) {
		at := target
		at.Shift -= way * float64(1-done)
		t.page.Move(at)
		t.arrange()
		if done == 1 {
			t.motion = nil
		}
	})
	t.motion.Curve = fyne.AnimationEaseOut
	t.motion.Start()
}

// ClearSelection selects nothing.
func (t *View) ClearSelection() {
	t.text.Select(0, 0)
	t.arrange()
	t.settled()
}

// settled tells the host of the selection if it is another than last time.
func (t *View) settled() {
	var now [2]int
	if start, end := t.Selection(); start < end {
		now = [2]int{start, end}
	}
	if now != t.reported {
		t.reported = now
		t.host.SelectionChanged(now[0], now[1])
	}
}

// highlightsAt are the IDs of the highlights that a point is on, see TextHost.
func (t *View) highlightsAt(at fyne.Position) []any {
	i, within := t.page.Find(float64(at.Y))
	start := t.start(i)
	set := t.text.Setting(i)
	x, y := at.X-t.left, float32(within)
	var found []marked
	var areas []layout.Rect
	for _, m := range t.highlights {
		areas = areas[:0]
		if !m.Quiet {
			areas = set.Areas(m.Start-start, m.End-start, areas)
		}
		if slices.ContainsFunc(areas, func(r layout.Rect) bool {
			return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
		}) {
			found = append(found, m)
		}
	}
	slices.SortStableFunc(found, func(a, b marked) int {
		if a.Emphasis != b.Emphasis {
			if a.Emphasis {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.End-a.Start, b.End-b.Start)
	})
	var ids []any
	for _, m := range found {
		ids = append(ids, m.ID)
	}
	return ids
}

// point notes which highlights the pointer is on, for the cursor and the host.
func (t *View) point(ids []any) {
	if slices.Equal(ids, t.pointing) {
		return
	}
	t.pointing = ids
	if host, ok := t.host.(HoverHost); ok {
		host.HighlightHovered(ids)
	}
}

// add implements holder; the thumb stays in front.
func (t *View) add(o fyne.CanvasObject) { t.objects = slices.Insert(t.objects, len(t.objects)-1, o) }

// under implements holder.
func (t *View) under(s *sheet) {
	colours := look.Current()
	s.part(kindAt(t.parts, s.start))
	for _, m := range t.highlights {
		if m.Start < s.high && m.End > s.low {
			mark := colours.Mark(m.Colour)
			line := mark
			if m.Dashed {
				line = colours.Warning
			}
			s.highlight(m, fillOf(m, colours), mark, line)
		}
	}
	s.finds(t.finds, t.find)
	t.drawNumbers(s)
}

// fillOf is the colour behind a highlight.
func fillOf(m marked, colours palette.Palette) color.NRGBA {
	switch {
	case m.Passage && m.Emphasis:
		return colours.InView
	case m.Passage:
		return colours.Marker
	}
	return colours.Soft(m.Colour)
}

// arranged implements holder: it places the header and tells the host that the words
// have moved. Drawing the thumb again also tells the canvas that something is to be
// drawn, which new pictures cannot.
func (t *View) arranged() {
	height := t.header.height()
	top := t.page.Lead + t.text.Top(1) - t.text.Below(0) - headerGap - float64(height) - t.page.Top()
	if height == 0 || t.text.Headline() == 0 || top+float64(height) <= 0 || top >= t.page.View() {
		t.header.raster.Hide()
	} else {
		t.header.raster.Show()
		t.header.raster.Resize(fyne.NewSize(t.width+2*gutter, height))
		t.header.raster.Move(fyne.NewPos(t.left-gutter, snap(top, deviceScale(t))))
	}
	t.placeFigures()
	if t.thumb.Visible() {
		t.refresh(t.thumb)
	}
	if host, ok := t.host.(ScrollHost); ok && t.page.Top() != t.told {
		t.told = t.page.Top()
		host.TextMoved()
	}
}

// resized fits the column into a size, and goes to where it was to go once there is
// one.
func (t *View) resized(size fyne.Size) {
	t.ring.fit(size)
	width := max(float32(math.Floor(float64(min(t.reading.measure(), size.Width-t.room-2*sidePadding)))), 1)
	t.left = float32(math.Floor(float64(size.Width-t.room-width) / 2))
	if t.BarLeft {
		t.left += t.room
	}
	t.bar.Left = t.BarLeft
	atStart := t.width <= 0 || t.page.Top() <= 0
	t.fit(width, float64(size.Height))
	t.head()
	switch {
	case t.pending.set:
		place := t.placeOf(t.pending.offset)
		place.Shift -= t.page.View() * t.pending.fraction
		t.page.Move(place)
	case t.back.known:
		t.page.Move(t.back.at)
	case atStart:
		t.page.Move(flow.Place{Shift: -t.page.Lead})
	}
	t.pending, t.back = goal{}, Place{}
	t.arrange()
}

// MinSize is small: the text wraps and scrolls.
func (t *View) MinSize() fyne.Size { return fyne.NewSize(160, 80) }

// CreateRenderer implements fyne.Widget.
func (t *View) CreateRenderer() fyne.WidgetRenderer { return &viewRenderer{t} }

type viewRenderer struct{ view *View }

func (r *viewRenderer) Destroy()                     { r.view.stop() }
func (r *viewRenderer) Objects() []fyne.CanvasObject { return r.view.objects }
func (r *viewRenderer) MinSize() fyne.Size           { return r.view.MinSize() }
func (r *viewRenderer) Layout(size fyne.Size)        { r.view.resized(size) }

// Refresh draws everything in view again, as in another theme.
func (r *viewRenderer) Refresh() {
	t := r.view
	t.paint()
	t.arrange()
	t.redraw()
	t.refresh(t.header.raster)
	t.refresh(t.thumb)
}
