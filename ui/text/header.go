package text

import (
	"image"
	"strings"

	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// Measures of what is above a text, in units.
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

// titleStyle is how the title of a text is set.
func titleStyle(rtl bool) layout.Style {
	st := layout.Style{Size: titleSize, Bold: true, LineHeight: titleLine, ShowControls: true}
	if rtl { // a headline in naskh, as papers set it
		st.Family, st.Size, st.LineHeight = layout.FamilyReading, naskhSize, naskhLine
	}
	return st
}

// header is the line under the title of a text, which scrolls with it.
type header struct {
	ts     *Typesetter
	view   themedWidget
	line   string
	width  float32
	rtl    bool // of the title, with whose side it is aligned
	laid   *layout.Paragraph
	raster *canvas.Raster
}

func newHeader(ts *Typesetter, view themedWidget) *header {
	h := &header{ts: ts, view: view}
	h.raster = NewRaster(h.draw)
	return h
}

// set changes the line, and reports whether it is another than before.
func (h *header) set(line string) bool {
	if line == h.line {
		return false
	}
	h.line, h.laid = line, nil
	return true
}

// fit sets the width to wrap in.
func (h *header) fit(width float32) {
	if width != h.width {
		h.width, h.laid = width, nil
	}
}

// align aligns the line with a title from right to left, or from left to right.
func (h *header) align(rtl bool) {
	if rtl != h.rtl {
		h.rtl, h.laid = rtl, nil
	}
}

// height is that of the line; 0 where there is none.
func (h *header) height() float32 {
	if h.line == "" || h.width <= 0 {
		return 0
	}
	return h.paragraph().Height
}

// room is the space between the title and the text, besides the gap of paragraphs.
func (h *header) room() float64 {
	if height := h.height(); height > 0 {
		return float64(metaGap + height + headerGap - paragraphGap)
	}
	return headerGap - paragraphGap
}

func (h *header) paragraph() *layout.Paragraph {
	if h.laid == nil {
		align := layout.AlignLeft
		if h.rtl {
			align = layout.AlignRight
		}
		st := layout.Style{Size: metaSize, LineHeight: metaLine, Align: align, Base: uax9.FirstStrong(h.line)}
		h.laid = h.ts.Shaper.Paragraph(isolated(oneLine(h.line)), st, h.width)
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

// draw draws the line.
func (h *header) draw(width, height int) image.Image {
	img := h.ts.picture(width, height)
	if h.height() == 0 {
		return img
	}
	scale := float32(width) / h.raster.Size().Width
	h.ts.Glyphs.Draw(img, h.paragraph(), gutter*scale, 0, scale, themed(h.view.Theme(), theme.ColorNamePlaceHolder))
	return img
}
