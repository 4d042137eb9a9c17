package text

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/text/flow"
	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

const (
	// bandLines is how many lines one picture holds at most.
	bandLines = 10
	// keptBlocks is how many blocks on either side of the view stay laid out.
	keptBlocks = 8
	// arabicAdvance and latinAdvance estimate the width of a character, with what
	// stays free at the end of a line, in parts of the size.
	arabicAdvance = 0.475
	latinAdvance  = 0.44
)

// band is some lines of a block and their picture. Bands out of view are reused.
type band struct {
	block    int
	from, to int // lines
	p        *layout.Paragraph
	start    int // of the block, in the text
	raster   *canvas.Raster
	inView   bool
}

// bandKey names a band by its block and first line.
type bandKey struct{ block, from int }

// span is the bytes of the text that a band shows.
func (b *band) span() (start, end int) {
	return b.start + b.p.Lines[b.from].Start, b.start + b.p.Lines[b.to-1].End
}

// estimate is the height of a block that is not laid out.
func (t *View) estimate(b flow.Block) float32 {
	if b.Empty() {
		return t.blockHeight(b, 1)
	}
	width := t.column
	if width <= 0 {
		width = t.measure()
	}
	advance := float32(latinAdvance)
	if b.RTL {
		advance = arabicAdvance
	}
	return t.blockHeight(b, int(float32(b.Runes)*t.reading.Size*advance/width)+1)
}

// measure is the column's greatest width: larger letters want a wider one.
func (t *View) measure() float32 { return fullMeasure * t.reading.Size / textSize }

// blockHeight is the height of a block of some lines: an empty one is a half line,
// and the last of a paragraph has the gap to the next one.
func (t *View) blockHeight(b flow.Block, lines int) float32 {
	line := t.style(b).LineHeight
	if b.Empty() {
		return line / 2
	}
	h := line * float32(lines)
	if b.Last {
		h += paragraphGap
	}
	return h
}

// lay lays a block out and returns its height.
func (t *View) lay(i int) float32 { return t.blockHeight(t.page.Block(i), len(t.paragraph(i).Lines)) }

// paragraph is the layout of a block.
func (t *View) paragraph(i int) *layout.Paragraph {
	p, ok := t.laid[i]
	if !ok {
		b := t.page.Block(i)
		p = t.ts.Shaper.Paragraph(t.text[b.Start:b.End], t.style(b), max(t.column, 1))
		t.laid[i] = p
	}
	return p
}

// resized fits the column into a size. When its width changes, the first line in
// view stays where it is.
func (t *View) resized(size fyne.Size) {
	column := float32(math.Floor(float64(min(t.measure(), size.Width-2*sidePadding))))
	column = max(column, 1)
	t.left = float32(math.Floor(float64(size.Width-column) / 2))
	if column != t.column {
		first, atStart := 0, t.column <= 0 || t.page.Top() <= 0
		var below float64
		if !atStart {
			first = t.FirstVisible()
			below = t.page.Between(t.page.Place(), t.placeOf(first))
		}
		t.column = column
		t.laid, t.head = map[int]*layout.Paragraph{}, nil
		t.page.Reset(t.estimate)
		t.page.Lead = t.lead()
		t.page.Resize(float64(size.Height))
		if atStart {
			t.page.Move(flow.Place{Shift: -t.page.Lead})
		} else {
			place := t.placeOf(first)
			place.Shift -= below
			t.page.Move(place)
		}
	} else {
		t.page.Resize(float64(size.Height))
	}
	if t.back.known {
		t.page.Move(t.back.at)
		t.back = Place{}
	}
	if t.pending.offset != none {
		place := t.placeOf(t.pending.offset)
		place.Shift -= t.page.View() * t.pending.fraction
		t.pending.offset = none
		t.page.Move(place)
	}
	t.arrange()
}

// placeOf is the top of the line that holds an offset.
func (t *View) placeOf(offset int) flow.Place {
	i := t.page.At(offset)
	b := t.page.Block(i)
	c := t.paragraph(i).Caret(min(offset, b.End)-b.Start, layout.Downstream)
	return flow.Place{Block: i, Shift: float64(c.Top)}
}

// lead is the room above the text, with the header.
func (t *View) lead() float64 {
	h := float32(headRoom)
	for i, p := range t.headLines() {
		if i > 0 {
			h += metaGap
		}
		h += p.Height
	}
	if len(t.headLines()) > 0 {
		h += headerGap
	}
	return float64(h)
}

