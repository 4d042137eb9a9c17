package text

import (
	"image"
	"strings"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Measures of the header, in units.
const (
	headRoom  = 28
	titleSize = 24
	titleLine = 36
	naskhSize = 30
	naskhLine = 48
	metaSize  = 13
	metaLine  = 22
	metaGap   = 4
	headerGap = 20
)

// header is what is above a text and scrolls with it: a title and a line under it.
type header struct {
	ts          *Typesetter
	view        themedWidget
	title, meta string
	width       float32
	laid        []*layout.Paragraph
	raster      *canvas.Raster
}

func newHeader(ts *Typesetter, view themedWidget) *header {
	h := &header{ts: ts, view: view}
	h.raster = NewRaster(h.draw)
	return h
}

// set changes the lines, and reports whether they are others than before.
func (h *header) set(title, meta string) bool {
	if title == h.title && meta == h.meta {
		return false
	}
	h.title, h.meta, h.laid = title, meta, nil
	return true
}

// fit sets the width to wrap in.
func (h *header) fit(width float32) {
	if width != h.width {
		h.width, h.laid = width, nil
	}
}

// height is the space above the text, with the header.
func (h *header) height() float64 {
	height := float32(headRoom)
	lines := h.lines()
	for i, p := range lines {
		if i > 0 {
			height += metaGap
		}
		height += p.Height
	}
	if len(lines) > 0 {
		height += headerGap
	}
	return float64(height)
}

// lines are the title and the line under it, which is aligned with the title's side.
func (h *header) lines() []*layout.Paragraph {
	if h.laid != nil || h.width <= 0 {
		return h.laid
	}
	align := layout.AlignStart
	if h.title != "" {
		st := layout.Style{Size: titleSize, Bold: true, LineHeight: titleLine, ShowControls: true}
		if uax9.FirstStrong(h.title) == uax9.RTL { // a headline in naskh, as papers set it
			st.Family, st.Size, st.LineHeight = layout.FamilyReading, naskhSize, naskhLine
		}
		p := h.ts.Shaper.Paragraph(oneLine(h.title), st, h.width)
		h.laid = append(h.laid, p)
		align = layout.AlignLeft
		if p.RTL {
			align = layout.AlignRight
		}
	}
	if h.meta != "" {
		st := layout.Style{Size: metaSize, LineHeight: metaLine, Align: align, Base: uax9.FirstStrong(h.meta)}
		h.laid = append(h.laid, h.ts.Shaper.Paragraph(isolated(oneLine(h.meta)), st, h.width))
	}
	return h.laid
}

// isolated isolates the parts of a line (UAX #9, FSI and PDI), so that the number of
// a date does not join the Latin name before it.
func isolated(line string) string {
	const divider = " · "
	return "\u2068" + strings.ReplaceAll(line, divider, "\u2069"+divider+"\u2068") + "\u2069"
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// draw draws the lines.
func (h *header) draw(width, height int) image.Image {
	img := h.ts.picture(width, height)
	scale := float32(width) / h.raster.Size().Width
	ink := themed(h.view.Theme(), theme.ColorNameForeground)
	y := float32(headRoom)
	for i, p := range h.lines() {
		if i > 0 || h.title == "" {
			ink = themed(h.view.Theme(), theme.ColorNamePlaceHolder)
		}
		h.ts.Glyphs.Draw(img, p, gutter*scale, y*scale, scale, ink)
		y += p.Height + metaGap
	}
	return img
}
