package pdf

import (
	"image/color"
	"math"
	"strconv"

	"tarikh.org/tarikh/ui/text/layout"
)

// Text draws the lines [from, to) of a paragraph, in the place that they have in it, with
// its top left corner at (x, y) and scale points to the unit.
func (p *Page) Text(para *layout.Paragraph, from, to int, x, y, scale float64, ink color.NRGBA) {
	if ink.A == 0 {
		return
	}
	p.fillWith(ink)
	p.op("BT")
	var font string
	var size float64
	for i := from; i < to; i++ {
		l := &para.Lines[i]
		for j := range l.Runs {
			r := &l.Runs[j]
			w := writer{
				page: p, size: float64(para.Style.Size) * float64(p.doc.fonts.scale(r.Face)) * scale, font: &font, set: &size,
				x: x + float64(l.X)*scale, y: p.H - y - float64(l.Baseline)*scale, scale: scale,
			}
			p.doc.fonts.run(para.Text, r, para.Style.Size, w.glyph)
			w.flush()
		}
	}
	p.op("ET")
}

// writer writes the codes of a run.
type writer struct {
	page  *Page
	size  float64
	font  *string  // as set on the page
	set   *float64 // its size
	x, y  float64  // of the run's line, points from the page's lower left corner
	scale float64

	open bool
	hex  bool    // within a string
	pen  float64 // where the last code leaves it
}

// glyph writes a code whose pen is x units from the line's left edge.
func (w *writer) glyph(c code, x float32) {
	p := w.page
	at := w.x + float64(x)*w.scale
	if c.font != *w.font || w.size != *w.set {
		w.flush()
		*w.font, *w.set = c.font, w.size
		p.op("/" + c.font + " " + number(w.size) + " Tf")
	}
	if !w.open {
		p.out = append(p.out, "1 0 0 1 "...)
		p.out = append(appendNumber(p.out, at, coordinate), ' ')
		p.out = append(appendNumber(p.out, w.y, coordinate), " Tm ["...)
		w.open, w.pen = true, at
	}
	// A difference from where the pen is moves it, by whole thousandths of the size.
	if back := math.Round((w.pen - at) / w.size * 1000); back != 0 {
		w.closeString()
		p.out = strconv.AppendInt(p.out, int64(back), 10)
		w.pen -= back * w.size / 1000
	}
	if !w.hex {
		p.out = append(p.out, '<')
		w.hex = true
	}
	if c.long {
		p.out = appendHex(p.out, c.id)
	} else {
		p.out = appendHex(p.out, c.id<<8)
		p.out = p.out[:len(p.out)-2]
	}
	w.pen += c.width * w.size / 1000
}

func (w *writer) closeString() {
	if w.hex {
		w.page.out = append(w.page.out, '>')
		w.hex = false
	}
}

// flush ends the array of codes.
func (w *writer) flush() {
	if w.open {
		w.closeString()
		w.page.op("] TJ")
		w.open = false
	}
}
