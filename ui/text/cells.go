package text

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	xdraw "golang.org/x/image/draw"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
	look "tarikh.org/tarikh/ui/theme"
)

// Cell is a piece of text in a row, cut with an ellipsis where it has no room.
// Measures are units.
type Cell struct {
	X, Width float32
	Text     string
	Size     float32 // 0 means 14
	Bold     bool
	Colour   fyne.ThemeColorName // empty means the foreground
	Align    layout.Align
	Base     uax9.Direction
	// Dot is a colour of the palette for a dot before the text, on its reading-start
	// side as DotRTL says; empty: none.
	Dot    string
	Sign   Sign // its form
	DotRTL bool
	// Picture is in place of the text, 28 by 20 units at most, on the side of Align; nil for
	// none.
	Picture *image.RGBA
}

// Cells is a row of texts that people wrote in one picture: a table shows many of
// them, and one picture costs much less than a label for each.
type Cells struct {
	widget.BaseWidget
	ts     *Typesetter
	cells  []Cell
	shaped []*layout.Paragraph
	raster *canvas.Raster
}

var _ fyne.Widget = (*Cells)(nil)

const (
	cellSize = 14
	// cellDot is the diameter of a cell's dot, cellIndent how far the text moves for it.
	cellDot, cellIndent = 9, 16
)

// NewCells returns an empty row.
func NewCells(ts *Typesetter) *Cells {
	c := &Cells{ts: ts}
	c.raster = NewRaster(c.draw)
	c.ExtendBaseWidget(c)
	return c
}

// Set replaces the texts. Those that stay as they are are not shaped again.
func (c *Cells) Set(cells []Cell) {
	same := len(cells) == len(c.cells)
	shaped := make([]*layout.Paragraph, len(cells))
	for i, cell := range cells {
		if i < len(c.cells) && c.cells[i] == cell {
			shaped[i] = c.shaped[i]
			continue
		}
		same = false
		shaped[i] = c.shape(cell)
	}
	if same {
		return
	}
	c.cells, c.shaped = append(c.cells[:0], cells...), shaped
	canvas.Refresh(c.raster)
}

func (c *Cells) shape(cell Cell) *layout.Paragraph {
	width := cell.Width
	if cell.Dot != "" {
		width -= cellIndent
	}
	if cell.Text == "" || width < cellSize {
		return nil
	}
	size := cell.Size
	if size == 0 {
		size = cellSize
	}
	style := layout.Style{Size: size, Bold: cell.Bold, LineHeight: size * 1.5, Base: cell.Base, Align: cell.Align, MaxLines: 1, ShowControls: true}
	return c.ts.Shaper.Paragraph(oneLine(cell.Text), style, width)
}

// MinSize is nothing: the table says how large its rows are.
func (c *Cells) MinSize() fyne.Size { return fyne.Size{} }

// Refresh draws the row again, as in another theme.
func (c *Cells) Refresh() { canvas.Refresh(c.raster) }

// CreateRenderer implements fyne.Widget.
func (c *Cells) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.raster) }

func (c *Cells) draw(w, h int) image.Image {
	img := c.ts.picture(w, h)
	size := c.Size()
	if size.Width < 1 || len(c.cells) == 0 {
		return img
	}
	scale := float32(w) / size.Width
	for i, cell := range c.cells {
		x := cell.X
		if cell.Dot != "" {
			c.dot(img, cell, size.Height/2, scale)
			if !cell.DotRTL {
				x += cellIndent
			}
		}
		c.picture(img, cell, size.Height, scale)
		p := c.shaped[i]
		if p == nil {
			continue
		}
		name := cell.Colour
		if name == "" {
			name = theme.ColorNameForeground
		}
		y := float32(math.Round(float64((size.Height - p.Height) / 2 * scale)))
		c.ts.Glyphs.Draw(img, p, x*scale, y, scale, themed(c.Theme(), name))
	}
	return img
}

// Measures of the picture of a cell, in units.
const cellPictureWidth, cellPictureHeight = 28, 20

// picture draws the picture of a cell.
func (c *Cells) picture(img *image.RGBA, cell Cell, height, scale float32) {
	if cell.Picture == nil || cell.Picture.Rect.Empty() {
		return
	}
	from := cell.Picture.Rect.Size()
	fits := min(float32(cellPictureWidth)/float32(from.X), float32(cellPictureHeight)/float32(from.Y), 1)
	w, h := float32(from.X)*fits, float32(from.Y)*fits
	x, y := cell.X, (height-h)/2
	if cell.Align == layout.AlignRight {
		x += cell.Width - w
	}
	to := image.Rect(int(x*scale), int(y*scale), int((x+w)*scale), int((y+h)*scale))
	xdraw.BiLinear.Scale(img, to, cell.Picture, cell.Picture.Rect, xdraw.Over, nil)
}

func (c *Cells) dot(img *image.RGBA, cell Cell, middle, scale float32) {
	x := cell.X
	if cell.DotRTL {
		x += cell.Width - cellDot
	}
	var fill color.NRGBA
	switch cell.Dot {
	case NoDot:
		return
	case AccentDot:
		fill = look.Current().Accent
	default:
		fill = look.Current().Mark(cell.Dot)
	}
	if cell.Sign != SignDisc {
		drawSign(img, cell.Sign, float64((x+cellDot/2.0)*scale), float64(middle*scale), cellDot/2.0*float64(scale)*1.1, fill, themed(c.Theme(), theme.ColorNameBackground))
		return
	}
	fillRound(img, x*scale, (middle-cellDot/2.0)*scale, (x+cellDot)*scale, (middle+cellDot/2.0)*scale, cellDot/2.0*scale, fill)
}

// AccentDot is the colour of a dot in the accent; NoDot leaves the room for one.
const AccentDot, NoDot = "accent", "none"
