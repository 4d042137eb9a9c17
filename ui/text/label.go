package text

import (
	"image"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/text/uax9"
)

// LabelStyle is how a label is set. Measures are units.
type LabelStyle struct {
	Size       float32 // 0 means the theme's text size
	Bold       bool
	Colour     fyne.ThemeColorName // empty means the foreground
	Lines      int                 // at most so many, the last cut with an ellipsis; 0 means all
	Align      layout.Align
	LineHeight float32 // 0 means 1.5 times the size
	Base       uax9.Direction
	Shrink     bool // with Lines 1: may become narrower than its text, which is then cut
	// Marks shows control characters as marks and does not obey them: for titles,
	// names, tags and links that people wrote.
	Marks  bool
	Family layout.Family // "": that of the interface
}

const (
	// leastWidth is the minimal width of a label that may be narrower than its text.
	leastWidth = 48
	// overhang is the room beside the advance widths for ink that reaches out of them.
	overhang = 3
)

// Label shows a short text, in lines or cut with an ellipsis. Paragraphs in it are
// divided by "\n" and each has its own direction; on a single line they are joined
// with spaces.
type Label struct {
	widget.BaseWidget
	ts    *Typesetter
	text  string
	style LabelStyle
	spans []Span

	natural []*layout.Paragraph // unwrapped
	wrapped [keptWidths]wrapped // the last ones used first
}

// keptWidths is in how many widths a label stays laid out: Fyne and the layouts around
// it ask for the height in two or three of them on every frame.
const keptWidths = 4

// wrapped is the text laid out in a width.
type wrapped struct {
	width float32
	lines []*layout.Paragraph
}

var _ fyne.Widget = (*Label)(nil)

// NewLabel returns a label.
func NewLabel(ts *Typesetter, text string, style LabelStyle) *Label {
	l := &Label{ts: ts, text: text, style: style}
	l.ExtendBaseWidget(l)
	return l
}

// Text is what the label shows.
func (l *Label) Text() string { return l.text }

// Direction is the base direction that the text is set in; Auto: its own.
func (l *Label) Direction() uax9.Direction { return l.style.Base }

// SetText replaces the text.
func (l *Label) SetText(text string) {
	if text != l.text {
		l.text = text
		l.changed()
	}
}

// SetStyle replaces the style.
func (l *Label) SetStyle(style LabelStyle) {
	if style == l.style {
		return
	}
	colour := style.Colour
	style.Colour = l.style.Colour
	same := style == l.style
	style.Colour = colour
	l.style = style
	if same {
		l.Refresh() // another colour only
	} else {
		l.changed()
	}
}

// Restyle changes the colour alone.
func (l *Label) Restyle(colour fyne.ThemeColorName) {
	style := l.style
	style.Colour = colour
	l.SetStyle(style)
}

func (l *Label) forget() { l.natural, l.wrapped = nil, [keptWidths]wrapped{} }

func (l *Label) changed() {
	l.forget()
	l.Refresh()
}

// HeightFor is the height of the text at a width.
func (l *Label) HeightFor(width float32) float32 { return height(l.lines(width)) }

// MinSize is the natural width of a single line, unless the label may shrink or
// wraps: then it is small, and the height is that at the present width.
func (l *Label) MinSize() fyne.Size {
	natural := l.naturalLines()
	width := ceil(widest(natural))
	if l.style.Lines == 1 {
		if l.style.Shrink {
			width = min(width, leastWidth)
		}
		return fyne.NewSize(width, height(natural))
	}
	return fyne.NewSize(min(width, leastWidth), l.HeightFor(max(l.Size().Width, min(width, leastWidth))))
}

func (l *Label) layoutStyle(lines int) layout.Style {
	size := l.style.Size
	if size == 0 {
		size = l.Theme().Size(theme.SizeNameText)
	}
	return layout.Style{
		Size: size, Bold: l.style.Bold, LineHeight: l.style.LineHeight, Base: l.style.Base,
		Align: l.style.Align, MaxLines: lines, ShowControls: l.style.Marks, Family: l.style.Family,
	}
}

func (l *Label) paragraphs() []string {
	if l.style.Lines == 1 {
		return []string{strings.ReplaceAll(l.text, "\n", " ")}
	}
	return strings.Split(strings.TrimSuffix(l.text, "\n"), "\n")
}

func (l *Label) naturalLines() []*layout.Paragraph {
	if l.natural == nil {
		for _, text := range l.paragraphs() {
			l.natural = append(l.natural, l.ts.Shaper.Paragraph(text, l.layoutStyle(0), 0))
		}
	}
	return l.natural
}

