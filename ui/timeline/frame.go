package timeline

import (
	"image"
	"math"

	"tarikh.org/tarikh/ui/text/layout"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// invalidate says that the strip shows something else now.
func (t *Timeline) invalidate() {
	t.stale = true
	t.repaint()
}

// repaint asks Fyne for a new picture, once for each picture taken.
func (t *Timeline) repaint() {
	t.unpainted = true
	if !t.asked {
		t.asked = true
		t.strip.Refresh()
	}
}

// scene returns the display list of the strip as it is now.
func (t *Timeline) scene() *scene.List {
	if t.stale || t.list == nil {
		t.list = t.build(t.view, t.scrollY)
		t.stale = false
	}
	return t.list
}

// build makes the display list of a view that may differ from the present one.
func (t *Timeline) build(v scene.Viewport, scrollY float32) *scene.List {
	in := t.input
	in.View, in.Height, in.ScrollY = v, t.strip.Size().Height, scrollY
	in.Selected, in.Hovered, in.Lit = t.selected, t.hover.event, t.lit
	in.Tracks, in.Reading, in.Theme = t.model.Tracks, t.reading, t.theme
	return t.builder.Build(in)
}

// paintStrip is the raster's generator: w and h are device pixels.
func (t *Timeline) paintStrip(w, h int) image.Image {
	t.asked = false
	size := t.strip.Size()
	if w < 1 || h < 1 || size.Width < 1 {
		return image.NewRGBA(image.Rect(0, 0, 1, 1))
	}
	if t.picture == nil || t.picture.Rect.Dx() != w || t.picture.Rect.Dy() != h {
		t.picture = image.NewRGBA(image.Rect(0, 0, w, h))
		t.unpainted = true
	}
	if t.unpainted || t.stale {
		scale := float32(w) / size.Width
		t.painter.Paint(t.picture, t.scene(), scale)
		if t.model.Index.Len() == 0 {
			t.painter.Over(t.picture, t.hint(), scale)
		}
		if t.measure.on {
			t.painter.Over(t.picture, t.spanLayer(), scale)
		}
		if t.redate != nil {
			t.painter.Over(t.picture, t.redateLayer(), scale)
		}
		if t.hover.tip != nil {
			t.painter.Over(t.picture, t.hover.tip, scale)
		}
		if t.focused && t.keyboard {
			t.painter.Over(t.picture, t.focusRing(), scale)
		}
		t.unpainted = false
	}
	return t.picture
}

const (
	hintWidth  = 460 // of the words, at most
	hintMargin = 16
)

// hint is the text of an empty library, in the middle of the plot.
func (t *Timeline) hint() *scene.Layer {
	plot := t.scene().Plot
	width := min(plot.W-4*hintMargin, hintWidth)
	if t.model.Empty == "" || width < 60 {
		return &scene.Layer{}
	}
	style := layout.Style{Size: 15, LineHeight: 24, Align: layout.AlignCenter}
	// Lines of about one length, so that no word stands alone on the last.
	natural := t.typesetter.Shaper.Paragraph(t.model.Empty, style, 0).Width
	lines := float32(math.Ceil(float64(natural / width)))
	width = min(width, natural/lines*1.12+1)
	p := t.typesetter.Shaper.Paragraph(t.model.Empty, style, width)
	x, y := plot.X+(plot.W-width)/2, plot.Y+max((plot.H-p.Height)/2, 0)
	return &scene.Layer{
		// The grid and today's line end around the words.
		Marks: []scene.Rect{{
			X: plot.X + (plot.W-p.Width)/2 - hintMargin, Y: y - hintMargin/2, W: p.Width + 2*hintMargin, H: p.Height + hintMargin,
			Radius: hintMargin, Fill: t.palette.Panel,
		}},
		Texts: []scene.Text{{X: x, Y: y, P: p, Colour: t.palette.Muted}},
	}
}

// focusRing shows that keys go to the timeline.
func (t *Timeline) focusRing() *scene.Layer {
	size := t.strip.Size()
	return &scene.Layer{Marks: []scene.Rect{{
		X: 2, Y: 2, W: size.Width - 4, H: size.Height - 4, Radius: 6, Stroke: t.palette.Focus, StrokeWidth: 2,
	}}}
}
