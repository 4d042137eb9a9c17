package text

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	look "tarikh.org/tarikh/ui/theme"
)

// Sign is the form of a dot, which says how sure something is: those of the timeline.
type Sign uint8

// The signs.
const (
	SignDisc    Sign = iota
	SignRing         // unverified
	SignDotted       // a ring with a dot: of a single source
	SignChecked      // a disc with a check: confirmed
	SignDiamond      // half filled: disputed
	SignCrossed      // a faint ring with a cross: refuted
)

// signShare is what is left of the colour of a crossed ring.
const signShare = 0.55

// drawSign draws a sign within a circle of a radius, in pixels: ink in its lines, ground in
// what is open.
func drawSign(img *image.RGBA, s Sign, x, y, radius float64, ink, ground color.NRGBA) {
	lay := func(c color.NRGBA, share float64, distance func(dx, dy float64) float64) {
		reach := radius*1.4 + 1
		for py := max(int(y-reach), img.Rect.Min.Y); py < min(int(y+reach)+1, img.Rect.Max.Y); py++ {
			for px := max(int(x-reach), img.Rect.Min.X); px < min(int(x+reach)+1, img.Rect.Max.X); px++ {
				d := distance(float64(px)+0.5-x, float64(py)+0.5-y)
				if cover := min(max(0.5-d, 0), 1) * share; cover > 0 {
					blend(img.Pix[img.PixOffset(px, py):], c, float32(cover))
				}
			}
		}
	}
	disc := func(r float64) func(dx, dy float64) float64 {
		return func(dx, dy float64) float64 { return math.Hypot(dx, dy) - r }
	}
	ring := func(line float64) func(dx, dy float64) float64 {
		return func(dx, dy float64) float64 { return math.Abs(math.Hypot(dx, dy)-(radius-line/2)) - line/2 }
	}
	line := radius * 0.34
	switch s {
	case SignRing:
		lay(ink, 1, ring(line))
	case SignDotted:
		lay(ink, 1, ring(line*0.8))
		lay(ink, 1, disc(radius*0.38))
	case SignChecked:
		lay(ink, 1, disc(radius))
		lay(ground, 1, strokes(radius*0.15, [][4]float64{{-0.5, 0.02, -0.13, 0.4}, {-0.13, 0.4, 0.5, -0.34}}, radius))
	case SignDiamond:
		diamond := func(dx, dy float64) float64 {
			return (math.Abs(dx) + math.Abs(dy) - radius*1.25) / math.Sqrt2
		}
		lay(ink, 1, func(dx, dy float64) float64 { return math.Abs(diamond(dx, dy)+line/3) - line/3 })
		lay(ink, 1, func(dx, dy float64) float64 { return max(diamond(dx, dy), dx) })
	case SignCrossed:
		lay(ink, signShare, func(dx, dy float64) float64 {
			return min(ring(line*0.7)(dx, dy), strokes(line*0.35, [][4]float64{{-0.75, -0.75, 0.75, 0.75}, {-0.75, 0.75, 0.75, -0.75}}, radius)(dx, dy))
		})
	default:
		lay(ink, 1, disc(radius))
	}
}

// strokes is the distance from lines of half a width, whose ends are shares of a radius.
func strokes(half float64, lines [][4]float64, radius float64) func(dx, dy float64) float64 {
	return func(dx, dy float64) float64 {
		least := math.Inf(1)
		for _, l := range lines {
			ax, ay, bx, by := l[0]*radius, l[1]*radius, l[2]*radius, l[3]*radius
			t := ((dx-ax)*(bx-ax) + (dy-ay)*(by-ay)) / ((bx-ax)*(bx-ax) + (by-ay)*(by-ay))
			t = min(max(t, 0), 1)
			least = min(least, math.Hypot(dx-ax-t*(bx-ax), dy-ay-t*(by-ay)))
		}
		return least - half
	}
}

// SignView shows a sign in a colour of the palette.
type SignView struct {
	widget.BaseWidget
	ts     *Typesetter
	sign   Sign
	colour string
	raster *canvas.Raster
}

var _ fyne.Widget = (*SignView)(nil)

// signSize is how wide and high a SignView is, in units.
const signSize = 16

// NewSignView returns the view of a sign.
func NewSignView(ts *Typesetter, s Sign, colour string) *SignView {
	v := &SignView{ts: ts, sign: s, colour: colour}
	v.raster = NewRaster(v.draw)
	v.ExtendBaseWidget(v)
	return v
}

// MinSize implements fyne.Widget.
func (v *SignView) MinSize() fyne.Size { return fyne.NewSquareSize(signSize) }

// Refresh draws it again, as in another theme.
func (v *SignView) Refresh() { canvas.Refresh(v.raster) }

// CreateRenderer implements fyne.Widget.
func (v *SignView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.raster) }

func (v *SignView) draw(w, h int) image.Image {
	img := v.ts.picture(w, h)
	radius := float64(min(w, h)) * signRadius / signSize
	drawSign(img, v.sign, float64(w)/2, float64(h)/2, radius, look.Current().Mark(v.colour), themed(v.Theme(), theme.ColorNameBackground))
	return img
}

// signRadius is that of a disc in a SignView, in units.
const signRadius = 5.5