// lines is the text laid out in a width; nothing is shaped again that fits unwrapped.
func (l *Label) lines(width float32) []*layout.Paragraph {
	natural := l.naturalLines()
	if width <= 0 || widest(natural) <= width && (l.style.Lines == 0 || len(natural) <= l.style.Lines) {
		return natural
	}
	at := 0
	for at < keptWidths-1 && (l.wrapped[at].lines == nil || l.wrapped[at].width != width) {
		at++
	}
	found := l.wrapped[at]
	copy(l.wrapped[1:at+1], l.wrapped[:at])
	if found.lines == nil || found.width != width {
		found = wrapped{width, l.wrap(width)}
	}
	l.wrapped[0] = found
	return found.lines
}

// wrap lays the text out in a width.
func (l *Label) wrap(width float32) (lines []*layout.Paragraph) {
	natural := l.naturalLines()
	left := l.style.Lines
	for i, p := range natural {
		if p.Width > width {
			p = l.ts.Shaper.Paragraph(p.Text, l.layoutStyle(left), width)
		}
		if more := i+1 < len(natural); more && left > 0 && len(p.Lines) >= left {
			// The ellipsis stands for the paragraphs below.
			p = l.ts.Shaper.Paragraph(p.Text+" \u2026", l.layoutStyle(left), width)
		}
		lines = append(lines, p)
		if left > 0 {
			if left -= len(p.Lines); left <= 0 {
				break
			}
		}
	}
	return lines
}

func widest(ps []*layout.Paragraph) (w float32) {
	for _, p := range ps {
		w = max(w, p.Width)
	}
	return w
}

func height(ps []*layout.Paragraph) (h float32) {
	for _, p := range ps {
		h += p.Height
	}
	return ceil(h)
}

func ceil(v float32) float32 { return float32(math.Ceil(float64(v))) }

// indent is how far right a paragraph moves that was laid out in another width
// than the label's.
func (l *Label) indent(p *layout.Paragraph, width float32) float32 {
	if p.Box >= width {
		return 0
	}
	switch a := l.style.Align; {
	case a == layout.AlignCenter:
		return (width - p.Box) / 2
	case a == layout.AlignRight || a == layout.AlignStart && p.RTL:
		return width - p.Box
	}
	return 0
}

// CreateRenderer implements fyne.Widget.
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	r := &labelRenderer{label: l}
	r.raster = NewRaster(r.draw)
	r.objects = []fyne.CanvasObject{r.raster}
	return r
}

type labelRenderer struct {
	label   *Label
	raster  *canvas.Raster
	objects []fyne.CanvasObject
	shown   []*layout.Paragraph // what the raster was placed for
}

func (r *labelRenderer) Destroy()                     {}
func (r *labelRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *labelRenderer) MinSize() fyne.Size           { return r.label.MinSize() }

// Layout places the raster over the ink only, so that a short text in a wide label
// costs a small picture.
func (r *labelRenderer) Layout(size fyne.Size) {
	l := r.label
	ps := l.lines(size.Width)
	left, right := size.Width, float32(0)
	for _, p := range ps {
		indent := l.indent(p, size.Width)
		for _, line := range p.Lines {
			left, right = min(left, indent+line.X), max(right, indent+line.X+line.Width)
		}
	}
	if right <= left {
		r.raster.Hide()
		r.shown = nil
		return
	}
	var top float32
	h := height(ps)
	if l.style.Lines == 1 {
		top = float32(math.Floor(float64(max(0, size.Height-h) / 2)))
	}
	scale := deviceScale(l)
	x := float32(math.Floor(float64(left))) - overhang
	r.raster.Show()
	r.raster.Move(fyne.NewPos(x, top))
	before := r.raster.Size()
	r.raster.Resize(fyne.NewSize(ceil((right+overhang-x)*scale)/scale, ceil(h*scale)/scale))
	if same := len(r.shown) == len(ps) && (len(ps) == 0 || &r.shown[0] == &ps[0]); !same && r.raster.Size() == before {
		canvas.Refresh(r.raster)
	}
	r.shown = ps
}

func (r *labelRenderer) Refresh() {
	if l := r.label; len(l.natural) > 0 && l.natural[0].Style.Size != l.layoutStyle(0).Size {
		l.forget() // the theme's text size changed
	}
	r.shown = nil
	r.Layout(r.label.Size())
	canvas.Refresh(r.raster)
}

func (r *labelRenderer) draw(w, h int) image.Image {
	l := r.label
	img := l.ts.picture(w, h)
	scale := float32(w) / r.raster.Size().Width
	name := l.style.Colour
	if name == "" {
		name = theme.ColorNameForeground
	}
	ink := themed(l.Theme(), name)
	var y float32
	start := 0
	for i, p := range r.shown {
		x := l.indent(p, l.Size().Width) - r.raster.Position().X
		l.ts.Glyphs.Draw(img, p, x*scale, y*scale, scale, ink)
		if len(l.spans) > 0 {
			l.drawSpans(img, p, start, fyne.NewPos(x, y), scale)
			start += len(l.natural[i].Text) + 1
		}
		y += p.Height
	}
	return img
}