// headLines are the title and the line under it, which stands on the title's side.
func (t *View) headLines() []*layout.Paragraph {
	if t.head != nil || t.column <= 0 || t.title == "" && t.meta == "" {
		return t.head
	}
	width := t.column
	align := layout.AlignStart
	if t.title != "" {
		st := layout.Style{Size: titleSize, Bold: true, LineHeight: titleLine, ShowControls: true}
		p := t.ts.Shaper.Paragraph(oneLine(t.title), st, width)
		t.head = append(t.head, p)
		align = layout.AlignLeft
		if p.RTL {
			align = layout.AlignRight
		}
	}
	if t.meta != "" {
		st := layout.Style{Size: metaSize, LineHeight: metaLine, Align: align, Base: uax9.FirstStrong(t.meta)}
		t.head = append(t.head, t.ts.Shaper.Paragraph(apart(oneLine(t.meta)), st, width))
	}
	return t.head
}

// apart isolates the parts of a line (UAX #9, FSI and PDI), so that the number of a
// date does not join the Latin name before it.
func apart(line string) string {
	const divider = " · "
	return "\u2068" + strings.ReplaceAll(line, divider, "\u2069"+divider+"\u2068") + "\u2069"
}

// arrange places what is in view and hides the rest, as Fyne culls nothing.
func (t *View) arrange() {
	if t.column <= 0 {
		return
	}
	for _, b := range t.bands {
		b.inView = false
	}
	scale := deviceScale(t)
	snap := func(v float64) float32 { return float32(math.Round(v*float64(scale)) / float64(scale)) }
	first, last := none, none
	t.page.Each(func(i int, y float64) {
		if first == none {
			first = i
		}
		last = i
		if t.page.Block(i).Empty() {
			return
		}
		p := t.paragraph(i)
		for from := 0; from < len(p.Lines); from += bandLines {
			to := min(from+bandLines, len(p.Lines))
			top := y + float64(p.Lines[from].Y)
			height := p.Style.LineHeight * float32(to-from)
			if top >= t.page.View() || top+float64(height) <= 0 {
				continue
			}
			b := t.band(bandKey{i, from}, to, p)
			b.raster.Resize(fyne.NewSize(
				ceil((t.column+2*gutter)*scale)/scale, ceil(height*scale)/scale))
			b.raster.Move(fyne.NewPos(t.left-gutter, snap(top)))
		}
	})
	for key, b := range t.bands {
		if !b.inView {
			b.raster.Hide()
			delete(t.bands, key)
			t.free = append(t.free, b)
		}
	}
	for i := range t.laid {
		if i < first-keptBlocks || i > last+keptBlocks {
			delete(t.laid, i)
		}
	}
	t.arrangeHeader(snap)
	t.arrangeThumb()
	if host, ok := t.host.(ScrollHost); ok && t.page.Top() != t.told {
		t.told = t.page.Top()
		host.TextMoved()
	}
}

// band is the band of a key, in view from now on.
func (t *View) band(key bandKey, to int, p *layout.Paragraph) *band {
	b, ok := t.bands[key]
	if !ok {
		if n := len(t.free); n > 0 {
			b, t.free = t.free[n-1], t.free[:n-1]
		} else {
			b = &band{}
			b.raster = canvas.NewRaster(t.drawer(b))
			// The thumb stays in front.
			t.objects = append(t.objects[:len(t.objects)-1:len(t.objects)-1], b.raster, t.thumb)
		}
		t.bands[key] = b
	}
	b.inView = true
	if b.p != p || !ok {
		*b = band{key.block, key.from, to, p, t.page.Block(key.block).Start, b.raster, true}
		b.raster.Show()
		t.refresh(b.raster)
	}
	return b
}

func (t *View) arrangeHeader(snap func(float64) float32) {
	top := -t.page.Top()
	if len(t.headLines()) == 0 || top+t.page.Lead <= 0 {
		t.header.Hide()
		return
	}
	t.header.Show()
	t.header.Resize(fyne.NewSize(t.column+2*gutter, float32(t.page.Lead)))
	t.header.Move(fyne.NewPos(t.left-gutter, snap(top)))
}

// arrangeThumb places the scrollbar's thumb. Moving it also tells the canvas that
// something is to be drawn, which new pictures cannot.
func (t *View) arrangeThumb() {
	y, h, ok := t.thumbRange()
	if !ok {
		t.thumb.Hide()
		return
	}
	if t.thumb.FillColor == nil {
		t.thumb.FillColor = themed(t.Theme(), theme.ColorNameScrollBar)
	}
	t.thumb.Show()
	t.thumb.Resize(fyne.NewSize(6, h))
	x := t.Size().Width - 9
	if t.BarLeft {
		x = 3
	}
	t.thumb.Move(fyne.NewPos(x, y))
	t.refresh(t.thumb)
}

// thumbRange is the top and the height of the thumb, false if everything is in view.
func (t *View) thumbRange() (y, h float32, ok bool) {
	track := float64(t.Size().Height) - 4
	over := t.page.Extent() - t.page.View()
	if over <= 0.5 || track <= 0 {
		return 0, 0, false
	}
	length := min(max(track*t.page.View()/t.page.Extent(), 36), track)
	at := min(t.page.Top()/over, 1) * (track - length)
	return float32(2 + at), float32(length), true
}
